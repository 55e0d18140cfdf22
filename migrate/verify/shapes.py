"""What comes from JSON, checked where it enters: each look at a value gives its type, or says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Row = Mapping[str, object]

# an array or object costs fifty bytes and more of memory for two of JSON: what is mostly brackets is no content
MAX_CONTAINERS = 2_000_000


class ShapeError(ValueError):
    """What is so, as the middle of a message: `items[3].title is a number, not text`."""


def parsed(content: bytes) -> object:
    """The value of a JSON document; nesting deeper than 1,024 is refused by the parser. Raises ShapeError."""
    import orjson

    if content.count(b"[") + content.count(b"{") > MAX_CONTAINERS:
        raise ShapeError(f"it has more than {MAX_CONTAINERS:,} arrays and objects")
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise ShapeError(f"it is not JSON ({error})") from None


def rows(value: object, name: str) -> Iterator[tuple[str, Row]]:
    """The objects of a list, each with its place such as `items[3]`. Raises ShapeError."""
    if not isinstance(value, list):
        raise ShapeError(f"{name} is {_kind(value)}, not a list")
    for number, row in enumerate(value):
        yield f"{name}[{number}]", as_row(row, f"{name}[{number}]")


def as_row(value: object, name: str) -> Row:
    if not isinstance(value, dict):
        raise ShapeError(f"{name} is {_kind(value)}, not an object")
    return value


def text(row: Row, key: str, place: str) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise ShapeError(f"{place}.{key} is {_kind(value)}, not text")
    return value


def text_or_none(row: Row, key: str, place: str) -> str | None:
    return None if row.get(key) is None else text(row, key, place)


def number(row: Row, key: str, place: str) -> int:
    """A whole number from 0."""
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ShapeError(f"{place}.{key} is {_kind(value)}, not a whole number from 0")
    return value


def texts(row: Row, key: str, place: str) -> tuple[str, ...]:
    """A list of texts; what is not there is none."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ShapeError(f"{place}.{key} is not a list of texts")
    return tuple(value)


def _kind(value: object) -> str:
    kinds = {type(None): "missing", bool: "true or false", str: "text", list: "a list", dict: "an object"}
    return kinds.get(type(value), "a number")
