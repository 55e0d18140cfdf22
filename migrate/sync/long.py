"""The long way of a run: the index is read, and what may come out another than before is made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from migrate import pipeline
from migrate.interfaces import FolderExporter, Outlined, Source, Steady
from migrate.model import Page, Site
from migrate.pipeline import Summary
from migrate.state import PageRow, State
from migrate.sync import git, plan, quick
from migrate.sync.cache import FileCache
from migrate.sync.facts import book_of, facts_of
from migrate.sync.job import Job
from migrate.sync.known import KnownSource
from migrate.sync.out import Next
from migrate.sync.reuse import Keeper
from migrate.sync.scan import Scan
from migrate.sync.spans import NO_SPANS, Noter
from migrate.sync.stamp import due
from migrate.sync.stats import digest_of
from migrate.sync.who import recognised

Progress = Callable[[int, int], None]


class ChangedError(Exception):
    """The source changed while it was read."""


class Carried(NamedTuple):
    """What became of every page, and what the state is to keep of the run; `run` counts it if `is_news`."""

    entries: list[plan.Entry]
    summary: Summary
    run: int
    is_news: bool
    meta: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Long:
    """One run the long way. `meta` and `known` are what the state has; `look` says what there is now.

    `outer` is a digest of what all depends on beside the files.
    """

    job: Job
    state: State
    seen: Scan
    meta: Mapping[str, str]
    known: Mapping[str, PageRow]
    outer: str
    look: Callable[[], Scan]
    progress: Progress

    def carried(self, next: Next) -> Carried:
        """Writes the output, and what was made to the state. Raises ChangedError, SourceError, OutputError."""
        job, known, inner = self.job, self.known, self._opened()
        digests = {path: row.digest for path, row in self.seen.files.items()}
        who = recognised(inner.site.pages, known, digests, partial(git.renames, job.source, self.meta.get("head")))
        prune = job.prune or not isinstance(job.exporter, Steady)
        left = plan.leaving(who.lost, known, who.ids.values(), inner.site.pages, prune=prune)
        if not job.force:
            plan.check_bound(len(left.removed), known, job.bound)
        redirects, removed = self.state.redirects(), [row.id for row in left.removed]
        # the ids first, since the redirects are those of pages by their ids
        moved = plan.moves(KnownSource(inner, who.ids, {}).site.pages, known, redirects, removed)
        source = KnownSource(inner, who.ids, moved)
        keeper = self._keeper(left, digests)
        summary = self._exported(source, keeper, next)
        if self.look().content != self.seen.content:
            raise ChangedError
        entries = plan.entries(source, known, keeper.fates, left)
        is_news = next.mark != self.meta.get("mark") or any(entry.what != "same" for entry in entries)
        run = int(self.meta.get("run", 0)) + is_news
        self.state.forget(removed)
        self.state.put_pages(plan.rows(run, source, known, entries, left, next.paths, digests))
        waiting = [row.id for row in left.kept] + [page.id for page in source.site.pages if not _answers(page)]
        self.state.put_redirects(plan.redirect_rows(run, redirects, moved, source.old_ones, waiting))
        self._put_facts(inner, keeper, summary)
        return Carried(entries, summary, run, is_news, self._meta(keeper, source.site))

    def _opened(self) -> Source:
        job = self.job
        anew = job.rebuild or self.meta.get("cache") != quick.tool()
        cache = FileCache(self.state, self.seen.files, anew=anew)
        self.state.forget_cached(self.seen.gone)
        ours = (job.state, job.stamp, job.beside(job.state, "-journal"), *job.lock)
        skip = job.read.skip | {path.absolute() for path in ours}
        return pipeline.open_source(job.source, job.importer, replace(job.read, skip=frozenset(skip), cache=cache))

    def _keeper(self, left: plan.Leaving, digests: Mapping[str, str]) -> Keeper:
        job = self.job
        is_noted = isinstance(job.exporter, Steady) and job.document is not None
        return Keeper(
            state=self.state,
            digests=digests,
            common=digest_of((quick.tool(), job.words, [digests[str(path)] for path in job.mapping.files])),
            anew=job.rebuild,
            kept=left.kept,
            noter=Noter() if is_noted else None,
        )

    def _exported(self, source: KnownSource, keeper: Keeper, next: Next) -> Summary:
        job = self.job
        is_folder = isinstance(job.exporter, FolderExporter)
        return pipeline.export(
            source,
            exporter=job.exporter,
            mapping=job.mapping,
            selection=pipeline.Selection(),
            options=job.normalise,
            jobs=job.jobs,
            progress=self.progress,
            assets=job.assets,
            sink=next if is_folder else next.document(job.document or "", keeper.noter),  # type: ignore[arg-type]  # it writes alike
            chunks=keeper.chunks,
        )

    def _put_facts(self, inner: Source, keeper: Keeper, summary: Summary) -> None:
        """What the short way is to know."""
        assert keeper.work is not None
        gist = inner.gist() if isinstance(inner, Outlined) else ""
        facts = facts_of(self.outer, self.seen.folders, gist, keeper.work, summary, keeper.used)
        spans = keeper.noter.facts() if keeper.noter is not None else NO_SPANS
        self.state.put_facts({"facts": facts.encoded(), "book": book_of(keeper.work), **spans})

    def _meta(self, keeper: Keeper, site: Site) -> dict[str, str]:
        job = self.job
        return {
            **keeper.meta,
            "cache": quick.tool(),
            "said": _said(site, job.out),
            "due": str(due(site, quick.present())),
            "target": job.mapping.name,
            "source": str(job.source.absolute()),
            "out": str(job.root),
        }


def _answers(page: Page) -> bool:
    return page.published and page.url is not None


def _said(site: Site, out: Path) -> str:
    count = len(site.pages)
    return f"{count:,} {'page' if count == 1 else 'pages'} in {out}"
