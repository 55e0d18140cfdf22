"""The short way of a run: where nothing but bodies changed, the index stays as it is known, and is not read.

It is tried first and gives up where it is not sure: when a file came or went, when the front matter of a page or a file
that is no page changed, when what is made of a page has another shape than before. What it gives is to the byte what
the long way would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from migrate import registry
from migrate.diagnostics import CODES, Finding, order
from migrate.errors import MappingError
from migrate.interfaces import Bodies, Reopening, Source, Steady
from migrate.mapping.gates import failures
from migrate.model import Page
from migrate.normalise import Normaliser
from migrate.pipeline import Summary
from migrate.pipeline.again import Remembered, UnforeseenError, work_of
from migrate.pipeline.work import Work
from migrate.state import MadeRow, PageRow, Rows, State
from migrate.sync import plan, prints
from migrate.sync.facts import Book, Facts, facts_in
from migrate.sync.job import Job
from migrate.sync.kept import page_of
from migrate.sync.patch import Patch
from migrate.sync.remembered import Again, Part, RememberedBook, anchors_of, findings_of
from migrate.sync.reuse import Made, made_again
from migrate.sync.scan import Scan, still
from migrate.sync.spans import Spans, spliced
from migrate.sync.stats import Look
from migrate.workers import in_chunks

MOST = 4  # one in so many pages: where more changed, the index is the smaller part of the work


class GivesUpError(Exception):
    """The long way has to look at it."""


class Renewed(NamedTuple):
    """A page that was made again: its rows as the state is to have them, and the findings of before and of now."""

    again: Again
    made: MadeRow
    records: list[Rows]
    before: list[Finding]
    now: list[Finding]

    @property
    def is_other(self) -> bool:
        return self.made.print != self.again.made.print


class Short:
    """One run the short way. Every step raises GivesUpError where the long way has to be gone."""

    def __init__(self, job: Job, state: State, seen: Scan, outer: str) -> None:
        self.job, self._state, self._seen = job, state, seen
        facts = facts_in(state.fact("facts"))
        book = state.fact("book")
        if facts is None or book is None or facts.outer != outer or facts.folders != seen.folders:
            raise GivesUpError
        self.facts: Facts = facts
        self._book = Book(book)

    def renewed(self) -> list[Renewed]:
        """What comes of the pages whose bodies changed, and of those that show them."""
        bodies = self._bodies()
        pages = self._pages(bodies)
        work = self._work(bodies, pages)
        made = [one for several in in_chunks(len(pages), partial(made_again, work), self.job.jobs) for one in several]
        found = [self._renewed(again, one) for again, one in zip(pages, made, strict=True)]
        self._check_still(bodies, found)
        return found

    # --- Which pages, and what is known of them ---

    def _bodies(self) -> Bodies:
        job = self.job
        if not self._is_possible():
            raise GivesUpError
        importer = registry.importer(job.importer, job.source)
        if not isinstance(importer, Reopening):
            raise GivesUpError
        return importer.bodies(job.source, job.read, self.facts.gist)

    def _is_possible(self) -> bool:
        changed = self._seen.changed
        few = len(changed) * MOST <= self.facts.pages and isinstance(self.job.exporter, Steady)
        return few and not self._seen.gone and not any(path.startswith("/") for path in changed)

    def _pages(self, bodies: Bodies) -> list[Again]:
        """The pages of the files that changed, those that lean on them, and those that may show anything."""
        found = {again.page.id: again for again in map(self._in_file, self._seen.changed)}
        for again in found.values():
            if bodies.outline(again.page) != again.made.outline:
                raise GivesUpError
        others = [
            id for id, leans in self._state.leaning().items() if not found.keys().isdisjoint(prints.loaded(leans))
        ]
        for id in (*others, *self._state.looking()):
            if id not in found:
                found[id] = self._again(id)
        return [found[id] for id in sorted(found)]

    def _in_file(self, file: str) -> Again:
        row = self._state.page_in(file)
        if row is None:
            raise GivesUpError
        return self._again(row.id)

    def _again(self, id: str) -> Again:
        row, made = self._state.page(id), self._state.made(id)
        page = page_of(made.kept) if made is not None else None
        if row is None or made is None or page is None or page.id != id or row.gone is not None:
            raise GivesUpError
        if made.outline is None:  # its body is made of more than itself
            raise GivesUpError
        return Again(page, row, made)

    # --- What is made of them ---

    def _work(self, bodies: Bodies, pages: Sequence[Again]) -> Work:
        job, source = self.job, Part(bodies, pages)
        site = self.facts.site_of(self._book)
        anchors = anchors_of(self._any_page({again.page.id: again.page for again in pages}), source)
        touched = frozenset(again.page.id for again in pages)
        book = RememberedBook((again.made for again in pages), touched, site, self._book, job.normalise.hosts, anchors)
        remembered = Remembered(
            site=site,
            files=self._book.files,
            addresses=self.facts.addresses,
            absent=frozenset(self.facts.absent),
            now=job.read.now,
        )
        try:
            return work_of(
                remembered,
                cast("Source", source),
                Normaliser(book, anchors, job.normalise, source.line),
                [again.page for again in pages],
                mapping=job.mapping,
                exporter=job.exporter,
                assets=job.assets,
            )
        except (UnforeseenError, MappingError) as error:
            raise GivesUpError from error

    def _any_page(self, pages: dict[str, Page]) -> Callable[[str], Page]:
        return lambda id: pages[id] if id in pages else self._again(id).page

    def _renewed(self, again: Again, made: Made) -> Renewed:
        """Raises GivesUpError where more than its own records would be another."""
        chunk = made.chunk._replace(findings=[again.home(finding) for finding in made.chunk.findings])
        records = prints.rows_of(chunk.records)
        told, before = prints.told_of(chunk), again.made.told
        if not _is_alike(prints.loaded(before), prints.loaded(told)) or not self._fits(again, records):
            raise GivesUpError
        body = prints.of_text(again.file, self._seen.files[again.file].digest, "")
        row = again.made._replace(
            body=body,
            **made.asked.kept(),
            told=told,
            print=prints.of_records(records),
        )
        self._count(prints.loaded(before), prints.loaded(told))
        return Renewed(again, row, records, findings_of(before), findings_of(told))

    def _fits(self, again: Again, records: Sequence[Rows]) -> bool:
        """Whether there are as many records as before, of the same types and in the same places."""
        known = self._state.records(again.page.id)
        return [row[:3] for row in known] == [row[:3] for row in records]

    def _count(self, before: dict[str, Any], now: dict[str, Any]) -> None:
        """Brings the sums up to date. Raises GivesUpError where an asset would begin or cease to be used."""
        facts = self.facts
        for name, sign in (*((id, 1) for id in now["assets"]), *((id, -1) for id in before["assets"])):
            if facts.used.get(name, 0) + sign < 1 or not facts.used.get(name):
                raise GivesUpError
            facts.used[name] += sign
        for said, sign in ((now, 1), (before, -1)):
            for status, count in said["links"].items():
                facts.links[status] = facts.links.get(status, 0) + sign * count
            facts.counts["missing_assets"] += sign * said["lost"].get("missing_assets", 0)
            for code, *_ in said["findings"]:
                facts.counts[code] = facts.counts.get(code, 0) + sign
                grave = f"{CODES[code].severity}s"
                facts.counts[grave] = facts.counts.get(grave, 0) + sign
        facts.counts["broken_links"] = facts.links.get("broken", 0)
        facts.counts["missing_anchors"] = facts.links.get("anchor-missing", 0)

    def _check_still(self, bodies: Bodies, found: Iterable[Renewed]) -> None:
        """Raises GivesUpError where the source changed while it was read."""
        job, seen = self.job, self._seen
        paths = dict.fromkeys((*seen.changed, *(path for path in bodies.files if path in seen.files)))
        same = still(job.source, seen, list(paths))
        if same and any(one.made.wide for one in found):
            same = Look(str(job.source.resolve()), job.ours).digest == seen.tree
        if not same:
            raise GivesUpError

    # --- What is told ---

    def summary(self, found: Iterable[Renewed]) -> Summary:
        """That of the whole site, with the findings of all its pages."""
        facts, mapping = self.facts, self.job.mapping
        told = Counter(prints.finding_of(row) for row in facts.findings)
        for one in found:
            told.subtract(one.before)
            told.update(one.now)
        findings = sorted((finding for finding, count in told.items() if count > 0), key=order)
        facts.findings = [prints.finding_row(finding) for finding in findings]
        gates = failures(mapping.gates, lambda name: facts.counts.get(name, 0), facts.pages)
        findings = sorted([*findings, *(Finding(code="mapping.gate", message=said) for said in gates)], key=order)
        return Summary(
            kinds=Counter(facts.kinds),
            links=Counter(facts.links),  # type: ignore[arg-type]  # statuses, as they were kept
            findings=findings,
            counts=facts.counts,
            gates=gates,
        )

    def written(self, found: Sequence[Renewed], patch: Patch) -> dict[str, bytes]:
        """Writes what is new in the output, and gives the facts that change by it. Raises GivesUpError, OutputError."""
        others = [one for one in found if one.is_other]
        if cast("Steady", self.job.exporter).tells and any(one.before != one.now for one in found):
            raise GivesUpError
        if self.job.document is not None:
            return self._written_document(others, patch)
        for one in others:
            paths = prints.loaded(one.again.row.files)
            if len(paths) != len(one.records):
                raise GivesUpError
            for path, record in zip(paths, one.records, strict=True):
                patch.put(path, record.content)
        return {}

    def _written_document(self, others: Sequence[Renewed], patch: Patch) -> dict[str, bytes]:
        job = self.job
        assert job.document is not None
        if not others:
            return {}
        spans = Spans.of(self._state.fact("spans.ids"), self._state.fact("spans.sizes"))
        if spans is None:
            raise GivesUpError
        records = {one.again.page.id: [row.content for row in one.records] for one in others}
        after = patch.made(job.document, lambda old, new: spliced(old, new, spans, records))
        if after is None:
            raise GivesUpError
        return {"spans.sizes": after.sizes.tobytes()}

    def entries(self, found: Iterable[Renewed]) -> list[plan.Entry]:
        """The pages that are not as they were."""
        changed = frozenset(self._seen.changed)
        return [
            plan.Entry(one.again.page.id, "changed", one.again.row.url, None, (_why(one, changed),))
            for one in found
            if one.is_other
        ]

    def rows(self, run: int, found: Iterable[Renewed]) -> list[PageRow]:
        """The rows of the pages as the run leaves them."""
        said = {"run": run, "what": "changed", "was": None}
        return [
            one.again.row._replace(digest=self._seen.files[one.again.file].digest, **(said if one.is_other else {}))  # type: ignore[arg-type]  # its fields
            for one in found
        ]


def _why(one: Renewed, changed: frozenset[str]) -> str:
    if one.again.file in changed:
        return "its file changed"
    return "its template may show what changed" if one.again.made.wide == 2 else "a page that it leads to changed"


def _is_alike(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether a page counts as before in all that is said of the whole site; one that fails is for the long way."""
    if any(code == "page.failed" for code, *_ in now["findings"]):
        return False
    return all(before[name] == now[name] for name in ("kinds", "makers", "unread"))
