"""Span level: one search for the next character that may mean something, and a rule for each.

A rule is `rule(spans, frame, pos) -> int`: the position to go on from. It takes the text before `pos` into the frame
only when it makes something of it. `RULES` has them by their first character; what they read is described at
https://kramdown.gettalong.org/syntax.html#span-level-elements.
"""

from __future__ import annotations

import re

from migrate.kramdown.attributes import EXTENSION_START, IAL_SPAN, AttributeList, apply, list_of
from migrate.kramdown.definitions import raw_of, set_options
from migrate.kramdown.document import Document
from migrate.kramdown.emphasis import emphasis, struck
from migrate.kramdown.links import link
from migrate.kramdown.span_html import angle, markup
from migrate.kramdown.span_reader import SPECIAL, SPECIAL_WRAPPED, Frame, Rule, Spans
from migrate.kramdown.text import SPACE
from migrate.kramdown.tree import Element
from migrate.kramdown.typography import CHARACTERS, SYMBOLS, quote_at

_ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-])")
_ESCAPED_GFM = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-~])")
_TICKS = re.compile(r"`+")
_ENTITY = re.compile(r"&(?:((?a:[^\W\d][\w.:-]*))|#([0-9]+)|#x([0-9a-fA-F]+));")
_BRACE = re.compile(r"\}")
_MATH = re.compile(r"\$\$(.*?)\$\$", re.S)
_STOPS = {name: re.compile(rf"\{{:/({name})?\}}") for name in ("comment", "nomarkdown", "options")}
_BREAK = re.compile(r"\\\\(?=\n)")


def code_span(spans: Spans, frame: Frame, pos: int) -> int:
    """Text between back-ticks."""
    text = spans.text
    ticks = _TICKS.match(text, pos)
    assert ticks is not None
    end = ticks.end()
    lone = end - pos == 1 and (pos == 0 or text[pos - 1] in SPACE) and text[end : end + 1] in SPACE
    close = -1 if lone or not text[end : end + 1] else text.find(ticks[0], end)
    if close < 0:
        frame.mark = end
        return end
    code = text[end:close]
    if end - pos > 1:
        code = code[1:] if code.startswith(" ") else code
        code = code[:-1] if code.endswith(" ") else code
    frame.add(Element("codespan", code), text, pos, close + end - pos)
    return close + end - pos


def quote(spans: Spans, frame: Frame, pos: int) -> int:
    options = spans.doc.options
    written, behind = quote_at(spans.text, pos, pos > frame.mark, options.smart_quotes)
    if options.entity_output == "as_char":
        frame.symbol_for(written, spans.text, pos, behind)
    else:
        _entities(spans, frame, written, pos, behind)
    return behind


def symbol(spans: Spans, frame: Frame, pos: int) -> int:
    """Dashes, an ellipsis, guillemets with the space inside them."""
    text = spans.text
    start = pos
    if text[pos] == "<" and text.startswith("<< ", pos):
        written = "<< "
    elif text[pos] == ">" and pos - 1 >= frame.mark and text[pos - 1] == " ":
        written, start = " >>", pos - 1
    else:
        written = next((mark for mark in _MARKS if text.startswith(mark, pos)), "")
    options = spans.doc.options
    if not written or ("no_auto_typographic" in options.gfm_quirks and options.input == "GFM"):
        return pos + 1
    name = SYMBOLS[written]
    behind = start + len(written)
    chosen = dict(options.typographic_symbols).get(name) if options.typographic_symbols else None
    if chosen is not None:
        frame.add(Element("entity", CHARACTERS[name], opts={"shown": chosen}), text, start, behind)
        frame.symbol = behind
    elif options.entity_output != "as_char":
        _entities(spans, frame, CHARACTERS[name], start, behind)
    else:
        frame.symbol_for(CHARACTERS[name], text, start, behind)
    return behind


def _entities(spans: Spans, frame: Frame, written: str, pos: int, behind: int) -> None:
    """Puts a symbol into the tree that is not to be printed as the character it is."""
    for character in written:
        frame.add(Element("entity", character), spans.text, pos, behind)
    frame.symbol = behind


_MARKS = ("---", "--", "...", "<<", ">>")


