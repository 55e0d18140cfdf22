"""Emphasis with asterisks and underscores, and text struck through.

https://kramdown.gettalong.org/syntax.html#emphasis.
"""

from __future__ import annotations

import re

from migrate.kramdown.span_reader import Frame, Spans
from migrate.kramdown.text import SPACE
from migrate.kramdown.tree import Element

_STRUCK = re.compile(r"~~(?![ \t\n\v\f\r~]).*?[^ \t\n\v\f\r~]~~", re.S)
_CLOSER = {
    "*": re.compile(r"(?<![ \t\n\v\f\r])\*"),
    "**": re.compile(r"(?<![ \t\n\v\f\r])\*\*"),
    "_": re.compile(r"(?<![ \t\n\v\f\r])_"),
    "__": re.compile(r"(?<![ \t\n\v\f\r])__"),
    "~~": re.compile(r"(?<![ \t\n\v\f\r~])~~"),
}


def emphasis(spans: Spans, frame: Frame, pos: int) -> int:
    """`*em*`, `**strong**` and the same with `_`, which does nothing inside a word."""
    text = spans.text
    mark = text[pos]
    double = text.startswith(mark, pos + 1)
    width = 2 if double else 1
    kind = "strong" if double else "em"
    end = pos + width
    after = text[end : end + 1]
    frame.mark = end
    if after in SPACE or kind in spans.open or frame.element.type == kind:
        return end
    if mark == "_" and _in_word(text, pos):
        return end
    behind = _read(spans, frame, pos, mark * width, kind)
    if behind < 0 and double and frame.element.type != "em":
        behind = _read(spans, frame, pos, mark, "em")
    return behind if behind >= 0 else end


def _in_word(text: str, pos: int) -> bool:
    """Whether a letter stands before `pos`, or a letter and one hyphen."""
    before = text[pos - 1 : pos]
    return before.isalpha() or (before == "-" and text[max(pos - 2, 0) : pos - 1].isalpha())


def _read(spans: Spans, frame: Frame, pos: int, delimiter: str, kind: str) -> int:
    """Reads an element from the delimiter at `pos`; the position behind it, or -1 where it never ends."""
    inside = pos + len(delimiter)
    key = (pos, delimiter, frame.element.type, *sorted(spans.open))
    if key in spans.failed or spans.last(delimiter, _CLOSER[delimiter]) <= inside or spans.too_deep():
        return -1
    element = Element(kind)
    _, end = spans.inside(element, inside, _closes, delimiter)
    if end < 0:
        spans.failed.add(key)
        return -1
    behind = end + len(delimiter)
    frame.add(element, spans.text, pos, behind)
    return behind


def _closes(spans: Spans, frame: Frame, pos: int) -> bool:
    """Whether the delimiter of `frame` stands at `pos` and closes it there."""
    text, delimiter = spans.text, frame.delimiter
    if not text.startswith(delimiter, pos):
        return False
    if text[pos - 1] in SPACE or (frame.run == pos and not frame.buffer and not frame.children):
        return False  # after white space, or with nothing in between
    behind = pos + len(delimiter)
    if len(delimiter) == 1 and text.startswith(delimiter, behind) and not text.startswith(delimiter, behind + 1):
        return False
    return not (delimiter[0] == "_" and text[behind : behind + 1].isalnum())


def struck(spans: Spans, frame: Frame, pos: int) -> int:
    """`~~struck through~~` (GFM)."""
    text = spans.text
    if spans.doc.options.input != "GFM":
        return pos + 1
    frame.mark = pos + 1
    found = _STRUCK.match(text, pos) if spans.last("~~", _CLOSER["~~"]) > pos else None
    spans.work -= ((found.end() if found else len(text)) - pos) // 32
    if found is None or spans.too_deep():
        return pos + 1
    element = Element("html_element", "del", opts={"model": "span"})
    inner = spans.part(text[pos + 2 : found.end() - 2])
    inner.read(Frame(element, 0), 0)
    spans.work = inner.work
    frame.add(element, text, pos, found.end())
    return found.end()
