"""Ruby's `Time.parse`: from what a text says (dateparse.py) to a time, what is missing coming from now.

The rules are those of `Time.make_time` (time.rb of Ruby 3.1). Years outside 1 to 9999 are refused here, since
Python has none, and fractions of a second end at microseconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from migrate.jekyll.rubytext import ZONELESS, fixed_zone, ruby_inspect, ruby_to_s

if TYPE_CHECKING:
    from fractions import Fraction

    from migrate.jekyll.dateparse import Parts

__all__ = ["ZONELESS", "fixed_zone", "parse_time", "ruby_inspect", "ruby_to_s"]

_PLAIN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: ([0-9]{2}):([0-9]{2}):([0-9]{2})(?: ([+-][0-9]{4}))?)?")


def parse_time(text: str, zone: tzinfo, now: datetime) -> datetime:
    """Ruby's `Time.parse(text)` where the local zone is `zone` and the clock says `now` (aware).

    The answer is in the zone the text names, if it names one. Raises ValueError where Ruby raises
    ArgumentError or RangeError, or answers a year that Python has not.
    """
    if found := _PLAIN.fullmatch(text):
        return _plain(found, zone)
    from migrate.jekyll import dateparse

    return _make(dateparse.read(text), zone, now)


def _plain(found: re.Match[str], zone: tzinfo) -> datetime:
    """The two notations that nearly every page has, by the same last steps."""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    wall = (year, month, day, hour, minute, second, 0)
    name = found[7]
    offset = _zone_offset(name, year, zone) if name else None
    try:
        if offset is None:
            return _local(_checked(*wall), zone)
        return _in_zone(_checked(*_shifted(offset, *wall)), name, offset, zone)
    except OverflowError:
        raise ValueError("the year is not between 1 and 9999") from None


def _make(parts: Parts, zone: tzinfo, now: datetime) -> datetime:
    _require(any(getattr(parts, name) is not None for name in (*_ORDER, "yday")), "no time information")
    try:
        offset_year = parts.year if parts.year is not None else now.astimezone(zone).year
        offset = _zone_offset(parts.zone, offset_year, zone) if parts.zone else None
        if parts.yday is not None:
            return _make_from_yday(parts, offset_year, zone, now)
        now = now.astimezone(zone if offset is None else fixed_zone(offset))
        supplied = _supplied(parts, now)
        if parts.zone and supplied[0] != offset_year:
            offset = _zone_offset(parts.zone, supplied[0], zone)
        if offset is None:
            return _local(_checked(*supplied), zone)
        return _in_zone(_checked(*_shifted(offset, *supplied)), parts.zone or "", offset, zone)
    except OverflowError:
        raise ValueError("the year is not between 1 and 9999") from None


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)


_ORDER: Final = ("year", "mon", "mday", "hour", "min", "sec", "fraction")
_LEAST: Final = (1970, 1, 1, 0, 0, 0, 0)


def _supplied(parts: Parts, now: datetime) -> list[Any]:
    """Above the greatest part that is written now's parts stand in, below it the least ones."""
    from fractions import Fraction

    current = (*now.timetuple()[:6], Fraction(now.microsecond, 10**6))
    found, values = False, []
    for name, present, least in zip(_ORDER, current, _LEAST, strict=True):
        value = getattr(parts, name)
        found = found or value is not None
        values.append(value if value is not None else least if found else present)
    return values


def _make_from_yday(parts: Parts, offset_year: int, zone: tzinfo, now: datetime) -> datetime:
    """Ruby guesses month and day as if months had 31 days, then moves by the difference."""
    yday = parts.yday or 0
    _require(1 <= yday <= 366, f"yday {yday} out of range")
    parts.yday = None
    parts.mon, parts.mday = (yday - 1) // 31 + 1, (yday - 1) % 31 + 1
    guess = _make(parts, zone, now)
    difference = yday - guess.timetuple().tm_yday
    if not difference:
        return guess
    parts.mday += difference
    if parts.mday > 28 and parts.mday > (length := _month_days(offset_year, parts.mon) or 0):
        parts.mon, parts.mday = parts.mon + 1, parts.mday - length
        _require(parts.mon <= 12, f"yday {yday} out of range")
    return _make(parts, zone, now)


