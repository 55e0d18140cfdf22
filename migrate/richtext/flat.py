"""Paragraphs as lines: what cells and entries of lists hold, whose text is one row of nodes in most targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from migrate.richtext.looks import is_hidden, look
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import INLINE, Element, Inline, Node, Text, anchor, html, is_blank, is_inline, line_break

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# elements that hold lines, and how many breaks stand for the distance that a browser keeps to what is around them
_DISTANCE = {"p": 2, "div": 1, "center": 1, "figure": 1, "figcaption": 1, **dict.fromkeys(_HEADINGS, 2)}
_DEEPEST = 20


def flat(nodes: Sequence[Node], losses: Losses, depth: int = 0) -> Inline | None:
    """`nodes` as one row, with breaks between paragraphs and bold for headings; None where it holds more than that."""
    if len(nodes) == 1 and type(nodes[0]) is Text:  # as most are
        return nodes[1:] if is_blank(nodes[0]) else nodes
    if is_inline(nodes):
        return _trimmed(nodes)
    row: list[Node] = []
    distance = 0
    for node in nodes:
        if type(node) is not Element or (node.tag in INLINE and is_inline(node.children)):
            if is_blank(node) and (distance or not row):
                continue
            part: Inline | None = (node,)
            around = 0
        else:
            part, around = _part(node, losses, depth), _DISTANCE.get(node.tag, 0)
        if part is None:
            return None
        if part:
            row += [line_break() for _ in range(max(distance, around) if row else 0)]
            row += part
            distance = around
    return _trimmed(row)


def marked(mark: str, attributes: Mapping[str, str], nodes: Inline) -> Element:
    """`nodes` within an element; a copy, so that they stay where they are, should the whole be kept as HTML."""
    element = Element(mark, dict(attributes))
    element.set_inner_html(html(nodes))
    return element


def _part(element: Element, losses: Losses, depth: int) -> Inline | None:
    mark = element.tag in INLINE
    if not (mark or element.tag in _DISTANCE) or depth > _DEEPEST or is_hidden(element):
        return None
    inner = flat(element.children, losses, depth + 1)
    if mark and inner is not None and (inner or element.attr("href")):
        return (marked(element.tag, plain_attributes(element), inner),)
    name = None if mark else look(element, losses).id
    if inner and element.tag in _HEADINGS:
        losses.look["a heading within text, which is bold now"] += 1
        inner = (marked("strong", {}, inner),)
    return inner if inner is None or name is None else (anchor(name), *inner)


def line(element: Element, losses: Losses) -> Inline:
    """The text of an element that is one line, after the name of the element."""
    name = look(element, losses).id
    return (anchor(name), *element.children) if name else element.children


def plain_attributes(element: Element) -> dict[str, str]:
    return {name: element.attr(name) or "" for name in element.attrs}


def _trimmed(nodes: Sequence[Node]) -> Inline:
    start, end = 0, len(nodes)
    while start < end and is_blank(nodes[start]):
        start += 1
    while end > start and is_blank(nodes[end - 1]):
        end -= 1
    return nodes if end - start == len(nodes) else nodes[start:end]


def has_text(nodes: Sequence[Node]) -> bool:
    """Whether anything of it is text that is not white space."""
    return any(type(node) is Text and not is_blank(node) for node in nodes)
