"""One run of a job: whole, or as if it had never been.

The order of a run is what makes it safe to be killed anywhere. The new output is written beside the old one, it takes
its place, and only then the transaction ends that makes the state the new one. Whoever is killed before that leaves the
old state, from which the next run does the same again; whoever is killed after it leaves no stamp, so that the next run
looks, and writes the file of changes that may be missing out of the state.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from migrate import pipeline
from migrate.errors import SourceError
from migrate.interfaces import FolderExporter, Source, Steady
from migrate.model import Site
from migrate.outfolders import check_out_folder
from migrate.pipeline import Summary
from migrate.state import FileRow, PageRow, RunRow, State
from migrate.sync import changes, git, plan, prints, quick
from migrate.sync.job import Job
from migrate.sync.known import KnownSource
from migrate.sync.lock import Holder, locked
from migrate.sync.log import Log
from migrate.sync.out import Next, beginning, is_whole
from migrate.sync.reuse import Keeper
from migrate.sync.scan import Scan, scan
from migrate.sync.stamp import due, leave
from migrate.sync.stats import digest_of
from migrate.sync.who import recognised

Progress = Callable[[int, int], None]


class Outcome(NamedTuple):
    """What a run did. `run` is None where nothing changed; then there is no `summary` either, if none was needed."""

    run: int | None
    entries: list[plan.Entry]
    summary: Summary | None
    said: str
    aside: Path | None = None


class _ChangedError(Exception):
    """The source changed while it was read."""


def sync(job: Job, log: Log, progress: Progress) -> Outcome:
    """Does what is to be done, or says it (`job.plan`). Raises LockedError, SourceError, OutputError, MappingError."""

    def waiting(holder: Holder | None) -> None:
        log.tell("sync.waiting", f"waiting for another run ({holder or 'it has not said who'})")

    with locked(job.lock, wait=job.wait, waiting=waiting) as found:
        if found.left is not None:
            log.tell("sync.lock-left", f"a run that did not end well had the lock ({found.left}); it is this one's now")
        state = State.open(job.state if not job.plan or job.state.exists() else Path(":memory:"))
        try:
            return _tried(job, state, log, progress)
        finally:
            state.close()


def _tried(job: Job, state: State, log: Log, progress: Progress) -> Outcome:
    """Once more where the source changed meanwhile: who edits a site saves more than one file."""
    try:
        return _Run(job, state, log, progress).outcome()
    except _ChangedError:
        log.tell("sync.retried", "the source changed while it was read; reading it again")
    try:
        return _Run(job, state, log, progress).outcome()
    except _ChangedError:
        raise SourceError(f"{job.source}: changes while it is read; run again when it is at rest") from None


@dataclass(slots=True)
class _Run:
    job: Job
    state: State
    log: Log
    progress: Progress
    started: int = field(default_factory=time.time_ns)
    meta: dict[str, str] = field(default_factory=dict)
    known: dict[str, PageRow] = field(default_factory=dict)
    is_whole: bool = False

    def outcome(self) -> Outcome:
        job = self.job
        self.meta, self.known = self.state.meta(), self.state.pages()
        next = Next(goal=job.root, root=job.source, plan=job.plan)
        if not job.plan:
            self._heal(next)
        self.is_whole = is_whole(job.root, self.meta.get("mark"))
        files = self._trusted()
        seen = self._scan(files)
        inputs = digest_of((seen.content, quick.tool(), job.words, job.prune, os.environ.get("SOURCE_DATE_EPOCH", "")))
        if not job.rebuild and self._is_same(inputs):
            return self._unchanged(seen, files)
        if not job.plan:
            self._checked()
            job.stamp.unlink(missing_ok=True)
        return self._changed(next, seen, files, inputs)

    def _heal(self, next: Next) -> None:
        """Removes what a killed run had begun to write."""
        run = int(self.meta.get("run", 0))
        begun = [beginning(path) for path in (self.job.stamp, self.job.change(run))]
        left = [path for path in begun if path.is_file()]
        for path in left:
            path.unlink()
        if next.heal() or left:
            self.log.tell("sync.healed", "what a killed run had left is removed")

    # --- What there is ---

    def _trusted(self) -> dict[str, FileRow]:
        """What is known of files; nothing, where the clock was set back since: no time can be believed then."""
        return self.state.files() if int(self.meta.get("since", 0)) <= self.started else {}

    def _scan(self, files: dict[str, FileRow]) -> Scan:
        return scan(self.job.source, self.job.ours, self.job.paths, files)

    def _is_same(self, inputs: str) -> bool:
        """Whether a run would give what the last one gave."""
        due = int(self.meta.get("due", 0))
        return self.is_whole and self.meta.get("inputs") == inputs and quick.present() < due

    def _checked(self) -> None:
        job = self.job
        beside = [job.state, job.stamp, job.changes]
        check_out_folder(job.out, source=job.source, beside=beside, force=job.force)

    # --- Nothing to do ---

    def _unchanged(self, seen: Scan, files: dict[str, FileRow]) -> Outcome:
        said = self.meta["said"]
        if not self.job.plan:
            with self.state.changing():
                self._put_files(seen, files)
                self.state.put_meta({"since": str(self.started)})
            self._heal_changes()
            leave(self.job, self.meta, seen, self.started)
        rows = (row for row in self.known.values() if row.gone is None)
        return Outcome(None, [plan.Entry(row.id, "same", row.url, None, ()) for row in rows], None, said)

    def _heal_changes(self) -> None:
        """Writes the file of changes that a run was killed before."""
        run = int(self.meta.get("run", 0))
        if run and self.meta.get("told") != str(run):
            self._tell_changes(run)

    # --- Something to do ---

    def _changed(self, next: Next, seen: Scan, files: dict[str, FileRow], inputs: str) -> Outcome:
        job = self.job
        source = self._opened()
        try:
            with self.state.changing(keep=not job.plan):
                outcome = self._carried(source, next, seen, files, inputs)
        finally:
            if not job.plan:
                next.discard()
        if job.plan:
            return outcome
        self.meta = self.state.meta()
        self._heal_changes()
        after = self._scan(self.state.files())
        if after.content == seen.content:
            leave(job, self.meta, after, self.started)
        return outcome

    def _opened(self) -> Source:
        job = self.job
        ours = (job.state, job.stamp, job.beside(job.state, "-journal"), *job.lock)
        skip = job.read.skip | {path.absolute() for path in ours}
        return pipeline.open_source(job.source, job.importer, replace(job.read, skip=frozenset(skip)))

    def _carried(self, inner: Source, next: Next, seen: Scan, files: dict[str, FileRow], inputs: str) -> Outcome:
        job, known = self.job, self.known
        digests = {path: row.digest for path, row in seen.files.items()}
        who = recognised(inner.site.pages, known, digests, partial(git.renames, job.source, self.meta.get("head")))
        steady = isinstance(job.exporter, Steady)
        left = plan.leaving(who.lost, known, who.ids.values(), inner.site.pages, prune=job.prune or not steady)
        if not job.force:
            plan.check_bound(len(left.removed), known, job.bound)
        redirects = self.state.redirects()
        removed = [row.id for row in left.removed]
        # the ids first, since the redirects are those of pages by their ids
        moved = plan.moves(KnownSource(inner, who.ids, {}).site.pages, known, redirects, removed)
        source = KnownSource(inner, who.ids, moved)
        keeper = Keeper(
            state=self.state,
            digests=digests,
            common=digest_of((quick.tool(), job.words, [digests[str(path)] for path in job.mapping.files])),
            anew=job.rebuild,
            kept=left.kept,
        )
        summary = self._exported(source, keeper, next)
        if self._scan(files).content != seen.content:
            raise _ChangedError
        found = plan.entries(source, known, keeper.fates, left)
        is_news = next.mark != self.meta.get("mark") or any(entry.what != "same" for entry in found)
        run = int(self.meta.get("run", 0)) + is_news
        self.state.forget(removed)
        self.state.put_pages(plan.rows(run, source, known, found, left, next.paths, digests))
        waiting = [row.id for row in left.kept] + [page.id for page in source.site.pages if not _answers(page)]
        self.state.put_redirects(plan.redirect_rows(run, redirects, moved, source.old_ones, waiting))
        self._put_files(seen, files)
        said = _said(source.site, job.out)
        self._put_meta(keeper, source, run, inputs, next.mark, said)
        if is_news:
            self._put_run(run, found)
        aside = self._take_place(next)
        return Outcome(run if is_news else None, found, summary, said, aside)

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
            sink=next if is_folder else next.document(job.document or ""),  # type: ignore[arg-type]  # it writes alike
            chunks=keeper.chunks,
        )

    def _take_place(self, next: Next) -> Path | None:
        """Swaps the output in; one that is the same stays where it is."""
        if self.job.plan or (self.is_whole and next.mark == self.meta.get("mark") and not self.job.rebuild):
            return None
        return next.take_place()

    # --- What is kept of it ---

    def _put_files(self, seen: Scan, before: dict[str, FileRow]) -> None:
        rows = [row for path, row in seen.files.items() if before.get(path) != row]
        self.state.put_files(rows, [path for path in self.state.files() if path not in seen.files])

    def _put_meta(self, keeper: Keeper, source: KnownSource, run: int, inputs: str, mark: str, said: str) -> None:
        self.state.put_meta(
            {
                **keeper.meta,
                "inputs": inputs,
                "mark": mark,
                "run": str(run),
                "said": said,
                "since": str(self.started),
                "due": str(due(source.site, quick.present())),
                "head": git.head(self.job.source) or "",
                "target": self.job.mapping.name,
                "source": str(self.job.source.absolute()),
                "out": str(self.job.root),
            }
        )

    def _put_run(self, run: int, found: list[plan.Entry]) -> None:
        started = datetime.fromtimestamp(self.started / 1e9, UTC).isoformat(timespec="seconds")
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        self.state.put_run(RunRow(run, started, ended, prints.as_json(plan.counted(found))))

    def _tell_changes(self, run: int) -> None:
        job = self.job
        is_folder = isinstance(job.exporter, FolderExporter)
        changes.write(job.change(run), self.state, run, is_folder=is_folder, target=job.mapping.name)
        with self.state.changing():
            self.state.put_meta({"told": str(run)})


def _answers(page: object) -> bool:
    return bool(getattr(page, "published", False)) and getattr(page, "url", None) is not None


def _said(site: Site, out: Path) -> str:
    count = len(site.pages)
    return f"{count:,} {'page' if count == 1 else 'pages'} in {out}"
