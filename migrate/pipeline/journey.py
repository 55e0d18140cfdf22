"""The journey of a site, one step a line: opened, its pages rendered and mapped in order, written.

The index is read once. Bodies are fetched, rendered, mapped and encoded page by page, here or in worker processes
that were forked with the index in their memory; what they give back is put together in the order of the pages, so
that the output is the same bytes whatever the number of jobs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Mapping_
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, TypedDict, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate import registry, urls
from migrate.copying import AssetPolicy
from migrate.diagnostics import Finding
from migrate.errors import MappingError, OptionError, SourceError, UsageError
from migrate.interfaces import (
    Carrying,
    Ending,
    Exporter,
    FolderExporter,
    Held,
    Importer,
    Inspection,
    Job,
    Planned,
    Prepared,
    ReadOptions,
    Source,
    Written,
)
from migrate.mapping import Mapping, Things, asset_fields, load_mapping, page_fields, shelf, shipped
from migrate.mapping.kinds import BEFORE_PAGES, LATE, OF_A_PAGE, PAGE
from migrate.mapping.names import nearest
from migrate.mapping.types import Type
from migrate.model import Asset, OutFile, Page, Site
from migrate.normalise import NormaliseOptions, Normaliser
from migrate.pipeline.distinct import Distinct, distinct
from migrate.pipeline.run import Run, Summary
from migrate.pipeline.selection import Selection
from migrate.pipeline.work import Chunk, Encoded, Work, body_of, empty_chunk
from migrate.workers import in_chunks

if TYPE_CHECKING:
    from migrate.outfolders import OutFolder

Progress = Callable[[int, int], None]
Chunks = Callable[[Work, int | None], Iterable[Chunk]]


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
    if not os.path.isdir(root) and not (os.path.isfile(root) and root.name.endswith(".json")):
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
        known = registry.exporters()
        if target in known:
            what = f"needs a mapping with `exporter: {target}`; pass it with --mapping FILE"
        else:
            what = f"there is no such name; {nearest(target, tuple(sorted({*known, *shelf.names()})))}"
        raise UsageError(f"--to {target:.80}: {what}") from None


def exporter_for(mapping: Mapping) -> Exporter | FolderExporter:
    """The exporter that a mapping names, which can do what its options ask for. Raises MappingError with the place."""
    names = registry.exporters()
    if mapping.exporter not in names:
        place = mapping.places.get("exporter", mapping.name)
        hint = nearest(mapping.exporter, names)
        raise MappingError(f"{place}: there is no exporter `{mapping.exporter:.80}`; {hint}")
    exporter = registry.exporter(mapping.exporter)
    nowhere = Site(title=None, url="https://www.example.org", description=None, language=None, timezone="UTC", pages=())
    prepared(exporter, mapping, Job(site=nowhere, files=tuple, addresses={}, **words(mapping)))
    return exporter


def in_order(work: Work, jobs: int | None) -> Iterator[Chunk]:
    """What comes of all the pages, each made now."""
    return in_chunks(len(work.pages), work.chunk, jobs)


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
    chunks: Chunks = in_order,
) -> Summary:
    """Writes the chosen pages of `source` to `sink`, a folder for a FolderExporter, and says what was done.

    `chunks` gives what came of all the pages, in their order.
    """
    pages = selection.of(source.site.pages)
    mapping = for_site(mapping, source.site)
    addresses, taken = addresses_of(mapping, source.site)
    job = Job(
        site=source.site,
        addresses=addresses,
        files=source.files,
        laid=assets.laid,
        planned=partial(_planned, mapping, pages, addresses),
        held=partial(_held_files, mapping, source) if assets.digest else _nothing_held,
        now=source.now,
        zone=mapping.context.zone,
        **words(mapping),
    )
    exporter = prepared(exporter, mapping, job)
    passes = normaliser(source, options)
    carries = exporter.carries if isinstance(exporter, Carrying) else frozenset[str]()
    run = Run(source, passes.site(source.site), pages, mapping, carries)
    for finding in taken:
        run.tell(finding)
    work = Work(
        source=source,
        normaliser=passes,
        pages=pages,
        mapping=mapping,
        exporter=exporter,
        things=Things(run.site.site, run.site.links) if _needs_things(mapping) else None,
        addresses=addresses,
        absent=_absent(mapping, source.site),
    )
    found = run.assets(source.assets(digest=assets.digest))
    if assets.copies is not None:
        found = assets.copies.laid(found, run.tell)
    files = _Assets(found)
    records = _records(work, run, files, chunks(work, jobs), progress)
    ending = Ending(links=run.site.links, assets=files, findings=run.findings, tell=run.tell, accounting=run.accounting)
    if isinstance(exporter, FolderExporter):
        out = exporter.files(run.site.site, cast("Iterator[OutFile]", records), ending)
        run.summary.size = cast("OutFolder", sink).write(out, run.tell)
    else:
        document = exporter.document(run.site.site, cast("Iterator[Written]", records), ending)
        if any(type.unmapped == "error" for type in mapping.types):
            document = _held(document)  # whether anything may be written is known when all of it is made
        run.summary.size = cast("Callable[[Iterable[bytes]], int]", sink)(document)
    return run.closed()


def _held(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, once the last of them is there."""
    with SpooledTemporaryFile(8 * 1024 * 1024) as file:
        file.writelines(pieces)
        file.seek(0)
        while piece := file.read(64 * 1024):
            yield piece


