"""Tables as rows of cells, each with one row of text."""

from __future__ import annotations

from collections.abc import Sequence

from migrate.richtext.blocks import Cell, Row, Table
from migrate.richtext.flat import flat
from migrate.richtext.looks import is_hidden, look
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Element, Inline, Node, anchor, is_blank

_ORDER = ("thead", "tbody", "tfoot")
_SCOPES = ("row", "col", "rowgroup", "colgroup")
_LINES = ("p", "div", "center")
_ONCE = 1


def read_table(element: Element, losses: Losses, caption: Inline = ()) -> Table | None:
    """The table without its own caption; None where a cell holds more than lines, or its parts are out of order."""
    parts: dict[str, list[Row]] = {name: [] for name in _ORDER}
    latest = 0
    for child in element.children:
        tag = child.tag if type(child) is Element else None
        if type(child) is not Element or tag == "caption" or (tag == "colgroup" and _is_nameless(child)):
            continue
        if tag not in _ORDER or _ORDER.index(tag) < latest or is_hidden(child):
            return None
        latest = _ORDER.index(tag)
        rows = _rows(child, losses)
        if rows is None:
            return None
        parts[tag] += rows
    head, body, foot = (parts[name] for name in _ORDER)
    return Table(head, body, foot, element, caption, look(element, losses))


def _is_nameless(element: Element) -> bool:
    return all("id" not in one.attrs for one in (element, *element.iter_elements()))


def _rows(part: Element, losses: Losses) -> list[Row] | None:
    found: list[Row] = []
    for node in part.children:
        row = _row(node, losses)
        if row is None:
            return None
        if row:
            found.append(row)
    return _named(found, look(part, losses).id)


def _named(rows: list[Row], id: str | None) -> list[Row] | None:
    """The rows with the name of what holds them before their first text; None where there is none."""
    if not id:
        return rows
    if not rows:
        return None
    (first, *others), *below = rows
    return [[first._replace(text=(anchor(id), *first.text)), *others], *below]


def _row(node: Node, losses: Losses) -> Row | None:
    if type(node) is not Element:
        return () if is_blank(node) else None
    if node.tag != "tr" or is_hidden(node):
        return None
    own = look(node, losses)
    cells: list[Cell] = []
    for child in node.children:
        if type(child) is not Element:
            continue
        cell = _cell(child, losses, own.align) if child.tag in ("td", "th") and not is_hidden(child) else None
        if cell is None:
            return None
        cells.append(cell)
    named = _named([cells] if cells else [], own.id)
    return None if named is None else named[0] if named else ()


def _cell(element: Element, losses: Losses, inherited: str | None) -> Cell | None:
    bare = not len(element.attrs)
    columns, rows = (_ONCE, _ONCE) if bare else (_span(element, "colspan"), _span(element, "rowspan"))
    text = flat(element.children, losses)
    if text is None or columns is None or rows is None:
        return None
    own = look(element, losses, ("colspan", "rowspan", "scope"), inherited)
    scope = None if bare else element.attr("scope")
    return Cell(
        text=(anchor(own.id), *text) if own.id else text,
        header=element.tag == "th",
        scope=scope if element.tag == "th" and scope in _SCOPES else None,
        align=own.align or _align_of_lines(element.children),
        columns=columns,
        rows=rows,
    )


def _span(element: Element, name: str) -> int | None:
    """How many columns or rows a cell goes over; None for what a browser would not take for a number from 1."""
    value = (element.attr(name) or str(_ONCE)).strip()
    return int(value) if value.isdecimal() and len(value) <= 4 and value != "0" else None


def _align_of_lines(nodes: Sequence[Node]) -> str | None:
    """The alignment of the only paragraph in a cell."""
    if len(nodes) == 1 and type(nodes[0]) is not Element:
        return None
    inner = [node for node in nodes if not is_blank(node)]
    if len(inner) == 1 and type(inner[0]) is Element and inner[0].tag in _LINES:
        return "center" if inner[0].tag == "center" else look(inner[0], Losses()).align
    return None
