"""Definition lists: a paragraph of terms, then lines that start with a colon.

https://kramdown.gettalong.org/syntax.html#definition-lists.
"""

from __future__ import annotations

import re

from migrate.kramdown.attributes import AttributeList
from migrate.kramdown.lists import BLANK_LINES, END_MARK, ITEM_IAL, LEADING_TABS, first_line, shape
from migrate.kramdown.reader import NOT_MINE, Blocks
from migrate.kramdown.tree import Element


class Definition:
    """A `dd` while its lines are gathered."""

    __slots__ = ("column", "element", "lines")

    def __init__(self, found: re.Match[str], as_paragraph: bool, line: int) -> None:
        self.column, text = first_line(len(found[1]), found[2])
        self.element = Element("dd", line=line, opts={"paragraph": True} if as_paragraph else None)
        self.lines = [with_ial(self.element, text)]

    def take(self, line: str, indent: str) -> None:
        if line[0] == "\t":
            line = LEADING_TABS.sub(lambda tabs: "    " * len(tabs[0]), line, count=1)
        self.lines.append(line.removeprefix(indent))


def with_ial(element: Element, text: str) -> str:
    """Takes the attribute list at the start of `text` for `element`; gives the text behind it."""
    found = ITEM_IAL.match(text)
    if found is None:
        return text
    attributes = AttributeList()
    attributes.read(found[1])
    element.opts["ial"] = attributes
    return text[found.end() :]


def definitions(blocks: Blocks, pos: int) -> int:
    """The definitions of the paragraph that stands right before, or one blank line before."""
    if shape(":", 4).item.match(blocks.text, pos) is None or (found := _terms(blocks)) is None:
        return NOT_MINE
    paragraph, blank_between = found
    element = Element("dl", line=paragraph.line, children=_term_elements(blocks, paragraph))
    if "ial" in paragraph.opts:
        element.opts["ial"] = paragraph.opts["ial"]
        blocks.doc.with_ial.append(element)
    items, pos = _gather(blocks, pos, blank_between)
    last: Element | None = None
    for item in items:
        element.children.append(item.element)
        last = _read(blocks, item, last)
    _join(blocks.children, element)
    if last is not None:
        blocks.children.append(last)
    return pos


def _terms(blocks: Blocks) -> tuple[Element, bool] | None:
    """The paragraph of the terms, taken out of the tree, and whether a blank line stands behind it."""
    children = blocks.children
    if children and children[-1].type == "p":
        paragraph, between = children.pop(), False
    elif [child.type for child in children[-2:]] == ["p", "blank"] and children[-1].value == "\n":
        children.pop()
        paragraph, between = children.pop(), True
    else:
        return None
    for number in range(len(blocks.doc.spans) - 1, -1, -1):
        if blocks.doc.spans[number] is paragraph:
            del blocks.doc.spans[number]
            break
    return paragraph, between


def _term_elements(blocks: Blocks, paragraph: Element) -> list[Element]:
    found = []
    for line in paragraph.value.rstrip("\n").split("\n"):
        term = Element("dt", line=paragraph.line)
        term.value = with_ial(term, line)
        term.opts["raw_text"] = term.value
        if "ial" in term.opts:
            blocks.doc.with_ial.append(term)
        blocks.doc.spans.append(term)
        found.append(term)
    return found


def _gather(blocks: Blocks, pos: int, as_paragraph: bool) -> tuple[list[Definition], int]:
    text = blocks.text
    end = len(text)
    items: list[Definition] = []
    now = shape(":", 4)
    after_blank = False
    while pos < end:
        if found := now.item.match(text, pos):
            item = Definition(found, as_paragraph, blocks.line_at(pos))
            items.append(item)
            now = shape(":", item.column)
            as_paragraph = after_blank = False
        elif END_MARK.match(text, pos):
            break
        elif found := now.inside.match(text, pos) or (None if after_blank else now.lazy.match(text, pos)):
            item.take(found[0], now.indent)
            as_paragraph = after_blank = False
        elif found := BLANK_LINES.match(text, pos):
            item.lines.append(found[0])
            as_paragraph = after_blank = True
        else:
            break
        pos = found.end()
    return items, pos


def _read(blocks: Blocks, item: Definition, before: Element | None) -> Element | None:
    """Reads the blocks of a definition; gives the blank line at its end, or `before` where it is empty."""
    element = item.element
    if "ial" in element.opts:
        blocks.doc.with_ial.append(element)
    if inner := blocks.nested("".join(item.lines), element, element.line):
        inner.read()
    children = element.children
    if not children:
        return before
    last = children.pop() if children[-1].type == "blank" else None
    if children and children[0].type == "p" and "paragraph" not in element.opts:
        if len(children) > 1:
            children[0].value += "\n"
        children[0].opts["transparent"] = True
    return last


def _join(children: list[Element], element: Element) -> None:
    """Adds the list to one that stands right before it."""
    if children and children[-1].type == "dl":
        children[-1].children += element.children
    elif len(children) >= 2 and children[-1].type == "blank" and children[-2].type == "dl":
        children.pop()
        children[-1].children += element.children
    else:
        children.append(element)
