"""The lines of source files, looked up only when something is told of them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from migrate.jekyll import frontmatter
from migrate.jekyll.paths import inside

MAX_BYTES = 64 * 1024 * 1024
_END = rb"(?![\w/%-]|[.?#&=]\w)"  # where no address goes on


class Lines:
    """Remembers the file that was asked for last: findings come file by file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: tuple[str, bytes, int] = ("", b"", 0)  # with the length of the front matter

    def first(self, file: str, text: str, *, body: bool) -> int | None:
        """The first line of `file` that says `text`, and not as a part of a longer address. Never raises.

        `body` is for what stands below the front matter: it is looked for there only.
        """
        if self._last[0] != file:
            raw = self._read(file)
            self._last = (file, raw, len(raw) - len(frontmatter.split(raw).body))
        _, raw, head = self._last
        wanted = re.compile(rb"(?<![\w/.%-])" * _begins_address(text) + re.escape(_raw(text)) + _END)
        found = wanted.search(raw, head if body else 0)
        return None if found is None else raw.count(b"\n", 0, found.start()) + 1

    def _read(self, file: str) -> bytes:
        path = self._root / file
        try:
            if not os.path.isfile(path) or not inside(self._root, path):
                return b""
            with open(path, "rb") as stream:
                return stream.read(MAX_BYTES)
        except (OSError, ValueError):
            return b""


def _begins_address(text: str) -> bool:
    return text[:1].isalnum() or text[:1] in "/.%-"


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
