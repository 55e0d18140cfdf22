"""Tables.

https://kramdown.gettalong.org/syntax.html#tables: lines with a pipe, with a blank line before and after; the first
line of dashes makes a head, further ones new bodies, a line of equal signs a foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from migrate.kramdown.document import Document
from migrate.kramdown.reader import NOT_MINE, Blocks
from migrate.kramdown.spans import read_some_spans
from migrate.kramdown.text import SPACE, STRIPPED
from migrate.kramdown.tree import Element

_PIPE = r"(?:\||.*?[^\\\n]\|)"
_HAS_PIPE = re.compile(_PIPE)
_LINE = re.compile(rf"{_PIPE}.*?\n")
_START = re.compile(rf" {{0,3}}(?=[^ \t\n\v\f\r]){_PIPE}.*?\n")
_SEPARATOR = re.compile(r"(?=[+|: \t]*-)([+|: \t-]*)\n")
_FOOT_SEPARATOR = re.compile(r"(?=[+|: \t]*=)[+|: \t=]*\n")
_ALIGNMENT = re.compile(r"[ \t]?(:?)-+(:?)[ \t]?")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
_CODE_ELEMENT = re.compile(r"(<code.*?>.*?</code>)")
_SPLIT = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class Table:
    """A table while its lines are read."""

    element: Element
    alignment: list[str] = field(default_factory=list)
    rows: list[Element] = field(default_factory=list)
    columns: int = 0
    foot: bool = False

    def close(self, part: str) -> None:
        """Puts the rows read so far into a `thead`, `tbody` or `tfoot`."""
        self.element.children.append(Element(part, children=self.rows, line=self.rows[0].line))
        self.rows = []


def table(blocks: Blocks, pos: int) -> int:
    """A table with a blank line before and after it."""
    text = blocks.text
    if text.find("|", pos, text.index("\n", pos)) < 0 or not blocks.at_boundary() or not _START.match(text, pos):
        return NOT_MINE
    start, found = pos, Table(Element("table"))
    ial, blocks.ial = blocks.ial, None
    cells: list[Element] = []
    pos = _rows(text, pos, found, cells, blocks.line_at(pos))
    if not blocks.before_boundary(pos) or not _pipes_outside(blocks.doc, text[start : pos - 1]):
        return NOT_MINE
    if found.rows:
        found.close("tfoot" if found.foot else "tbody")
    if all(part.type != "tbody" for part in found.element.children):
        blocks.doc.warn(blocks.line_at(start), "a table without a body is kept as text")
        return NOT_MINE
    if not _may_level(blocks.doc, found):
        blocks.doc.warn(
            blocks.line_at(start), "a table has far more columns than its lines have cells; it is kept as text"
        )
        return NOT_MINE
    _level(found)
    blocks.doc.spans += cells
    blocks.ial = ial
    blocks.add(found.element, start)
    return pos


def _rows(text: str, pos: int, table: Table, cells: list[Element], line: int) -> int:
    first = _LINE.match(text, pos)
    leading = first is not None and first[0].lstrip(SPACE).startswith("|")
    if separator := _SEPARATOR.match(text, pos):
        pos, line = separator.end(), line + 1
    end = len(text)
    while pos < end and _LINE.match(text, pos):
        line_end = text.index("\n", pos) + 1
        if separator := _SEPARATOR.match(text, pos):
            _separate(table, separator[1])
        elif _FOOT_SEPARATOR.match(text, pos):
            if table.rows:
                table.close("tbody")
            table.foot = True
        else:
            _row(table, text[pos : line_end - 1].rstrip(" \t"), leading, cells, line)
        pos, line = line_end, line + 1
    return pos


def _separate(table: Table, dashes: str) -> None:
    if not table.rows:
        return
    if not table.alignment and not table.foot:
        table.close("thead")
        table.alignment = [_ALIGNMENTS[sides] for sides in _ALIGNMENT.findall(dashes)]
    elif not table.foot:
        table.close("tbody")


def _row(table: Table, text: str, leading: bool, cells: list[Element], line: int) -> None:
    texts = split_cells(text)
    if leading and not texts[0].strip(STRIPPED):
        del texts[0]
    if texts and not texts[-1].strip(STRIPPED):
        del texts[-1]
    row = [Element("td", cell.strip(STRIPPED), line=line) for cell in texts]
    cells += [cell for cell in row if cell.value]
    table.columns = max(table.columns, len(row))
    table.rows.append(Element("tr", children=row, line=line))


def split_cells(line: str) -> list[str]:
    """The cells of a line: parted by pipes that are neither escaped nor in code."""
    if "`" not in line and "<code" not in line:
        return [part.replace("\\|", "|") for part in _SPLIT.split(line)] if "\\" in line else line.split("|")
    cells = [""]
    for number, part in enumerate(_CODE_ELEMENT.split(line)):
        if number % 2:
            cells[-1] += part
            continue
        for is_code, piece in code_pieces(part):
            if is_code:
                cells[-1] += _quoted(piece)
                continue
            first, *others = (cell.replace("\\|", "|") for cell in _SPLIT.split(piece))
            cells[-1] += first
            cells += others
    return cells


def _quoted(code: str) -> str:
    """A code span written anew, with no more back-ticks around it than it needs."""
    ticks = "`" * (max((len(run) for run in _TICKS.findall(code)), default=0) + 1)
    return f"{ticks}{code}{ticks}" if len(ticks) == 1 else f"{ticks} {code} {ticks}"


_TICKS = re.compile(r"`+")


def code_pieces(text: str) -> list[tuple[bool, str]]:
    """`text` in pieces, each with whether it is a code span."""
    pieces: list[tuple[bool, str]] = []
    start = pos = 0
    while ticks := _TICKS.search(text, pos):
        pos = ticks.end()
        before, after = text[max(ticks.start() - 1, 0) : ticks.start()], text[pos : pos + 1]
        lone = len(ticks[0]) == 1 and before in SPACE and after in SPACE
        close = -1 if lone else text.find(ticks[0], pos)
        if close < 0:
            continue
        if ticks.start() > start:
            pieces.append((False, text[start : ticks.start()]))
        pos = start = close + len(ticks[0])
        code = text[ticks.end() : close]
        if len(ticks[0]) > 1:
            code = code.removeprefix(" ").removesuffix(" ")
        pieces.append((True, code))
    if start < len(text) or not pieces:
        pieces.append((False, text[start:]))
    return pieces


def _pipes_outside(doc: Document, text: str) -> bool:
    """Whether each line has a pipe that is neither escaped nor in code nor in HTML."""
    if "`" not in text and "<" not in text:
        return True
    root, warnings = Element("root"), len(doc.warnings)
    read_some_spans(doc, root, text)
    del doc.warnings[warnings:]
    on_line = False
    for child in root.children:
        lines = child.value.rstrip("\n").split("\n") if child.value.strip("\n") else []
        if child.type == "codespan":
            if len(lines) > 2 or (len(lines) == 2 and not on_line):
                return on_line
            on_line = on_line and len(lines) != 2
        elif lines:
            if len(lines) > 1 and not on_line and not _HAS_PIPE.match(lines[0]):
                return on_line
            on_line = (on_line and len(lines) == 1) or _HAS_PIPE.match(lines[-1]) is not None
    return on_line


def _may_level(doc: Document, table: Table) -> bool:
    """Whether the cells that its rows lack are few enough: a page of short rows below a long one has millions."""
    rows = [row for part in table.element.children for row in part.children]
    empty = sum(table.columns - len(row.children) for row in rows)
    if empty > doc.empty_cells:
        return False
    doc.empty_cells -= empty
    return True


def _level(table: Table) -> None:
    """Gives every row as many cells as the longest has, and each cell its alignment."""
    alignment = table.alignment[: table.columns]
    alignment += [""] * (table.columns - len(alignment))
    for part in table.element.children:
        kind = "th" if part.type == "thead" else "td"
        for row in part.children:
            row.children += [Element("td") for _ in range(table.columns - len(row.children))]
            for cell, side in zip(row.children, alignment, strict=True):
                cell.type = kind
                if side:
                    cell.opts["alignment"] = side
