"""Ruby's times as Python's: `Time.parse`, and `to_s` of what YAML holds.

`Time.parse` guesses. It looks for a weekday, then for a clock time, then for the first of a row of date
notations that fits, each found piece leaving a space behind; what is missing comes from now. The rules are
those of Ruby 3.1: `Date._parse` (date 3.2) and `Time.make_time` (time.rb). Years outside 1 to 9999 are
refused here, since Python has none, and fractions of a second end at microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from fractions import Fraction
from functools import cache
from typing import Any, Final

# --- Zones and to_s ---


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


# --- Time.parse ---

_PLAIN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: ([0-9]{2}):([0-9]{2}):([0-9]{2})(?: ([+-][0-9]{4}))?)?")


def parse_time(text: str, zone: tzinfo, now: datetime) -> datetime:
    """Ruby's `Time.parse(text)` where the local zone is `zone` and the clock says `now` (aware).

    The answer is in the zone the text names, if it names one. Raises ValueError where Ruby raises
    ArgumentError or RangeError, or answers a year that Python has not.
    """
    if found := _PLAIN.fullmatch(text):
        return _plain(found, zone)
    return _make(_parts(text), zone, now)


def _plain(found: re.Match[str], zone: tzinfo) -> datetime:
    """The two notations that nearly every page has, by the same last steps."""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    wall = (year, month, day, hour, minute, second, Fraction(0))
    name = found[7]
    offset = _zone_offset(name, year, zone) if name else None
    try:
        if offset is None:
            return _local(_checked(*wall), zone)
        return _in_zone(_checked(*_shifted(offset, *wall)), name, offset, zone)
    except OverflowError:
        raise ValueError("the year is not between 1 and 9999") from None


class _Parts:
    """What the text says, before anything is supplied. Numbers are as written, not yet checked."""

    __slots__ = ("bc", "century", "fraction", "hour", "mday", "min", "mon", "sec", "yday", "year", "zone")

    def __init__(self, zone: str | None = None, **numbers: int) -> None:
        self.year = numbers.get("year")
        self.mon, self.mday, self.yday = numbers.get("mon"), numbers.get("mday"), numbers.get("yday")
        self.hour, self.min, self.sec = numbers.get("hour"), numbers.get("min"), numbers.get("sec")
        self.fraction: Fraction | None = None
        self.zone = zone
        self.bc, self.century = False, True


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = f"(?P<m>{'|'.join(_MONTHS)})"
_ERA = r"(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"
_LETTER = r"[^\W\d_]"


def _compiled(source: str) -> re.Pattern[str]:
    r"""Ruby's `\d` and `\s` know ASCII only, its `\b` all letters; white space is single spaces by now."""
    for ruby, python in ((r"\d", "[0-9]"), (r"\D", "[^0-9]"), (r"\s", " "), (r"\S", "[^ ]")):
        source = source.replace(ruby, python)
    return re.compile(source.replace("LETTER", _LETTER), re.I)


_SEPARATORS = re.compile(r"(?:[^-+',./:@\w\[\]]|_)+")
_WEEKDAY = _compiled(r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/0-9 ]*")
_MERIDIAN = r"[ap](?:m\b|\.m\.)"
_CLOCK = _compiled(
    r"((?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)"
    rf"(?:\s*{_MERIDIAN})?|\d+\s*{_MERIDIAN})"
    r"(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?"
    r"|(?:LETTER|[. ])+(?:standard|daylight)\stime\b|LETTER+(?:\sdst)?\b))?"
)
_CLOCK_PARTS = _compiled(r"(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d+))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?")
_BEFORE_CHRIST = _compiled(r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)")
_FRAGMENT = _compiled(r"\A\s*(\d{1,2})\s*\Z")


def _parts(text: str) -> _Parts:
    if len(text.encode("utf-8", "replace")) > 128:
        raise ValueError("a date is no longer than 128 bytes")
    rest, parts = _SEPARATORS.sub(" ", text), _Parts()
    if _holds(rest, "a"):
        rest = _WEEKDAY.sub(" ", rest, count=1)
    if _holds(rest, "0") and (clock := _CLOCK.search(rest)):
        rest = _without(rest, clock)
        _read_clock(clock, parts)
    rest = _read_date(rest, parts)
    if _holds(rest, "a") and _BEFORE_CHRIST.search(rest):
        rest, parts.bc = _BEFORE_CHRIST.sub(" ", rest, count=1), True
    if fragment := _FRAGMENT.match(rest):
        _read_fragment(int(fragment[1]), parts)
    _complete_year(parts)
    return parts


