"""Rules: how one field of a record is made. Each is compiled once, with the place in the file that it comes from.

A rule takes a value (`from`, `first`, `choose`, `value`, `template`, `expr`, `each`), sends it through `steps`, and
holds the result against `required`, `max` and `unique`. What goes wrong on a page is a note with the rule's place; the
record goes on without that value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from migrate.mapping.conditions import Condition
from migrate.mapping.expressions import Expression, ExpressionError
from migrate.mapping.paths import Fields, at, is_empty
from migrate.mapping.steps.plain import MAX_TEXT, as_json, size
from migrate.mapping.steps.step import Context, Noted, Step, StepError

Code = str


class Note(NamedTuple):
    """Something to tell of a record: a code of `diagnostics.CODES`, and what is so, with the rule's place."""

    code: Code
    message: str


class Seen(NamedTuple):
    """One step of the way of a value, for `explain`: what was done where, and the value after it."""

    place: str
    what: str
    value: object


@dataclass(slots=True, kw_only=True)
class Making:
    """A record in the making: what its rules may ask, and what they tell.

    `field` is the one that is being made. `seen` is filled when somebody wants it.
    """

    fields: Fields
    context: Context
    notes: list[Note] = field(default_factory=list)
    seen: list[Seen] | None = None
    field: str = ""

    def tell(self, code: Code, place: str, message: str) -> None:
        self.notes.append(Note(code, f"{message} (rule at {place})"))

    def see(self, place: str, what: str, value: object) -> None:
        if self.seen is not None:
            self.seen.append(Seen(place, what, value))


class Call(NamedTuple):
    """A step as it stands in the file, bound to its parameters."""

    place: str
    step: Step
    run: Callable[[object, Context], object]


Take = Callable[[Making], object]


class Rule(NamedTuple):
    """See the module. `reads` are the paths of fields that it looks at, whatever a page holds.

    `plain` rules only take a value; `direct` ones have one wherever a field that they name does, unless steps lose it.
    """

    place: str
    reads: frozenset[str]
    take: Take
    calls: tuple[Call, ...] = ()
    default: object = None
    required: bool = False
    max: int | None = None
    unique: bool = False
    plain: bool = False
    direct: bool = False

    def value(self, making: Making) -> object:
        """The value of the field. `plain` rules only take: by far most are."""
        value = self.take(making)
        if self.plain:
            return value
        for call in self.calls:
            value = stepped(call, value, making)
        if is_empty(value) and self.default is not None:
            value = self.default
            making.see(self.place, "default", value)
        if self.unique and isinstance(value, list):
            value = _once(value)
        return self._checked(value, making)

    def _checked(self, value: object, making: Making) -> object:
        if self.required and is_empty(value):
            making.tell("mapping.required", self.place, f"`{making.field}` is required and has no value")
        if self.max is not None and isinstance(value, str | list) and len(value) > self.max:
            what = "characters" if isinstance(value, str) else "elements"
            making.tell(
                "mapping.too-long", self.place, f"`{making.field}`: {len(value):,} {what} were cut to {self.max:,}"
            )
            value = value[: self.max]
        return value


def stepped(call: Call, value: object, making: Making) -> object:
    """`value` after one step; null where the step cannot take it, which is told."""
    try:
        value = call.run(value, making.context)
    except StepError as error:
        making.tell("mapping.step", call.place, f"`{call.step.name}`: {error}")
        value = None
    if isinstance(value, Noted):
        for note in value.notes:
            making.tell("mapping.step", call.place, f"`{call.step.name}`: {note}")
        value = value.value
    making.see(call.place, call.step.name, value)
    return value


def _once(values: list[object]) -> list[object]:
    kept: dict[object, object] = {}
    for value in values:
        kept.setdefault(_key(value), value)
    return list(kept.values())


def _key(value: object) -> object:
    """What two values that are alike have in common; the value itself where JSON cannot say it."""
    try:
        return as_json(value, sorted_keys=True)
    except (StepError, RecursionError):
        return id(value)


def from_paths(place: str, paths: Sequence[str]) -> Take:
    """The first of the fields at `paths` that has a value."""
    split = [path.split(".") for path in paths]
    if len(split) == 1 and len(split[0]) == 1:
        name = paths[0]

        def field_of(making: Making) -> object:
            value = making.fields.get(name)
            making.see(place, f"from {name}", value)
            return value

        return field_of

    def taken(making: Making) -> object:
        value: object = None
        for path, names in zip(paths, split, strict=True):
            value = at(making.fields, names)
            making.see(place, f"from {path}", value)
            if not is_empty(value):
                break
        return value

    return taken


def constant(place: str, value: object) -> Take:
    def given(making: Making) -> object:
        making.see(place, "value", value)
        return value

    return given


def by_expression(place: str, expression: Expression) -> Take:
    def searched(making: Making) -> object:
        try:
            value = expression.value(making.fields)
        except ExpressionError as error:
            making.tell("mapping.step", place, str(error))
            value = None
        making.see(place, f"expr {expression.text}", value)
        return value

    return searched


def first_of(rules: Sequence[Rule]) -> Take:
    """What the first rule gives that gives anything."""

    def found(making: Making) -> object:
        for rule in rules:
            value = rule.value(making)
            if not is_empty(value):
                return value
        return None

    return found


def choice(cases: Sequence[tuple[Condition | None, Rule]]) -> Take:
    """What the rule gives whose condition holds first; None stands for `otherwise`."""

    def chosen(making: Making) -> object:
        for case, rule in cases:
            holds = case is None or case.holds(making.fields)
            making.see(rule.place if case is None else case.place, "otherwise" if case is None else case.text, holds)
            if holds:
                return rule.value(making)
        return None

    return chosen


def template(place: str, parts: Sequence[str | Rule]) -> Take:
    """Text with the values of fields in it; null when a field that it names has no value."""

    def filled(making: Making) -> object:
        texts: list[str] = []
        total = 0
        for part in parts:
            value = part if isinstance(part, str) else part.value(making)
            if value is None or isinstance(value, list | dict | tuple):
                making.see(place, "template", None)
                return None
            texts.append(value if isinstance(value, str) else _text(value))
            total += len(texts[-1])
            if total > MAX_TEXT:
                making.tell("mapping.step", place, f"the template gives more than {MAX_TEXT:,} characters; shorten it")
                return None
        making.see(place, "template", "".join(texts))
        return "".join(texts)

    return filled


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def each(take: Take, calls: Sequence[Call]) -> Take:
    """The list that `take` gives, each element through `calls`; what becomes null is left out."""

    def taken(making: Making) -> object:
        value = take(making)
        if value is None:
            return None
        found: list[object] = []
        total = 0
        for one in value if isinstance(value, list | tuple) else [value]:
            for call in calls:
                one = stepped(call, one, making)
            if one is None:
                continue
            found.append(one)
            total += 1 + size(one) if calls else 0
            if total > MAX_TEXT:
                making.tell(
                    "mapping.step", calls[0].place, f"`each` gives more than {MAX_TEXT:,} characters; take fewer"
                )
                return None
        return found

    return taken
