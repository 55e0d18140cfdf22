"""The lines of source files, looked up only when something is told of them."""

from __future__ import annotations

import os
from pathlib import Path

from migrate.jekyll.paths import inside

MAX_BYTES = 64 * 1024 * 1024


class Lines:
    """Remembers the file that was asked for last: findings come file by file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: tuple[str, bytes] = ("", b"")

    def first(self, file: str, text: str) -> int | None:
        """The first line of `file` that holds `text` as it is written; None where none does. Never raises."""
        if self._last[0] != file:
            self._last = (file, self._read(file))
        raw = self._last[1]
        at = raw.find(text.encode("utf-8", "surrogatepass"))
        return None if at < 0 else raw.count(b"\n", 0, at) + 1

    def _read(self, file: str) -> bytes:
        path = self._root / file
        try:
            if not os.path.isfile(path) or not inside(self._root, path):
                return b""
            with open(path, "rb") as stream:
                return stream.read(MAX_BYTES)
        except (OSError, ValueError):
            return b""