_KINDS: Final = {"a": re.compile("[A-Za-z]"), "0": re.compile("[0-9]")}


def _holds(text: str, kinds: str) -> bool:
    """`kinds`: a for a letter, 0 for a digit, else the character itself."""
    return all(_KINDS[kind].search(text) if kind in _KINDS else kind in text for kind in kinds)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _read_clock(found: re.Match[str], parts: _Parts) -> None:
    parts.zone = found[2]
    clock = _CLOCK_PARTS.match(found[1])
    if not clock:
        return
    hour = int(clock[1])
    _require(clock[5] is None or hour < 1 << 31, "hour too big")
    parts.hour = hour if clock[5] is None else hour % 12 + (12 if clock[5] in "pP" else 0)
    parts.min, parts.sec = (None if part is None else int(part) for part in clock.groups()[1:3])
    parts.fraction = _fraction(clock[4])


def _fraction(digits: str | None) -> Fraction | None:
    return None if digits is None else Fraction(int(digits or 0), 10 ** len(digits))


def _read_date(text: str, parts: _Parts) -> str:
    """Reads the first notation that fits; gives back the text without it."""
    for kinds, read, pattern, unless in _NOTATIONS:
        if _holds(text, kinds) and not (unless and unless.search(text)) and (found := pattern.search(text)):
            read(found.groupdict(), parts)
            return _without(text, found)
    return text


def _read_fragment(number: int, parts: _Parts) -> None:
    """A lone number beside a time is the day, beside a day the hour."""
    if parts.hour is not None and parts.mday is None and 1 <= number <= 31:
        parts.mday = number
    if parts.mday is not None and parts.hour is None and number <= 24:
        parts.hour = number


def _complete_year(parts: _Parts) -> None:
    if parts.year is None:
        return
    if parts.bc:
        parts.year = 1 - parts.year
    if parts.century and 0 <= parts.year <= 99:
        parts.year += 1900 if parts.year >= 69 else 2000


# --- The notations of dates ---

_Groups = dict[str, Any]


def _three(groups: _Groups, parts: _Parts) -> None:
    """Year, month and day in the order of the notation, put right where an apostrophe or a length tells."""
    month = groups["m"] and (groups["m"] if groups["m"].lstrip("'").isdigit() else str(_month(groups["m"])))
    year, month, day = _swapped(groups["y"], month, groups["d"])
    if year is not None and (found := re.search(r"[-+]?[0-9]*", year[_numeral(year) :])) and found[0]:
        parts.year = int(found[0]) if found[0].strip("+-") else 0
        if found[0][0] in "+-" or len(found[0]) > 2:
            parts.century = False
    parts.bc = (groups.get("era") or "").lower().startswith("b")
    if month and (found := re.search("[0-9]+", month)):
        parts.mon = int(found[0])
    if day and (found := re.search("[0-9]+", day)):
        parts.mday = int(found[0])


def _month(name: str) -> int:
    """13 for what only looks like a month (Ruby folds ſ to s when it searches, not when it compares)."""
    name = name[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 13


def _swapped(year: str | None, month: str | None, day: str | None) -> tuple[str | None, str | None, str | None]:
    if year is not None and month is not None and day is None:
        year, month, day = None, year, month
    if year is None and day is not None and _is_year(day):
        year, day = day, None
    if year is not None and (number := re.match("[-+]?[0-9]*", year[_numeral(year) :])):
        end = _numeral(year) + number.end()
        if number[0] and end < len(year):  # `22nd`: a day
            year, day = day, number[0]
    if month is not None and _is_year(month):
        year, month, day = month, day, year
    if day is not None and _is_year(day):
        year, day = day, year
    return year, month, day


def _is_year(text: str) -> bool:
    return text[0] == "'" or len(text) > 2


def _numeral(text: str) -> int:
    """Where the number in `text` starts, its sign included; its length if there is none."""
    return next((at for at, char in enumerate(text) if char in "+-0123456789"), len(text))


def _numbers(groups: _Groups, parts: _Parts) -> None:
    for name, digits in groups.items():
        if digits is not None:
            setattr(parts, name, int(digits))


def _nothing(groups: _Groups, parts: _Parts) -> None:
    """Weeks: Time.parse does not look at them."""


_ERAS: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}


