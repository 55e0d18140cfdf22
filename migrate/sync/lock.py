"""The lock of a job: two runs on one state or one output are never at work at the same time.

The system holds it and lets go of it when its holder ends, however that was. What the file says is for the people who
have to wait; what a killed run has left in it is known by that nobody holds it.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from migrate.errors import LockedError, OutputError
from migrate.output import reason

BOOT = Path("/proc/sys/kernel/random/boot_id")
PAUSE = 0.1  # seconds between two looks at a lock that is waited for


class Holder(NamedTuple):
    """Who has the lock: `boot` is the run of the machine that `pid` counts in."""

    pid: int
    host: str
    since: str
    boot: str

    def __str__(self) -> str:
        return f"pid {self.pid} on {self.host} since {self.since}"


class Locked(NamedTuple):
    """What was found when the lock was taken: `left` is the run that ended without letting go of it."""

    left: Holder | None


@contextmanager
def locked(paths: list[Path], *, wait: bool, waiting: Callable[[Holder | None], None]) -> Iterator[Locked]:
    """Holds the locks until the end. Raises LockedError where another run has one, unless it is to `wait`."""
    with ExitStack() as stack:
        left = [stack.enter_context(_held(path, wait=wait, waiting=waiting)) for path in sorted(set(paths))]
        yield Locked(next((one for one in left if one is not None), None))


@contextmanager
def _held(path: Path, *, wait: bool, waiting: Callable[[Holder | None], None]) -> Iterator[Holder | None]:
    told = False
    while (at := _taken(path)) is None:
        holder = holder_of(path)
        if not wait:
            raise LockedError(
                f"{path}: another run is at work ({holder or 'it has not said who'}); wait for it, or pass --wait"
            )
        if not told:
            waiting(holder)
        told = True
        time.sleep(PAUSE)
    try:
        left = _read(at)
        _write(at)
        yield left
    finally:
        os.ftruncate(at, 0)  # an empty one: its holder has let go
        os.close(at)


def _taken(path: Path) -> int | None:
    """The lock's file, locked; None where another has it. It is never removed: that would let two in."""
    try:
        at = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise OutputError(
            f"{path}: the lock cannot be written ({reason(error)}); name another --out or --state"
        ) from error
    try:
        fcntl.lockf(at, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(at)
        return None
    except OSError as error:
        os.close(at)
        said = f"the file system knows no locks ({reason(error)})"
        raise OutputError(f"{path}: {said}; name a --state on a disk of this machine") from error
    return at


def holder_of(path: Path) -> Holder | None:
    """Who the lock's file says holds it, or held it and was killed."""
    try:
        return _parsed(path.read_bytes())
    except OSError:
        return None


def _read(at: int) -> Holder | None:
    return _parsed(os.pread(at, 4096, 0))


def _parsed(text: bytes) -> Holder | None:
    try:
        said = json.loads(text)
        return Holder(int(said["pid"]), str(said["host"]), str(said["since"]), str(said["boot"]))
    except (ValueError, LookupError, TypeError):
        return None


def _write(at: int) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    me = Holder(os.getpid(), os.uname().nodename, since, _boot())
    os.ftruncate(at, 0)
    os.pwrite(at, json.dumps(me._asdict()).encode() + b"\n", 0)


def _boot() -> str:
    try:
        return BOOT.read_text().strip()
    except OSError:
        return ""
