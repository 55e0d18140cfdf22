"""Liquid's strict grammar of expressions, which is tried before the forgiving one and used by `where_exp`."""

from __future__ import annotations

import re
from typing import Final

from migrate.liquid.lexer import SPACE

_LEXEMES: Final = (
    ("comparison", r"==|!=|<>|<=?|>=?|contains(?=[ \t\r\n\f\v])"),
    ("string", r"'[^']*'|\"[^\"]*\""),
    ("number", r"-?[0-9]+(?:\.[0-9]+)?"),
    ("id", r"[a-zA-Z_][a-zA-Z0-9_-]*\??"),
    ("dotdot", r"\.\."),
    ("mark", r"[|.:,\[\]()?-]"),
    ("space", rf"{SPACE}+"),
)
_LEXEME = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _LEXEMES))
END: Final = ("end", "")
MAX_DEPTH: Final = 50


class NotStrict(Exception):
    """The markup does not follow the grammar."""


class Words:
    """The words of a markup, read from left to right. Everything here raises NotStrict where the grammar ends."""

    __slots__ = ("_at", "_depth", "_words")

    def __init__(self, markup: str) -> None:
        self._words = _words(markup)
        self._at = self._depth = 0

    def looks(self, kind: str, text: str | None = None, ahead: int = 0) -> bool:
        at = self._at + ahead
        found = self._words[at] if at < len(self._words) else END
        return found[0] == kind and (text is None or found[1] == text)

    def take(self, kind: str, text: str | None = None) -> str:
        if not self.looks(kind, text):
            raise NotStrict
        self._at += 1
        return self._words[self._at - 1][1]

    def takes(self, kind: str, text: str | None = None) -> str | None:
        return self.take(kind, text) if self.looks(kind, text) else None

    def end(self) -> None:
        self.take("end")

    def expression(self) -> str:
        """The source of one expression, white space left out."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotStrict
        try:
            return self._expression()
        finally:
            self._depth -= 1

    def _expression(self) -> str:
        if self.looks("id"):
            return self.take("id") + self._lookups()
        if self.looks("mark", "["):
            return self._index() + self._lookups()
        if self.looks("string"):
            return self.take("string")
        if self.looks("number"):
            return self.take("number")
        self.take("mark", "(")
        first = self.expression()
        self.take("dotdot")
        last = self.expression()
        self.take("mark", ")")
        return f"({first}..{last})"

    def argument(self) -> tuple[str | None, str]:
        """A filter's argument: its keyword or None, and its expression."""
        if self.looks("id") and self.looks("mark", ":", 1):
            keyword = self.take("id")
            self.take("mark", ":")
            return keyword, self.expression()
        return None, self.expression()

    def _index(self) -> str:
        self.take("mark", "[")
        inner = self.expression()
        self.take("mark", "]")
        return f"[{inner}]"

    def _lookups(self) -> str:
        parts = []
        while True:
            if self.looks("mark", "["):
                parts.append(self._index())
            elif self.takes("mark", "."):
                parts.append("." + self.take("id"))
            else:
                return "".join(parts)


def _words(markup: str) -> list[tuple[str, str]]:
    words, place = [], 0
    while place < len(markup):
        found = _LEXEME.match(markup, place)
        if found is None:
            raise NotStrict
        if found.lastgroup != "space":
            words.append((found.lastgroup or "", found[0]))
        place = found.end()
    words.append(END)
    return words
