"""Compiles fields of a mapping into rules: what each key means, and every fault that can be known without a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from migrate.mapping import rules
from migrate.mapping.conditions import Condition, condition
from migrate.mapping.document import Document, nearest
from migrate.mapping.expressions import ExpressionError, expression
from migrate.mapping.fields import PAGE_FIELDS
from migrate.mapping.renders import RENDERS, render
from migrate.mapping.rules import Call, Rule, Take
from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.patterns import check_pattern
from migrate.mapping.steps.step import Param, Step, bound, fault
from migrate.mapping.steps.tables import Table

SOURCES = ("from", "first", "choose", "value", "template", "expr", "render")
FIELD = (*SOURCES, "each", "steps", "default", "required", "max", "unique")
CASE = ("when", "otherwise", *FIELD)

# names that hold others, so that a path may go on below them; `meta` holds any
HOLDERS = frozenset(("meta", "source", "body", "sections", "links", "tags"))
BODY = ("html", "text", "format")

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def check_path(document: Document, node: yaml.Node, path: str, *, meta_too: bool = False) -> bool:
    """Whether a page can have a field at `path`; told where it cannot. `meta_too`: a bare name may be one of `meta`."""
    first, *others = path.split(".")
    if first not in PAGE_FIELDS:
        if meta_too and not others:
            return True
        in_meta = f"for a key of front matter write `meta.{first}`" if first and not others else ""
        near = nearest(first, PAGE_FIELDS) if len(first) < 40 else ""
        remedy = " ".join(part for part in (near if near.startswith("did") or not in_meta else "", in_meta) if part)
        document.fault(node, f"a page has no field `{path:.80}`; {remedy}")
        return False
    if others and first not in HOLDERS:
        document.fault(node, f"`{first}` holds a single value, so nothing stands at `{path}`; write `{first}`")
        return False
    if first == "body" and others and others[0] not in BODY:
        document.fault(node, f"a body has no `{others[0]}`; {nearest(others[0], BODY)}")
        return False
    return True


class _Made(NamedTuple):
    take: Take
    reads: frozenset[str]
    simple: bool = False


class Compiler:
    """Compiles the rules of one file; `lookups` are the tables that steps may name."""

    def __init__(self, document: Document, lookups: Mapping[str, Table]) -> None:
        self.document, self.lookups = document, lookups

    def condition(self, node: yaml.Node) -> Condition:
        return condition(self.document, node, self._known)

    def _known(self, node: yaml.Node, path: str) -> None:
        check_path(self.document, node, path)

    def fields(self, node: yaml.Node | None) -> Iterator[tuple[str, Rule | None]]:
        """Each field with its rule; None takes out the one that is inherited (`field: null`)."""
        for name, value in self.document.pairs(node, "`fields`"):
            if isinstance(value, yaml.ScalarNode) and value.tag.endswith(":null"):
                yield name, None
            else:
                yield name, self.rule(value, f"the field `{name}`")

    def rule(self, node: yaml.Node, what: str) -> Rule:
        document, place = self.document, self.document.place(node)
        keys = document.map(node, FIELD, what)
        return self._rule(keys, node, place, what)

    def _rule(self, keys: dict[str, yaml.Node], node: yaml.Node, place: str, what: str) -> Rule:
        document = self.document
        made = self._source(keys, node, place, what)
        if "each" in keys:
            made = _Made(rules.each(made.take, self._calls(keys["each"])), made.reads)
        calls = tuple(self._calls(keys.get("steps")))
        limit = document.integer(keys.get("max"), "`max`")
        if limit is not None and limit < 1:
            document.fault(keys["max"], "`max` should be 1 or more")
        default = document.data(keys["default"]) if "default" in keys else None
        required, unique = (
            document.flag(keys.get("required"), "`required`"),
            document.flag(keys.get("unique"), "`unique`"),
        )
        return Rule(
            place=place,
            reads=made.reads,
            take=made.take,
            calls=calls,
            default=default,
            required=required,
            max=limit,
            unique=unique,
            plain=not (calls or default is not None or required or limit or unique),
        )

    def _source(self, keys: dict[str, yaml.Node], node: yaml.Node, place: str, what: str) -> _Made:
        given = [key for key in SOURCES if key in keys and key != "render"] or [
            key for key in ("render",) if key in keys
        ]
        if not given and len(keys) < len(self.document.pairs(node, what)):
            return _Made(rules.constant(place, None), frozenset())  # a key was told already: one fault is enough
        if len(given) != 1:
            said = "and".join(f" `{key}` " for key in given).strip()
            fault_ = (
                f"{what} takes its value from {said}; leave one" if given else f"{what} takes its value from nowhere"
            )
            remedy = "" if given else f"; write one of {', '.join(f'`{key}`' for key in SOURCES)}"
            self.document.fault(node, fault_ + remedy)
            return _Made(rules.constant(place, None), frozenset())
        key = given[0]
        made: _Made = getattr(self, f"_{key}")(keys[key], place)
        return self._rendered(keys["render"], place, made) if "render" in keys and key != "render" else made

    def _from(self, node: yaml.Node, place: str) -> _Made:
        paths: list[str] = []
        for one in self.document.one_or_more(node):
            path = self.document.text(one)
            if path is not None and check_path(self.document, one, path):
                paths.append(path)
        if not paths:
            if not self.document.one_or_more(node):
                self.document.fault(node, "`from` names no field; write one, or a list of fallbacks")
            return _Made(rules.constant(place, None), frozenset())
        return _Made(rules.from_paths(place, paths), frozenset(paths))

    def _value(self, node: yaml.Node, place: str) -> _Made:
        return _Made(rules.constant(place, self.document.data(node)), frozenset())

    def _expr(self, node: yaml.Node, place: str) -> _Made:
        text = self.document.text(node)
        try:
            compiled = expression(text or "")
        except ExpressionError as error:
            self.document.fault(node, f"`expr`: {error}")
            return _Made(rules.constant(place, None), frozenset())
        return _Made(rules.by_expression(place, compiled), compiled.reads)

    def _first(self, node: yaml.Node, place: str) -> _Made:
        found = [self.rule(one, "a part of `first`") for one in self.document.elements(node, "`first`")]
        return _Made(rules.first_of(found), _reads(found))

    def _choose(self, node: yaml.Node, place: str) -> _Made:
        cases: list[tuple[Condition | None, Rule]] = []
        nodes = self.document.elements(node, "`choose`")
        for number, one in enumerate(nodes):
            case = self._case(one)
            if case is None:
                continue
            cases.append(case)
            if case[0] is None and number < len(nodes) - 1:
                self.document.fault(nodes[number + 1], "stands after `otherwise`, which takes all; move it before that")
        reads = _reads([rule for _, rule in cases])
        for case_condition, _ in cases:
            reads |= case_condition.reads if case_condition else frozenset()
        return _Made(rules.choice(cases), reads)

    def _case(self, node: yaml.Node) -> tuple[Condition | None, Rule] | None:
        keys = self.document.map(node, CASE, "a choice")
        place = self.document.place(node)
        if ("when" in keys) == ("otherwise" in keys):
            self.document.fault(node, "a choice needs either `when` or `otherwise`")
            return None
        if "when" in keys:
            rest = {key: value for key, value in keys.items() if key != "when"}
            return self.condition(keys["when"]), self._rule(rest, node, place, "a choice")
        otherwise = keys["otherwise"]
        if isinstance(otherwise, yaml.MappingNode):
            return None, self.rule(otherwise, "`otherwise`")
        return None, Rule(
            place=place,
            reads=frozenset(),
            take=rules.constant(place, self.document.data(otherwise)),
            plain=True,
        )

    def _template(self, node: yaml.Node, place: str) -> _Made:
        text = self.document.text(node) or ""
        parts: list[str | Rule] = []
        reads: set[str] = set()
        end = 0
        for found in _PLACEHOLDER.finditer(text):
            parts.append(text[end : found.start()])
            end = found.end()
            if found[0] in ("{{", "}}"):
                parts.append(found[0][0])
            elif found[1] is None:
                self.document.fault(node, f"a single `{found[0]}` in a template; write it twice to have it as it is")
            elif check_path(self.document, node, found[1]):
                reads.add(found[1])
                take = rules.from_paths(place, [found[1]])
                parts.append(Rule(place=place, reads=frozenset((found[1],)), take=take, plain=True))
        return _Made(rules.template(place, [part for part in [*parts, text[end:]] if part != ""]), frozenset(reads))

    def _render(self, node: yaml.Node, place: str) -> _Made:
        return self._rendered(node, place, _Made(rules.from_paths(place, ["body"]), frozenset(("body",))))

    def _rendered(self, node: yaml.Node, place: str, made: _Made) -> _Made:
        name = self.document.text(node) or ""
        if name not in RENDERS:
            self.document.fault(node, f"a body cannot be rendered as `{name}`; {nearest(name, tuple(RENDERS))}")
            return made
        return _Made(render(name, place, made.take), made.reads)

    def _calls(self, node: yaml.Node | None) -> list[Call]:
        found = [self._call(one) for one in self.document.one_or_more(node)]
        return [call for call in found if call is not None]

    def _call(self, node: yaml.Node) -> Call | None:
        """A step: its name alone, or a map of its name and its argument."""
        argument: yaml.Node | None = None
        name_node = node
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            name_node, argument = node.value[0]
        elif isinstance(node, yaml.MappingNode):
            self.document.fault(
                node, "a step is one name, or one name with its argument; write a `- ` before each step"
            )
            return None
        name = self.document.text(name_node)
        step = STEPS.get(name or "")
        if step is None:
            self.document.fault(name_node, f"there is no step `{name}`; {nearest(name or '', tuple(STEPS))}")
            return None
        params = self._params(step, argument, name_node)
        if params is None:
            return None
        if (wrong := fault(step, params)) is not None:
            self.document.fault(argument or name_node, f"`{step.name}`: {wrong}")
            return None
        return Call(self.document.place(name_node), step, bound(step, params))

    def _params(self, step: Step, node: yaml.Node | None, name: yaml.Node) -> dict[str, object] | None:
        """The parameters of a step; None, and faults, where they cannot be taken."""
        nodes = self._given(step, node, name)
        if nodes is None:
            return None
        found: dict[str, object] = {}
        for param in step.params:
            if param.name in nodes:
                value, right = self._param(step, param, nodes[param.name])
                if not right:
                    return None
                found[param.name] = value
            elif param.required:
                self.document.fault(name, f"the step `{step.name}` needs `{param.name}`: {param.doc}")
                return None
        return found

    def _given(self, step: Step, node: yaml.Node | None, name: yaml.Node) -> dict[str, yaml.Node] | None:
        known = tuple(param.name for param in step.params)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null") and step.short is None):
            return {}
        short = next((param for param in step.params if param.name == step.short), None)
        if isinstance(node, yaml.MappingNode) and not (short is not None and short.kind == "map" and len(known) == 1):
            names = [key for key, _ in self.document.pairs(node, f"the step `{step.name}`")]
            if not (short is not None and short.kind == "map" and not set(names) & set(known)):
                return self.document.map(node, known, f"the step `{step.name}`")
        if step.short is None:
            said = (
                f"takes {', '.join(known)}; write them as `key: value`" if known else "takes no argument; leave it out"
            )
            self.document.fault(node, f"the step `{step.name}` {said}")
            return None
        return {step.short: node}

    def _param(self, step: Step, param: Param, node: yaml.Node) -> tuple[object, bool]:
        value = self.document.data(node)
        wrong = self._is_wrong(param, value)
        if wrong is not None:
            self.document.fault(node, f"`{param.name}` of the step `{step.name}` {wrong}")
        if param.kind == "choice" and value is None:
            value = "null"  # YAML's word for nothing is a choice like any other
        return value, wrong is None

    def _is_wrong(self, param: Param, value: object) -> str | None:
        kind = param.kind
        if kind == "text" and not isinstance(value, str):
            return "should be text; put it in quotes"
        if kind == "integer" and (isinstance(value, bool) or not isinstance(value, int)):
            return "should be a whole number"
        if kind == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
            return "should be a number"
        if kind == "boolean" and not isinstance(value, bool):
            return "should be true or false"
        if kind == "pattern":
            return _pattern_fault(value)
        if kind == "texts" and not (
            isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
        ):
            return "should be text or a list of texts"
        if kind == "map" and not isinstance(value, dict):
            return "should be a map of `old: new` lines"
        if kind == "choice" and (value if value is not None else "null") not in param.choices:
            return f"is one of {', '.join(param.choices)}; {nearest(str(value), param.choices)}"
        if kind == "lookup" and value not in self.lookups:
            return f"names no look-up `{value}`; {nearest(str(value), tuple(self.lookups))}"
        return None


def _pattern_fault(value: object) -> str | None:
    if not isinstance(value, str):
        return "should be a pattern as text; put it in quotes"
    wrong = check_pattern(value)
    return None if wrong is None else f"cannot be taken: {wrong}"


def _reads(found: Sequence[Rule]) -> frozenset[str]:
    return frozenset[str]().union(*(rule.reads for rule in found))
