"""`when`: which records a type or a choice takes.

A map of fields holds when each of them holds: a value or one of several, or a match object with `in`, `not`, `matches`,
`exists`, `gt`, `lt`. Of a list field one element is enough. Text instead of a map is JMESPath, which holds when its
result is not false, null or empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from migrate.mapping.document import Document
from migrate.mapping.expressions import ExpressionError, expression
from migrate.mapping.paths import Fields, getter, is_empty
from migrate.mapping.steps.patterns import check_pattern, matches

Test = Callable[[object], bool]

MATCHES = ("in", "not", "matches", "exists", "gt", "lt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A compiled `when`. `text` is how it is shown, `reads` are the paths that it looks at."""

    place: str
    text: str
    reads: frozenset[str]
    holds: Callable[[Fields], bool]


def condition(document: Document, node: yaml.Node, known: Callable[[yaml.Node, str], None]) -> Condition:
    """`when` compiled; `known` tells a path that no record has."""
    if isinstance(node, yaml.ScalarNode):
        return _by_expression(document, node)
    tests: list[tuple[Callable[[Fields], object], Test]] = []
    paths: list[str] = []
    for path, value in document.pairs(node, "`when`"):
        known(value, path)
        paths.append(path)
        tests.append((getter(path), _test(document, value)))
    if not paths:
        document.fault(node, "`when` names no field; write `field: value`, or `otherwise: true` in its place")
    shown = ", ".join(paths)
    return Condition(
        place=document.place(node),
        text=f"when {shown}",
        reads=frozenset(paths),
        holds=lambda fields: all(test(get(fields)) for get, test in tests),
    )


def _by_expression(document: Document, node: yaml.ScalarNode) -> Condition:
    text = str(node.value)
    try:
        compiled = expression(text)
    except ExpressionError as error:
        document.fault(node, f"`when`: {error}")
        return Condition(place=document.place(node), text=text, reads=frozenset(), holds=lambda fields: False)

    def holds(fields: Fields) -> bool:
        try:
            value = compiled.value(fields)
        except ExpressionError:
            return False
        return value is not False and not is_empty(value)

    return Condition(place=document.place(node), text=f"when {text}", reads=compiled.reads, holds=holds)


def _test(document: Document, node: yaml.Node) -> Test:
    if isinstance(node, yaml.MappingNode):
        return _match(document, node)
    values = [document.plain(one) for one in document.one_or_more(node)]
    return lambda value: _is_one_of(value, values)


def _is_one_of(value: object, values: list[object]) -> bool:
    if isinstance(value, list | tuple):
        return any(_is_one_of(one, values) for one in value)
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in values)


def _match(document: Document, node: yaml.Node) -> Test:
    tests = [_matcher(document, name, value) for name, value in document.map(node, MATCHES, "a match").items()]
    return lambda value: all(test(value) for test in tests)


def _matcher(document: Document, name: str, node: yaml.Node) -> Test:
    if name == "exists":
        wanted = document.flag(node, "`exists`")
        return lambda value: (not is_empty(value)) is wanted
    if name in ("in", "not"):
        values = [document.plain(one) for one in document.one_or_more(node)]
        return lambda value: _is_one_of(value, values) is (name == "in")
    if name == "matches":
        return _pattern(document, node)
    bound = document.plain(node)
    if isinstance(bound, bool) or not isinstance(bound, int | float | date | str):
        document.fault(node, f"`{name}` compares numbers, dates and text; write one of them")
    return lambda value: _compared(value, bound, name == "gt")


def _pattern(document: Document, node: yaml.Node) -> Test:
    text = document.text(node) or ""
    if (fault := check_pattern(text)) is not None:
        document.fault(node, f"`matches`: {fault}")
        return lambda value: False
    return lambda value: any(isinstance(one, str) and matches(text, one) for one in _each(value))


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _compared(value: object, bound: object, greater: bool) -> bool:
    """Whether `value` is greater or less; values of another kind are neither. A date is the beginning of its day."""
    pair = _comparable(value), _comparable(bound)
    if pair[0] is None or pair[1] is None or type(pair[0]) is not type(pair[1]):
        return False
    return pair[0] > pair[1] if greater else pair[0] < pair[1]  # type: ignore[operator]


def _comparable(value: object) -> float | str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else None
