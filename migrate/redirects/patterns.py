"""Addresses for many: `*` at the end for all that follows, `:name` for one segment, as Netlify's `_redirects` has them.

https://docs.netlify.com/routing/redirects/redirect-options/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from migrate.redirects.address import MARK, Address, RefusedError, encoded
from migrate.redirects.rule import SPLAT, Piece, Place

MOST_SHAPES = 20  # each address that is looked up is held against each
MOST = 1000  # no server takes more, and each of them costs every visitor

_PLACE = re.compile(r":([A-Za-z_][A-Za-z0-9_]*)")
_MARKED = re.compile(f"{MARK}([^{MARK}]*){MARK}")
_MARKED_AFTER = re.compile(rf"{encoded(MARK)}(\w*){encoded(MARK)}", re.A)


def is_pattern(written: str) -> bool:
    """Whether the path of an old address stands for many."""
    return "*" in written or "/:" in written


def segments(written: str) -> tuple[Piece, ...]:
    """The segments of a pattern, still encoded. Raises RefusedError where a `*` is anything but the last of them."""
    found: list[Piece] = []
    parts = [part for part in written.split("/") if part]
    for number, part in enumerate(parts):
        place = _PLACE.fullmatch(part)
        if part == "*" and number == len(parts) - 1:
            found.append(Place(SPLAT))
        elif "*" in part:
            raise RefusedError("a `*` can only be the last segment")
        elif place is not None and (place[1] == SPLAT or Place(place[1]) in found):
            raise RefusedError(f"it names `{part:.40}` twice, or as `*` is named")
        else:
            found.append(Place(place[1]) if place is not None else part)
    return tuple(found)


def marked(written: str, names: Collection[str]) -> str:
    """A new address with the places that it takes over from its pattern marked, so that it can be taken apart."""
    return _PLACE.sub(lambda found: f"{MARK}{found[1]}{MARK}" if found[1] in names else found[0], written)


def filled(address: Address, values: Mapping[str, str]) -> Address:
    """A marked address with decoded values in its places, those that have one."""
    path = _MARKED.sub(lambda found: values.get(found[1], found[0]), address.path)
    query, fragment = (
        _MARKED_AFTER.sub(lambda found: encoded(values.get(found[1], MARK + found[1] + MARK)), text)
        for text in (address.query, address.fragment)
    )
    return address._replace(path=re.sub("//+", "/", path), query=query, fragment=fragment)


def pieces(address: Address) -> Iterator[Piece]:
    """A marked address as it is written, cut at its places."""
    for number, part in enumerate(_MARKED_AFTER.split(str(address))):
        if number % 2:
            yield Place(part)
        elif part:
            yield part


def regex(pattern: Sequence[Piece], literal: Callable[[str], str], group: Callable[[int, str], str]) -> str:
    """A regular expression for whole paths that a pattern fits; `group` is given the number and kind of each place.

    No place begins with a slash or has a backslash in it: `/:splat` would lead to any host that a visitor names.
    """
    parts: list[str] = []
    number = 0
    for piece in pattern:
        if isinstance(piece, str):
            parts.append("/" + literal(piece))
            continue
        number += 1
        is_splat = piece.name == SPLAT
        inner = group(number, r"[^/\\?#\r\n][^\\?#\r\n]*" if is_splat else r"[^/\\?#\r\n]+")
        parts.append(f"(?:/+{inner}|/*)" if is_splat else "/" + inner)
    is_open = bool(pattern) and isinstance(pattern[-1], Place) and pattern[-1].name == SPLAT
    return "".join(parts) if is_open else "".join(parts) + "/?"


class _Shape(NamedTuple):
    """Where a pattern has words of its own: patterns of one shape are told apart by those alone."""

    literal: tuple[bool, ...]
    is_open: bool

    def words(self, segments: Sequence[str]) -> tuple[str, ...] | None:
        """What `segments` have where the pattern has words; None where it cannot fit for their number."""
        wanted = len(self.literal)
        if len(segments) < wanted or (len(segments) > wanted and not self.is_open):
            return None
        return tuple(compress(segments, self.literal))


class Patterns:
    """Which pattern an address fits, the first that was added of several."""

    def __init__(self) -> None:
        self._shapes: dict[_Shape, dict[tuple[str, ...], int]] = {}
        self._all: list[tuple[Piece, ...]] = []

    def add(self, pattern: tuple[Piece, ...]) -> bool:
        """Whether it is new. Raises RefusedError where there are too many patterns, or too many shapes of them."""
        shape, words = _shape(pattern)
        if shape not in self._shapes and len(self._shapes) >= MOST_SHAPES:
            raise RefusedError(f"there are patterns of more than {MOST_SHAPES} shapes")
        if len(self._all) >= MOST:
            raise RefusedError(f"there are more than {MOST:,} patterns")
        number = len(self._all)
        if self._shapes.setdefault(shape, {}).setdefault(words, number) != number:
            return False
        self._all.append(pattern)
        return True

    def __len__(self) -> int:
        return len(self._all)

    def fitting(self, path: str) -> Iterator[int]:
        """The numbers of all patterns that a decoded path fits."""
        segments = [part for part in path.split("/") if part]
        for shape, same in self._shapes.items():
            words = shape.words(segments)
            if words is not None and (number := same.get(words)) is not None:
                yield number

    def match(self, path: str) -> tuple[int, dict[str, str]] | None:
        """The number of the first pattern that `path` fits, and what stands in its places."""
        number = min(self.fitting(path), default=None)
        if number is None:
            return None
        segments = [part for part in path.split("/") if part]
        pattern = self._all[number]
        values = {
            piece.name: segment
            for piece, segment in zip(pattern, segments, strict=False)
            if isinstance(piece, Place) and piece.name != SPLAT
        }
        if pattern and pattern[-1] == Place(SPLAT):
            values[SPLAT] = "/".join(segments[len(pattern) - 1 :]) + ("/" if path.endswith("/") and segments else "")
        return number, values


def _shape(pattern: Sequence[Piece]) -> tuple[_Shape, tuple[str, ...]]:
    is_open = bool(pattern) and pattern[-1] == Place(SPLAT)
    own = pattern[:-1] if is_open else pattern
    literal = tuple(isinstance(piece, str) for piece in own)
    return _Shape(literal, is_open), tuple(piece for piece in own if isinstance(piece, str))
