"""The body of an item as HTML: rich text in its formats, and Volto's blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

import orjson

from migrate.importers.plone.values import mapping, text
from migrate.model import Body

Tell = Callable[[str, str], None]
HTML = ("text/html", "text/x-html-safe", "text/x-plone-outputfilters-html", "application/xhtml+xml", "")
MARKDOWN = ("text/x-web-markdown", "text/markdown", "text/x-markdown")
PLAIN = ("text/plain", "text/x-web-intelligent")
VOLTO = "volto"
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


class Rich(NamedTuple):
    """A rich text: what was written, and its media type."""

    data: str
    kind: str


def body_of(said: Mapping[str, object], field: str | None, tell: Tell) -> Body:
    """The body that stands in `field` of an item, which is empty where there is none."""
    if field == "blocks":
        document = {name: said.get(name) for name in ("blocks", "blocks_layout")}
        return Body(html=_of_blocks(document, tell), text=_canonical(document), format=VOLTO)
    rich = rich_of(said.get("text")) if field == "text" else None
    if rich is None:
        return Body(html="", text="", format="html")
    return Body(html=_html(rich, tell), text=rich.data, format=_format(rich.kind))


def rich_of(value: object) -> Rich | None:
    """The rich text that a field holds; a bare text is HTML."""
    if isinstance(value, str):
        return Rich(value, "text/html")
    data, kind = mapping(value).get("data"), text(mapping(value).get("content-type")) or ""
    return Rich(data, kind.partition(";")[0].strip().lower()) if isinstance(data, str) else None


def _of_blocks(document: Mapping[str, object], tell: Tell) -> str:
    from migrate.importers.plone.blocks import hub

    return hub(document, tell)


def _canonical(document: Mapping[str, object]) -> str:
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def _format(kind: str) -> str:
    if kind in HTML:
        return "html"
    if kind in MARKDOWN:
        return "markdown"
    return "txt" if kind in PLAIN else kind.rpartition("/")[2]


def _html(rich: Rich, tell: Tell) -> str:
    if rich.kind in HTML:
        return rich.data
    if rich.kind in MARKDOWN:
        from migrate.kramdown import render

        return render(rich.data)
    if rich.kind in PLAIN:
        return _paragraphs(rich.data)
    tell("plone.text", f"the text is {rich.kind:.80}")
    return f"<pre>{escape(rich.data, quote=False)}</pre>"


def _paragraphs(data: str) -> str:
    """Plain text, a paragraph at each empty line."""
    parts = [part.strip("\n") for part in _PARAGRAPH.split(data.replace("\r\n", "\n")) if part.strip()]
    return "\n".join(f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts)
