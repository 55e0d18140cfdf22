"""Who the pages of a source are: a page keeps its id when its file gets another name, and no id is given twice.

A page is known by its place in the source. Where a file is gone and another is new, the new one is the old one if it
has its address, its bytes, or if Git calls it a rename; an old place that shows another page is a new page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from migrate.model import Page
from migrate.state import PageRow

Digests = Mapping[str, str]
T = TypeVar("T")
Key = Callable[[str | None, str | None, str], object]

# what two names of one page have in common, the surest first: its address, its bytes under its name, its bytes
_KEYS: tuple[Key, ...] = (
    lambda url, digest, file: url,
    lambda url, digest, file: digest and (digest, file.rpartition("/")[2]),
    lambda url, digest, file: digest,
)


class Who(NamedTuple):
    """`ids` are those of the pages by their ids in the source; `lost` are the pages that are not there any more."""

    ids: dict[str, str]
    lost: list[PageRow]


def recognised(
    pages: Sequence[Page],
    known: Mapping[str, PageRow],
    digests: Digests,
    renames: Callable[[Collection[str]], Mapping[str, str]],
) -> Who:
    """Who `pages` are. `renames` gives for old files the new ones among some, as Git has them; it is asked at need."""
    live = [row for row in known.values() if row.gone is None]
    kept = [row for row in known.values() if row.gone is not None and row.what != "removed"]
    pairing = _Pairing(pages, live, digests)
    pairing.returned(kept)
    pairing.alike([*pairing.lost(live), *pairing.moved_on(live)])
    if pairing.new and (lost := pairing.lost(live)):
        pairing.renamed(lost, renames)
    pairing.alike(pairing.lost(kept))
    pairing.named(set(known))
    return Who(pairing.ids, pairing.lost(live))


class _Pairing:
    """`ids` are those given so far, by the pages' ids in the source; `new` are the pages that have none yet."""

    def __init__(self, pages: Sequence[Page], live: Iterable[PageRow], digests: Digests) -> None:
        self._there, self._digests = {page.id: page for page in pages}, digests
        self.ids = {row.source: row.id for row in live if row.source in self._there}
        self._source = {id: source for source, id in self.ids.items()}
        self.new = {id: page for id, page in self._there.items() if id not in self.ids}

    def lost(self, rows: Iterable[PageRow]) -> list[PageRow]:
        """Those that no page is."""
        return [row for row in rows if row.id not in self._source]

    def moved_on(self, rows: Iterable[PageRow]) -> list[PageRow]:
        """Those at whose place another page may stand: it shows neither their address nor their bytes."""
        return [row for row in rows if row.source in self.ids and self._is_another(row)]

    def _is_another(self, row: PageRow) -> bool:
        page = self._there[row.source]
        return page.url != row.url and self._digest(page) != row.digest

    def _digest(self, page: Page) -> str | None:
        return self._digests.get(page.source.file)

    def returned(self, rows: Iterable[PageRow]) -> None:
        """Pages that were gone, and whose records were kept, are back at their place."""
        for row in rows:
            if row.source in self.new and not self._is_another(row):
                self._pair(self.new[row.source], row)

    def alike(self, rows: Iterable[PageRow]) -> None:
        """Pairs a page and a row that have one of `_KEYS` in common, which no other of either has."""
        left = {row.id: row for row in rows}
        for key in _KEYS:
            ours = _unique((key(row.url, row.digest, row.file), row) for row in left.values())
            theirs = _unique((key(page.url, self._digest(page), page.source.file), page) for page in self.new.values())
            for shared in sorted(ours.keys() & theirs.keys(), key=str):
                self._pair(theirs[shared], left.pop(ours[shared].id))

    def renamed(self, rows: Sequence[PageRow], renames: Callable[[Collection[str]], Mapping[str, str]]) -> None:
        by_file = {page.source.file: page for page in self.new.values()}
        names = renames({*by_file, *(row.file for row in rows)})
        for row in rows:
            page = by_file.pop(names.get(row.file, ""), None)
            if page is not None:
                self._pair(page, row)

    def named(self, used: set[str]) -> None:
        """Ids for those that were never there: the place in the source, with a number where that was somebody's."""
        for source in sorted(self.new):
            id, number = source, 2
            while id in used:
                id, number = f"{source}~{number}", number + 1
            used.add(id)
            self.ids[source] = id

    def _pair(self, page: Page, row: PageRow) -> None:
        before = self._source.get(row.id)
        if before is not None:  # what stands at its place now is another page
            del self.ids[before]
            self.new[before] = self._there[before]
        self.ids[page.id] = row.id
        self._source[row.id] = page.id
        del self.new[page.id]


def _unique(pairs: Iterable[tuple[object, T]]) -> dict[object, T]:
    found = [(key, thing) for key, thing in pairs if key]
    counts = Counter(key for key, _ in found)
    return {key: thing for key, thing in found if counts[key] == 1}
