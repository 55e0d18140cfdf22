"""What a reader sees of Volto's blocks, so that what an export writes and what Plone answers can be compared.

Plone adds to blocks as it answers (sizes of pictures, the titles of what a teaser shows) and writes links anew; none of
that is text of the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from migrate.verify.manifest import content_sha256, folded
from migrate.visibletext import visible_text

_DEEPEST = 100  # blocks and nodes in one another that are read: an editor makes a handful
_EDGE = "\x00"
# blocks that show fields of the page, or what is no text
_NO_TEXT = frozenset(("title", "description", "leadimage", "image", "video", "maps", "separator"))
# keys of blocks whose values are read, in the order in which they are shown
_SHOWN = (
    "head_title", "headline", "heading", "title", "subtitle", "description", "text", "caption", "label", "linkTitle",
)  # fmt: skip
# elements of Slate that begin a line of their own; all others stand within one
_LINES = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div", "table", "thead", "tbody",
    "tfoot", "tr", "td", "th", "dl", "dt", "dd", "figure", "figcaption", "caption", "callout",
))  # fmt: skip
_Texts = list[str]


def blocks_text(document: Mapping[str, object]) -> str:
    """The visible text of `{"blocks": …, "blocks_layout": …}` on one line; of what has another shape, nothing."""
    texts: _Texts = []
    _document(document, texts, 0)
    return folded("".join(texts).replace(_EDGE, " "))


def digest(document: Mapping[str, object]) -> str:
    """The digest of that text, as `manifest.text_sha256` gives it for HTML."""
    return content_sha256(unicodedata.normalize("NFC", blocks_text(document)))


def _document(value: Mapping[str, object], texts: _Texts, depth: int) -> None:
    blocks, layout = value.get("blocks"), value.get("blocks_layout")
    order = layout.get("items") if isinstance(layout, dict) else None
    if depth > _DEEPEST or not isinstance(blocks, dict) or not isinstance(order, list):
        return
    for id_ in dict.fromkeys(one for one in order if isinstance(one, str)):  # twice in each of many would have no end
        block = blocks.get(id_)
        if isinstance(block, dict):
            _block(block, texts, depth + 1)


def _block(value: Mapping[str, object], texts: _Texts, depth: int) -> None:
    kind = value.get("@type")
    _part(texts)
    if kind == "slate":
        _slate(value.get("value"), texts, depth)
    elif "@id" in value or str(kind) in _NO_TEXT:  # the former names a thing, and Plone says of it what it knows
        return
    elif kind == "html":
        html = value.get("html")
        texts.append(visible_text(html) if isinstance(html, str) else "")
    elif kind == "slateTable":
        _table(value.get("table"), texts, depth)
    elif kind != "teaser" or value.get("overwrite") is True:  # others show the titles of what they lead to
        _other(value, texts, depth)
    _part(texts)


def _other(value: Mapping[str, object], texts: _Texts, depth: int) -> None:
    """What a block says by itself; the blocks of its layout, else all that its keys hold, in an order that is one."""
    for key in _SHOWN:
        if isinstance(shown := value.get(key), str):
            texts += (shown, _EDGE)
    _slate(value.get("value"), texts, depth)
    if "blocks_layout" in value:
        _document(value, texts, depth)
        return
    for key in sorted(value):
        if key != "value":
            _any(value[key], texts, depth + 1)


def _any(value: object, texts: _Texts, depth: int) -> None:
    """The documents and blocks that a value of a block is, or holds."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            _any(one, texts, depth + 1)
    elif isinstance(value, dict) and "blocks_layout" in value:
        _document(value, texts, depth)
    elif isinstance(value, dict):
        _block(value, texts, depth)


def _table(table: object, texts: _Texts, depth: int) -> None:
    rows = table.get("rows") if isinstance(table, dict) else None
    for row in rows if isinstance(rows, list) else ():
        cells = row.get("cells") if isinstance(row, dict) else None
        for cell in cells if isinstance(cells, list) else ():
            _part(texts)
            _slate(cell.get("value") if isinstance(cell, dict) else None, texts, depth)
            _part(texts)


def _slate(nodes: object, texts: _Texts, depth: int) -> None:
    """The texts of a list of nodes."""
    if depth > _DEEPEST or not isinstance(nodes, list):
        return
    for node in nodes:
        if not isinstance(node, dict):
            continue
        text = node.get("text")
        if isinstance(text, str):
            texts.append(text)
            continue
        is_line = str(node.get("type")) in _LINES
        if is_line:
            _part(texts)
        _slate(node.get("children"), texts, depth + 1)
        if is_line:
            _part(texts)


def _part(texts: _Texts) -> None:
    """Sets what follows apart from what stands before it; once, for to make one blank of many is what takes time."""
    if texts and texts[-1] is not _EDGE:
        texts.append(_EDGE)
