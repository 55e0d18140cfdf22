"""What workers hand over: a line of JSON that says what it is, then the `data.json` of each item of a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import orjson

from migrate.exporters.plone.facts import Facts
from migrate.exporters.plone.items import Made
from migrate.exporters.plone.related import Bond
from migrate.model import OutFile

_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_INDENT_2


class Piece(NamedTuple):
    """An item in the making: see `items.Made`. `data` is its `data.json`."""

    data: bytes
    facts: Facts
    image: str | None
    preview: str | None
    related: list[Bond]


class Record(NamedTuple):
    """What was made of one thing. `kind` is `page`, `asset` or what is kept; `kept` has no place in Plone."""

    kind: str
    id: str
    pieces: tuple[Piece, ...]
    kept: Mapping[str, object]


def packed(kind: str, id: str, items: Iterable[Made] = (), kept: Mapping[str, object] | None = None) -> OutFile:
    """The record as a file that is none: `read` takes it apart."""
    bodies: list[bytes] = []
    heads: list[tuple[object, ...]] = []
    kept = dict(kept or {})
    for made in items:
        bodies.append(as_json(made.data))
        heads.append((len(bodies[-1]), made.facts, made.image, made.preview, made.related))
        kept |= made.kept
    head = orjson.dumps([kind, id, heads, kept], default=_default, option=orjson.OPT_NON_STR_KEYS)
    return OutFile(path=id, content=b"\n".join((head, b"".join(bodies))))


def read(file: OutFile) -> Record:
    assert isinstance(file.content, bytes)
    line, _, body = file.content.partition(b"\n")
    kind, id, heads, kept = orjson.loads(line)
    return Record(kind, id, tuple(_pieces(heads, body)), kept)


def _pieces(
    heads: list[tuple[int, list[str], str | None, str | None, list[tuple[str, str]]]], body: bytes
) -> Iterator[Piece]:
    at = 0
    for size, facts, image, preview, related in heads:
        yield Piece(body[at : at + size], Facts(*facts), image, preview, [Bond(*one) for one in related])
        at += size


def as_json(value: object) -> bytes:
    """JSON of whatever a mapping can make."""
    try:
        return orjson.dumps(value, default=_default, option=_OPTIONS)
    except (TypeError, orjson.JSONEncodeError):  # half a character, or an integer that JSON of JavaScript has not
        import json

        text = json.dumps(value, default=_default, ensure_ascii=False, indent=2)
        return text.encode("utf-8", "replace")


def _default(value: object) -> object:
    return list(value) if isinstance(value, set | frozenset | tuple) else str(value)