def _japanese(groups: _Groups, parts: _Parts) -> None:
    parts.year = int(groups["y"]) + _ERAS.get(groups["era"].lower(), 0)
    parts.mon, parts.mday = int(groups["m"]), int(groups["d"])


def _month_alone(groups: _Groups, parts: _Parts) -> None:
    parts.mon = _month(groups["m"])


_FORWARD: Final = {
    2: "mday:2",
    3: "yday:3",
    4: "mon:2 mday:2",
    5: "year:2 yday:3",
    6: "year:2 mon:2 mday:2",
    7: "year:4 yday:3",
    8: "year:4 mon:2 mday:2",
    10: "year:4 mon:2 mday:2 hour:2",
    12: "year:4 mon:2 mday:2 hour:2 min:2",
    14: "year:4 mon:2 mday:2 hour:2 min:2 sec:2",
}
"""How a run of digits is cut, by its length; there is no rule for the lengths that are absent."""
_BACKWARD: Final = {
    2: "sec:2",
    3: "min:1 sec:2",
    4: "min:2 sec:2",
    5: "hour:1 min:2 sec:2",
    6: "hour:2 min:2 sec:2",
    7: "mday:1 hour:2 min:2 sec:2",
    8: "mday:2 hour:2 min:2 sec:2",
    10: "mon:2 mday:2 hour:2 min:2 sec:2",
    12: "year:2 mon:2 mday:2 hour:2 min:2 sec:2",
    14: "year:4 mon:2 mday:2 hour:2 min:2 sec:2",
}
"""The same when a fraction follows at once: its last digits are seconds."""
_CLOCK_FORWARD: Final = {2: "hour:2", 4: "hour:2 min:2", 6: "hour:2 min:2 sec:2"}
_CLOCK_BACKWARD: Final = {2: "sec:2", 4: "min:2 sec:2", 6: "hour:2 min:2 sec:2"}


def _digits(groups: _Groups, parts: _Parts) -> None:
    """`20231222T101010.5+0800` and everything shorter."""
    date_digits, clock, fraction = groups["date"], groups["clock"], groups["fraction"]
    backward = clock is None and fraction is not None
    _cut(date_digits, (_BACKWARD if backward else _FORWARD).get(len(date_digits), ""), parts)
    if groups["sign"] == "-" and parts.year is not None:
        parts.year = -parts.year
    if len(date_digits) == 14 or (len(date_digits) in (8, 10, 12) and not backward):
        parts.century = False
    if clock is not None:
        _cut(clock, (_CLOCK_BACKWARD if fraction is not None else _CLOCK_FORWARD).get(len(clock), ""), parts)
    if fraction is not None:
        parts.fraction = _fraction(fraction)
    if (zone := groups["zone"]) is not None:
        parts.zone = zone[1:-1].split(":", 1)[-1] if zone[0] == "[" else zone


def _cut(digits: str, rule: str, parts: _Parts) -> None:
    at = 0
    for name, width in (piece.split(":") for piece in rule.split()):
        setattr(parts, name, int(digits[at : at + int(width)]))
        at += int(width)


_DAY_MONTH = rf"(?P<d>'?\d+)[^-0-9 ]*\s*{_MONTH}[^-0-9 ']*"
_MONTH_DAY = rf"\b{_MONTH}[^-0-9 ']*\s*(?P<d>'?\d+)[^-0-9 ']*"
_DIGITS = r"(?P<sign>[-+]?)(?P<date>\d{2,14})(?:\s*t?\s*(?P<clock>\d{2,6})?(?:[,.](?P<fraction>\d*))?)?"
_DIGITS_ZONE = r"(?:\s*(?P<zone>z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?"

