"""HTML at block level: the balanced element, raw unless it asks for Markdown inside.

https://kramdown.gettalong.org/syntax.html#html-blocks. What is inside raw HTML becomes one `raw` node of HTML as it is
written, because a whole page of it is common; only an element that says `markdown=` inside gets a node of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from migrate.kramdown.document import MAX_DEPTH
from migrate.kramdown.html_tags import (
    CLOSE_TAG,
    COMMENT_AT,
    ENDS,
    KNOWN_TAGS,
    RAW_TOKEN,
    SPAN_TAGS,
    TAG,
    VERBATIM,
    Model,
    model_of,
    raw_tag,
    read_tag,
)
from migrate.kramdown.reader import NOT_MINE, Blocks
from migrate.kramdown.text import escape_text, joined_cjk
from migrate.kramdown.tree import Element

_TRAILING = re.compile(r"[ \t]*\n")
_OPEN_AT = re.compile(rf" {{0,3}}{TAG}")
_CLOSE_AT = re.compile(rf" {{0,3}}{CLOSE_TAG}")
_ASKED: dict[str, Model | None] = {"0": "raw", "1": None, "span": "span", "block": "block"}


def html(blocks: Blocks, pos: int) -> int:
    """A comment, an element that is no span, or the closing tag of the element being read."""
    text = blocks.text
    if text.startswith("<!--", pos):
        return _comment(blocks, pos)
    if opening := _OPEN_AT.match(text, pos):
        if opening[1].lower() in SPAN_TAGS:
            return NOT_MINE
        return _element(blocks, pos, opening)
    closing = _CLOSE_AT.match(text, pos)
    if closing is None or blocks.parent.type != "html_element" or closing[1].lower() != blocks.parent.value:
        return NOT_MINE
    blocks.closed_at = closing.end()
    return closing.end()


def _comment(blocks: Blocks, pos: int) -> int:
    found = COMMENT_AT.match(blocks.text, pos) if blocks.last(ENDS["<!--"]) > pos else None
    if found is None:
        return NOT_MINE
    blocks.children.append(Element("xml_comment", found[0], opts={"block": True}, line=blocks.line_at(pos)))
    return _after(blocks.text, found.end())


def _after(text: str, pos: int) -> int:
    """The position behind the rest of a line that is blank."""
    trailing = _TRAILING.match(text, pos)
    return trailing.end() if trailing else pos


def _element(blocks: Blocks, pos: int, opening: re.Match[str]) -> int:
    tag = read_tag(opening[1], opening[2], opening[3])
    element = blocks.add(Element("html_element", tag.name, tag.attrs, opts={"block": True}), pos)
    if tag.name in VERBATIM:
        element.opts["model"] = "raw"
        return _verbatim(blocks, opening.end(), element)
    model: Model = model_of(tag.name) if blocks.doc.options.parse_block_html else "raw"
    return _content(blocks, opening.end(), element, _asked(tag.name, tag.markdown, model), tag.closed)


def _asked(name: str, markdown: str | None, model: Model) -> Model:
    """The content model after the attribute `markdown`."""
    if markdown is None or markdown not in _ASKED:
        return model
    return _ASKED[markdown] or model_of(name)


def _content(blocks: Blocks, pos: int, element: Element, model: Model, closed: bool) -> int:
    """Reads what is inside `element` and the rest of the line behind it, if blank."""
    if model == "block" and blocks.depth >= MAX_DEPTH:
        blocks.doc.warn(element.line, "blocks nest too deep; the rest of this one is kept as HTML")
        model = "raw"
    element.opts["model"] = model
    if closed:
        element.opts["closed"] = True
        return pos
    if model == "block":
        return _after(blocks.text, _markdown(blocks, _after(blocks.text, pos), element))
    pos = _spans(blocks, pos, element) if model == "span" else raw_content(blocks, pos, element)
    return _after(blocks.text, pos)


def _markdown(blocks: Blocks, pos: int, element: Element) -> int:
    inner = Blocks(blocks.doc, blocks.text, element, blocks.line, blocks.depth + 1)
    inner.line_pos, inner.lasts = blocks.line_pos, blocks.lasts
    inner.breaks = False
    pos = inner.read(pos)
    if inner.closed_at < 0:
        _unclosed(blocks, element)
    return pos


def _unclosed(blocks: Blocks, element: Element) -> None:
    blocks.doc.warn(element.line, f"<{element.value}> is never closed; it takes the rest of its block")


@lru_cache(maxsize=256)
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}[ \t\n\v\f\r]*>", re.I)


def _spans(blocks: Blocks, pos: int, element: Element) -> int:
    closing = _end_of(element.value).search(blocks.text, pos)
    if closing is None:
        _unclosed(blocks, element)
    text = Element("spans", blocks.text[pos : closing.start() if closing else None], opts={"no_breaks": True})
    element.children.append(text)
    blocks.doc.spans.append(text)
    return closing.end() if closing else len(blocks.text)


def _verbatim(blocks: Blocks, pos: int, element: Element) -> int:
    """The content of `script` and `style`, where nothing is read but the closing tag."""
    closing = _end_of(element.value).search(blocks.text, pos)
    if closing is None:
        _unclosed(blocks, element)
    if inside := blocks.text[pos : closing.start() if closing else None]:
        element.children.append(Element("raw", inside))
    return closing.end() if closing else len(blocks.text)


def raw_content(blocks: Blocks, pos: int, element: Element) -> int:
    """Reads raw HTML up to the tag that closes `element`; a closing tag out of its place is text."""
    text = blocks.text
    search = RAW_TOKEN.search
    escaped = _escaped_cjk if blocks.doc.options.remove_line_breaks_for_cjk else escape_text
    out: list[str] = []
    opened = [element.value]
    while found := search(text, pos):
        start, end = found.span()
        if start > pos:
            out.append(escaped(text[pos:start]))
        pos = end
        opening, attrs, slash, closing, other = found.groups()
        if opening:
            name, written, closed, plain = raw_tag(opening, attrs, slash)
            if not plain:
                pos = _raw_odd(blocks, found, out, opened, element)
                continue
            out.append(written)
            if not closed:
                opened.append(name)
        elif closing:
            inmost = opened[-1]
            if closing != inmost and (inmost not in KNOWN_TAGS or closing.lower() != inmost):
                out.append(escape_text(found[0]))
                continue
            opened.pop()
            if not opened:
                break
            out.append(f"</{inmost}>")
        else:
            pos = _other_end(blocks, other, end)
            out.append(text[start:pos] if pos > end else escape_text(other))
    else:
        out.append(escaped(text[pos:]))
        out.extend(f"</{name}>" for name in reversed(opened[1:]))
        pos = len(text)
        _unclosed(blocks, element)
    if out:
        element.children.append(Element("raw", "".join(out)))
    return pos


def _other_end(blocks: Blocks, start: str, pos: int) -> int:
    """The position behind a comment or an instruction whose start ends at `pos`; `pos` where it never ends."""
    found = ENDS[start].search(blocks.text, pos) if blocks.last(ENDS[start]) >= pos else None
    return found.end() if found else pos


def _escaped_cjk(text: str) -> str:
    return escape_text(joined_cjk(text))


def _raw_odd(blocks: Blocks, found: re.Match[str], out: list[str], opened: list[str], element: Element) -> int:
    """An opening tag that says `markdown=`, or one of a script or a style."""
    name, written, closed, _ = raw_tag(found[1], found[2], found[3])
    if name not in VERBATIM and blocks.depth < MAX_DEPTH:
        element.children.append(Element("raw", "".join(out)))
        out.clear()
        return _asking(blocks, found, element, len(opened))
    out.append(written)
    if name in VERBATIM:
        closing = _end_of(name).search(blocks.text, found.end())
        out.append(blocks.text[found.end() : closing.start() if closing else None] + f"</{name}>")
        return closing.end() if closing else len(blocks.text)
    if not closed:
        opened.append(name)
    return found.end()


def _asking(blocks: Blocks, found: re.Match[str], parent: Element, level: int) -> int:
    """An element inside raw HTML that says how its own content is to be read."""
    tag = read_tag(found[1], found[2], found[3])
    element = Element("html_element", tag.name, tag.attrs, line=blocks.line_at(found.start()), opts={"block": True})
    parent.children.append(element)
    model = _asked(tag.name, tag.markdown, "raw")
    element.opts["model"] = model
    element.opts["level"] = level - 1
    if tag.closed:
        element.opts["closed"] = True
        return _after(blocks.text, found.end()) if model == "block" else found.end()
    if model == "block":
        return _markdown(blocks, _after(blocks.text, found.end()), element)
    if model == "span":
        return _spans(blocks, found.end(), element)
    blocks.depth += 1
    pos = raw_content(blocks, found.end(), element)
    blocks.depth -= 1
    return pos
