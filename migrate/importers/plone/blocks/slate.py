"""Slate, the rich text of Volto, as HTML.

A value is a list of nodes: elements with `type` and `children`, and leaves with `text`. What Volto shows decides
(volto-slate: editor/config.jsx, editor/render.jsx): a node of an unknown type is a paragraph on a line of its own, and
its text alone within a line. HTML lets no block stand in a line, so a block there becomes a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from migrate.importers.plone.blocks.addresses import address, link
from migrate.importers.plone.blocks.leaves import INLINE, leaf, opening, spoken
from migrate.importers.plone.blocks.markup import VOID, attribute, element, is_blank, opened, text
from migrate.importers.plone.blocks.notes import Notes
from migrate.importers.plone.blocks.tables import Cell, Row, spans, table
from migrate.richtext.slate_anchors import anchor_of

Node = Mapping[str, object]
Nodes = Sequence[object]

DEEPEST = 60  # nodes in nodes; nobody writes text so deep, and readers of HTML have bounds of their own
_LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile("<h[1-6]>")
_LINKS = frozenset(("link", "a"))
_IMAGES = frozenset(("img", "image"))
_LISTS = frozenset(("ul", "ol"))
_PARTS = frozenset(("tbody", "thead", "tfoot"))
_CELLS = frozenset(("td", "th"))
_UNKNOWN = "rich text of a kind that is not known here, whose words are kept: {}"


class Slate:
    """Writes the rich text of one page; what it does not know goes to `notes`."""

    __slots__ = ("_names", "notes")

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self._names: set[str] = set()

    def html(self, value: object, depth: int = 0) -> str:
        """A value as blocks of HTML; nothing where it shows nothing."""
        if isinstance(value, str):
            return element("p", text(value))
        html = self.flow(value, depth, "p") if isinstance(value, list) else ""
        return self._named(html, value) if _HEADING.match(html) else html

    def _named(self, html: str, value: object) -> str:
        """`html` with a name on the heading that it begins with, the one that Volto gives it."""
        first = value[0] if isinstance(value, list) else None
        words = spoken(first.get("children")) if isinstance(first, dict) and first.get("type") in _LINES else []
        name = anchor_of(words) if words else None
        if name is None or name in self._names:
            return html
        self._names.add(name)
        return f'{html[:3]} id="{attribute(name)}"{html[3:]}'

    def line_of(self, value: object, depth: int = 0) -> str:
        """A value as a cell holds it: without an element around it where it is a single line of plain looks."""
        if not isinstance(value, list):
            return text(value) if isinstance(value, str) else ""
        only = value[0] if len(value) == 1 else None
        if isinstance(only, dict) and only.get("type") in ("p", "div") and len(only) == 2:
            children = _children(only)
            if not _holds_blocks(children):
                return self.line(children, depth + 1)
        return self.flow(value, depth)

    def flow(self, nodes: Nodes, depth: int, around: str = "") -> str:
        """Nodes where blocks may stand; text between them stands in an element `around`, if one is named."""
        if depth > DEEPEST:
            return self._words(nodes)
        found: list[str] = []
        run: list[object] = []
        for node in nodes:
            write = _writer(node, depth) if isinstance(node, dict) else None
            if write is None or not isinstance(node, dict):
                run.append(node)
                continue
            if run:
                found.append(self._run(run, depth, around))
                run = []
            found.append(write(self, node, depth))
        return "".join(found) + (self._run(run, depth, around) if run else "")

    def _run(self, nodes: Nodes, depth: int, around: str) -> str:
        line = self.line(nodes, depth)
        return "" if is_blank(line) else f"<{around}>{line}</{around}>" if around else line

    def line(self, nodes: Nodes, depth: int, linked: bool = False) -> str:
        """Nodes where only text with its marks may stand; `linked` says whether a link is around it."""
        if depth > DEEPEST:
            return self._words(nodes)
        found: list[str] = []
        for node in nodes:
            if not isinstance(node, dict):
                found.append(self._stray(node))
            elif isinstance(said := node.get("text"), str):
                found.append(text(said) if len(node) == 1 else leaf(node, said))
            else:
                self._inline(node, depth, linked, found)
        return "".join(found)

    def _inline(self, node: Node, depth: int, linked: bool, found: list[str]) -> None:
        kind, children = node.get("type"), node.get("children")
        kind = kind if isinstance(kind, str) else ""
        tag = INLINE.get(kind)
        inner = self.line(children, depth + 1, linked or kind in _LINKS) if isinstance(children, list) else ""
        if kind in VOID or kind in _IMAGES:
            found.append(self._void(kind, node) + inner)
        elif not inner:
            return
        elif tag is not None:
            found.append(f"{opening(tag, node)}{inner}</{tag}>")
        elif kind in _LINKS:
            found.append(self._link(node, inner, linked))
        else:
            found.append(self._apart(node, kind, inner, found))

    def _apart(self, node: Node, kind: str, inner: str, found: Sequence[str]) -> str:
        """A block in a line, on a line of its own; any other type that is not known as its text alone, and its note."""
        if kind in BLOCKS:
            return f"<br>{inner}" if found and not is_blank(found[-1]) else inner
        if kind != "span":
            self.notes.add("plone.rich-text", _UNKNOWN, kind)
        data = node.get("data")
        note = data.get("footnote") if isinstance(data, dict) else None
        return f"{inner}<small> [{text(_TAG.sub('', note).strip())}]</small>" if isinstance(note, str) else inner

    def _link(self, node: Node, inner: str, linked: bool) -> str:
        href, target, title, download = link(node)
        if linked:
            self.notes.add("plone.rich-text", "links within others, which HTML cannot hold: {}", href)
        if linked or not href:
            return inner
        if target is None and title is None and download is None:
            return f'<a href="{attribute(href)}">{inner}</a>'
        return f"{opened('a', href=href, target=target, title=title, download=download)}{inner}</a>"

    def _void(self, kind: str, node: Node) -> str:
        if kind not in _IMAGES:
            return "<br>"
        data = node.get("data")
        data = data if isinstance(data, dict) else node
        src = address(node.get("src")) or address(node) or address(data)
        alt = data.get("alt", node.get("alt"))
        return opened("img", src=src, alt=alt if isinstance(alt, str) else "") if src else ""

    def _stray(self, node: object) -> str:
        """What is no node: text is kept, all else shows nothing."""
        self.notes.add("plone.rich-text", "rich text that holds what is no part of it: {}", type(node).__name__)
        return text(node) if isinstance(node, str) else ""

    def _words(self, nodes: Nodes) -> str:
        """The texts below `nodes` in their order, without any mark, however deep they lie."""
        self.notes.add("plone.rich-text", "rich text that lies too deep, whose words are kept: {}", f"{DEEPEST} levels")
        found: list[str] = []
        waiting: list[object] = [*reversed(nodes)]
        while waiting:
            node = waiting.pop()
            said = node.get("text") if isinstance(node, dict) else None
            if isinstance(said, str):
                found.append(text(said))
            elif isinstance(node, dict) and isinstance(children := node.get("children"), list):
                waiting += reversed(children)
        return "".join(found)

    def paragraph(self, node: Node, depth: int) -> str:
        kind, children = node.get("type"), node.get("children")
        if not isinstance(children, list):
            return ""
        tag = kind if isinstance(kind, str) and kind in _LINES else "p"
        if tag != kind and kind not in ("div", "callout"):
            self.notes.add("plone.rich-text", _UNKNOWN, str(kind))
        if _holds_blocks(children):  # a browser ends the paragraph there, too
            return self.flow(children, depth + 1, tag)
        line = self.line(children, depth + 1)
        if is_blank(line):
            return ""
        if kind == "callout":
            return f'<p class="callout">{line}</p>'
        return f"<{tag}>{line}</{tag}>" if len(node) == 2 else f"{opening(tag, node)}{line}</{tag}>"

    def entries(self, node: Node, depth: int) -> str:
        """A list. Volto keeps a list that lies in another beside its entries; HTML has it in the entry before it."""
        found: list[str] = []
        for child in _children(node):
            kind = child.get("type") if isinstance(child, dict) else None
            inner = self.flow(_children(child) if kind == "li" and isinstance(child, dict) else [child], depth + 1)
            if kind != "li" and is_blank(inner):
                continue
            found += (inner,) if found and isinstance(kind, str) and kind in _LISTS else ("</li><li>", inner)
        tag = "ol" if node.get("type") == "ol" else "ul"
        return f"{opening(tag, node)}{''.join(found)[5:]}</li></{tag}>" if found else ""

    def quote(self, node: Node, depth: int) -> str:
        inner = self.flow(_children(node), depth + 1)
        return f"{opening('blockquote', node)}{inner}</blockquote>" if not is_blank(inner) else ""

    def preformatted(self, node: Node, depth: int) -> str:
        line = self.line(_children(node), depth + 1)
        return f"<pre>{line}</pre>" if line else ""

    def rule(self, node: Node, depth: int) -> str:
        return f"<hr>{self.flow(_children(node), depth + 1, 'p')}"

    def bare(self, node: Node, depth: int) -> str:
        """Parts of lists and tables that stand alone: what is in them."""
        return self.flow(_children(node), depth + 1, "p")

    def table(self, node: Node, depth: int) -> str:
        """A table; what stands in it beside its cells comes after it, so that no word is lost."""
        parts: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
        beside: list[object] = []
        for child in _children(node):
            kind = child.get("type") if isinstance(child, dict) else None
            part = parts[kind] if isinstance(kind, str) and kind in _PARTS else parts["tbody"]
            for row in _children(child) if isinstance(child, dict) and kind in _PARTS else (child,):
                if isinstance(row, dict) and row.get("type") == "tr":
                    part.append(self._row(row, depth + 1, beside))
                else:
                    beside.append(row)
        others = "".join([self.flow((one,), depth + 1, "p") for one in beside])
        return table(parts["thead"], parts["tbody"], parts["tfoot"]) + others

    def _row(self, row: Node, depth: int, beside: list[object]) -> Row:
        cells: list[Cell] = []
        for node in _children(row):
            if isinstance(node, dict) and node.get("type") in ("td", "th"):
                columns, rows = spans(node)
                cells.append(Cell(self.line_of(_children(node), depth + 1), node["type"] == "th", columns, rows))
            else:
                beside.append(node)
        return cells


def _writer(node: Node, depth: int) -> Callable[[Slate, Node, int], str] | None:
    """Who writes a node; nobody where it is part of a line. At the top of a value all others are paragraphs."""
    kind = node.get("type")
    if "text" in node and isinstance(node["text"], str):
        return None
    if not isinstance(kind, str):
        return Slate.paragraph if depth == 0 and "children" in node else None
    inline = depth > 0 or "children" not in node or kind in INLINE or kind in _LINKS or kind in _IMAGES
    return BLOCKS.get(kind, None if inline else Slate.paragraph)


def _children(node: Node) -> list[object]:
    children = node.get("children")
    return children if isinstance(children, list) else []


def _holds_blocks(nodes: Nodes) -> bool:
    for node in nodes:
        if isinstance(node, dict) and "children" in node:
            kind = node.get("type")
            if isinstance(kind, str) and kind in BLOCKS:
                return True
    return False


BLOCKS: dict[str, Callable[[Slate, Node, int], str]] = {
    **dict.fromkeys((*_LINES, "div", "callout"), Slate.paragraph),
    **dict.fromkeys(_LISTS, Slate.entries),
    **dict.fromkeys(("li", "tr", *_PARTS, *_CELLS), Slate.bare),
    "blockquote": Slate.quote,
    "pre": Slate.preformatted,
    "hr": Slate.rule,
    "table": Slate.table,
}
