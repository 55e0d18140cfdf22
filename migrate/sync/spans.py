"""Where the records stand in a document that holds them to the byte, so that a few of them can be replaced in it."""

from __future__ import annotations

import os
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple

import orjson

PIECE = 1 << 24


class Spans(NamedTuple):
    """`ids` are the pages of the records in their order; `sizes` are, for each, the bytes before it and its own, and at
    last the bytes after all of them.
    """

    ids: list[str]
    sizes: array[int]

    def facts(self) -> dict[str, bytes]:
        """As a state keeps them."""
        return {"spans.ids": orjson.dumps(self.ids), "spans.sizes": self.sizes.tobytes()}

    @classmethod
    def of(cls, ids: bytes | None, sizes: bytes | None) -> Spans | None:
        """What `facts` gave; None where there was nothing."""
        if not ids or not sizes:
            return None
        found = array("q")
        found.frombytes(sizes)
        names = orjson.loads(ids)
        return cls(names, found) if len(found) == 2 * len(names) + 1 else None


NO_SPANS = {"spans.ids": b"", "spans.sizes": b""}


class Noter:
    """Notes where the records come by in the pieces of a document; whether they do is seen at the end."""

    def __init__(self) -> None:
        self._expected: deque[tuple[str, bytes]] = deque()
        self._ids: list[str] = []
        self._sizes = array("q")
        self._between = 0

    def expect(self, id: str, content: bytes) -> None:
        self._expected.append((id, content))

    def noted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they are. A record is known by being the very object that was expected."""
        expected = self._expected
        for piece in pieces:
            if expected and piece and piece is expected[0][1]:
                self._ids.append(expected.popleft()[0])
                self._sizes.extend((self._between, len(piece)))
                self._between = 0
            else:
                self._between += len(piece)
            yield piece

    def facts(self) -> dict[str, bytes]:
        """The spans as a state keeps them; empty where the document does not hold the records as they are."""
        if self._expected or not self._ids:
            return NO_SPANS
        return Spans(self._ids, array("q", (*self._sizes, self._between))).facts()


def spliced(old: Path, new: Path, spans: Spans, records: Mapping[str, list[bytes]]) -> Spans | None:
    """Writes `old` to `new` with other records of some pages; gives where all stand then.

    None where it is not the document that the spans are of. Raises OSError.
    """
    with open(old, "rb", buffering=0) as source, open(new, "xb", buffering=0) as goal:
        if os.fstat(source.fileno()).st_size != sum(spans.sizes):
            return None
        return _spliced(source, goal, spans, {id: deque(contents) for id, contents in records.items()})


def _spliced(source: IO[bytes], goal: IO[bytes], spans: Spans, records: Mapping[str, deque[bytes]]) -> Spans | None:
    sizes = array("q", spans.sizes)
    at = done = 0  # the place in the source, and how far that is written
    for number, id in enumerate(spans.ids):
        before, size = spans.sizes[2 * number], spans.sizes[2 * number + 1]
        at += before
        contents = records.get(id)
        if contents is not None:
            if not contents:
                return None
            _copy(source, goal, done, at - done)
            content = contents.popleft()
            goal.write(content)
            sizes[2 * number + 1] = len(content)
            done = at + size
        at += size
    _copy(source, goal, done, at + spans.sizes[-1] - done)
    return None if any(records.values()) else Spans(spans.ids, sizes)


def _copy(source: IO[bytes], goal: IO[bytes], start: int, count: int) -> None:
    """Some bytes, by the system itself where it can."""
    if count and hasattr(os, "copy_file_range"):
        try:
            while count and (done := os.copy_file_range(source.fileno(), goal.fileno(), min(count, PIECE), start)):
                start, count = start + done, count - done
        except OSError:  # the file system cannot
            pass
    source.seek(start)
    while count and (piece := source.read(min(count, PIECE))):
        goal.write(piece)
        count -= len(piece)
