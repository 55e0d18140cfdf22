"""What Ruby's `to_s` and `inspect` print for values from YAML, and the zones their times were written in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final


class _Zoneless(tzinfo):
    """A time written without a zone: YAML counts it in UTC, Ruby then shows it in the zone of the site."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str:
        return "zoneless"

    def __repr__(self) -> str:
        return "ZONELESS"

    def __reduce__(self) -> str:
        return "ZONELESS"


ZONELESS: Final = _Zoneless()


@cache
def fixed_zone(seconds: int) -> tzinfo:
    """The offset as written; `+00:00` is not UTC, since Ruby shows the one as +0000, the other as UTC.

    Raises ValueError for a day or more, as Ruby does.
    """
    return timezone(timedelta(seconds=seconds), _offset_digits(seconds))


def ruby_to_s(value: object, zone: tzinfo = UTC) -> str:
    """What Ruby's to_s prints for a value of psych.load; `zone` is the site's, where times have none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float_to_s(value)
    if isinstance(value, datetime):
        return _time_to_s(value, zone)
    if isinstance(value, list | dict):
        return ruby_inspect(value, zone)
    return str(value)


def ruby_inspect(value: object, zone: tzinfo = UTC) -> str:
    """What Ruby's inspect prints: the to_s of arrays and hashes is made of it."""
    if value is None:
        return "nil"
    if isinstance(value, str):
        return f'"{_INSPECTED.sub(_inspect_char, value)}"'
    if isinstance(value, list):
        return f"[{', '.join(ruby_inspect(item, zone) for item in value)}]"
    if isinstance(value, dict):
        pairs = (f"{ruby_inspect(key, zone)}=>{ruby_inspect(item, zone)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"#<Date: {value} (({value.toordinal() + 1721425}j,0s,0n),+0s,2299161j)>"
    return ruby_to_s(value, zone)


_INSPECTED = re.compile(r'["\\\x00-\x1f\x7f]|#(?=[{$@])')
_ESCAPES: Final = dict(zip('"\\#\a\b\t\n\v\f\r\x1b', '"\\#abtnvfre', strict=True))


def _inspect_char(found: re.Match[str]) -> str:
    char = found[0]
    return "\\" + _ESCAPES[char] if char in _ESCAPES else f"\\u{ord(char):04X}" if char != "\x7f" else "\\x7F"


def _float_to_s(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]
    mantissa, e, exponent = repr(value).partition("e")
    return f"{mantissa}.0e{exponent}" if e and "." not in mantissa else mantissa + e + exponent


def _time_to_s(value: datetime, zone: tzinfo) -> str:
    if value.tzinfo is UTC:
        return f"{value:%Y-%m-%d %H:%M:%S} UTC".rjust(23, "0")
    shown = value.replace(tzinfo=UTC).astimezone(zone) if value.tzinfo is ZONELESS else value
    seconds = int((shown.utcoffset() or timedelta(0)).total_seconds())
    return f"{shown.replace(tzinfo=None):%Y-%m-%d %H:%M:%S} {_offset_digits(seconds)}".rjust(25, "0")


def _offset_digits(seconds: int) -> str:
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}"
