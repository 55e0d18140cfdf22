"""The mark of a folder that we wrote, which lists every file in it with its size and digest."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
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


def has_strange(folder: Path, listed: Mapping[str, Written]) -> bool:
    """Whether one of the files that are listed is not there any more as it was written."""
    finished = os.lstat(folder / FOLDER_MARK).st_mtime_ns
    try:
        return not all(_is_as_written(folder / path, written, finished) for path, written in listed.items())
    except OSError:
        return True


class Listing:
    """The list of a folder as text, for a run that changes a few of its lines."""

    def __init__(self, text: bytes) -> None:
        """Raises ValueError for what is no list of ours."""
        head, tail = f"{HEAD}\n".encode(), TAIL.encode()
        if not text.startswith(head) or not text.endswith(tail):
            raise ValueError("no list of ours")
        self._lines = text[len(head) : -len(tail)].split(b",\n")
        self._at = {line.partition(b'", "size": ')[0]: number for number, line in enumerate(self._lines)}

    def is_all_of(self, folder: Path) -> bool:
        """Whether there are just those files in the folder, by their names. Raises OSError."""
        left = len(self._at)
        for path in names(str(folder)):
            if path == FOLDER_MARK:
                continue
            if _key(path) not in self._at:
                return False
            left -= 1
        return left == 0

    def __getitem__(self, path: str) -> Written:
        """Raises KeyError, ValueError."""
        listed = json.loads(self._lines[self._at[_key(path)]])
        return Written(listed["size"], listed["sha256"])

    def __setitem__(self, path: str, written: Written) -> None:
        """Raises KeyError for what is not in the list."""
        self._lines[self._at[_key(path)]] = listed_as(path, *written).encode()

    def text(self) -> bytes:
        return f"{HEAD}\n".encode() + b",\n".join(self._lines) + TAIL.encode()


def _key(path: str) -> bytes:
    if path.isascii() and path.isprintable() and '"' not in path and "\\" not in path:
        return b'{"path": "%b' % path.encode()
    return listed_as(path, 0, "").partition('", "size": ')[0].encode()


def names(folder: str) -> Iterator[str]:
    """The paths of everything below a folder that is no folder, in any order. Raises OSError."""
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}"


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
