"""The one place that writes: beside the goal first, renamed when whole, never over a file that is not ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from migrate.errors import OutputError
from migrate.ours import HEAD_BYTES, is_ours


def is_our_file(path: Path) -> bool:
    """Whether `path` is a file that this program wrote; False where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return is_ours(stream.read(HEAD_BYTES))
    except OSError:
        return False


def check_writable(path: Path, *, force: bool) -> None:
    """Raises OutputError, before any work is done, when `path` cannot or should not be written."""
    folder = path.parent
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; name a file in it with --out")
    if not folder.is_dir():
        raise OutputError(f"{folder}: there is no such folder; make it or name another with --out")
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{folder}: cannot be written to; name another place with --out")
    if path.exists() and not force and not is_our_file(path):
        raise OutputError(f"{path}: is not a file that ssi-migrate wrote; name another with --out or pass --force")


def write(path: Path, pieces: Iterable[bytes]) -> int:
    """Writes `pieces` to `path`, whole or not at all; gives the number of bytes. Raises OutputError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(beside, "wb") as stream:
            stream.writelines(pieces)
            size = stream.tell()
        os.replace(beside, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); nothing of it was kept") from error
    finally:
        beside.unlink(missing_ok=True)
    return size


def write_stdout(pieces: Iterable[bytes]) -> int:
    """Writes `pieces` to standard output as they come. A closed pipe ends it in silence, by BrokenPipeError."""
    size = 0
    stream = sys.stdout.buffer
    for piece in pieces:
        stream.write(piece)
        size += len(piece)
    stream.flush()
    return size


def sink(path: Path | None, *, dry_run: bool) -> Callable[[Iterable[bytes]], int]:
    """Where a document goes: to `path`, to standard output when that is None, nowhere in a dry run."""
    if dry_run:
        return lambda pieces: sum(len(piece) for piece in pieces)
    if path is None:
        return write_stdout
    return lambda pieces: write(path, pieces)
