"""Rows of text with simple marks and links in them, as most with marks are, written at once as Slate keeps them."""

from __future__ import annotations

from migrate.richtext.nodes import Element, Inline, Text
from migrate.richtext.slate import MARKS, Node, folded


def simple_row(nodes: Inline) -> tuple[list[Node], str] | None:
    """The nodes of a row in normal form, and its words; None for more than text with simple marks and links in it.

    Most rows with marks are such; `slate.Line` gives the same for them, and takes three times as long.
    """
    found: list[Node] = []
    said: list[str] = []
    last: str | None = " "
    for one in nodes:
        if type(one) is Element:
            made = _simple(one)
            if made is None:
                return None
            text = made["children"][0]["text"]
            if not found or "type" in found[-1]:
                found.append({"text": ""})
            found.append(made)
        elif type(one) is Text and (not found or "type" in found[-1]):
            text = one.data
            found.append({"text": text})
        else:
            return None
        if not text or folded(text) is not text or (last == " " and text[0] == " "):
            return None
        last = text[-1]
        said.append(text)
    if last == " " or len(found) < 2:
        return None
    if "type" in found[-1]:
        found.append({"text": ""})
    return found, "".join(said)


def _simple(element: Element) -> Node | None:
    """The node of a mark without attributes, or of a link with an address alone, round one text; None for others."""
    children = element.children
    if len(children) != 1 or type(children[0]) is not Text:
        return None
    text, tag = children[0].data, element.tag
    if not text or text.isspace():
        return None
    if tag == "a":
        href = element.attr("href") if len(element.attrs) == 1 else None
        return None if href is None else {"type": "link", "data": {"url": href}, "children": [{"text": text}]}
    mark = None if len(element.attrs) else MARKS.get(tag)
    return None if mark is None else {"type": mark, "children": [{"text": text}]}
