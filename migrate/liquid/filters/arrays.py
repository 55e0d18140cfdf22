"""Liquid's own filters of lists, and Jekyll's that add and take elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cmp_to_key
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Final

from migrate.liquid import values
from migrate.liquid.faults import Exhausted, Fault
from migrate.liquid.values import to_integer, to_s

if TYPE_CHECKING:
    from migrate.liquid.context import Context

MAX_NESTED: Final = 20_000
_ASCII_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)


def elements(context: Context, value: object) -> list[object]:
    """`InputIterator`: lists without inner lists, a hash as its own element, nil as none, anything else as one."""
    if isinstance(value, list):
        context.weigh(value)
        return list(_flat(value))
    if isinstance(value, range):
        context.spend(len(value))
        return list(value)
    return [] if value is None else [value]


def _flat(value: Iterable[object], depth: int = 0) -> Iterable[object]:
    values.check_depth(depth)
    for item in value:
        if isinstance(item, list):
            yield from _flat(item, depth + 1)
        else:
            yield item


def size(context: Context, value: object) -> object:
    return values.size(value) or 0


def join(context: Context, value: object, glue: object = " ") -> str:
    return values.joined(elements(context, value), to_s(glue))


def first(context: Context, value: object) -> object:
    return values.first(value)


def last(context: Context, value: object) -> object:
    return values.last(value)


def reverse(context: Context, value: object) -> list[object]:
    return elements(context, value)[::-1]


def concat(context: Context, value: object, other: object) -> list[object]:
    if not isinstance(other, list):
        raise Fault("concat takes a list")
    return elements(context, value) + other


def map_(context: Context, value: object, key: object) -> list[object]:
    return [_mapped(item, key) for item in elements(context, value)]


def _mapped(item: object, key: object) -> object:
    return item if key == "to_liquid" else _has_items(item) and values.item(item, key)


def _has_items(item: object) -> object:
    """Whether the value answers `[]`: numbers do in Ruby, and then fail. None stands for not."""
    return True if isinstance(item, str | int | list | Mapping) and not isinstance(item, bool) else None


def compact(context: Context, value: object, key: object = None) -> list[object] | None:
    found = elements(context, value)
    if key is not None and not all(_has_items(item) for item in found):
        return None
    return [item for item in found if (item if key is None else values.item(item, key)) is not None]


def uniq(context: Context, value: object, key: object = None) -> list[object] | None:
    """Ruby takes 1 and 1.0 for two here, and has nothing to compare a single element with."""
    found = elements(context, value)
    if key is None or len(found) < 2:
        key = None
    elif not all(_has_items(item) for item in found):
        return None
    once: dict[str, object] = {}
    for item in found:
        once.setdefault(_identity(context, item if key is None else values.item(item, key)), item)
    return list(once.values())


def _identity(context: Context, value: object) -> str:
    context.weigh(value)
    return f"{type(value).__name__} {id(value) if isinstance(value, values.Drop) else values.inspect(value)}"


def sort_natural(context: Context, value: object, key: object = None) -> list[object] | None:
    """Without regard to case, nil last."""
    found = elements(context, value)
    if key is not None and not all(_has_items(item) for item in found):
        return None
    if len(found) < 2:
        return found
    keyed = [(item if key is None else values.item(item, key), item) for item in found]
    return [item for _, item in sorted(keyed, key=lambda pair: _natural(pair[0]))]


def _natural(value: object) -> tuple[bool, str]:
    text = to_s(value)
    return value is None, text.lower() if text.isascii() else text.translate(_ASCII_LOWER)


def pop(context: Context, value: object, count: object = 1) -> object:
    return value[: max(0, len(value) - _count(count))] if isinstance(value, list) else value


def shift(context: Context, value: object, count: object = 1) -> object:
    return value[_count(count) :] if isinstance(value, list) else value


def _count(count: object) -> int:
    number = to_integer(count)
    if number < 0:
        raise Fault("negative array size")
    return number


def push(context: Context, value: object, item: object) -> object:
    return _nested(context, [*value, item]) if isinstance(value, list) else value


def unshift(context: Context, value: object, item: object) -> object:
    return _nested(context, [item, *value]) if isinstance(value, list) else value


def _nested(context: Context, value: list[object]) -> list[object]:
    """Only here can a list come to hold itself many times: its size counts all that it holds."""
    before = context.steps
    context.weigh(value)
    if context.steps - before > MAX_NESTED + len(value):
        raise Exhausted(f"a list holds more than {MAX_NESTED:,} values")
    return value


def sample(context: Context, value: object, count: object = 1) -> object:
    """Ruby draws lots; here the first ones are drawn, so that a page is the same every time."""
    if not isinstance(value, list):
        return value
    try:
        number = to_integer(count)
    except Fault:
        number = 1
    return values.first(value) if number == 1 else value[: _count(number)]


def array_to_sentence_string(context: Context, value: object, connector: object = "and") -> str:
    if not isinstance(value, list):
        raise Fault(f"{values.kind(value)} is no list")
    context.weigh(value)
    parts, joint = [to_s(item) for item in value], to_s(connector)
    if len(parts) < 3:
        return f" {joint} ".join(parts)
    return f"{values.joined(value[:-1], ', ')}, {joint} {parts[-1]}"


def ordered(
    context: Context,
    found: Iterable[object],
    compare: Callable[[object, object], int],
    key: Callable[[object], object] = lambda item: item,
) -> list[object]:
    """Sorted by what `key` makes of the elements; each comparison costs what the two hold."""

    def counted(one: object, two: object) -> int:
        context.spend(1)
        context.weigh(one)
        context.weigh(two)
        return compare(one, two)

    ordering = cmp_to_key(counted)
    return sorted(found, key=lambda item: ordering(key(item)))


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "size": size,
    "join": join,
    "first": first,
    "last": last,
    "reverse": reverse,
    "concat": concat,
    "map": map_,
    "compact": compact,
    "uniq": uniq,
    "sort_natural": sort_natural,
    "pop": pop,
    "push": push,
    "shift": shift,
    "unshift": unshift,
    "sample": sample,
    "array_to_sentence_string": array_to_sentence_string,
}
