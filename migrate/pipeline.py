"""The journey of a site, one step a line: opened, its pages rendered and mapped in order, written.

The index is read once. Bodies are fetched, rendered, mapped and encoded page by page, here or in worker processes
that were forked with the index in their memory; what they give back is put together in the order of the pages, so
that the output is the same bytes whatever the number of jobs.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from migrate import registry
from migrate.diagnostics import Finding, order
from migrate.errors import OutputError, SourceError, UsageError
from migrate.interfaces import Ending, Exporter, Importer, Inspection, ReadOptions, Source
from migrate.mapping import Mapping, load_mapping, page_fields, shipped
from migrate.model import PAGE_KINDS, Body, Page

CHUNK_PAGES = 50
PARALLEL_FROM = 2000  # below it, starting processes costs more than it saves

Progress = Callable[[int, int], None]


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
    """What a run did: pages of which kind, assets, bytes, and every finding in the order of places."""

    kinds: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    size: int = 0

    @property
    def pages(self) -> int:
        return self.kinds.total()

    def by_kind(self) -> list[tuple[str, int]]:
        return [(kind, self.kinds[kind]) for kind in PAGE_KINDS if self.kinds[kind]]


class _Chunk(NamedTuple):
    records: list[bytes]
    findings: list[Finding]
    kinds: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """All that a worker needs; it is inherited by the fork, never shipped."""

    source: Source
    pages: list[Page]
    mapping: Mapping
    exporter: Exporter


_work: _Work | None = None


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


def mapping_for(target: str, path: Path | None) -> Mapping:
    """The mapping in `path`, else the one that is shipped for `target`. Raises MappingError, UsageError."""
    mapping = load_mapping(path or shipped(target))
    if mapping.exporter != target:
        raise UsageError(f"{path}: the mapping is for `--to {mapping.exporter}`, not `--to {target}`; pass that")
    return mapping


def export(
    source: Source,
    *,
    exporter: Exporter,
    mapping: Mapping,
    selection: Selection,
    jobs: int | None,
    progress: Progress,
    sink: Callable[[Iterable[bytes]], int],
) -> Summary:
    """Writes the chosen pages of `source` to `sink` and says what was done."""
    pages = selection.of(source.site.pages)
    work = _Work(source=source, pages=pages, mapping=mapping, exporter=exporter)
    summary = Summary()
    told: list[Finding] = []

    def records() -> Iterator[bytes]:
        for chunk in _chunks(work, jobs or _jobs(len(pages))):
            told.extend(chunk.findings)
            summary.kinds.update(chunk.kinds)
            progress(summary.pages, len(pages))
            yield from chunk.records

    def findings() -> list[Finding]:
        return _in_order([*source.findings, *told])

    ending = Ending(assets=source.assets(), findings=findings)
    summary.size = sink(exporter.document(source.site, records(), ending))
    summary.findings = findings()
    return summary


def check(source: Source, *, progress: Progress) -> Summary:
    """Renders every page for its findings alone."""
    summary, told = Summary(), list[Finding]()
    for page in source.site.pages:
        _, findings = _body(source, page)
        told.extend(findings)
        summary.kinds[page.kind] += 1
        progress(summary.pages, len(source.site.pages))
    summary.findings = _in_order([*source.findings, *told])
    return summary


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place; what two readers found at one place is told once."""
    return sorted(dict.fromkeys(findings), key=order)


def _jobs(pages: int) -> int:
    if pages < PARALLEL_FROM:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(work: _Work, jobs: int) -> Iterator[_Chunk]:
    spans = [(start, min(start + CHUNK_PAGES, len(work.pages))) for start in range(0, len(work.pages), CHUNK_PAGES)]
    gc.freeze()  # the index lives as long as the run; there is no sense in visiting it again and again
    if jobs <= 1 or len(spans) < 2 or not hasattr(os, "fork"):
        return (_rendered(work, span) for span in spans)
    return _in_workers(work, spans, jobs)


def _in_workers(work: _Work, spans: Sequence[tuple[int, int]], jobs: int) -> Iterator[_Chunk]:
    """The chunks in their order, rendered by forked processes; no more are under way than can soon be written."""
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work
    _work = work
    ahead: list[Future[_Chunk]] = []
    todo = iter(spans)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _ignore_interrupt) as pool:
        try:
            for span in todo:
                ahead.append(pool.submit(_rendered_here, span))
                if len(ahead) > 2 * jobs:
                    yield ahead.pop(0).result()
            while ahead:
                yield ahead.pop(0).result()
        except BrokenProcessPool as error:
            raise OutputError("a worker process was killed, nothing was written; run again with --jobs 1") from error
        finally:
            pool.shutdown(cancel_futures=True)
            _work = None


def _ignore_interrupt() -> None:
    """Ctrl-C is for the parent, which ends its workers; a worker whose parent was killed ends by itself."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _rendered_here(span: tuple[int, int]) -> _Chunk:
    assert _work is not None
    return _rendered(_work, span)


def _rendered(work: _Work, span: tuple[int, int]) -> _Chunk:
    chunk = _Chunk([], [], [])
    for page in work.pages[slice(*span)]:
        body, findings = _body(work.source, page)
        chunk.findings.extend(findings)
        record = work.mapping.record(page_fields(page, body))
        if record is None:
            message = f"no type of the mapping {work.mapping.name} takes a page of the kind `{page.kind}`"
            chunk.findings.append(Finding(code="mapping.no-type", message=message, file=page.id))
            continue
        chunk.records.append(work.exporter.encode(record))
        chunk.kinds.append(page.kind)
    return chunk


def _body(source: Source, page: Page) -> tuple[Body | None, Sequence[Finding]]:
    """The page's body. Whatever breaks on one page is told with its path, and the others go on."""
    try:
        return source.body(page)
    except Exception as error:  # a page is untrusted input; one of ten thousand must not stop the rest
        message = f"could not be rendered ({type(error).__name__}: {error})"
        return None, [Finding(code="page.failed", message=message, file=page.id)]
