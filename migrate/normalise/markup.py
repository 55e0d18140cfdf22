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
    re.compile(r"<(?:[pP]>[ \t\r\n]*</[pP]>|[oO]:|!(?:--)?\[)"),
    re.compile(r"&(?:nbsp|#160);[ \t\r\n]*</"),
    re.compile("\u00a0[ \\t\\r\\n]*</"),
)
_CLASS = re.compile(
    r"Mso[A-Z]\w*|SCXW\d+|BCX\d+|TextRun|NormalTextRun|EOP|LineBreakBlob|TableCellContent|OutlineElement|"
    r"ListContainerWrapper|BulletListStyle\d+|NumberListStyle\d+"
)
_CLASS_HINT = re.compile(r"[A-Z]|xl\d")  # what every class of theirs has, and few others
_CELL_CLASS = re.compile(r"xl(?:2[4-9]|[3-9]\d|\d{3,})")  # Excel's begin at 24; `xl12` is a column of many a grid
_CELLS = frozenset(["table", "colgroup", "col", "tr", "td", "th"])
_ATTRIBUTES = frozenset(
    ("paraid", "paraeid", "data-contrast", "data-ccp-props", "data-ccp-parastyle", "data-ccp-charstyle")
)
_STYLE = re.compile(r"(?:^|(?<=;))\s*(?:mso-[\w-]+|tab-stops|panose-1)\s*:[^;\"']*(?:;|$)", re.I)
_BLANK = (" ", "\t", "\n", "\f", "\u00a0")
_BLANK_NAMES = ("&nbsp;", "&#160;", "&#xa0;", "&#xA0;")
# text that would go on with what follows: as a tag, a reference
_OPEN_END = re.compile(r"(?:<[/!?]?|&#?\w*)\Z")
_BLOCKS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dd", "dt"])
_ROUNDS = 10
# what has a margin of its own, so that an empty paragraph beside it changes nothing
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "figure", "hr"])


def is_words(tag: str, attributes: Attributes) -> bool:
    """Whether a tag has something of Word's or Excel's, so that `tidied` is worth its time."""
    for name, value in attributes:
        if name == "class":
            if value and _CLASS_HINT.search(value) and any(_is_words_class(tag, one) for one in value.split()):
                return True
        elif name in _ATTRIBUTES or (name == "style" and value and _STYLE.search(value)):
            return True
    return False


def _is_words_class(tag: str, name: str) -> bool:
    return bool(_CLASS.fullmatch(name) or (tag in _CELLS and _CELL_CLASS.fullmatch(name)))


def tidied(html: str, *, word: bool = True) -> tuple[str, Counter[str]]:
    """`html` without what a word processor left, and how much of each kind was taken out. Never changes what is seen.

    `word` is False when a caller who has been through its tags knows that `is_words` of none of them.
    """
    done: Counter[str] = Counter()
    if not word and not any(trace.search(html) for trace in _TRACES):
        return html, done
    html = htmltree.with_line_feeds(html)
    html = _without_attributes(html, done) if word else html
    pieces = list(_without_office(html, done))
    for _ in range(_ROUNDS):  # what held nothing but an empty paragraph may be one now
        before = len(pieces)
        pieces = list(_without_blanks(pieces, done))
        if len(pieces) == before:
            break
    return "".join(piece.source for piece in pieces), done


def _without_attributes(html: str, done: Counter[str]) -> str:
    """Without the attributes that Word and Excel write; a class that a style sheet of the page names stays."""
    sheets = _style_sheets(html)

    def clean(tag: Tag) -> None:
        for name, value in tag.attrs:
            if name in _ATTRIBUTES:
                tag.remove_attribute(name)
                done["Word's attributes"] += 1
            elif name == "class" and value:
                words = [one for one in value.split() if _is_words_class(tag.tag, one) and not _is_styled(one, sheets)]
                done["Word's classes"] += len(words)
                _put(tag, name, value, " ".join(one for one in value.split() if one not in words) if words else value)
            elif name == "style" and value:
                done["Word's styles"] += _put(tag, name, value.strip(), _STYLE.sub("", value).strip())

    out = htmltree.rewritten(html, (("*", clean),))
    for kind in [kind for kind, count in done.items() if not count]:
        del done[kind]
    return out


