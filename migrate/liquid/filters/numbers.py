"""Arithmetic: whole numbers stay whole, anything with a point is reckoned in decimals and shown as a float."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation, Overflow
from decimal import Context as Precision
from typing import TYPE_CHECKING, Final

from migrate.liquid.faults import Fault
from migrate.liquid.values import to_number

if TYPE_CHECKING:
    from migrate.liquid.context import Context

Number = int | Decimal
_PRECISION: Final = Precision(prec=60, Emax=10_000, Emin=-10_000)


def _shown(number: Number) -> int | float:
    return number if isinstance(number, int) else float(number)


def abs_(context: Context, value: object) -> int | float:
    number = to_number(value)
    return _shown(-number if number < 0 else number)


def _operation(
    whole: Callable[[int, int], int], precise: Callable[[Decimal, Decimal], Decimal]
) -> Callable[..., object]:
    def apply(context: Context, value: object, operand: object) -> int | float:
        one, two = to_number(value), to_number(operand)
        try:
            if isinstance(one, int) and isinstance(two, int):
                return whole(one, two)
            return float(precise(Decimal(one), Decimal(two)))
        except ZeroDivisionError:
            raise Fault("divided by 0") from None
        except (InvalidOperation, Overflow):
            raise Fault("the numbers cannot be reckoned with") from None

    return apply


def _modulo(one: Decimal, two: Decimal) -> Decimal:
    """The sign is the divisor's, as in Ruby."""
    rest = _PRECISION.remainder(one, two)
    return rest + two if rest and (rest < 0) != (two < 0) else rest


def _product(one: int, two: int) -> int:
    if one.bit_length() + two.bit_length() > 10_000:
        raise Fault("the number is too large")
    return one * two


def round_(context: Context, value: object, digits: object = 0) -> int | float:
    number, places = to_number(value), to_number(digits)
    if not -300 <= places <= 300:
        raise Fault("the number of digits is too large")
    return _rounded(number, int(places), ROUND_HALF_UP)


def _rounded(number: Number, places: int, rule: str) -> int | float:
    if isinstance(number, int) and places >= 0:
        return number
    try:
        result = Decimal(number).quantize(Decimal(1).scaleb(-places), rule, Precision(prec=700))
        return int(result) if places == 0 or isinstance(number, int) else float(result)
    except (InvalidOperation, Overflow, ValueError):
        raise Fault("the number cannot be rounded") from None


def ceil(context: Context, value: object) -> int | float:
    return _rounded(to_number(value), 0, ROUND_CEILING)


def floor(context: Context, value: object) -> int | float:
    return _rounded(to_number(value), 0, ROUND_FLOOR)


def at_least(context: Context, value: object, least: object) -> int | float:
    return _shown(max(to_number(value), to_number(least)))


def at_most(context: Context, value: object, most: object) -> int | float:
    return _shown(min(to_number(value), to_number(most)))


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "abs": abs_,
    "plus": _operation(lambda one, two: one + two, _PRECISION.add),
    "minus": _operation(lambda one, two: one - two, _PRECISION.subtract),
    "times": _operation(_product, _PRECISION.multiply),
    "divided_by": _operation(lambda one, two: one // two, _PRECISION.divide),
    "modulo": _operation(lambda one, two: one % two, _modulo),
    "round": round_,
    "ceil": ceil,
    "floor": floor,
    "at_least": at_least,
    "at_most": at_most,
}
