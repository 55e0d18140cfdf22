"""Compiles steps: each named with its parameters, which are checked before there is a site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import yaml

from migrate.mapping.document import Document, is_null
from migrate.mapping.matching import pattern_fault
from migrate.mapping.names import nearest
from migrate.mapping.rules import Call
from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.step import Param, Step, bound, fault
from migrate.mapping.steps.tables import Table

MAX_STEPS = 100  # in a row: each may take a while on a long text
_WANTED = {
    "text": "text; put it in quotes",
    "integer": "a whole number; write one",
    "number": "a number; write one",
    "boolean": "true or false; write one of them",
    "texts": "text or a list of texts; put each in quotes",
    "map": "a map; write `old: new` lines",
    "pattern": "a pattern as text; put it in quotes",
}


class Calls:
    """Compiles the steps of one file; `lookups` are the tables that they may name."""

    def __init__(self, document: Document, lookups: Mapping[str, Table]) -> None:
        self._document, self._lookups = document, lookups

    def of(self, node: yaml.Node | None) -> list[Call]:
        """The steps of `steps` or `each`; what is wrong with one is a fault."""
        if node is not None and is_null(node):
            self._document.fault(node, "names no step; write one, or leave the key out")
            return []
        if node is not None and len(node.value) > MAX_STEPS and isinstance(node, yaml.SequenceNode):
            self._document.fault(node, f"there are more than {MAX_STEPS} steps in a row; take out what is not needed")
            return []
        found = [self._call(one) for one in self._document.one_or_more(node)]
        return [call for call in found if call is not None]

    def _call(self, node: yaml.Node) -> Call | None:
        """A step: its name alone, or a map of its name and its argument."""
        argument: yaml.Node | None = None
        name_node = node
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            name_node, argument = node.value[0]
        elif isinstance(node, yaml.MappingNode):
            self._document.fault(node, _not_one(node))
            return None
        step = self._step(name_node)
        given = None if step is None else self._given(step, argument)
        params = None if step is None or given is None else self._params(step, given, argument, name_node)
        if step is None or given is None or params is None:
            return None
        if (wrong := fault(step, params)) is not None:
            self._document.fault(_blamed(wrong, given) or argument or name_node, f"`{step.name}`: {wrong}")
            return None
        return Call(self._document.place(name_node), step, bound(step, params))

    def _step(self, node: yaml.Node) -> Step | None:
        name = self._document.text(node)
        if name is None or name in STEPS:
            return STEPS[name] if name is not None else None
        remedy = (
            "write several as a list: `[strip, lower]`" if re.search(r"[,|]", name) else nearest(name, tuple(STEPS))
        )
        self._document.fault(node, f"there is no step `{name:.80}`; {remedy}")
        return None

    def _params(
        self, step: Step, given: Mapping[str, yaml.Node], argument: yaml.Node | None, name: yaml.Node
    ) -> dict[str, object] | None:
        """The parameters of a step; None, and faults, where they cannot be taken."""
        found: dict[str, object] = {}
        for param in step.params:
            if param.name in given:
                value, right = self._param(step, param, given[param.name])
                if not right:
                    return None
                found[param.name] = value
            elif param.required:
                message = f"the step `{step.name}` needs `{param.name}`, {param.doc}; write it"
                self._document.lacks(argument or name, message, name)
                return None
        return found

    def _given(self, step: Step, node: yaml.Node | None) -> dict[str, yaml.Node] | None:
        """The nodes of the parameters, by their names; None, and a fault, where the step takes no such argument."""
        if node is None or (is_null(node) and step.short is None):
            return {}
        known = tuple(param.name for param in step.params)
        if isinstance(node, yaml.MappingNode) and known:
            return self._named(step, node, known)
        if step.short is None:
            said = (
                f"takes {', '.join(known)}; write `{step.name}: {{{known[0]}: …}}`"
                if known
                else "takes no argument; leave it out"
            )
            self._document.fault(node, f"the step `{step.name}` {said}")
            return None
        return {step.short: node}

    def _named(self, step: Step, node: yaml.MappingNode, known: tuple[str, ...]) -> dict[str, yaml.Node] | None:
        names = {key for key, _ in self._document.pairs(node, f"the step `{step.name}`")}
        table = next((param for param in step.params if param.kind == "map"), None)
        if table is not None and not any(nearest(name, known).startswith("did") for name in names):
            self._document.fault(node, f"the step `{step.name}` has no `{table.name}`; write `{table.name}: {{…}}`")
            return None
        return self._document.map(node, known, f"the step `{step.name}`")

    def _param(self, step: Step, param: Param, node: yaml.Node) -> tuple[object, bool]:
        value = self._document.data(node)
        wrong = self._is_wrong(param, value, node)
        if wrong is not None:
            self._document.fault(node, f"`{param.name}` of the step `{step.name}` {wrong}")
        if param.kind == "choice" and value is None:
            value = "null"  # YAML's word for nothing is a choice like any other
        if param.kind == "texts" and wrong is None:
            value = (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]
        return value, wrong is None

    def _is_wrong(self, param: Param, value: object, node: yaml.Node) -> str | None:
        if param.kind == "pattern" and isinstance(value, str):
            wrong = pattern_fault(self._document, node, value)
            return None if wrong is None else f"cannot be taken: {wrong}"
        if param.kind == "choice" and (value if value is not None else "null") not in param.choices:
            return f"is one of {', '.join(param.choices)}; {nearest(str(value), param.choices)}"
        if param.kind == "lookup" and (not isinstance(value, str) or value not in self._lookups):
            remedy = (
                nearest(str(value), tuple(self._lookups)) if self._lookups else "name a table under `lookups` first"
            )
            return f"names no look-up `{value!s:.80}`; {remedy}"
        return None if _fits(param.kind, value) else f"should be {_WANTED[param.kind]}{_unquoted(param.kind, value)}"


def _fits(kind: str, value: object) -> bool:
    """Whether a value is of the kind of a parameter; kinds that say more than a type fit here."""
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else int | float) and not isinstance(value, bool)
    if kind == "texts":
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    types = {"text": str, "pattern": str, "boolean": bool, "map": dict}
    return isinstance(value, types.get(kind, object))


def _unquoted(kind: str, value: object) -> str:
    looks_right = isinstance(value, str) and re.fullmatch("[0-9.-]+|true|false", value)
    return " without quotes" if looks_right and kind in ("integer", "number", "boolean") else ""


def _not_one(node: yaml.MappingNode) -> str:
    """What is wrong with a map that stands for a step and is not a name with its argument."""
    name = str(node.value[0][0].value) if node.value else ""
    step = STEPS.get(name)
    rest = {str(key.value) for key, _ in node.value[1:]}
    fit = step is not None and rest and rest <= {param.name for param in step.params}
    if fit and is_null(node.value[0][1]):
        below = ", ".join(f"`{one}`" for one in sorted(rest))
        return f"`{name}` has no argument, and {below} is no step; indent it deeper"
    if step is not None and fit:
        given = f"{step.short or step.params[0].name}: …, {', '.join(f'{one}: …' for one in sorted(rest))}"
        return f"a step is one name with its argument; write `{name}: {{{given}}}`"
    return "a step is one name, or one name with its argument; write a `- ` before each step"


def _blamed(wrong: str, given: Mapping[str, yaml.Node]) -> yaml.Node | None:
    """The parameter of which a fault speaks: by its name, else by what it is."""
    words = re.findall("`([^`]+)`", wrong)
    named = (node for name, node in given.items() if name in words)
    held = (one for node in given.values() for one in _texts(node) if any(word in one.value for word in words))
    return next(named, None) or next(held, None)


def _texts(node: yaml.Node) -> Iterable[yaml.ScalarNode]:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return (part for part in parts if isinstance(part, yaml.ScalarNode))
