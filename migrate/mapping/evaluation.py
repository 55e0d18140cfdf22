"""Evaluates JMESPath within bounds of work and memory, whatever the expression and the value.

A list may be made of the same value many times over, and each element be looked at again: what an expression of a few
characters does can grow without end. Steps are counted, and so is what functions and flattened lists copy.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jmespath.functions import Functions
from jmespath.visitor import Options, TreeInterpreter

from migrate.mapping.expression_faults import ExpressionError

MAX_STEPS = 500_000  # about 0.5 s
MAX_COPIED = 1_000_000  # characters and elements


def searched(parsed: object, value: object) -> object:
    """What a parsed expression gives for `value`. Raises ExpressionError, and what jmespath raises."""
    return _interpreter().searched(parsed, value)


class _Purse:
    """What may still be copied."""

    def __init__(self) -> None:
        self.fill()

    def fill(self) -> None:
        self._left = MAX_COPIED

    def spend(self, amount: int) -> None:
        self._left -= amount
        if self._left < 0:
            raise ExpressionError(f"copies more than {MAX_COPIED:,} characters and elements; take it apart")


class _Functions(Functions):
    def __init__(self, purse: _Purse) -> None:
        self._purse = purse

    def call_function(self, function_name: str, resolved_args: Any) -> Any:
        if function_name == "to_string" and not isinstance(resolved_args[0], str):
            self._purse.spend(size(resolved_args[0], MAX_COPIED))
        if function_name == "join" and _is_join(resolved_args):
            separator, parts = resolved_args
            self._purse.spend(len(separator) * len(parts) + size(parts, MAX_COPIED))
        result = super().call_function(function_name, resolved_args)
        self._purse.spend(len(result) if isinstance(result, str | list | dict) else 0)
        return result


def _is_join(arguments: list[Any]) -> bool:
    return len(arguments) == 2 and isinstance(arguments[0], str) and isinstance(arguments[1], list)


class _Interpreter(TreeInterpreter):
    def __init__(self) -> None:
        self._purse = _Purse()
        self._steps = 0
        super().__init__(Options(custom_functions=_Functions(self._purse)))

    def searched(self, parsed: object, value: object) -> Any:
        self._purse.fill()
        self._steps = 0
        return self.visit(parsed, value)

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise ExpressionError(f"takes more than {MAX_STEPS:,} steps; take it apart")
        return super().visit(node, *args, **kwargs)

    def visit_flatten(self, node: Any, value: Any) -> Any:
        base = self.visit(node["children"][0], value)
        if not isinstance(base, list):
            return None
        self._purse.spend(sum(len(one) if isinstance(one, list) else 1 for one in base))
        return [one for part in base for one in (part if isinstance(part, list) else [part])]

    def visit_slice(self, node: Any, value: Any) -> Any:
        self._purse.spend(len(value) if isinstance(value, list) else 0)
        return super().visit_slice(node, value)


@cache
def _interpreter() -> _Interpreter:
    """The one that evaluates: to make one costs more than most expressions do."""
    return _Interpreter()


def size(value: object, most: int) -> int:
    """Characters and elements of a value, counted not much further than `most`."""
    total, todo = 0, [value]
    while todo and total <= most:
        here = todo.pop()
        if isinstance(here, str | list | dict):
            total += len(here)
        if isinstance(here, list | dict):
            todo.extend(here.values() if isinstance(here, dict) else here)
    return total
