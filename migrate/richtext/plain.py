"""Blocks as plain HTML again, for a target that has no block for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from migrate.richtext.blocks import (
    LIST_TYPES,
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
    Item,
    List,
    Look,
    Paragraph,
    Preformatted,
    Quote,
    Raw,
    Separator,
    Table,
)
from migrate.richtext.nodes import Inline, html

Attributes = Mapping[str, str | None]
_NO_ATTRIBUTES: Attributes = {}


def written(blocks: Iterable[Block]) -> str:
    """The HTML of `blocks`."""
    return "".join([WRITTEN[type(one)](one) for one in blocks])


def tag(name: str, attributes: Attributes, content: str | None) -> str:
    """An element with those attributes that have a value; without an end where `content` is None."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<{name}{said}>" if content is None else f"<{name}{said}>{content}</{name}>"


def places(names: Iterable[str]) -> str:
    """What links to `names` lead to, and nobody sees."""
    return "".join([tag("a", {"id": name}, "") for name in names])


def around(look: Look) -> dict[str, str | None]:
    return {
        "id": look.id,
        "class": " ".join(look.classes) or None,
        "style": f"text-align:{look.align}" if look.align and look.align != "full" else None,
    }


def _list(one: List) -> str:
    numbers: dict[str, str | None] = {
        "start": None if one.start is None else str(one.start),
        "type": LIST_TYPES[one.style] if one.style else None,
        "reversed": "" if one.reversed else None,
    }
    return tag("ol" if one.ordered else "ul", {**around(one.look), **numbers}, "".join(map(_item, one.items)))


def _item(item: Item) -> str:
    return tag("li", {}, html(item.text) + "".join(map(_list, item.lists)))


def _preformatted(attributes: Attributes, inner: str) -> str:
    return tag("pre", attributes, f"\n{inner}" if inner.startswith("\n") else inner)


def _code(one: Code) -> str:
    names = " ".join(one.look.classes) or None
    return _preformatted({"id": one.look.id}, tag("code", {"class": names}, html(one.text)))


def figure(one: Image) -> str:
    """An image with its link and caption."""
    sizes = {"width": one.width, "height": one.height}
    image = tag("img", {"src": one.src, "alt": one.alt, "title": one.title, **sizes}, None)
    if one.link:
        image = _link(one.link, image)
    return _captioned(image, one.caption, around(one.look)) if one.caption else tag("figure", around(one.look), image)


def _captioned(inner: str, caption: Inline, attributes: Attributes = _NO_ATTRIBUTES) -> str:
    return tag("figure", attributes, inner + tag("figcaption", {}, html(caption))) if caption else inner


def _link(link: Anchor, inner: str) -> str:
    return tag("a", {"href": link.href, "target": link.target, "rel": link.rel}, inner)


def _buttons(one: Buttons) -> str:
    return "".join([tag("p", around(each.look), _link(each.link, html(each.text))) for each in one.buttons])


def _columns(one: Columns) -> str:
    columns = [tag("div", around(column.look), written(column.blocks)) for column in one.columns]
    return tag("div", around(one.look), "".join(columns))


def _quote(one: Quote) -> str:
    cite = tag("cite", {}, html(one.cite)) if one.cite else ""
    return tag("blockquote", around(one.look), written(one.blocks) + cite)


WRITTEN: dict[type, Callable[[Any], str]] = {
    Paragraph: lambda one: tag("p", around(one.look), html(one.text)),
    Heading: lambda one: tag(f"h{one.level}", around(one.look), html(one.text)),
    List: _list,
    Code: _code,
    Preformatted: lambda one: _preformatted(around(one.look), html(one.text)),
    Image: figure,
    Table: lambda one: _captioned(one.element.html, one.caption),
    Separator: lambda one: tag("hr", around(one.look), None),
    Embed: lambda one: _captioned(one.element.html, one.caption),
    Details: lambda one: one.element.html,
    Buttons: _buttons,
    File: lambda one: tag("p", {}, _link(one.link, html(one.text))),
    Group: lambda one: tag(one.tag, around(one.look), written(one.blocks)),
    Columns: _columns,
    Foreign: lambda one: one.element.html,
    Quote: _quote,
    Raw: lambda one: html(one.nodes),
}
