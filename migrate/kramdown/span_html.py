"""What starts with `<` inside text: a comment, a tag, an address, a guillemet.

https://kramdown.gettalong.org/syntax.html#html-spans, #automatic-links.
"""

from __future__ import annotations

import re
from functools import lru_cache

from migrate.kramdown.html_tags import (
    BLOCK_TAGS,
    CLOSE,
    COMMENT_AT,
    KNOWN_TAGS,
    NAME,
    OPEN,
    VOID_TAGS,
    model_of,
    read_tag,
)
from migrate.kramdown.span_reader import Frame, Spans
from migrate.kramdown.tree import Element

_AUTOLINK = re.compile(r"<((mailto|https?|ftps?):.+?|[-.\w]+@[-.\w]+)>")
_COMMENT_END = re.compile("-->")
_START = re.compile(rf"<(?:{NAME}|!--|/|!\[CDATA\[)")
_NEWLINES = re.compile(r"\n+")


def angle(spans: Spans, frame: Frame, pos: int) -> int:
    """An address or HTML; a guillemet is left to the caller of last resort."""
    text = spans.text
    if frame.element.opts.get("model") == "raw":
        return markup(spans, frame, pos) if _START.match(text, pos) else pos + 1
    if spans.on_line(">", pos) and (address := _AUTOLINK.match(text, pos)):
        shown = address[1].removeprefix("mailto:") if address[2] else address[1]
        href = address[1] if address[2] else f"mailto:{address[1]}"
        element = Element("a", "", {"href": href}, [Element("text", shown)], opts={"auto": True})
        frame.add(element, text, pos, address.end())
        return address.end()
    if _START.match(text, pos):
        return markup(spans, frame, pos)
    return pos


def markup(spans: Spans, frame: Frame, pos: int) -> int:
    """A comment or an element; anything else is text."""
    text = spans.text
    may_comment = text.startswith("<!--", pos) and spans.last("-->", _COMMENT_END) > pos
    if may_comment and (comment := COMMENT_AT.match(text, pos)):
        frame.add(Element("xml_comment", comment[0]), text, pos, comment.end())
        return comment.end()
    if closing := CLOSE.match(text, pos):
        spans.doc.warn(spans.line, f"</{closing[1]}> closes nothing; it is kept as text")
        frame.mark = closing.end()
        return closing.end()
    opening = OPEN.match(text, pos)
    if opening is None:
        frame.mark = pos + 1
        return pos + 1
    return _element(spans, frame, opening)


def _element(spans: Spans, frame: Frame, opening: re.Match[str]) -> int:
    text, pos, end = spans.text, opening.start(), opening.end()
    tag = read_tag(opening[1], opening[2], opening[3])
    if tag.name in BLOCK_TAGS or spans.too_deep():
        if tag.name in BLOCK_TAGS:
            spans.doc.warn(spans.line, f"<{tag.name}> is a block and stands inside text; it is kept as text")
        frame.mark = end
        return end
    for name, value in tag.attrs.items():
        if "\n" in value:
            tag.attrs[name] = _NEWLINES.sub(" ", value)
    element = Element("html_element", tag.name, tag.attrs, line=spans.line)
    reads = _reads_markdown(spans, frame, tag.name, tag.markdown)
    element.opts["model"] = "span" if reads else "raw"
    frame.add(element, text, pos, end)
    if opening[3] or tag.name in VOID_TAGS:
        if opening[3]:
            element.opts["closed"] = True
        return end
    frame.run = frame.mark = behind = _inside(spans, element, end, reads)
    return behind


def _reads_markdown(spans: Spans, frame: Frame, name: str, markdown: str | None) -> bool:
    reads = model_of(name) != "raw" and frame.element.opts.get("model") != "raw" and spans.doc.options.parse_span_html
    if markdown == "span":
        return True
    if markdown == "1":
        return model_of(name) != "raw"
    return False if markdown == "0" else reads


def _inside(spans: Spans, element: Element, pos: int, reads: bool) -> int:
    """Reads the content of `element`; the position behind its closing tag, or the end of the text."""
    search, spans.special = spans.special, spans.all_special if reads else _ANGLE
    closes = _closing(element.value)
    frame, end = spans.inside(element, pos, _closes, element.value)
    spans.special = search
    if end >= 0 and (found := closes.match(spans.text, end)):
        return found.end()
    spans.doc.warn(spans.line, f"<{element.value}> is never closed; it takes the rest of its block")
    spans.finish(frame)
    return len(spans.text)


_ANGLE = re.compile("<")


@lru_cache(maxsize=256)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}[ \t\n\v\f\r]*>", re.I if name in KNOWN_TAGS else 0)


def _closes(spans: Spans, frame: Frame, pos: int) -> bool:
    return spans.text.startswith("</", pos) and _closing(frame.delimiter).match(spans.text, pos) is not None
