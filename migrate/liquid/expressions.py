"""Expressions and outputs: `page.title`, `(1..5)`, `'text' | filter: argument`, read strictly, else forgivingly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from migrate.liquid import values
from migrate.liquid.lexer import SPACE, WORD
from migrate.liquid.strict import NotStrict, Words

if TYPE_CHECKING:
    from migrate.liquid.context import Context

QUOTED: Final = r"\"[^\"]*\"|'[^']*'"
FRAGMENT: Final = rf"(?:{QUOTED}|(?:[^ \t\r\n\f\v,|'\"]|{QUOTED})+)"

_INTEGER = re.compile(r"-?[0-9]+")
_FLOAT = re.compile(r"-?[0-9][0-9.]+")
_RANGE = re.compile(rf"\({SPACE}*(?>([^ \t\r\n\f\v]+){SPACE}*\.\.){SPACE}*([^ \t\r\n\f\v]+){SPACE}*\)")
_SEGMENT = re.compile(r"\[[^\]]+\]|[a-zA-Z0-9_-]+\??")
_LITERALS: Final[Mapping[str, object]] = {
    "nil": None, "null": None, "": None, "true": True, "false": False, "blank": values.HOLLOW, "empty": values.HOLLOW,
}  # fmt: skip
_COMMANDS: Final = ("size", "first", "last")
MAX_SEGMENTS: Final = 100
STEPS_PER_STEP: Final = 10


class Expression:
    """Something that has a value once it is rendered."""

    __slots__ = ()

    def value(self, context: Context) -> object:
        raise NotImplementedError


class Literal(Expression):
    __slots__ = ("literal",)

    def __init__(self, literal: object) -> None:
        self.literal = literal

    def value(self, context: Context) -> object:
        return self.literal


class Range(Expression):
    __slots__ = ("first", "last")

    def __init__(self, first: Expression, last: Expression) -> None:
        self.first, self.last = first, last

    def value(self, context: Context) -> object:
        return range(_bound(self.first.value(context)), _bound(self.last.value(context)) + 1)


def _bound(value: object) -> int:
    number = values.to_i(value) if value is None or isinstance(value, str) else values.to_integer(value)
    return max(-(2**62), min(number, 2**62))  # so that the range has a length


class Lookup(Expression):
    """A name and the steps from there. `[x]` is a step by the value of `x`."""

    __slots__ = ("name", "steps")

    def __init__(self, markup: str, depth: int) -> None:
        before, bracket, after = markup.rpartition("]")  # brackets after the last end are not looked for to the end
        segments = _SEGMENT.findall(before + bracket + after.replace("[", " "))[:MAX_SEGMENTS]
        parts = [_segment(text, depth) for text in segments]
        self.name = parts[0] if parts else Literal(None)
        self.steps = [(part, text in _COMMANDS) for part, text in zip(parts[1:], segments[1:], strict=True)]

    def value(self, context: Context) -> object:
        context.spend(len(self.steps) // STEPS_PER_STEP)
        value = context.find(self.name.value(context))
        for step, command in self.steps:
            value = values.lookup(value, step.value(context), command=command)
        return context.clock.local(value) if isinstance(value, datetime) else value


def _segment(text: str, depth: int) -> Expression:
    return expression(text[1:-1], depth + 1) if text.startswith("[") and text.endswith("]") else Literal(text)


def expression(markup: str | None, depth: int = 0) -> Expression:
    """`Expression.parse`: a literal, a range or a lookup; whatever is written, it is one of them."""
    text = (markup or "").strip(values.WHITE)
    if text[:1] in ("'", '"') and text.endswith(text[0]):
        return Literal(text[1:-1])
    if text in _LITERALS:
        return Literal(_LITERALS[text])
    if _INTEGER.fullmatch(text):
        return Literal(values.to_i(text))
    if (found := _RANGE.fullmatch(text)) is not None and depth < MAX_SEGMENTS:
        return Range(expression(found[1], depth + 1), expression(found[2], depth + 1))
    if _FLOAT.fullmatch(text):
        return Literal(values.to_f(text))
    return Lookup(text, depth) if depth < MAX_SEGMENTS else Literal(None)


class Call:
    """One filter: its name, the arguments and, as the last one, the keywords."""

    __slots__ = ("arguments", "keywords", "name")

    def __init__(self, name: str, arguments: list[tuple[str | None, str]]) -> None:
        self.name = name
        self.arguments = [expression(text) for keyword, text in arguments if keyword is None]
        self.keywords = {keyword: expression(text) for keyword, text in arguments if keyword is not None}

    def apply(self, value: object, context: Context) -> object:
        given = [argument.value(context) for argument in self.arguments]
        if self.keywords:
            given.append({name: argument.value(context) for name, argument in self.keywords.items()})
        return context.call(self.name, value, given)


class Filtered(Expression):
    """An expression and the filters it passes through: what stands in `{{ }}` and after `assign x =`."""

    __slots__ = ("calls", "head")

    def __init__(self, markup: str) -> None:
        try:
            self.head, self.calls = _strict(markup)
        except NotStrict:
            self.head, self.calls = _forgiving(markup)

    def value(self, context: Context) -> object:
        value = self.head.value(context)
        for call in self.calls:
            value = call.apply(value, context)
        return value


def _strict(markup: str) -> tuple[Expression, list[Call]]:
    words, calls = Words(markup), []
    if words.looks("end"):
        return Literal(None), []
    head = words.expression()
    while words.takes("mark", "|"):
        name, arguments = words.take("id"), []
        if words.takes("mark", ":"):
            arguments.append(words.argument())
            while words.takes("mark", ","):
                arguments.append(words.argument())
        calls.append(Call(name, arguments))
    words.end()
    return expression(head), calls


_HEAD = re.compile(rf"({FRAGMENT})(.*)", re.S)
_FILTERS = re.compile(rf"\|{SPACE}*(.*)", re.S)
_FILTER = re.compile(rf"(?:{SPACE}+|{FRAGMENT}|,)+")
_NAME = re.compile(rf"{WORD}+")
_ARGUMENT = re.compile(rf"[:,]{SPACE}*((?:{WORD}+{SPACE}*:{SPACE}*)?{FRAGMENT})")
_KEYWORD = re.compile(rf"({WORD}[a-zA-Z0-9_-]*){SPACE}*:{SPACE}*({FRAGMENT})")


def _forgiving(markup: str) -> tuple[Expression, list[Call]]:
    """Whatever looks like an expression and filters; the rest is passed over."""
    found = _HEAD.search(markup)
    if found is None:
        return Literal(None), []
    calls, filters = [], _FILTERS.search(found[2])
    for part in _FILTER.findall(filters[1]) if filters else ():
        if (name := _NAME.search(part)) is not None:
            calls.append(Call(name[0], [_argument(text) for text in _ARGUMENT.findall(part)]))
    return expression(found[1]), calls


def _argument(text: str) -> tuple[str | None, str]:
    found = _KEYWORD.fullmatch(text)
    return (None, text) if found is None else (found[1], found[2])
