"""Links, images, footnote markers.

https://kramdown.gettalong.org/syntax.html#links-and-images.
"""

from __future__ import annotations

import re

from migrate.kramdown.attributes import KEY, apply, list_of
from migrate.kramdown.document import LinkDef, link_id
from migrate.kramdown.span_reader import Frame, Spans
from migrate.kramdown.text import STRIPPED
from migrate.kramdown.tree import Element

_END = re.compile(r"\]")
_MARKER = re.compile(rf"\[\^({KEY})\]")
_REFERENCE = re.compile(r"[ \t\n\v\f\r]*?\[([^\]]+)?\]")
_ANGLED = re.compile(r"\(<(.*?)>")
_PARENTHESIS = re.compile(r"""(\()|(\))|[ \t\n\v\f\r](?=['"])""")
_TITLE = re.compile(r"""[ \t\n\v\f\r]*?(["'])(.+?)\1[ \t\n\v\f\r]*?\)""", re.S)
_TITLE_ENDS = {quote: re.compile(rf"{quote}[ \t\n\v\f\r]*\)") for quote in ("'", '"')}
_ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-~])")


def footnote_marker(spans: Spans, frame: Frame, pos: int) -> int:
    """`[^name]`, where that footnote is defined."""
    found = _MARKER.match(spans.text, pos)
    if found is None:
        return pos + 1
    if found[1] not in spans.doc.footnotes:
        spans.doc.warn(spans.line, f"footnote {found[1]} is nowhere defined")
        frame.mark = found.end()
        return found.end()
    marker = Element("footnote", found[1], line=spans.line)
    frame.add(marker, spans.text, pos, found.end())
    return found.end()


def link(spans: Spans, frame: Frame, pos: int) -> int:
    """`[text](address "title")`, `[text][name]`, `[name]`, each with `!` before for an image."""
    text = spans.text
    image = text[pos] == "!"
    inside = pos + 2 if image else pos + 1
    after = text[inside : inside + 1]
    if not after or after == "^":
        return pos + 1 if image or not after else footnote_marker(spans, frame, pos)
    frame.mark = inside
    if not image and ("a" in spans.open or "img" in spans.open):
        return inside
    if spans.last("]", _END) < inside or spans.too_deep():
        return inside
    element = Element("img" if image else "a")
    _, end = spans.inside(element, inside, _bracket)
    if end < 0:
        return inside
    behind = _target(spans, element, text[inside:end], end + 1)
    if behind < 0:
        return inside
    frame.add(element, text, pos, behind)
    return behind


def _bracket(spans: Spans, frame: Frame, pos: int) -> bool:
    """Whether the bracket at `pos` closes the text of the link; images inside close their own."""
    mark = spans.text[pos]
    if mark == "]":
        frame.count -= 1
        if frame.count == frame.images:
            return True
        frame.mark = pos + 1
    elif mark == "[" or mark == "!":
        frame.count += 1
    return False


def _target(spans: Spans, element: Element, label: str, pos: int) -> int:
    """Reads where the link leads; the position behind, or -1 where it leads nowhere."""
    text = spans.text
    reference = _REFERENCE.match(text, pos)
    if reference or text[pos : pos + 1] != "(":
        named = reference[1] if reference else None
        name = link_id(named or _ESCAPED.sub(r"\1", label))
        found = spans.doc.link_defs.get(name)
        if found is None:
            if reference is None or reference[1] is None:
                spans.doc.warn(spans.line, f"link {name} is nowhere defined")
            return -1
        _lead(element, found, label, spans)
        return reference.end() if reference else pos
    address, title_at, behind = _address(spans, pos)
    if behind >= 0:
        _lead(element, (address, None, None), label, spans)
        return behind
    title = _TITLE.match(text, title_at) if _title_ends(spans, title_at) else None
    if title is None:
        return -1
    _lead(element, (address, title[2], None), label, spans)
    return title.end()


def _address(spans: Spans, pos: int) -> tuple[str, int, int]:
    """The address that starts at the parenthesis at `pos`, where a title may follow, and the position behind or -1."""
    text = spans.text
    if text.startswith("<", pos + 1) and spans.on_line(">", pos) and (angled := _ANGLED.match(text, pos)):
        end = angled.end()
        return angled[1], end, end + 1 if text.startswith(")", end) else -1
    depth, at = 0, pos
    while found := _PARENTHESIS.search(text, at):
        at = found.end()
        spans.work -= 1
        if found[1]:
            depth += 1
        elif found[2]:
            depth -= 1
            if depth == 0:
                break
        else:
            break
    address = text[pos:at][1:-1].strip(STRIPPED)
    return address, at, at if depth == 0 else -1


def _title_ends(spans: Spans, pos: int) -> bool:
    """Whether a quote and a parenthesis stand behind `pos` that could end a title."""
    return any(spans.last(quote, ends) > pos for quote, ends in _TITLE_ENDS.items())


def _lead(element: Element, to: LinkDef, label: str, spans: Spans) -> None:
    address, title, definition = to
    if definition is not None and "ial" in definition.opts:
        apply(list_of(definition), element.attrs, spans.doc.attribute_lists)
    if element.type == "a":
        element.attrs["href"] = address
    else:
        element.attrs["src"] = address
        element.attrs["alt"] = _ESCAPED.sub(r"\1", label)
        element.children.clear()
    if title is not None:
        element.attrs["title"] = title