def _month_days(year: int, month: int) -> int | None:
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return days[month - 1] if 0 <= month <= 12 else None  # month 0: Ruby counts from the end


def _shifted(
    offset: int, year: int, month: int, day: int, hour: int, minute: int, second: int, fraction: Fraction | int
) -> tuple[int, int, int, int, int, int, Fraction | int]:
    """The same moment in UTC: Ruby reckons with the numbers before it checks them, and only one month on."""
    rest, sign, clock = abs(offset), -1 if offset > 0 else 1, []
    for value, base in ((second, 60), (minute, 60), (hour, 24)):
        rest, part = divmod(rest, base)
        carry, moved = divmod(value + sign * part, base) if part else (0, value)
        rest += sign * carry
        clock.append(moved)
    return (*_moved(year, month, day, sign * rest, back=offset > 0), clock[2], clock[1], clock[0], fraction)


def _moved(year: int, month: int, day: int, days: int, *, back: bool) -> tuple[int, int, int]:
    """Past the end of the month when moving on, before its start when moving back, and no check else."""
    day += days
    if not back and days and (length := _month_days(year, month)) and day > length:
        return (year + 1, 1, 1) if month >= 12 else (year, month + 1, 1)
    if back and days and day < 1:
        year, month = (year - 1, 12) if month <= 1 else (year, month - 1)
        return year, month, _month_days(year, month) or 1
    return year, month, day


def _checked(
    year: int, month: int, day: int, hour: int, minute: int, second: int, fraction: Fraction | int
) -> datetime:
    """A naive datetime; 31 February, 24:00:00 and second 60 run over, as in Ruby."""
    fits = 1 <= month <= 12 and 1 <= day <= 31 and 0 <= hour <= 24 and 0 <= minute <= 59 and 0 <= second <= 60
    _require(fits and not (hour == 24 and minute + second), "argument out of range")
    microseconds = int(fraction * 10**6)
    return datetime(year, month, 1) + timedelta(day - 1, second, microseconds, 0, minute, hour)


def _local(wall: datetime, zone: tzinfo) -> datetime:
    """The hour that a clock shows twice is the later one, the hour it skips moves on: as Ruby on Linux."""
    earlier, later = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (0, 1))
    return later if later.replace(tzinfo=None) == wall else earlier


def _in_zone(utc: datetime, name: str, offset: int, zone: tzinfo) -> datetime:
    """A real zone is dearer than an offset: the local one is used where it agrees."""
    moment = utc.replace(tzinfo=UTC)
    if name.upper() in _UTC_NAMES:
        return moment
    local = moment.astimezone(zone)
    return local if _seconds(local.utcoffset()) == offset else moment.astimezone(fixed_zone(offset))


_NAMED_HOURS: Final = {
    "UTC": 0, "Z": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
    **{letter: hours for hours, letter in enumerate("ABCDEFGHIKLM", 1)},
    **{letter: -hours for hours, letter in enumerate("NOPQRSTUVWXY", 1)},
}  # fmt: skip
_UTC_NAMES: Final = frozenset({"-00:00", "-0000", "-00", "UTC", "Z", "UT"})
_NUMERIC_ZONE = re.compile(r"([+-])([0-9]{2})(?:(:?)([0-9]{2})(?:\3([0-9]{2}))?)?")


def _zone_offset(name: str, year: int, zone: tzinfo) -> int | None:
    """Seconds ahead of UTC, or None for a name that neither Ruby's table nor the local zone knows."""
    name = name.upper()
    if found := _NUMERIC_ZONE.fullmatch(name):
        seconds = int(found[2]) * 3600 + int(found[4] or 0) * 60 + int(found[5] or 0)
        return -seconds if found[1] == "-" else seconds
    if name in _NAMED_HOURS:
        return _NAMED_HOURS[name] * 3600
    for month in (1, 7):
        when = datetime(year, month, 1, tzinfo=zone)
        if (when.tzname() or "").upper() == name:
            return _seconds(when.utcoffset())
    return None


def _seconds(offset: timedelta | None) -> int:
    return int((offset or timedelta(0)).total_seconds())
