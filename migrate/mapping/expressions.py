"""JMESPath, the one expression language of mappings, within bounds.

https://jmespath.org/specification.html. An expression cannot loop, call out or change anything. What it
could do is grow: that is bounded when it is read (characters, nodes, depth) and when it is evaluated (its result).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from warnings import catch_warnings, simplefilter

from migrate.mapping import expression_paths
from migrate.mapping.expression_faults import ExpressionError, check_functions, first_line, syntax_fault

if TYPE_CHECKING:
    from jmespath.parser import ParsedResult

__all__ = ["Expression", "ExpressionError", "expression"]

MAX_CHARACTERS = 64 * 1024
MAX_NODES = 200
MAX_BRACKETS = 32  # open at one time
MAX_DOUBLINGS = 12  # lists and maps made of the whole value: each may double what comes after it
MAX_RESULT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A compiled expression; `paths` are the names that lead to the fields of the whole that it looks at.

    What is relative to something else has none: behind a pipe, within a projection or a filter, behind `&`.
    """

    text: str
    paths: tuple[expression_paths.Path, ...]
    compared: tuple[tuple[expression_paths.Path, object], ...] = ()
    _compiled: ParsedResult

    @property
    def reads(self) -> frozenset[str]:
        """The paths with dots between their names."""
        return frozenset(".".join(path) for path in self.paths)

    def value(self, fields: object) -> object:
        """What the expression gives for `fields`; null where a field is missing. Raises ExpressionError."""
        from jmespath.exceptions import JMESPathError

        from migrate.mapping.evaluation import searched, size

        try:
            result = searched(self._compiled.parsed, fields)
        except (JMESPathError, TypeError, ValueError, AttributeError, RecursionError, OverflowError) as error:
            raise ExpressionError(f"`{self.text:.60}` fails on this page ({first_line(error)})") from error
        if size(result, MAX_RESULT) > MAX_RESULT:
            raise ExpressionError(f"`{self.text:.60}` gives more than {MAX_RESULT:,} characters")
        return result


def expression(text: str) -> Expression:
    """`text` compiled. Raises ExpressionError."""
    import jmespath
    from jmespath.exceptions import JMESPathError

    if not text.strip():
        raise ExpressionError("the expression is empty; write one")
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(f"the expression is longer than {MAX_CHARACTERS:,} characters; shorten it")
    if _brackets(text) > MAX_BRACKETS:
        raise ExpressionError(f"the expression nests deeper than {MAX_BRACKETS} brackets; take it apart")
    try:
        with catch_warnings():
            simplefilter("ignore")  # of an old form of literals, which works
            compiled = jmespath.compile(text)
    except RecursionError as error:
        raise ExpressionError("the expression nests too deep; take it apart") from error
    except (JMESPathError, ValueError, LookupError, TypeError) as error:
        raise syntax_fault(text, error) from error
    nodes = list(_nodes(compiled.parsed))
    if len(nodes) > MAX_NODES:
        raise ExpressionError(f"the expression has more than {MAX_NODES} parts; take it apart")
    if sum(node["type"] in ("multi_select_list", "multi_select_dict") for node in nodes) > MAX_DOUBLINGS:
        raise ExpressionError(f"the expression makes more than {MAX_DOUBLINGS} lists and maps; take it apart")
    check_functions(text, nodes)
    paths, compared = expression_paths.looked_at(compiled.parsed)
    return Expression(text=text, paths=paths, compared=compared, _compiled=compiled)


def _nodes(node: object) -> Iterator[dict[str, object]]:
    todo = [cast("dict[str, object]", node)]
    while todo:
        here = todo.pop()
        yield here
        children = here.get("children")
        todo.extend(child for child in children if isinstance(child, dict)) if isinstance(children, list) else None


def _brackets(text: str) -> int:
    depth = deepest = 0
    for char in text:
        if char in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")]}":
            depth -= 1
    return deepest
