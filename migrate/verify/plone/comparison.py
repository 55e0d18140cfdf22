"""The manifest of an export to Plone held against what is there, item by item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from migrate.verify.comparison import Comparison, Difference, Extra, Field, State, Verdict
from migrate.verify.plone.items import Found, Item, parent_of

_REST = "default pages are not shown over REST: look at them, or verify a dump"


class Target(NamedTuple):
    """All that was found."""

    name: str
    found: tuple[Found, ...]
    notes: tuple[str, ...] = ()


def comparison(items: Sequence[Item], target: Target) -> Comparison:
    """What became of every item, and what is there that no item names."""
    matches = _matched(items, target.found)
    misplaced = dict(_misplaced(items, matches))
    taken = {one.key for one in matches.values()}
    return Comparison(
        target=target.name,
        verdicts=tuple(_verdict(item, matches.get(item.id), misplaced.get(item.id)) for item in items),
        extras=tuple(Extra(found=one, copy_of=None) for one in target.found if one.key not in taken),
        notes=(*target.notes, *_unseen(items, matches)),
    )


def _matched(items: Sequence[Item], found: Iterable[Found]) -> dict[str, Found]:
    """The thing that each item became, by the item's id: by its UID, else what is there at its path."""
    uids = {item.uid for item in items}
    by_uid: dict[str, list[Found]] = {}
    by_path: dict[str, Found] = {}
    for one in found:
        if one.key in uids:
            by_uid.setdefault(one.key, []).append(one)
        else:
            by_path[one.path] = one
    matches: dict[str, Found] = {}
    for item in items:
        if item.uid in by_uid:  # what is shown in several languages has a path in each
            matches[item.id] = max(by_uid[item.uid], key=lambda one: one.path == item.path)
        elif item.path in by_path:
            matches[item.id] = by_path[item.path]
    return matches


def _verdict(item: Item, one: Found | None, misplaced: Difference | None) -> Verdict:
    if one is None:
        return Verdict(item=item, state="missing")
    differences = (*_differences(item, one), *([misplaced] if misplaced else []))
    fields = {difference.field for difference in differences}
    state: State = "moved" if "path" in fields else "different" if fields else "there"
    return Verdict(item=item, state=state, found=one, differences=differences)


def _differences(item: Item, one: Found) -> Iterator[Difference]:
    both: tuple[tuple[Field, str, str], ...] = (
        ("uid", item.uid, one.key),
        ("type", item.type, one.type),
        ("path", item.path, one.path),
        ("title", item.title, one.title),
        ("description", item.description, one.description),
        ("state", item.state, one.status),
        ("effective", item.effective, one.effective),
        ("language", item.language, one.language),
    )
    for field, wanted, found in both:
        if wanted != found:
            yield Difference(field, wanted, found)
    if item.default_page is not None and one.default_page not in (None, item.default_page):
        yield Difference("default page", item.default_page, one.default_page or "")
    if one.text_sha256 not in (None, item.text_sha256):
        yield Difference("text", "", "")


def _misplaced(items: Sequence[Item], matches: Mapping[str, Found]) -> Iterator[tuple[str, Difference]]:
    """Ids of the items that have to be moved to have all in order, as few as can be, and what stands before each.

    Places are those among the items alone: what else is there may stand anywhere.
    """
    children: dict[str, list[Item]] = {}
    for item in items:
        one = matches.get(item.id)
        if one is not None and item.order is not None and parent_of(one.path) == parent_of(item.path):
            children.setdefault(parent_of(item.path), []).append(item)
    for wanted in children.values():
        wanted.sort(key=lambda item: item.order or 0)
        there = sorted(wanted, key=lambda item: matches[item.id].order)
        places = {item.id: place for place, item in enumerate(there)}
        before, was_before = _before(wanted), _before(there)
        for item in _out_of_order(wanted, [places[item.id] for item in wanted]):
            yield item.id, Difference("order", before[item.id], was_before[item.id])


def _before(items: Sequence[Item]) -> dict[str, str]:
    """The id of what stands before each, by its id; empty for the first."""
    ids = [item.id for item in items]
    return dict(zip(ids, ["", *ids], strict=False))


def _out_of_order(items: Sequence[Item], places: Sequence[int]) -> list[Item]:
    """Those that are not in the longest row of rising places."""
    ends: list[int] = []  # the least place that ends a row of each length
    lengths = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length:] = [place, *ends[length + 1 :]]
        lengths.append(length)
    wanted, stay = len(ends) - 1, set()
    for number in range(len(items) - 1, -1, -1):
        if lengths[number] == wanted:
            stay.add(number)
            wanted -= 1
    return [item for number, item in enumerate(items) if number not in stay]


def _unseen(items: Sequence[Item], matches: Mapping[str, Found]) -> Iterator[str]:
    if any(item.id in matches and matches[item.id].text_sha256 is None for item in items):
        yield "text that is no HTML is shown as HTML over REST: look at it, or verify a dump"
    if any(item.default_page and matches[item.id].default_page is None for item in items if item.id in matches):
        yield _REST
