"""What word processors leave behind: taken out where nothing that a reader sees changes.

Word's and Excel's classes, attributes, `o:p` tags and conditional comments; paragraphs without content between blocks;
non-breaking spaces at the end of a block. A class that a style sheet of the page names stays. Non-breaking spaces
between words and paragraphs of nothing but them stay: a reader sees them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from migrate import htmltree
from migrate.htmltree import Attributes, Piece, Tag

# what is to be taken out begins with one of these; Word's classes and attributes are seen by `is_words`
# (three expressions that begin with a letter of their own are ten times as fast as one)
_TRACES = (
    re.compile(r"<(?:[pP]>\s*</[pP]>|[oO]:|!(?:--)?\[)"),
    re.compile(r"&(?:nbsp|#160);\s*</"),
    re.compile("\u00a0\\s*</"),
)
_CLASS = re.compile(
    r"Mso[A-Z]\w*|SCXW\d+|BCX\d+|xl\d+|TextRun|NormalTextRun|EOP|LineBreakBlob|TableCellContent|OutlineElement|"
    r"ListContainerWrapper|BulletListStyle\d+|NumberListStyle\d+|Ltr"
)
_ATTRIBUTES = frozenset(
    ("paraid", "paraeid", "data-contrast", "data-ccp-props", "data-ccp-parastyle", "data-ccp-charstyle")
)
_STYLE = re.compile(r"(?:^|(?<=;))\s*(?:mso-[\w-]+|tab-stops|panose-1)\s*:[^;\"']*(?:;|$)", re.I)
_TRAILING = re.compile(r"(?:[\u00a0\s]|&nbsp;|&#160;|&#xa0;)+\Z", re.I)
_TRACE_AT_END = re.compile("\u00a0|&")
_BLOCKS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt"])
# what has a margin of its own, so that an empty paragraph beside it changes nothing
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "figure", "hr"])


def is_words(tag: str, attributes: Attributes) -> bool:
    """Whether a tag has something of Word's, so that `tidied` is worth its time."""
    for name, value in attributes:
        if name == "class" and value:
            if _CLASS.search(value):
                return True
        elif name in _ATTRIBUTES or (name == "style" and value and "mso-" in value):
            return True
    return False


def tidied(html: str, *, word: bool = True) -> tuple[str, Counter[str]]:
    """`html` without what a word processor left, and how much of each kind was taken out. Never changes what is seen.

    `word` is False when a caller who has been through its tags knows that `is_words` of none of them.
    """
    done: Counter[str] = Counter()
    if not word and not any(trace.search(html) for trace in _TRACES):
        return html, done
    html = _without_office(htmltree.with_line_feeds(html), done)
    kept = list(_without_blanks([piece for piece in htmltree.pieces(html) if not _is_office(piece, done)], done))
    return "".join(piece.source for piece in kept) + htmltree.cut_off(html), done


def _without_office(html: str, done: Counter[str]) -> str:
    """The attributes that Word and Excel write, taken out of every tag."""

    def classes(tag: Tag) -> None:
        written = (tag.get("class") or "").split()
        kept = [name for name in written if not (_CLASS.fullmatch(name) and _unstyled(name))]
        if len(kept) == len(written):
            return
        done["Word's classes"] += len(written) - len(kept)
        tag.set_attribute("class", " ".join(kept)) if kept else tag.remove_attribute("class")

    def attributes(tag: Tag) -> None:
        for name in sorted(_ATTRIBUTES):
            if tag.get(name) is not None:
                tag.remove_attribute(name)
                done["Word's attributes"] += 1

    def styles(tag: Tag) -> None:
        written = tag.get("style") or ""
        kept = _STYLE.sub("", written).strip()
        if kept == written.strip():
            return
        done["Word's styles"] += 1
        tag.set_attribute("style", kept) if kept else tag.remove_attribute("style")

    sheets = _style_sheets(html)

    def _unstyled(name: str) -> bool:
        return re.search(rf"\.{re.escape(name)}(?![\w-])", sheets) is None

    rules: list[htmltree.Rule] = []
    if any(trace in html for trace in ("Mso", "SCXW", "BCX", "xl", "TextRun", "EOP", "OutlineElement")):
        rules.append(("[class]", classes))
    if any(name in html for name in _ATTRIBUTES):
        rules.append((",".join(f"[{name}]" for name in sorted(_ATTRIBUTES)), attributes))
    if "mso-" in html or "tab-stops" in html:
        rules.append(("[style]", styles))
    return htmltree.rewritten(html, rules) if rules else html


