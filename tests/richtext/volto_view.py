"""Blocks as Volto shows them, in HTML: what its own views make of each, so that nothing can be there that nobody sees.

Written after `volto-slate/src/editor/render.jsx`, `blocks/Table/TableBlockView.jsx` and the views of
`components/manage/Blocks`. What a view leaves out is left out here: a first row without heads, a teaser without a link.
"""

from __future__ import annotations

from html import escape
from typing import Any

from migrate.richtext.slate_anchors import anchor_of

# `config.settings.slate.elements`; all others are paragraphs
ELEMENTS = {
    **{name: name for name in ("h1", "h2", "h3", "h4", "li", "ol", "ul", "div", "p", "em", "i", "b", "strong", "u")},
    **{name: name for name in ("del", "sub", "sup", "code", "blockquote")},
    "s": "del",
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def view(document: dict[str, Any]) -> str:
    """The blocks of a document in their order."""
    return "".join(block(document["blocks"][id]) for id in document["blocks_layout"]["items"])


def block(one: dict[str, Any]) -> str:
    kind = one["@type"]
    if kind == "slate":
        return "".join(_top(node) for node in one["value"])
    if kind == "html":
        return f'<div class="html">{one["html"]}</div>'
    if kind == "image":
        return f"<p>{_linked(one, _image(one['url'], one['alt']))}</p>"
    if kind == "slateTable":
        return _table(one["table"])
    if kind == "gridBlock":
        return f"<div>{view(one)}</div>"
    if kind == "teaser":
        return _teaser(one)
    return ""


def _top(node: dict[str, Any]) -> str:
    name = anchor_of(node["children"]) if node["type"] in HEADINGS else None
    return slate(node, f' id="{escape(name)}"' if name else "")


def slate(node: dict[str, Any], more: str = "") -> str:
    if "text" in node:
        return escape(node["text"], quote=False).replace("\n", "<br>")
    inner = "".join(map(slate, node["children"]))
    if node["type"] == "link":
        return f'<a href="{escape(node["data"]["url"])}">{inner}</a>'
    name = ELEMENTS.get(node["type"], "p")
    return f"<{name}{more}>{inner}</{name}>"


def _linked(one: dict[str, Any], inner: str) -> str:
    return f'<a href="{escape(one["href"][0]["@id"])}">{inner}</a>' if one.get("href") else inner


def _image(src: str, alt: str) -> str:
    return f'<img src="{escape(src)}" alt="{escape(alt)}">'


def _table(table: dict[str, Any]) -> str:
    heads, *rows = table["rows"] or [{"cells": []}]
    shown = ([("th", heads)] if not table["hideHeaders"] else []) + [("td", row) for row in rows]
    return f"<table>{''.join(_row(tag, row) for tag, row in shown)}</table>"


def _row(tag: str, row: dict[str, Any]) -> str:
    cells = ("".join(map(slate, cell["value"])) for cell in row["cells"])
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _teaser(one: dict[str, Any]) -> str:
    if not one.get("href"):
        return ""
    picture = one.get("preview_image")
    shown = _image(picture[0]["@id"], "") if picture else ""
    words = f"<h2>{escape(one['title'])}</h2><p>{escape(one['description'])}</p>"
    return _linked(one, f"<div>{shown}{words}</div>")
