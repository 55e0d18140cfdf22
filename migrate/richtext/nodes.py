"""The nodes of a body as a browser reads it, and the text within blocks, which is a row of such nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from turbohtml import Comment, Element, Node, ProcessingInstruction, Text

from migrate import htmltree

__all__ = [
    "INLINE", "Element", "Inline", "Node", "Text", "anchor", "html", "is_blank", "is_inline", "line_break", "tree",
    "words",
]  # fmt: skip

# text with its marks, links and images, in order
Inline = Sequence[Node]

# elements that are part of a line; what is none of them and no block of ours is kept as HTML
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
# nesting of elements beyond which nobody formats text; also where reading of it ends
_DEEPEST = 60
# all that a browser takes for a comment begins so
_COMMENT = re.compile(r"<[!?]|</[^a-zA-Z]")
_BLANKS = " \t\n\r\f"


def tree(source: str) -> tuple[Sequence[Node], int]:
    """The nodes of `source` without its comments, and how many of those there were."""
    root = htmltree.fragment(source)
    if not _COMMENT.search(source):
        return root.children, 0
    comments = [node for node in root.descendants if isinstance(node, Comment | ProcessingInstruction)]
    for comment in comments:
        comment.extract()
    return root.children, len(comments)


def html(nodes: Iterable[Node]) -> str:
    return "".join([node.html for node in nodes])


def is_blank(node: Node) -> bool:
    """Whether it is text of nothing but white space."""
    return type(node) is Text and not node.data.strip(_BLANKS)


def is_inline(nodes: Iterable[Node], depth: int = 0) -> bool:
    """Whether all of it is part of a line, however deep."""
    for node in nodes:
        if type(node) is Element:
            if node.tag not in INLINE or depth > _DEEPEST:
                return False
            if len(node) and not is_inline(node.children, depth + 1):
                return False
    return True


def words(nodes: Iterable[Node]) -> list[str]:
    """The text of `nodes` without its marks, in parts that stand apart."""
    return [part for node in nodes for part in ((node.data,) if isinstance(node, Text) else node.strings)]


def anchor(id: str) -> Element:
    """A place to link to, for a target that lets no name stand on the thing itself."""
    return Element("a", {"id": id})


def line_break() -> Element:
    return Element("br")
