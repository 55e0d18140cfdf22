"""The objects of a JSON file one by one, so that an export of any size is never in memory as a whole.

Only brackets outside of texts are looked for; what stands between two of them is read when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 18
_OPENING = b"{["
_BLANK = b" \t\r\n,"
_MARK = b"\xef\xbb\xbf"  # of UTF-8, which some editors put before the text
_TO_BRACKET = re.compile(rb'(?:[^{}\[\]"]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+([{}\[\]])', re.S)


class Raw(NamedTuple):
    """An element of the list: where it begins, in bytes and lines, its text, and how deep it is nested.

    `cut` is what the end of the file cuts off: the beginning of an element, or nothing where only the list is open.
    """

    offset: int
    line: int
    text: bytes
    depth: int
    cut: bool = False


class _Window:
    """What is at hand of a file while it is read once from its beginning."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._data = stream, b""
        self._base = self._at = self._counted = 0
        self._line = 1

    def bracket(self) -> tuple[int, int] | None:
        """The place of the next bracket and the bracket; None when there is none."""
        while (found := _TO_BRACKET.match(self._data, self._at)) is None:
            piece = self._stream.read(max(CHUNK, len(self._data) - self._at))
            if not piece:
                return None
            self._data += piece
        self._at = found.end()
        return self._base + self._at - 1, found[1][0]

    def line_of(self, place: int) -> int:
        """The line of a place; places are asked for in their order."""
        self._line += self._data.count(b"\n", self._counted - self._base, place - self._base)
        self._counted = place
        return self._line

    def text(self, start: int, end: int | None = None) -> bytes:
        return self._data[start - self._base : None if end is None else end - self._base]

    def forget(self) -> None:
        """Lets go of what lies behind the last bracket, once it is worth the copying."""
        if self._at > CHUNK:
            self.line_of(self._base + self._at)
            self._data, self._base, self._at = self._data[self._at :], self._base + self._at, 0


def elements(stream: BinaryIO) -> Iterator[Raw]:
    """The elements of the list in a JSON file; a file that holds one object has that alone.

    What is no object stands there too, and what the end of the file cuts off: it is for the reader to see that.
    """
    window = _Window(stream)
    first = window.bracket()
    if first is None:
        yield from _rest(window, 0)
        return
    listed = first[1] == ord("[")
    before = window.text(0, first[0]).removeprefix(_MARK)
    if before.strip():
        yield Raw(0, 1, before, 0)
    yield from _elements(window, first[0], outer=1 if listed else 0)


def _elements(window: _Window, first: int, *, outer: int) -> Iterator[Raw]:
    """`outer` is how deep the elements lie: 1 in a list."""
    depth = deepest = 1
    start = first
    end = first + outer  # of what was read
    while (found := window.bracket()) is not None:
        place, bracket = found
        if bracket in _OPENING:
            if depth == outer:
                yield from _between(window, end, place)
                start, deepest = place, depth
            depth += 1
            deepest = max(deepest, depth)
            continue
        depth -= 1
        if depth == outer:
            yield Raw(start, window.line_of(start), window.text(start, place + 1), deepest - outer)
            end = place + 1
            window.forget()
        elif depth < outer:
            yield from _between(window, end, place)
            end = place + 1
            break
    if depth:
        start = start if depth > outer else end
        yield Raw(start, window.line_of(start), window.text(start), 0, cut=True)
    else:
        yield from _rest(window, end)


def _between(window: _Window, start: int, end: int) -> Iterator[Raw]:
    """What stands between two elements, if it is anything."""
    text = window.text(start, end)
    if text.strip(_BLANK):
        yield Raw(start, window.line_of(start), text, 0)


def _rest(window: _Window, start: int) -> Iterator[Raw]:
    text = window.text(start)
    if text.strip(_BLANK).removeprefix(_MARK):
        yield Raw(start, window.line_of(start), text, 0)


def depth(text: bytes) -> int:
    """How deep JSON is nested; a bound of it where it is none."""
    deep = deepest = at = 0
    while (found := _TO_BRACKET.match(text, at)) is not None:
        deep += 1 if found[1] in (b"{", b"[") else -1
        deepest, at = max(deepest, deep), found.end()
    return deepest
