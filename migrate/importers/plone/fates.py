"""What became of every leaf of an item, found in the page or file that was made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrate.accounting import Ledger, fate_of
from migrate.accounting import leaves as leaves_of
from migrate.errors import AccountingError
from migrate.importers.plone.items import BODY_KEYS
from migrate.importers.plone.pages import COMPUTED, CONVERSATION, lead_of
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.values import mapping
from migrate.model import Leaf, Leaves, Page

FILES = "files and images"
AGAIN = "Plone works it out anew"
BYTES = "the file itself says it"
CONTAINER = "the container says it itself"
NO_COMMENT = "there is no comment in it"
NO_TEXT = "a file has no text of its own"
OF_METADATA = "discussions.json says the same"

# the field of a page that holds a key, where meta does not
HELD = {
    "@id": "url",
    "@type": "layout",
    "UID": "id",
    "id": "url",
    "title": "title",
    "description": "description",
    "subjects": "tags",
    "language": "language",
    "remoteUrl": "target",
}
# fields that hold more of what meta has
ALSO = {"effective": "date", "modified": "modified", "review_state": "published", "subjects": "tags"}
HELD_BY_FILES = {
    "@id": "url",
    "@type": "meta.portal_type",
    "UID": "id",
    "id": "url",
    "title": "title",
    "description": "description",
}


class ItemFates:
    """Notes in `ledger` what became of each item.

    `comments` are the UIDs of items whose comments a file of its own has, `taken` those that theirs were taken from.
    """

    def __init__(self, ledger: Ledger, comments: frozenset[str], taken: frozenset[str]) -> None:
        self._ledger, self._comments, self._taken = ledger, comments, taken
        self._known: dict[Leaves, Leaves] = {}

    def of_page(self, one: Placed, page: Page) -> Leaves:
        """Where the leaves of a page's item are; pages alike share one tuple. Raises AccountingError."""
        found = tuple(self._leaves(one, page.meta, HELD, page))
        total = sum(count for _, count in one.item.counts)
        if sum(leaf.leaves for leaf in found) != total:
            raise AccountingError(f"{page.id}: {total:,} leaves were read, and not all of them are found")
        leaves = self._known.setdefault(found, found)
        self._ledger.page(total, leaves)
        return leaves

    def of_file(self, one: Placed, meta: Mapping[str, object]) -> None:
        """Counts the leaves of an item that became a file."""
        self._ledger.read(FILES, sum(count for _, count in one.item.counts))
        for leaf in self._leaves(one, meta, HELD_BY_FILES, None):
            field = leaf.fields[0] if leaf.fields else ""
            self._ledger.column(FILES, fate_of(leaf), leaf.why, field)[leaf.key] += leaf.leaves

    def _leaves(
        self, one: Placed, meta: Mapping[str, object], held: Mapping[str, str], page: Page | None
    ) -> Iterator[Leaf]:
        of = "" if page is not None else "asset."
        for key, count in one.item.counts:
            if (why := self._why_not(key, one, meta)) is not None:
                yield Leaf(key, (), count, why)
            elif key in one.item.blobs:
                yield from _of_blob(key, count, one, meta, page)
            elif _is_of_body(key, one):
                yield Leaf(key, ("body",), count) if page is not None else Leaf(key, (), count, NO_TEXT)
            elif key == CONVERSATION:
                yield Leaf(key, ("site.meta.discussions",), count)
            elif key in meta:
                yield Leaf(key, _fields(key, of, is_page=page is not None), count)
            elif key in held:
                yield Leaf(key, (f"{of}{held[key]}",), count)

    def _why_not(self, key: str, one: Placed, meta: Mapping[str, object]) -> str | None:
        if key in COMPUTED:
            return AGAIN
        if key == "parent" and key not in meta:
            return CONTAINER
        if key != CONVERSATION or one.uid in self._taken:
            return None
        return OF_METADATA if one.uid in self._comments else NO_COMMENT


def _fields(key: str, of: str, *, is_page: bool) -> tuple[str, ...]:
    """Where a key stands that meta has, and perhaps a field too."""
    kept, also = f"{of}meta.{key}", ALSO.get(key) if is_page else None
    if also is None:
        return (kept,)
    return (also, kept) if key == "subjects" else (kept, also)


def _is_of_body(key: str, one: Placed) -> bool:
    return key in BODY_KEYS and key not in one.item.fields


def _of_blob(key: str, count: int, one: Placed, meta: Mapping[str, object], page: Page | None) -> Iterator[Leaf]:
    """The words of a field that holds a file stand in meta, what else it says is of the file."""
    words = mapping(one.item.fields.get(key))
    kept = leaves_of(words) if words else 0
    is_lead = page is not None and page.image == lead_of(one.uid, one.path, key, one.item.blobs[key]).url
    if count > kept:
        yield Leaf(key, ("image",), count - kept) if is_lead else Leaf(key, (), count - kept, BYTES)
    if kept:
        yield Leaf(key, (f"meta.{key}",) if page is not None else ("asset.meta.filename",), kept)
