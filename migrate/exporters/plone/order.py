"""The order of items in their containers: that which the source says of Plone's own, else that of the menu.

Plone makes its menu of the items themselves, so that their order is all that the menu of the old site can become.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from migrate import urls
from migrate.exporters.plone.uids import is_uid
from migrate.model import NavNode, Site

Path = tuple[str, ...]
_LAST = 1 << 40


class _Child(NamedTuple):
    uid: str
    path: Path
    given: object
    position: float
    is_file: bool


class Order:
    """Takes items as they are settled, and gives each a place from 0 on."""

    def __init__(self, site: Site) -> None:
        given = site.meta.get("ordering")
        self._given = given if isinstance(given, Mapping) else {}
        self._ranks: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        if not any(is_uid(page.id) for page in site.pages):  # Plone's own menu says nothing that its items do not
            for rank, node in enumerate(_all(site.navigation)):
                self._note(rank, node)
        self._best: dict[Path, int] = {}
        self._children: defaultdict[str, list[_Child]] = defaultdict(list)

    def _note(self, rank: int, node: NavNode) -> None:
        if node.page is not None:
            self._ranks.setdefault(f"page:{node.page}", rank)
        if node.url is not None and not node.external:
            key = urls.key_of_link(node.url)
            self._ranks.setdefault(key, rank)
            if title := " ".join(node.title.split()):
                self._titles.setdefault(key, title)

    def title(self, key: Path) -> str | None:
        """What the menu calls an address."""
        return self._titles.get("/" + "/".join(key))

    def add(self, uid: str, parent: str, key: Path, path: Path, page: str | None, position: object) -> None:
        """Takes an item: `key` is its old address, `path` its new one, `position` its place among pages like it."""
        rank = self._ranks.get(f"page:{page}") if page is not None else None
        if rank is None:
            rank = self._ranks.get("/" + "/".join(key), _LAST)
        for length in range(1, len(path) + 1):
            if self._best.get(path[:length], _LAST) <= rank:
                continue
            self._best[path[:length]] = rank
        is_file = page is not None and page.startswith("asset:")
        given = self._given.get(uid)
        place = position if isinstance(position, int | float) and not isinstance(position, bool) else _LAST
        self._children[parent].append(_Child(uid, path, given, float(place), is_file))

    def hidden(self, parent: str) -> frozenset[str]:
        """The UIDs of what lies there and stands nowhere in the menu, nor anything in it; none without a menu."""
        if not self._ranks:
            return frozenset()
        return frozenset(child.uid for child in self._children[parent] if self._best.get(child.path, _LAST) == _LAST)

    def places(self) -> dict[str, int]:
        """The place of each UID."""
        return {
            child.uid: place
            for children in self._children.values()
            for place, child in enumerate(sorted(children, key=self._rank))
        }

    def _rank(self, child: _Child) -> tuple[object, ...]:
        given = child.given if isinstance(child.given, int) and not isinstance(child.given, bool) else _LAST
        return given, self._best.get(child.path, _LAST), child.is_file, child.position, child.path


def _all(nodes: Sequence[NavNode]) -> Iterator[NavNode]:
    for node in nodes:
        yield node
        yield from _all(node.children)


def readable(name: str) -> str:
    """A name in an address as a title: `our-crew` is `Our crew`."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split()) or name
    return words[:1].upper() + words[1:]
