"""Mutants of a mapping: the same file with one rule dropped, or one thing of it changed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

Document = dict[str, Any]

MARK = "changed by a mutant"


class Mutant(NamedTuple):
    """What was done, and the file's values after it."""

    what: str
    document: Document


def mutants(document: Document) -> Iterator[Mutant]:
    """Every type, every rule and every part of a rule, dropped or changed, one at a time."""
    for at, type_ in enumerate(document.get("types", ())):
        name = type_.get("name", at)
        for path, change in _of_type(type_):
            changed = copy.deepcopy(document)
            change(changed["types"][at])
            yield Mutant(f"{name}: {path}", changed)
        if len(document["types"]) > 1:
            dropped = copy.deepcopy(document)
            del dropped["types"][at]
            yield Mutant(f"{name}: dropped", dropped)


def _of_type(type_: Document) -> Iterator[tuple[str, Any]]:
    for key in ("also", "discard", "unmapped", "url"):
        if key in type_:
            yield f"{key} dropped", _without(key)
    if isinstance(type_.get("when"), dict):
        for name in type_["when"]:
            if len(type_["when"]) > 1:
                yield f"when.{name} dropped", _inside(("when",), _without(name))
    for name, rule in (type_.get("fields") or {}).items():
        yield f"{name} dropped", _inside(("fields",), _without(name))
        if isinstance(rule, dict):
            for what, change in _of_rule(rule):
                yield f"{name}: {what}", _inside(("fields", name), change)


def _of_rule(rule: Document) -> Iterator[tuple[str, Any]]:
    for key in ("default", "required", "max", "unique", "each"):
        if key in rule:
            yield f"{key} dropped", _without(key)
    for key, value in rule.items():
        yield from _of_key(rule, key, value)


def _of_key(rule: Document, key: str, value: object) -> Iterator[tuple[str, Any]]:
    if key == "from":
        yield "from another field", _set(key, "duplicate_of" if value != "duplicate_of" else "id")
        for at, path in enumerate(value if isinstance(value, list) else ()):
            yield f"from without {path}", _inside((key,), _without(at))
    elif key in ("value", "default"):
        yield f"another {key}", _set(key, MARK)
    elif key == "template":
        yield "another template", _set(key, f"{value}{MARK}")
    elif key == "expr":
        yield "another expression", _set(key, f"'{MARK}'")
    elif key == "render":
        yield "rendered otherwise", _set(key, "text" if value != "text" else "source")
    elif key in ("steps", "each"):
        steps = value if isinstance(value, list) else [value]
        for at, step in enumerate(steps):
            rest = [one for place, one in enumerate(steps) if place != at]
            yield f"{key} without {step}", _set(key, rest)
    elif key in ("first", "choose") and isinstance(value, list):
        for at, one in enumerate(value):
            if len(value) > 1:
                yield f"{key} without {at}", _inside((key,), _without(at))
            if isinstance(one, dict):
                for what, change in _of_rule({name: inner for name, inner in one.items() if name != "when"}):
                    yield f"{key}.{at}: {what}", _inside((key, at), change)


def _without(key: object) -> Any:
    def change(here: Any) -> None:
        del here[key]

    return change


def _set(key: str, value: object) -> Any:
    def change(here: Document) -> None:
        here[key] = value

    return change


def _inside(path: tuple[object, ...], change: Any) -> Any:
    def deep(here: Any) -> None:
        for name in path:
            here = here[name]
        change(here)

    return deep