_Reader = Callable[[_Groups, _Parts], None]
_SOURCES: Final[tuple[tuple[str, _Reader, str, str], ...]] = (
    # what the text must hold, who reads it, the notation, what must not stand anywhere in the text
    ("a0", _three, rf"{_DAY_MONTH}(?:\s*{_ERA}\s*(?P<y>'?-?\d+(?:(?:st|nd|rd|th)\b)?))?", ""),  # 22 Dec 2023
    ("a0", _three, rf"{_MONTH_DAY}(?:\s*,?\s*{_ERA}\s*(?P<y>'?-?\d+))?", ""),  # Dec 22, 2023
    ("0-", _three, r"(?P<y>'?[-+]?\d+)-(?P<m>\d+)-(?P<d>'?-?\d+)", ""),  # 2023-12-22
    ("0.", _japanese, r"\b(?P<era>[mtshr])(?P<y>\d+)\.(?P<m>\d+)\.(?P<d>\d+)", ""),  # H31.04.30
    ("a0-", _three, rf"(?P<d>'?-?\d+)-{_MONTH}[^-/.]*-(?P<y>'?-?\d+)", ""),  # 22-Dec-2023
    ("a0-", _three, rf"\b{_MONTH}[^-/.]*-(?P<d>'?-?\d+)(?:-(?P<y>'?-?\d+))?", ""),  # Dec-22-2023
    ("0/", _three, r"(?P<y>'?-?\d+)/\s*(?P<m>'?\d+)(?:\D\s*(?P<d>'?-?\d+))?", ""),  # 2023/12/22, 22/12/2023
    ("0.", _three, r"(?P<y>'?-?\d+)\.\s*(?P<m>'?\d+)\.\s*(?P<d>'?-?\d+)", ""),  # 2023.12.22
    ("0", _nothing, r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b", ""),  # 2023-W51-5
    ("0", _nothing, r"-w-\d\b", ""),
    ("0", _numbers, r"--(?P<mon>\d{2})?-(?P<mday>\d{2})\b", ""),
    ("0", _numbers, r"--(?P<mon>\d{2})(?P<mday>\d{2})?\b", ""),
    ("0", _numbers, r"\b(?P<year>\d{2}|\d{4})-(?P<yday>\d{3})\b", r"[,.](?:\d{2}|\d{4})-\d{3}\b"),  # 2023-356
    ("0", _numbers, r"\b-(?P<yday>\d{3})\b", r"\d-\d{3}\b"),
    ("0", _numbers, r"'(?P<year>\d+)\b", ""),  # '23
    ("a", _month_alone, rf"\b{_MONTH}\S*", ""),
    ("0", _numbers, r"(?P<mday>\d+)(?:st|nd|rd|th)\b", ""),  # 22nd
    ("0", _digits, _DIGITS + _DIGITS_ZONE, ""),  # 20231222T101010Z
)
_NOTATIONS: Final = tuple(
    (kinds, read, _compiled(pattern), _compiled(unless) if unless else None)
    for kinds, read, pattern, unless in _SOURCES
)


# --- From parts to a time: Time.make_time ---

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


def _make(parts: _Parts, zone: tzinfo, now: datetime) -> datetime:
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
_LEAST: Final = (1970, 1, 1, 0, 0, 0, Fraction(0))


def _supplied(parts: _Parts, now: datetime) -> list[Any]:
    """Above the greatest part that is written now's parts stand in, below it the least ones."""
    current = (*now.timetuple()[:6], Fraction(now.microsecond, 10**6))
    found, values = False, []
    for name, present, least in zip(_ORDER, current, _LEAST, strict=True):
        value = getattr(parts, name)
        found = found or value is not None
        values.append(value if value is not None else least if found else present)
    return values


def _make_from_yday(parts: _Parts, offset_year: int, zone: tzinfo, now: datetime) -> datetime:
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
    offset: int, year: int, month: int, day: int, hour: int, minute: int, second: int, fraction: Fraction
) -> tuple[int, int, int, int, int, int, Fraction]:
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


def _checked(year: int, month: int, day: int, hour: int, minute: int, second: int, fraction: Fraction) -> datetime:
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
