"""A JSON document of any shape: what a mapping writes for it, with arrays of records in it.

A map with the one key `records` stands for the array of the records of those types, one a line; one with the one key
`record` for the first record of that type. Records come in the
order of things and not of arrays: those of the first array go out as they come, those of others wait in files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

import orjson

from migrate.errors import OptionError
from migrate.exporters.json import encoded
from migrate.exporters.options import nearest
from migrate.interfaces import Written

IN_MEMORY = 256 * 1024  # bytes of an array that wait in memory before a file is made
_COPIED = 64 * 1024
_UNKNOWN: Mapping[str, Sequence[str]] = {}

# is told the field, how many records have the same value in it as one before them, and the first such value
Doubles = Callable[[str, int, str], None]


class Array(NamedTuple):
    """The types whose records it holds; of records with the same value in `unique` only the first.

    A `single` one is no array: it is the first record of its type, null where there is none.
    """

    types: tuple[str, ...]
    unique: str | None
    single: bool = False

    @property
    def brackets(self) -> tuple[bytes, bytes]:
        return (b"", b"") if self.single else (b"[", b"]")


@dataclass(slots=True)
class _Lines:
    """The records of one array as they come, each with what parts it from the one before."""

    array: Array
    began: bool = False
    seen: set[bytes] = field(default_factory=set)
    doubles: list[str] = field(default_factory=list)

    def line(self, record: bytes) -> bytes:
        """The record and the comma before it; nothing where it stands in the array already."""
        if self.array.single and self.began:
            return b""
        if self.array.unique is not None and self._is_double(record, self.array.unique):
            return b""
        parted, self.began = b",\n" if self.began else b"", True
        return parted + record

    def ended(self) -> bytes:
        """What stands after the records."""
        return b"null" if self.array.single and not self.began else self.array.brackets[1]

    def _is_double(self, record: bytes, name: str) -> bool:
        value = encoded(orjson.loads(record).get(name))
        if value == b"null":
            return False
        if value in self.seen:
            self.doubles.append(value.decode())
            return True
        self.seen.add(value)
        return False


class Shape:
    """The pieces of a document: what is the same whatever the records, and arrays."""

    def __init__(self, document: object) -> None:
        self._pieces = _merged(_pieces(document))
        self.arrays = tuple(piece for piece in self._pieces if isinstance(piece, Array))

    def filled(self, records: Iterable[Written], doubles: Doubles) -> Iterator[bytes]:
        """The document with the records in their arrays; ends with a line end."""
        arrays = [_Lines(array) for array in self.arrays]
        with ExitStack() as stack:
            waiting = [stack.enter_context(SpooledTemporaryFile(IN_MEMORY)) for _ in arrays]
            yield from self._as_they_come(records, arrays, waiting)
            yield from self._rest(arrays, waiting)
        for lines in arrays:
            if lines.array.unique is not None and lines.doubles:
                doubles(lines.array.unique, len(lines.doubles), lines.doubles[0])

    def _as_they_come(
        self, records: Iterable[Written], arrays: Sequence[_Lines], waiting: Sequence[IO[bytes]]
    ) -> Iterator[bytes]:
        """All before the first array, and its records; those of the others are put by."""
        places = _places(self.arrays)
        yield self._literal(0)
        if arrays:
            yield arrays[0].array.brackets[0]
        for record in records:
            for at in places.get(record.type, ()):
                line = arrays[at].line(record.content)
                if at > 0:
                    waiting[at].write(line)
                elif line:
                    yield line
        if arrays:
            yield arrays[0].ended()

    def _rest(self, arrays: Sequence[_Lines], waiting: Sequence[IO[bytes]]) -> Iterator[bytes]:
        """All after the first array."""
        for at, file in enumerate(waiting):
            if at > 0:
                yield arrays[at].array.brackets[0]
                file.seek(0)
                while piece := file.read(_COPIED):
                    yield piece
                yield arrays[at].ended()
            yield self._literal(at + 1)
        yield b"\n"

    def _literal(self, number: int) -> bytes:
        """What stands before the array of that number, or after the last one."""
        literals = [piece for piece in self._pieces if isinstance(piece, bytes)]
        return literals[number]


def shape(document: object, types: Mapping[str, str], fields_of: Mapping[str, Sequence[str]] = _UNKNOWN) -> Shape:
    """The shape that a mapping with those types asks for; `fields_of` are those of their records.

    Raises OptionError where a type has no place in it, or not the field that an array wants to be `unique`.
    """
    found = Shape(document)
    named = [name for array in found.arrays for name in array.types]
    for name in named:
        if name not in types:
            remedy = nearest(name, types)
            raise OptionError(
                "document", f"options: `document` has an array of `{name}`, which is no type of records; {remedy}"
            )
    for name in types:
        if name not in named:
            raise OptionError(
                "document",
                f"options: `document` has no place for the type `{name}`; write `{{records: {name}}}` where its "
                "records are to stand",
            )
    for array in found.arrays:
        _check_unique(array, fields_of)
    return found


def _check_unique(array: Array, fields_of: Mapping[str, Sequence[str]]) -> None:
    for name in array.types if array.unique is not None else ():
        fields = fields_of.get(name)
        if fields is not None and array.unique not in fields:
            said = f"`document` has `unique: {array.unique:.80}`, which is no field of the type `{name}`"
            raise OptionError("document", f"options: {said}; {nearest(str(array.unique), fields)}")


def _pieces(document: object) -> Iterator[bytes | Array]:
    if isinstance(document, Mapping) and "records" in document and set(document) <= {"records", "unique"}:
        yield _array(document)
    elif isinstance(document, Mapping) and set(document) == {"record"}:
        yield _single(document["record"])
    elif isinstance(document, Mapping):
        yield b"{"
        for at, (name, inner) in enumerate(document.items()):
            yield b"%b%b:" % (b"," if at else b"", encoded(name))
            yield from _pieces(inner)
        yield b"}"
    elif isinstance(document, list):
        yield b"["
        for at, inner in enumerate(document):
            yield b"," if at else b""
            yield from _pieces(inner)
        yield b"]"
    else:
        yield encoded(document)


def _array(asked: Mapping[str, object]) -> Array:
    types, unique = asked["records"], asked.get("unique")
    names = [types] if isinstance(types, str) else types
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise OptionError(
            "document", f"options: `records` in `document` is {types!r:.40}; name a type, or a list of types"
        )
    if unique is not None and not isinstance(unique, str):
        raise OptionError("document", f"options: `unique` in `document` is {unique!r:.40}; name a field of the records")
    return Array(tuple(dict.fromkeys(names)), unique)


def _single(name: object) -> Array:
    if not isinstance(name, str):
        raise OptionError("document", f"options: `record` in `document` is {name!r:.40}; name a type")
    return Array((name,), None, single=True)


def _merged(pieces: Iterable[bytes | Array]) -> list[bytes | Array]:
    """The same, with exactly one literal before, between and after arrays."""
    merged: list[bytes | Array] = []
    literal = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            literal += piece
        else:
            merged += [literal, piece]
            literal = b""
    return [*merged, literal]


def _places(arrays: Iterable[Array]) -> dict[str, list[int]]:
    """The arrays that records of each type stand in, by their numbers."""
    places: dict[str, list[int]] = {}
    for at, array in enumerate(arrays):
        for name in array.types:
            places.setdefault(name, []).append(at)
    return places
