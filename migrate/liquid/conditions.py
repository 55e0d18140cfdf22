"""Conditions of `if`, `unless`, `case` and `where_exp`: comparisons joined by `and` and `or`, read from the right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal

from migrate.liquid import values
from migrate.liquid.expressions import FRAGMENT, Expression, expression
from migrate.liquid.expressions import Literal as LiteralExpression
from migrate.liquid.faults import Fault
from migrate.liquid.lexer import SPACE
from migrate.liquid.strict import NotStrict, Words

if TYPE_CHECKING:
    from migrate.liquid.context import Context


class Emptiness(LiteralExpression):
    """`empty` and `blank` beside an operator: they ask the other side. Plain Ruby has no `blank?`: always unknown."""

    __slots__ = ()

    def of(self, other: object) -> bool | None:
        return values.empty(other) if self.literal == "empty" else None


ELEMENTS_PER_STEP: Final = 4
_EMPTINESS: Final = ("empty", "blank")


def _operand(markup: str | None) -> Expression:
    return Emptiness(markup) if markup in _EMPTINESS else expression(markup)


def _equals(one: object, two: object) -> bool | None:
    if isinstance(one, Emptiness):
        return None if isinstance(two, Emptiness) else one.of(two)
    return two.of(one) if isinstance(two, Emptiness) else values.equal(one, two)


def _differs(one: object, two: object) -> bool:
    return not _equals(one, two)


def _contains(one: object, two: object) -> bool:
    if not values.truthy(one) or not values.truthy(two):
        return False
    if isinstance(one, str):
        return ("" if isinstance(two, Emptiness) else values.to_s(two)) in one
    if isinstance(one, list | range):
        return any(values.equal(item, two) for item in one)
    return isinstance(one, dict) and values.has(one, two)


def _ordered(holds: Callable[[int], bool]) -> Callable[[object, object], bool | None]:
    def compare(one: object, two: object) -> bool | None:
        if not values.ordered(one) or not values.ordered(two):
            return None
        result = values.compare(one, two)
        if result is None and not (one != one or two != two):
            raise Fault(f"{values.kind(one)} cannot be compared with {values.kind(two)}")
        return result is not None and holds(result)

    return compare


_OPERATORS: Final[Mapping[str, Callable[[object, object], bool | None]]] = {
    "==": _equals,
    "!=": _differs,
    "<>": _differs,
    "<": _ordered(lambda result: result < 0),
    ">": _ordered(lambda result: result > 0),
    "<=": _ordered(lambda result: result <= 0),
    ">=": _ordered(lambda result: result >= 0),
    "contains": _contains,
}


class Condition:
    """One comparison, and the one that follows it by `and` or `or`."""

    __slots__ = ("left", "next", "operator", "relation", "right")

    def __init__(self, left: Expression, operator: str | None = None, right: Expression | None = None) -> None:
        self.left, self.operator, self.right = left, operator, right
        self.relation: Literal["and", "or"] | None = None
        self.next: Condition | None = None

    def join(self, relation: str, condition: Condition) -> None:
        self.relation = "and" if relation == "and" else "or"
        self.next = condition

    def holds(self, context: Context) -> bool:
        condition: Condition | None = self
        result = False
        while condition is not None:
            context.spend(1)
            result = values.truthy(condition._result(context))
            if condition.relation is None or result is (condition.relation == "or"):
                break
            condition = condition.next
        return result

    def _result(self, context: Context) -> object:
        if self.operator is None:
            return True if isinstance(self.left, Emptiness) else self.left.value(context)
        operation = _OPERATORS.get(self.operator)
        if operation is None:
            raise Fault(f"`{self.operator}` is no comparison")
        left, right = _side(self.left, context), _side(self.right, context)
        _spend(context, left, right)
        return operation(left, right)


def _spend(context: Context, one: object, two: object) -> None:
    """What it takes to compare: long texts character by character, lists and hashes with all that they hold."""
    if isinstance(one, str):
        context.weigh(one)
    elif isinstance(one, list | dict):
        context.spend(len(one) // ELEMENTS_PER_STEP)
        if isinstance(two, str | list | dict):
            context.weigh(two)
        if isinstance(two, list | dict):
            context.weigh(one)


def _side(operand: Expression | None, context: Context) -> object:
    return operand if isinstance(operand, Emptiness) else None if operand is None else operand.value(context)


def condition(markup: str) -> Condition:
    """The condition of an `if`. Raises Fault where even Jekyll cannot read it."""
    try:
        return strict(markup)
    except NotStrict:
        return _forgiving(markup)


def when(left: Expression, markup: str) -> Condition:
    """The condition of a `when`."""
    return Condition(left, "==", _operand(markup))


def strict(markup: str, operand: Callable[[str], Expression] = _operand) -> Condition:
    """Raises NotStrict."""
    words = Words(markup)
    first = current = _comparison(words, operand)
    while relation := words.takes("id", "and") or words.takes("id", "or"):
        following = _comparison(words, operand)
        current.join(relation, following)
        current = following
    words.end()
    return first


def _comparison(words: Words, operand: Callable[[str], Expression]) -> Condition:
    left = operand(words.expression())
    operator = words.takes("comparison")
    return Condition(left) if operator is None else Condition(left, operator, operand(words.expression()))


_JOINT: Final = rf"\b(?:{SPACE}?and{SPACE}?|{SPACE}?or{SPACE}?)\b"
_PARTS = re.compile(rf"(?:{_JOINT}|(?:{SPACE}*(?!{_JOINT})(?:{FRAGMENT}|[^ \t\r\n\f\v]+){SPACE}*)+)")
_COMPARISON = re.compile(rf"({FRAGMENT}){SPACE}*([=!<>a-z_]+)?{SPACE}*({FRAGMENT})?")


def _forgiving(markup: str) -> Condition:
    parts = _PARTS.findall(markup)
    result = _loose(parts.pop() if parts else "")
    while parts:
        relation = parts.pop().strip(values.WHITE)
        joined = _loose(parts.pop() if parts else "")
        if relation not in ("and", "or"):
            raise Fault("the condition cannot be read")
        joined.join(relation, result)
        result = joined
    return result


def _loose(part: str) -> Condition:
    found = _COMPARISON.search(part)
    if found is None:
        raise Fault("the condition cannot be read")
    return Condition(_operand(found[1]), found[2], _operand(found[3]))
