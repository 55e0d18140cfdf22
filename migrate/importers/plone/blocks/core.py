"""The blocks of Volto itself that HTML has an element for: rich text, tables and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrate.importers.plone.blocks import draft
from migrate.importers.plone.blocks.markup import is_blank, raw_text, text
from migrate.importers.plone.blocks.page import Block, Page
from migrate.importers.plone.blocks.props import section
from migrate.importers.plone.blocks.tables import Cell, Row, spans, table


def slate(page: Page, block: Block, depth: int) -> str:
    """Rich text; what it says beside that, such as its colours, stands in the body's text alone."""
    return page.slate.html(block.get("value"))


def old_text(page: Page, block: Block, depth: int) -> str:
    """Rich text of Volto before version 16."""
    value = block.get("text")
    if isinstance(value, dict):
        return draft.html(value)
    return f"<p>{text(value)}</p>" if isinstance(value, str) and not is_blank(value) else slate(page, block, depth)


def slate_table(page: Page, block: Block, depth: int) -> str:
    """A table. Volto shows its first row as a head, whatever its cells are; or does not show it, if it is told so."""
    inner = block.get("table")
    own = inner if isinstance(inner, dict) else {}
    rows = [_row(page, row) for row in _maps(own.get("rows"))]
    if not own.get("hideHeaders"):
        return table([[cell._replace(header=True) for cell in row] for row in rows[:1]], rows[1:])
    if any(not is_blank(cell.html) for row in rows[:1] for cell in row):
        page.notes.add("plone.block-hidden", "rows that their tables hide, so that nobody saw them: {}", "the first")
    return table((), rows[1:])


def old_table(page: Page, block: Block, depth: int) -> str:
    """A table of Volto before version 16: its cells say themselves whether they are heads."""
    inner = block.get("table")
    rows = [_row(page, row) for row in _maps(inner.get("rows") if isinstance(inner, dict) else None)]
    heads = rows[:1] if rows and all(cell.header for cell in rows[0]) else []
    return table(heads, rows[len(heads) :])


def _row(page: Page, row: Mapping[str, object]) -> Row:
    cells = _maps(row.get("cells"))
    return [Cell(_value(page, cell.get("value")), cell.get("type") == "header", *spans(cell)) for cell in cells]


def _value(page: Page, value: object) -> str:
    html = draft.line(value) if isinstance(value, dict) else page.slate.line_of(value)
    return "" if is_blank(html) else html


def _maps(value: object) -> Iterator[Mapping[str, object]]:
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


def html(page: Page, block: Block, depth: int) -> str:
    """HTML as it is. Where a browser would not keep it within its section it is written as the browser reads it."""
    said = block.get("html")
    if not isinstance(said, str) or is_blank(said):
        return ""
    read = said if _stays(said) else _as_read(said)
    return section("html", {} if read == said else {"html": said}, read)


def _as_read(said: str) -> str:
    """HTML as a browser reads it; as text where even that would not stay within an element."""
    from migrate import htmltree

    read = "".join([node.html for node in htmltree.fragment(said).children])
    return read if _stays(read) else f"<pre>{raw_text(said)}</pre>"


_AFTER = "<p>.</p>"  # an `a` or `b` that was left open goes on in the next paragraph


def _stays(said: str) -> bool:
    """Whether HTML ends with the element that it is put into, and is read there as it is alone."""
    if "<" not in said:
        return True
    from migrate import htmltree  # late: the library is 20 ms, and few pages have such blocks

    alone = "".join([node.html for node in htmltree.fragment(said).children])
    around = [node.html for node in htmltree.fragment(f"<section>{said}</section>{_AFTER}").children]
    return around == [f"<section>{alone}</section>", _AFTER]


def rule(page: Page, block: Block, depth: int) -> str:
    return "<hr>"
