"""What a YAML scalar means to Psych 4: strings, numbers, dates and times in Ruby's notations.

Plain scalars follow `scalar_scanner.rb` (`tokenize`), tagged ones the case tables of `visitors/to_ruby.rb`.

Where Python cannot hold what Ruby holds: a date or time outside the years 1 to 9999, and 29 February 1500,
stay the string they were written as; fractions of a second end at microseconds; `!binary` that is not UTF-8
has U+FFFD in it. A number of more than 1000 digits is refused.
"""

from __future__ import annotations

import binascii
import re
import string
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, TypeAlias

from migrate.jekyll.rubytext import ZONELESS, fixed_zone

Scalar: TypeAlias = bool | int | float | str | date | datetime | None

YAML_ORG: Final = "tag:yaml.org,2002:"
LONGEST_NUMBER: Final = 1000
WORDS: Final[dict[str, bool | None]] = {
    "~": None,
    "null": None,
    "yes": True,
    "true": True,
    "on": True,
    "no": False,
    "false": False,
    "off": False,
}


class Refused(Exception):
    """Ruby raises here; the caller knows the place."""


def scalar(text: str) -> Scalar:
    """What Psych makes of a plain (unquoted, untagged) scalar; raises Refused where Psych raises."""
    if not text:
        return None
    if "\n" in text:
        return _several_lines(text)
    first = text[0]
    if first not in "0123456789+-.:":
        return text if len(text) > 5 else WORDS.get(text.casefold(), text)
    if first == ":":
        return _symbol(text)
    return _number(text) if len(text) < 5 or text[4] != "-" else _dated(text)


_STRING_TAGS: Final = frozenset({"!str", "!str:", "!ruby/string", "!ruby/string:", f"{YAML_ORG}str"})
_BINARY_TAGS: Final = frozenset({"!binary", f"{YAML_ORG}binary"})
_FLOAT_TAGS: Final = frozenset({"!float", f"{YAML_ORG}float"})
_REFUSED_SCALARS = re.compile(
    r"!(?:str|ruby/string):.|!ruby/object:(?:BigDecimal|DateTime|Complex|Rational)\Z"
    r"|!ruby/(?:encoding|class|module|regexp|range)\Z|!ruby/sym"
)


def tagged(text: str, tag: str) -> Scalar:
    """What Psych makes of a scalar with this tag, quoted or not; raises Refused where Psych raises."""
    if tag in _STRING_TAGS:
        return text
    if tag in _BINARY_TAGS:
        return _unpacked(text)
    if _REFUSED_SCALARS.match(tag):
        raise Refused(f"the tag {tag[:80]} is not allowed")
    value = scalar(text)
    return _as_float(value) if tag in _FLOAT_TAGS else value


def _several_lines(text: str) -> bool | str | None:
    """Psych's `^` and `$` stand at every line of a folded scalar, so a short one can be a word."""
    if len(text) > 5 or re.search(r"^[^ytonf~]", text, re.M | re.I):
        return text
    for pattern, value in ((r"^null$", None), (r"^(yes|true|on)$", True), (r"^(no|false|off)$", False)):
        if re.search(pattern, text, re.M | re.I):
            return value
    return text


def _symbol(text: str) -> str:
    if len(text) > 1:
        raise Refused(f"the symbol {text[:40]} is not allowed; put it in quotes")
    return text


_TIME = re.compile(
    r"-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?",
    re.A,
)
_DATE = re.compile(r"(\d{4})-(1[012]|0\d|\d)-([12]\d|3[01]|0\d|\d)", re.A)
_REFORM: Final = date(1582, 10, 4), date(1582, 10, 15)
"""Ruby's calendar knows no day between these."""


def _dated(text: str) -> Scalar:
    """A date or time that exists, else what `_number` says."""
    try:
        if _TIME.fullmatch(text):
            return _time(text)
        if found := _DATE.fullmatch(text):
            day = date(*map(int, found.groups()))
            return text if _REFORM[0] < day < _REFORM[1] else day
    except (ValueError, OverflowError):
        return text
    return _number(text)


_FIELDS = re.compile(r"(-?\d{4})-(\d{1,2})-(\d{1,2})", re.A)
_CLOCK = re.compile(r"(\d+):(\d+):(\d+)(?:\.(\d*))?\s*(Z|[-+]\d+(?::\d\d)?)?", re.A)
_OFFSET = re.compile(r"([-+])?(\d{1,2}):?(\d{1,2})?", re.A)


