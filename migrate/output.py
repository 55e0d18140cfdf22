"""The one place that writes: beside the goal first, renamed when whole, never over a file that is not ours."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from migrate.errors import OutputError
from migrate.ours import HEAD_BYTES, is_ours

# whether a file without our mark is ours all the same, by its first line
Owns = Callable[[bytes], bool]
MAX_LINE = 16 * 1024 * 1024


def is_our_file(path: Path, owns: Owns | None = None) -> bool:
    """Whether `path` is a file that this program wrote; False where it cannot be read."""
    if not os.path.isfile(path):  # opening a pipe would wait for its writer
        return False
    try:
        with open(path, "rb") as stream:
            if is_ours(stream.read(HEAD_BYTES)):
                return True
            stream.seek(0)
            return owns is not None and owns(stream.readline(MAX_LINE))
    except OSError:
        return False


def check_writable(path: Path, *, force: bool, owns: Owns | None = None) -> None:
    """Raises OutputError, before any work is done, when `path` cannot or should not be written."""
    folder = _goal(path).parent
    if os.path.isdir(path):
        raise OutputError(f"{path}: is a folder; name a file in it with --out")
    if not os.path.isdir(folder):
        raise OutputError(f"{folder}: there is no such folder; make it or name another with --out")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{folder}: cannot be written to; name another place with --out")
    mode = _mode(path)
    if mode is None:
        return
    if not stat.S_ISREG(mode):
        raise OutputError(f"{path}: is a pipe, socket or device; name a file, or pass --out - for standard output")
    if not force and not is_our_file(path, owns):
        if owns is not None:
            said = "is not a file that ssi-migrate wrote with this mapping as it is"
            raise OutputError(f"{path}: {said}; name another with --out or pass --force")
        raise OutputError(f"{path}: is not a file that ssi-migrate wrote; name another with --out or pass --force")


def _mode(path: Path) -> int | None:
    """What kind of file `path` is, None when there is none yet. Raises OutputError where there can be none."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be written ({reason(error)}); name another place with --out") from error


def _goal(path: Path) -> Path:
    """The file that is written: a link is followed, so that it stays a link."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path


def reason(error: Exception) -> str:
    """What the system says of an error, without its number and path."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def write(path: Path, pieces: Iterable[bytes]) -> int:
    """Writes `pieces` to `path`, whole or not at all; gives the number of bytes. Raises OutputError."""
    goal = _goal(path)
    beside = goal.with_name(f".ssi-migrate.{os.getpid()}.tmp")
    try:
        with open(beside, "wb") as stream:
            stream.writelines(pieces)
            size = stream.tell()
        os.replace(beside, goal)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({reason(error)}); nothing of it was kept") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return size


def write_stdout(pieces: Iterable[bytes]) -> int:
    """Writes `pieces` to standard output as they come; gives the number of bytes.

    Raises OutputError where it is closed or full. A reader who has gone is no error but BrokenPipeError.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with --out")
    size = 0
    stream = sys.stdout.buffer
    try:
        for piece in pieces:
            stream.write(piece)
            size += len(piece)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        close_stdout()
        raise OutputError(f"standard output cannot be written ({reason(error)}); name a file with --out") from error
    return size


def close_stdout() -> None:
    """Turns what is still to be flushed to standard output to nowhere, so that Python's end meets no second error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def sink(path: Path | None, *, dry_run: bool) -> Callable[[Iterable[bytes]], int]:
    """Where a document goes: to `path`, to standard output when that is None, nowhere in a dry run."""
    if dry_run:
        return lambda pieces: sum(len(piece) for piece in pieces)
    if path is None:
        return write_stdout
    return lambda pieces: write(path, pieces)
