"""The order of a collection's documents: `Collection#sort_docs!` and `Document#<=>`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cmp_to_key

from migrate.jekyll.config import label
from migrate.jekyll.item import Item


def arranged(items: Sequence[Item], options: dict[str, object]) -> list[Item]:
    """The documents of a collection in Jekyll's order: `order`, else `sort_by`, else by date, then path."""
    order = options.get("order")
    if isinstance(order, list):
        by_path = {item.path: item for item in _merge_sorted(list(items), _by_date)}
        folder = f"_{label(items[0].collection or '')}" if items else ""
        named = dict.fromkeys(f"{folder}/{str(name).lstrip('/')}" for name in order)
        first = [by_path[path] for path in named if path in by_path]
        return first + [item for path, item in by_path.items() if path not in named]
    return _merge_sorted(list(items), _by_key if isinstance(options.get("sort_by"), str) else _by_date)


def _by_date(one: Item, two: Item) -> int:
    """`Document#<=>`: dates that cannot be compared leave it to the path."""
    if one.date is not None and two.date is not None and one.date != two.date:
        return -1 if one.date < two.date else 1
    return (one.path > two.path) - (one.path < two.path)


def _by_key(one: Item, two: Item) -> int:
    """`sort_docs_by_key!`: what has no value comes last; values that cannot be compared leave it to the date."""
    first, second = one.sort_key, two.sort_key
    if first is None or second is None:
        return _by_date(one, two) if first is second else 1 if first is None else -1
    if isinstance(first, bool) or isinstance(second, bool):
        return _by_date(one, two)
    try:
        compared = (first > second) - (first < second)  # type: ignore[operator]
    except TypeError:
        compared = 0
    return compared or _by_date(one, two)


def _merge_sorted(items: list[Item], compare: Callable[[Item, Item], int]) -> list[Item]:
    """Sorted by top-down merging, as the C library under Ruby does it.

    Documents with and without a date, or keys of several types, have no consistent order (see `_by_date`), so that
    the result depends on which pairs are compared; with a consistent order this is Python's own sort.
    """
    if len({type(item.date) for item in items}) == 1 and len({type(item.sort_key) for item in items}) == 1:
        return sorted(items, key=cmp_to_key(compare))
    if len(items) < 2:
        return items
    half = len(items) // 2
    left, right = _merge_sorted(items[:half], compare), _merge_sorted(items[half:], compare)
    return list(_merged(left, right, compare))


def _merged(left: list[Item], right: list[Item], compare: Callable[[Item, Item], int]) -> Iterator[Item]:
    one = two = 0
    while one < len(left) and two < len(right):
        if compare(left[one], right[two]) <= 0:
            yield left[one]
            one += 1
        else:
            yield right[two]
            two += 1
    yield from left[one:]
    yield from right[two:]
