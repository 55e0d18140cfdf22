"""Plain values: how one type becomes another without loss, how large a value is, and how a message shows it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime

MAX_TEXT = 1_000_000
MAX_ELEMENTS = 100_000
MAX_DIGITS = 300

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.A)


class StepError(Exception):
    """What is so; what to do. The value cannot be taken: a finding, never the end of a run."""


def told(value: object) -> str:
    """`value` as a message shows it: on one line, cut to 40 characters, `�` for what cannot be shown."""
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, Mapping):
        return "a map"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 128:
        return "a large number"
    text = re.sub(r"\s+", " ", (value if isinstance(value, str) else str(value))[:1_000])
    text = text if len(text) <= 40 else f"{text[:39]}…"
    return f"`{''.join(letter if letter.isprintable() else '�' for letter in text)}`"


def as_text(value: object) -> str:
    """`value` as text: numbers as JSON has them, dates as ISO 8601. Raises StepError for lists and maps."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > MAX_DIGITS * 3:
        raise StepError(f"a number has more than {MAX_DIGITS} digits; write it as text")
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise StepError(f"{told(value)} is no text; take one of its values with `get` or `first`, or use `json`")


def as_number(value: object) -> int | float:
    """`value` as a number, a text if it is written as JSON has numbers. Raises StepError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > MAX_DIGITS or not _NUMBER.fullmatch(text):
        raise StepError(f"{told(value)} is no number; correct it, or use `number` to say how it is written")
    number = int(text) if text.lstrip("+-").isdigit() else float(text)
    if isinstance(number, float) and not math.isfinite(number):
        raise StepError(f"{told(value)} is too large a number; correct it")
    return number


def as_date(value: object) -> date:
    """`value` as a date or a time, a text if it is written as ISO 8601. Raises StepError."""
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(as_text(value).strip())
    except ValueError as error:
        raise StepError(f"{told(value)} is no date; use `date` with `from` to say how it is written") from error


def as_map(value: object) -> Mapping[str, object]:
    """`value` if it is a map. Raises StepError."""
    if isinstance(value, Mapping):
        return value
    raise StepError(f"{told(value)} is no map; use this step where a field holds one")


def as_json(value: object, *, sorted_keys: bool = False) -> str:
    """`value` as JSON, dates as ISO 8601. Raises StepError for what JSON cannot say: NaN, nesting without end."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=sorted_keys, default=_known)
    except (TypeError, ValueError) as error:
        raise StepError(f"{told(value)} cannot be written as JSON; take one of its values") from error


def size(value: object) -> int:
    """How many characters and elements `value` holds. Raises StepError where that is more than a value may hold."""
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise StepError(f"the text has more than {MAX_TEXT:,} characters; shorten it")
        return len(value)
    if not isinstance(value, list | tuple | Mapping):
        return 0
    if len(value) > MAX_ELEMENTS:
        raise StepError(f"the value has more than {MAX_ELEMENTS:,} elements; take a part of it")
    return _total(value)


def _total(value: list[object] | tuple[object, ...] | Mapping[str, object]) -> int:
    total = 0
    for one in value.values() if isinstance(value, Mapping) else value:
        total += 1 + size(one)
        check_total(total)
    return total


def check_total(total: int) -> None:
    """Raises StepError where a value has more characters and elements than it may hold."""
    if total > MAX_TEXT:
        raise StepError(f"the value has more than {MAX_TEXT:,} characters and elements; take a part of it")


def _known(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError
