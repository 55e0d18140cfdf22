"""Values as Ruby sees them: what is true, equal, greater; what `to_s`, `inspect` and `[]` answer.

The values are str, int, float, bool, None, date, datetime (aware), list, range and mappings. A `dict` is a Ruby Hash;
any other mapping is a drop, which answers the keys that it has and prints by its `to_s`. Attributes of Python objects
are never reached from a template.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Final, Literal

from migrate.liquid.faults import Fault

WHITE: Final = "\t\n\v\f\r \0"
_LEADING_INT = re.compile(r"\s*([+-]?[0-9](?:_?[0-9])*)", re.A)
_LEADING_FLOAT = re.compile(r"\s*([+-]?[0-9](?:_?[0-9])*(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9]+)?)", re.A)
_WHOLE_INT = re.compile(r"\s*[+-]?[0-9](?:_?[0-9])*\s*", re.A)
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
MAX_DIGITS: Final = 1000
MAX_DEPTH: Final = 60
MAX_TEXT: Final = 8_000_000
MAX_MARKS: Final = 100  # on one letter


class Drop(Mapping[str, object]):
    """A mapping that is no Hash: lazy, and printed by `to_s`. Subclasses give `__getitem__` and `__iter__`."""

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def to_s(self) -> str:
        return ""

    def order(self) -> object:
        """What the drop is sorted by, or None."""
        return None


class Hollow:
    """`empty` and `blank` where nothing is compared: they print nothing and are equal to themselves only."""

    __slots__ = ()


HOLLOW: Final = Hollow()


def truthy(value: object) -> bool:
    return value is not None and value is not False


def to_s(value: object) -> str:
    """`to_s`: what a template prints for anything but a list, which `printed` joins."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int_to_s(value)
    if isinstance(value, float):
        return float_to_s(value)
    if isinstance(value, datetime):
        return time_to_s(value)
    if isinstance(value, range):
        return f"{value.start}..{value.stop - 1}"
    if isinstance(value, Drop):
        return value.to_s()
    if isinstance(value, date):
        return value.isoformat()
    return inspect(value) if isinstance(value, list | Mapping) else "" if isinstance(value, Hollow) else str(value)


def printed(value: object) -> str:
    """What `{{ value }}` prints."""
    return joined(value, "") if isinstance(value, list) else to_s(value)


def joined(values: Iterable[object], glue: str, depth: int = 0) -> str:
    """`Array#join`: lists within are joined by the same glue."""
    check_depth(depth)
    return _together((joined(item, glue, depth + 1) if isinstance(item, list) else to_s(item) for item in values), glue)


def _together(parts: Iterable[str], glue: str) -> str:
    """The parts in one text. Raises Fault where it grows too long: the same long text can be in a list many times."""
    kept, length = [], 0
    for part in parts:
        length += len(part) + len(glue)
        if length > MAX_TEXT:
            raise Fault(f"the text of a list grows over {MAX_TEXT:,} characters")
        kept.append(part)
    return glue.join(kept)


def check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Fault("the value is nested too deeply")


def inspect(value: object, depth: int = 0) -> str:
    """`inspect`: the `to_s` of arrays and hashes is made of it."""
    check_depth(depth)
    if value is None:
        return "nil"
    if isinstance(value, str):
        return f'"{_INSPECTED.sub(_inspect_char, value)}"'
    if isinstance(value, list):
        return f"[{_together((inspect(item, depth + 1) for item in value), ', ')}]"
    if isinstance(value, Mapping) and not isinstance(value, Drop):
        pairs = (f"{inspect(key, depth + 1)}=>{inspect(item, depth + 1)}" for key, item in value.items())
        return f"{{{_together(pairs, ', ')}}}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"#<Date: {value} (({value.toordinal() + 1721425}j,0s,0n),+0s,2299161j)>"
    return to_s(value)


_INSPECTED = re.compile(r'["\\\x00-\x1f\x7f]|#(?=[{$@])')
_ESCAPES: Final = dict(zip('"\\#\a\b\t\n\v\f\r\x1b', '"\\#abtnvfre', strict=True))