def _put(tag: Tag, name: str, old: str, new: str) -> bool:
    """Gives an attribute another value; an empty one goes. Says whether anything changed."""
    if new == old:
        return False
    tag.set_attribute(name, new) if new else tag.remove_attribute(name)
    return True


def _is_styled(name: str, sheets: str) -> bool:
    return re.search(rf"\.{re.escape(name)}(?![\w-])", sheets) is not None


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


def _without_office(html: str, done: Counter[str]) -> Iterator[Piece]:
    """Without `<o:p>`, whose content stays, and the comments that only Word and old browsers read.

    Where the text before would become a tag or a reference together with what follows, the tag stays.
    """
    before, kept = "", 0
    for piece in htmltree.pieces(html):
        kind = _office(piece)
        stays = kind is not None and (kept if piece.kind == "end" else _OPEN_END.search(before[-40:]) is not None)
        kept += (piece.kind == "start") - (piece.kind == "end") if stays else 0
        if kind is not None and not stays:
            if piece.kind != "end":
                done[kind] += 1
            continue
        before = before + piece.source if piece.kind == "text" else ""
        yield piece


def _office(piece: Piece) -> str | None:
    if piece.tag.startswith("o:"):
        return "Word's tags"
    if piece.kind == "other" and re.match(r"<!(?:--)?\[(?:if|endif)\b", piece.source, re.I):
        return "conditional comments"
    return None


def _without_blanks(pieces: list[Piece], done: Counter[str]) -> Iterator[Piece]:
    """Without empty paragraphs between blocks, and without non-breaking spaces at the end of a block."""
    solid = _next_solid(pieces)
    verbatim = 0
    opened: list[str] = []
    last = _START
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        verbatim = max(0, verbatim + (piece.tag == "pre") * (1 if piece.kind == "start" else -1))
        length = 0 if verbatim else _empty_paragraph(pieces, at)
        if length and _stands_apart(last) and _stands_apart(solid[at]):
            done["empty paragraphs"] += 1
            at += length
            continue
        if piece.kind == "text" and not verbatim:
            end = _end_of_text(pieces, at)
            text = "".join(one.source for one in pieces[at:end])
            at = end
            yield from _text(text, last, pieces[at] if at < len(pieces) else _START, opened[-1:], done)
            last = last if not text.strip() else _TEXT
            continue
        if piece.tag in _BLOCKS:
            _follow(piece, opened)
        yield piece
        last = piece
        at += 1


def _follow(piece: Piece, opened: list[str]) -> None:
    """Keeps `opened`, the blocks that are open; an end tag that closes none is none."""
    if piece.kind == "start":
        opened.append(piece.tag)
    elif opened and opened[-1] == piece.tag:
        opened.pop()


_START = Piece("start", "ul", (), "")  # the edge of the body stands apart from what is in it
_TEXT = Piece("text", "", (), "")


def _text(text: str, before: Piece, after: Piece, block: list[str], done: Counter[str]) -> Iterator[Piece]:
    kept = text
    if after.kind == "end" and [after.tag] == block:
        stripped = _without_trailing(text)
        removed = text[len(stripped) :]
        # a block of nothing but non-breaking spaces is a line that a reader sees
        if ("\u00a0" in removed or "&" in removed) and (stripped or _is_inline_end(before)):
            done["non-breaking spaces at the end of a block"] += 1
            kept = stripped
    if kept:
        yield Piece("text", "", (), kept)


def _without_trailing(text: str) -> str:
    end = len(text)
    while end:
        blank = next((name for name in (*_BLANK, *_BLANK_NAMES) if text.endswith(name, 0, end)), None)
        if blank is None:
            break
        end -= len(blank)
    return text[:end]


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


def _next_solid(pieces: list[Piece]) -> list[Piece]:
    """For each piece the first one from it on that is neither white space nor part of an empty paragraph."""
    solid = [_START] * (len(pieces) + 1)
    for at in range(len(pieces) - 1, -1, -1):
        length = _empty_paragraph(pieces, at) or _is_white(pieces[at].source)
        solid[at] = solid[at + length] if length else pieces[at]
    return solid
