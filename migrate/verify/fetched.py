"""Addresses of files in contents: an importer that fetched a file wrote its new one for the one that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from os.path import commonprefix

from migrate.verify.found import Found
from migrate.verify.manifest import NO_FILES

_SCHEME = re.compile(r"https?:")


class Fetched:
    """Gives contents as they were before the import; `addresses` are the old addresses of files by the new ones."""

    def __init__(self, addresses: Mapping[str, str] = NO_FILES) -> None:
        self._old = {_SCHEME.sub("", new, count=1): old for new, old in addresses.items()}
        start = commonprefix(list(self._old))  # noqa: RUF071 - of characters, not of folders
        self._new = re.compile(rf"https?:({re.escape(start)}[^\s\"'<>\\]{{0,2000}})") if start else None

    def undone(self, content: str) -> str:
        """`content` with the old addresses; what no file has stays."""
        return content if self._new is None else self._new.sub(self._before, content)

    def _before(self, found: re.Match[str]) -> str:
        """The longest address of a file that it begins with: a query may follow."""
        for end in range(len(found[1]), 0, -1):
            if (old := self._old.get(found[1][:end])) is not None:
                return old + found[1][end:]
        return found[0]


def fetched(files: Mapping[str, str], found: Iterable[Found]) -> Fetched:
    """What became of the addresses in `files`, by path of the file's own page; `found` are things of the target."""
    return Fetched({one.address: files[path] for one in found if one.address for path in one.paths if path in files})
