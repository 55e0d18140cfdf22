"""Blocks as WordPress's editor keeps them in a post, valid for its own check from the version `target_version` on.

Each function writes one kind of block; BLOCKS says which. What a block has is in WordPress's own `block.json` and
`save.js` of that block. https://developer.wordpress.org/block-editor/reference-guides/core-blocks/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from migrate.richtext.blocks import (
    LIST_TYPES,
    PLAIN,
    Anchor,
    Block,
    Buttons,
    Code,
    Column,
    Columns,
    Details,
    Embed,
    File,
    Group,
    Heading,
    Image,
    Item,
    List,
    Look,
    Paragraph,
    Preformatted,
    Quote,
    Raw,
    Row,
    Separator,
    Table,
)
from migrate.richtext.gutenberg_markup import block, inline, joined, of_cell, tag, verbatim
from migrate.richtext.gutenberg_text import Blocks, Texts
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Inline, html

Version = tuple[int, int]

OLDEST: Version = (6, 1)  # what comes before keeps lists and quotes in another way
TABLE_SPANS: Version = (6, 2)
DETAILS: Version = (6, 3)
LIST_STYLES: Version = (6, 4)  # as CSS; before that as the attribute `type`
IMAGE_SIZES: Version = (6, 5)  # as CSS; before that as attributes, in pixels alone
NEWEST: Version = (7, 0)  # of those that anything here differs for

_WIDE = "wp-embed-aspect-16-9 wp-has-aspect-ratio"


def written(blocks: Iterable[Block], version: Version, losses: Losses) -> Blocks:
    """`blocks` as the content of a post."""
    writer = Writer(version, losses)
    return Blocks.of(writer.content(blocks), writer.texts)


class Writer:
    def __init__(self, version: Version, losses: Losses) -> None:
        self.version, self.losses, self.texts = version, losses, Texts()

    def content(self, blocks: Iterable[Block]) -> str:
        return joined([BLOCKS[type(one)](self, one) for one in blocks])

    def line(self, nodes: Inline) -> str:
        """Text within a block. What stands first is to be written first, since the texts are gathered in that order."""
        text = html(nodes)
        self.texts.add_line(nodes, text)
        return inline(text)

    def named(self, one: Embed | Details) -> str | None:
        """A group with the block's name, for blocks that cannot have one in all versions; None where it has none."""
        if not one.look.id:
            return None
        return self.group(Group((one._replace(look=one.look._replace(id=None)),), look=Look(one.look.id)))

    def paragraph(self, one: Paragraph) -> str:
        if one.look == PLAIN:
            return block("paragraph", {}, f"<p>{self.line(one.text)}</p>")
        attributes, around = said(one.look, ("align", "has-text-align-"))
        return block("paragraph", attributes, tag("p", around, self.line(one.text)))

    def heading(self, one: Heading) -> str:
        attributes, around = said(one.look, ("textAlign", "has-text-align-"), "wp-block-heading")
        if one.level != 2:
            attributes = {**attributes, "level": one.level}
        return block("heading", attributes, tag(f"h{one.level}", around, self.line(one.text)))

    def entries(self, one: List) -> str:
        attributes, around = said(one.look, None, "wp-block-list")
        if one.ordered:
            attributes["ordered"] = True
            self._numbering(one, attributes, around)
        items = joined([self._item(item) for item in one.items])
        return block("list", attributes, tag("ol" if one.ordered else "ul", around, items))

    def _numbering(self, one: List, attributes: dict[str, object], around: dict[str, str | None]) -> None:
        if one.style and self.version >= LIST_STYLES:
            attributes["type"], around["style"] = one.style, f"list-style-type:{one.style}"
        elif one.style:
            attributes["type"] = around["type"] = LIST_TYPES[one.style]
        if one.reversed:
            attributes["reversed"], around["reversed"] = True, ""
        if one.start is not None:
            attributes["start"], around["start"] = one.start, str(one.start)

    def _item(self, item: Item) -> str:
        text = self.line(item.text)
        return block("list-item", {}, f"<li>{text}{self.content(item.lists)}</li>")

    def table(self, one: Table) -> str:
        if one.has_spans and self.version < TABLE_SPANS:
            return self.html((one.element,), "a table with cells over several columns or rows")
        attributes, around = said(one.look, ("align", "align"), "wp-block-table")
        parts = (("thead", one.head), ("tbody", one.body), ("tfoot", one.foot))
        rows = "".join([tag(name, {}, "".join([self._row(row) for row in part])) for name, part in parts if part])
        # the default differs between versions, so it is always said
        return block(
            "table",
            {"hasFixedLayout": False, **attributes},
            tag("figure", around, tag("table", {}, rows) + self._caption(one.caption)),
        )

    def _row(self, row: Row) -> str:
        cells = [tag("th" if cell.header else "td", of_cell(cell), self.line(cell.text)) for cell in row]
        return f"<tr>{''.join(cells)}</tr>"

    def _caption(self, text: Inline) -> str:
        return tag("figcaption", {"class": "wp-element-caption"}, self.line(text)) if text else ""

    def image(self, one: Image) -> str:
        sizes, style = self._sizes(one)
        resized = ("is-resized",) if sizes else ()
        attributes, around = said(one.look, ("align", "align"), "wp-block-image", *resized)
        img = tag("img", {"src": one.src, "alt": one.alt, **style, "title": one.title or None}, None)
        if one.link:
            img = tag("a", {"class": one.link.classes, **_link(one.link)}, img)
        attributes = {**sizes, "linkDestination": "custom" if one.link else "none", **attributes}
        return block("image", attributes, tag("figure", around, img + self._caption(one.caption)))

    def _sizes(self, one: Image) -> tuple[dict[str, object], dict[str, str | None]]:
        """The size as the block's attributes, and as those of its `img`."""
        given = {"width": one.width, "height": one.height}
        found = {name: value for name, value in given.items() if value}
        if self.version >= IMAGE_SIZES:
            css = {name: value if value.endswith("%") else f"{value}px" for name, value in found.items()}
            if css.keys() == {"width"}:
                css["height"] = "auto"  # which newer versions write themselves
            return dict(css), {"style": ";".join(f"{name}:{value}" for name, value in css.items()) or None}
        pixels = {name: value for name, value in found.items() if not value.endswith("%")}
        if len(pixels) < len(found):
            self.losses.look["a width of an image in per cent"] += 1
        return {name: int(value) for name, value in pixels.items()}, dict(pixels)

    def quote(self, one: Quote) -> str:
        attributes, around = said(one.look, ("align", "has-text-align-"), "wp-block-quote")
        content = self.content(one.blocks)
        cite = tag("cite", {}, self.line(one.cite)) if one.cite else ""
        return block("quote", attributes, tag("blockquote", around, content + cite))

    def code(self, one: Code) -> str:
        attributes, around = said(one.look, None, "wp-block-code")
        return block("code", attributes, tag("pre", around, tag("code", {}, self.line(one.text))))

    def preformatted(self, one: Preformatted) -> str:
        attributes, around = said(one.look, None, "wp-block-preformatted")
        text = self.line(one.text)
        # a line feed at the beginning of `pre` is none
        return block("preformatted", attributes, tag("pre", around, f"\n{text}" if text.startswith("\n") else text))

    def separator(self, one: Separator) -> str:
        attributes, around = said(one.look, None, "wp-block-separator", "has-alpha-channel-opacity")
        return block("separator", attributes, tag("hr", around, None))

    def embed(self, one: Embed) -> str:
        if named := self.named(one):
            return named
        look = one.look._replace(classes=(*_WIDE.split(), *one.look.classes))
        names = (f"is-type-video is-provider-{one.provider}", f"wp-block-embed-{one.provider}")
        attributes, around = said(look, ("align", "align"), "wp-block-embed", *names)
        film = {"url": one.url, "type": "video", "providerNameSlug": one.provider, "responsive": True}
        self.texts.add(one.url)
        shown = tag("div", {"class": "wp-block-embed__wrapper"}, f"\n{one.url.replace('&', '&amp;')}\n")
        return block("embed", {**film, **attributes}, tag("figure", around, shown + self._caption(one.caption)))

    def details(self, one: Details) -> str:
        if self.version < DETAILS:
            return self.html((one.element,), "what can be folded away")
        if named := self.named(one):
            return named
        attributes, around = said(one.look, None, "wp-block-details")
        if one.open:
            attributes["showContent"], around["open"] = True, ""
        inner = tag("summary", {}, self.line(one.summary)) + self.content(one.blocks)
        return block("details", attributes, tag("details", around, inner))

    def buttons(self, one: Buttons) -> str:
        found: list[str] = []
        for button in one.buttons:
            attributes, around = said(button.look, None, "wp-block-button")
            link = {"class": "wp-block-button__link wp-element-button", **_link(button.link)}
            found.append(block("button", attributes, tag("div", around, tag("a", link, self.line(button.text)))))
        return block("buttons", {}, tag("div", {"class": "wp-block-buttons"}, joined(found)))

    def file(self, one: File) -> str:
        link = {"href": one.link.href, "target": one.link.target}
        if one.link.target:
            link["rel"] = "noreferrer noopener"
        attributes = {"href": one.link.href, "showDownloadButton": False}
        return block("file", attributes, tag("div", {"class": "wp-block-file"}, tag("a", link, self.line(one.text))))

    def group(self, one: Group) -> str:
        attributes, around = said(one.look, None, "wp-block-group")
        if one.tag != "div":
            attributes = {"tagName": one.tag, **attributes}
        return block("group", attributes, tag(one.tag, around, self.content(one.blocks)))

    def columns(self, one: Columns) -> str:
        attributes, around = said(one.look, None, "wp-block-columns")
        return block(
            "columns", attributes, tag("div", around, joined([self._column(column) for column in one.columns]))
        )

    def _column(self, one: Column) -> str:
        attributes, around = said(one.look, None, "wp-block-column")
        if one.width is not None:
            width = f"{round(one.width, 2):g}%"
            attributes, around = {"width": width, **attributes}, {**around, "style": f"flex-basis:{width}"}
        return block("column", attributes, tag("div", around, self.content(one.blocks)))

    def raw(self, one: Raw) -> str:
        return self.html(one.nodes, one.what)

    def html(self, nodes: Inline, what: str) -> str:
        """A block of HTML, for what has no block of its own in this version."""
        self.losses.kept[what] += 1
        text = verbatim(html(nodes), self.losses)
        self.texts.add_html(text)
        return block("html", {}, text)


