"""Text as Slate keeps it, the editor of Plone's Volto: leaves with text in them, and marks and links as nodes around.

What is written is in Slate's own normal form, so that opening a page in the editor changes nothing: white space as a
reader sees it, a leaf beside every mark, a line feed for a break. Which nodes there are is in Volto's
`volto-slate/src/editor/config.jsx`; what a leaf can have, in `render.jsx` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from migrate.richtext.blocks import PLAIN, Anchor, Image, Look
from migrate.richtext.figures import read_image
from migrate.richtext.looks import is_hidden, look
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Inline, Text

# a leaf or a node; images stand between them until the line is parted at them
Node = dict[str, Any]
Part = Node | Image
Styles = Mapping[str, bool]

MARKS = {
    "strong": "strong", "b": "b", "em": "em", "i": "i", "cite": "em", "dfn": "em", "var": "em", "u": "u", "ins": "u",
    "del": "del", "s": "del", "strike": "del", "sub": "sub", "sup": "sup", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code",
}  # fmt: skip
# marks without which the words stay what they are
_BARE = frozenset(("span", "font", "small", "big", "mark", "abbr", "acronym", "time", "data", "bdi", "wbr"))
_OF_LINKS = ("href", "target", "title", "rel", "name", "download")
# white space that is not one blank
_UNEVEN = re.compile(r"[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+")
_NO_STYLES: Styles = {}


VoltoBlock = dict[str, Any]


class Unheld(Exception):
    """Slate has no way to say it; the text is what, for the report."""


class Line:
    """Reads one row of nodes; names that links lead to are put into `names`, for there is no place for them."""

    def __init__(self, losses: Losses, names: list[str]) -> None:
        self.losses, self.names = losses, names
        self.images = 0
        self._blank = True
        self._touched = False  # whether an image stands right behind a word

    def parts(self, nodes: Inline) -> list[Part]:
        """The leaves, nodes and images of a row, not yet in normal form. Raises Unheld."""
        found: list[Part] = []
        self._into(found, nodes, _NO_STYLES)
        trim(found)
        return found

    def _into(self, parts: list[Part], nodes: Inline, styles: Styles) -> None:
        for node in nodes:
            if type(node) is Text:
                self._text(parts, node.data, styles)
            elif type(node) is Element:
                self._element(parts, node, styles)

    def _text(self, parts: list[Part], text: str, styles: Styles) -> None:
        text = folded(text)
        if self._touched and text:
            if not text[0].isspace():
                raise Unheld("an image within a word")
            self._touched = False
        if self._blank and text[:1] == " ":
            text = text[1:]
        if text:
            self._blank = text[-1] == " "
            _add(parts, text, styles)

    def _element(self, parts: list[Part], element: Element, styles: Styles) -> None:
        tag = element.tag
        if len(element.attrs):
            if is_hidden(element):
                raise Unheld("text that is hidden")
            if tag == "img":
                self._image(parts, element)
                return
            styles = self._look(element, styles)
        if tag == "br":
            _add(parts, "\n", styles)
            self._blank, self._touched = True, False
        elif tag == "a":
            self._link(parts, element, styles)
        elif (mark := MARKS.get(tag)) is not None:
            inner: list[Part] = []
            self._into(inner, element.children, styles)
            _wrap(parts, {"type": mark}, inner)
        elif tag in _BARE:
            self._bare(parts, element, styles)
        elif tag != "img":
            raise Unheld(f"`{tag:.40}` within text")

    def _look(self, element: Element, styles: Styles) -> Styles:
        own = look(element, self.losses, _OF_LINKS if element.tag == "a" else ())
        if own.id:
            self.names.append(own.id)
        return {**styles, **{f"style-{name}": True for name in own.classes}} if own.classes else styles

    def _bare(self, parts: list[Part], element: Element, styles: Styles) -> None:
        if element.tag not in ("span", "font", "wbr"):
            self.losses.look[f"`{element.tag}`"] += 1
        self._into(parts, element.children, styles)

    def _link(self, parts: list[Part], element: Element, styles: Styles) -> None:
        inner: list[Part] = []
        self._into(inner, element.children, styles)
        name = element.attr("name")
        if name and name != element.attr("id"):
            self.names.append(name)
        href = element.attr("href")
        if href is None:
            parts += inner
            return
        parts.append({"type": "link", "data": _data(element, href), "children": inner})

    def _image(self, parts: list[Part], element: Element) -> None:
        image = read_image(element, PLAIN, self.losses)
        if image is None:
            self._look(element, _NO_STYLES)
            return
        self.images += 1
        parts.append(image)
        self._blank, self._touched = True, self._touched or not self._blank


def _data(element: Element, href: str) -> dict[str, object]:
    """What Volto's own link has beside its address."""
    data: dict[str, object] = {"url": href}
    if target := element.attr("target"):
        data["target"] = target
    if title := element.attr("title"):
        data["title"] = title
    if "download" in element.attrs:
        data["download"] = True
    return data


