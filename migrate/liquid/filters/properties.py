"""Jekyll's filters that look into the elements of a list: `where`, `find`, `sort`, `group_by` and their kin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from migrate.liquid import values
from migrate.liquid.conditions import strict
from migrate.liquid.expressions import Filtered, expression
from migrate.liquid.faults import Fault
from migrate.liquid.filters.arrays import ordered
from migrate.liquid.strict import NotStrict
from migrate.liquid.values import to_s, truthy

if TYPE_CHECKING:
    from migrate.liquid.context import Context

_FLOAT_LIKE = re.compile(r"\s*-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)\s*", re.A)
_INTEGER_LIKE = re.compile(r"\s*-?[0-9]+\s*", re.A)
MAX_MARKUP: Final = 2_000


def _elements(context: Context, value: object) -> list[object] | None:
    """The values of a map, the elements of a list; None for what cannot be selected from."""
    if isinstance(value, dict):
        return list(value.values())
    found = values.each(value)
    if isinstance(value, range):
        context.spend(len(value))
    return None if found is None else list(found)


def _key(name: object) -> str:
    key = to_s(name)
    if len(key) > MAX_MARKUP:
        raise Fault(f"the name of a property is longer than {MAX_MARKUP:,} characters")
    return key


def _property(context: Context, item: object, key: str) -> object:
    """`item_property`: a dotted name leads on; text that looks like a number is one."""
    context.weigh(key)
    if isinstance(item, str):
        context.weigh(item)
    found = values.item(item, key) if "." not in key else _dotted(item, key)
    return _number_like(found)


def _dotted(item: object, key: str) -> object:
    for step in key.split("."):
        if isinstance(item, bool) or not isinstance(item, str | int | list | Mapping):
            return False
        item = values.item(item, step)
    return item


def _number_like(value: object) -> object:
    if not isinstance(value, str | float):
        return value
    text = to_s(value)
    if len(text) < values.MAX_DIGITS and _INTEGER_LIKE.fullmatch(text):
        return values.to_i(value)
    return values.to_f(value) if len(text) < values.MAX_DIGITS and _FLOAT_LIKE.fullmatch(text) else value


def _matches(value: object, target: object) -> bool:
    """`compare_property_vs_target`."""
    if target is None:
        return value is None
    if isinstance(target, values.Hollow):
        return value == "" or not values.joined(_array(value), "")
    text = to_s(target)
    if isinstance(value, str):
        return value == text
    return any(to_s(item) == text for item in _array(value))


def _array(value: object) -> list[object]:
    """Ruby's `Array(value)`."""
    if value is None:
        return []
    found = values.each(value)
    return [value] if found is None else list(found)


def _selected(context: Context, found: list[object], name: object, target: object) -> Iterator[object]:
    key = _key(name)
    for item in found:
        context.spend(1)
        value = _property(context, item, key)
        context.weigh(value)
        if _matches(value, target):
            yield item


def where(context: Context, value: object, name: object, target: object) -> object:
    found = _elements(context, value)
    if not truthy(name) or isinstance(target, list | dict) or found is None:
        return value
    return list(_selected(context, found, name, target))


def find(context: Context, value: object, name: object, target: object) -> object:
    found = _elements(context, value)
    if not truthy(name) or isinstance(target, list | dict) or found is None:
        return value
    return next(_selected(context, found, name, target), None)


def _markup(value: object) -> str:
    text = to_s(value)
    if len(text) > MAX_MARKUP:
        raise Fault(f"the expression is longer than {MAX_MARKUP:,} characters")
    return text


def _fulfilling(context: Context, found: list[object], variable: object, markup: object) -> Iterator[object]:
    try:
        condition = strict(_markup(markup), expression)
    except NotStrict:
        raise Fault(f"the condition {to_s(markup)!r:.60} cannot be read") from None
    names: dict[str, object] = {}
    with context.extend(names):
        for item in found:
            context.spend(1)
            names[to_s(variable)] = item
            if condition.holds(context):
                yield item


def where_exp(context: Context, value: object, variable: object, markup: object) -> object:
    found = _elements(context, value)
    return value if found is None else list(_fulfilling(context, found, variable, markup))


def find_exp(context: Context, value: object, variable: object, markup: object) -> object:
    found = _elements(context, value)
    if found is None:
        return value
    fulfilling = list(islice(_fulfilling(context, found, variable, markup), 1))
    return fulfilling[0] if fulfilling else None


def sort(context: Context, value: object, name: object = None, nils: object = "first") -> list[object]:
    """By the values or by a property, nil first or last; texts against numbers go by their text."""
    if value is None:
        raise Fault("Cannot sort a null object.")
    found = values.each(value)
    if found is None:
        raise Fault(f"{values.kind(value)} cannot be sorted")
    if isinstance(value, range):
        context.spend(len(value))
    if name is None:
        return ordered(context, found, _compared)
    if nils not in ("first", "last"):
        raise Fault(f"{to_s(nils)!r:.40} is not a valid nils order. It must be 'first' or 'last'.")
    order = -1 if nils == "first" else 1
    key = _key(name)
    return ordered(
        context, found, lambda one, two: _by_key(one, two, order), lambda item: _property(context, item, key)
    )


def _compared(one: object, two: object) -> int:
    result = values.compare(one, two)
    if result is None:
        raise Fault(f"{values.kind(one)} cannot be compared with {values.kind(two)}")
    return result


def _by_key(one: object, two: object, order: int) -> int:
    if one is None or two is None:
        return 0 if one is two else order if one is None else -order
    result = values.compare(one, two)
    return result if result is not None else (to_s(one) > to_s(two)) - (to_s(one) < to_s(two))


def group_by(context: Context, value: object, name: object) -> object:
    key = _key(name)
    return _grouped(context, value, lambda item: to_s(_property(context, item, key)))


def group_by_exp(context: Context, value: object, variable: object, markup: object) -> object:
    expr = Filtered(_markup(markup))
    names: dict[str, object] = {}

    def name(item: object) -> object:
        names[to_s(variable)] = item
        return expr.value(context)

    with context.extend(names):
        return _grouped(context, value, name)


def _grouped(context: Context, value: object, name: Callable[[object], object]) -> object:
    found = values.each(value)
    if found is None:
        return value
    groups: dict[str, tuple[object, list[object]]] = {}
    for item in found:
        context.spend(1)
        key = name(item)
        context.weigh(key)
        groups.setdefault(f"{type(key).__name__} {values.inspect(key)}", (key, []))[1].append(item)
    return [{"name": key, "items": items, "size": len(items)} for key, items in groups.values()]


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "where": where,
    "where_exp": where_exp,
    "find": find,
    "find_exp": find_exp,
    "sort": sort,
    "group_by": group_by,
    "group_by_exp": group_by_exp,
}
