"""Blocks that a source of Volto's own had by a name: their fields as they were, and the blocks within them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from migrate.richtext.blocks import Foreign
from migrate.richtext.slate import VoltoBlock
from migrate.richtext.volto_layout import laid_out


def props_of(one: Foreign) -> dict[str, object]:
    """The fields of a block; none where they cannot be read."""
    try:
        props = json.loads(one.props) if one.props else {}
    except (ValueError, RecursionError):
        return {}
    return props if isinstance(props, dict) else {}


def with_nested(block: VoltoBlock, field: str, nested: Sequence[VoltoBlock], place: str) -> VoltoBlock:
    """`block` with blocks of its own: by ids in itself, in a list, or by ids in one of its fields."""
    if field == "columns":
        return {**block, "columns": [*nested]}
    document = laid_out(nested, place)
    if field == "blocks":
        return {**block, **document}
    others = block.get(field)
    return {**block, field: {**(others if isinstance(others, dict) else {}), **document}}
