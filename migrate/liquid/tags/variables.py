"""`assign`, `capture`, `increment`, `decrement`, `echo`; and `raw` and the comments."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Final, TextIO

from migrate.liquid.context import Context
from migrate.liquid.expressions import Filtered
from migrate.liquid.faults import Fault, Interrupt
from migrate.liquid.nodes import Block, Output, Written
from migrate.liquid.values import WHITE

if TYPE_CHECKING:
    from migrate.liquid.lexer import Piece
    from migrate.liquid.parser import Stream

_TARGET = r"(?:\(?[a-zA-Z0-9_.\[\]-]\)?)+"
_TARGET_AT_END = re.compile(rf"{_TARGET}\Z")
MAX_NAME: Final = 200
_CAPTURE = re.compile(_TARGET)


class Assign(Written):
    __slots__ = ("name", "value")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        before, equals, value = piece.value.partition("=")
        found = _TARGET_AT_END.search(before.rstrip(WHITE)[-MAX_NAME:])
        if found is None or not equals:
            raise Fault("`assign` is written `assign name = value`")
        self.name, self.value = found[0], Filtered(value)
        self.blank = True

    def write(self, context: Context, buffer: TextIO) -> None:
        context.assign(self.name, self.value.value(context))


class Capture(Block):
    __slots__ = ("body", "name")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        found = _CAPTURE.search(piece.value)
        if found is None:
            raise Fault("`capture` names no variable")
        self.name, self.body = found[0], stream.inside()
        self.blank = True

    def write(self, context: Context, buffer: TextIO) -> None:
        inner = StringIO()
        try:
            self.body.render(context, inner)
        except Interrupt:
            context.assign(self.name, inner.getvalue())
            raise
        context.assign(self.name, inner.getvalue())


class Increment(Written):
    """Prints a counter, then adds one. Counters are variables of last resort."""

    __slots__ = ()

    def write(self, context: Context, buffer: TextIO) -> None:
        context.write(buffer, str(context.count(self.piece.value.strip(WHITE), 1) - 1))


class Decrement(Written):
    __slots__ = ()

    def write(self, context: Context, buffer: TextIO) -> None:
        context.write(buffer, str(context.count(self.piece.value.strip(WHITE), -1)))


class Echo(Output):
    __slots__ = ()


class Raw(Written):
    """What the lexer has taken as it is."""

    __slots__ = ()

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.blank = not piece.value

    def write(self, context: Context, buffer: TextIO) -> None:
        context.write(buffer, self.piece.value)


class Comment(Written):
    __slots__ = ()

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.blank = True

    def write(self, context: Context, buffer: TextIO) -> None:
        pass


class InlineComment(Comment):
    __slots__ = ()

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        lines = (line.lstrip(" \t\r\f\v") for line in piece.value.split("\n")[1:])
        if any(line and not line.startswith("#") for line in lines):
            raise Fault("each line of a `#` comment starts with #")
