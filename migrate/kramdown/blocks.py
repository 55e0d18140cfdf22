"""Block level: the rules that are a few lines each, and the table of all.

`RULES` has them by the first character that is no blank, in the order tried; order and rules follow
https://kramdown.gettalong.org/syntax.html. Rules of more than a few lines have their own module.
"""

from __future__ import annotations

import re

from migrate.kramdown.definition_lists import definitions
from migrate.kramdown.definitions import abbreviation, extension, footnote, link_definition
from migrate.kramdown.html_blocks import html
from migrate.kramdown.lists import bullets, numbers
from migrate.kramdown.reader import CODE_INDENT, LAZY_END, NOT_MINE, RULE_LINE, Blocks, Rule, code_end
from migrate.kramdown.tables import table
from migrate.kramdown.text import STRIPPED, is_xml_name
from migrate.kramdown.tree import Element

_B = r"[ \t\v\f]"
_LAZY_END_AT = re.compile(rf"\n(?:{LAZY_END})")
_LAZY_CODE = re.compile(r"\n( {0,3}[^ \t\n\v\f\r]+)")
_QUOTE_MARK = re.compile(r"^ {0,3}> ?", re.M)
_ATX_GFM = re.compile(r"(#{1,6})[\t ]+([^ \t\n].*)\n")
_ATX = re.compile(r"(#{1,6})[\t ]*([^ \t].*)\n")
_HEADING_ID = re.compile(r"(.*?)[ \t]+\{#([^ \t\n{}#]+)\}$")
_CLOSING_GFM = re.compile(r"[ \t]+#+$")
_CLOSING = re.compile(r"[ \t]*(?<![\\#])#+$")
_SETEXT = re.compile(rf" {{0,3}}([^ \t\n].*)\n([-=])[-=]*{_B}*\n")
_END_MARK = re.compile(rf"\^{_B}*\n")


def code(blocks: Blocks, pos: int) -> int:
    """Lines indented by four spaces or a tab; a line that follows without a blank one is lazy and joins the last."""
    end = code_end(blocks.text, pos)
    if end == pos:
        return NOT_MINE
    text = _LAZY_CODE.sub(r" \1", blocks.text[pos:end])
    blocks.add(Element("codeblock", CODE_INDENT.sub("", text)), pos)
    return end


_INFO = r"[ \t\v\f]*?(([^ \t\n\v\f\r]+?)(?:\?[^ \t\n\v\f\r]*)?)?[ \t\v\f]*\n"
_FENCES = {
    "GFM": (re.compile(rf" {{0,3}}(([~`])\2{{2,}}){_INFO}"), " {0,3}"),
    "kramdown": (re.compile(rf"((~)~{{2,}}){_INFO}"), ""),
}
"""The opening line, and how far the closing one may be indented."""


def fence(blocks: Blocks, pos: int) -> int:
    """Code between two lines of three or more tildes or (GFM) back-ticks; the closing line is no shorter."""
    pattern, indent = _FENCES[blocks.doc.options.input]
    opening = pattern.match(blocks.text, pos)
    closing = _fence_end(blocks, opening, indent) if opening else None
    if opening is None or closing is None:
        return NOT_MINE
    block = Element("codeblock", blocks.text[opening.end() : closing.start()], opts={"fenced": True})
    width = min(len(opening[1]), len(closing[1]))
    if language := opening[1][width:] + (opening[4] or ""):
        block.attrs["class"] = f"language-{language}"
    blocks.add(block, pos)
    return closing.end()


def _fence_end(blocks: Blocks, opening: re.Match[str], indent: str) -> re.Match[str] | None:
    """The line that closes a fence: the first as long as it, else the first of the longest."""
    best: re.Match[str] | None = None
    ends = _FENCE_END[opening[2], indent]
    if blocks.last(ends) < opening.end():
        return None
    for line in ends.finditer(blocks.text, opening.end()):
        if len(line[1]) >= len(opening[1]):
            return line
        if best is None or len(line[1]) > len(best[1]):
            best = line
    return best


_FENCE_END = {
    (mark, indent): re.compile(rf"^{indent}({mark}{{3,}})[ \t\v\f]*\n", re.M)
    for mark in "~`"
    for indent in ("", " {0,3}")
}


def quote(blocks: Blocks, pos: int) -> int:
    """Lines after `>`; the lines of a paragraph that follow need no mark."""
    stop = _LAZY_END_AT.search(blocks.text, pos)
    end = stop.start() + 1 if stop else len(blocks.text)
    element = blocks.add(Element("blockquote"), pos)
    if inner := blocks.nested(_QUOTE_MARK.sub("", blocks.text[pos:end]), element, element.line):
        inner.read()
    return end


