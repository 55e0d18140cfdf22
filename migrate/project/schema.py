"""The JSON Schema of project files, made of the same table as their loader."""

from __future__ import annotations

from migrate.mapping.gates import COUNTS
from migrate.project.keys import KEYS, Key

_GATE = {"oneOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})? ?%$"}]}


def project_schema() -> dict[str, object]:
    """The schema (2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ssi-migrate:schema:project:1",
        "title": "A project file of ssi-migrate",
        "type": "object",
        "required": ["project"],
        "additionalProperties": False,
        "properties": {name: {"description": key.says, **_of(key)} for name, key in KEYS.items()},
    }


def _of(key: Key) -> dict[str, object]:
    if key.form == "version":
        return {"const": 1}
    if key.form == "flag":
        return {"type": "boolean"}
    if key.form == "number":
        return {"type": "integer", "minimum": key.least, "maximum": key.most}
    if key.form == "choice":
        return {"enum": list(key.choices)}
    if key.form == "texts":
        return {"type": "array", "items": {"type": "string", "minLength": 1}}
    if key.form == "gates":
        named = {name: {"description": says, **_GATE} for name, says in COUNTS.items()}
        return {"type": "object", "properties": named, "additionalProperties": _GATE}
    return {"type": "string", "minLength": 1}
