"""Steps for lists and maps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

from migrate.mapping.steps.plain import MAX_ELEMENTS, MAX_TEXT, StepError, as_json, as_text, told
from migrate.mapping.steps.step import Context


def split(text: str, _: Context, on: str, limit: int, strip: bool) -> list[str]:
    """The pieces, with `strip` without blanks at their ends and without empty ones."""
    if text.count(on) >= MAX_ELEMENTS:
        raise StepError(f"the text would have more than {MAX_ELEMENTS:,} pieces; split it on something else")
    pieces = text.split(on, limit - 1 if limit else -1)
    return [piece.strip() for piece in pieces if piece.strip()] if strip else pieces


def split_fault(on: str, limit: int, strip: bool) -> str | None:
    if not on:
        return "`on` is empty; say what stands between the pieces"
    return "`limit` is negative; give how many pieces at most" if limit < 0 else None


def joined(values: list[object], _: Context, with_: str) -> str:
    texts = [as_text(value) for value in values if value is not None]
    if sum(map(len, texts)) + len(with_) * len(texts) > MAX_TEXT:
        raise StepError(f"the text would have more than {MAX_TEXT:,} characters; take fewer")
    return with_.join(texts)


def first(values: list[object], _: Context) -> object:
    return values[0] if values else None


def last(values: list[object], _: Context) -> object:
    return values[-1] if values else None


def at(values: list[object], _: Context, index: int) -> object:
    return values[index] if -len(values) <= index < len(values) else None


def slice_of(values: list[object], _: Context, start: int, end: int | None) -> list[object]:
    return values[start:end]


def unique(values: list[object], _: Context) -> list[object]:
    found: dict[str, object] = {}
    for value in values:
        found.setdefault(as_json(value, sorted_keys=True), value)
    return list(found.values())


def ordered(values: list[object], _: Context, by: str | None, descending: bool) -> list[object]:
    """Truth values, then numbers, then dates and texts without regard to case; null at the end."""
    return sorted(
        values, key=lambda value: _rank(value if by is None else _field(value, by), descending), reverse=descending
    )


def sort_fault(by: str | None, descending: bool) -> str | None:
    if by in ("desc", "descending"):
        return f"`by` is the key to sort by, and `{by}` is likely none; write `sort: {{descending: true}}`"
    return "`by` is the key to sort by; `sort` alone begins with the smallest" if by in ("asc", "ascending") else None


def _rank(value: object, descending: bool) -> tuple[int, float, str, str]:
    if value is None or value != value:  # NaN is nowhere in the order
        return (-1 if descending else 9, 0, "", "")
    if isinstance(value, bool):
        return (0, value, "", "")
    if isinstance(value, int | float):
        return (1, float(value), "", "")
    if isinstance(value, str | date):
        return (2, 0, as_text(value).casefold(), as_text(value))
    raise StepError(f"{told(value)} has no place in an order; name the field to sort by, as `sort: {{by: title}}`")


def _field(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, Mapping) else None


def reversed_list(values: list[object], _: Context) -> list[object]:
    return values[::-1]


def flattened(values: list[object], _: Context) -> list[object]:
    return list(_leaves(values))


def _leaves(values: list[object]) -> Iterator[object]:
    """Without recursion: a list may be nested as deep as JSON allows."""
    waiting = values[::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            waiting.extend(reversed(value))
        else:
            yield value


def length(value: object, _: Context) -> int:
    return len(value) if isinstance(value, list | tuple | Mapping) else len(as_text(value))


def filled(values: list[object], _: Context) -> list[object]:
    return [value for value in values if not is_empty(value)]


def or_default(value: object, _: Context, default: object) -> object:
    return default if is_empty(value) else value


def is_empty(value: object) -> bool:
    """Null, a text of nothing but blanks, a list or map with nothing in it. 0 and false are values."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | Mapping) and not value)


def to_list(value: object, _: Context) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def keys(given: Mapping[str, object], _: Context) -> list[object]:
    return list(given)


def values(given: Mapping[str, object], _: Context) -> list[object]:
    return list(given.values())


def get(given: Mapping[str, object], _: Context, path: str) -> object:
    """The value under the key `path`, else where the dots of `path` lead; null where nothing is."""
    if path in given:
        return given[path]
    value: object = given
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list | tuple) and name.isascii() and name.isdigit() and len(name) < 7:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value


def to_json(value: object, _: Context) -> str:
    return as_json(value)


def from_json(text: str, _: Context) -> object:
    if len(text) > MAX_TEXT:
        raise StepError(f"the JSON has more than {MAX_TEXT:,} characters; shorten it")
    try:
        return json.loads(text, parse_constant=_refused)
    except ValueError as error:
        raise StepError(f"{told(text)} is no JSON; correct it") from error


def _refused(name: str) -> object:
    raise ValueError(name)
