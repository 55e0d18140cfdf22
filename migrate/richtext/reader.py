"""HTML read into blocks: one walk, and a table that says which elements are which block. It knows no target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from migrate.richtext.blocks import (
    PLAIN,
    Block,
    Code,
    Column,
    Columns,
    Details,
    Foreign,
    Heading,
    Look,
    Preformatted,
    Quote,
    Raw,
    Separator,
)
from migrate.richtext.boxes import boxed, place_of, within
from migrate.richtext.columns import Share, rows, shares, without_layout
from migrate.richtext.figures import button, line_blocks, read_embed, read_image
from migrate.richtext.flat import flat, line, plain_attributes
from migrate.richtext.lists import read_list
from migrate.richtext.looks import is_hidden, look, side
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import INLINE, Element, Inline, Node, is_blank, is_inline, tree
from migrate.richtext.runs import Run, has_words, is_words, runs, touches
from migrate.richtext.tables import read_table

_DEEPEST = 30  # boxes in boxes; what is deeper is kept as HTML
_OF_LINKS = ("href", "target", "rel", "title", "name", "download", "hreflang")
_SECTIONS = frozenset(("section", "article", "header", "footer", "aside"))


class Place(NamedTuple):
    """Where an element stands: how many boxes are around it, and how they align what is in them."""

    depth: int = 0
    align: str | None = None


def read(html: str, losses: Losses, foreign: bool = False) -> list[Block]:
    """The blocks of a body. Comments, which nobody sees, are left out.

    With `foreign` blocks that the source had by a name (`data-block`) stay that; without it they are what they showed.
    """
    nodes, comments = tree(html)
    if comments:
        losses.look["a comment in the HTML"] += comments
    return Reader(losses, foreign).blocks(nodes, Place())


class Reader:
    """Reads one body; what its blocks do not hold is counted in `losses`."""

    def __init__(self, losses: Losses, foreign: bool = False) -> None:
        self.losses, self.foreign = losses, foreign

    def blocks(self, nodes: Sequence[Node], place: Place) -> list[Block]:
        """The blocks of `nodes`; text between them becomes paragraphs."""
        found: list[Block] = []
        for part in runs(nodes):
            found += self._run(part, place) if isinstance(part, Run) else self._block(part, place)
        return found

    def _block(self, element: Element, place: Place) -> list[Block]:
        handler = HANDLERS.get(element.tag)
        if handler is None or place.depth > _DEEPEST or (len(element.attrs) and is_hidden(element)):
            return [raw(element)]
        return handler(self, element, place)

    def _run(self, run: Run, place: Place) -> list[Block]:
        """Text that stands in no paragraph; breaks alone are only distance."""
        nodes = run.nodes
        found: list[Block] = []
        if not run.plain:
            found = self._mixed(nodes, place)
        elif not all(map(_is_distance, nodes)):
            found = line_blocks(nodes, Look(align=place.align) if place.align else PLAIN, self.losses)
        return [*found, *map(raw, run.unseen)] if run.unseen else found

    def _mixed(self, nodes: Sequence[Node], place: Place) -> list[Block]:
        """A line with more than text in it: HTML where there are words in it too, else one thing after the other."""
        if has_words(nodes) or touches(nodes):
            return [_raw_line(nodes, "a line of text with {} in it")]
        found: list[Block] = []
        for handled, group in groupby(nodes, _is_handled):
            part = [*group]
            if handled:
                found += [block for node in part if isinstance(node, Element) for block in self._block(node, place)]
            elif all(map(is_words, part)):
                found += self._run(Run(part, True, ()), place)
            else:
                found.append(_raw_line(part, "{}"))
        return found

    def paragraph(self, element: Element, place: Place) -> list[Block]:
        own = look(element, self.losses, inherited=place.align)
        children = element.children
        if is_inline(children):
            return line_blocks(children, own, self.losses)
        if has_words(children) and (own.id or own.classes):
            return [raw(element, "a paragraph with more than text")]
        return boxed(self.blocks(children, Place(place.depth + 1, own.align)), own, "div")

    def heading(self, element: Element, place: Place) -> list[Block]:
        losses, children = Losses(), element.children
        text = flat(children, losses)
        if text is None:
            return [raw(element, "a heading with more than text")]
        self.losses.add(losses)
        centred = text is not children and element.find("center") is not None
        own = look(element, self.losses, inherited="center" if centred else place.align)
        return [Heading(int(element.tag[1]), text, own)] if own.id or text else []

    def entries(self, element: Element, place: Place) -> list[Block]:
        losses = Losses()
        found = read_list(element, losses)
        if found is None:
            return [raw(element, "a list with more than text in it")]
        self.losses.add(losses)
        return [found] if found.items else place_of(found.look)

    def table(self, element: Element, place: Place, caption: Inline = ()) -> list[Block]:
        losses = Losses()
        found = read_table(element, losses, caption)
        if found is None:
            return [raw(element, "a table with more than text in its cells")]
        self.losses.add(losses)
        above = [node for node in element.children if type(node) is Element and node.tag == "caption"]
        before = [block for node in above for block in self.paragraph(node, place)]
        if before:
            self.losses.look["a caption above its table, which is a paragraph now"] += 1
        return [*before, found] if found.head or found.body or found.foot else [*before, *place_of(found.look)]

    def pre(self, element: Element, place: Place) -> list[Block]:
        children = element.children
        if not is_inline(children):
            return [raw(element)]
        own = look(element, self.losses)
        inner = children[0] if len(children) == 1 else None
        if type(inner) is Element and inner.tag == "code" and not is_hidden(inner):
            code = look(inner, self.losses)
            text = line(inner, Losses()) if own.id else inner.children
            return [Code(text, Look(own.id or code.id, (*own.classes, *code.classes)))]
        return [Preformatted(children, own)]

    def quote(self, element: Element, place: Place) -> list[Block]:
        own = look(element, self.losses, inherited=place.align)
        children = element.children
        last = next((node for node in reversed(children) if not is_blank(node)), None)
        cite: Inline = ()
        if type(last) is Element and last.tag in ("cite", "footer") and _is_line(last):
            cite, children = line(last, self.losses), [node for node in children if node != last]
        return [Quote(self.blocks(children, Place(place.depth + 1)), cite, own)]

    def separator(self, element: Element, place: Place) -> list[Block]:
        own = look(element, self.losses)
        return [Separator(Look(own.id, own.classes))]

    def frame(self, element: Element, place: Place) -> list[Block]:
        found = read_embed(element, PLAIN, self.losses)
        return [found or raw(element)]

    def details(self, element: Element, place: Place) -> list[Block]:
        children = element.children
        first = next((at for at, node in enumerate(children) if not is_blank(node)), 0)
        summary = children[first] if children else None
        if type(summary) is not Element or summary.tag != "summary" or is_hidden(summary):
            return [raw(element)]
        if not is_inline(summary.children) or not has_words(summary.children):
            return [raw(element)]
        own = look(element, self.losses, ("open",))
        blocks = self.blocks(children[first + 1 :], Place(place.depth + 1))
        return [Details(line(summary, self.losses), blocks, "open" in element.attrs, element, own)]

    def figure(self, element: Element, place: Place) -> list[Block]:
        own = look(element, self.losses, inherited=place.align)
        if "data-align" in element.attrs:
            own = own._replace(align=side(element) or own.align)
        inner = [node for node in element.children if not is_blank(node)]
        shown = [*inner, None, None][:2]
        caption = self._caption(shown[1])
        if type(shown[0]) is Element and len(inner) == (2 if caption else 1):
            found = self._captioned(shown[0], caption, own, place)
            if found is not None:
                return found
        return boxed(self.blocks(element.children, Place(place.depth + 1, own.align)), own, "div")

    def _caption(self, node: Node | None) -> Inline:
        is_caption = type(node) is Element and node.tag == "figcaption" and _is_line(node)
        return line(node, self.losses) if is_caption and isinstance(node, Element) else ()

    def _captioned(self, node: Element, caption: Inline, own: Look, place: Place) -> list[Block] | None:
        block: Block | None = None
        if node.tag in ("img", "a"):
            block = read_image(node, own, self.losses, caption)
        elif node.tag == "iframe":
            block = read_embed(node, own, self.losses, caption)
        elif node.tag == "table":
            return boxed(self.table(node, place, caption), own, "div")
        return None if block is None else [block]

    def mark(self, element: Element, place: Place) -> list[Block]:
        """What marks text, with blocks in it: their texts are marked then. A link around a `button` is that."""
        if (found := button(element, PLAIN, self.losses)) is not None:
            return found
        attempt = Reader(Losses(), self.foreign)
        own = look(element, attempt.losses, _OF_LINKS, place.align)
        attributes = {name: value for name, value in plain_attributes(element).items() if name in _OF_LINKS}
        inner = attempt.blocks(element.children, Place(place.depth + 1, own.align))
        found = within(element.tag, attributes, inner) if element.tag != "a" or "href" in attributes else None
        if found is None or (not found and "href" in attributes):
            return [raw(element, f"`{element.tag}` around blocks")]
        self.losses.add(attempt.losses)
        return boxed(found, own, "div")

    def box(self, element: Element, place: Place) -> list[Block]:
        inherited = "center" if element.tag == "center" else place.align
        own = look(element, self.losses, inherited=inherited)
        beside = shares(element)
        if beside is not None:
            return self._columns(beside, own, place)
        name = element.attr("data-block") if element.tag == "section" else None
        if name and self.foreign:
            return [self._foreign(name, element, place)]
        tag = element.tag if element.tag in _SECTIONS and name is None else "div"
        return boxed(self.blocks(element.children, Place(place.depth + 1, own.align)), own, tag)

    def _foreign(self, name: str, element: Element, place: Place) -> Foreign:
        """A block by its name; what stands in a header or footer of its own is said by its fields."""
        inner = [node for node in element.children if type(node) is not Element or node.tag not in ("header", "footer")]
        nested = element.attr("data-blocks")
        blocks = self.blocks(inner, Place(place.depth + 1)) if nested else ()
        return Foreign(name, element.attr("data-props") or "", nested, blocks, element)

    def _columns(self, beside: Sequence[Share], own: Look, place: Place) -> list[Block]:
        found: list[Block] = []
        for row in rows(beside):
            inner = [self._column(element, share, Place(place.depth + 1, own.align)) for element, share in row]
            id = own.id if not found else None
            found.append(Columns(inner, Look(id, without_layout(own.classes))))
        return found

    def _column(self, element: Element, share: float | None, place: Place) -> Column:
        own = look(element, self.losses, inherited=place.align)
        blocks = self.blocks(element.children, Place(place.depth, own.align))
        return Column(blocks, share, Look(own.id, without_layout(own.classes)))


def _is_handled(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in HANDLERS and not is_words(node)


def _raw_line(nodes: Sequence[Node], what: str) -> Raw:
    others = dict.fromkeys(f"`{node.tag:.40}`" for node in nodes if isinstance(node, Element) and not is_words(node))
    return Raw(nodes, what.format(" and ".join(list(others)[:3])))


def _is_distance(node: Node) -> bool:
    return is_blank(node) or (type(node) is Element and node.tag == "br" and not node.attrs)


def _is_line(element: Element) -> bool:
    return is_inline(element.children) and not is_hidden(element)


def raw(element: Element, what: str | None = None) -> Raw:
    """An element that stays HTML."""
    return Raw((element,), what or f"`{element.tag:.40}`")


HANDLERS: dict[str, Callable[[Reader, Element, Place], list[Block]]] = {
    "p": Reader.paragraph,
    "figcaption": Reader.paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Reader.heading),
    "ul": Reader.entries,
    "ol": Reader.entries,
    "table": Reader.table,
    "pre": Reader.pre,
    "blockquote": Reader.quote,
    "hr": Reader.separator,
    "iframe": Reader.frame,
    "details": Reader.details,
    "figure": Reader.figure,
    **dict.fromkeys(INLINE - {"span", "font", "img", "br", "wbr"}, Reader.mark),
    **dict.fromkeys(
        ("div", "center", "main", "nav", "address", "hgroup", "search", "span", "font", *_SECTIONS), Reader.box
    ),
}
