"""Columns as Volto's grid, in which every column is one block: a text, an image, or a teaser, which is a card.

What is more than one block in a column stands below each other instead: no column of a grid could hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from migrate.richtext import slate
from migrate.richtext.blocks import Block, Column, Columns, Heading, Image, Paragraph
from migrate.richtext.nodes import Element, Inline, Text, is_blank, words
from migrate.richtext.slate import VoltoBlock
from migrate.richtext.volto_layout import laid_out

if TYPE_CHECKING:
    from migrate.richtext.volto import Writer

_OF_LINKS = frozenset(("href", "target", "rel", "class"))
_MOST = 4  # columns, by Volto's own configuration


class _Said(NamedTuple):
    """The words of a text without marks, and the link that it is as a whole."""

    words: str
    link: Element | None = None


def grid(one: Columns, writer: Writer) -> list[VoltoBlock]:
    """The grids of some columns, or what is in them one below the other. A column without anything is left out."""
    made = [blocks for column in one.columns if (blocks := _made(column, writer))]
    cells = [cell for blocks in made if (cell := _cell(blocks)) is not None]
    if len(made) < 2 or len(cells) < len(made):
        if len(made) > 1:
            writer.losses.look["columns, which stand below each other now"] += 1
        return [block for blocks in made for block in blocks]
    if len({column.width for column in one.columns}) > 1:
        writer.losses.look["the widths of columns"] += 1
    rows = [cells[at : at + _MOST] for at in range(0, len(cells), _MOST)]
    return [{"@type": "gridBlock", **laid_out(row, writer.place())} for row in rows]


def _made(column: Column, writer: Writer) -> list[VoltoBlock]:
    writer.look(column.look)
    card = _teaser(column.blocks, writer)
    return [card] if card else writer.held(column.blocks)


def _cell(blocks: Sequence[VoltoBlock]) -> VoltoBlock | None:
    """The one block that these are in a grid; None where there is none."""
    if len(blocks) == 1:
        return blocks[0] if blocks[0]["@type"] != "gridBlock" else None
    if any(block["@type"] != "slate" for block in blocks):
        return None
    return slate.block({"type": "div", "children": [block["value"][0] for block in blocks]})


def _teaser(blocks: Sequence[Block], writer: Writer) -> VoltoBlock | None:
    """The card that a linked heading is with texts below it, and perhaps an image above, with no link but that one."""
    picture = blocks[0] if blocks and isinstance(blocks[0], Image) else None
    texts = [one for one in blocks[1 if picture else 0 :] if isinstance(one, Heading | Paragraph)]
    said = [_said(one.text) for one in texts]
    if not texts or not isinstance(texts[0], Heading) or len(texts) + bool(picture) < len(blocks):
        return None
    if any(isinstance(one, Heading) for one in texts[1:]) or (picture and picture.caption):
        return None
    link = said[0].link if said[0] else None
    known = [one for one in said if one is not None]
    hrefs = {one.link.attr("href") for one in known if one.link}
    if picture and picture.link:
        hrefs.add(picture.link.href)
    if link is None or len(known) < len(said) or len(hrefs) > 1:
        return None
    for one in blocks:
        if isinstance(one, Heading | Paragraph | Image):
            writer.look(one.look._replace(align=None))
    return _card(link, known, picture)


def _card(link: Element, said: Sequence[_Said], picture: Image | None) -> VoltoBlock:
    block: VoltoBlock = {"@type": "teaser", "href": [{"@id": link.attr("href") or ""}], "overwrite": True}
    block["title"] = said[0].words
    block["description"] = " ".join(one.words for one in said[1:] if one.words)
    if picture:
        block["preview_image"] = [{"@id": picture.src}]
    if link.attr("target") == "_blank":
        block["openLinkInNewTab"] = True
    return block


def _said(text: Inline) -> _Said | None:
    """None where marks, images or several links are in it."""
    seen = [node for node in text if not is_blank(node)]
    only = seen[0] if len(seen) == 1 else None
    if not isinstance(only, Element):
        bare = all(isinstance(node, Text) for node in seen)
        return _Said(_folded(seen)) if bare else None
    bare = only.tag == "a" and all(isinstance(node, Text) for node in only.children)
    if not bare or not only.attr("href") or not set(only.attrs) <= _OF_LINKS:
        return None
    return _Said(_folded(seen), only)


def _folded(nodes: Inline) -> str:
    return " ".join("".join(words(nodes)).split())
