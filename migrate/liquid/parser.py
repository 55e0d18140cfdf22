"""From tokens to nodes: how a source is read, and the includes that were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from migrate.liquid.faults import Fault
from migrate.liquid.lexer import Piece, Source, read
from migrate.liquid.nodes import Body, Broken, Node, Output, Text
from migrate.liquid.tags import BLOCKS, TAGS

MAX_MARKUP: Final = 20_000
_SIMPLE: Final = frozenset(TAGS) - frozenset(BLOCKS)


class Parser:
    """Reads the templates of one site. What is read of includes is kept for as long as the engine lives."""

    def __init__(self, nesting: int) -> None:
        self.nesting = nesting
        self._includes: dict[tuple[str, str], tuple[str, Body]] = {}

    def body(self, source: Source) -> Body:
        return Stream(self, source).body()

    def include(self, tag: str, path: str, read: Callable[[str], str | None]) -> Body | None:
        """The nodes of a file; None where `read` finds none. Each tag that includes has its own files."""
        text = read(path)
        if text is None:
            return None
        known = self._includes.get((tag, path))
        if known is None or known[0] != text:
            known = self._includes[tag, path] = text, self.body(Source(text, 1, path))
        return known[1]


class Stream:
    """The tokens of one source and how far they are read; a node takes from it the tokens of its bodies."""

    __slots__ = ("_at", "_pieces", "parser", "source")

    def __init__(self, parser: Parser, source: Source) -> None:
        self.parser, self.source, self._at = parser, source, 0
        self._pieces = read(source.text, BLOCKS, _SIMPLE, parser.nesting)

    def body(self) -> Body:
        """The nodes up to the next divider or end of the block that is being read, or to the end of the source."""
        nodes = []
        while self._at < len(self._pieces) and not self._pieces[self._at].inner:
            nodes.append(self._node(self._pieces[self._at]))
            self._at += 1
        return Body(nodes)

    def inside(self) -> Body:
        """The one body of the block at hand."""
        self._at += 1
        return self.body()

    def divided(self) -> list[tuple[str, str, Body]]:
        """The bodies of the block at hand, each with the name and markup of the tag that opens it."""
        parts = []
        while (piece := self._pieces[self._at]).inner != "end":
            parts.append((piece.name, piece.value, self.inside()))
        return parts

    def _node(self, piece: Piece) -> Node:
        if piece.kind == "text":
            return Text(piece)
        try:
            return self._written(piece)
        except Fault as fault:
            if piece.kind == "tag" and piece.close is not None:
                while self._pieces[self._at] is not piece.close:
                    self._at += 1
            return Broken(self, piece, str(fault))

    def _written(self, piece: Piece) -> Node:
        if piece.kind == "fault":
            raise Fault(piece.value)
        if len(piece.value) > MAX_MARKUP and piece.name not in ("raw", "comment"):
            raise Fault(f"the tag is longer than {MAX_MARKUP:,} characters")
        return Output(self, piece) if piece.kind == "output" else TAGS[piece.name](self, piece)
