"""The reader of blocks: a position in a text, the tree that grows, and what several rules ask of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from migrate.kramdown.attributes import IAL_LINE, AttributeList
from migrate.kramdown.document import MAX_DEPTH, Document
from migrate.kramdown.html_tags import NAME, SPAN_TAGS
from migrate.kramdown.text import STRIPPED
from migrate.kramdown.tree import Element

NOT_MINE = 0
Rule = Callable[["Blocks", int], int]
"""`rule(blocks, pos)` gives the position behind what it took, or `NOT_MINE`."""

_B = r"[ \t\v\f]"
_NOT_SPAN = rf"(?!(?:{'|'.join(sorted(SPAN_TAGS))}|script)\b)"
HTML_STOP = rf"(?:<{_NOT_SPAN}{NAME}|</{_NOT_SPAN}{NAME}[ \t\n\v\f\r]*>)"

LAZY_END = rf"{_B}*\n| {{0,3}}{IAL_LINE}|\^{_B}*\n| {{0,3}}{HTML_STOP}"
"""Where a line cannot continue the block before it."""

LIST_LINE = r" {0,3}(?:[+*-]|[0-9]+\.)[\t| ].*?\n"
DEFINITION_LINE = r" {0,3}:[\t| ].*?\n"
FENCE_LINE = r" {0,3}(?:~~~|```)"
_GFM_END = rf"{LIST_LINE}|\#{{1,6}}[\t ]+[^ \t\n]|{DEFINITION_LINE}| {{0,3}}>|{FENCE_LINE}"


@cache
def _paragraph_end(interrupts: bool) -> re.Pattern[str]:
    """The line end that ends a paragraph; in GFM most blocks interrupt one. A literal is found faster than `^`."""
    return re.compile(rf"\n(?:{LAZY_END}|{_GFM_END if interrupts else DEFINITION_LINE})")


_BOUNDARY = re.compile(rf"{_B}*\n|\^{_B}*\n| {{0,3}}{IAL_LINE}|\Z")
_BLANK = re.compile(rf"(?:{_B}*\n)+")
RULE_LINE = re.compile(r" {0,3}(?:\*[ \t]*\*[ \t]*\*[ \t*]*|-[ \t]*-[ \t]*-[ \t-]*|_[ \t]*_[ \t]*_[ \t_]*)\n")
_LEAD = re.compile(r" {0,3}")
_CODE_START = re.compile(r" {4}|\t")
_CODE_LINES = (
    rf"(?:(?:{_B}*\n)*"
    rf"(?:(?: {{4}}|\t)[ \t]*[^ \t\n\v\f\r].*\n)+"
    rf"(?:(?!{LAZY_END}|\Z)[ \t]*[^ \t\n\v\f\r].*\n)*)*"
)


def code_end(text: str, pos: int) -> int:
    """The position behind the indented lines at `pos`, and the lazy ones after them."""
    found = _code_lines().match(text, pos)
    return found.end() if found else pos


@cache
def _code_lines() -> re.Pattern[str]:
    return re.compile(_CODE_LINES)


CODE_INDENT = re.compile(r"^(?: {4}|\t)", re.M)


class Blocks:
    """A position-driven reader of blocks: `text` is read into `children`, the children of the innermost `parent`."""

    __slots__ = (
        "breaks",
        "children",
        "closed_at",
        "depth",
        "doc",
        "ial",
        "interrupts",
        "lasts",
        "line",
        "line_pos",
        "paragraph_end",
        "parent",
        "text",
    )

    def __init__(self, doc: Document, text: str, parent: Element, line: int = 1, depth: int = 0) -> None:
        self.doc = doc
        self.text = text
        self.parent = parent
        self.children = parent.children
        self.ial: AttributeList | None = None
        self.line = line
        self.line_pos = 0
        self.lasts: dict[re.Pattern[str], int] = {}
        self.depth = depth
        self.closed_at = -1
        self.breaks = True
        self.interrupts = doc.options.input == "GFM" and "paragraph_end" in doc.options.gfm_quirks
        self.paragraph_end = _paragraph_end(self.interrupts)

    def read(self, pos: int = 0) -> int:
        """Reads from `pos` to the end, or to behind the tag that closes `parent`; gives the position reached."""
        text, end, rules = self.text, len(self.text), self.doc.block_rules
        text_rules = rules[""]
        while pos < end:
            first = text[pos]
            if first in " \t\n\v\f":
                if blank := _BLANK.match(text, pos):
                    self.blank(blank[0])
                    pos = blank.end()
                    continue
                if _CODE_START.match(text, pos):
                    first = "\t"
                elif lead := _LEAD.match(text, pos):
                    first = text[lead.end()]
                    first = " " if first in " \t" else first
            for rule in rules.get(first, text_rules):
                if new := rule(self, pos):
                    pos = new
                    break
            if self.closed_at >= 0:
                break
        return pos

    def blank(self, lines: str) -> None:
        """Blank lines: they end what stands before them, and the reach of an attribute list."""
        if self.children and self.children[-1].type == "blank":
            self.children[-1].value += lines
        else:
            silent = self._after_silence()
            self.children.append(Element("blank", lines, opts={"silent": True} if silent else None))
            self.ial = None

    def _after_silence(self) -> bool:
        """Whether only what prints nothing stands between here and a blank line."""
        at = len(self.children) - 1
        while at >= 0 and self.children[at].type == "eob":
            at -= 1
        return 0 <= at < len(self.children) - 1 and self.children[at].type == "blank"

    def line_at(self, pos: int) -> int:
        """The 1-based line of `pos`; positions are asked for in ascending order, nearly."""
        if pos >= self.line_pos:
            self.line += self.text.count("\n", self.line_pos, pos)
        else:
            self.line -= self.text.count("\n", pos, self.line_pos)
        self.line_pos = pos
        return self.line

    def add(self, element: Element, pos: int) -> Element:
        """Puts a block that starts at `pos` into the tree, with the attribute list that waits for it."""
        element.line = self.line_at(pos)
        if self.ial is not None:
            element.opts["ial"] = self.ial
            self.doc.with_ial.append(element)
            self.ial = None
        self.children.append(element)
        return element

    def at_boundary(self) -> bool:
        """Whether a block that needs a blank line before it may start here."""
        if not self.children or self.ial is not None:
            return True
        last = self.children[-1]
        return last.type == "blank" or (last.type == "eob" and not last.value)

    def before_boundary(self, pos: int) -> bool:
        """Whether a block that needs a blank line after it may end here."""
        return _BOUNDARY.match(self.text, pos) is not None

    def last(self, pattern: re.Pattern[str]) -> int:
        """Where `pattern` is found for the last time, or -1: what has no end behind it need not be begun."""
        found = self.lasts.get(pattern)
        if found is None:
            found = -1
            for match in pattern.finditer(self.text):
                found = match.start()
            self.lasts[pattern] = found
        return found

    def nested(self, text: str, parent: Element, line: int) -> Blocks | None:
        """A reader of `text` into `parent`, or None when blocks nest too deep: then the text is a paragraph."""
        if self.depth < MAX_DEPTH:
            inner = Blocks(self.doc, text, parent, line, self.depth + 1)
            inner.breaks = self.breaks
            return inner
        self.doc.warn(line, "blocks nest too deep; the rest of this one is kept as text")
        body = Element("p", text.strip(STRIPPED), line=line)
        parent.children.append(body)
        self.doc.spans.append(body)
        return None
