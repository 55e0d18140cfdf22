"""`if`, `unless`, `case` and `ifchanged`."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from migrate.liquid.conditions import Condition, condition, when
from migrate.liquid.context import Context
from migrate.liquid.expressions import FRAGMENT, expression
from migrate.liquid.faults import Fault, Interrupt
from migrate.liquid.lexer import SPACE
from migrate.liquid.nodes import Block, Body
from migrate.liquid.values import WHITE

if TYPE_CHECKING:
    from migrate.liquid.lexer import Piece
    from migrate.liquid.parser import Stream

Branch = tuple[Condition | None, Body]  # None is the condition of `else`


class If(Block):
    """The first branch whose condition holds."""

    __slots__ = ("branches",)
    wanted = True

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.branches: list[Branch] = [
            (None if name == "else" else condition(markup), body) for name, markup, body in stream.divided()
        ]
        self.hold(*(body for _, body in self.branches))

    def write(self, context: Context, buffer: TextIO) -> None:
        for at, (test, body) in enumerate(self.branches):
            wanted = self.wanted if at == 0 else True
            if test is None or test.holds(context) is wanted:
                body.render(context, buffer)
                return


class Unless(If):
    """The first branch if its condition does not hold; `elsif` and `else` are as ever."""

    __slots__ = ()
    wanted = False


_CASE = re.compile(FRAGMENT)
_WHEN = re.compile(rf"({FRAGMENT})(?:(?:{SPACE}+or{SPACE}+|{SPACE}*,{SPACE}*)({FRAGMENT}.*))?", re.S)


class Case(Block):
    """Every `when` that is equal; `else` where none was so far."""

    __slots__ = ("branches",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        found = _CASE.search(piece.value)
        if found is None:
            raise Fault("`case` names no value")
        left = expression(found[0])
        (_, _, before), *parts = stream.divided()
        self.branches: list[Branch] = []
        for name, markup, body in parts:
            if name == "else":
                self._no_value(markup)
                self.branches.append((None, body))
            else:
                self.branches.extend((when(left, value), body) for value in _values(markup))
        self.hold(before, *(body for _, body in self.branches))

    @staticmethod
    def _no_value(markup: str) -> None:
        if markup.strip(WHITE):
            raise Fault("`else` of a `case` takes no value")

    def write(self, context: Context, buffer: TextIO) -> None:
        matched = False
        for test, body in self.branches:
            if test is None:
                if not matched:
                    body.render(context, buffer)
            elif test.holds(context):
                matched = True
                body.render(context, buffer)


def _values(markup: str) -> list[str]:
    found_values, rest = [], markup
    while rest is not None:
        found = _WHEN.search(rest)
        if found is None:
            raise Fault("`when` names no value")
        found_values.append(found[1])
        rest = found[2]
    return found_values


class IfChanged(Block):
    """The body, if it is not what the last one was."""

    __slots__ = ("body",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.body = stream.inside()
        self.hold(self.body)

    def write(self, context: Context, buffer: TextIO) -> None:
        inner = StringIO()
        try:
            self.body.render(context, inner)
        except Interrupt:
            self._show(context, buffer, inner.getvalue())
            raise
        self._show(context, buffer, inner.getvalue())

    @staticmethod
    def _show(context: Context, buffer: TextIO, text: str) -> None:
        if context.registers.get("ifchanged") != text:
            context.registers["ifchanged"] = text
            context.write(buffer, text)
