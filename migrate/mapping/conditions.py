"""`when`: which records a type or a choice takes.

A map of fields holds when each of them holds: a value or one of several, or a match object with `in`, `not`, `matches`,
`exists`, `gt`, `lt`. Of a list field one element is enough. Text instead of a map is JMESPath, which holds when its
result is not false, null or empty.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

import yaml

from migrate.mapping.document import Document, is_null
from migrate.mapping.expressions import Expression, ExpressionError, expression
from migrate.mapping.kinds import HOLDERS
from migrate.mapping.known import check_bound, check_expression, check_path, check_value
from migrate.mapping.matching import pattern_fault
from migrate.mapping.names import nearest
from migrate.mapping.paths import Fields, getter, is_empty
from migrate.mapping.steps.patterns import matches

Test = Callable[[object], bool]

MATCHES = ("in", "not", "matches", "exists", "gt", "lt")


class Condition(NamedTuple):
    """A compiled `when`. `text` is how it is shown, `reads` are the paths that it looks at."""

    place: str
    text: str
    reads: frozenset[str]
    holds: Callable[[Fields], bool]


def condition(document: Document, node: yaml.Node, of: str) -> Condition:
    """`when` compiled, for things of the kind `of`."""
    if isinstance(node, yaml.ScalarNode):
        return _by_expression(document, node, of)
    tests: list[tuple[Callable[[Fields], object], Test]] = []
    paths: list[str] = []
    for path, key_node, value in document.entries(node, "`when`"):
        paths.append(path)
        if check_path(document, key_node, path, of):
            tests.append((getter(path), _Match(document, path, of).test(value)))
    if not paths:
        document.fault(node, "`when` names no field; write `field: value`, or `otherwise: true` in its place")
    shown = ", ".join(paths)
    return Condition(
        place=document.place(node),
        text=f"when {shown}",
        reads=frozenset(paths),
        holds=_all_of(tests),
    )


def _all_of(tests: list[tuple[Callable[[Fields], object], Test]]) -> Callable[[Fields], bool]:
    """Holds where each test does. Most conditions have one, and each is asked of every page."""
    if len(tests) == 1:
        get, test = tests[0]
        return lambda fields: test(get(fields))
    return lambda fields: all(test(get(fields)) for get, test in tests)


def _by_expression(document: Document, node: yaml.ScalarNode, of: str) -> Condition:
    text = document.text(node) or ""
    compiled = _compiled(document, node, of)
    if compiled is None:
        return Condition(place=document.place(node), text=text, reads=frozenset(), holds=lambda fields: False)

    def holds(fields: Fields) -> bool:
        try:
            value = compiled.value(fields)
        except ExpressionError:
            return False
        return value is not False and not is_empty(value)

    return Condition(place=document.place(node), text=f"when {text}", reads=compiled.reads, holds=holds)


def _compiled(document: Document, node: yaml.ScalarNode, of: str) -> Expression | None:
    if is_null(node) or node.tag == "tag:yaml.org,2002:bool":
        document.fault(node, "`when` names no field; write `field: value`, or `otherwise: true` in its place")
        return None
    try:
        compiled = expression(node.value)
    except ExpressionError as error:
        document.fault(node, f"`when`: {error}", (error.column or 1) - 1)
        return None
    check_expression(document, node, compiled, of)
    return compiled


class _Match:
    """Compiles what the field at `path` is compared with."""

    def __init__(self, document: Document, path: str, of: str) -> None:
        self._document, self._path, self._of = document, path, of

    def test(self, node: yaml.Node) -> Test:
        if is_null(node) and isinstance(node, yaml.ScalarNode) and not node.value:
            self._document.fault(
                node, f"`{self._path:.80}` is compared with nothing; for what is empty write `{{exists: false}}`"
            )
        if isinstance(node, yaml.MappingNode) and self._is_below(node):
            return lambda value: False
        if isinstance(node, yaml.MappingNode):
            keys = self._document.map(node, MATCHES, "a match")
            if not keys:
                self._document.lacks(node, f"compares nothing; write one of {', '.join(MATCHES)}")
            tests = [self._matcher(name, value) for name, value in keys.items()]
            return tests[0] if len(tests) == 1 else lambda value: all(test(value) for test in tests)
        values = self._values(node)
        return lambda value: _is_one_of(value, values)

    def _is_below(self, node: yaml.MappingNode) -> bool:
        """Whether names stand where a match should be, as `meta: {external: true}`; told."""
        names = [str(key.value) for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if not names or self._path not in HOLDERS.get(self._of, {}):
            return False
        if any(nearest(name, MATCHES).startswith("did") or name in MATCHES for name in names):
            return False
        message = f"names are parted by dots; write `{self._path}.{names[0]:.80}: …`"
        self._document.fault(node.value[0][0], message)
        return True

    def _values(self, node: yaml.Node) -> list[object]:
        found: list[object] = []
        for one in self._document.one_or_more(node):
            found.append(self._document.plain(one))
            check_value(self._document, one, self._path, self._of, found[-1])
        if not found:
            self._document.fault(node, "is an empty list, which nothing is one of; write a value")
        return found

    def _matcher(self, name: str, node: yaml.Node) -> Test:
        if name == "exists":
            wanted = self._document.flag(node, "`exists`")
            return lambda value: (not is_empty(value)) is wanted
        if name in ("in", "not"):
            values = self._values(node)
            return lambda value: _is_one_of(value, values) is (name == "in")
        if name == "matches":
            return _pattern(self._document, node)
        return self._comparison(name, node)

    def _comparison(self, name: str, node: yaml.Node) -> Test:
        bound = self._document.plain(node)
        if isinstance(bound, bool) or not isinstance(bound, int | float | date | str):
            self._document.fault(node, f"`{name}` compares numbers, dates and text; write one of them")
        else:
            check_bound(self._document, node, self._path, self._of, bound)
        return lambda value: _compared(value, bound, name == "gt")


def _is_one_of(value: object, values: list[object]) -> bool:
    if isinstance(value, list | tuple):
        return any(_is_one_of(one, values) for one in value)
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in values)


def _pattern(document: Document, node: yaml.Node) -> Test:
    text = document.text(node) or ""
    if (fault := pattern_fault(document, node, text)) is not None:
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
