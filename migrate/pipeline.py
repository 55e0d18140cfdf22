"""The journey of a site, one step a line: opened, its pages rendered and mapped in order, written.

The index is read once. Bodies are fetched, rendered, mapped and encoded page by page, here or in worker processes
that were forked with the index in their memory; what they give back is put together in the order of the pages, so
that the output is the same bytes whatever the number of jobs.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate import registry
from migrate.accounting import verify
from migrate.copying import AssetPolicy
from migrate.diagnostics import Finding, order
from migrate.errors import MappingError, SourceError, UsageError
from migrate.interfaces import (
    Ending,
    Exporter,
    FolderExporter,
    Importer,
    Inspection,
    Job,
    Prepared,
    ReadOptions,
    Source,
)
from migrate.mapping import Mapping, load_mapping, page_fields, shipped
from migrate.model import PAGE_KINDS, Accounting, Asset, Body, Link, LinkStatus, OutFile, Page, Site
from migrate.normalise import Census, Normalised, NormaliseOptions, Normaliser, SiteLinks
from migrate.refs import parsed
from migrate.workers import in_chunks

if TYPE_CHECKING:
    from migrate.outfolders import OutFolder

Progress = Callable[[int, int], None]
Encoded = bytes | OutFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which pages: those whose id or address matches one of `only`, and no more than `limit`."""

    only: tuple[str, ...] = ()
    limit: int | None = None

    def of(self, pages: Sequence[Page]) -> list[Page]:
        """Those pages, in their order. Raises UsageError when one of `only` matches none."""
        for glob in self.only:
            if not any(_matches(page, glob) for page in pages):
                raise UsageError(f"--only {glob}: no page's path or address matches; {_near(glob, pages)}")
        chosen = [page for page in pages if not self.only or any(_matches(page, glob) for glob in self.only)]
        return chosen[: self.limit]


def _matches(page: Page, glob: str) -> bool:
    return fnmatchcase(page.id, glob) or fnmatchcase(page.url or "", glob)


