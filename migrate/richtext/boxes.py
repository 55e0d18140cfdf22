"""What is made of an element around blocks: a group, a mark on each of their texts, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from migrate.richtext.blocks import (
    Anchor,
    Block,
    Code,
    Embed,
    Group,
    Heading,
    Image,
    Look,
    Paragraph,
    Preformatted,
    Table,
)
from migrate.richtext.flat import marked

# what a box around nothing else may hand its name and classes to
_MEDIA = (Image, Embed, Table, Code, Preformatted)


def boxed(blocks: list[Block], own: Look, tag: str) -> list[Block]:
    """`blocks` in a group that has the name and classes of the element around them, where it has any."""
    if not own.id and (not own.classes or not blocks) and tag == "div":
        return blocks
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, _MEDIA) and not (own.id and only.look.id) and tag == "div":
        merged = Look(own.id or only.look.id, (*own.classes, *only.look.classes), only.look.align)
        return [only._replace(look=merged)]
    return [Group(blocks, tag, Look(own.id, own.classes))]


def place_of(look: Look) -> list[Block]:
    """What is left of something empty: the name that links lead to."""
    return [Group((), look=Look(look.id))] if look.id else []


def within(mark: str, attributes: Mapping[str, str], blocks: Sequence[Block]) -> list[Block] | None:
    """`blocks` with an element that marks text, such as a link, around each text; None where one has no such text."""
    found: list[Block] = []
    for block in blocks:
        one = _within(mark, attributes, block)
        if one is None:
            return None
        found.append(one)
    return found


def _within(mark: str, attributes: Mapping[str, str], block: Block) -> Block | None:
    if isinstance(block, Paragraph | Heading):
        return block._replace(text=(marked(mark, attributes, block.text),))
    if isinstance(block, Group):
        inner = within(mark, attributes, block.blocks)
        return None if inner is None else block._replace(blocks=inner)
    if not isinstance(block, Image) or mark != "a":
        return block if isinstance(block, Image) else None
    if block.link is not None or block.caption:
        return None
    return block._replace(link=Anchor(attributes["href"], attributes.get("target"), attributes.get("rel")))
