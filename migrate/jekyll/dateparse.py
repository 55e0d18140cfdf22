"""The notations of dates and times that Ruby's `Date._parse` knows (Ruby 3.1, date 3.2).

It guesses. It looks for a weekday, then for a clock time, then for the first of a row of date notations that
fits, each found piece leaving a space behind. What the numbers amount to is rubytime.py's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(slots=True)
class Parts:
    """What the text says, before anything is supplied. Numbers are as written, not yet checked."""

    year: int | None = None
    mon: int | None = None
    mday: int | None = None
    yday: int | None = None
    hour: int | None = None
    min: int | None = None
    sec: int | None = None
    fraction: Fraction | None = None
    zone: str | None = None
    bc: bool = False
    century: bool = True
    """A year below 100 is short for one of 1969 to 2068."""


def read(text: str) -> Parts:
    """All pieces that are found; none is no error. Raises ValueError for texts over 128 bytes, as Ruby does."""
    if len(text.encode("utf-8", "replace")) > 128:
        raise ValueError("a date is no longer than 128 bytes")
    rest, parts = _SEPARATORS.sub(" ", text), Parts()
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
_KINDS: Final = {"a": re.compile("[A-Za-z]"), "0": re.compile("[0-9]")}


def _holds(text: str, kinds: str) -> bool:
    """`kinds`: a for a letter, 0 for a digit, else the character itself."""
    return all(_KINDS[kind].search(text) if kind in _KINDS else kind in text for kind in kinds)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _read_clock(found: re.Match[str], parts: Parts) -> None:
    parts.zone = found[2]
    clock = _CLOCK_PARTS.match(found[1])
    if not clock:
        return
    hour = int(clock[1])
    if clock[5] is not None and hour >= 1 << 31:
        raise ValueError("hour too big")
    parts.hour = hour if clock[5] is None else hour % 12 + (12 if clock[5] in "pP" else 0)
    parts.min, parts.sec = (None if part is None else int(part) for part in clock.groups()[1:3])
    parts.fraction = _fraction(clock[4])


def _fraction(digits: str | None) -> Fraction | None:
    from fractions import Fraction

    return None if digits is None else Fraction(int(digits or 0), 10 ** len(digits))


def _read_date(text: str, parts: Parts) -> str:
    """Reads the first notation that fits; gives back the text without it."""
    for kinds, reader, pattern, unless in _NOTATIONS:
        if _holds(text, kinds) and not (unless and unless.search(text)) and (found := pattern.search(text)):
            reader(found.groupdict(), parts)
            return _without(text, found)
    return text


def _read_fragment(number: int, parts: Parts) -> None:
    """A lone number beside a time is the day, beside a day the hour."""
    if parts.hour is not None and parts.mday is None and 1 <= number <= 31:
        parts.mday = number
    if parts.mday is not None and parts.hour is None and number <= 24:
        parts.hour = number


def _complete_year(parts: Parts) -> None:
    if parts.year is None:
        return
    if parts.bc:
        parts.year = 1 - parts.year
    if parts.century and 0 <= parts.year <= 99:
        parts.year += 1900 if parts.year >= 69 else 2000


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_Groups = dict[str, Any]


def _three(groups: _Groups, parts: Parts) -> None:
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


def _numbers(groups: _Groups, parts: Parts) -> None:
    for name, digits in groups.items():
        if digits is not None:
            setattr(parts, name, int(digits))


def _nothing(groups: _Groups, parts: Parts) -> None:
    """Weeks: Time.parse does not look at them."""


_ERAS: Final = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}


def _japanese(groups: _Groups, parts: Parts) -> None:
    parts.year = int(groups["y"]) + _ERAS.get(groups["era"].lower(), 0)
    parts.mon, parts.mday = int(groups["m"]), int(groups["d"])


def _month_alone(groups: _Groups, parts: Parts) -> None:
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


def _digits(groups: _Groups, parts: Parts) -> None:
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


def _cut(digits: str, rule: str, parts: Parts) -> None:
    at = 0
    for name, width in (piece.split(":") for piece in rule.split()):
        setattr(parts, name, int(digits[at : at + int(width)]))
        at += int(width)


_MONTH = f"(?P<m>{'|'.join(_MONTHS)})"
_ERA = r"(?P<era>c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?"
_DAY_MONTH = rf"(?P<d>'?\d+)[^-0-9 ]*\s*{_MONTH}[^-0-9 ']*"
_MONTH_DAY = rf"\b{_MONTH}[^-0-9 ']*\s*(?P<d>'?\d+)[^-0-9 ']*"
_DIGITS = r"(?P<sign>[-+]?)(?P<date>\d{2,14})(?:\s*t?\s*(?P<clock>\d{2,6})?(?:[,.](?P<fraction>\d*))?)?"
_DIGITS_ZONE = r"(?:\s*(?P<zone>z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?"

_Reader = Callable[[_Groups, Parts], None]
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
    (kinds, reader, _compiled(pattern), _compiled(unless) if unless else None)
    for kinds, reader, pattern, unless in _SOURCES
)
