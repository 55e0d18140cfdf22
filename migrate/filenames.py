"""Names of files that every file system takes, and no two of which are one and the same on any."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from itertools import count

MAX_BYTES = 200  # of a component: file systems allow 255, and what is put before or after it needs room too
MAX_ENDING = 20
OURS = ".ssi-migrate"  # with what our own files in a folder of copies begin

_REFUSED = re.compile(r'[\0-\x1f\x7f-\x9f<>:"/\\|?*]')
_LAST = re.compile(r"[. ]+\Z")  # Windows drops them
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?=\.|\Z)", re.I)


def safe_name(name: str) -> str:
    """`name` as every file system takes it: one component, never empty, `.` or `..`, of MAX_BYTES at most.

    A name that is safe stays as it is. What is refused somewhere becomes `_`, and a name that is too long is cut and
    has a digest of the whole at its end.
    """
    safe = _REFUSED.sub("_", unicodedata.normalize("NFC", name))
    safe = _LAST.sub("_", safe) or "_"
    safe = _DEVICE.sub(r"\1_", safe, count=1) if _DEVICE.match(safe) else safe
    if safe.startswith("-") or safe.lower().startswith(OURS):
        safe = f"_{safe}"
    return safe if _size(safe) <= MAX_BYTES else marked(safe, name)


def marked(safe: str, name: str) -> str:
    """`safe` with a digest of `name` before its ending, cut where it would be too long."""
    stem, ending = os.path.splitext(safe)
    if _size(ending) > MAX_ENDING:
        stem, ending = safe, ""
    mark = f"~{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}{ending}"
    return stem.encode("utf-8", "replace")[: MAX_BYTES - _size(mark)].decode("utf-8", "ignore") + mark


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


class Filenames:
    """Gives each path a safe one, component by component. The first keeps its name where two would be one and the same.

    Upper and lower case, and the ways to write an accent, make no two names: some file systems do not tell them apart.
    The same paths in the same order have the same names.
    """

    def __init__(self) -> None:
        self._known = {"": ""}  # the safe one for each folder that was asked for
        self._folders: dict[str, str] = {}  # by the key of the folder: as it was written first
        self._files: set[str] = set()

    def of(self, path: str) -> str:
        """The safe path for `path`, relative and with `/`. Ask once for each path."""
        *folders, name = [part for part in path.split("/") if part] or [""]
        return self._file(self._folder("/".join(folders)), name, path)

    def _folder(self, path: str) -> str:
        known = self._known.get(path)
        if known is None:
            above, _, name = path.rpartition("/")
            candidates = _candidates(self._folder(above), name, path)
            found = next(one for one in candidates if _key(one) not in self._files)
            known = self._known[path] = self._folders.setdefault(_key(found), f"{found}/")
        return known

    def _file(self, above: str, name: str, path: str) -> str:
        taken = self._files, self._folders
        found = next(one for one in _candidates(above, name, path) if not any(_key(one) in names for names in taken))
        self._files.add(_key(found))
        return found


def _candidates(above: str, name: str, path: str) -> Iterator[str]:
    """The safe name in the folder `above`, then with digests without end: other files may have any of these names."""
    safe = safe_name(name)
    yield above + safe
    yield from (above + marked(safe, f"{path}\0{number}" if number else path) for number in count())


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())
