"""Tables as Volto's block has them: rows of cells, the first of which are the heads of the columns, shown or not.

See `blocks/Table/TableBlockView.jsx` of volto-slate: what it does not show is told.
"""

from __future__ import annotations

from collections.abc import Callable

from migrate.richtext.blocks import Cell, Row, Table
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import Inline
from migrate.richtext.slate import Node, VoltoBlock

# a row of text as nodes; raises Unheld
Children = Callable[[Inline], list[Node]]

_EMPTY = Cell(())
_LOOK = {"fixed": False, "compact": False, "basic": False, "celled": True, "inverted": False, "striped": False}


def table(one: Table, children: Children, losses: Losses) -> VoltoBlock:
    """The block of a table whose cells have one column and row each."""
    rows = [*one.head, *one.body, *one.foot]
    headed = bool(one.head) or (bool(rows) and all(cell.header for cell in rows[0]))
    width = max(map(len, rows), default=0)
    if not headed:  # the view never shows the first row among the others
        rows = [(), *rows]
    _tell(rows, losses)
    filled = [[*row, *[_EMPTY] * (width - len(row))] for row in rows]
    made = [_row(at, row, headed and at == 0, children) for at, row in enumerate(filled)]
    return {"@type": "slateTable", "table": {**_LOOK, "hideHeaders": not headed, "rows": made}}


def _row(at: int, row: Row, heads: bool, children: Children) -> Node:
    cells = [_cell(f"{at}-{column}", cell, heads, children) for column, cell in enumerate(row)]
    return {"key": str(at), "cells": cells}


def _cell(key: str, cell: Cell, head: bool, children: Children) -> Node:
    text = {"type": "p", "children": children(cell.text)}
    return {"key": key, "type": "header" if head or cell.header else "data", "value": [text]}


def _tell(rows: list[Row], losses: Losses) -> None:
    """Notes what the view leaves out: it shows one row of heads, and all to the left."""
    aligned = sum(cell.align is not None for row in rows for cell in row)
    heads = sum(cell.header for row in rows[1:] for cell in row)
    if aligned:
        losses.look["the alignment of a cell of a table"] += aligned
    if heads:
        losses.look["the head of a row of a table, which looks like other cells"] += heads
