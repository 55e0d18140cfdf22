"""Tables.

https://kramdown.gettalong.org/syntax.html#tables: lines with a pipe, with a blank line before and after; the first
line of dashes makes a head, further ones new bodies, a line of equal signs a foot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from migrate.kramdown.html_tags import CLOSE_TAG, COMMENT, TAG, VOID_TAGS
from migrate.kramdown.reader import NOT_MINE, Blocks
from migrate.kramdown.text import STRIPPED
from migrate.kramdown.tree import Element

_PIPE = r"(?:\||.*?[^\\\n]\|)"
_HAS_PIPE = re.compile(_PIPE)
_LINE = re.compile(rf"{_PIPE}.*?\n")
_START = re.compile(rf" {{0,3}}(?=[^ \t\n\v\f\r]){_PIPE}.*?\n")
_SEPARATOR = re.compile(r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n")
_FOOT_SEPARATOR = re.compile(r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\n")
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

    def close(self, part: str, line: int) -> None:
        """Puts the rows read so far into a `thead`, `tbody` or `tfoot`."""
        self.element.children.append(Element(part, children=self.rows, line=line))
        self.rows = []


def table(blocks: Blocks, pos: int) -> int:
    """A table with a blank line before and after it."""
    text = blocks.text
    if text.find("|", pos, text.index("\n", pos)) < 0 or not blocks.at_boundary() or not _START.match(text, pos):
        return NOT_MINE
    start, found = pos, Table(Element("table"))
    cells: list[Element] = []
    pos = _rows(text, pos, found, cells, blocks.line_at(pos))
    if not blocks.before_boundary(pos) or not _pipes_outside(text[start : pos - 1]):
        return NOT_MINE
    if found.rows:
        found.close("tfoot" if found.foot else "tbody", 0)
    if all(part.type != "tbody" for part in found.element.children):
        blocks.doc.warn(blocks.line_at(start), "a table without a body is kept as text")
        return NOT_MINE
    _level(found)
    blocks.doc.spans += cells
    blocks.add(found.element, start)
    return pos


def _rows(text: str, pos: int, table: Table, cells: list[Element], line: int) -> int:
    first = _LINE.match(text, pos)
    leading = first is not None and first[0].lstrip(STRIPPED).startswith("|")
    if separator := _SEPARATOR.match(text, pos):
        pos = separator.end()
    end = len(text)
    while pos < end and _LINE.match(text, pos):
        if separator := _SEPARATOR.match(text, pos):
            _separate(table, separator[1], line)
            pos = separator.end()
        elif foot := _FOOT_SEPARATOR.match(text, pos):
            if table.rows:
                table.close("tbody", line)
            table.foot = True
            pos = foot.end()
        else:
            line_end = text.index("\n", pos)
            _row(table, text[pos:line_end].rstrip(" \t"), leading, cells)
            pos = line_end + 1
    return pos


def _separate(table: Table, dashes: str, line: int) -> None:
    if not table.rows:
        return
    if not table.alignment and not table.foot:
        table.close("thead", line)
        table.alignment = [_ALIGNMENTS[sides] for sides in _ALIGNMENT.findall(dashes)]
    elif not table.foot:
        table.close("tbody", line)


def _row(table: Table, line: str, leading: bool, cells: list[Element]) -> None:
    texts = split_cells(line)
    if leading and not texts[0].strip(STRIPPED):
        del texts[0]
    if texts and not texts[-1].strip(STRIPPED):
        del texts[-1]
    row = [Element("td", text.strip(STRIPPED)) for text in texts]
    cells += [cell for cell in row if cell.value]
    table.columns = max(table.columns, len(row))
    table.rows.append(Element("tr", children=row))


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
                cells[-1] += piece
                continue
            first, *others = (cell.replace("\\|", "|") for cell in _SPLIT.split(piece))
            cells[-1] += first
            cells += others
    return cells


_TICKS = re.compile(r"`+")


def code_pieces(text: str) -> list[tuple[bool, str]]:
    """`text` in pieces, each with whether it is a code span."""
    pieces: list[tuple[bool, str]] = []
    start = pos = 0
    while ticks := _TICKS.search(text, pos):
        pos = ticks.end()
        lone = len(ticks[0]) == 1 and text[ticks.start() - 1 : ticks.start()].isspace() and text[pos : pos + 1].isspace()
        close = -1 if lone else text.find(ticks[0], pos)
        if close < 0:
            continue
        if ticks.start() > start:
            pieces.append((False, text[start : ticks.start()]))
        pos = start = close + len(ticks[0])
        pieces.append((True, text[ticks.start() : pos]))
    if start < len(text) or not pieces:
        pieces.append((False, text[start:]))
    return pieces


_SPAN_START = re.compile(rf"(`+)|{TAG}|{CLOSE_TAG}|({COMMENT})", re.S)


def _pipes_outside(text: str) -> bool:
    """Whether each line has a pipe that is neither escaped nor in code nor in HTML."""
    if "`" not in text and "<" not in text:
        return True
    on_line = False
    for kind, value in _pieces(text):
        lines = value.split("\n")
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        if kind == "text":
            if not value:
                continue
            if len(lines) > 1 and not on_line and not _HAS_PIPE.match(lines[0]):
                return False
            on_line = (on_line and len(lines) == 1) or _HAS_PIPE.match(lines[-1]) is not None
        elif kind == "code":
            if len(lines) > 2 or (len(lines) == 2 and not on_line):
                return False
            if len(lines) == 2:
                on_line = False
    return on_line


def _pieces(text: str) -> list[tuple[str, str]]:
    """`text` as `text`, `code` and `html` pieces in order; HTML holds its content."""
    found: list[tuple[str, str]] = []
    start = pos = 0
    while mark := _SPAN_START.search(text, pos):
        kind, end = _piece_end(text, mark)
        if not kind:
            pos = end
            continue
        found += [("text", text[start : mark.start()]), (kind, text[mark.start() : end])]
        start = pos = end
    found.append(("text", text[start:]))
    return found


def _piece_end(text: str, mark: re.Match[str]) -> tuple[str, int]:
    if ticks := mark[1]:
        close = text.find(ticks, mark.end())
        return ("", mark.end()) if close < 0 else ("code", close + len(ticks))
    if name := mark[2]:
        if mark[4] or name.lower() in VOID_TAGS:
            return "html", mark.end()
        close_tag = re.compile(rf"</{re.escape(name)}[ \t\n]*>", re.I).search(text, mark.end())
        return "html", close_tag.end() if close_tag else len(text)
    return ("html", mark.end()) if mark[6] else ("", mark.end())


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
