"""The filters of Liquid 5.4 and Jekyll 4.3 by name. Where both have one, Jekyll's counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from migrate.liquid.faults import Fault
from migrate.liquid.filters import arrays, dates, numbers, properties, strings, texts, urls

if TYPE_CHECKING:
    from migrate.liquid.context import Context

Filter = Callable[..., object]


_BY_THEMSELVES: Final = ("default", "jsonify")  # these look no further than they count, or count each value


def _checked(name: str, function: Filter, *, of_text: bool) -> Callable[[Context, object, list[object]], object]:
    """The filter with its arguments counted, as Ruby counts them."""
    code = function.__code__
    most = code.co_argcount - 2
    least = most - len(function.__defaults__ or ())
    expected = f"{least}" if least == most else f"{least} to {most}"

    def apply(context: Context, value: object, arguments: list[object]) -> object:
        if not least <= len(arguments) <= most:
            raise Fault(f"the filter `{name}` takes {expected} arguments, not {len(arguments)}")
        if of_text and isinstance(value, list | dict):
            context.weigh(value)  # it becomes its text
        return function(context, value, *arguments)

    return apply


_OF_TEXT: Final[Mapping[str, Filter]] = {
    **strings.FILTERS, **numbers.FILTERS, **texts.FILTERS, **dates.FILTERS, **urls.FILTERS,
}  # fmt: skip
_OF_LISTS: Final[Mapping[str, Filter]] = {**arrays.FILTERS, **properties.FILTERS}

FILTERS: Final[dict[str, Filter]] = {
    **{name: _checked(name, filter, of_text=name not in _BY_THEMSELVES) for name, filter in _OF_TEXT.items()},
    **{name: _checked(name, filter, of_text=False) for name, filter in _OF_LISTS.items()},
}
