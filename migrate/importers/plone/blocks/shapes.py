"""Sections that stand for blocks which HTML has no element for, with what they show and the blocks in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migrate.importers.plone.blocks.markup import element
from migrate.importers.plone.blocks.page import Block, Page, Write, kind_of
from migrate.importers.plone.blocks.parts import Part, maps
from migrate.importers.plone.blocks.props import props, section


class Shape(NamedTuple):
    """What a section shows: parts above and below its nested blocks, and where those stand.

    `inner` is empty where there are none, `blocks` where the block itself has `blocks` and `blocks_layout`, `columns`
    for a list of blocks, else the name of the field that has them; `kind` is the type of nested blocks that name none.
    `live` says what the site works out anew whenever the block is shown.
    """

    above: Sequence[Part] = ()
    inner: str = ""
    below: Sequence[Part] = ()
    kind: str = ""
    live: str = ""


def shaped(shape: Shape) -> Write:
    """The writer of blocks of a shape."""

    def write(page: Page, block: Block, depth: int) -> str:
        return written(shape, page, block, depth)

    return write


def written(shape: Shape, page: Page, block: Block, depth: int) -> str:
    """A block of a shape as a section."""
    if shape.live:
        page.notes.add("plone.block-live", shape.live, kind_of(block))
    above, below = ("".join([part(page, block, depth) for part in some]) for some in (shape.above, shape.below))
    if not shape.inner:
        return section(kind_of(block), props(block), above + below)
    around = element("header", above), element("footer", below)
    if shape.inner == "columns":
        return _columns(page, block, depth, around)
    return _nested(shape, page, block, depth, around)


def _columns(page: Page, block: Block, depth: int, around: tuple[str, str]) -> str:
    held = block.get("columns")
    if not isinstance(held, list):
        return _without_blocks(page, block, held, around)
    inner = "".join([page.block(one, depth + 1) for one in maps(held)])
    return section(kind_of(block), props(block, ("columns",)), around[0] + inner + around[1], "columns")


def _nested(shape: Shape, page: Page, block: Block, depth: int, around: tuple[str, str]) -> str:
    kind, own = kind_of(block), shape.inner == "blocks"
    holder = block if own else block.get(shape.inner)
    if not isinstance(holder, dict) or not isinstance(holder.get("blocks"), dict):
        return _without_blocks(page, block, block.get(shape.inner), around)
    inner = around[0] + page.blocks(holder, depth + 1, shape.kind) + around[1]
    kept = props(block, ("blocks", "blocks_layout") if own else (shape.inner,))
    rest = {} if own else props(holder, ("blocks", "blocks_layout"))
    return section(kind, {**kept, shape.inner: rest} if rest else kept, inner, shape.inner)


def _without_blocks(page: Page, block: Block, held: object, around: tuple[str, str]) -> str:
    """A section of a block whose nested blocks are none."""
    if held:
        page.notes.add("plone.block-layout", "blocks whose own blocks are no map or list of them: {}", kind_of(block))
    return section(kind_of(block), props(block), "".join(around))
