"""What a template is made of once it is read: texts, outputs, bodies, and tags in the registry of python-liquid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TextIO, cast

from liquid import Environment, Node, RenderContext, Token
from liquid.ast import BlockNode
from liquid.stream import TokenStream
from liquid.tag import Tag

from migrate.liquid import values
from migrate.liquid.context import Context, comment
from migrate.liquid.expressions import Filtered
from migrate.liquid.faults import Fault
from migrate.liquid.lexer import Piece, Source, read

MAX_MARKUP: Final = 20_000


class Lexeme(Token):
    """python-liquid's token with the piece of source that it was made from."""

    piece: Piece


class Stream(TokenStream):
    """The tokens of one source, read into nodes."""

    def __init__(self, environment: JekyllEnvironment, source: Source) -> None:
        pieces = read(source.text, environment.blocks, environment.simple, environment.nesting)
        super().__init__(iter([_lexeme(piece, source) for piece in pieces]))
        self.environment, self.source = environment, source

    @property
    def piece(self) -> Piece:
        return cast(Lexeme, self.tokens[self.pos]).piece

    def body(self) -> Body:
        """The nodes up to the next divider or end of the block that is being read, or to the end of the source."""
        first, nodes = self.current, []
        while self.pos < len(self.tokens) and not self.piece.inner:
            nodes.append(self._node())
            self.pos += 1
        return Body(first, nodes)

    def divided(self) -> list[tuple[str, str, Body]]:
        """The bodies of the block at hand, each with the name and markup of the tag that opens it."""
        parts = []
        while self.piece.inner != "end":
            piece = self.piece
            self.pos += 1
            parts.append((piece.name, piece.value, self.body()))
        return parts

    def _node(self) -> Node:
        piece = self.piece
        if piece.kind == "text":
            return Text(self, piece)
        try:
            if piece.kind == "fault":
                raise Fault(piece.value)
            if len(piece.value) > MAX_MARKUP and piece.name not in ("raw", "comment"):
                raise Fault(f"the tag is longer than {MAX_MARKUP:,} characters")
            if piece.kind == "output":
                return Output(self, piece)
            return self.environment.tags[piece.name].parse(self)
        except Fault as fault:
            if piece.kind == "tag" and piece.close is not None:
                while self.piece is not piece.close:
                    self.pos += 1
            return Broken(self, piece, str(fault))


def _lexeme(piece: Piece, source: Source) -> Lexeme:
    token = Lexeme(piece.kind, piece.name or piece.value, piece.start, source.text)
    token.piece = piece
    return token


class Text(Node):
    """Text between tags."""

    __slots__ = ("piece", "text")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream.current)
        self.piece, self.text = piece, piece.value
        self.blank = not self.text.strip(values.WHITE.replace("\0", ""))

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        cast(Context, context).write(buffer, self.text)
        return len(self.text)


class Written(Node):
    """A tag or output. Where it fails it is told, and its source is written as a comment instead."""

    __slots__ = ("piece", "source")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream.current)
        self.piece, self.source = piece, stream.source
        self.blank = False

    def render(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, Context)
        before, context.at = context.at, (self.source, self.piece)
        try:
            self.write(context, buffer)
        except Fault as fault:
            context.tell(str(fault), (self.source, self.piece))
            context.write(buffer, comment(self.source.text[self.piece.start : self.piece.end]))
        finally:
            context.at = before
        return 0

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return self.render(context, buffer)

    def write(self, context: Context, buffer: TextIO) -> None:
        raise NotImplementedError


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


class Body(BlockNode):
    """Nodes in a row. An interrupt (`break`) leaves it where it is met."""

    __slots__ = ()

    def render(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, Context)
        with context.deeper():
            for node in self.nodes:
                context.spend(1)
                node.render(context, buffer)
        return 0

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


Make = Callable[[Stream, Piece], Node]


class JekyllTag(Tag):
    """One entry of the registry: how the tag at the head of a stream becomes a node."""

    def __init__(self, environment: Environment, name: str, make: Make) -> None:
        super().__init__(environment)
        self.name, self.build = name, make

    def parse(self, stream: TokenStream) -> Node:
        assert isinstance(stream, Stream)
        return self.build(stream, stream.piece)


class JekyllEnvironment(Environment):
    """The tags and filters of Jekyll instead of python-liquid's own."""

    context_depth_limit = 10_000  # Context.deeper bounds it

    def __init__(
        self,
        tags: dict[str, Make],
        blocks: dict[str, tuple[str, ...]],
        filters: dict[str, Callable[..., object]],
        nesting: int,
    ) -> None:
        self._made, self._filters = tags, filters
        self.blocks, self.nesting = blocks, nesting
        self.partials: dict[tuple[str, str], Body] = {}
        self.simple = frozenset(tags) - frozenset(blocks)
        super().__init__()

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        self.tags = {name: JekyllTag(self, name, make) for name, make in self._made.items()}
        self.filters = dict(self._filters)
