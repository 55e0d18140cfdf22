"""Bulleted and numbered lists.

https://kramdown.gettalong.org/syntax.html#lists. The text of an item is what stands at its indentation, less that
indentation, and lazy lines; it is read in parts, because a nested list starts a part of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from migrate.kramdown.attributes import ANY, IAL_LINE, LONGEST, NAME, AttributeList
from migrate.kramdown.reader import HTML_STOP, LIST_LINE, NOT_MINE, RULE_LINE, Blocks
from migrate.kramdown.text import SPACE
from migrate.kramdown.tree import Element

_UL = r"[+*-]"
_OL = r"[0-9]+\."
BLANK_LINES = re.compile(r"(?:[ \t\v\f]*\n)+")
END_MARK = re.compile(r"\^[ \t\v\f]*\n")
_LIST_START = re.compile(LIST_LINE)
ITEM_IAL = re.compile(rf"[ \t\n\v\f\r]*(?:\{{:(?!(?:{NAME})?:|/)({ANY}{{1,{LONGEST}}})\}})[ \t\n\v\f\r]*")
_NOTHING = re.compile(rf"(?:{ITEM_IAL.pattern})?[ \t\n\v\f\r]*")
_TABS = re.compile(r"( *)(\t+)")
LEADING_TABS = re.compile(r"\t+")


class Shape(NamedTuple):
    """The lines that belong to an item, by the column its text starts in."""

    item: re.Pattern[str]
    inside: re.Pattern[str]
    lazy: re.Pattern[str]
    indent: str


@lru_cache(maxsize=256)
def shape(marker: str, column: int) -> Shape:
    """The `Shape` of an item of a list with `marker` whose text starts in `column`."""
    tabs, spaces = divmod(column, 4)
    return Shape(
        re.compile(rf"( {{0,{min(3, column - 1)}}}{marker})([\t| ].*?\n)"),
        re.compile(rf"(?:(?:\t| {{4}}){{{tabs}}} {{{spaces}}}|(?:\t| {{4}}){{{tabs + 1}}}).*[^ \t\n\v\f\r].*\n"),
        re.compile(rf"(?! {{0,{min(3, column)}}}(?:{IAL_LINE}|{HTML_STOP})).*[^ \t\n\v\f\r].*\n"),
        " " * column,
    )


class Item:
    """An item while its lines are gathered: `parts` are the texts to be read one after the other."""

    __slots__ = ("column", "element", "nested", "parts")

    def __init__(self, marker: str, first: str, line: int) -> None:
        self.column, text = first_line(len(marker), first)
        self.element = Element("li", line=line)
        if found := ITEM_IAL.match(text):
            attributes = AttributeList()
            attributes.read(found[1])
            self.element.opts["ial"] = attributes
            text = text[found.end() :]
        self.nested = _LIST_START.match(text) is not None
        self.parts = [[text]]

    def take(self, line: str, indent: str) -> None:
        """Adds a line that is inside the item or lazy."""
        if line[0] == "\t":
            line = LEADING_TABS.sub(lambda tabs: "    " * len(tabs[0]), line, count=1)
        inside = line.startswith(indent)
        if inside:
            line = line[len(indent) :]
        if _LIST_START.match(line):
            if not self.nested and inside:
                self.parts.append([])
                self.nested = True
            elif self.nested and not inside:
                line = indent + "    " + line
        self.parts[-1].append(line)

    def blank(self, lines: str) -> None:
        self.nested = True
        self.parts[-1].append(lines)


def first_line(width: int, text: str) -> tuple[int, str]:
    """The column in which the text behind a marker of `width` starts, and that text."""
    if _NOTHING.fullmatch(text):
        return 4, text.lstrip(SPACE)
    while found := _TABS.match(text):
        spaces, tabs = found[1], found[2]
        column = len(spaces) + width
        text = spaces + " " * (4 - column % 4 + (len(tabs) - 1) * 4) + text[found.end() :]
    stripped = text.lstrip(" ")
    return width + len(text) - len(stripped), text.lstrip(SPACE)


def bullets(blocks: Blocks, pos: int) -> int:
    """A list with `*`, `+` or `-`."""
    return _list(blocks, pos, "ul", _UL)


def numbers(blocks: Blocks, pos: int) -> int:
    """A list with numbers and full stops; the numbers do not matter."""
    return _list(blocks, pos, "ol", _OL)


def _list(blocks: Blocks, pos: int, kind: str, marker: str) -> int:
    found = shape(marker, 4).item.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    element = blocks.add(Element(kind), pos)
    items, pos, ended = _gather(blocks, pos, marker)
    element.children = [item.element for item in items]
    for number, item in enumerate(items):
        _read(blocks, item)
        _loosen(element, number, ended)
    _pull_blank(blocks, element, ended)
    if blocks.doc.options.input == "GFM":
        _tasks(element)
    return pos


_BOX = re.compile(r"[ \t\n\v\f\r]*\[([ xX])\][ \t\n\v\f\r]+")
_CHECKBOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"'


def _tasks(element: Element) -> None:
    """Turns `[ ]` and `[x]` at the start of items into boxes (GFM); items after the first one share its class."""
    is_task = False
    for item in element.children:
        if not item.children or item.children[0].type != "p":
            continue
        first = item.children[0]
        if found := _BOX.match(first.value):
            checked = "" if found[1] == " " else ' checked="checked"'
            first.value = f"{_CHECKBOX}{checked} />{first.value[found.end() :]}"
            is_task = True
        if is_task:
            item.attrs["class"] = "task-list-item"
    if is_task:
        element.attrs["class"] = "task-list"


def _gather(blocks: Blocks, pos: int, marker: str) -> tuple[list[Item], int, bool]:
    """The items, the position behind the list, and whether an end-of-block mark ended it."""
    text = blocks.text
    end = len(text)
    items: list[Item] = []
    now = shape(marker, 4)
    after_blank = False
    while pos < end:
        if after_blank and RULE_LINE.match(text, pos):
            break
        if found := END_MARK.match(text, pos):
            return items, found.end(), True
        if found := now.item.match(text, pos):
            item = Item(found[1], found[2], blocks.line_at(pos))
            items.append(item)
            now = shape(marker, item.column)
            after_blank = False
        elif found := now.inside.match(text, pos) or (None if after_blank else now.lazy.match(text, pos)):
            item.take(found[0], now.indent)
            after_blank = False
        elif found := BLANK_LINES.match(text, pos):
            item.blank(found[0])
            after_blank = True
        else:
            break
        pos = found.end()
    return items, pos, False


def _read(blocks: Blocks, item: Item) -> None:
    element = item.element
    if "ial" in element.opts:
        blocks.doc.with_ial.append(element)
    line = element.line
    ial: AttributeList | None = None
    for lines in item.parts:
        text = "".join(lines)
        inner = blocks.nested(text, element, line)
        if inner is not None:
            inner.ial = ial
            inner.read()
            ial = inner.ial
        line += text.count("\n")


def _loosen(parent: Element, number: int, ended: bool) -> None:
    """Decides whether the first paragraph of an item is one, or just its text."""
    items = parent.children
    item = items[number]
    inner = item.children
    if not inner or inner[0].type != "p":
        return
    first = inner[0]
    if len(inner) >= 2 and inner[1].type == "eob" and "ial" in first.opts:
        del inner[1]
    last = number == len(items) - 1
    tight = len(inner) < 2 or inner[1].type != "blank" or (last and len(inner) == 2 and not ended)
    if tight and (not last or len(items) == 1 or any(_is_tight(other) for other in items[:-1])):
        first.opts["transparent"] = True
        if len(inner) > 1 and inner[1].type != "blank":
            first.value += "\n"


def _is_tight(item: Element) -> bool:
    return not item.children or item.children[0].type != "p" or "transparent" in item.children[0].opts


def _pull_blank(blocks: Blocks, element: Element, ended: bool) -> None:
    """A blank line at the end of an item is none of it; at the end of the list it stands behind the list."""
    last: Element | None = None
    for item in element.children:
        if item.children:
            last = item.children.pop() if item.children[-1].type == "blank" else None
    if last is not None and not ended:
        blocks.children.append(last)
