"""What stands beside and what below each other: the children of an element as lines and as blocks between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from migrate.richtext.looks import is_hidden
from migrate.richtext.nodes import INLINE, Element, Node, Text, is_blank, is_inline

# what a browser begins a line of its own for; all else, known or not, is part of a line
LEVELS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option",
    "p", "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "xmp",
))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "link", "meta", "template", "base"))


def begins_line(element: Element) -> bool:
    """Whether a browser begins a line of its own for it."""
    return element.tag in LEVELS and not (len(element.attrs) and is_hidden(element))


class Run(NamedTuple):
    """Nodes of one line. `plain` is whether it is text alone; `unseen` stood between them."""

    nodes: Sequence[Node]
    plain: bool
    unseen: Sequence[Element]


def runs(nodes: Sequence[Node]) -> Iterator[Run | Element]:
    """The lines of `nodes`, and the elements between them that begin lines of their own."""
    line: list[Node] = []
    unseen: list[Element] = []
    plain = True
    for node in nodes:
        if type(node) is not Element:
            if line or not is_blank(node):
                line.append(node)
        elif node.tag in _UNSEEN:
            unseen.append(node)
        elif begins_line(node):
            if line or unseen:
                yield Run(line, plain, unseen)
                line, unseen, plain = [], [], True
            yield node
        else:
            line.append(node)
            plain = plain and node.tag in INLINE and is_inline(node.children)
    if line or unseen:
        yield Run(line, plain, unseen)


def has_words(nodes: Sequence[Node]) -> bool:
    """Whether there is text in it beside the elements that are more than text."""
    return any(
        not is_blank(node) if type(node) is Text else is_words(node) and bool(node.text.strip()) for node in nodes
    )


def touches(nodes: Sequence[Node]) -> bool:
    """Whether two elements whose texts are part of the line stand beside each other, without a blank between them."""
    before = False
    for node in nodes:
        if isinstance(node, Element) and not node.text.strip():
            continue
        now = isinstance(node, Element) and not any(map(begins_line, node.iter_elements()))
        if before and now:
            return True
        before = now
    return False


def is_words(node: Node) -> bool:
    """Whether it is text, or an element that marks text."""
    return type(node) is not Element or (node.tag in INLINE and is_inline(node.children))