class _Assets:
    """The assets as they come by; those that were asked for as a whole can come by again."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        self._assets = assets

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._assets)

    def whole(self) -> list[Asset]:
        self._assets = found = list(self._assets)
        return found


def _needs_things(mapping: Mapping) -> bool:
    return any(type.of not in ("page", "asset") for type in mapping.types)


def _records(work: Work, run: Run, files: _Assets, chunks: Iterable[Chunk], progress: Progress) -> Iterator[Encoded]:
    """The records of all things, in the order of their kinds. Raises MappingError where a mapping refuses a field."""
    assert work.mapping is not None
    for kind in BEFORE_PAGES:
        if work.things is not None and work.mapping.of(kind):
            yield from _of_site(work, run, kind, work.things.before_pages(kind))
    for chunk in chunks:
        run.take(chunk)
        progress(run.seen, len(work.pages))
        yield from chunk.records
    if work.mapping.of("asset"):
        yield from _of_site(work, run, "asset", map(asset_fields, files.whole()))
    if work.things is not None and work.mapping.of("redirect"):
        yield from _of_site(work, run, "redirect", work.things.redirects())
    run.refuse_unread()


def _of_site(work: Work, run: Run, kind: str, things: Iterable[dict[str, object]]) -> Iterator[Encoded]:
    chunk = empty_chunk()
    work.records(kind, things, chunk, run.site.site.origins.get(kind))
    run.take(chunk)
    yield from chunk.records


class _Words(TypedDict):
    fields: tuple[str, ...]
    types: Mapping_[str, str]
    fields_of: Mapping_[str, tuple[str, ...]]
    options: Mapping_[str, object]


def words(mapping: Mapping) -> _Words:
    """What an exporter is told of the mapping itself."""
    making = [type for type in mapping.types if type.skip is None]
    return {
        "fields": mapping.field_names,
        "types": {type.name: type.of for type in making},
        "fields_of": {type.name: type.names for type in making},
        "options": mapping.options,
    }


def _planned(
    mapping: Mapping, pages: Iterable[Page], addresses: dict[str, str], fields: Sequence[str]
) -> Iterator[Planned]:
    """See `interfaces.Plan`. Raises MappingError where a rule for such a field asks for the body."""
    for page in pages:
        type = mapping.taker(known := page_fields(page, None, (), addresses.get(page.id, page.url)))
        if type is not None and type.skip is None:
            yield Planned(page, type.name, mapping.early(type, known, fields))


def _held_files(mapping: Mapping, source: Source, fields: Sequence[str]) -> Iterator[Held]:
    """See `interfaces.Holding`. Raises MappingError as `_planned` does."""
    for asset in source.assets(digest=False):
        type = mapping.taker(known := asset_fields(asset), "asset")
        if type is not None and type.skip is None:
            yield Held(asset, type.name, mapping.early(type, known, fields))


def _nothing_held(fields: Sequence[str]) -> Iterator[Held]:
    """The files of a run that is to open none."""
    return iter(())


def prepared(exporter: Exporter | FolderExporter, mapping: Mapping, job: Job) -> Exporter | FolderExporter:
    """The exporter for one run. Raises MappingError with the place."""
    if not isinstance(exporter, Prepared):
        return exporter
    try:
        return exporter.prepared(job)
    except OptionError as error:
        place = mapping.places.get(f"options.{error.option}") or mapping.places.get(error.option)
        raise MappingError(f"{place or mapping.places.get('exporter', mapping.name)}: {error}") from error


def _absent(mapping: Mapping, site: Site) -> frozenset[str]:
    """The pages that the mapping makes no record of, as far as that is known before their bodies are."""
    types = mapping.of(PAGE)
    late = any(path.partition(".")[0] in LATE for type in types if type.condition for path in type.condition.reads)
    if late or (all(type.skip is None for type in types) and any(type.condition is None for type in types)):
        return frozenset()
    makers = [type for type in types if type.skip is None]
    fields = ((page.id, page_fields(page, None, (), page.url)) for page in site.pages)
    return frozenset(id for id, known in fields if not _has_record(mapping, makers, known))


def _has_record(mapping: Mapping, makers: Sequence[Type], fields: dict[str, object]) -> bool:
    taker = mapping.taker(fields)
    return taker in makers if taker is not None else any(type.also and type.takes(fields) for type in makers)


def addresses_of(mapping: Mapping, site: Site) -> Distinct:
    """The addresses that pages have on the target, by their ids, where the mapping gives them others than the old."""
    if not mapping.moves_pages:
        return Distinct({}, [])
    wanted: dict[str, str | None] = {}
    odd: list[Finding] = []
    for page in site.pages:
        address = mapping.address(page_fields(page, None, (), page.url))
        if address is not None and not urls.is_path(address):
            message = f"`url` gives it the address {address!r:.200}, which is no path from the root of the site"
            odd.append(Finding(code="url.no-path", message=message, file=page.id))
            address = None
        wanted[page.id] = address
    found = distinct(site.pages, wanted)
    return Distinct(found.addresses, [*odd, *found.findings])


def for_site(mapping: Mapping, site: Site) -> Mapping:
    """The mapping with what its steps may know of the site."""
    try:
        zone: tzinfo = ZoneInfo(site.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = UTC
    return mapping.for_site(zone=zone, language=site.language, url=site.url)


def things_of(
    source: Source, mapping: Mapping, selection: Selection = Selection(), *, of_pages_only: bool = False
) -> Iterator[tuple[str, dict[str, object]]]:
    """The fields of everything that the mapping makes records of, each with its kind, rendered and normalised."""
    passes = normaliser(source, NormaliseOptions())
    whole = passes.site(source.site)
    things = Things(whole.site, whole.links)
    addresses, _ = addresses_of(mapping, source.site)
    if not of_pages_only:
        for kind in BEFORE_PAGES:
            if mapping.of(kind):
                yield from ((kind, fields) for fields in things.before_pages(kind))
    for page in selection.of(source.site.pages):
        body, _ = body_of(source, page)
        done = passes.page(page, body)
        yield PAGE, page_fields(done.page, done.body, done.links, addresses.get(page.id, page.url))
        for kind in OF_A_PAGE:
            yield from ((kind, fields) for fields in things.of_page(kind, done.page))
    if mapping.of("asset") and not of_pages_only:
        yield from (("asset", asset_fields(asset)) for asset in source.assets(digest=False))
    if mapping.of("redirect") and not of_pages_only:
        yield from (("redirect", fields) for fields in things.redirects())


def check(source: Source, *, options: NormaliseOptions, jobs: int | None, progress: Progress) -> Summary:
    """Renders and normalises every page for its findings alone."""
    passes = normaliser(source, options)
    work = Work(source=source, normaliser=passes, pages=source.site.pages)
    run = Run(source, passes.site(source.site), work.pages)
    for chunk in in_chunks(len(work.pages), work.chunk, jobs):
        run.take(chunk)
        progress(run.summary.pages, len(work.pages))
    for _ in run.assets(source.assets()):
        pass
    return run.closed()


def normaliser(source: Source, options: NormaliseOptions) -> Normaliser:
    """The passes for the pages of `source`."""

    def html(page: Page) -> str | None:
        body, _ = body_of(source, page)
        return None if body is None else body.html

    return Normaliser.of(source.site, source.files(), options, html=html, line=source.line)