def _inspect_char(found: re.Match[str]) -> str:
    char = found[0]
    return "\\" + _ESCAPES[char] if char in _ESCAPES else f"\\u{ord(char):04X}" if char != "\x7f" else "\\x7F"


def int_to_s(value: int) -> str:
    if value.bit_length() > MAX_DIGITS * 3:
        raise Fault("the number is too large")
    return str(value)


def float_to_s(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(value)]
    mantissa, e, exponent = repr(value).partition("e")
    return f"{mantissa}.0e{exponent}" if e and "." not in mantissa else mantissa + e + exponent


def time_to_s(value: datetime) -> str:
    """Ruby shows UTC by its name and any other zone, even one of no offset, by its digits."""
    if value.tzinfo is UTC:
        return f"{value:%Y-%m-%d %H:%M:%S} UTC".rjust(23, "0")
    return f"{value.replace(tzinfo=None):%Y-%m-%d %H:%M:%S} {offset_digits(value)}".rjust(25, "0")


def offset_digits(value: datetime, colon: str = "") -> str:
    seconds = int((value.utcoffset() or timedelta(0)).total_seconds())
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{colon}{minutes % 60:02}"


def item(value: object, key: object) -> object:
    """`value[key]` as a filter asks it: a text answers with the part asked for, where it holds it."""
    if isinstance(value, Mapping):
        return found(value, key)
    if isinstance(value, str):
        if isinstance(key, str):
            return key if key in value else None
        return at(value, key) if _is_int(key) else no_item(value, key)
    if isinstance(value, list):
        return at(value, key) if _is_int(key) else no_item(value, key)
    return no_item(value, key)


def no_item(value: object, key: object) -> object:
    raise Fault(f"{kind(value)} has no {to_s(key)!r:.40}")


def found(value: Mapping[str, object], key: object) -> object:
    """The entry, or None; Ruby does not take true for 1."""
    if isinstance(key, bool | float | list | dict | range | Mapping):
        return None
    try:
        return value[key]  # type: ignore[index]
    except KeyError:
        return None


def has(value: Mapping[str, object], key: object) -> bool:
    return not isinstance(key, bool | float | list | dict | range | Mapping) and key in value


def at(value: Sequence[object], index: object) -> object:
    """The element at an index that may count from the end; None outside."""
    assert isinstance(index, int)
    return value[index] if -len(value) <= index < len(value) else None


def lookup(value: object, key: object, *, command: bool) -> object:
    """One step of `a.b`: an entry or index, else `size`, `first` and `last` where `command` allows them."""
    if isinstance(value, Mapping) and has(value, key):
        return found(value, key)
    if isinstance(value, list) and _is_int(key):
        return at(value, key)
    if not command:
        return None
    if key == "size":
        return size(value)
    if key == "first":
        return first(value)
    return last(value)