def heading(blocks: Blocks, pos: int) -> int:
    """`# text #`, where GFM asks for a blank after the hashes and kramdown for a blank line before."""
    gfm = blocks.doc.options.input == "GFM"
    found = (_ATX_GFM if gfm else _ATX).match(blocks.text, pos)
    if found is None or not (blocks.interrupts or blocks.at_boundary()):
        return NOT_MINE
    text = found[2].rstrip(STRIPPED)
    text, name = _name_apart(text)
    text = (_CLOSING_GFM if blocks.interrupts else _CLOSING).sub("", text) if text.endswith("#") else text
    if not text.strip(STRIPPED):
        return NOT_MINE
    add_heading(blocks, pos, len(found[1]), text.rstrip(STRIPPED), name)
    return found.end()


def _name_apart(text: str) -> tuple[str, str]:
    """The text of a heading and the id given to it by `{#id}`, empty for none."""
    found = _HEADING_ID.match(text) if text.endswith("}") else None
    return (found[1], found[2]) if found and is_xml_name(found[2]) else (text, "")


def setext(blocks: Blocks, pos: int) -> int:
    """A line underlined by `=` or `-`, with a blank line before it."""
    line_end = blocks.text.index("\n", pos)
    if blocks.text[line_end + 1 : line_end + 2] not in ("=", "-") or not blocks.at_boundary():
        return NOT_MINE
    found = _SETEXT.match(blocks.text, pos)
    if found is None or not found[1].strip(STRIPPED):
        return NOT_MINE
    text, name = _name_apart(found[1].rstrip(STRIPPED))
    add_heading(blocks, pos, 1 if found[2] == "=" else 2, text, name)
    return found.end()


def add_heading(blocks: Blocks, pos: int, level: int, text: str, name: str) -> None:
    element = Element("header", text, {"id": name} if name else None, opts={"level": level, "raw_text": text})
    blocks.add(element, pos)
    blocks.doc.spans.append(element)
    blocks.doc.headings.append(element)


def rule_line(blocks: Blocks, pos: int) -> int:
    """Three or more `*`, `-` or `_`."""
    found = RULE_LINE.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    blocks.add(Element("hr"), pos)
    return found.end()


_MATH = re.compile(r" {0,3}(\\)?\$\$(.*?)\$\$([ \t\v\f]*\n)?", re.S)


def math(blocks: Blocks, pos: int) -> int:
    """`$$` alone in its paragraph."""
    if not blocks.at_boundary():
        return NOT_MINE
    found = _MATH.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    if found[1]:
        return paragraph(blocks, found.end(1)) if found[3] else NOT_MINE
    if not blocks.before_boundary(found.end()):
        return NOT_MINE
    blocks.add(Element("math", found[2].strip(STRIPPED), opts={"block": True}), pos)
    return found.end()


def end_mark(blocks: Blocks, pos: int) -> int:
    """`^` alone on its line ends the block before it."""
    found = _END_MARK.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    blocks.add(Element("eob"), pos)
    return found.end()


def paragraph(blocks: Blocks, pos: int) -> int:
    """Lines of text up to a blank one or the start of another block; text right after a paragraph continues it."""
    text = blocks.text
    stop = blocks.paragraph_end.search(text, pos)
    end = stop.start() + 1 if stop else len(text)
    body = text[pos:end].rstrip(STRIPPED)
    children = blocks.children
    if children and children[-1].type == "p":
        children[-1].value += ("  \n" if text[max(pos - 3, 0) : pos] == "  \n" else "\n") + body
        return end
    element = blocks.add(Element("p", body.lstrip(STRIPPED)), pos)
    if not blocks.breaks:
        element.opts["no_breaks"] = True
    blocks.doc.spans.append(element)
    return end


def stray(blocks: Blocks, pos: int) -> int:
    """A line that starts with a space and a tab is nothing at all: it stands in the output as it is."""
    end = blocks.text.index("\n", pos) + 1
    if blocks.children and blocks.children[-1].type == "spans":
        blocks.children[-1].value += blocks.text[pos:end]
    else:
        text = Element("spans", blocks.text[pos:end], line=blocks.line_at(pos), opts={"stray": blocks.children})
        if not blocks.breaks:
            text.opts["no_breaks"] = True
        blocks.children.append(text)
        blocks.doc.spans.append(text)
    return end


RULES: dict[str, tuple[Rule, ...]] = {
    "": (setext, table, paragraph),
    " ": (stray,),
    "\t": (code, setext, table, paragraph),
    "`": (fence, setext, table, paragraph),
    "~": (fence, setext, table, paragraph),
    ">": (quote,),
    "#": (heading, setext, table, paragraph),
    "_": (rule_line, setext, table, paragraph),
    "*": (rule_line, bullets, setext, table, abbreviation, paragraph),
    "-": (rule_line, bullets, setext, table, paragraph),
    "+": (bullets, setext, table, paragraph),
    **dict.fromkeys("0123456789", (numbers, setext, table, paragraph)),
    ":": (definitions, setext, table, paragraph),
    "<": (html, setext, table, paragraph),
    "$": (setext, math, table, paragraph),
    "\\": (setext, math, table, paragraph),
    "[": (setext, table, footnote, link_definition, paragraph),
    "{": (setext, table, extension, paragraph),
    "^": (setext, table, end_mark, paragraph),
}
"""The rules by the first character of a block (tab: indented code; empty: any other), in the order tried."""
