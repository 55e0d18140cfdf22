"""The ids of headings, GitHub's way and kramdown's own.

GFM headings: https://github.com/kramdown/parser-gfm; inside HTML elements, in footnotes and with `input: kramdown` the
rule of https://kramdown.gettalong.org/converter/html.html#auto-ids.
"""

from __future__ import annotations

import re
import unicodedata

from migrate.kramdown.tree import Element

_GFM_DROPS = re.compile(r"[^\w\- \t]")
_ASCII_DROPS = re.compile(r"[^\w\- \t]", re.A)
_LEADING = re.compile(r"^[^a-zA-Z]+")
_DROPS = re.compile(r"[^a-zA-Z0-9 -]")
_TO_DASH = str.maketrans(" \t", "--")
_SHOWN = frozenset(("text", "codespan", "entity", "math"))


class GfmIds:
    """Gives each heading text its id, numbered from the second on."""

    __slots__ = ("prefix", "seen")

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: dict[str, int] = {}

    def id_of(self, text: str) -> str:
        kept = _ASCII_DROPS.sub("", text.lower()) if text.isascii() else _words(text.lower())
        name = kept.translate(_TO_DASH)
        count = self.seen[name] = self.seen.get(name, -1) + 1
        return f"{self.prefix}{name}-{count}" if count else f"{self.prefix}{name}"


def _words(text: str) -> str:
    """What Ruby takes for words and blanks: a superscript or a fraction is a part of one for Python only."""
    kept = _GFM_DROPS.sub(_unless_mark, text)
    return "".join(char for char in kept if char.isascii() or unicodedata.category(char) != "No")


def _unless_mark(found: re.Match[str]) -> str:
    """Combining marks, connectors and letters in circles are part of a word for Ruby, not for Python."""
    character = found[0]
    kind = unicodedata.category(character)
    return character if kind[0] == "M" or kind == "Pc" or "\u24b6" <= character <= "\u24e9" else ""


def id_name(text: str) -> str:
    """An id by kramdown's own rule: from the first letter on, ASCII only."""
    return _DROPS.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()


class KramdownIds:
    """The same by kramdown's own rule: from the first letter on, ASCII only."""

    __slots__ = ("prefix", "seen")

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: dict[str, int] = {}

    def id_of(self, text: str) -> str:
        name = id_name(text) or "section"
        if name in self.seen:
            self.seen[name] += 1
            name = f"{name}-{self.seen[name]}"
        else:
            self.seen[name] = 0
        return self.prefix + name


def shown_text(element: Element) -> str:
    """The text of `element` without markup, from which its id is made."""
    return "".join(node.value for node in element.walk() if node.type in _SHOWN)


def plain_text(element: Element) -> str:
    """The text of `element` without markup, code and symbols."""
    return "".join(node.value for node in element.walk() if node.type == "text")


def give_gfm_ids(root: Element, prefix: str) -> None:
    """Gives an id to each heading that has none, save those inside HTML elements."""
    ids = GfmIds(prefix)
    todo = [root]
    while todo:
        element = todo.pop()
        if element.type == "header" and "id" not in element.attrs:
            element.attrs["id"] = ids.id_of(shown_text(element))
        if element.type in _HOLDS:
            todo.extend(reversed(element.children))


_HOLDS = frozenset(("root", "blockquote", "ul", "ol", "li", "dl", "dd"))
