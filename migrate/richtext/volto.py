"""Blocks as Volto keeps them, the front end of Plone: a map of blocks by id, and the order of the ids.

Each function writes one kind of block; BLOCKS says which. What a block has is in Volto's own `config/Blocks.jsx` and in
the view of that block; what no view shows as it was published is kept as HTML, in a block of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from migrate.richtext import plain, slate
from migrate.richtext.blocks import (
    Anchor,
    Block,
    Buttons,
    Code,
    Columns,
    Details,
    Embed,
    File,
    Foreign,
    Group,
    Heading,
    Image,
    List,
    Look,
    Paragraph,
    Preformatted,
    Quote,
    Raw,
    Separator,
    Table,
)
from migrate.richtext.flat import marked
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Inline, html, is_blank
from migrate.richtext.slate import Unheld, VoltoBlock
from migrate.richtext.volto_foreign import props_of, with_nested
from migrate.richtext.volto_grid import grid
from migrate.richtext.volto_layout import Document, laid_out
from migrate.richtext.volto_media import film, image, media
from migrate.richtext.volto_tables import table
from migrate.richtext.volto_texts import Texts


def written(blocks: Iterable[Block], losses: Losses) -> Document:
    """`blocks` as Plone's fields `blocks` and `blocks_layout`; the same body gives the same ids."""
    return laid_out(Writer(losses).all(blocks))


