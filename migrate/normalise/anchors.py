"""The places of a page that `#fragment` can name."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from migrate import htmltree
from migrate.model import Page

KEPT = 256  # pages whose anchors are remembered; a page is rendered anew for those of another that was forgotten


def anchors_in(html: str) -> frozenset[str]:
    """Every `id`, and every `name` of an `a`."""
    found: set[str] = set()

    def note(tag: htmltree.Tag) -> None:
        for name in (tag.get("id"), tag.get("name") if tag.tag == "a" else None):
            if name:
                found.add(name)

    htmltree.rewritten(html, (("[id],a[name]", note),))
    return frozenset(found)


class Anchors:
    """The anchors of pages by id, which `page` finds. `html` gives a page's body as it is published, None without."""

    def __init__(self, page: Callable[[str], Page], html: Callable[[Page], str | None]) -> None:
        self._page, self._html = page, html
        self._known: OrderedDict[str, frozenset[str] | None] = OrderedDict()
        self._at_hand: tuple[str, str] | None = None

    def take(self, page: Page, html: str) -> None:
        """Puts the body of the page in work at hand, so that it is not rendered again for its own anchors."""
        self._at_hand = (page.id, html)
        self._known.pop(page.id, None)

    def __call__(self, id_: str) -> frozenset[str] | None:
        """The anchors of that page; None where they cannot be known."""
        if id_ in self._known:
            self._known.move_to_end(id_)
            return self._known[id_]
        anchors = self._known[id_] = self._read(id_)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return anchors

    def _read(self, id_: str) -> frozenset[str] | None:
        page = self._page(id_)
        at_hand = self._at_hand is not None and self._at_hand[0] == id_
        html = self._at_hand[1] if at_hand and self._at_hand else self._html(page)
        if html is None:
            return None
        return anchors_in(html) | frozenset(_ids(page.sections))


def _ids(value: object) -> Iterable[str]:
    """The `id` of a homepage's sections, which the theme writes into the page."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "id" and isinstance(inner, str):
                yield inner
            yield from _ids(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _ids(inner)
