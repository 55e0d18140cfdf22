"""`for`, `tablerow`, `cycle`, `break` and `continue`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, TextIO

from migrate.liquid import values
from migrate.liquid.context import Context
from migrate.liquid.expressions import FRAGMENT, Expression, Literal, expression
from migrate.liquid.faults import BreakLoop, ContinueLoop, Fault
from migrate.liquid.lexer import SPACE, WORD
from migrate.liquid.nodes import Block, Body, Written
from migrate.liquid.strict import NotStrict, Words

if TYPE_CHECKING:
    from migrate.liquid.lexer import Piece
    from migrate.liquid.parser import Stream

_FOR = re.compile(rf"([a-zA-Z0-9_-]+){SPACE}+in{SPACE}+((?:{FRAGMENT})+){SPACE}*(reversed)?")
_ROW = re.compile(rf"({WORD}+){SPACE}+in{SPACE}+((?:{FRAGMENT})+)")
_ATTRIBUTE = re.compile(rf"(?<!{WORD})({WORD}[a-zA-Z0-9_-]*+){SPACE}*:{SPACE}*({FRAGMENT})")
MAX_MARKUP: Final = 2_000


class Loop(values.Drop):
    """`forloop`."""

    def __init__(self, name: str, length: int, parent: Loop | None) -> None:
        self.name, self.length, self.parent, self.at = name, length, parent, 0

    def __getitem__(self, key: str) -> object:
        at, length = self.at, self.length
        match key:
            case "index":
                return at + 1
            case "index0":
                return at
            case "first":
                return at == 0
            case "last":
                return at == length - 1
            case "length":
                return length
            case "rindex":
                return length - at
            case "rindex0":
                return length - at - 1
            case "parentloop":
                return self.parent
            case "name":
                return self.name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(("index", "index0", "first", "last", "length", "rindex", "rindex0", "parentloop", "name"))

    def to_s(self) -> str:
        return "Liquid::ForloopDrop"


class For(Block):
    """Runs its body for each element; `else` where there is none."""

    __slots__ = ("body", "collection", "key", "limit", "name", "offset", "otherwise", "resumes", "reversed")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.limit: Expression = Literal(None)
        self.offset: Expression = Literal(None)
        self.resumes = False
        try:
            self._strict(Words(piece.value))
        except NotStrict:
            self._forgiving(piece.value)
        (_, _, self.body), *others = stream.divided()
        self.otherwise: Body | None = others[-1][2] if others else None
        self.hold(self.body, *(body for _, _, body in others))

    def _strict(self, words: Words) -> None:
        self.name = words.take("id")
        words.take("id", "in")
        collection = words.expression()
        self.key, self.collection = f"{self.name}-{collection}", expression(collection)
        self.reversed = words.takes("id", "reversed") is not None
        while words.looks("id") and words.looks("mark", ":", 1):
            attribute = words.takes("id", "limit") or words.take("id", "offset")
            words.take("mark", ":")
            self._set(attribute, words.expression())
        words.end()

    def _forgiving(self, markup: str) -> None:
        found = _FOR.match(_short(markup))
        if found is None:
            raise Fault("`for` is written `for name in list`")
        self.name, collection = found[1], found[2]
        self.key, self.collection = f"{self.name}-{collection}", expression(collection)
        self.reversed = found[3] is not None
        for attribute, value in _ATTRIBUTE.findall(markup):
            self._set(attribute, value)

    def _set(self, attribute: str, value: str) -> None:
        if attribute == "limit":
            self.limit = expression(value)
        elif attribute == "offset":
            self.resumes = value == "continue"
            self.offset = Literal(None) if self.resumes else expression(value)

    def write(self, context: Context, buffer: TextIO) -> None:
        segment = self._segment(context)
        if not segment:
            if self.otherwise is not None:
                self.otherwise.render(context, buffer)
            return
        parent = context.registers.get("loop")
        loop = Loop(self.key, len(segment), parent if isinstance(parent, Loop) else None)
        names: dict[str, object] = {"forloop": loop}
        context.registers["loop"] = loop
        try:
            with context.extend(names):
                for item in segment:
                    context.spend(1)
                    names[self.name] = item
                    if not _turn(self.body, context, buffer):
                        break
                    loop.at += 1
        finally:
            context.registers["loop"] = parent

    def _segment(self, context: Context) -> list[object]:
        start = context.registers.get(("offset", self.key), 0) if self.resumes else self.offset.value(context)
        first = 0 if start is None else values.to_integer(start)
        limit = self.limit.value(context)
        end = None if limit is None else values.to_integer(limit) + first
        segment = sliced(context, self.collection.value(context), first, end)
        if self.reversed:
            segment.reverse()
        context.registers[("offset", self.key)] = first + len(segment)
        return segment


def _turn(body: Body, context: Context, buffer: TextIO) -> bool:
    """One turn of a loop; False when it was the last."""
    try:
        body.render(context, buffer)
    except ContinueLoop:
        pass
    except BreakLoop:
        return False
    return True


def sliced(context: Context, collection: object, first: int, end: int | None) -> list[object]:
    """The elements from `first` up to `end`; a text is one element, whatever is asked."""
    if isinstance(collection, str):
        return [collection] if collection else []
    if end is not None and end <= 0:
        return []
    first = max(first, 0)
    if isinstance(collection, list | range):
        found = collection[first:end]
        context.spend(len(found) if found else 0)
        return list(found)
    elements = values.each(collection)
    return (
        []
        if elements is None
        else list(islice(_counted(context, elements), min(first, 2**40), end and min(end, 2**40)))
    )


def _counted(context: Context, elements: Iterator[object]) -> Iterator[object]:
    for element in elements:
        context.spend(1)
        yield element


def _short(markup: str) -> str:
    if len(markup) > MAX_MARKUP:
        raise Fault(f"the tag is longer than {MAX_MARKUP:,} characters")
    return markup


class TableLoop(Loop):
    """`tablerowloop`."""

    def __init__(self, length: int, columns: int) -> None:
        super().__init__("", length, None)
        self.columns, self.row, self.column = columns, 1, 1

    def __getitem__(self, key: str) -> object:
        match key:
            case "col":
                return self.column
            case "col0":
                return self.column - 1
            case "row":
                return self.row
            case "col_first":
                return self.column == 1
            case "col_last":
                return self.column == self.columns
            case "parentloop" | "name":
                raise KeyError(key)
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        return iter(
            [
                "length",
                "col",
                "row",
                "index",
                "index0",
                "col0",
                "rindex",
                "rindex0",
                "first",
                "last",
                "col_first",
                "col_last",
            ]
        )

    def step(self) -> None:
        self.at += 1
        if self.column == self.columns:
            self.column, self.row = 1, self.row + 1
        else:
            self.column += 1

    def to_s(self) -> str:
        return "Liquid::TablerowloopDrop"


class TableRow(Block):
    """Rows and cells of a table, as many cells to a row as `cols` says."""

    __slots__ = ("attributes", "body", "collection", "name")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        found = _ROW.search(_short(piece.value))
        if found is None:
            raise Fault("`tablerow` is written `tablerow name in list`")
        self.name, self.collection = found[1], expression(found[2])
        self.attributes = {key: expression(value) for key, value in _ATTRIBUTE.findall(piece.value)}
        self.body = stream.inside()
        self.blank = self.body.blank

    def write(self, context: Context, buffer: TextIO) -> None:
        collection = self.collection.value(context)
        if not values.truthy(collection):
            return
        first = self._number(context, "offset") or 0
        limit = self._number(context, "limit")
        segment = sliced(context, collection, first, None if limit is None else first + limit)
        loop = TableLoop(len(segment), self._number(context, "cols") or 0)
        names: dict[str, object] = {"tablerowloop": loop}
        context.write(buffer, '<tr class="row1">\n')
        with context.extend(names):
            for item in segment:
                context.spend(1)
                names[self.name] = item
                self._cell(context, buffer, loop)
        context.write(buffer, "</tr>\n")

    def _number(self, context: Context, attribute: str) -> int | None:
        expr = self.attributes.get(attribute)
        return None if expr is None else values.to_i(expr.value(context))

    def _cell(self, context: Context, buffer: TextIO, loop: TableLoop) -> None:
        context.write(buffer, f'<td class="col{loop.column}">')
        self.body.render(context, buffer)
        context.write(buffer, "</td>")
        if loop.column == loop.columns and loop.at != loop.length - 1:
            context.write(buffer, f'</tr>\n<tr class="row{loop.row + 1}">')
        loop.step()


_CYCLE = re.compile(rf"(?:{FRAGMENT})+")
_NAMED_CYCLE = re.compile(rf"({FRAGMENT}){SPACE}*:{SPACE}*(.*)", re.S)
_FRAGMENT = re.compile(FRAGMENT)


class Cycle(Written):
    """The next of its values at each turn. Without a name, tags of the same literals share their turns."""

    __slots__ = ("key", "name", "options")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.name: Expression | None = None
        if (found := _NAMED_CYCLE.match(piece.value)) is not None:
            self.name, markup = expression(found[1]), found[2]
        elif _CYCLE.match(piece.value):
            markup = piece.value
        else:
            raise Fault("`cycle` names no values")
        parts = (_FRAGMENT.search(part) for part in markup.split(","))
        self.options = [expression(part[0]) for part in parts if part is not None]
        literals = [option.literal for option in self.options if isinstance(option, Literal)]
        self.key: object = values.inspect(literals) if len(literals) == len(self.options) else id(self)

    def write(self, context: Context, buffer: TextIO) -> None:
        key = ("cycle", self.key if self.name is None else self._named(context, self.name))
        at = context.registers.get(key, 0)
        assert isinstance(at, int)
        if at < len(self.options):
            context.write(buffer, values.printed(self.options[at].value(context)))
        context.registers[key] = at + 1 if at + 1 < len(self.options) else 0

    @staticmethod
    def _named(context: Context, name: Expression) -> str:
        value = name.value(context)
        context.weigh(value)
        return values.inspect(value)


class Break(Written):
    __slots__ = ()

    def write(self, context: Context, buffer: TextIO) -> None:
        raise BreakLoop


class Continue(Written):
    __slots__ = ()

    def write(self, context: Context, buffer: TextIO) -> None:
        raise ContinueLoop
