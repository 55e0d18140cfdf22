"""JMESPath, the one expression language of mappings, within bounds.

https://jmespath.org/specification.html. An expression cannot loop, call out or change anything. What it
could do is grow: that is bounded when it is read (characters, nodes, depth) and when it is evaluated (its result).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from warnings import catch_warnings, simplefilter

if TYPE_CHECKING:
    from jmespath.parser import ParsedResult

MAX_CHARACTERS = 64 * 1024
MAX_NODES = 200
MAX_BRACKETS = 32  # open at one time
MAX_DOUBLINGS = 12  # lists and maps made of the whole value: each may double what comes after it
MAX_RESULT = 1_000_000


class ExpressionError(ValueError):
    """What is wrong with an expression or its result; `column` counts from 1 where it is known."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A compiled expression; `reads` are the paths of the fields that it looks at."""

    text: str
    reads: frozenset[str]
    _compiled: ParsedResult

    def value(self, fields: object) -> object:
        """What the expression gives for `fields`; null where a field is missing. Raises ExpressionError."""
        from jmespath.exceptions import JMESPathError

        try:
            result = self._compiled.search(fields)
        except (JMESPathError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
            raise ExpressionError(f"`{self.text:.60}` fails on this page ({_first_line(error)})") from error
        if _size(result) > MAX_RESULT:
            raise ExpressionError(f"`{self.text:.60}` gives more than {MAX_RESULT:,} characters")
        return result


def expression(text: str) -> Expression:
    """`text` compiled. Raises ExpressionError."""
    import jmespath
    from jmespath.exceptions import JMESPathError

    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(f"the expression is longer than {MAX_CHARACTERS:,} characters; shorten it")
    if _brackets(text) > MAX_BRACKETS:
        raise ExpressionError(f"the expression nests deeper than {MAX_BRACKETS} brackets; take it apart")
    try:
        with catch_warnings():
            simplefilter("ignore")  # of an old form of literals, which works
            compiled = jmespath.compile(text)
    except (JMESPathError, RecursionError, ValueError) as error:
        raise ExpressionError(f"is no JMESPath ({_first_line(error)}); mend it", _column(error)) from error
    nodes = list(_nodes(compiled.parsed))
    if len(nodes) > MAX_NODES:
        raise ExpressionError(f"the expression has more than {MAX_NODES} parts; take it apart")
    if sum(node["type"] in ("multi_select_list", "multi_select_dict") for node in nodes) > MAX_DOUBLINGS:
        raise ExpressionError(f"the expression makes more than {MAX_DOUBLINGS} lists and maps; take it apart")
    _check_functions(nodes)
    return Expression(text=text, reads=frozenset(_reads(compiled.parsed, "")), _compiled=compiled)


def _check_functions(nodes: list[dict[str, object]]) -> None:
    """An unknown function is told now and not on the first page that meets it."""
    from jmespath.functions import Functions

    from migrate.mapping.document import nearest

    known = Functions.FUNCTION_TABLE
    for node in nodes:
        if node["type"] == "function_expression" and node["value"] not in known:
            name = str(node["value"])
            raise ExpressionError(f"there is no function `{name}`; {nearest(name, tuple(sorted(known)))}")


def _nodes(node: object) -> Iterator[dict[str, object]]:
    todo = [cast("dict[str, object]", node)]
    while todo:
        here = todo.pop()
        yield here
        children = here.get("children")
        todo.extend(child for child in children if isinstance(child, dict)) if isinstance(children, list) else None


def _reads(node: object, base: str) -> Iterator[str]:
    """The paths of fields below `base` that a node looks at: the chain of names, as far as it goes."""
    if not isinstance(node, dict):
        return
    kind, children = node["type"], node.get("children") or []
    if kind == "field":
        yield f"{base}.{node['value']}" if base else str(node["value"])
    elif kind == "subexpression":
        chain = [base]
        for child in children:
            chain = [path for here in chain for path in _reads(child, here)] or chain
        yield from filter(None, chain)
    elif kind in ("index_expression", "projection", "value_projection", "filter_projection", "flatten"):
        yield from _reads(children[0], base)
    elif kind == "current":
        if base:
            yield base
    elif kind == "pipe":
        yield from _reads(children[0], base)
    else:
        for child in children:
            yield from _reads(child, base)


def _brackets(text: str) -> int:
    depth = deepest = 0
    for char in text:
        if char in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]}":
            depth -= 1
    return deepest


def _size(value: object) -> int:
    """Characters and elements of a result, counted no further than the bound."""
    total, todo = 0, [value]
    while todo and total <= MAX_RESULT:
        here = todo.pop()
        if isinstance(here, str):
            total += len(here)
        elif isinstance(here, dict):
            total += len(here)
            todo.extend(here.values())
        elif isinstance(here, list):
            total += len(here)
            todo.extend(here)
    return total


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _column(error: BaseException) -> int | None:
    position = getattr(error, "lex_position", None)
    return position + 1 if isinstance(position, int) else None
