"""The files that a run depends on: which may have changed by what the system says, and which did by their bytes."""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from migrate.errors import SourceError
from migrate.output import reason
from migrate.state import FileRow, as_text
from migrate.sync.quick import MARGIN
from migrate.sync.stats import Stat, content_of, digest_of, stat_of, tree

GONE = ""  # the digest of what cannot be read


class Scan(NamedTuple):
    """`files` are those of the source by their path from its root, and others by their whole path, with a `/` first.

    `content` is one digest of all their bytes and names, `tree` that of what the system says of the source. `folders`
    counts in it, since a folder may be asked for that is empty.
    """

    files: dict[str, FileRow]
    content: str
    tree: str

    def of(self, path: str) -> Stat | None:
        """What the system said of one of the other files."""
        row = self.files[path]
        return (row.size, row.mtime, row.ctime, row.inode) if row.inode else None

    def racy(self, root: str) -> list[tuple[str, str]]:
        """The files that may change without the system telling of it, with their digests."""
        return [(_place(root, row.path), row.digest) for row in self.files.values() if not row.sure]


def scan(root: Path, skip: frozenset[str], others: tuple[Path, ...], known: Mapping[str, FileRow]) -> Scan:
    """What there is. A file that looks as in `known` is not opened. Raises SourceError."""
    now = time.time_ns()
    folders: list[str] = []
    seen: list[tuple[str, tuple[int, ...]]] = []
    whole = blake2b(digest_size=16)
    top = os.path.realpath(root)

    def take(below: str, rows: list[tuple[object, ...]]) -> None:
        whole.update(marshal.dumps((below, rows), 2))  # as `stats.digest_of_tree` does
        for name, *numbers in rows:
            if len(numbers) < 4:
                folders.append(f"{below}{name}/{numbers}")
            else:
                seen.append((f"{below}{name}", tuple(numbers)))  # type: ignore[arg-type]  # what `stats.tree` shows

    try:
        tree(top, skip, take)
    except OSError as error:
        raise SourceError(f"{root}: cannot be read ({reason(error)}); name the checkout of a site") from error
    seen += [(str(path), stat_of(str(path)) or (0, 0, 0, 0)) for path in others]
    files = {row.path: row for row in (_row(top, path, numbers, known, now) for path, numbers in seen)}
    content = [(path, row.digest) for path, row in sorted(files.items())]
    return Scan(files, digest_of((sorted(folders), content)), whole.hexdigest())


def _place(root: str, path: str) -> str:
    return path if path.startswith("/") else f"{root}/{path}"


def _row(root: str, path: str, numbers: tuple[int, ...], rows: Mapping[str, FileRow], now: int) -> FileRow:
    """A file as it is now. Of a link, what it leads to counts as well."""
    shown = as_text(path)
    known = rows.get(shown)
    size, mtime, ctime, inode = (numbers[at] if len(numbers) == 4 else digest_number(numbers[at::4]) for at in range(4))
    if known is not None and known.sure and known[1:5] == (size, mtime, ctime, inode):
        return known
    sure = max(*numbers[1::4], *numbers[2::4]) < now - MARGIN
    digest = content_of(_place(root, path)) or GONE
    return FileRow(shown, size, mtime, ctime, inode, digest, int(sure))


def digest_number(numbers: tuple[int, ...]) -> int:
    """One number for several."""
    return int(digest_of(numbers)[:15], 16)
