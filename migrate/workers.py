"""Work shared among processes in ordered chunks: what comes back is in the order of the work, whatever the jobs.

Workers are forked with all that they need in their memory; only a chunk's bounds go out and its result comes back.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from migrate.errors import OutputError

CHUNK = 50
PARALLEL_FROM = 2000  # below it, starting processes costs more than it saves

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
Span = tuple[int, int]
T = TypeVar("T")

_work: Callable[[Span], object] | None = None


def in_chunks(count: int, work: Callable[[Span], T], jobs: int | None) -> Iterator[T]:
    """What `work` gives for each span of `count` things, in order; `jobs` None leaves the number to the machine."""
    spans = [(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    number = jobs or _jobs(count)
    gc.freeze()  # the index lives as long as the run; there is no sense in visiting it again and again
    if number <= 1 or len(spans) < 2 or not hasattr(os, "fork"):
        return map(work, spans)
    return _in_workers(spans, work, number)


def _jobs(count: int) -> int:
    if count < PARALLEL_FROM:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _in_workers(spans: Sequence[Span], work: Callable[[Span], T], jobs: int) -> Iterator[T]:
    """The chunks in their order, made by forked processes; no more are under way than can soon be taken."""
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _work
    _work = work
    ahead: list[Future[T]] = []
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _ignore_interrupt) as pool:
        try:
            first, *others = spans
            with _undisturbed():  # the first piece of work forks the workers
                ahead.append(pool.submit(_here, first))
            for span in others:
                ahead.append(pool.submit(_here, span))
                if len(ahead) > 2 * jobs:
                    yield ahead.pop(0).result()
            while ahead:
                yield ahead.pop(0).result()
        except BrokenProcessPool as error:
            raise OutputError("a worker process was killed, nothing was written; run again with --jobs 1") from error
        finally:
            pool.shutdown(cancel_futures=True)
            _work = None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds signals back until it ends: what they raise in the callbacks that Python runs at a fork would be lost."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _here(span: Span) -> T:  # type: ignore[type-var]  # the type of the work that this process was forked with
    assert _work is not None
    return _work(span)  # type: ignore[return-value]


def _ignore_interrupt() -> None:
    """Ctrl-C is for the parent, which ends its workers; a worker whose parent was killed ends by itself."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)  # held back since the fork
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
