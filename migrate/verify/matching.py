"""Which thing of the target is which item of the manifest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from migrate.verify.found import TRASH, Found
from migrate.verify.manifest import Item

T = TypeVar("T")


def matched(items: Sequence[Item], found: Sequence[Found]) -> dict[str, Found]:
    """The thing that each item became, by the item's id; what has none is not there.

    An id in the guid decides. What has no id of an item is known by type and path, and what was moved as well by type,
    title and content, if that is plain. What is in the trash comes last.
    """
    ids = frozenset(item.id for item in items)
    live = [one for one in found if one.status != TRASH]
    thrown = [one for one in found if one.status == TRASH]
    matches: dict[str, Found] = {}
    for ones in (live, thrown):
        _by_id(items, ones, matches)
        unnamed = [one for one in ones if one.source not in ids]
        _where_plain(items, unnamed, matches, _path_of_item, _paths_of_found)
        _where_plain(items, unnamed, matches, _looks_of_item, _looks_of_found)
    return matches


def _by_id(items: Sequence[Item], found: Sequence[Found], matches: dict[str, Found]) -> None:
    """Of several with one id, as a second import leaves them, the one of the right type and path counts."""
    named: dict[str, list[Found]] = {}
    for one in found:
        if one.source is not None:
            named.setdefault(one.source, []).append(one)
    for item in items:
        if item.id in named and item.id not in matches:
            matches[item.id] = max(named[item.id], key=lambda one: (one.type == item.type, item.path in one.paths))


def _where_plain(
    items: Sequence[Item],
    found: Iterable[Found],
    matches: dict[str, Found],
    of_item: Callable[[Item], Hashable],
    of_found: Callable[[Found], Iterable[Hashable]],
) -> None:
    """Adds what one item and one thing alone have in common."""
    taken = {one.key for one in matches.values()}
    open_items = _alone((of_item(item), item) for item in items if item.id not in matches)
    open_found = _alone((key, one) for one in found if one.key not in taken for key in of_found(one))
    for key in open_items.keys() & open_found.keys():
        item, thing = open_items[key], open_found[key]
        if thing.key not in taken:
            matches[item.id] = thing
            taken.add(thing.key)


def _alone(pairs: Iterable[tuple[Hashable, T]]) -> Mapping[Hashable, T]:
    """The pairs whose key no other has."""
    seen: dict[Hashable, T | None] = {}
    for key, value in pairs:
        seen[key] = None if key in seen and seen[key] is not value else value
    return {key: value for key, value in seen.items() if key is not None and value is not None}


def _path_of_item(item: Item) -> Hashable:
    return None if item.path is None else (item.type, item.path)


def _paths_of_found(one: Found) -> Iterable[Hashable]:
    return ((one.type, path) for path in one.paths)


def _looks_of_item(item: Item) -> Hashable:
    return item.type, item.title, item.content_sha256


def _looks_of_found(one: Found) -> Iterable[Hashable]:
    return [] if one.content_sha256 is None else [(one.type, one.shown_title, one.content_sha256)]
