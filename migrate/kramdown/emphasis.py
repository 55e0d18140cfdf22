"""Emphasis with asterisks and underscores, and text struck through.

https://kramdown.gettalong.org/syntax.html#emphasis.
"""

from __future__ import annotations

import re

from migrate.kramdown.span_reader import Frame, Spans
from migrate.kramdown.text import SPACE
from migrate.kramdown.tree import Element

_STRUCK = re.compile(r"~~(?![ \t\n\v\f\r~]).*?[^ \t\n\v\f\r~]~~", re.S)
_CLOSERS = {
    "*": re.compile(r"(?<![ \t\n\v\f\r])\*"),
    "**": re.compile(r"(?<![ \t\n\v\f\r])\*\*"),
    "_": re.compile(r"(?<![ \t\n\v\f\r])_(?!(?<=_)[^\W_])"),
    "__": re.compile(r"(?<![ \t\n\v\f\r])__"),
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
    if mark == "_" and pos > 0 and (text[pos - 1].isalpha() or text[pos - 1] == "-"):
        return end
    behind = _read(spans, frame, pos, mark * width, kind)
    if behind < 0 and double and frame.element.type != "em":
        behind = _read(spans, frame, pos, mark, "em")
    return behind if behind >= 0 else end


def _read(spans: Spans, frame: Frame, pos: int, delimiter: str, kind: str) -> int:
    """Reads an element from the delimiter at `pos`; the position behind it, or -1 where it never ends."""
    inside = pos + len(delimiter)
    key = (pos, delimiter, frame.element.type, *sorted(spans.open))
    if key in spans.failed or not _CLOSERS[delimiter].search(spans.text, inside + 1) or spans.too_deep():
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
    closes = text[pos - 1] not in SPACE and pos > frame.start
    if closes and len(delimiter) == 1 and text.startswith(delimiter, pos + 1) and not text.startswith(delimiter, pos + 2):
        closes = False
    if closes and delimiter[0] == "_" and text[pos + len(delimiter) : pos + len(delimiter) + 1].isalnum():
        closes = False
    return closes


def struck(spans: Spans, frame: Frame, pos: int) -> int:
    """`~~struck through~~` (GFM)."""
    text = spans.text
    if spans.doc.options.input != "GFM":
        return pos + 1
    frame.mark = pos + 1
    found = _STRUCK.match(text, pos)
    if found is None or spans.too_deep():
        return pos + 1
    element = Element("html_element", "del", opts={"model": "span"})
    inner = spans.part(text[pos + 2 : found.end() - 2])
    inner.read(Frame(element, 0), 0)
    spans.work = inner.work
    frame.add(element, text, pos, found.end())
    return found.end()
