"""The records of the last run taken again where they would come out the same, and made anew where they might not.

What is made of a page depends on its file, on its values in the index, on what is common to all (configuration,
mapping, options, this program), on where its links lead, on the addresses of what its records speak of, and, where a
template looks further, on all that templates see of the index (`indexed.py`), or on anything. Each of these is kept as
a digest or as the questions with their answers; a page is made again when one differs, and the first that does is the
reason that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple, cast

from migrate.interfaces import Exporter, FolderExporter, Outlined, Source, Steady, Traced, Written
from migrate.model import Page
from migrate.normalise.normaliser import Normaliser
from migrate.pipeline.work import Chunk, Work, empty_chunk
from migrate.state import MadeRow, PageRow, State
from migrate.sync import prints
from migrate.sync.indexed import Listed, indexed
from migrate.sync.kept import kept
from migrate.sync.known import KnownSource
from migrate.sync.spans import Noter
from migrate.sync.watch import (
    Answer,
    Asked,
    Question,
    WatchedBook,
    WatchedExporter,
    WatchedSource,
    answered,
)
from migrate.workers import in_chunks

ABSENT = "absent"  # the place of a page that the mapping makes no record of, before its address


class Made(NamedTuple):
    """What was made of a page now, and what it asked; the page itself and its outline as `MadeRow` has them."""

    chunk: Chunk
    asked: Asked
    kept: bytes | None = None
    outline: str | None = None


_COMMON = "the configuration, the mapping, an option or this program changed"
Key = tuple[str, str, int, str, str]  # see `State.keys`


class Fingerprint(NamedTuple):
    """What a page is made of by itself: its values, and its file with all that its body depends on."""

    page: str
    body: str


class Fate(NamedTuple):
    """What became of the records of a page: `print` is their digest, `reason` why they were made anew, if they were."""

    print: str
    before: str | None
    reason: str | None


@dataclass(slots=True, kw_only=True)
class Keeper:
    """Gives the chunks of all pages, and writes what it made into the state.

    `digests` are those of the files of the source; `common` is a digest of what all pages depend on; with `anew`
    nothing is taken again. `kept` are pages that are gone and whose records stay. `noter` is to know the records that
    will stand in a document. When the chunks are through, `fates` says what became of each page, by id, and `used` how
    many pages lead to each asset.
    """

    state: State
    digests: Mapping[str, str]
    common: str
    anew: bool
    kept: Sequence[PageRow] = ()
    fates: dict[str, Fate] = field(default_factory=dict)
    is_steady: bool = True
    meta: dict[str, str] = field(default_factory=dict)
    noter: Noter | None = None
    work: Work | None = None
    used: Counter[str] = field(default_factory=Counter)

    def chunks(self, work: Work, jobs: int | None) -> Iterator[Chunk]:
        """One chunk a page, in the order of their ids: those that are gone among them."""
        self.work = work
        for id, chunk in self._by_id(work, jobs):
            self.used.update(chunk.assets)
            for record in chunk.records if self.noter is not None else ():
                self.noter.expect(id, cast("Written", record).content)  # type: ignore[union-attr]  # as asked above
            yield chunk

    def _by_id(self, work: Work, jobs: int | None) -> Iterator[tuple[str, Chunk]]:
        source = cast("KnownSource", work.source)
        self.is_steady = isinstance(work.exporter, Steady) and isinstance(source.inner, Traced)
        own = {page.id: self._fingerprint(page, source) for page in work.pages}
        reasons = self._reasons(work, source, own)
        again = [page for page in work.pages if page.id in reasons]
        made = in_chunks(len(again), partial(_made, replace(work, pages=again)), jobs)
        fresh = (one for several in made for one in several)
        gone = sorted((row.id for row in self.kept), reverse=True) if self.is_steady else []
        for page in work.pages:
            while gone and gone[-1] < page.id:
                yield gone[-1], self._gone(gone.pop())
            if page.id in reasons:
                yield page.id, self._taken(page, next(fresh), own[page.id], reasons[page.id], source)
            else:
                yield page.id, self._again(page)
        yield from ((id, self._gone(id)) for id in reversed(gone))
        self.meta["index"] = self._index(work, own, self.state.outlines())

    def _fingerprint(self, page: Page, source: KnownSource) -> Fingerprint:
        inner = source.inner
        file = page.source.file
        trace = inner.trace(source.own(page)) if isinstance(inner, Traced) else ""
        return Fingerprint(prints.of_page(page), prints.of_text(file, self.digests.get(file, ""), trace))

    # --- Which pages are made anew, and why ---

    def _reasons(self, work: Work, source: KnownSource, own: Mapping[str, Fingerprint]) -> dict[str, str]:
        before, places = self.state.meta(), _places(work)
        known = self.state.keys()
        common = prints.of_text(self.common, _common(work, source))
        book = _book(source, work.normaliser)
        moved = self._moved(places)
        self.meta.update(common=common, book=book)
        if self.anew or not self.is_steady:
            return dict.fromkeys(own, "all is made anew")
        if before.get("common") != common:
            return {id: "is new" if id not in known else _COMMON for id in own}
        same = self._is_same_index(before.get("index"), work, own, known)
        reasons = {id: why for id, mine in own.items() if (why := _own_reason(mine, known.get(id), same)) is not None}
        touched = frozenset(reasons)
        for id in own.keys() - touched:
            leans, same_book = cast("list[str]", prints.loaded(known[id][3])), before.get("book") == book
            if same_book and touched.isdisjoint(leans) and not moved:
                continue
            why = self._outer_reason(id, work, ask=not same_book or not touched.isdisjoint(leans), moved=moved)
            if why is not None:
                reasons[id] = why
        return reasons

    def _is_same_index(
        self, before: str | None, work: Work, own: Mapping[str, Fingerprint], known: Mapping[str, Key]
    ) -> bool:
        """Whether templates that show no body of another page see what they saw. It is asked for if there are any."""
        if not any(row[2] == 1 for row in known.values()):
            return False
        inner, outlines = cast("KnownSource", work.source).inner, self.state.outlines()
        for page in work.pages:
            if page.id not in known or known[page.id][1] != own[page.id].body:
                outlines[page.id] = inner.outline(page) if isinstance(inner, Outlined) else None
        return before == self._index(work, own, outlines)

    def _index(self, work: Work, own: Mapping[str, Fingerprint], outlines: Mapping[str, str | None]) -> str:
        now = work.source.now
        return indexed(
            (
                Listed(own[page.id].page, page.source.file, outlines.get(page.id), bool(page.date and page.date > now))
                for page in work.pages
            ),
            self.digests,
        )

    def _outer_reason(self, id: str, work: Work, *, ask: bool, moved: Mapping[str, str | None]) -> str | None:
        row = self.state.made(id)
        assert row is not None
        for question, answer in prints.loaded(row.asked) if ask else ():
            if list(answered(tuple(question), work.normaliser.addresses)) != answer:
                return f"the link {question[1]} leads elsewhere"
        if f"page:{id}" in moved:
            return "its address on the target changed"
        uses = next((ref for ref in prints.loaded(row.uses) if ref in moved), None)
        return None if uses is None else f"the address of {uses} changed"

    def _moved(self, places: Mapping[str, str | None]) -> dict[str, str | None]:
        """The refs whose address is another than in the last run; the state has the new ones from now on."""
        before = self.state.places()
        changed = {ref: place for ref, place in places.items() if ref not in before or before[ref] != place}
        gone = [ref for ref in before if ref not in places]
        self.state.put_places(changed, gone)
        return {**changed, **dict.fromkeys(gone)}

    # --- What comes of them ---

    def _gone(self, id: str) -> Chunk:
        chunk = empty_chunk()
        row = self.state.made(id)
        assert row is not None
        chunk.records.extend(prints.chunk_of(row.told, self.state.records(id), id).records)
        return chunk

    def _again(self, page: Page) -> Chunk:
        row = self.state.made(page.id)
        assert row is not None
        self.fates[page.id] = Fate(row.print, row.print, None)
        return prints.chunk_of(row.told, self.state.records(page.id), page.id)

    def _taken(self, page: Page, made: Made, own: Fingerprint, reason: str, source: KnownSource) -> Chunk:
        before = self.state.made(page.id)
        chunk = made.chunk._replace(findings=source.told(made.chunk.findings))
        rows = prints.rows_of(chunk.records)
        row = MadeRow(
            id=page.id,
            page=own.page,
            body=own.body,
            **made.asked.kept(),
            told=prints.told_of(chunk),
            print=prints.of_records(rows),
            kept=made.kept,
            outline=made.outline,
        )
        self.state.put_made(row, rows if self.is_steady else ())
        self.fates[page.id] = Fate(row.print, None if before is None else before.print, reason)
        return chunk


def _own_reason(mine: Fingerprint, known: Key | None, is_same_index: bool) -> str | None:
    if known is None:
        return "is new"
    page, body, wide, _, _ = known
    if body != mine.body:
        return "its file changed"
    if page != mine.page:
        return "its values in the index of the site changed"
    return "its template may show what changed" if wide == 2 or (wide == 1 and not is_same_index) else None


def _common(work: Work, source: KnownSource) -> str:
    """What all pages of a site depend on, beside what the job knows."""
    assert work.mapping is not None
    site, inner = source.site, source.inner
    terms = site.terms if work.things is not None and work.mapping.of("tagging") else ()
    said = inner.common() if isinstance(inner, Traced) else ""
    return repr((site.timezone, site.language, site.url, site.baseurl, terms, said))


def _book(source: KnownSource, normaliser: Normaliser) -> str:
    """A digest of all that says where links lead."""
    site = source.site
    pages = [(page.id, page.url, page.published, page.draft, page.duplicate_of) for page in site.pages]
    redirects = [(one.old, one.new, one.status) for one in site.redirects]
    whole = (pages, sorted(source.files()), redirects, site.hosts, site.staging_hosts, site.baseurl)
    return prints.of_text(repr(whole))


def _places(work: Work) -> dict[str, str | None]:
    """The address on the target of everything that a ref can name, and whether it will be there."""
    found: dict[str, str | None] = {}
    for page in cast("KnownSource", work.source).site.pages:
        address = work.addresses.get(page.id, page.url or page.target)
        found[f"page:{page.id}"] = f"{ABSENT} {address}" if page.id in work.absent else address
    laid: Mapping[str, str] = work.exporter.places if isinstance(work.exporter, Steady) else {}
    found.update((f"asset:{id}", laid.get(id, url)) for id, url in work.source.files())
    return found


def _made(work: Work, span: tuple[int, int]) -> list[Made]:
    """What comes of some pages, each by itself."""
    inner = cast("KnownSource", work.source).inner
    outline = inner.outline if isinstance(inner, Outlined) else None
    return [
        _one(work, page)._replace(kept=kept(page), outline=outline(page)) if outline else _one(work, page)
        for page in work.pages[slice(*span)]
    ]


def made_again(work: Work, span: tuple[int, int]) -> list[Made]:
    """What comes of some pages that are the same but for their bodies."""
    return [_one(work, page) for page in work.pages[slice(*span)]]


def _one(work: Work, page: Page) -> Made:
    asked = Asked()
    watched = replace(
        work,
        source=cast("Source", WatchedSource(cast("KnownSource", work.source), asked)),
        normaliser=work.normaliser.asking(WatchedBook(work.normaliser.addresses, asked)),
        exporter=cast("Exporter | FolderExporter", WatchedExporter(work.exporter, asked)) if work.exporter else None,
        pages=[page],
    )
    return Made(watched.chunk((0, 1)), asked)


__all__ = ["Answer", "Fate", "Keeper", "Question"]
