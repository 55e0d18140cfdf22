"""Boxes beside each other: the grids of Bulma and Bootstrap, which the themes of many sites are made with.

A row has twelve parts. A box that finds no room goes below, so one row of theirs may be several rows of columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.richtext.looks import is_hidden
from migrate.richtext.nodes import Element, is_blank

Share = tuple[Element, float | None]

ROWS = frozenset(("row", "columns"))
COLUMNS = frozenset(("col", "column"))
# names of classes that say nothing more once there are columns
LAYOUT = ROWS | COLUMNS | {"is-multiline", "is-mobile", "is-desktop"}
_TWELFTHS = re.compile(r"(?:is|col)-(?:(?:xs|sm|md|lg|xl)-)?(\d{1,2})\Z")
_NAMED = {
    "is-full": 100.0, "is-half": 50.0, "is-one-third": 100 / 3, "is-two-thirds": 200 / 3, "is-one-quarter": 25.0,
    "is-three-quarters": 75.0, "is-one-fifth": 20.0, "is-two-fifths": 40.0, "is-three-fifths": 60.0,
    "is-four-fifths": 80.0,
}  # fmt: skip
_BOXES = ("div", "section", "article")
_WHOLE = 100.5  # thirds do not sum to a hundred


def shares(element: Element) -> list[Share] | None:
    """The columns of a row with the share of its width that each has; None where `element` is no row of columns."""
    if ROWS.isdisjoint(_classes(element)):
        return None
    found: list[Share] = []
    for node in element.children:
        if type(node) is Element and node.tag in _BOXES and is_column(node) and not is_hidden(node):
            found.append((node, _share(node)))
        elif type(node) is Element or not is_blank(node):
            return None
    return found if len(found) > 1 else None


def is_column(element: Element) -> bool:
    return any(name in COLUMNS or _TWELFTHS.match(name) for name in _classes(element))


def rows(found: Sequence[Share]) -> Iterator[list[Share]]:
    """The columns that find room beside each other."""
    row: list[Share] = []
    width = 0.0
    for element, share in found:
        if row and width + (share or 0) > _WHOLE:
            yield row
            row, width = [], 0.0
        row.append((element, share))
        width += share or 0
    yield row


def without_layout(classes: Sequence[str]) -> tuple[str, ...]:
    """The classes that say more than where a box stands."""
    return tuple(name for name in classes if name not in LAYOUT and name not in _NAMED and not _TWELFTHS.match(name))


def _share(element: Element) -> float | None:
    for name in _classes(element):
        if name in _NAMED:
            return _NAMED[name]
        if (found := _TWELFTHS.match(name)) and 0 < int(found[1]) <= 12:
            return int(found[1]) * 100 / 12
    return None


def _classes(element: Element) -> list[str]:
    return (element.attr("class") or "").split()
