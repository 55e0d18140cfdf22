"""Pages as a cache has them, beside the items that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

import orjson

from migrate.accounting import Ledger
from migrate.diagnostics import Finding
from migrate.importers.isomer.mending import Mending
from migrate.importers.isomer.pages import NOTHING, PageReader
from migrate.importers.isomer.sections import CONTACT_LAYOUTS
from migrate.jekyll.cached import Cached
from migrate.jekyll.dated import Row, Unkept, apart, together
from migrate.jekyll.item import Item
from migrate.jekyll.kept import other_present, told_of, told_row
from migrate.model import PAGE_KINDS, Leaf, Leaves, Location, Page

_TEXT = (str, type(None))
_TIME = (datetime, type(None))
_SHAPE: tuple[Any, ...] = (
    *(str, str, _TEXT, _TEXT, _TEXT, _TIME, _TIME, bool, _TEXT, list, list),  # as in Page, from kind to categories
    *(_TEXT, _TEXT, list, dict, str, list),  # image to meta, the leaves, what was told
)


def pages_of(items: Iterable[Item], reader: PageReader, mending: Mending, cached: Cached) -> list[Page]:
    """The pages of items, as far as they are known from before; what is new is put into `cached`."""
    kept, odd = KeptPages(reader, cached), mending.is_of(reader.config.files)
    pages = [kept.page(item, is_mended=odd or mending.is_of((item.file,))) for item in items]
    kept.counted()
    cached.write()
    return pages


class KeptPages:
    """Makes pages of items, or takes them from `cached`. What was told of them is told again, and accounted for."""

    def __init__(self, reader: PageReader, cached: Cached) -> None:
        self.reader, self.cached = reader, cached
        self.told: list[Finding] = []
        later = other_present(reader.now)
        self.other = PageReader(reader.config, reader.data, later, self.told, Ledger())
        self.zone = reader.config.zone
        self._alike: dict[str, _Alike] = {}

    def page(self, item: Item, *, is_mended: bool) -> Page:
        """The page of an item, which has no part in the cache where its values were mended: others have a say then."""
        row = None if is_mended else self.cached.page(item.file)
        page = None if row is None else self._known(row, item)
        if page is None:
            page = self._made(item, is_kept=not is_mended)
        self.cached.written(item.file)
        return page

    def counted(self) -> None:
        """Notes the leaves of the pages that were known, when all pages are made."""
        for alike in self._alike.values():
            self.reader.fates.ledger.page(alike.total, alike.leaves, alike.pages)

    def _made(self, item: Item, *, is_kept: bool) -> Page:
        before = len(self.reader.findings)
        page = self.reader.page(item)
        told = self.reader.findings[before:]
        if is_kept and self._is_timeless(item, page, told):
            try:
                self.cached.keep_page(item.file, apart(_row(page, told), self.zone))
            except Unkept:
                pass
        return page

    def _is_timeless(self, item: Item, page: Page, told: Sequence[Finding]) -> bool:
        """Whether the page is the same from now on, and whatever else the site has: some show a file of the data."""
        if page.layout in CONTACT_LAYOUTS or self._is_to_come(page):
            return False
        self.told.clear()
        return self.other.bare(item) == page and self.told == told

    def _is_to_come(self, page: Page) -> bool:
        return page.date is not None and page.date > self.reader.now

    def _known(self, row: Row, item: Item) -> Page | None:
        try:
            together(row, self.zone)
            if len(row) != len(_SHAPE) or not all(map(isinstance, row, _SHAPE)):
                return None
            alike = self._alike_of(row[-2])
            page, told = self._page(row, item, alike.leaves), told_of(row[-1]) if row[-1] else ()
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError):
            return None
        if self._is_to_come(page) or alike.total != item.matter.leaves:
            return None
        self.reader.findings.extend(told)
        alike.pages += 1
        return page

    def _page(self, row: Row, item: Item, leaves: Leaves) -> Page:
        kind, title, url, description, layout, date, modified, published, language, tags, categories = row[:11]
        image, target, sections, meta = row[11:15]
        if kind not in PAGE_KINDS or not _are_texts([*tags, *categories]):
            raise ValueError("no page")
        if sections and not all(map(isinstance, sections, repeat(dict))):
            raise ValueError("no sections")
        return Page(
            id=item.file,
            kind=kind,
            source=Location(file=item.file, line=1),
            title=title,
            url=url,
            description=description,
            layout=layout,
            collection=item.collection,
            position=item.position,
            date=date,
            modified=modified,
            draft=item.draft,
            published=published,
            language=language,
            tags=tuple(tags),
            categories=tuple(categories),
            image=image,
            target=target,
            sections=tuple(sections),
            meta=meta or NOTHING,
            leaves=leaves,
        )

    def _alike_of(self, written: str) -> _Alike:
        """Pages alike share one tuple of leaves."""
        found = self._alike.get(written)
        if found is None:
            leaves = tuple(map(_leaf, orjson.loads(written)))
            found = self._alike[written] = _Alike(leaves, sum(leaf.leaves for leaf in leaves))
        return found


@dataclass(slots=True)
class _Alike:
    """Pages with the same leaves: how many leaves each has, and how many pages there are."""

    leaves: Leaves
    total: int
    pages: int = 0


def _row(page: Page, told: Sequence[Finding]) -> list[object]:
    leaves = _json([_leaf_row(leaf) for leaf in page.leaves])
    return [
        *(page.kind, page.title, page.url, page.description, page.layout, page.date, page.modified, page.published),
        *(page.language, list(page.tags), list(page.categories), page.image, page.target),
        *(list(page.sections), dict(page.meta), leaves, told_row(told)),
    ]


def _json(leaves: list[object]) -> str:
    try:
        return orjson.dumps(leaves).decode()
    except orjson.JSONEncodeError:
        raise Unkept("half a character in a key") from None


def _leaf_row(leaf: Leaf) -> object:
    """Most are one scalar in the field of their name."""
    return leaf.key if leaf == Leaf(leaf.key, (leaf.key,)) else [leaf.key, list(leaf.fields), leaf.leaves, leaf.why]


def _leaf(row: object) -> Leaf:
    if isinstance(row, str):
        return Leaf(row, (row,))
    if not isinstance(row, list):
        raise ValueError("no leaf")
    key, fields, leaves, why = row
    if not (_are_texts([key, *fields]) and isinstance(leaves, int) and isinstance(why, str | None)):
        raise ValueError("no leaf")
    return Leaf(key, tuple(fields), leaves, why)


def _are_texts(values: Row) -> bool:
    return not values or all(map(isinstance, values, repeat(str)))
