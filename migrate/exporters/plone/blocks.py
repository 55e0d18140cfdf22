"""Volto's blocks: whole, and with those around them that show fields of the item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import NAMESPACE_URL

from migrate.interfaces import Tell
from migrate.richtext.volto_layout import uuid5

Document = dict[str, object]

_IDS = NAMESPACE_URL.bytes
# without a query, a listing has what lies in the item
_AROUND: Mapping[str, Mapping[str, object]] = {
    "title": {"@type": "title"},
    "description": {"@type": "description"},
    "listing": {"@type": "listing", "querystring": {"query": []}, "variation": "default"},
}


def whole(value: object, tell: Tell) -> Document:
    """Blocks and their order, each naming the same: a place without a block stays empty. A list is refused."""
    found = value.get("blocks") if isinstance(value, Mapping) else None
    layout = value.get("blocks_layout") if isinstance(value, Mapping) else None
    items = layout.get("items") if isinstance(layout, Mapping) else None
    if not isinstance(found, Mapping) or not isinstance(layout, Mapping) or not isinstance(items, list):
        tell("plone.field", f"`blocks` is {value!r:.60}, no map of blocks and their layout; it was left out")
        return {"blocks": {}, "blocks_layout": {"items": []}}
    order = [id for id in dict.fromkeys(map(str, items)) if id in found]
    if order != items:
        tell("plone.field", "`blocks_layout` names blocks twice or that are not there; they were left out")
    return {"blocks": dict(found), "blocks_layout": {**layout, "items": order}}


def listing(fields: object) -> Mapping[str, object]:
    """A list of what a collection asks for; of what lies in the item where it asks for nothing."""
    said = fields if isinstance(fields, Mapping) else {}
    query = said.get("query")
    asked: dict[str, object] = {"query": query if isinstance(query, list) else []}
    if asked["query"]:
        given = {"sort_on": said.get("sort_on"), "limit": said.get("limit"), "b_size": said.get("item_count")}
        asked |= {name: value for name, value in given.items() if value}
        asked["sort_order"] = "descending" if said.get("sort_reversed") else "ascending"
    return {**_AROUND["listing"], "querystring": asked}


def around(
    document: Document, first: Iterable[str], last: Iterable[str], uid: str, tell: Tell, fields: object = None
) -> Document:
    """The blocks with others before and behind them, by their types; one of a type that is there is not added.

    A listing asks for what `fields` say, which are those of the item.
    """
    blocks, layout = document["blocks"], document["blocks_layout"]
    assert isinstance(blocks, dict)
    assert isinstance(layout, dict)
    there = {str(block.get("@type")) for block in blocks.values() if isinstance(block, Mapping)}
    known = {**_AROUND, "listing": listing(fields)}
    before, behind = (dict(_added(names, there, known, uid, tell)) for names in (first, last))
    return {
        "blocks": {**before, **blocks, **behind},
        "blocks_layout": {**layout, "items": [*before, *layout["items"], *behind]},
    }


def _added(
    names: Iterable[str], there: set[str], known: Mapping[str, Mapping[str, object]], uid: str, tell: Tell
) -> Iterator[tuple[str, dict[str, object]]]:
    for name in names:
        if name not in _AROUND:
            tell("plone.field", f"{name!r:.40} is no block that can be put round others; write {', '.join(_AROUND)}")
        elif name not in there:
            yield uuid5(_IDS, f"{uid}#{name}"), dict(known[name])
