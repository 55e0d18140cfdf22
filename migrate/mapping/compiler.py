"""Compiles fields of a mapping into rules: what each key means, and every fault that can be known without a site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from migrate.mapping import rules
from migrate.mapping.calls import Calls
from migrate.mapping.conditions import Condition, condition
from migrate.mapping.document import Document, is_null, nearest
from migrate.mapping.expressions import ExpressionError, expression
from migrate.mapping.kinds import HOLDERS, KINDS, LATE, PAGE
from migrate.mapping.known import THINGS, check_expression, check_path
from migrate.mapping.renders import RENDERS, render, version_of
from migrate.mapping.rules import Rule, Take
from migrate.mapping.steps.tables import Table

SOURCES = ("from", "first", "choose", "value", "template", "expr", "render")
FIELD = (*SOURCES, "each", "steps", "default", "required", "max", "unique")
CASE = ("when", "otherwise", *FIELD)
RENDER = ("as", "target_version")

_TWO_BRACES = re.compile(r"\{\{ *([a-z_.]+) *\}\}")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class _Made(NamedTuple):
    take: Take
    reads: frozenset[str]
    simple: bool = False


class Compiler:
    """Compiles the rules of one type; `lookups` are the tables that steps may name, `of` the kind of thing it takes."""

    def __init__(self, document: Document, lookups: Mapping[str, Table], of: str = PAGE) -> None:
        self.document, self.of = document, of
        self._calls = Calls(document, lookups)

    def condition(self, node: yaml.Node) -> Condition:
        return condition(self.document, node, self.of)

    def fields(self, node: yaml.Node | None, inherited: Collection[str]) -> Iterator[tuple[str, Rule | None]]:
        """Each field with its rule; None takes out the one that is inherited (`field: null`)."""
        for name, key_node, value in self.document.entries(node, "`fields`"):
            if not is_null(value):
                yield name, self.rule(value, f"the field `{name:.80}`")
            elif name in inherited:
                yield name, None
            else:
                near = nearest(name, tuple(inherited)) if inherited else f"write `{name:.80}: {{from: title}}`"
                self.document.fault(key_node, f"no field `{name:.80}` is inherited that could be taken out; {near}")

    def rule(self, node: yaml.Node, what: str) -> Rule:
        document, place = self.document, self.document.place(node)
        if not isinstance(node, yaml.MappingNode):
            document.misshapen(node, f"{what} is not a map; write {_as_rule(node, self.of)}")
            return _nothing(place)
        keys = document.map(node, FIELD, what)
        return self._rule(keys, node, place, what)

    def _rule(self, keys: dict[str, yaml.Node], node: yaml.Node, place: str, what: str) -> Rule:
        document = self.document
        made = self._source(keys, node, place, what)
        if "each" in keys:
            made = _Made(rules.each(made.take, self._calls.of(keys["each"])), made.reads)
        calls = tuple(self._calls.of(keys.get("steps")))
        limit = document.integer(keys.get("max"), "`max`")
        if limit is not None and limit < 1:
            document.fault(keys["max"], "`max` should be 1 or more")
        default = self._default(keys["default"]) if "default" in keys else None
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
            direct="from" in keys and "render" not in keys,
        )

    def _default(self, node: yaml.Node) -> object:
        value = self.document.data(node)
        if is_null(node):
            self.document.fault(node, "`default` is empty; write a value, or leave it out")
        elif isinstance(value, dict) and value.keys() <= set(FIELD) and not value.keys().isdisjoint(SOURCES):
            said = next(key for key in SOURCES if key in value)
            remedy = f"`first: [{{…}}, {{{said}: {value[said]!s:.40}}}]` takes the first rule that gives one"
            self.document.fault(node, f"`default` is a value and no rule; {remedy}")
        return value

    def _source(self, keys: dict[str, yaml.Node], node: yaml.Node, place: str, what: str) -> _Made:
        given = [key for key in SOURCES if key in keys and key != "render"] or [
            key for key in ("render",) if key in keys
        ]
        if not given:
            words = ", ".join(f"`{key}`" for key in SOURCES)
            self.document.lacks(node, f"{what} takes its value from nowhere; write one of {words}")
        elif len(given) > 1:
            said = " and ".join(f"`{key}`" for key in given)
            self.document.fault(node, f"{what} takes its value from {said}; leave one")
        if len(given) != 1:
            return _Made(rules.constant(place, None), frozenset())
        key = given[0]
        made: _Made = getattr(self, f"_{key}")(keys[key], place)
        return self._rendered(keys["render"], place, made) if "render" in keys and key != "render" else made

    def address(self, node: yaml.Node) -> Rule:
        """`url` of a type: a rule, or text, which is a template."""
        if is_null(node):
            self.document.fault(
                node, "`url` is empty; write a template as '/{collection}/{meta.slug}/', or leave it out"
            )
        if isinstance(node, yaml.ScalarNode):
            place = self.document.place(node)
            made = self._template(node, place)
            if not is_null(node) and not node.value.startswith(("/", "{")):
                said = f"write `/{node.value:.80}`" if "://" not in node.value else "leave the host out"
                self.document.fault(node, f"`url` is an address on the target and begins with `/`; {said}")
            rule = Rule(place=place, reads=made.reads, take=made.take, plain=True)
        else:
            rule = self.rule(node, "`url`")
        if late := sorted(path for path in rule.reads if path.split(".")[0] in LATE):
            self.document.fault(node, f"`url` reads `{late[0]}`, which is known only later; take it from another field")
        return rule

    def _from(self, node: yaml.Node, place: str) -> _Made:
        paths: list[str] = []
        for one in self.document.one_or_more(node):
            path = self.document.text(one)
            if path and check_path(self.document, one, path, self.of):
                paths.append(path)
            elif path == "":
                self.document.fault(one, "`from` names no field; write one, or a list of fallbacks")
        if not paths:
            if not self.document.one_or_more(node):
                self.document.fault(node, "`from` names no field; write one, or a list of fallbacks")
            return _Made(rules.constant(place, None), frozenset())
        return _Made(rules.from_paths(place, paths), frozenset(paths))

    def _value(self, node: yaml.Node, place: str) -> _Made:
        if is_null(node) and isinstance(node, yaml.ScalarNode) and not node.value:
            self.document.fault(node, "`value` is empty; write one, or `null`")
        return _Made(rules.constant(place, self.document.data(node)), frozenset())

    def _expr(self, node: yaml.Node, place: str) -> _Made:
        text = self.document.text(node)
        try:
            compiled = expression(text or "")
        except ExpressionError as error:
            self.document.fault(node, f"`expr`: {error}", (error.column or 1) - 1)
            return _Made(rules.constant(place, None), frozenset())
        check_expression(self.document, node, compiled, self.of)
        return _Made(rules.by_expression(place, compiled), compiled.reads)

    def _first(self, node: yaml.Node, place: str) -> _Made:
        found = [self.rule(one, "a part of `first`") for one in self.document.elements(node, "`first`")]
        if not found:
            self.document.fault(node, "`first` is empty; write at least one rule")
        return _Made(rules.first_of(found), _reads(found))

    def _choose(self, node: yaml.Node, place: str) -> _Made:
        cases: list[tuple[Condition | None, Rule]] = []
        nodes = self.document.elements(node, "`choose`")
        if not nodes:
            self.document.fault(node, "`choose` is empty; write at least one case")
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
            self.document.lacks(node, "a choice needs either `when` or `otherwise`; write one of them")
            return None
        if "when" in keys:
            rest = {key: value for key, value in keys.items() if key != "when"}
            return self.condition(keys["when"]), self._rule(rest, node, place, "a choice")
        otherwise = keys["otherwise"]
        for key, key_node, _ in self.document.entries(node, "a choice"):
            if key != "otherwise" and key in keys:
                message = f"`otherwise` holds the value itself; in place of `{key}` write `otherwise: {{{key}: …}}`"
                self.document.fault(key_node, message)
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
                message = f"a single `{found[0]}` in a template; write it twice to have it as it is"
                self.document.fault(node, message, found.start())
            elif check_path(self.document, node, found[1], self.of, offset=found.start(1)):
                reads.add(found[1])
                if found[1] in HOLDERS.get(self.of, {}):
                    message = (
                        f"`{found[1]}` is a list or a map, and a template takes single values; use `from` and steps"
                    )
                    self.document.fault(node, message, found.start(1))
                take = rules.from_paths(place, [found[1]])
                parts.append(Rule(place=place, reads=frozenset((found[1],)), take=take, plain=True))
        self._check_braces(node, text)
        return _Made(rules.template(place, [part for part in [*parts, text[end:]] if part != ""]), frozenset(reads))

    def _check_braces(self, node: yaml.Node, text: str) -> None:
        """Other languages put fields in two braces: a template that has nothing but such is not meant so."""
        if any(found[1] is not None for found in _PLACEHOLDER.finditer(text)):
            return
        for found in _TWO_BRACES.finditer(text):
            if found[1].split(".")[0] in KINDS[self.of]:
                message = f"two braces stand for one brace and no field; write `{{{found[1]}}}`"
                self.document.fault(node, message, found.start())

    def _render(self, node: yaml.Node, place: str) -> _Made:
        return self._rendered(node, place, _Made(rules.from_paths(place, ["body"]), frozenset(("body",))))

    def _rendered(self, node: yaml.Node, place: str, made: _Made) -> _Made:
        if self.of != PAGE:
            self.document.fault(node, f"{THINGS[self.of]} has no body to render; `render` is for types of pages")
            return made
        keys = self.document.map(node, RENDER, "`render`") if isinstance(node, yaml.MappingNode) else {"as": node}
        if "as" not in keys:
            self.document.lacks(node, "`render` needs `as`, the form of the target; write `{as: gutenberg}`")
            return made
        name = self.document.text(keys["as"]) or ""
        if name not in RENDERS:
            self.document.fault(keys["as"], f"a body cannot be rendered as `{name}`; {nearest(name, tuple(RENDERS))}")
            return made
        try:
            version = version_of(name, self.document.text(keys.get("target_version")))
        except ValueError as error:
            self.document.fault(keys["target_version"], f"`target_version`: {error}")
            return made
        if not any(path.split(".")[0] in HOLDERS[PAGE] for path in made.reads):
            said = ", ".join(f"`{path}`" for path in sorted(made.reads)) or "this value"
            self.document.fault(node, f"`render` takes a body, and {said} is none; write `from: body`, or no `render`")
        return _Made(render(name, place, made.take, version), made.reads)


def has_fields(template: str) -> bool:
    """Whether a template has a field in it, be it one that there is not."""
    return any(found[1] is not None for found in _PLACEHOLDER.finditer(template)) or bool(_TWO_BRACES.search(template))


def _reads(found: Sequence[Rule]) -> frozenset[str]:
    return frozenset[str]().union(*(rule.reads for rule in found))


def _nothing(place: str) -> Rule:
    return Rule(place=place, reads=frozenset(), take=rules.constant(place, None), plain=True)


def _as_rule(node: yaml.Node, of: str) -> str:
    """The rule that somebody may have meant who wrote a text, a number or a list in its place."""
    if isinstance(node, yaml.SequenceNode):
        return "`{from: [title, meta.name]}` for the first field that has a value, `{value: […]}` for a list"
    text = str(node.value)
    if text.split(".")[0] in KINDS[of]:
        return f"`{{from: {text:.80}}}`"
    if is_null(node):
        return "`{from: title}`"
    return f"`{{value: {text:.80}}}` for what is always the same, `{{from: title}}` for a field"