Said = tuple[dict[str, object], dict[str, str | None]]


def said(look: Look, align: tuple[str, str] | None, *names: str) -> Said:
    """A look as attributes of a block and of its element: `align` is the block's word, and how its class begins."""
    attributes: dict[str, object] = {}
    classes = list(names)
    if look.align and align:
        attributes[align[0]] = look.align
        classes.append(align[1] + look.align)
    own = [name for name in dict.fromkeys(look.classes) if name not in classes]
    if own:
        attributes["className"] = " ".join(own)
        classes += own
    around: dict[str, str | None] = {"class": " ".join(classes) or None}
    if look.id:
        around["id"] = look.id
    return attributes, around


def _link(link: Anchor) -> dict[str, str | None]:
    return {"href": link.href, "target": link.target, "rel": link.rel or None}


BLOCKS: dict[type, Callable[[Writer, Any], str]] = {
    Paragraph: Writer.paragraph,
    Heading: Writer.heading,
    List: Writer.entries,
    Table: Writer.table,
    Image: Writer.image,
    Quote: Writer.quote,
    Code: Writer.code,
    Preformatted: Writer.preformatted,
    Separator: Writer.separator,
    Embed: Writer.embed,
    Details: Writer.details,
    Buttons: Writer.buttons,
    File: Writer.file,
    Group: Writer.group,
    Columns: Writer.columns,
    Raw: Writer.raw,
}
