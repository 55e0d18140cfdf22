"""What is known of the files of a site from before, so that those that are the same are not read again.

There is one entry a file: how it begins, what was made of it, and what an importer made of that. Entries may come from
elsewhere: they are plain JSON behind a digest, which has a key, so that one that was made under other conditions, or
of another file, is none. What is wrong with an entry makes it none as well, and the file is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

import orjson

from migrate.jekyll.dated import Row

Head = Literal["plain", "matter", "bom"]

_FORM = "1"  # another one whenever an entry has another shape
_HEADS: dict[bytes, Head] = {b"p": "plain", b"m": "matter", b"b": "bom"}
_LETTERS = {head: letter for letter, head in _HEADS.items()}
_CHECK, _SIZE = 16, 4  # bytes of the digest, and of the size of the item, which stands behind the letter of the head
_ITEM = 1 + _SIZE
_LARGEST = 256 * 1024  # bytes: what makes more of itself is read again


class Cached:
    """The entries of one reading of a site. `get` gives what was put for a file, as long as the file is the same.

    Nothing is found before the conditions are known (`under`). They stay bytes until they are asked for.
    """

    def __init__(self, get: Callable[[str], bytes | None], put: Callable[[str, bytes], None]) -> None:
        self._get, self._put = get, put
        self._key: bytes | None = None
        self._known: dict[str, bytes] = {}
        self._given: set[str] = set()
        self._fresh: dict[str, _Fresh] = {}

    def under(self, conditions: str) -> None:
        """All that entries depend on besides the bytes of their files, as a text that is the same if that is."""
        self._key = blake2b(f"{_FORM}\0{conditions}".encode("utf-8", "backslashreplace"), digest_size=32).digest()

    def head(self, file: str) -> Head | None:
        """How the file begins, where that is known."""
        entry = self._entry(file)
        return None if entry is None else _HEADS.get(entry[:1])

    def item(self, file: str) -> Row | None:
        """What was made of the file. It is given once."""
        entry = None if file in self._fresh or file in self._given else self._entry(file)
        if entry is None:
            return None
        self._given.add(file)
        return _row(entry[_ITEM : _ITEM + int.from_bytes(entry[1:_ITEM], "big")])

    def page(self, file: str) -> Row | None:
        """What was made of its item, where that was given."""
        entry = self._known.get(file) if file in self._given else None
        return None if entry is None else _row(entry[_ITEM + int.from_bytes(entry[1:_ITEM], "big") :])

    def drop(self, file: str) -> None:
        """Takes what was made of the file for unknown, now."""
        self._given.discard(file)
        if file in self._known:
            self._known[file] = _joined(self._known[file][:1], b"", b"")

    def keep_head(self, file: str, head: Head) -> None:
        self._fresh[file] = _Fresh(_LETTERS[head])

    def keep_item(self, file: str, item: Row) -> None:
        fresh = self._fresh.get(file)
        entry = self._known.get(file)
        if fresh is None and entry is not None:
            fresh = self._fresh[file] = _Fresh(entry[:1])
        if fresh is not None:
            fresh.item, fresh.page = _json(item), b""

    def keep_page(self, file: str, page: Row) -> None:
        """Beside an item; where that is known from before, all is made new the next time."""
        fresh = self._fresh.get(file)
        if fresh is not None:
            fresh.page = _json(page)
        elif file in self._given:
            self._put(file, b"")

    def write(self) -> None:
        """Puts what is new."""
        for file in sorted(self._fresh):
            self.written(file)

    def written(self, file: str) -> None:
        """Puts the entry of one file, if it is new. It is not held any longer."""
        fresh = self._fresh.pop(file, None)
        self._known.pop(file, None)
        if fresh is None or self._key is None:
            return
        entry = _joined(fresh.head, fresh.item, fresh.page if fresh.item else b"")
        if len(entry) <= _LARGEST:
            self._put(file, self._check(file, entry) + entry)

    def _check(self, file: str, entry: bytes) -> bytes:
        check = blake2b(entry, digest_size=_CHECK, key=self._key or b"")
        check.update(file.encode("utf-8", "surrogateescape"))
        return check.digest()

    def _entry(self, file: str) -> bytes | None:
        if file not in self._known:
            raw = None if self._key is None else self._get(file)
            if raw is None or not _CHECK + _ITEM <= len(raw) <= _CHECK + _LARGEST:
                return None
            entry = raw[_CHECK:]
            if self._check(file, entry) != raw[:_CHECK]:
                return None
            self._known[file] = entry
        return self._known[file]


@dataclass(slots=True)
class _Fresh:
    head: bytes
    item: bytes = b""
    page: bytes = b""


def _joined(head: bytes, item: bytes, page: bytes) -> bytes:
    return head + len(item).to_bytes(_SIZE, "big") + item + page


def _json(row: Row) -> bytes:
    try:
        return orjson.dumps(row)
    except orjson.JSONEncodeError:  # half a character, say
        return b""


def _row(written: bytes) -> Row | None:
    try:
        row = orjson.loads(written)
    except orjson.JSONDecodeError:
        return None
    return row if isinstance(row, list) else None
