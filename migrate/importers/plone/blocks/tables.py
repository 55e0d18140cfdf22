"""Tables as HTML: rows of cells that are written already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from migrate.importers.plone.blocks.markup import opened

_SAID = frozenset(("colspan", "colSpan", "rowspan", "rowSpan", "data"))
_MOST = 1000  # columns or rows that a browser lets one cell take


class Cell(NamedTuple):
    html: str
    header: bool = False
    columns: int = 1
    rows: int = 1


Row = Sequence[Cell]


def table(head: Iterable[Row], body: Iterable[Row], foot: Iterable[Row] = ()) -> str:
    """A table; nothing where it has no cell."""
    parts = (("thead", head), ("tbody", body), ("tfoot", foot))
    inner = "".join([f"<{tag}>{rows}</{tag}>" for tag, part in parts if (rows := "".join(map(_row, part)))])
    return f"<table>{inner}</table>" if inner else ""


def _row(cells: Row) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>" if cells else ""


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    if cell.columns == 1 and cell.rows == 1:
        return f"<{tag}>{cell.html}</{tag}>"
    columns = str(cell.columns) if cell.columns != 1 else None
    rows = str(cell.rows) if cell.rows != 1 else None
    return f"{opened(tag, colspan=columns, rowspan=rows)}{cell.html}</{tag}>"


def spans(node: Mapping[str, object]) -> tuple[int, int]:
    """How many columns and rows a cell says that it takes."""
    if _SAID.isdisjoint(node):
        return 1, 1
    data = node.get("data")
    own = {**data, **node} if isinstance(data, dict) else node
    return _count(own.get("colspan", own.get("colSpan"))), _count(own.get("rowspan", own.get("rowSpan")))


def _count(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 4:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST else 1
