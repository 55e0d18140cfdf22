"""The filters of Liquid 5.4 and Jekyll 4.3 by name. Where both have one, Jekyll's counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from migrate.liquid.faults import Fault
from migrate.liquid.filters import arrays, dates, numbers, properties, strings, texts, urls

if TYPE_CHECKING:
    from migrate.liquid.context import Context

Filter = Callable[..., object]


def _checked(name: str, function: Filter) -> Callable[[Context, object, list[object]], object]:
    """The filter with its arguments counted, as Ruby counts them."""
    code = function.__code__
    most = code.co_argcount - 2
    least = most - len(function.__defaults__ or ())
    expected = f"{least}" if least == most else f"{least} to {most}"

    def apply(context: Context, value: object, arguments: list[object]) -> object:
        if not least <= len(arguments) <= most:
            raise Fault(f"the filter `{name}` takes {expected} arguments, not {len(arguments)}")
        return function(context, value, *arguments)

    return apply


_TABLES: Final[tuple[Mapping[str, Filter], ...]] = (
    strings.FILTERS, numbers.FILTERS, arrays.FILTERS, texts.FILTERS, dates.FILTERS, urls.FILTERS, properties.FILTERS,
)  # fmt: skip

FILTERS: Final[dict[str, Filter]] = {
    name: _checked(name, function) for table in _TABLES for name, function in table.items()
}