def angle_or_symbol(spans: Spans, frame: Frame, pos: int) -> int:
    behind = angle(spans, frame, pos)
    return behind if behind > pos else symbol(spans, frame, pos)


def markup_only(spans: Spans, frame: Frame, pos: int) -> int:
    """HTML but neither an address nor a symbol."""
    return angle_or_symbol(spans, frame, pos) if spans.open else markup(spans, frame, pos)


def entity(spans: Spans, frame: Frame, pos: int) -> int:
    """A reference to a character that exists; everything else is an ampersand."""
    found = _ENTITY.match(spans.text, pos)
    if found is None:
        return pos + 1
    character = character_of(found)
    if character is None:
        frame.add(Element("entity", "&", opts={"source": "&amp;"}), spans.text, pos, pos + 1)
        frame.take(spans.text, found.end(), found.end())
        return found.end()
    shown = spans.doc.options.entity_output
    if shown == "as_char" and character != "&":
        frame.symbol_for(character, spans.text, pos, found.end())
        return found.end()
    frame.add(Element("entity", character, opts={"source": found[0]}), spans.text, pos, found.end())
    return found.end()


def character_of(found: re.Match[str]) -> str | None:
    """The character of an entity reference, None for a name that is none, empty for a number that is none."""
    if name := found[1]:
        import html.entities  # a table of 2,000 names that few pages need

        code = 39 if name == "apos" else html.entities.name2codepoint.get(name)
        return None if code is None else chr(code)
    digits, base = (found[2], 10) if found[2] else (found[3], 16)
    code = int(digits[:12], base)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def backslash(spans: Spans, frame: Frame, pos: int) -> int:
    """An escaped character, or a line break at the end of a line."""
    text = spans.text
    gfm = spans.doc.options.input == "GFM"
    if not spans.wraps and (found := _BREAK.match(text, pos)):
        frame.add(Element("br"), text, pos, found.end())
        return found.end()
    if gfm and not spans.wraps and text.startswith("\n", pos + 1) and _breaks(spans):
        if pos + 2 == len(text) and not spans.ends:
            frame.take(text, pos, pos + 1)
        else:
            frame.add(Element("br", opts={"gfm": True}), text, pos, pos + 1)
        return pos + 1
    if text.startswith(("<<", ">>"), pos + 1):
        frame.symbol_for(text[pos + 1 : pos + 3], text, pos, pos + 3)
        return pos + 3
    if found := (_ESCAPED_GFM if gfm else _ESCAPED).match(text, pos):
        frame.write(found[1], text, pos, pos + 2)
        return pos + 2
    return pos + 1


def _breaks(spans: Spans) -> bool:
    """Whether GFM's own line breaks are made here: not inside HTML elements, not in footnotes."""
    return spans.breaks and "html_element" not in spans.open and "del" not in spans.open


def line_end(spans: Spans, frame: Frame, pos: int) -> int:
    """Two spaces at the end of a line, or with `hard_wrap` every end of one, break it."""
    if spans.wraps:
        if (pos + 1 < len(spans.text) or spans.ends) and _breaks(spans):
            frame.add(Element("br", opts={"gfm": True}), spans.text, pos, pos)
    elif pos - 2 >= frame.mark and spans.text.startswith("  ", pos - 2):
        frame.add(Element("br"), spans.text, pos - 2, pos)
    return pos + 1


def math(spans: Spans, frame: Frame, pos: int) -> int:
    found = _MATH.match(spans.text, pos)
    if found is None:
        return pos + 1
    frame.add(Element("math", found[1].strip(SPACE)), spans.text, pos, found.end())
    return found.end()


def bracket_end(spans: Spans, frame: Frame, pos: int) -> int:
    return pos + 1


