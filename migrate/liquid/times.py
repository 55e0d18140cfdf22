"""Times as Ruby has them: what counts as one, and `strftime`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timezone
from typing import TYPE_CHECKING, Final

from migrate.liquid.faults import Fault
from migrate.liquid.values import offset_digits

if TYPE_CHECKING:
    from migrate.liquid.engine import Clock

_DIGITS = re.compile(r"[0-9]+")
_DIRECTIVE = re.compile(r"%([-0^#_:]*)([0-9]*)([a-zA-Z%+])")
MAX_WIDTH: Final = 1024
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def to_date(value: object, clock: Clock) -> date | None:
    """`Utils.to_date`: a time or date, `now`, seconds since 1970 or what a text says; None where nothing is said."""
    if isinstance(value, datetime):
        return clock.local(value)
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return _moment(value, clock)
    if not isinstance(value, str) or not value:
        return None
    text = value.lower()
    if text in ("now", "today"):
        return clock.now().astimezone(clock.zone)
    if _DIGITS.fullmatch(text):
        return _moment(int(text[:20]), clock)
    try:
        return clock.read(text[:200])
    except (ValueError, OverflowError):
        return None


def _moment(seconds: int, clock: Clock) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(clock.zone)
    except (ValueError, OverflowError, OSError):
        raise Fault("the time is not between the years 1 and 9999") from None


def local(value: date, clock: Clock) -> datetime:
    """A moment in the zone of the site; a date is its midnight there."""
    if isinstance(value, datetime):
        try:
            return value.astimezone(clock.zone)
        except (OverflowError, ValueError):
            return value
    return datetime.combine(value, time(), clock.zone)


def strftime(value: date, form: str) -> str:
    """Ruby's `strftime`: flags `-0^#_:`, a width, and the directives that Ruby knows; others stay as written."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)

    def directive(found: re.Match[str]) -> str:
        flags, width, name = found.groups()
        if len(width) > 4 or int(width or 0) > MAX_WIDTH:
            raise Fault("the width in a date's format is too large")
        return _directive(moment, flags, int(width) if width else None, name, found[0])

    return _DIRECTIVE.sub(directive, form)


def _directive(moment: datetime, flags: str, width: int | None, name: str, written: str) -> str:
    if name in _COMBINED:
        text = strftime(moment, _COMBINED[name])
        text = text.upper() if "^" in flags else text
        return text.rjust(width or 0, "0" if "0" in flags else " ")
    if name in _NUMBERS:
        number, digits, padding = _NUMBERS[name]
        return _number(number(moment), flags, width if width is not None else digits, padding)
    if name in "LN":
        return f"{moment.microsecond:06}000"[: width or (3 if name == "L" else 9)].ljust(width or 0, "0")
    if name == "z":
        return _zone(moment, flags, width)
    if name in _WORDS:
        return _word(_WORDS[name](moment), flags, width, name)
    return written


def _number(number: int, flags: str, width: int, padding: str) -> str:
    if "-" in flags:
        return str(number)
    padding = "0" if "0" in flags else " " if "_" in flags else padding
    return str(number).rjust(width, padding) if number >= 0 or padding == " " else f"-{-number:0{max(width - 1, 1)}}"


def _word(text: str, flags: str, width: int | None, name: str) -> str:
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if name in "pZ" else text.upper()
    return text.rjust(width or 0, "0" if "0" in flags else " ")


def _zone(moment: datetime, flags: str, width: int | None) -> str:
    text = offset_digits(moment, ":" if ":" in flags else "")
    if "::" in flags:
        text += ":00"
    return text[0] + text[1:].rjust((width or 0) - 1, "0")


def _zone_name(moment: datetime) -> str:
    """Empty for an offset that belongs to no zone."""
    unnamed = isinstance(moment.tzinfo, timezone) and moment.tzinfo is not UTC
    return "" if unnamed else moment.tzname() or ""


_COMBINED: Final[Mapping[str, str]] = {
    "D": "%m/%d/%y", "x": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "X": "%H:%M:%S", "R": "%H:%M",
    "r": "%I:%M:%S %p", "c": "%a %b %e %H:%M:%S %Y", "v": "%e-%^b-%Y",
}  # fmt: skip
# the number, how wide it is, and what it is filled with
_NUMBERS: Final[Mapping[str, tuple[Callable[[datetime], int], int, str]]] = {
    "Y": (lambda t: t.year, 4, "0"),
    "C": (lambda t: t.year // 100, 2, "0"),
    "y": (lambda t: t.year % 100, 2, "0"),
    "m": (lambda t: t.month, 2, "0"),
    "d": (lambda t: t.day, 2, "0"),
    "e": (lambda t: t.day, 2, " "),
    "j": (lambda t: t.timetuple().tm_yday, 3, "0"),
    "H": (lambda t: t.hour, 2, "0"),
    "k": (lambda t: t.hour, 2, " "),
    "I": (lambda t: t.hour % 12 or 12, 2, "0"),
    "l": (lambda t: t.hour % 12 or 12, 2, " "),
    "M": (lambda t: t.minute, 2, "0"),
    "S": (lambda t: t.second, 2, "0"),
    "s": (lambda t: int(t.timestamp() // 1), 1, "0"),
    "u": (lambda t: t.isoweekday(), 1, "0"),
    "w": (lambda t: t.isoweekday() % 7, 1, "0"),
    "G": (lambda t: t.isocalendar().year, 4, "0"),
    "g": (lambda t: t.isocalendar().year % 100, 2, "0"),
    "V": (lambda t: t.isocalendar().week, 2, "0"),
    "U": (lambda t: (t.timetuple().tm_yday + 6 - t.isoweekday() % 7) // 7, 2, "0"),
    "W": (lambda t: (t.timetuple().tm_yday + 6 - t.weekday()) // 7, 2, "0"),
}
_WORDS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "B": lambda t: MONTHS[t.month - 1],
    "b": lambda t: MONTHS[t.month - 1][:3],
    "h": lambda t: MONTHS[t.month - 1][:3],
    "A": lambda t: DAYS[t.weekday()],
    "a": lambda t: DAYS[t.weekday()][:3],
    "p": lambda t: "AM" if t.hour < 12 else "PM",
    "P": lambda t: "am" if t.hour < 12 else "pm",
    "Z": _zone_name,
    "n": lambda t: "\n",
    "t": lambda t: "\t",
    "%": lambda t: "%",
}
