"""How dates are written, by the directives of `strftime`, with English names whatever the locale."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MAX_FORMAT = 200


class Directive(NamedTuple):
    """How one part of a time is written, and the pattern that reads it; without a pattern it is only written."""

    written: Callable[[datetime], str]
    pattern: str | None


def _names(names: tuple[str, ...]) -> str:
    return "|".join(name if len(name) == 3 else rf"{name[:3]}(?:{name[3:]}|\.)?" for name in names)


def _offset(time: datetime, colon: str) -> str:
    whole = f"{time:%z}"
    return f"{whole[:3]}{colon}{whole[3:5]}"


def _hour12(time: datetime) -> int:
    return time.hour % 12 or 12


def _unix(time: datetime) -> int:
    from calendar import timegm

    return timegm(time.utctimetuple())


DIRECTIVES: dict[str, Directive] = {
    "%Y": Directive(lambda time: f"{time.year:04}", r"(?P<Y>[0-9]{4})"),
    "%y": Directive(lambda time: f"{time.year % 100:02}", r"(?P<y>[0-9]{2})"),
    "%m": Directive(lambda time: f"{time.month:02}", r"(?P<m>[0-9]{1,2})"),
    "%B": Directive(lambda time: MONTHS[time.month - 1], rf"(?P<B>{_names(MONTHS)})"),
    "%b": Directive(lambda time: MONTHS[time.month - 1][:3], rf"(?P<B>{_names(MONTHS)})"),
    "%d": Directive(lambda time: f"{time.day:02}", r"(?P<d>[0-9]{1,2})"),
    "%-d": Directive(lambda time: str(time.day), r"(?P<d>[0-9]{1,2})"),
    "%-m": Directive(lambda time: str(time.month), r"(?P<m>[0-9]{1,2})"),
    "%A": Directive(lambda time: DAYS[time.weekday()], rf"(?:{_names(DAYS)})"),
    "%a": Directive(lambda time: DAYS[time.weekday()][:3], rf"(?:{_names(DAYS)})"),
    "%j": Directive(lambda time: f"{time:%j}", None),
    "%H": Directive(lambda time: f"{time.hour:02}", r"(?P<H>[0-9]{1,2})"),
    "%I": Directive(lambda time: f"{_hour12(time):02}", r"(?P<I>[0-9]{1,2})"),
    "%-I": Directive(lambda time: str(_hour12(time)), r"(?P<I>[0-9]{1,2})"),
    "%p": Directive(lambda time: "AM" if time.hour < 12 else "PM", r"(?P<p>[AP])\.?M\.?"),
    "%M": Directive(lambda time: f"{time.minute:02}", r"(?P<M>[0-9]{2})"),
    "%S": Directive(lambda time: f"{time.second:02}", r"(?P<S>[0-9]{2})"),
    "%f": Directive(lambda time: f"{time.microsecond:06}", r"(?P<f>[0-9]{1,6})"),
    "%z": Directive(lambda time: _offset(time, ""), r"(?P<z>Z|[+-][0-9]{2}:?[0-9]{2})"),
    "%:z": Directive(lambda time: _offset(time, ":"), r"(?P<z>Z|[+-][0-9]{2}:?[0-9]{2})"),
    "%%": Directive(lambda time: "%", "%"),
}
WHOLE: dict[str, Callable[[datetime], str]] = {
    "iso": lambda time: time.isoformat(),
    "unix": lambda time: str(_unix(time)),
    "rfc2822": lambda time: written(time, "%a, %d %b %Y %H:%M:%S %z"),
}
_PART = re.compile(r"%[-:]?.?", re.S)


def written(time: datetime, form: str) -> str:
    """`time`, which knows its zone, written as `form` says: a key of WHOLE, or a text with directives."""
    if form in WHOLE:
        return WHOLE[form](time)
    return _PART.sub(lambda found: DIRECTIVES[found[0]].written(time), form)


def read(text: str, form: str) -> datetime | None:
    """The time that `text` is when written as `form` says, without a zone unless one stands there; None if it is not.

    Case does not count, and where `form` has a space any number of them may stand.
    """
    found = _reader(form).fullmatch(text.strip())
    if found is None:
        return None
    parts = found.groupdict()
    try:
        return _time(parts, int(parts.get("d") or 1))
    except ValueError:
        return None


def _time(parts: dict[str, str | None], day: int) -> datetime:
    minute, second = int(parts.get("M") or 0), int(parts.get("S") or 0)
    micro = int((parts.get("f") or "").ljust(6, "0"))
    return datetime(_year(parts), _month(parts), day, _hour(parts), minute, second, micro, _zone(parts.get("z")))


def format_fault(form: str, *, reads: bool) -> str | None:
    """What is wrong with a format, as `what is so; what to do`."""
    if len(form) > MAX_FORMAT:
        return f"the format is longer than {MAX_FORMAT} characters; make it shorter"
    directives = _PART.findall(form)
    unknown = [one for one in directives if one not in DIRECTIVES or (reads and DIRECTIVES[one].pattern is None)]
    if unknown:
        there = ", ".join(one for one in DIRECTIVES if not reads or DIRECTIVES[one].pattern)
        return f"`{unknown[0]}` is no directive of a date here; there are: {there}"
    if not reads:
        return None if directives else f"`{form}` has no directive of a date; write it as `%Y-%m-%d`"
    return _reading_fault(form, directives)


def _reading_fault(form: str, directives: list[str]) -> str | None:
    pattern = "".join(DIRECTIVES[one].pattern or "" for one in directives)
    groups = re.findall(r"\(\?P<(.)>", pattern)
    twice = [one for one in groups if groups.count(one) > 1]
    if twice:
        return f"`%{twice[0]}` stands twice in `{form}`; keep one"
    return None if {"Y", "y"} & set(groups) else f"`{form}` has no year; add `%Y`"


@lru_cache(maxsize=64)
def _reader(form: str) -> re.Pattern[str]:
    pattern, at = "", 0
    for found in _PART.finditer(form):
        pattern += _literal(form[at : found.start()]) + (DIRECTIVES[found[0]].pattern or "")
        at = found.end()
    return re.compile(pattern + _literal(form[at:]), re.I | re.A)


def _literal(text: str) -> str:
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in re.split(r"(\s+)", text))


def _year(parts: dict[str, str | None]) -> int:
    """Two digits are 1969 to 2068, as POSIX has it."""
    if parts.get("Y"):
        return int(parts["Y"] or 0)
    short = int(parts.get("y") or 0)
    return short + (1900 if short >= 69 else 2000)


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("B")
    if name:
        return next(at for at, month in enumerate(MONTHS, start=1) if month[:3].lower() == name[:3].lower())
    return int(parts.get("m") or 1)


def _hour(parts: dict[str, str | None]) -> int:
    half = (parts.get("p") or "").upper()
    if not parts.get("I"):
        return int(parts.get("H") or 0)
    hour = int(parts["I"] or 0)
    if not 1 <= hour <= 12:
        raise ValueError
    return hour % 12 + (12 if half == "P" else 0)


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset in "Zz":
        return timezone(timedelta())
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if offset[0] == "-" else distance)
