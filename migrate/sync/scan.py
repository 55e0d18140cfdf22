"""The files that a run depends on: which may have changed by what the system says, and which did by their bytes."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from migrate.errors import SourceError
from migrate.output import reason
from migrate.state import FileRow, as_text
from migrate.sync import quick
from migrate.sync.stats import Look, Stat, content_of, digest_of, stat_of

GONE = ""  # the digest of what cannot be read
_NOWHERE: Stat = (0, 0, 0, 0)


class Scan(NamedTuple):
    """`files` are those of the source by their path from its root, and others by their whole path, with a `/` first.

    `rows` are those of `files` that are not as they were known; `changed` are the files among them whose bytes are
    others, `gone` what was known and is not there. `folders` counts too, since a folder may be asked for that is empty.
    `content` is one digest of all bytes and names, `tree` that of what the system said of the source.
    """

    files: dict[str, FileRow]
    rows: list[FileRow]
    changed: list[str]
    gone: list[str]
    folders: str
    content: str
    tree: str

    def of(self, path: str) -> Stat | None:
        """What the system said of one of the other files."""
        row = self.files[path]
        return (row.size, row.mtime, row.ctime, row.inode) if row.inode else None

    def racy(self, root: str) -> list[tuple[str, str]]:
        """The files that may change without the system telling of it, with their digests."""
        return [(_place(root, row.path), row.digest) for row in self.files.values() if not row.sure]


def scan(root: Path, skip: frozenset[str], others: Sequence[Path], known: Mapping[str, FileRow]) -> Scan:
    """What there is. A file that looks as in `known` is not opened. Raises SourceError."""
    top = os.path.realpath(root)
    look = _look(root, top, skip)
    folders: list[str] = []
    rows: list[FileRow] = []
    files: dict[str, FileRow] = {}
    for path, numbers, raw in _entries(look, others, folders):
        shown = path if path.isascii() else as_text(path)
        row = known.get(shown)
        if row is None or row[1:5] != numbers or not row.sure:
            sure = max(*raw[1::4], *raw[2::4]) < look.at - quick.MARGIN
            row = FileRow(shown, *numbers, _content(_place(top, path), path), int(sure))
            rows.append(row)
        files[shown] = row
    content = [(path, files[path].digest) for path in sorted(files)]
    return Scan(
        files=files,
        rows=rows,
        changed=[row.path for row in rows if row.path not in known or known[row.path].digest != row.digest],
        gone=[path for path in known if path not in files],
        folders=digest_of(sorted(folders)),
        content=digest_of((sorted(folders), content)),
        tree=look.digest,
    )


def _look(root: Path, top: str, skip: frozenset[str]) -> Look:
    """That of the quick way where it is fresh, else one now."""
    while quick.LOOKS:
        look = quick.LOOKS.pop()
        if (look.root, look.skip) == (top, skip) and time.time_ns() - look.at < quick.MARGIN:
            return look
    try:
        return Look(top, skip)
    except OSError as error:
        raise SourceError(f"{root}: cannot be read ({reason(error)}); name the checkout of a site") from error


def _entries(look: Look, others: Sequence[Path], folders: list[str]) -> Iterator[tuple[str, Stat, tuple[int, ...]]]:
    """The files with what the system says of them, as four numbers and as it says it.

    Folders, and what it cannot say anything of, go to `folders`.
    """
    for below, rows in look.folders:
        for row in rows:
            name, *raw = row
            if len(raw) == 4:
                yield f"{below}{name}", tuple(raw), tuple(raw)  # type: ignore[arg-type,misc]  # as `stats.tree` shows
            elif raw[1:]:
                yield f"{below}{name}", _of_link(raw), tuple(raw)  # type: ignore[arg-type]  # the same
            elif not name:
                _refuse(f"{below.rstrip('/')}: the folder", raw[0])
            else:
                folders.append(f"{below}{name}/{raw}")
    for path in others:
        numbers = stat_of(str(path)) or _NOWHERE
        yield str(path), numbers, numbers


def _of_link(raw: Sequence[object]) -> Stat:
    """Of a link, what it leads to counts as well: each number stands for two."""
    one, two, three, four = (int(digest_of(tuple(raw[at::4]))[:15], 16) for at in range(4))
    return one, two, three, four


def _content(place: str, path: str) -> str:
    """The digest of a file's bytes; of what is no file, `GONE`."""
    found = content_of(place)
    if found is None and os.path.isfile(place) and not os.access(place, os.R_OK):
        _refuse(path, errno.EACCES)
    return found or GONE


def _refuse(what: str, number: object) -> NoReturn:
    """What cannot be read for now is not gone: pages that are gone lose their ids."""
    why = os.strerror(number if isinstance(number, int) else errno.EIO)
    raise SourceError(f"{what} cannot be read ({why}), and nothing was done; see who owns it, and run again")


def _place(root: str, path: str) -> str:
    return path if path.startswith("/") else f"{root}/{path}"


def still(root: Path, seen: Scan, paths: Sequence[str]) -> bool:
    """Whether some files are as they were when they were looked at."""
    top = os.path.realpath(root)
    return all(seen.files[path][1:5] == (stat_of(_place(top, path)) or _NOWHERE) for path in paths)
