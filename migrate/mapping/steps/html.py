"""Steps that read HTML as a browser does, and those that write text so that HTML can hold it."""

from __future__ import annotations

import html as standard
from typing import TYPE_CHECKING

from migrate.mapping.steps.plain import StepError
from migrate.mapping.steps.step import Context
from migrate.mapping.steps.texts import cut, first_words
from migrate.visibletext import visible_blocks

if TYPE_CHECKING:
    from turbohtml import Element

MAX_HTML = 16_000_000


def without_html(html: str, _: Context, lines: bool) -> str:
    """The visible text of `html`, blanks in a row made one; with `lines` each block on a line of its own."""
    return ("\n" if lines else " ").join(visible_blocks(_checked(html)))


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
    from migrate import htmltree  # late: the library is 20 ms, and a mapping may do without HTML

    return htmltree.fragment(_checked(html))


def _checked(html: str) -> str:
    if len(html) > MAX_HTML:
        raise StepError(f"the HTML has more than {MAX_HTML:,} characters; split the page")
    return html
