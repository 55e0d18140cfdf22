"""What the file system says of files, and one digest of it all: no file is opened.

This module and `quick` are loaded before everything else, and import next to nothing for that reason.
"""

from __future__ import annotations

import marshal
import os
import stat
from _blake2 import blake2b
from time import time_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Row = tuple[object, ...]

# size, time of change, time of change of the file's own entry, number; None where there is no file
Stat = tuple[int, int, int, int]
_ALONE = (".git",)  # of the root: what Git keeps for itself is no source


def digest_of(value: object) -> str:
    """A digest of plain values that Python can marshal."""
    return blake2b(marshal.dumps(value, 2), digest_size=16).hexdigest()  # type: ignore[arg-type]  # plain, as said


def tree(root: str, skip: frozenset[str], take: Callable[[str, list[Row]], None]) -> None:
    """Shows `take` each folder below `root`: its path with a `/` at its end, and its sorted entries.

    An entry is a name with the four numbers of `Stat`, of a link with those of what it leads to as well, of a folder
    alone. `skip` are paths of our own outputs. Raises OSError only for `root` itself.
    """
    scandir, pending = os.scandir, [""]
    while pending:
        below = pending.pop()
        rows: list[Row] = []
        try:
            with scandir(f"{root}/{below}") as entries:
                for entry in entries:
                    name = entry.name
                    path = below + name
                    if path in skip or (not below and name in _ALONE):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        rows.append((name,))
                        pending.append(f"{path}/")
                        continue
                    rows.append((name, *_seen(entry)))
        except OSError as error:
            if not below:
                raise
            rows.append(("", error.errno or 0))
        rows.sort(key=_name)
        take(below, rows)


def _name(row: tuple[object, ...]) -> str:
    return str(row[0])


def _seen(entry: os.DirEntry[str]) -> tuple[int, ...]:
    try:
        state = entry.stat(follow_symlinks=False)
        row: tuple[int, ...] = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
        if entry.is_symlink():
            led = entry.stat()
            row += (led.st_size, led.st_mtime_ns, led.st_ctime_ns, led.st_ino)
        return row
    except OSError as error:
        return (error.errno or 0,)


class Look:
    """What the system said of a tree at one moment: all that `tree` shows, and a digest of it.

    `at` is the time (ns) at which the look began.
    """

    def __init__(self, root: str, skip: frozenset[str]) -> None:
        self.root, self.skip, self.at = root, skip, time_ns()
        self.folders: list[tuple[str, list[Row]]] = []
        total = blake2b(digest_size=16)
        dumps, update, keep = marshal.dumps, total.update, self.folders.append

        def take(below: str, rows: list[Row]) -> None:
            shown = (below, rows)
            update(dumps(shown, 2))
            keep(shown)

        tree(root, skip, take)
        self.digest = total.hexdigest()


def digest_of_paths(paths: Iterable[str]) -> str:
    """The digest of what the system says of some files."""
    return digest_of([(path, stat_of(path)) for path in paths])


def stat_of(path: str) -> Stat | None:
    """What the system says of a file; None where there is none."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return None
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino


def content_of(path: str) -> str | None:
    """The digest of a file's bytes; None where it cannot be read."""
    total = blake2b(digest_size=32)
    try:
        at = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(at).st_mode):
            return None
        while piece := os.read(at, 1 << 20):
            total.update(piece)
    except OSError:
        return None
    finally:
        os.close(at)
    return total.hexdigest()
