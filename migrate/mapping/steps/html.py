"""Steps that read HTML as a browser does, and those that write text so that HTML can hold it."""

from __future__ import annotations

import html as standard
from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrate.mapping.steps.plain import StepError
from migrate.mapping.steps.step import Context
from migrate.mapping.steps.texts import cut, first_words

if TYPE_CHECKING:
    from turbohtml import Element

MAX_HTML = 16_000_000
_UNSEEN = frozenset(("script", "style", "template", "head", "title", "noframes", "datalist", "iframe", "object"))
# elements that begin a line of their own, with cells and options, whose texts stand apart too
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip


def without_html(html: str, _: Context, lines: bool) -> str:
    """The visible text of `html`, blanks in a row made one; with `lines` each block on a line of its own."""
    blocks = (" ".join(block.split()) for block in "".join(_text(_tree(html))).split("\x00"))
    return ("\n" if lines else " ").join(block for block in blocks if block)


def excerpt(html: str, context: Context, words: int, characters: int | None, ellipsis: str) -> str:
    """The beginning of the visible text, cut at a word's end, with the ellipsis if anything was cut."""
    text = without_html(html, context, lines=False)
    short = first_words(text, words) if characters is None else text
    if characters is not None and len(text) > characters:
        short = cut(text, characters - len(ellipsis), at_word=True)
    return short if short == text else short + ellipsis


def excerpt_fault(words: int, characters: int | None, ellipsis: str) -> str | None:
    if words < 1:
        return "`words` is less than 1; give a number of words"
    if characters is not None and characters <= len(ellipsis):
        return "`characters` leaves no room for the ellipsis; make it larger"
    return None


def first_image(html: str, _: Context) -> str | None:
    return _first(html, "img", "src")


def first_link(html: str, _: Context) -> str | None:
    return _first(html, "a", "href")


def escaped(text: str, _: Context) -> str:
    return standard.escape(text)


def unescaped(text: str, _: Context) -> str:
    return standard.unescape(text)


def _first(html: str, tag: str, name: str) -> str | None:
    if f"<{tag}" not in html.lower():
        return None
    for element in _tree(html).iter_elements():
        value = element.attrs.get(name) if element.tag == tag else None
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _tree(html: str) -> Element:
    if len(html) > MAX_HTML:
        raise StepError(f"the HTML has more than {MAX_HTML:,} characters; split the page")
    from migrate import htmltree  # late: the library is 20 ms, and a mapping may do without HTML

    return htmltree.fragment(html)


def _text(root: Element) -> Iterator[str]:
    r"""The texts of `root` in their order, `\0`, which no browser lets into a tree, where a block begins or ends."""
    from turbohtml import Element, Text

    waiting: list[object] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, Text):
            yield node.data.replace("\x00", "")
        elif isinstance(node, Element) and node.tag not in _UNSEEN and "hidden" not in node.attrs:
            edge = ["\x00"] if node.tag in _BLOCKS else []
            waiting += [*edge, *reversed(list(node.children)), *edge]
