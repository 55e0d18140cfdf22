"""Quotes and symbols as a typesetter writes them.

https://kramdown.gettalong.org/syntax.html#typographic-symbols. Which way a quote faces follows from the character
before it, when that is still unread text, else from what follows: the rules are those of SmartyPants.
"""

from __future__ import annotations

import re

SYMBOLS = {
    "---": "mdash",
    "--": "ndash",
    "...": "hellip",
    "<<": "laquo",
    ">>": "raquo",
    "<< ": "laquo_space",
    " >>": "raquo_space",
}
"""What is written, and the name under which `typographic_symbols` may replace it."""

CHARACTERS = {
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
}

OPENS_AFTER = " \\\t\r\n\v\f[{(-"
"""The characters after which a quote does not close."""

_WHITE = " \t\n\v\f\r"
_PUNCTUATION = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
_DOUBLED = re.compile(r"""(?:"'|'")(?a:(?=\w))""")
_DECADE = re.compile(r"'(?=[0-9][0-9]s)")
_BEFORE_EMPHASIS = re.compile(r"""["'](?=[_*]{1,2}[^ \t\n\v\f\r])""")
_BEFORE_PUNCTUATION = re.compile(rf"""["'](?={_PUNCTUATION}(?!\.\.)\B)""")
_BEFORE_SPACE = re.compile(r"""["'](?=[ \t\n\v\f\r]|s\b|\Z)""")

Quotes = tuple[str, str, str, str]


def quote_at(text: str, pos: int, unread: bool, quotes: Quotes) -> tuple[str, int]:
    """What stands for the quote at `pos`, and the position behind; `unread`: the character before is plain text."""
    if unread:
        before = text[pos - 1]
        if before not in OPENS_AFTER:
            return _close(text[pos], quotes), pos + 1
        if before not in _WHITE:
            return _open(text[pos], quotes), pos + 1
        return _opening(text, pos, quotes) or (_open(text[pos], quotes), pos + 1)
    if _BEFORE_EMPHASIS.match(text, pos):
        return _open(text[pos], quotes), pos + 1
    if _BEFORE_PUNCTUATION.match(text, pos):
        return _close(text[pos], quotes), pos + 1
    if found := _opening(text, pos, quotes):
        return found
    if text[pos + 1 : pos + 2] in ("'", '"'):
        return text[pos] + _close(text[pos + 1], quotes), pos + 2
    if _BEFORE_SPACE.match(text, pos):
        return _close(text[pos], quotes), pos + 1
    return _open(text[pos], quotes), pos + 1


def _opening(text: str, pos: int, quotes: Quotes) -> tuple[str, int] | None:
    """Two quotes before a word, or the apostrophe of a decade."""
    if _DOUBLED.match(text, pos):
        return _open(text[pos], quotes) + _open(text[pos + 1], quotes), pos + 2
    if _DECADE.match(text, pos):
        return quotes[1], pos + 1
    return None


def _open(mark: str, quotes: Quotes) -> str:
    return quotes[0] if mark == "'" else quotes[2]


def _close(mark: str, quotes: Quotes) -> str:
    return quotes[1] if mark == "'" else quotes[3]
