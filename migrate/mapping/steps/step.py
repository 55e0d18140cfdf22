"""What a step is, and how it is applied: null stays null, lists go element by element, types fit or it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from functools import partial
from keyword import iskeyword
from typing import TYPE_CHECKING, Literal, NamedTuple

from migrate.mapping.steps.plain import (
    MAX_TEXT,
    StepError,
    as_date,
    as_map,
    as_number,
    as_text,
    check_total,
    size,
    told,
)

if TYPE_CHECKING:
    from migrate.mapping.steps.tables import Table

__all__ = ["MAX_TEXT", "Context", "Kind", "Noted", "Param", "Step", "StepError", "applied", "bound", "fault"]

Kind = Literal["text", "integer", "number", "boolean", "pattern", "texts", "map", "lookup", "choice", "plain"]
Takes = Literal["any", "text", "number", "date", "list", "html", "map"]
Gives = Literal["any", "text", "number", "date", "list", "boolean", "map"]


class Context(NamedTuple):
    """What a step may know beside its value. `site_url` is `https://host`, without a slash at its end."""

    zone: tzinfo
    language: str | None
    site_url: str | None
    lookups: Mapping[str, Table]


# what steps may know before there is a site
NOWHERE = Context(zone=UTC, language=None, site_url=None, lookups={})


@dataclass(frozen=True, slots=True)
class Noted:
    """What a step gives when it goes on but something is to be told: the value, and each note as `what; what to do`."""

    value: object
    notes: tuple[str, ...]


class Param(NamedTuple):
    """A parameter of a step, called as in YAML."""

    name: str
    kind: Kind
    doc: str
    required: bool = True
    default: object = None
    choices: tuple[str, ...] = ()


class Step(NamedTuple):
    """A step of the catalogue.

    `run` is called with the value, the context and the parameters; where a parameter's name is a word of Python, a `_`
    follows it there, and a hyphen is a `_`. `short` names the parameter that a plain YAML value is for. `check` is
    called with the parameters alone and gives the text of a fault that no single parameter's kind shows, else None.
    `example` is the argument as in YAML or None, a value in, and the value out.
    """

    name: str
    doc: str
    takes: Takes
    gives: Gives
    params: tuple[Param, ...]
    run: Callable[..., object]
    example: tuple[object, object, object]
    short: str | None = None
    check: Callable[..., str | None] | None = None


def applied(step: Step, value: object, context: Context, params: Mapping[str, object]) -> object:
    """What `step` makes of `value`, or a Noted with it. Raises StepError, and nothing else, if it cannot be taken."""
    return bound(step, params)(value, context)


def bound(step: Step, params: Mapping[str, object]) -> Callable[[object, Context], object]:
    """`step` with its parameters, defaults filled in, to be applied many times as `applied` does."""
    run = partial(step.run, **_arguments(step, params))

    def one(value: object, context: Context) -> object:
        try:
            return _bounded(_each(step, run, value, context))
        except (ArithmeticError, RecursionError, UnicodeError) as error:
            raise StepError(f"{told(value)} cannot be taken by `{step.name}` ({_why(error)}); correct it") from error

    return one


def fault(step: Step, params: Mapping[str, object]) -> str | None:
    """What is wrong with parameters that each are of their kind, as `what is so; what to do`; None if nothing is."""
    return step.check(**_arguments(step, params)) if step.check else None


def _arguments(step: Step, params: Mapping[str, object]) -> dict[str, object]:
    given = {param.name: params.get(param.name, param.default) for param in step.params}
    return {_word(name): value for name, value in given.items()}


def _word(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


def _each(step: Step, run: Callable[..., object], value: object, context: Context) -> object:
    if value is None:
        return None
    if isinstance(value, list | tuple) and step.takes not in ("list", "any"):
        return _gathered(_bounded_each(step, run, value, context))
    return run(_CONVERTED[step.takes](value), context)


def _bounded_each(
    step: Step, run: Callable[..., object], values: Sequence[object], context: Context
) -> Iterator[object]:
    """The results, told as too much before all of them are there."""
    total = 0
    for one in values:
        result = _each(step, run, one, context)
        total += 1 + size(result.value if isinstance(result, Noted) else result)
        check_total(total)
        yield result


def _gathered(found: Iterator[object]) -> object:
    results = list(found)
    notes = tuple(note for one in results if isinstance(one, Noted) for note in one.notes)
    values = [one.value if isinstance(one, Noted) else one for one in results]
    return Noted(values, notes) if notes else values


def _bounded(result: object) -> object:
    size(result.value if isinstance(result, Noted) else result)
    return result


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    return "it holds half a character" if isinstance(error, UnicodeError) else "the number is too large"


def _as_list(value: object) -> list[object]:
    """A single value is a list of one."""
    return list(value) if isinstance(value, list | tuple) else [value]


_CONVERTED: dict[Takes, Callable[[object], object]] = {
    "any": lambda value: value,
    "text": as_text,
    "html": as_text,
    "number": as_number,
    "date": as_date,
    "list": _as_list,
    "map": as_map,
}
