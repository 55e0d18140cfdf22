"""Values of front matter as JSON holds them, with the dates and times among them apart.

A row is a list of such values. What JSON would not give back as it was is not written: `Unkept` says so.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from math import isfinite
from typing import Any

from migrate.jekyll.rubytext import ZONELESS, fixed_zone

Row = list[Any]  # plain JSON, which whoever reads it has to check

_LARGEST = 2**53  # larger numbers are no numbers to every reader of JSON
_DEEPEST = 100


class Unkept(ValueError):
    """A value that JSON does not hold exactly."""


def apart(row: list[object], zone: tzinfo) -> Row:
    """`row` as JSON: last in it a list of the dates, each with the path from the row to its place, which is null."""
    dates: Row = []
    plain = [_plain(value, (at,), zone, dates) for at, value in enumerate(row)]
    return [*plain, dates]


def together(row: Row, zone: tzinfo) -> None:
    """Puts the dates where they belong, in place. Raises what Python raises where they are none, or have no place."""
    for path, moment in row.pop():
        held = row
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = _read(moment, zone)


def _plain(value: object, path: tuple[str | int, ...], zone: tzinfo, dates: Row) -> object:
    kind = type(value)
    if value is None or kind is str or kind is bool:
        return value
    if kind is dict:
        return _map(value, path, zone, dates)  # type: ignore[arg-type]  # mypy does not narrow by `type`
    if kind is list:
        return _list(value, path, zone, dates)  # type: ignore[arg-type]
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date):
        dates.append([list(path), _written(value, zone)])
        return None
    raise Unkept(f"a {kind.__name__} is nothing that JSON has a word for")


def _map(value: dict[object, object], path: tuple[str | int, ...], zone: tzinfo, dates: Row) -> dict[str, object]:
    if len(path) > _DEEPEST or any(type(key) is not str for key in value):
        raise Unkept("is too deep, or has keys that are no text")
    return {str(key): _plain(inner, (*path, str(key)), zone, dates) for key, inner in value.items()}


def _list(value: list[object], path: tuple[str | int, ...], zone: tzinfo, dates: Row) -> list[object]:
    if len(path) > _DEEPEST:
        raise Unkept("is too deep")
    return [_plain(inner, (*path, at), zone, dates) for at, inner in enumerate(value)]


def _number(value: float) -> float:
    if type(value) not in (int, float) or not (isfinite(value) if type(value) is float else abs(value) < _LARGEST):
        raise Unkept("a number that JSON does not hold")
    return value


def _written(value: date, zone: tzinfo) -> Row:
    if type(value) is date:
        return [value.year, value.month, value.day]
    if type(value) is not datetime:
        raise Unkept("a date of another kind")
    day = [value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond]
    return [*day, value.fold, _zone_word(value.tzinfo, zone)]


def _zone_word(own: tzinfo | None, zone: tzinfo) -> str | int:
    for word, known in (("site", zone), ("utc", UTC), ("zoneless", ZONELESS)):
        if own is known:
            return word
    offset = None if own is None else own.utcoffset(None)
    if offset is None or offset % timedelta(seconds=1) or own is not fixed_zone(int(offset.total_seconds())):
        raise Unkept("a zone of another kind")
    return int(offset.total_seconds())


def _read(moment: Row, zone: tzinfo) -> date:
    if len(moment) == 3:
        return date(*moment)
    year, month, day, hour, minute, second, microsecond, fold, word = moment
    return datetime(year, month, day, hour, minute, second, microsecond, _zone(word, zone), fold=fold)


def _zone(word: object, zone: tzinfo) -> tzinfo:
    if word == "site":
        return zone
    if isinstance(word, int):
        return fixed_zone(word)
    return {"utc": UTC, "zoneless": ZONELESS}[str(word)]
