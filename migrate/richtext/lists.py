"""Lists as entries with text and lists below them; what is more than that is no list for most targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from migrate.richtext.blocks import Item, List
from migrate.richtext.flat import flat
from migrate.richtext.looks import is_hidden, look, styles
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Node, anchor, is_blank, line_break

LISTS = ("ul", "ol")
_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_COUNTED = frozenset(("lower-alpha", "upper-alpha", "lower-roman", "upper-roman", "lower-latin", "upper-latin"))
_DEEPEST = 20
_MOST_DIGITS = 9


def read_list(element: Element, losses: Losses, depth: int = 0) -> List | None:
    """The list; None where an entry holds more than lines of text with lists below them."""
    entries: list[_Entry] = []
    for node in element.children:
        tag = node.tag if type(node) is Element else None
        if tag != "li" and (is_blank(node) or (type(node) is Element and tag == "br" and not node.attrs)):
            continue
        if type(node) is Element and tag == "li":
            entries.append(_Entry([], []))
            taken = _take(entries[-1], node, losses, depth)
        else:
            taken = bool(entries) and _take_beside(entries[-1], node, losses, depth)
        if not taken:
            return None
    return _list(element, [Item(text, lists) for text, lists in entries], losses)


class _Entry(NamedTuple):
    """An item in the making."""

    text: list[Node]
    lists: list[List]


def _take_beside(entry: _Entry, node: Node, losses: Losses, depth: int) -> bool:
    """Adds what stands in the list itself, as old editors wrote it, to the entry before it, as browsers show it."""
    if type(node) is Element and node.tag in LISTS:
        return _take_list(entry, node, losses, depth)
    line = None if entry.lists else flat((node,), losses)
    if line:
        entry.text.extend((line_break(), line_break(), *line))
    return line is not None


def _take_list(entry: _Entry, element: Element, losses: Losses, depth: int) -> bool:
    found = None if depth >= _DEEPEST or is_hidden(element) else read_list(element, losses, depth + 1)
    if found is not None:
        entry.lists.append(found)
    return found is not None


def _list(element: Element, items: Sequence[Item], losses: Losses) -> List:
    ordered = element.tag == "ol"
    start = element.attr("start") or ""
    style = _STYLES.get(element.attr("type") or "") or styles(element).get("list-style-type")
    return List(
        items=items,
        ordered=ordered,
        start=int(start) if ordered and start.lstrip("-").isdecimal() and len(start) <= _MOST_DIGITS else None,
        reversed=ordered and "reversed" in element.attrs,
        style=style if ordered and style in _COUNTED else None,
        look=look(element, losses, ("start", "type", "reversed", "list-style-type")),
    )


def _take(entry: _Entry, element: Element, losses: Losses, depth: int) -> bool:
    """Adds what an `li` holds; false where that is more than text with lists after it."""
    if is_hidden(element) or "value" in element.attrs:
        return False
    text: list[Node] = []
    for child in element.children:
        if type(child) is Element and child.tag in LISTS:
            if not _take_list(entry, child, losses, depth):
                return False
        elif not entry.lists:
            text.append(child)
        elif not is_blank(child):  # text after a list cannot go before it
            return False
    line = flat(text, losses)
    id = look(element, losses).id
    entry.text.extend([anchor(id)] if id else [])
    entry.text.extend(line or ())
    return line is not None