def size(value: object) -> object:
    """`size`; a number answers the bytes that Ruby keeps it in."""
    if isinstance(value, str | list | range | dict):
        return len(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return max(8, (value.bit_length() + 63) // 64 * 8)
    return None


def first(value: object) -> object:
    if isinstance(value, list):
        return value[0] if value else None
    if isinstance(value, range):
        return value.start
    if isinstance(value, Mapping):
        pair = next(islice(iter(value.items()), 1), None)
        return None if pair is None else list(pair)
    return None


def last(value: object) -> object:
    if isinstance(value, list):
        return value[-1] if value else None
    return value.stop - 1 if isinstance(value, range) else None


def each(value: object) -> Iterator[object] | None:
    """The elements of what a loop can run over, pairs for a mapping; None for anything else."""
    if isinstance(value, list | range):
        return iter(value)
    if isinstance(value, Mapping):
        return ([key, inner] for key, inner in value.items())
    return None


def empty(value: object) -> bool | None:
    """`empty?`, or None for what does not answer it."""
    return not value if isinstance(value, str | list | dict) else None


def equal(one: object, two: object, depth: int = 0) -> bool:
    """`==`: numbers by value, but neither true as 1 nor a date as the time of its midnight."""
    check_depth(depth)
    if isinstance(one, bool) or isinstance(two, bool) or one is None or two is None:
        return one is two
    if isinstance(one, list):
        return isinstance(two, list) and _equal_lists(one, two, depth)
    if isinstance(one, datetime) or isinstance(two, datetime):
        return isinstance(one, datetime) and isinstance(two, datetime) and one == two
    if isinstance(one, Drop) or isinstance(two, Drop):
        return one is two
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return one is two or (
            one.keys() == two.keys() and all(equal(inner, two[key], depth + 1) for key, inner in one.items())
        )
    return one == two


def _equal_lists(one: list[object], two: list[object], depth: int) -> bool:
    return one is two or (len(one) == len(two) and all(equal(a, b, depth + 1) for a, b in zip(one, two, strict=True)))


def compare(one: object, two: object, depth: int = 0) -> int | None:
    """`<=>`, or None where Ruby knows no order."""
    check_depth(depth)
    if _is_number(one) and _is_number(two):
        return None if one != one or two != two else (one > two) - (one < two)  # type: ignore[operator]
    if isinstance(one, str) and isinstance(two, str):
        return (one > two) - (one < two)
    if isinstance(one, datetime) and isinstance(two, datetime):
        return (one > two) - (one < two)
    if isinstance(one, date) and isinstance(two, date) and not isinstance(one, datetime):
        return None if isinstance(two, datetime) else (one > two) - (one < two)
    if isinstance(one, list) and isinstance(two, list):
        for a, b in zip(one, two, strict=False):
            if (result := compare(a, b, depth + 1)) != 0:
                return result
        return (len(one) > len(two)) - (len(one) < len(two))
    if isinstance(one, Drop) and isinstance(two, Drop) and one is not two:
        return compare(one.order(), two.order(), depth + 1)
    return 0 if equal(one, two) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def ordered(value: object) -> bool:
    """Whether the value answers `<`: numbers, text and times do."""
    return isinstance(value, int | float | str | date) and not isinstance(value, bool)


def to_i(value: object) -> int:
    """`to_i`: the number that a text starts with, 0 without one. Raises Fault for what has none."""
    if value is None:
        return 0
    if isinstance(value, str):
        match = _LEADING_INT.match(value[:MAX_DIGITS])
        return int(match[1].replace("_", "")) if match else 0
    if isinstance(value, float | Decimal):
        return _whole(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return int(value.timestamp())
    raise Fault(f"{kind(value)} is no number")


def _whole(value: float | Decimal) -> int:
    try:
        return int(value)
    except (ValueError, OverflowError):
        raise Fault(f"{to_s(float(value))} is no whole number") from None


def to_f(value: object) -> float:
    if isinstance(value, str):
        match = _LEADING_FLOAT.match(value[:MAX_DIGITS])
        return float(match[1].replace("_", "")) if match else 0.0
    return float(value) if isinstance(value, int | float) and _is_number(value) else float(to_i(value))


def to_integer(value: object) -> int:
    """`Utils.to_integer`. Raises Fault for a text that is no whole number."""
    if _is_int(value):
        assert isinstance(value, int)
        return value
    text = "" if isinstance(value, list | dict) else to_s(value)[:MAX_DIGITS]
    if not _WHOLE_INT.fullmatch(text):
        raise Fault("invalid integer")
    return int(text.strip(WHITE).replace("_", ""))


def to_number(value: object) -> int | Decimal:
    """`Utils.to_number`: floats and texts like `1.5` as decimals, other texts by their leading digits, else 0."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            raise Fault(f"{float_to_s(value)} cannot be reckoned with")
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value[:MAX_DIGITS]
        return Decimal(text.strip(WHITE)) if _DECIMAL.fullmatch(text.strip(WHITE)) else to_i(text)
    return 0


def kind(value: object) -> str:
    """The name of a value's class, for messages."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    names = ((str, "a text"), (int | float, "a number"), (list, "a list"), (date, "a date"), (range, "a range"))
    return next((name for types, name in names if isinstance(value, types)), "a map")


def normal(form: Literal["NFD", "NFKC"], text: str) -> str:
    """`unicodedata.normalize`, which takes the square of the marks on one letter: too many of them are a Fault."""
    marks = 0
    for char in "" if text.isascii() else text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > MAX_MARKS:
            raise Fault(f"a letter bears more than {MAX_MARKS} marks")
    return unicodedata.normalize(form, text)
