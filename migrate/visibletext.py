"""What of HTML a reader sees: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from turbohtml import Element

_UNSEEN = frozenset(("script", "style", "template", "head", "title", "noframes", "datalist", "iframe", "object"))
# elements that begin a line of their own, with cells and options, whose texts stand apart too
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip


def visible_text(html: str) -> str:
    """The visible text of `html` on one line, blanks in a row made one."""
    return " ".join(visible_blocks(html))


def visible_blocks(html: str) -> Iterator[str]:
    """The visible text of each block of `html` that has any, in their order, blanks in a row made one."""
    from migrate import htmltree  # late: the library is 20 ms, and a mapping may do without HTML

    blocks = (" ".join(block.split()) for block in "".join(_text(htmltree.fragment(html))).split("\x00"))
    return (block for block in blocks if block)


def _text(root: Element) -> Iterator[str]:
    r"""The texts below `root` in their order, `\0`, which no browser lets into a tree, where a block begins or ends."""
    from turbohtml import Element, Text

    opened = [("", iter(root.children))]  # no recursion: a stranger's elements lie as deep as they like
    while opened:
        edge, children = opened[-1]
        for child in children:
            if isinstance(child, Text):
                yield child.data.replace("\x00", "")
            elif isinstance(child, Element) and child.tag not in _UNSEEN and "hidden" not in child.attrs:
                edge = "\x00" if child.tag in _BLOCKS else ""
                yield edge
                opened.append((edge, iter(child.children)))
                break
        else:
            yield edge
            opened.pop()