def _near(glob: str, pages: Sequence[Page]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(glob, [name for page in pages for name in (page.id, page.url or "")], n=1)
    return f"did you mean {near[0]}?" if near else "`ssi-migrate inspect` lists them"


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did: pages of which kind, links of which status, bytes, and every finding in the order of places."""

    kinds: Counter[str] = field(default_factory=Counter)
    links: Counter[LinkStatus] = field(default_factory=Counter)
    accounting: Accounting | None = None
    findings: list[Finding] = field(default_factory=list)
    size: int = 0

    @property
    def pages(self) -> int:
        return self.kinds.total()

    def by_kind(self) -> list[tuple[str, int]]:
        return [(kind, self.kinds[kind]) for kind in PAGE_KINDS if self.kinds[kind]]


class _Chunk(NamedTuple):
    """What came of some pages, in their order. `assets` are those that their links lead to.

    `unread` counts the pages on which a field has a value that no rule of a type reads, by type and path.
    """

    records: list[Encoded]
    findings: list[Finding]
    kinds: list[str]
    links: Counter[LinkStatus]
    assets: set[str]
    unread: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """All that is needed to make records of pages. Without a mapping and exporter, findings are all that is wanted."""

    source: Source
    normaliser: Normaliser
    pages: Sequence[Page]
    mapping: Mapping | None = None
    exporter: Exporter | FolderExporter | None = None

    def chunk(self, span: tuple[int, int]) -> _Chunk:
        chunk = _Chunk([], [], [], Counter(), set(), Counter())
        for page in self.pages[slice(*span)]:
            self._page(page, chunk)
        return chunk

    def _page(self, page: Page, chunk: _Chunk) -> None:
        body, findings = _body(self.source, page)
        chunk.findings.extend(findings)
        done = self._normalised(page, body)
        chunk.findings.extend(done.findings)
        _count(done.links, chunk.links, chunk.assets)
        record = self._record(done, chunk)
        if record is not None:
            chunk.records.append(record)
            chunk.kinds.append(page.kind)

    def _normalised(self, page: Page, body: Body | None) -> Normalised:
        try:
            return self.normaliser.page(page, body)
        except Exception as error:  # as for `_body`: one of ten thousand must not stop the rest
            message = (
                f"its links and markup could not be read ({type(error).__name__}: {error}); it is as the source has it"
            )
            return Normalised(page, body, (), [Finding(code="page.failed", message=message, file=page.id)])

    def _record(self, done: Normalised, chunk: _Chunk) -> Encoded | None:
        """The record's bytes or file; empty when none are wanted, None when no type takes the page."""
        if self.mapping is None or self.exporter is None:
            return b""
        mapped = self.mapping.mapped(page_fields(done.page, done.body, done.links))
        if mapped is None:
            message = f"no type of the mapping {self.mapping.name} takes a page of the kind `{done.page.kind}`"
            chunk.findings.append(Finding(code="mapping.no-type", message=message, file=done.page.id))
            return None

        def tell(code: str, message: str) -> None:
            chunk.findings.append(Finding(code=code, message=message, file=done.page.id))

        for note in mapped.notes:
            tell(note.code, note.message)
        chunk.unread.update((mapped.type, path) for path in mapped.unread)
        encoded = self.exporter.encode(mapped.values, tell)
        return replace(encoded, origin=done.page.id) if isinstance(encoded, OutFile) else encoded


def _count(links: Iterable[Link], statuses: Counter[LinkStatus], assets: set[str]) -> None:
    for link in links:
        statuses[link.status] += 1
        if link.target is not None and link.target.startswith("asset:") and (ref := parsed(link.target)):
            assets.add(ref.id)


def open_source(root: Path, importer: str, options: ReadOptions) -> Source:
    """The source in `root`. Raises SourceError when it is no folder or holds no site."""
    return _importer(root, importer).open(root, options)


def inspect(root: Path, importer: str, options: ReadOptions, *, render: bool = False) -> Inspection:
    """The pages of `root` as the old system has them. Raises SourceError as `open_source` does."""
    return _importer(root, importer).inspect(root, options, render=render)


def _importer(root: Path, name: str) -> Importer:
    if sys.getfilesystemencoding() != "utf-8":
        raise UsageError("file names are not read as UTF-8 here; set PYTHONUTF8=1 and run again")
    if not os.path.lexists(root):
        raise SourceError(f"{root}: there is no such folder; name the checkout of a site")
    if not os.path.isdir(root):
        raise SourceError(f"{root}: is not a folder; name the folder that holds _config.yml and the pages")
    return registry.importer(name, root)


def mapping_for(target: str | None, path: Path | None) -> Mapping:
    """The mapping in `path`, else the one that is shipped as `target`. Raises MappingError, UsageError.

    Of a file, `target` may be its name or that of its exporter; it may be left out.
    """
    if path is None:
        return load_mapping(_shipped(target))
    mapping = load_mapping(path)
    if target is not None and target not in (mapping.name, mapping.exporter):
        raise UsageError(f"{path}: the mapping is for `--to {mapping.exporter}`, not `--to {target}`; pass that")
    return mapping


def _shipped(target: str | None) -> Path:
    if target is None:
        raise UsageError("--to is missing; name a target, or a mapping of your own with --mapping FILE")
    try:
        return shipped(target)
    except MappingError:
        registry.exporter(target)  # what is none either is told there
        raise UsageError(
            f"--to {target}: needs a mapping with `exporter: {target}`; pass it with --mapping FILE"
        ) from None


def export(
    source: Source,
    *,
    exporter: Exporter | FolderExporter,
    mapping: Mapping,
    selection: Selection,
    options: NormaliseOptions,
    jobs: int | None,
    progress: Progress,
    assets: AssetPolicy = AssetPolicy(),
    sink: Callable[[Iterable[bytes]], int] | OutFolder,
) -> Summary:
    """Writes the chosen pages of `source` to `sink`, a folder for a FolderExporter, and says what was done."""
    pages = selection.of(source.site.pages)
    exporter = _prepared(exporter, mapping, source, assets)
    mapping = for_site(mapping, source.site)
    passes = normaliser(source, options)
    work = _Work(source=source, normaliser=passes, pages=pages, mapping=mapping, exporter=exporter)
    run = _Run(source, passes.site(source.site), whole=len(pages) == len(source.site.pages))

    def records() -> Iterator[Encoded]:
        for chunk in in_chunks(len(pages), work.chunk, jobs):
            run.take(chunk)
            progress(run.summary.pages, len(pages))
            yield from chunk.records
        run.refuse_unread(mapping)

    found = run.assets(source.assets(digest=assets.digest))
    if assets.copies is not None:
        found = assets.copies.laid(found, run.tell)
    ending = Ending(links=run.site.links, assets=found, findings=run.findings, tell=run.tell)
    if isinstance(exporter, FolderExporter):
        files = exporter.files(run.site.site, cast("Iterator[OutFile]", records()), ending)
        run.summary.size = cast("OutFolder", sink).write(files, run.tell)
    else:
        document = exporter.document(run.site.site, cast("Iterator[bytes]", records()), ending)
        run.summary.size = cast("Callable[[Iterable[bytes]], int]", sink)(document)
    return run.closed()


def _prepared(
    exporter: Exporter | FolderExporter, mapping: Mapping, source: Source, assets: AssetPolicy
) -> Exporter | FolderExporter:
    if not isinstance(exporter, Prepared):
        return exporter
    fields, options = mapping.field_names, mapping.options
    return exporter.prepared(
        Job(site=source.site, fields=fields, options=options, files=source.files, laid=assets.laid)
    )


def for_site(mapping: Mapping, site: Site) -> Mapping:
    """The mapping with what its steps may know of the site."""
    try:
        zone: tzinfo = ZoneInfo(site.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    return mapping.for_site(zone=zone, language=site.language, url=site.url)


def fields_of(source: Source, selection: Selection = Selection()) -> Iterator[dict[str, object]]:
    """The fields of each chosen page as a mapping sees them, rendered and normalised."""
    passes = normaliser(source, NormaliseOptions())
    for page in selection.of(source.site.pages):
        body, _ = _body(source, page)
        done = passes.page(page, body)
        yield page_fields(done.page, done.body, done.links)


def check(source: Source, *, options: NormaliseOptions, jobs: int | None, progress: Progress) -> Summary:
    """Renders and normalises every page for its findings alone."""
    passes = normaliser(source, options)
    work = _Work(source=source, normaliser=passes, pages=source.site.pages)
    run = _Run(source, passes.site(source.site), whole=True)
    for chunk in in_chunks(len(work.pages), work.chunk, jobs):
        run.take(chunk)
        progress(run.summary.pages, len(work.pages))
    for _ in run.assets(source.assets()):
        pass
    return run.closed()


def normaliser(source: Source, options: NormaliseOptions) -> Normaliser:
    """The passes for the pages of `source`."""

    def html(page: Page) -> str | None:
        body, _ = _body(source, page)
        return None if body is None else body.html

    return Normaliser(source.site, source.files(), options, html=html, line=source.line)


class _Run:
    """What a run gathers on its way: counts, findings, and which assets are used."""

    def __init__(self, source: Source, site: SiteLinks, *, whole: bool) -> None:
        self.site, self.summary = site, Summary(accounting=source.site.accounting)
        self._source = source
        self._told = list(site.findings)
        self._used: set[str] = set()
        self._unread: Counter[tuple[str, str]] = Counter()
        self._whole = whole
        _count((link for _, link in site.links), self.summary.links, self._used)

    def take(self, chunk: _Chunk) -> None:
        self._told.extend(chunk.findings)
        self.summary.kinds.update(chunk.kinds)
        self.summary.links.update(chunk.links)
        self._used |= chunk.assets
        self._unread.update(chunk.unread)

    def assets(self, assets: Iterable[Asset]) -> Iterator[Asset]:
        """Each asset with what is known of its use, when all pages are done; what is odd about them is told at last."""
        census = Census(self._used, whole=self._whole)
        yield from map(census.counted, assets)
        self._told.extend(census.findings())

    def tell(self, finding: Finding) -> None:
        self._told.append(finding)

    def findings(self) -> list[Finding]:
        return _in_order([*self._source.findings, *self._told, *self._not_read()])

    def refuse_unread(self, mapping: Mapping) -> None:
        """Raises MappingError where a type says `unmapped: error` and there is something; nothing is written then."""
        places = {kind.name: kind.place for kind in mapping.types if kind.unmapped == "error"}
        faults = [
            f"{places[kind]}: `{path}` has a value on {_pages(count)} of the type `{kind}`, and no rule reads it; "
            "write one, or `discard` it with a reason"
            for (kind, path), count in sorted(self._unread.items())
            if kind in places
        ]
        if faults:
            raise MappingError("\n".join(faults))

    def _not_read(self) -> Iterator[Finding]:
        """Fields that no rule reads, each once: how many pages have it is what a person wants to know."""
        for (kind, path), count in sorted(self._unread.items()):
            message = f"`{path}` has a value on {_pages(count)} of the type `{kind}`, and no rule reads it"
            yield Finding(code="mapping.unread", message=message)

    def closed(self) -> Summary:
        if self.summary.accounting is not None:
            verify(self.summary.accounting)
        self.summary.findings = self.findings()
        return self.summary


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place; what two readers found at one place is told once."""
    return sorted(dict.fromkeys(findings), key=order)


def _body(source: Source, page: Page) -> tuple[Body | None, Sequence[Finding]]:
    """The page's body. Whatever breaks on one page is told with its path, and the others go on."""
    try:
        return source.body(page)
    except Exception as error:  # a page is untrusted input; one of ten thousand must not stop the rest
        message = f"could not be rendered ({type(error).__name__}: {error})"
        return None, [Finding(code="page.failed", message=message, file=page.id)]
