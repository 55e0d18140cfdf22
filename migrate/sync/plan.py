"""What a run does to each page, and why: the same list is shown by `--plan` and carried out without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from migrate import urls
from migrate.errors import SourceError
from migrate.model import Page
from migrate.state import PageRow, RedirectRow
from migrate.sync import prints
from migrate.sync.known import KnownSource
from migrate.sync.reuse import Fate

What = Literal["new", "changed", "moved", "gone", "same"]
WHATS: tuple[What, ...] = ("new", "changed", "moved", "gone", "same")


class Entry(NamedTuple):
    """What becomes of the records of one page. `was` is the address that it had, where it has another now."""

    id: str
    what: What
    url: str | None
    was: str | None
    reasons: tuple[str, ...]

    def record(self) -> dict[str, object]:
        """The entry as JSON has it."""
        return {**self._asdict(), "reasons": list(self.reasons)}

    def __str__(self) -> str:
        said = f": {'; '.join(self.reasons)}" if self.reasons else ""
        return f"{self.what:<7} {self.id}{said}"


class Leaving(NamedTuple):
    """Pages that are not in the source any more: those whose records stay for now, and those whose records go."""

    kept: list[PageRow]
    removed: list[PageRow]


def leaving(
    lost: Iterable[PageRow], known: Mapping[str, PageRow], given: Iterable[str], pages: Iterable[Page], *, prune: bool
) -> Leaving:
    """Who leaves. Without `prune` only that goes whose address another page has now."""
    back = set(given)
    before = [row for row in known.values() if row.gone is not None and row.what != "removed" and row.id not in back]
    taken = {urls.key(page.url) for page in pages if page.url is not None and page.published}
    found = Leaving([], [])
    for row in sorted([*lost, *before], key=lambda row: row.id):
        goes = prune or (row.url is not None and urls.key(row.url) in taken)
        (found.removed if goes else found.kept).append(row)
    return found


def check_bound(removed: int, known: Mapping[str, PageRow], bound: int) -> None:
    """Raises SourceError where more would be removed at once than anybody does on purpose."""
    there = sum(row.what != "removed" for row in known.values())
    if removed * 100 > there * bound:
        share = f"{removed:,} of {there:,} pages are gone ({removed * 100 // there} %, the bound is {bound} %)"
        raise SourceError(f"{share}; see whether the checkout is whole, then pass --force, or raise prune_bound")


def moves(
    pages: Iterable[Page], known: Mapping[str, PageRow], redirects: Mapping[str, RedirectRow], removed: Iterable[str]
) -> dict[str, str]:
    """Old addresses with the ids of the pages that had them: known ones, and those of pages that move now."""
    gone = set(removed)
    found = {row.old: row.id for row in redirects.values() if row.dropped is None and row.id not in gone}
    for page in pages:
        row = known.get(page.id)
        if row is None or not (row.public and row.url and page.published and page.url is not None):
            continue
        if urls.key(row.url) != urls.key(page.url):
            found[row.url] = page.id
    return found


def entries(source: KnownSource, known: Mapping[str, PageRow], fates: Mapping[str, Fate], left: Leaving) -> list[Entry]:
    """What becomes of every page, by id."""
    found = [_entry(page, known.get(page.id), fates[page.id]) for page in source.site.pages]
    for row in left.removed:
        found.append(Entry(row.id, "gone", row.url, None, ("is not in the source; its records are removed",)))
    for row in left.kept:
        if row.gone is None:
            found.append(Entry(row.id, "gone", row.url, None, ("is not in the source; --prune removes its records",)))
    return sorted(found)


def _entry(page: Page, before: PageRow | None, fate: Fate) -> Entry:
    if before is None:
        return Entry(page.id, "new", page.url, None, ())
    if before.gone is not None:
        return Entry(page.id, "new", page.url, None, ("is back",))
    changed, renamed = fate.print != fate.before, before.file != page.source.file
    why = [fate.reason] if changed and fate.reason is not None and not renamed else []
    if renamed:
        why.append(f"its file was {before.file}")
    if before.url != page.url:
        why = [f"its address was {before.url}" if before.url else "it had no address", *why]
        what: What = "moved" if before.url and page.url else "changed"
        return Entry(page.id, what, page.url, before.url, tuple(why))
    return (
        Entry(page.id, "changed", page.url, None, tuple(why)) if changed else Entry(page.id, "same", page.url, None, ())
    )


def counted(found: Iterable[Entry], same: int = 0) -> dict[str, int]:
    """How many there are of each, with `same` more that are as they were."""
    counts = Counter(entry.what for entry in found)
    counts["same"] += same
    return {what: counts[what] for what in WHATS}


class Rows(NamedTuple):
    """The rows that a run changes."""

    pages: list[PageRow]
    redirects: list[RedirectRow]


def rows(
    run: int,
    source: KnownSource,
    known: Mapping[str, PageRow],
    found: Iterable[Entry],
    left: Leaving,
    paths: Mapping[str, Sequence[str]],
    digests: Mapping[str, str],
) -> list[PageRow]:
    """The rows of pages that are not as they were."""
    by_id = {entry.id: entry for entry in found}
    fresh = [_row(run, source, page, known.get(page.id), by_id[page.id], digests) for page in source.site.pages]
    fresh += [row._replace(run=run, what="gone", was=None, gone=run) for row in left.kept if row.gone is None]
    fresh += [row._replace(run=run, what="removed", was=None, gone=row.gone or run) for row in left.removed]
    removed = {row.id for row in left.removed}
    listed = [row if row.id in removed else row._replace(files=_files(paths.get(row.id, ()))) for row in fresh]
    kept = [row._replace(files=_files(paths.get(row.id, ()))) for row in left.kept if row.gone is not None]
    return [row for row in (*listed, *kept) if known.get(row.id) != row]


def _files(paths: Sequence[str]) -> str:
    return prints.as_json(list(paths)) if paths else "[]"


def _row(
    run: int, source: KnownSource, page: Page, before: PageRow | None, entry: Entry, digests: Mapping[str, str]
) -> PageRow:
    same = entry.what == "same" and before is not None
    return PageRow(
        id=page.id,
        source=source.own(page).id,
        file=page.source.file,
        url=page.url,
        public=int(page.published),
        digest=digests.get(page.source.file),
        run=before.run if same and before else run,
        what=before.what if same and before else entry.what,
        was=before.was if same and before else entry.was,
        gone=None,
    )


def redirect_rows(
    run: int,
    before: Mapping[str, RedirectRow],
    moved: Mapping[str, str],
    holding: Iterable[str],
    waiting: Iterable[str],
) -> list[RedirectRow]:
    """The rows of redirects that are not as they were: `waiting` are pages that have no address for now."""
    holds, waits = set(holding), set(waiting)
    found: list[RedirectRow] = []
    for old, id in moved.items():
        row = before.get(old)
        if old in holds or id in waits:
            if row is None or row.dropped is not None or row.id != id:
                found.append(RedirectRow(old, id, run, None))
        elif row is not None and row.dropped is None:
            found.append(row._replace(dropped=run))
    found += [row._replace(dropped=run) for old, row in before.items() if old not in moved and row.dropped is None]
    return found
