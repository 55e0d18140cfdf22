"""`date` and Jekyll's filters of dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from migrate.liquid import values
from migrate.liquid.faults import Fault
from migrate.liquid.times import local, strftime, to_date
from migrate.liquid.values import to_s

if TYPE_CHECKING:
    from migrate.liquid.context import Context

MAX_FORM: Final = 2_000


def date(context: Context, value: object, form: object) -> object:
    text = to_s(form)
    if len(text) > MAX_FORM:
        raise Fault(f"the format of a date is longer than {MAX_FORM:,} characters")
    context.spend(len(text))
    found = to_date(value, context.clock) if text else None
    return value if found is None else strftime(found, text)


def _time(context: Context, value: object) -> datetime:
    found = to_date(value, context.clock)
    if found is None:
        raise Fault(f"Invalid Date: {values.inspect(value)!r:.60} is not a valid datetime.")
    return local(found, context.clock)


def _missing(value: object) -> bool:
    return to_s(value) == ""


def date_to_string(context: Context, value: object, kind: object = None, style: object = None) -> object:
    return value if _missing(value) else _written(_time(context, value), "%b", kind, style)


def date_to_long_string(context: Context, value: object, kind: object = None, style: object = None) -> object:
    return value if _missing(value) else _written(_time(context, value), "%B", kind, style)


def _written(time: datetime, month: str, kind: object, style: object) -> str:
    if kind != "ordinal":
        return strftime(time, f"%d {month} %Y")
    day = f"{time.day}{_ending(time.day)}"
    return strftime(time, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def date_to_xmlschema(context: Context, value: object) -> object:
    return value if _missing(value) else strftime(_time(context, value), "%Y-%m-%dT%H:%M:%S%:z")


def date_to_rfc822(context: Context, value: object) -> object:
    return value if _missing(value) else strftime(_time(context, value), "%a, %d %b %Y %H:%M:%S %z")


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "date": date,
    "date_to_string": date_to_string,
    "date_to_long_string": date_to_long_string,
    "date_to_xmlschema": date_to_xmlschema,
    "date_to_rfc822": date_to_rfc822,
}
