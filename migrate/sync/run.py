"""One run of a job: whole, or as if it had never been.

The order of a run is what makes it safe to be killed anywhere. What is new in the output is written beside the old one,
the transaction ends that makes the state the new one, and then the output is brought up to date. Whoever is killed
before that leaves the old state, from which the next run does the same again; whoever is killed after it leaves no
stamp, so that the next run looks, applies the rest of the patch, and writes the file of changes that may be missing out
of the state. Where there is no whole output to begin with, the new one takes its place before the state is kept.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from migrate.errors import OutputError, SourceError
from migrate.interfaces import FolderExporter
from migrate.outfolders import check_out_folder
from migrate.output import reason
from migrate.pipeline import Summary
from migrate.state import FileRow, PageRow, RunRow, State
from migrate.sync import changes, git, plan, prints, quick, stamp
from migrate.sync.job import Job
from migrate.sync.lock import Holder, locked
from migrate.sync.log import Log
from migrate.sync.long import ChangedError, Long, Progress
from migrate.sync.out import Next, beginning, whole
from migrate.sync.patch import Patch, StrangeError
from migrate.sync.scan import Scan, scan
from migrate.sync.short import GivesUpError, Renewed, Short
from migrate.sync.stats import digest_of

REMEDY = "make room or see who owns it, and run again: what was begun is healed"


class Outcome(NamedTuple):
    """What a run did. `run` is None where nothing changed; then there is no `summary` either, if none was needed.

    `is_restored` says that the output was not as the last run left it, and was written again.

    `entries` are those of the pages that are not as they were, of a plan all; `counts` how many there are of each kind.
    """

    run: int | None
    entries: list[plan.Entry]
    counts: dict[str, int]
    summary: Summary | None
    said: str
    aside: Path | None = None
    is_restored: bool = False


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
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            raise OutputError(
                f"{error.filename or job.state}: cannot be written ({reason(error)}); {REMEDY}"
            ) from error
        finally:
            state.close()


def _tried(job: Job, state: State, log: Log, progress: Progress) -> Outcome:
    """Once more where the source changed meanwhile: who edits a site saves more than one file."""
    try:
        return _Run(job, state, log, progress).outcome()
    except ChangedError:
        log.tell("sync.retried", "the source changed while it was read; reading it again")
    try:
        return _Run(job, state, log, progress).outcome()
    except ChangedError:
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
        self.meta = self.state.meta()
        self._check_state()
        next = Next(goal=job.root, root=job.source, plan=job.plan)
        if not job.plan:
            self._heal(next)
        holds = stamp.holds(job)
        lying = None if holds else whole(job.root, self.meta.get("mark"))
        files = self._trusted()
        seen = self._scan(files)
        inputs = digest_of((seen.content, self._outer()))
        if not job.rebuild and (holds or lying is not None) and self._is_same(inputs):
            return self._unchanged(seen)
        if not job.plan:
            job.stamp.unlink(missing_ok=True)
        if holds and job.may_be_short and not self._is_due() and (found := self._short(next.beside, seen, inputs)):
            return found
        if not job.plan:
            self._checked()
        if holds:
            lying = whole(job.root, self.meta.get("mark"))
        self.is_whole, next.lying = lying is not None, None if job.rebuild else lying
        self.known = self.state.pages()
        return self._changed(next, seen, files, inputs)

    def _outer(self) -> str:
        """A digest of what all that is made depends on beside the files."""
        job = self.job
        return digest_of((quick.tool(), job.words, job.prune, os.environ.get("SOURCE_DATE_EPOCH", "")))

    def _check_state(self) -> None:
        """Raises OutputError where other runs than those of the state have written here: it was lost, or is an old one.

        Ids would be given anew, and files of changes written over.
        """
        last = max(map(_number, self.job.changes.glob(f"{self.job.root.name}-*.json")), default=0)
        if last <= int(self.meta.get("run", 0)):
            return
        if not self.job.force:
            said = f"knows {self.meta.get('run', 'no')} runs, and {self.job.change(last)} is of run {last}"
            raise OutputError(
                f"{self.job.state}: {said}; bring the state back, or pass --force: then ids may be given anew"
            )
        self.meta["run"] = str(last)

    def _heal(self, next: Next) -> None:
        """Removes what a killed run had begun to write."""
        run = int(self.meta.get("run", 0))
        begun = [beginning(path) for path in (self.job.stamp, self.job.change(run))]
        left = [path for path in begun if path.is_file()]
        for path in left:
            path.unlink()
        if next.heal(self.meta.get("mark")) or left:
            self.log.tell("sync.healed", "what a killed run had left is removed")

    # --- What there is ---

    def _trusted(self) -> dict[str, FileRow]:
        """What is known of files; nothing, where the clock was set back since: no time can be believed then."""
        return self.state.files() if int(self.meta.get("since", 0)) <= self.started else {}

    def _scan(self, files: dict[str, FileRow]) -> Scan:
        return scan(self.job.source, self.job.ours, self.job.paths, files)

    def _is_same(self, inputs: str) -> bool:
        """Whether a run would give what the last one gave."""
        return self.meta.get("inputs") == inputs and not self._is_due()

    def _is_due(self) -> bool:
        """Whether the time has come at which all of the site is looked at, though no file may have changed."""
        return quick.present() >= int(self.meta.get("due", 0))

    def _checked(self) -> None:
        job = self.job
        beside = [job.state, job.stamp, job.changes]
        check_out_folder(job.out, source=job.source, beside=beside, force=job.force)

    # --- Nothing to do ---

    def _unchanged(self, seen: Scan) -> Outcome:
        said = self.meta["said"]
        if not self.job.plan:
            with self.state.changing():
                self.state.put_files(seen.rows, seen.gone)
                self.state.put_meta({"since": str(self.started)})
            self._heal_changes()
            stamp.leave(self.job, self.meta, seen, self.started)
            return Outcome(None, [], plan.counted((), self.state.count()), None, said)
        rows = (row for row in self.state.pages().values() if row.gone is None)
        entries = [plan.Entry(row.id, "same", row.url, None, ()) for row in rows]
        return Outcome(None, entries, plan.counted(entries), None, said)

    def _heal_changes(self) -> None:
        """Writes the file of changes that a run was killed before."""
        run = int(self.meta.get("run", 0))
        if run and self.meta.get("told") != str(run):
            self._tell_changes(run)

    # --- Something to do ---

    def _changed(self, next: Next, seen: Scan, files: dict[str, FileRow], inputs: str) -> Outcome:
        job = self.job
        try:
            with self.state.changing(keep=not job.plan):
                outcome = self._carried(next, seen, files, inputs)
        except BaseException:
            if not job.plan:
                next.discard()
            raise
        if job.plan:
            return outcome
        _through(partial(next.finish, self.meta.get("mark")))
        self._end(seen)
        return outcome

    def _end(self, seen: Scan) -> None:
        """What is left to do when the state and the output are the new ones."""
        self.meta = self.state.meta()
        self._heal_changes()
        stamp.leave(self.job, self.meta, seen, self.started)

    def _carried(self, next: Next, seen: Scan, files: dict[str, FileRow], inputs: str) -> Outcome:
        found = Long(
            job=self.job,
            state=self.state,
            seen=seen,
            meta=self.meta,
            known=self.known,
            outer=self._outer(),
            look=partial(self._scan, files),
            progress=self.progress,
        ).carried(next)
        counts = plan.counted(found.entries)
        self._put(seen, inputs, next.mark, found.run, counts if found.is_news else None, found.meta)
        aside, said = self._take_place(next), found.meta["said"]
        run = found.run if found.is_news else None
        return Outcome(run, found.entries, counts, found.summary, said, aside, not self.is_whole)

    def _take_place(self, next: Next) -> Path | None:
        """Swaps the output in, where there is none to be brought up to date."""
        return None if self.job.plan or next.lying is not None else next.take_place()

    # --- Nothing but bodies changed ---

    def _short(self, beside: Path, seen: Scan, inputs: str) -> Outcome | None:
        """What the short way gives; None where the long one has to be gone."""
        job = self.job
        try:
            short = Short(job, self.state, seen, self._outer())
            found = short.renewed()
            patch = Patch(job.root, beside)
        except (GivesUpError, StrangeError):
            return None
        try:
            with self.state.changing():
                facts = short.written(found, patch)
                patch.close()
                outcome = self._renewed(short, found, facts, patch.mark, seen, inputs)
        except (GivesUpError, StrangeError):
            patch.discard()
            return None
        except BaseException:
            patch.discard()
            raise
        _through(patch.apply)
        self._end(seen)
        return outcome

    def _renewed(
        self, short: Short, found: list[Renewed], facts: dict[str, bytes], mark: str, seen: Scan, inputs: str
    ) -> Outcome:
        entries, state = short.entries(found), self.state
        is_news = mark != self.meta.get("mark") or bool(entries)
        run = int(self.meta.get("run", 0)) + is_news
        summary = short.summary(found)
        for one in found:
            state.put_made(one.made, one.records)
        state.put_pages(short.rows(run, found))
        state.put_facts({"facts": short.facts.encoded(), **facts})
        counts = plan.counted(entries, short.facts.pages - len(entries))
        self._put(seen, inputs, mark, run, counts if is_news else None, {})
        return Outcome(run if is_news else None, entries, counts, summary, self.meta["said"])

    # --- What is kept of it ---

    def _put(
        self, seen: Scan, inputs: str, mark: str, run: int, counts: dict[str, int] | None, meta: dict[str, str]
    ) -> None:
        """What both ways leave in the state; `counts` are those of a run that is one more."""
        self.state.put_files(seen.rows, seen.gone)
        since, head = str(self.started), git.head(self.job.source) or ""  # what Git is to compare with later
        self.state.put_meta({**meta, "inputs": inputs, "mark": mark, "run": str(run), "since": since, "head": head})
        if counts is not None:
            self._put_run(run, counts)

    def _put_run(self, run: int, counts: dict[str, int]) -> None:
        started = datetime.fromtimestamp(self.started / 1e9, UTC).isoformat(timespec="seconds")
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        self.state.put_run(RunRow(run, started, ended, prints.as_json(counts)))

    def _tell_changes(self, run: int) -> None:
        job = self.job
        is_folder = isinstance(job.exporter, FolderExporter)
        changes.write(job.change(run), self.state, run, is_folder=is_folder, target=job.mapping.name)
        with self.state.changing():
            self.state.put_meta({"told": str(run)})


def _through(finish: Callable[[], None]) -> None:
    """Does what is left when the state is the new one; who is asked to end on the way does it first."""
    try:
        finish()
    except (KeyboardInterrupt, SystemExit):
        finish()
        raise


def _number(path: Path) -> int:
    """The run that a file of changes is of."""
    number = path.stem.rpartition("-")[2]
    return int(number) if number.isdecimal() else 0
