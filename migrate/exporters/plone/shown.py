"""Bodies for Classic UI, without what its filter of HTML would lose more by: pages within pages, empty marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrate import htmltree
from migrate.htmltree import Piece

# a page in a page: all that follows its end is lost on the way to visitors (lxml)
_PAGE = frozenset(("html", "head", "body"))
_DOUBTFUL = re.compile(r"</?(?:html|head|body)\b|<!doctype|data-block=", re.I)


def shown(html: str) -> str:
    """`html` without the tags of a page round it, and without empty sections that stand for blocks of Volto."""
    if not _DOUBTFUL.search(html):
        return html
    kept = [piece for piece in htmltree.pieces(html) if not _is_of_a_page(piece)]
    return "".join(piece.source for piece in _without_empty(kept))


def unhidden(html: str) -> int:
    """How many elements of `html` visitors would see that the old site hid: Plone's filter takes the attribute away."""
    if "hidden" not in html:
        return 0
    return sum(piece.kind == "start" and "hidden" in dict(piece.attributes) for piece in htmltree.pieces(html))


def _is_of_a_page(piece: Piece) -> bool:
    if piece.kind == "other":
        return piece.source[:9].lower() == "<!doctype"
    return piece.kind in ("start", "end") and piece.tag in _PAGE


def _without_empty(pieces: list[Piece]) -> Iterator[Piece]:
    skip = False
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if skip:
            skip = False
        elif _is_mark(piece) and after is not None and after.kind == "end" and after.tag == piece.tag:
            skip = True
        else:
            yield piece


def _is_mark(piece: Piece) -> bool:
    return piece.kind == "start" and piece.tag == "section" and "data-block" in dict(piece.attributes)
