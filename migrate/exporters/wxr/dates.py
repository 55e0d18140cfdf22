"""Dates as the importer reads them: local time and UTC, both always written, and no two items of one title and time."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from migrate.exporters import moments

FORMAT = "%Y-%m-%d %H:%M:%S"
_SECOND = timedelta(seconds=1)


class Time(NamedTuple):
    """A time in the site's zone, and the same in UTC, both as FORMAT has it."""

    local: str
    gmt: str


def made_up(id: str) -> datetime:
    """A time for what has none, to the second."""
    return moments.made_up(id, _SECOND)


def read(value: object, zone: tzinfo) -> datetime | None:
    """The time that a record has, from year 1000 on as databases take it; None where it has none."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime) or not 1000 < value.year < 9999:
        return None
    return value if value.tzinfo is not None else value.replace(tzinfo=zone)


def time_of(moment: datetime, zone: tzinfo) -> Time:
    return Time(_written(moment, zone), _written(moment, UTC))


class Times:
    """Gives every item of a type a time that no other item of the same title has: the importer takes them for one."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._taken: set[tuple[str, str, str]] = set()

    def unique(self, kind: str, title: str, wanted: datetime) -> Time:
        """`wanted` in whole seconds, or the first second after it that is free on the site's clocks."""
        time, folded = wanted.astimezone(UTC).replace(microsecond=0), _folded(title)
        while (kind, folded, local := _written(time, self._zone)) in self._taken:
            time += _SECOND
        self._taken.add((kind, folded, local))
        return Time(local, _written(time, UTC))


def _folded(title: str) -> str:
    """No less of the title than databases compare: letters and digits, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(char for char in decomposed if char.isalnum())


def _written(time: datetime, zone: tzinfo) -> str:
    moment = time.astimezone(zone)
    return f"{moment.year:04}-{moment:%m-%d %H:%M:%S}"