def _add(parts: list[Part], text: str, styles: Styles) -> None:
    """`text` at the end of `parts`, in the leaf that stands there if it looks the same."""
    last = parts[-1] if parts else None
    if type(last) is dict and "text" in last and len(last) == len(styles) + 1 and styles.items() <= last.items():
        last["text"] += text
    else:
        parts.append({"text": text, **styles})


def _wrap(parts: list[Part], node: Node, inner: list[Part]) -> None:
    """`inner` within a mark, unless there is nothing in it to see."""
    if all(type(one) is dict and "text" in one and not one["text"].strip() for one in inner):
        parts += inner
    else:
        parts.append({**node, "children": inner})


def trimmed(parts: list[Part]) -> list[Part]:
    """`parts` without white space and breaks at the end; at the beginning no line has any."""
    trim(parts)
    return parts


def trim(parts: list[Part]) -> bool:
    """Takes white space and breaks from the end; whether anything stands before them."""
    for one in reversed(parts):
        if isinstance(one, Image):
            return True
        if "text" in one:
            one["text"] = one["text"].rstrip(" \n")
            if one["text"]:
                return True
        elif trim(one["children"]) or one["type"] == "link":
            return True
    return False


def normal(parts: Sequence[Part]) -> list[Node]:
    """`parts` as Slate wants children: a leaf before, after and between nodes, no two like leaves beside each other."""
    found: list[Node] = []
    for one in parts:
        assert type(one) is dict, "a line is parted at its images first"
        last = found[-1] if found else None
        if "text" not in one:
            if last is None or "text" not in last:
                found.append({"text": ""})
            found.append({**one, "children": normal(one["children"])})
        elif last is not None and "text" in last and last.keys() == one.keys():
            last["text"] += one["text"]
        elif one["text"]:
            found.append(one)
    if not found or "text" not in found[-1]:
        found.append({"text": ""})
    return found


def parted(parts: Sequence[Part]) -> list[list[Part] | Image]:
    """`parts` as lines and the images between them, in their order; marks and links around an image go on after it."""
    found: list[list[Part] | Image] = [[]]

    def put(one: Part) -> None:
        last = found[-1]
        if isinstance(one, Image) or isinstance(last, Image):
            found.append(one if isinstance(one, Image) else [one])
        else:
            last.append(one)

    for one in parts:
        if isinstance(one, Image) or "text" in one:
            put(one)
            continue
        inner = parted(one["children"])
        for part in inner:
            if isinstance(part, Image):
                put(_linked(part, one))
            elif part or len(inner) == 1:
                put({**one, "children": part})
    return found


def _linked(image: Image, around: Node) -> Image:
    """`image` with the link that stands around it."""
    if around["type"] != "link" or image.link is not None:
        return image
    return image._replace(link=Anchor(around["data"]["url"], around["data"].get("target")))


def says(nodes: Sequence[Node]) -> bool:
    """Whether there is anything in it: a word, or a link."""
    return any(
        bool(one["text"].strip()) if "text" in one else one["type"] == "link" or says(one["children"]) for one in nodes
    )


def node(kind: str, children: list[Node], look: Look) -> Node:
    """A node with its own look: classes and alignment are names of styles, which a theme gives meaning to."""
    made: Node = {"type": kind, "children": children}
    if look is not PLAIN and (styles := (*look.classes, *((f"text-{look.align}",) if look.align else ()))):
        made["styleName"] = " ".join(styles)
    return made


def blocks(top: Node) -> list[VoltoBlock]:
    """Volto's block for a text, which is one node with all in it; none where that says nothing."""
    return [block(top)] if says(top["children"]) else []


def text_blocks(kind: str, text: str, look: Look) -> list[VoltoBlock]:
    """The same for a node with one leaf, as most are; `text` is folded."""
    if not text or text.isspace():
        return []
    return [{"@type": "slate", "value": [node(kind, [{"text": text}], look)], "plaintext": text}]


def block(top: Node) -> VoltoBlock:
    return {"@type": "slate", "value": [top], "plaintext": plain(top["children"])}


def plain(nodes: Sequence[Node]) -> str:
    """The words of `nodes` without marks, as Volto keeps them for its search; blocks stand apart."""
    text = nodes[0]["text"] if len(nodes) == 1 and "text" in nodes[0] else "".join(_words(nodes))
    return folded(text).strip(" ")


def folded(text: str) -> str:
    """`text` with its white space as a browser shows it."""
    # by far most texts are even, and to look for each sign is quicker than a pattern
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        return _UNEVEN.sub(" ", text)
    return text


def only_text(nodes: Inline) -> str | None:
    """The text of a row that is nothing but text, as most are, as one leaf has it; None for other rows."""
    if len(nodes) != 1 or type(nodes[0]) is not Text:
        return None
    return folded(nodes[0].data).strip(" ")


def _words(nodes: Sequence[Node]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if "text" in node:
            found.append(node["text"])
        elif node["type"] in MARKS or node["type"] == "link":
            found += _words(node["children"])
        else:
            found += (" ", *_words(node["children"]), " ")
    return found
