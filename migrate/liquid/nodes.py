"""What a template is made of once it is read: texts, outputs, bodies, and what all tags have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO

from migrate.liquid import values
from migrate.liquid.context import Context
from migrate.liquid.expressions import Filtered
from migrate.liquid.faults import Fault

if TYPE_CHECKING:
    from migrate.liquid.lexer import Piece
    from migrate.liquid.parser import Stream


class Node:
    """Something that writes itself. It is `blank` where it can write nothing but white space."""

    __slots__ = ("blank", "piece")

    def __init__(self, piece: Piece, *, blank: bool) -> None:
        self.piece, self.blank = piece, blank

    def render(self, context: Context, buffer: TextIO) -> None:
        raise NotImplementedError


class Make(Protocol):
    """How the tag at the head of a stream becomes a node: the classes of tags do. Raises Fault."""

    def __call__(self, stream: Stream, piece: Piece) -> Node: ...


class Text(Node):
    """Text between tags."""

    __slots__ = ("text",)

    def __init__(self, piece: Piece) -> None:
        self.text = piece.value
        super().__init__(piece, blank=not self.text.strip(values.WHITE.replace("\0", "")))

    def render(self, context: Context, buffer: TextIO) -> None:
        context.write(buffer, self.text)


class Written(Node):
    """A tag or output. Where it fails it is told, and its source is written as a comment instead."""

    __slots__ = ("source",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(piece, blank=False)
        self.source = stream.source

    def render(self, context: Context, buffer: TextIO) -> None:
        before, context.at = context.at, (self.source, self.piece)
        try:
            self.write(context, buffer)
        except Fault as fault:
            context.tell(str(fault), (self.source, self.piece))
            context.write(buffer, comment(self.source.text[self.piece.start : self.piece.end]))
        finally:
            context.at = before

    def write(self, context: Context, buffer: TextIO) -> None:
        raise NotImplementedError


def comment(text: str) -> str:
    """Source as an HTML comment that it cannot end."""
    while "--" in text:
        text = text.replace("--", "- -")
    return f"<!-- {text} -->"


class Broken(Written):
    """A tag that could not be read."""

    __slots__ = ("message",)

    def __init__(self, stream: Stream, piece: Piece, message: str) -> None:
        super().__init__(stream, piece)
        self.message = message

    def write(self, context: Context, buffer: TextIO) -> None:
        raise Fault(self.message)


class Output(Written):
    """`{{ … }}`."""

    __slots__ = ("expression",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.expression = Filtered(piece.value)

    def write(self, context: Context, buffer: TextIO) -> None:
        context.write(buffer, printed(context, self.expression.value(context)))


def printed(context: Context, value: object) -> str:
    if isinstance(value, list | dict):
        context.weigh(value)
    return values.printed(value)


class Body:
    """Nodes in a row. An interrupt leaves it where it is met."""

    __slots__ = ("blank", "nodes")

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.blank = all(node.blank for node in nodes)

    def render(self, context: Context, buffer: TextIO) -> None:
        context.enter()
        try:
            for node in self.nodes:
                context.spend(1)
                node.render(context, buffer)
        finally:
            context.leave()

    def drop_blanks(self) -> None:
        """White space goes from a block that holds nothing else (`remove_blank_strings`)."""
        self.nodes = [node for node in self.nodes if not isinstance(node, Text)]


class Block(Written):
    """A tag with bodies; blank ones lose their white space."""

    __slots__ = ()

    def hold(self, *bodies: Body) -> None:
        self.blank = all(body.blank for body in bodies)
        if self.blank:
            for body in bodies:
                body.drop_blanks()
