"""The mark of a folder that we wrote, which lists every file in it with its size and digest."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from migrate.ours import FOLDER_MARK

FORMAT = "ssi-migrate/tree"
HEAD = f'{{"format":"{FORMAT}","version":1,"files":['
TAIL = "\n]}\n"
MARGIN = 2_000_000_000  # ns: the clocks of file systems are as coarse as that
CHUNK = 1024 * 1024


class Written(NamedTuple):
    """What was written to a file."""

    size: int
    sha256: str


def listed_as(path: str, size: int, sha256: str) -> str:
    """The line of a file in the list."""
    return json.dumps({"path": path, "size": size, "sha256": sha256})


class ManifestWriter:
    """Lists files as they are written, so that no list of them is held."""

    def __init__(self, folder: Path) -> None:
        self._stream: IO[str] = open(folder / FOLDER_MARK, "x", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._stream.write(HEAD)
        self._stream.flush()  # from now on the folder is known as ours
        self._between = "\n"

    def add(self, path: str, size: int, sha256: str) -> None:
        self._stream.write(f"{self._between}{listed_as(path, size, sha256)}")
        self._between = ",\n"

    def finish(self) -> None:
        self._stream.write(TAIL)
        self.close()

    def close(self) -> None:
        self._stream.close()


def manifest(folder: Path) -> dict[str, Written] | None:
    """What a run wrote into `folder`; None when that is no folder that a run of ours finished."""
    mark = folder / FOLDER_MARK
    try:
        if not stat.S_ISREG(os.lstat(mark).st_mode):
            return None
        listed = json.loads(mark.read_bytes())
        if listed["format"] != FORMAT:
            return None
        return {file["path"]: Written(file["size"], file["sha256"]) for file in listed["files"]}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def is_ours(folder: Path) -> bool:
    """Whether a run of ours began `folder`, finished or not. False where that cannot be read."""
    try:
        with open(folder / FOLDER_MARK, "rb") as stream:
            return stream.read(len(HEAD)) == HEAD.encode()
    except OSError:
        return False


def stranger(folder: Path, listed: dict[str, Written]) -> tuple[str, str] | None:
    """The first file in `folder` that a run did not leave there like this, and why; None when there is none."""
    finished = os.lstat(folder / FOLDER_MARK).st_mtime_ns
    for path in _files(folder):
        if path == FOLDER_MARK:
            continue
        if path not in listed:
            return path, "was not written by ssi-migrate"
        if not _is_as_written(folder / path, listed[path], finished):
            return path, "was changed since ssi-migrate wrote it"
    return None


def _files(folder: Path) -> Iterator[str]:
    """The paths of everything in `folder` that is no folder, in order."""
    for there, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if os.path.islink(os.path.join(there, name))]
        for name in sorted([*names, *links]):
            yield Path(there, name).relative_to(folder).as_posix()


def _is_as_written(path: Path, written: Written, finished: int) -> bool:
    """Whether the file has the bytes that were written; it is read only where it may have changed since.

    A file with a second name is one of the site: it was linked, and who edits it there loses nothing here.
    """
    state = os.lstat(path)
    if not stat.S_ISREG(state.st_mode):
        return False
    if state.st_nlink > 1:
        return True
    if state.st_size != written.size:
        return False
    return state.st_mtime_ns < finished - MARGIN or _digest(path) == written.sha256


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