def _style_sheets(html: str) -> str:
    if "<style" not in html.lower():
        return ""
    found: list[str] = []
    within = False
    for piece in htmltree.pieces(html):
        if piece.tag == "style":
            within = piece.kind == "start"
        elif within:
            found.append(piece.source)
    return "\n".join(found)


def _is_office(piece: Piece, done: Counter[str]) -> bool:
    """`<o:p>`, whose content stays, and the comments that only Word and old browsers read."""
    if piece.tag.startswith("o:"):
        done["Word's tags"] += piece.kind == "start"
        return True
    if piece.kind == "other" and re.match(r"<!(?:--)?\[(?:if|endif)\b", piece.source, re.I):
        done["conditional comments"] += 1
        return True
    return False


def _without_blanks(pieces: list[Piece], done: Counter[str]) -> Iterator[Piece]:
    """Without empty paragraphs between blocks, and without non-breaking spaces at the end of a block."""
    verbatim = 0
    last = _START
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        verbatim = max(0, verbatim + (piece.tag == "pre") * (1 if piece.kind == "start" else -1))
        length = 0 if verbatim else _empty_paragraph(pieces, at)
        if length and _stands_apart(last) and _stands_apart(_next_solid(pieces, at + length)):
            done["empty paragraphs"] += 1
            at += length
            continue
        if piece.kind == "text" and not verbatim:
            text = "".join(one.source for one in pieces[at : _end_of_text(pieces, at)])
            at = _end_of_text(pieces, at)
            yield from _text(text, last, pieces[at] if at < len(pieces) else _START, done)
            last = last if not text.strip() else _TEXT
            continue
        yield piece
        last = piece
        at += 1


_START = Piece("start", "ul", (), "")  # the edge of the body stands apart from what is in it
_TEXT = Piece("text", "", (), "")


def _text(text: str, before: Piece, after: Piece, done: Counter[str]) -> Iterator[Piece]:
    kept = text
    if after.kind == "end" and after.tag in _BLOCKS:
        stripped = _TRAILING.sub("", text)
        # a block of nothing but non-breaking spaces is a line that a reader sees
        if _TRACE_AT_END.search(text, len(stripped)) and (stripped or _is_inline_end(before)):
            done["non-breaking spaces at the end of a block"] += 1
            kept = stripped
    if kept:
        yield Piece("text", "", (), kept)


def _is_inline_end(piece: Piece) -> bool:
    return piece.kind == "end" and piece.tag in ("a", "b", "strong", "em", "i", "u", "span", "sup", "sub", "small")


def _end_of_text(pieces: list[Piece], at: int) -> int:
    while at < len(pieces) and pieces[at].kind == "text":
        at += 1
    return at


def _empty_paragraph(pieces: list[Piece], at: int) -> int:
    """How many pieces from `at` on are a paragraph without attributes and content; 0 when it is none."""
    if pieces[at].kind != "start" or pieces[at].tag != "p" or pieces[at].attributes:
        return 0
    end = at + 1
    while end < len(pieces) and pieces[end].kind == "text" and _is_white(pieces[end].source):
        end += 1
    closed = end < len(pieces) and pieces[end].kind == "end" and pieces[end].tag == "p"
    return end + 1 - at if closed else 0


def _is_white(text: str) -> bool:
    return not text.strip(" \t\n\r\f")


def _stands_apart(piece: Piece) -> bool:
    return piece.kind != "text" and piece.tag in _APART


def _next_solid(pieces: list[Piece], at: int) -> Piece:
    while at < len(pieces) and (_is_white(pieces[at].source) or (skip := _empty_paragraph(pieces, at))):
        at += 1 if _is_white(pieces[at].source) else skip
    return pieces[at] if at < len(pieces) else _START
