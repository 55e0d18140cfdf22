"""Texts as Volto's blocks of text: each is one node of Slate, and an image in a line gets a block of its own."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.richtext import slate
from migrate.richtext.blocks import Block, Heading, Image, List, Look, Paragraph, Quote
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Inline
from migrate.richtext.slate import Node, Unheld, VoltoBlock
from migrate.richtext.slate_anchors import anchor_of
from migrate.richtext.slate_rows import simple_row
from migrate.richtext.volto_media import image

_CALLOUT = ("callout",)  # a paragraph that Volto's editor has a node for
_SHOWN = 4  # levels of headings that Volto's own theme has


class Texts:
    """Writes texts. `names` are those that links lead to and that nothing made so far has. All raise Unheld."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.names: list[str] = []
        self._seen = Losses()

    def forget(self, names: int) -> None:
        """Leaves out all names but the first, and what was lost in a text that is none after all."""
        del self.names[names:]
        self._seen = Losses()

    def name(self, look: Look) -> None:
        """Notes the name of what has `look`, which links may lead to."""
        if look.id:
            self.names.append(look.id)

    def children(self, text: Inline) -> list[Node]:
        """A row of text that nothing can part. Raises Unheld."""
        if (only := slate.only_text(text)) is not None:
            return [{"text": only}]
        if (row := simple_row(text)) is not None:
            return row[0]
        parts, images = self._line(text)
        if images:
            raise Unheld("an image within text")
        return slate.normal(parts)

    def _line(self, text: Inline) -> tuple[list[slate.Part], int]:
        line = slate.Line(self._seen, self.names)
        parts = line.parts(text)
        if self._seen.look:
            self.losses.add(self._seen)
            self._seen = Losses()
        return parts, line.images

    def heading(self, one: Heading) -> list[VoltoBlock]:
        names = len(self.names)
        found = self.text(f"h{one.level}", one.text, one.look)
        texts = [block for block in found if block["@type"] == "slate"]
        if len(texts) > 1:
            raise Unheld("a heading with an image in it")
        if texts and one.look.id and anchor_of(texts[0]["value"][0]["children"]) == one.look.id:
            del self.names[names]
        if one.level > _SHOWN:
            self.losses.look["the level of a heading below 4, which Volto's own theme shows as a paragraph"] += 1
        return found

    def text(self, kind: str, text: Inline, look: Look) -> list[VoltoBlock]:
        """A text, parted where images stand in it."""
        self.name(look)
        if look.classes == _CALLOUT and kind == "p":
            kind, look = "callout", look._replace(classes=())
        if (only := slate.only_text(text)) is not None:
            return slate.text_blocks(kind, only, look)
        if (row := simple_row(text)) is not None:
            return [{"@type": "slate", "value": [slate.node(kind, row[0], look)], "plaintext": row[1]}]
        parts, images = self._line(text)
        return self._parted(kind, parts, look) if images else slate.blocks(slate.node(kind, slate.normal(parts), look))

    def _parted(self, kind: str, parts: Sequence[slate.Part], look: Look) -> list[VoltoBlock]:
        found: list[VoltoBlock] = []
        for part in slate.parted(parts):
            if isinstance(part, Image):
                found.append(image(part._replace(look=part.look._replace(align=part.look.align or look.align))))
                self.name(part.look)
            else:
                found += slate.blocks(slate.node(kind, slate.normal(slate.trimmed(part)), look))
        if len(found) > 1:
            self.losses.look["an image within a line, which has a line of its own now"] += 1
        return found

    def entries(self, one: List) -> Node:
        """A list as Volto's editor makes it: the lists below an entry stand after it, not in it."""
        if one.reversed or one.style or one.start not in (None, 1):
            raise Unheld("a list with numbers of its own")
        self.name(one.look)
        children: list[Node] = []
        for item in one.items:
            children.append({"type": "li", "children": self.children(item.text)})
            children += [self.entries(inner) for inner in item.lists]
        return slate.node("ol" if one.ordered else "ul", children, one.look)

    def quote(self, one: Quote) -> Node:
        """A quotation of texts; each is a node within it, unless it is the only one and a paragraph."""
        self.name(one.look)
        only = one.blocks[0] if len(one.blocks) == 1 and not one.cite else None
        if isinstance(only, Paragraph) and only.look == Look(align=one.look.align):
            return slate.node("blockquote", self.children(only.text), one.look)
        inner = [self._inner(block) for block in one.blocks]
        if one.cite:
            inner.append({"type": "p", "children": self.children(one.cite)})
        return slate.node("blockquote", inner or [{"text": ""}], one.look)

    def _inner(self, one: Block) -> Node:
        if isinstance(one, Paragraph | Heading):
            self.name(one.look)
            kind = "p" if isinstance(one, Paragraph) else f"h{one.level}"
            return slate.node(kind, self.children(one.text), one.look)
        if isinstance(one, List):
            return self.entries(one)
        if isinstance(one, Quote):
            return self.quote(one)
        raise Unheld("a quotation with more than text in it")
