"""Steps that make numbers and truth values."""

from __future__ import annotations

import math
import re
from typing import Literal

from migrate.mapping.steps.plain import StepError, as_number, told
from migrate.mapping.steps.step import Context

TRUE = ("true", "yes", "on", "y", "t", "1")
FALSE = ("false", "no", "off", "n", "f", "0")
_SPACES = re.compile(r"[\s'’_]")
_GROUPED = {
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]*)?", re.A),
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{2,3})*\.[0-9]{3}(?:,[0-9]*)?", re.A),
}


def number(text: str, _: Context, decimal: Literal[".", ","]) -> int | float:
    """The number that `text` is; signs between groups of digits and spaces do not count."""
    bare = _SPACES.sub("", text)
    if _GROUPED[decimal].fullmatch(bare):
        bare = bare.replace("," if decimal == "." else ".", "")
    if decimal == ",":
        if "." in bare:
            raise StepError(f'{told(text)} has a decimal point where a comma is expected; set `decimal: "."`')
        bare = bare.replace(",", ".")
    return as_number(bare)


def integer(text: str, _: Context) -> int:
    given = as_number(text)
    if isinstance(given, float) and not given.is_integer():
        raise StepError(f"{told(text)} is no whole number; use `round` first")
    return int(given)


def rounded(given: int | float, _: Context, digits: int) -> int | float:
    """Halves go to the even neighbour, as in IEEE 754. With 0 digits a whole number without a decimal point."""
    if not math.isfinite(given):
        raise StepError(f"{told(given)} cannot be rounded; correct it")
    return round(given, digits) if digits else round(given)


def round_fault(digits: int) -> str | None:
    return None if 0 <= digits <= 15 else "`digits` is not between 0 and 15; correct it"


def sum_of(given: int | float, _: Context, by: int | float) -> int | float:
    return _finite(given + by)


def product(given: int | float, _: Context, by: int | float) -> int | float:
    return _finite(given * by)


def _finite(result: int | float) -> int | float:
    if isinstance(result, float) and not math.isfinite(result):
        raise StepError("the result is too large a number; correct the value")
    return result


def boolean(text: str, _: Context, true_for: tuple[str, ...], false_for: tuple[str, ...]) -> bool:
    word = text.strip().casefold()
    if word in {one.casefold() for one in true_for}:
        return True
    if word in {one.casefold() for one in false_for}:
        return False
    if word in TRUE or word in FALSE:
        return word in TRUE
    raise StepError(f"{told(text)} is neither true nor false; add it to `true-for` or `false-for`")


def boolean_fault(true_for: tuple[str, ...], false_for: tuple[str, ...]) -> str | None:
    both = {one.casefold() for one in true_for} & {one.casefold() for one in false_for}
    return f"`{min(both)}` stands in `true-for` and `false-for`; keep one" if both else None