def _time(text: str) -> datetime:
    """ValueError where Ruby raises ArgumentError: Psych keeps the string then."""
    day, _, clock = _split_at_separator(text)
    fields, found = _FIELDS.match(day), _CLOCK.search(clock)
    if not fields or not found:
        raise Refused(f"{text!r} has a tab between date and time")
    hours, minutes, seconds = map(int, found.groups()[:3])
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and minutes + seconds):
        raise ValueError(text)
    year, month, mday = map(int, fields.groups())
    if not 1 <= mday <= 31:
        raise ValueError(text)
    # Ruby lets 31 February run over into March, and second 60 into the next minute
    moment = datetime(year, month, 1) + timedelta(mday - 1, seconds, _microseconds(found[4]), 0, minutes, hours)
    return moment.replace(tzinfo=_written_zone(found[5]))


def _split_at_separator(text: str) -> tuple[str, str, str]:
    at = min((at for mark in " tT" if (at := text.find(mark)) >= 0), default=len(text))
    return text[:at], text[at : at + 1], text[at + 1 :]


def _microseconds(digits: str | None) -> int:
    return int((digits or "0")[:6].ljust(6, "0"))


def _written_zone(text: str | None) -> tzinfo:
    if text is None:
        return ZONELESS
    if text == "Z":
        return UTC
    found = _OFFSET.fullmatch(text)
    if not found:
        raise ValueError(text)
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60
    if found[1] == "-":  # Psych looks at the sign of the hours alone: -00:30 is half an hour ahead
        seconds = -seconds if int(found[2]) else seconds
    return fixed_zone(seconds)


_SPECIAL_FLOATS: Final = {
    ".inf": float("inf"),
    "+.inf": float("inf"),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?")
_INTEGER = re.compile(r"[-+]?0b[01_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+")


def _number(text: str) -> Scalar:
    """An integer or float in one of Psych's notations, else the text itself."""
    if text.isdecimal() and text.isascii() and text[0] != "0":
        return _integer(text)
    if (special := _SPECIAL_FLOATS.get(text.lower())) is not None:
        return special
    if found := _SEXAGESIMAL.fullmatch(text):
        return _sexagesimal(text, float if found[1] is not None else int)
    if _FLOAT.fullmatch(text):
        return text if text.strip("+-") == "." else _float(re.sub(r"[,_]|\.([Ee]|$)", r"\1", text))
    if _INTEGER.fullmatch(text):
        return _integer(re.sub("[,_]", "", text))
    return text


def _sexagesimal(text: str, number: type[int] | type[float]) -> int | float:
    """Psych weighs hours, minutes, seconds from the left: `12:30` is 12 hours and 30 minutes in seconds."""
    if len(text) > LONGEST_NUMBER:
        raise Refused(f"a number has more than {LONGEST_NUMBER} digits")
    total: int | float = 0
    for part, weight in zip(text.split(":"), (3600, 60, 1), strict=False):
        total += _leading(part, number) * weight
    return total


def _leading(text: str, number: type[int] | type[float]) -> int | float:
    """Ruby's to_i and to_f: as far as digits go, single underscores between them."""
    pattern = r"[-+]?\d+(?:_\d+)*" + (r"(?:\.\d+(?:_\d+)*)?" if number is float else "")
    found = re.match(pattern, text, re.A)
    return number(found[0].replace("_", "")) if found else number(0)


def _integer(digits: str) -> int:
    bare = digits.lstrip("+-")
    base = 16 if bare.startswith("0x") else 2 if bare.startswith("0b") else 8 if bare.startswith("0") else 10
    if len(digits) > LONGEST_NUMBER:
        raise Refused(f"a number has more than {LONGEST_NUMBER} digits")
    try:
        return int(digits, base)
    except ValueError:  # `0x_`
        raise Refused(f"invalid value for Integer(): {digits[:40]}") from None


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Refused(f"invalid value for Float(): {text[:40]}") from None


def _as_float(value: Scalar) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(str(value))  # a whole number too large for a float is infinite, as in Ruby
    if isinstance(value, str) and re.fullmatch(
        r"\s*[-+]?\d+(_\d+)*(\.\d+(_\d+)*)?([eE][-+]?\d+(_\d+)*)?\s*", value, re.A
    ):
        return float(value)
    raise Refused(f"invalid value for Float(): {str(value)[:40]}")


_BASE64: Final = frozenset(string.ascii_letters + string.digits + "+/")


def _unpacked(text: str) -> str:
    """Ruby's lenient `unpack('m')`: what is no base 64 is skipped, an unfinished byte dropped."""
    digits = ""
    for char in text:
        if char in _BASE64:
            digits += char
        elif char == "=" and len(digits) % 4 > 1:
            break
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + "=" * (-len(digits) % 4)).decode("utf-8", "replace")