class Writer:
    """Writes blocks, each below a place for the names in it that links lead to and that Volto's blocks cannot have."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.texts = Texts(losses)
        self._holding = False
        self._boxes = 0

    def all(self, blocks: Iterable[Block]) -> list[VoltoBlock]:
        """The blocks, and a place for the names at the end of them."""
        found = self.blocks(blocks)
        return [*found, *self._places()] if self.texts.names else found

    def blocks(self, blocks: Iterable[Block]) -> list[VoltoBlock]:
        """The blocks, each below a place for the names that stand in it."""
        found: list[VoltoBlock] = []
        for one in blocks:
            names = len(self.texts.names)
            try:
                made = BLOCKS[type(one)](self, one)
            except Unheld as why:
                made = self._unheld(one, names, why)
            if self.texts.names and made and not self._holding:
                made = self._named(made)
            found += made
        if self.texts.names and found and not self._holding:
            found += self._places()
        return found

    def held(self, blocks: Iterable[Block]) -> list[VoltoBlock]:
        """The blocks without places for their names, which the block around them gets."""
        outer, self._holding = self._holding, True
        found = self.blocks(blocks)
        self._holding = outer
        return found

    def place(self) -> str:
        """What sets the ids of the blocks in one block apart from those in others."""
        self._boxes += 1
        return f"{self._boxes} "

    def _named(self, made: list[VoltoBlock]) -> list[VoltoBlock]:
        (place,) = self._places()
        if made[0]["@type"] != "html":
            return [place, *made]
        return [{**made[0], "html": place["html"] + made[0]["html"]}, *made[1:]]

    def _places(self) -> list[VoltoBlock]:
        places, self.texts.names = plain.places(dict.fromkeys(self.texts.names)), []
        return [{"@type": "html", "html": places}]

    def look(self, look: Look) -> None:
        """Notes the name of a block; its classes and alignment have no place."""
        self.texts.name(look)
        if look.classes:
            self.losses.look["`class`"] += 1
        if look.align:
            self.losses.look["`align`"] += 1

    def html(self, source: str, what: str) -> list[VoltoBlock]:
        """A block of HTML, for what has no block of its own."""
        self.losses.kept[what] += 1
        return [{"@type": "html", "html": source}]

    def _unheld(self, one: Block, names: int, why: Unheld) -> list[VoltoBlock]:
        self.texts.forget(names)
        return self.html(plain.written((one,)), str(why))

    def paragraph(self, one: Paragraph) -> list[VoltoBlock]:
        return self.texts.text("p", one.text, one.look)

    def heading(self, one: Heading) -> list[VoltoBlock]:
        return self.texts.heading(one)

    def entries(self, one: List) -> list[VoltoBlock]:
        return slate.blocks(self.texts.entries(one))

    def table(self, one: Table) -> list[VoltoBlock]:
        if one.has_spans:
            return self._as_html(one, "a table with cells over several columns or rows")
        self.look(one.look)
        made: list[VoltoBlock] = [table(one, self.texts.children, self.losses)]
        if one.caption:
            self.losses.look["a caption below its table, which is a paragraph now"] += 1
            made += self.texts.text("p", one.caption, Look())
        return made

    def _as_html(self, one: Block, what: str) -> list[VoltoBlock]:
        return self.html(plain.written((one,)), what)

    def image(self, one: Image) -> list[VoltoBlock]:
        if one.caption:
            return self._as_html(one, "an image with a caption")
        self.look(Look(one.look.id, one.look.classes))
        return [image(one)]

    def quote(self, one: Quote) -> list[VoltoBlock]:
        return slate.blocks(self.texts.quote(one))

    def code(self, one: Code | Preformatted) -> list[VoltoBlock]:
        return self._as_html(one, "`pre`")

    def separator(self, one: Separator) -> list[VoltoBlock]:
        return self._as_html(one, "`hr`")

    def embed(self, one: Embed) -> list[VoltoBlock]:
        block = film(one)
        if block is None:
            return self._captioned(self.html(one.element.html, "a film that Volto's own block would misread"), one)
        self.look(Look(one.look.id, one.look.classes))
        if one.look.align:
            block["align"] = one.look.align
        return self._captioned([block], one)

    def _captioned(self, made: list[VoltoBlock], one: Embed) -> list[VoltoBlock]:
        if one.caption:
            self.losses.look["a caption of a film, which is a paragraph now"] += 1
            made += self.paragraph(Paragraph(one.caption))
        return made

    def details(self, one: Details) -> list[VoltoBlock]:
        return self._as_html(one, "what can be folded away")

    def buttons(self, one: Buttons) -> list[VoltoBlock]:
        self.losses.look["a button, which is a link now"] += len(one.buttons)
        return [
            block
            for button in one.buttons
            for block in self.paragraph(Paragraph((_link(button.text, button.link),), button.look))
        ]

    def file(self, one: File) -> list[VoltoBlock]:
        return self.paragraph(Paragraph((_link(one.text, one.link),)))

    def group(self, one: Group) -> list[VoltoBlock]:
        """What stands in it; a box around blocks is none of Volto's."""
        self.look(one.look)
        return self.blocks(one.blocks)

    def columns(self, one: Columns) -> list[VoltoBlock]:
        self.look(one.look)
        return grid(one, self)

    def foreign(self, one: Foreign) -> list[VoltoBlock]:
        """The very block that its source had, with its own blocks written anew."""
        props = props_of(one)
        if one.name == "html" and not isinstance(props.get("html"), str):
            return [{"@type": "html", "html": one.element.inner_html}]
        block: VoltoBlock = {"@type": one.name, **props}
        return [with_nested(block, one.nested, self.held(one.blocks), self.place()) if one.nested else block]

    def raw(self, one: Raw) -> list[VoltoBlock]:
        """HTML; but films and maps that stand in it alone are blocks."""
        seen = [node for node in one.nodes if not is_blank(node)]
        made = [media(node) if isinstance(node, Element) else None for node in seen]
        if not any(made):
            return self._as_html(one, one.what)
        parts = zip(made, seen, strict=True)
        return [block for shown, node in parts for block in ([shown] if shown else self.html(html((node,)), one.what))]


def _link(text: Inline, link: Anchor) -> Element:
    attributes = {"href": link.href, "target": link.target, "rel": link.rel}
    return marked("a", {name: value for name, value in attributes.items() if value}, text)


BLOCKS: dict[type, Callable[[Writer, Any], list[VoltoBlock]]] = {
    Paragraph: Writer.paragraph,
    Heading: Writer.heading,
    List: Writer.entries,
    Table: Writer.table,
    Image: Writer.image,
    Quote: Writer.quote,
    Code: Writer.code,
    Preformatted: Writer.code,
    Separator: Writer.separator,
    Embed: Writer.embed,
    Details: Writer.details,
    Buttons: Writer.buttons,
    File: Writer.file,
    Group: Writer.group,
    Columns: Writer.columns,
    Foreign: Writer.foreign,
    Raw: Writer.raw,
}
