"""HTML read as a browser reads it: the one door to the HTML library, so that it can be exchanged behind it.

A body is rewritten as it streams by, tag by tag; what no rule changes stays as it was, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

import turbohtml
from turbohtml.rewrite import rewrite


class Tag(Protocol):
    """A start tag on its way through `rewritten`. It must not be kept."""

    @property
    def tag(self) -> str: ...
    @property
    def attrs(self) -> tuple[tuple[str, str | None], ...]: ...
    def get(self, name: str, default: str | None = None, /) -> str | None: ...
    def set_attribute(self, name: str, value: str, /) -> None: ...
    def remove_attribute(self, name: str, /) -> None: ...


# stands at the end of a whole text; where it does not arrive, the text has ended within a tag
_END = "\x1a"

Attributes = tuple[tuple[str, str | None], ...]
# looks at a tag's name and attributes
Look = Callable[[str, Attributes], None]
Rule = tuple[str, Callable[[Tag], None]]

# what stands in these is text, unless they stand in SVG or MathML
_RAW_NAMES = "style|script|title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext"
_RAW = frozenset(_RAW_NAMES.split("|"))
_RAW_TAG = re.compile(f"<(?:{_RAW_NAMES})", re.I)
# where a tokenizer may take text for tags or tags for text: it knows nothing of the tree, and takes any `/>` for an end
# (that look at two letters makes it three times as fast)
_UNSURE = re.compile(f"<(?=[stxinpm][tcvimfeola])(?:svg|math|(?:{_RAW_NAMES})[^<>]*/>)", re.I)


class Piece(NamedTuple):
    """A token and the characters that it was written with. `kind` is start, end, text or other."""

    kind: str
    tag: str
    attributes: tuple[tuple[str, str], ...]
    source: str


_KINDS = {
    turbohtml.TokenType.TEXT: "text",
    turbohtml.TokenType.CHARACTER_REFERENCE: "text",
    turbohtml.TokenType.START_TAG: "start",
    turbohtml.TokenType.END_TAG: "end",
}


def rewritten(html: str, rules: Sequence[Rule]) -> str:
    """`html` with each rule's function called for the tags that its CSS selector matches; they may change them.

    A tag that the end of the text cuts off is no tag for a browser; it is kept as it is written.
    """
    html = with_line_feeds(html)
    if not _is_unsure(html):
        return _rewritten(html, rules)
    return "".join(part if raw else _rewritten(part, rules) for part, raw in _stretches(html))


def _rewritten(html: str, rules: Sequence[Rule]) -> str:
    if _END in html:
        return rewrite(html, elements=rules) + _cut_off(html)
    out = rewrite(html + _END, elements=rules)
    return out[:-1] if out.endswith(_END) else out + _cut_off(html)


def with_line_feeds(html: str) -> str:
    """`html` with the line ends that a browser gives it before it reads any tag."""
    return html.replace("\r\n", "\n").replace("\r", "\n") if "\r" in html else html


def _cut_off(html: str) -> str:
    """What a browser never sees as a tag or text, because `html`, whose lines end in line feeds, ends within a tag."""
    return html[len(rewrite(html)) :]


def pieces(html: str) -> Iterator[Piece]:
    """The tokens of `html`, references left as written; their sources together are `html`, line ends made one.

    What the end of the text cuts off within a tag is the last piece.
    """
    html = with_line_feeds(html)
    for part, raw in _stretches(html) if _is_unsure(html) else ((html, False),):
        if raw:
            yield Piece("text", "", (), part)
        else:
            yield from _pieces(part)


def _pieces(html: str) -> Iterator[Piece]:
    length = 0
    for token in turbohtml.tokenize(html, resolve_references=False, capture_source=True):
        source = token.source or token.data or ""
        length += len(source)
        yield Piece(_KINDS.get(token.type, "other"), token.tag or "", tuple(token.attrs or ()), source)
    if length < len(html):
        yield Piece("other", "", (), html[length:])


def _is_unsure(html: str) -> bool:
    return _UNSURE.search(html) is not None and _RAW_TAG.search(html) is not None


def _stretches(html: str) -> Iterator[tuple[str, bool]]:
    """The parts of `html` that a tokenizer reads as the tree has them, each begun anew, and those that are raw text."""
    at = 0
    for start, end in _raw_text(html):
        if start > at:
            yield html[at:start], False
        if end > start:
            yield html[start:end], True
        at = max(at, end)
    if at < len(html):
        yield html[at:], False


def _raw_text(html: str) -> list[tuple[int, int]]:
    """Where raw text starts and ends, in order; at a tag that only looks as if it held some, it has no length."""
    found: list[tuple[int, int]] = []
    for element in turbohtml.parse_fragment(html, scripting=True, source_locations=True).iter_elements():
        if element.tag in _RAW and element.source_location is not None:
            start, closed = element.source_location.start_tag.end_offset, element.source_location.end_tag
            held = element.namespace.value == "html"
            found.append((start, start if not held else closed.start_offset if closed else len(html)))
    return sorted(found)


def fragment(html: str, *, scripting: bool = False) -> turbohtml.Element:
    """`html` as the tree that a browser makes of it inside a page's body, with its scripts switched on or off."""
    return turbohtml.parse_fragment(html, scripting=scripting)
