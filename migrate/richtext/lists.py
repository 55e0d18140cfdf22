"""Lists as entries with text and lists below them; what is more than that is no list for most targets."""

from __future__ import annotations

from collections.abc import Sequence

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
    if depth > _DEEPEST:
        return None
    items: list[Item] = []
    for child in element.children:
        if is_blank(child) or (type(child) is Element and child.tag == "br"):
            continue
        if type(child) is Element and child.tag == "li":
            item = _item(child, losses, depth)
            if item is None:
                return None
            items.append(item)
        else:
            item = _with(items[-1], child, losses, depth) if items else None
            if item is None:
                return None
            items[-1] = item
    return _list(element, items, losses)


def _with(item: Item, node: Node, losses: Losses, depth: int) -> Item | None:
    """The entry with what stands below it in the list itself, as old editors wrote it and browsers show it."""
    if type(node) is Element and node.tag in LISTS:
        inner = read_list(node, losses, depth + 1)
        return None if inner is None else item._replace(lists=(*item.lists, inner))
    line = None if item.lists else flat((node,), losses)
    return None if line is None else Item((*item.text, line_break(), line_break(), *line) if line else item.text)


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


def _item(element: Element, losses: Losses, depth: int) -> Item | None:
    if is_hidden(element) or "value" in element.attrs:
        return None
    text: list[Node] = []
    lists: list[List] = []
    for child in element.children:
        if type(child) is Element and child.tag in LISTS:
            inner = read_list(child, losses, depth + 1)
            if inner is None:
                return None
            lists.append(inner)
        elif not lists:
            text.append(child)
        elif not is_blank(child):  # text after a list cannot go before it
            return None
    line = flat(text, losses)
    id = look(element, losses).id
    return None if line is None else Item((anchor(id), *line) if id else line, lists)
