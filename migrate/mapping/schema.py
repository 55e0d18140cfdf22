"""The JSON Schema (2020-12) of mapping files, made from the tables that the loader reads them by.

For completion and hints in editors; the loader checks more, and says it better.
"""

from __future__ import annotations

from migrate.mapping.compiler import CASE, FIELD
from migrate.mapping.conditions import MATCHES
from migrate.mapping.gates import COUNTS
from migrate.mapping.kinds import HOLDERS, KINDS, PAGE
from migrate.mapping.renders import RENDERS
from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.step import Param, Step
from migrate.mapping.steps.tables import MISSING

Schema = dict[str, object]

_KINDS: dict[str, Schema] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "pattern": {"type": "string"},
    "texts": {"type": ["string", "array"], "items": {"type": "string"}},
    "map": {"type": "object"},
    "lookup": {"type": "string"},
    "choice": {"type": "string"},
    "plain": {},
}
_PATH: Schema = {
    "type": "string",
    "anyOf": [
        {"enum": list(dict.fromkeys(name for kind in (PAGE, *KINDS) for name in KINDS[kind]))},
        {"pattern": rf"^(?:{'|'.join(sorted({name for holders in HOLDERS.values() for name in holders}))})\."},
    ],
}
_OF: Schema = {"enum": list(KINDS), "description": "the kind of things that it takes; page without it"}
_BOUND: Schema = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "%$"}]}
_ANY_MAP: Schema = {"type": "object"}
_DOCS = {
    "from": "a field of the page, or a list of them: the first with a value counts",
    "first": "the first of several rules that gives a value",
    "choose": "the rule of the first case that holds",
    "value": "always this value",
    "template": "text with `{field}` in it; empty when one of the fields is",
    "expr": "a JMESPath expression",
    "render": "the body in a form of the target",
    "each": "steps for each element of a list",
    "steps": "what is done to the value, one after the other",
    "default": "the value where there is none",
    "required": "an empty value is told",
    "max": "the most characters or elements; what is over is cut, and told",
    "unique": "each element of a list once",
    "when": "fields and the values that they must have, or a JMESPath expression",
    "otherwise": "what holds when no case before did",
}


def mapping_schema() -> Schema:
    """The schema, with a definition for each kind of part."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ssi-migrate:schema:mapping:1",
        "title": "An ssi-migrate mapping",
        "type": "object",
        "required": ["mapping"],
        "additionalProperties": False,
        "properties": {
            "mapping": {"const": 1, "description": "the version of the language"},
            "name": {"type": "string"},
            "exporter": {"type": "string", "description": "what writes the records"},
            "include": {
                "type": ["string", "array"],
                "items": {"type": "string"},
                "description": "files beside this one",
            },
            "defaults": _object({"timezone": {"type": "string"}, "language": {"type": "string"}}),
            "lookups": {"type": "object", "additionalProperties": {"$ref": "#/$defs/lookup"}},
            "options": {"type": ["object", "null"], "description": "what the exporter is to do"},
            "gates": {
                "type": ["object", "null"],
                "description": "how much of what may be wrong at most",
                "properties": {
                    name: {**_BOUND, "description": f"at most so many {doc}"} for name, doc in COUNTS.items()
                },
                "additionalProperties": _BOUND,
            },
            "types": {"type": "array", "items": {"$ref": "#/$defs/type"}},
            "tests": {"type": "array", "items": {"$ref": "#/$defs/test"}},
        },
        "$defs": {
            "path": _PATH,
            "lookup": {
                **_object(
                    {
                        **{name: {"type": "string"} for name in ("file", "key", "value")},
                        "missing": {"enum": list(MISSING), "description": "what becomes of a value that it has not"},
                    }
                ),
                "required": ["file"],
            },
            "type": _type(),
            "test": {
                **_object({"of": _OF, "name": {"type": "string"}, "given": _ANY_MAP, "expect": _ANY_MAP}),
                "required": ["given", "expect"],
            },
            "field": _rule(FIELD),
            "case": _rule(CASE),
            "when": _when(),
            "steps": _steps(),
        },
    }


def _object(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _type() -> Schema:
    field = {"anyOf": [{"$ref": "#/$defs/field"}, {"type": "null"}]}
    properties: Schema = {
        "name": {"type": "string"},
        "of": _OF,
        "also": {"type": "boolean", "description": "makes its record beside the one of the type that takes the thing"},
        "skip": {"type": "string", "description": "why nobody needs these; no record is made"},
        "url": {
            "anyOf": [{"type": "string"}, {"$ref": "#/$defs/field"}],
            "description": "the address that the page has on the target: a template, or a rule",
        },
        "when": {"$ref": "#/$defs/when"},
        "otherwise": {"const": True},
        "extends": {"type": "string", "description": "a type whose fields and policies this one takes over"},
        "fields": {"type": "object", "additionalProperties": field},
        "discard": {"type": "object", "additionalProperties": {"type": "string"}, "description": "a field: the reason"},
        "unmapped": {"enum": ["report", "keep", "error"], "description": "what becomes of fields that no rule reads"},
    }
    return {**_object(properties), "required": ["name"]}


def _rule(keys: tuple[str, ...]) -> Schema:
    return _object({key: {**_key(key), "description": _DOCS[key]} for key in keys})


def _key(key: str) -> Schema:
    path: Schema = {"$ref": "#/$defs/path"}
    parts: dict[str, Schema] = {
        "from": {"anyOf": [path, {"type": "array", "items": path}]},
        "first": {"type": "array", "items": {"$ref": "#/$defs/field"}},
        "choose": {"type": "array", "items": {"$ref": "#/$defs/case"}},
        "template": {"type": "string"},
        "expr": {"type": "string"},
        "render": {"anyOf": [{"enum": list(RENDERS)}, _render()]},
        "each": {"$ref": "#/$defs/steps"},
        "steps": {"$ref": "#/$defs/steps"},
        "required": {"type": "boolean"},
        "max": {"type": "integer", "minimum": 1},
        "unique": {"type": "boolean"},
        "when": {"$ref": "#/$defs/when"},
    }
    return parts.get(key, {})


def _render() -> Schema:
    version: Schema = {"type": ["string", "number"], "description": "the oldest version of the target that takes it"}
    return {**_object({"as": {"enum": list(RENDERS)}, "target_version": version}), "required": ["as"]}


def _when() -> Schema:
    plain: Schema = {"type": ["string", "number", "boolean", "null"]}
    several: Schema = {"type": "array", "items": plain}
    match = _object({name: {} for name in MATCHES})
    values: Schema = {"anyOf": [plain, several, match]}
    return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": values, "minProperties": 1}]}


def _steps() -> Schema:
    names: Schema = {"enum": [step.name for step in STEPS.values() if not any(param.required for param in step.params)]}
    calls = [_object({step.name: _argument(step)}) | {"description": step.doc} for step in STEPS.values()]
    one: Schema = {"anyOf": [names, *({**call, "minProperties": 1} for call in calls)]}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _argument(step: Step) -> Schema:
    named = _object({param.name: _param(param) for param in step.params})
    required = [param.name for param in step.params if param.required]
    forms: list[Schema] = [{**named, "required": required}]
    forms += [_param(param) for param in step.params if param.name == step.short]
    if not required:
        forms.append({"type": "null"})
    return {"anyOf": forms}


def _param(param: Param) -> Schema:
    kind = {"enum": list(param.choices)} if param.kind == "choice" else _KINDS[param.kind]
    return {**kind, "description": param.doc}