def brace(spans: Spans, frame: Frame, pos: int) -> int:
    """Attributes for the element before, or an extension."""
    text = spans.text
    frame.mark = pos + 1
    if spans.last("}", _BRACE) < pos:
        return pos + 1
    if found := EXTENSION_START.match(text, pos):
        return _extension(spans, frame, pos, found)
    found = IAL_SPAN.match(text, pos)
    spans.work -= ((found.end() if found else len(text)) - pos) // 32
    if found is None:
        return pos + 1
    if frame.run < pos or not (frame.symbol == pos or (frame.children and not frame.buffer)):
        spans.doc.warn(spans.line, "an attribute list stands after text; it is kept as text")
        return pos + 1
    if frame.symbol == pos:
        _leave_out(spans, frame, pos, found.end())
        return found.end()
    attributes = AttributeList()
    attributes.read(found[1])
    last = frame.children[-1]
    list_of(last).merge(attributes)
    apply(attributes, last.attrs, spans.doc.attribute_lists)
    frame.run = frame.mark = found.end()
    return found.end()


def _extension(spans: Spans, frame: Frame, pos: int, found: re.Match[str]) -> int:
    """`{::name attributes}body{:/name}` or `{::name attributes /}`; one that is not known is text."""
    body: str | None = None
    behind = found.end()
    if not found[3]:
        stop = _STOPS.get(found[1])
        closing = stop.search(spans.text, behind) if stop and spans.last(found[1], stop) >= behind else None
        if closing is None:
            return pos + 1
        body, behind = spans.text[behind : closing.start()], closing.end()
    settings = AttributeList()
    settings.read(found[2] or "")
    if found[1] == "options":
        set_options(spans.doc, settings)
        _leave_out(spans, frame, pos, behind)
    elif found[1] == "comment" and body is None:
        frame.take(spans.text, pos, behind)
    elif found[1] == "comment":
        frame.add(Element("comment", body or ""), spans.text, pos, behind)
    elif found[1] == "nomarkdown" and body is None:
        _leave_out(spans, frame, pos, behind)
    elif found[1] == "nomarkdown":
        frame.add(raw_of(body, settings, False), spans.text, pos, behind)
    else:
        return pos + 1
    return behind


def _leave_out(spans: Spans, frame: Frame, pos: int, behind: int) -> None:
    """Drops the text from `pos` to `behind`; a symbol before it is still the last element after it."""
    after_symbol = frame.symbol == pos
    frame.take(spans.text, pos, behind)
    if after_symbol:
        frame.symbol = behind


RULES: dict[str, Rule] = {
    "*": emphasis,
    "_": emphasis,
    "`": code_span,
    "[": link,
    "!": link,
    "]": bracket_end,
    "<": angle_or_symbol,
    ">": symbol,
    "-": symbol,
    ".": symbol,
    "'": quote,
    '"': quote,
    "&": entity,
    "\\": backslash,
    "\n": line_end,
    "{": brace,
    "$": math,
    "~": struck,
}
"""The rule for each first character of `SPECIAL`."""


_SOME = re.compile("[`<]")


def read_some_spans(doc: Document, element: Element, text: str) -> None:
    """Reads code and HTML alone, at the top; what is inside HTML is read as ever."""
    spans = Spans(doc, text, element.line, RULES)
    spans.special = _SOME
    spans.rules = {**RULES, "<": markup_only}
    spans.read(Frame(element, 0), 0)


def read_spans(doc: Document, element: Element, text: str) -> None:
    """Reads the spans of `text` into the children of `element`."""
    first = (SPECIAL_WRAPPED if doc.options.hard_wrap else SPECIAL).search(text)
    if first is None:
        if text:
            element.children.append(Element("text", text))
        return
    spans = Spans(doc, text, element.line, RULES)
    spans.breaks = "no_breaks" not in element.opts
    spans.ends = "stray" in element.opts and _goes_on(doc, element)
    spans.read(Frame(element, 0), first.start())
    if not spans.ends:
        _trim_break(element.children)


def _goes_on(doc: Document, stray: Element) -> bool:
    """Whether something follows a stray line in its parent, or that is the document."""
    siblings = stray.opts["stray"]
    return siblings is doc.root.children or (isinstance(siblings, list) and siblings[-1] is not stray)


def _trim_break(children: list[Element]) -> None:
    """Takes out a break of GFM's own at the very end, where what stood behind it prints nothing."""
    if len(children) > 1 and children[-1].value == "\n" and children[-1].type == "text" and "gfm" in children[-2].opts:
        del children[-2]
