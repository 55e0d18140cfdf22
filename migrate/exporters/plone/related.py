"""Fields of an item that bind it to others: the importer takes them from `relations.json`, when all items are there.

In an item it would look for the other when it makes the one, and mostly find nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

RELATED, PREVIEW = "relatedItems", "preview_image_link"
_ALWAYS = (RELATED, PREVIEW)


class Bond(NamedTuple):
    """A relation of an item: the name of its field, and the UID of the other item."""

    name: str
    uid: str


def bonds(fields: dict[str, object], find: Callable[[object], str | None]) -> list[Bond]:
    """Takes such fields out of `fields`. `find` gives the UID of what a ref names."""
    found: list[Bond] = []
    for name in [name for name, value in fields.items() if name in _ALWAYS or _is_bound(value)]:
        found += (Bond(name, uid) for uid in _uids(fields.pop(name), find))
    return found


def _is_bound(value: object) -> bool:
    """Whether a value is what Plone says of other items, be it one or a list of them."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, Mapping) and _is_bound(one) for one in value)
    return isinstance(value, Mapping) and {"@id", "@type", "UID"} <= value.keys()


def _uids(value: object, find: Callable[[object], str | None]) -> Iterator[str]:
    """The UIDs of other items, given as UIDs, refs or maps that have either."""
    for one in value if isinstance(value, list) else [value]:
        said = (one.get("UID") or one.get("@id")) if isinstance(one, Mapping) else one
        if isinstance(said, str) and said:
            yield find(said) or said
