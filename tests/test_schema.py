"""The shipped JSON Schemas: sound, kept by every output, and strict enough to refuse what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest

from migrate import model
from migrate.cli.schema import SCHEMAS
from migrate.diagnostics import CODES, SEVERITIES
from migrate.mapping.fields import PAGE_FIELDS
from tests.conftest import GOLDENS, PROJECT, corpus_sites
from tests.run import run
from tests.whole_site import OBJECTS, WRONG, Place, whole_site

Schema = dict[str, Any]


def load(name: str) -> Schema:
    schema: Schema = json.loads(run("schema", name).out)
    return schema


def strict(schema: Schema) -> Schema:
    """The schema as our own output has to keep it: what is described is all there is.

    The shipped one lets fields pass that a later version may add.
    """
    closed = deepcopy(schema)
    closed["unevaluatedProperties"] = False
    for part in _parts(closed):
        if "$ref" in part and part is not closed["$defs"].get("siteLink"):
            part["unevaluatedProperties"] = False
    return closed


def _parts(schema: object) -> Iterator[Schema]:
    if isinstance(schema, dict):
        yield schema
        for name, value in list(schema.items()):
            if name not in ("if", "then", "enum", "const"):
                yield from _parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _parts(value)


def validator(schema: Schema) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def faults(schema: Schema, document: object) -> list[str]:
    errors = validator(schema).iter_errors(document)
    return [f"/{'/'.join(map(str, error.instance_path))}: {error.message:.300}" for error in errors]


SITE, REPORT = load("site"), load("report")


# --- The schemas ---


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema(name: str) -> None:
    schema = load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:ssi-migrate:schema:{name}:1"
    jsonschema_rs.meta.validate(schema)
    jsonschema_rs.meta.validate(strict(schema))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_says_what_it_is(name: str) -> None:
    schema = load(name)
    for where, part in _described(schema, schema, name):
        assert part.get("title"), where
        assert part.get("description", "").endswith("."), where


def _described(schema: Schema, part: Schema, where: str) -> Iterator[tuple[str, Schema]]:
    """The definitions, and the fields of all objects; a reference is what it refers to."""
    for name, one in part.get("$defs", {}).items():
        yield name, one
        yield from _described(schema, one, name)
    for name, one in part.get("properties", {}).items():
        yield f"{where}.{name}", resolved(schema, one)


def resolved(schema: Schema, part: Schema) -> Schema:
    """`part` with the definitions that it refers to; what it says itself counts first."""
    if "anyOf" in part and "title" not in part:
        part = {**part["anyOf"][0], **part}
    if "$ref" not in part:
        return part
    return {**resolved(schema, schema["$defs"][part["$ref"].removeprefix("#/$defs/")]), **part}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_always_there(name: str) -> None:
    for part in _parts(load(name)):
        if "properties" in part and "required" in part:
            assert part["required"] == list(part["properties"])


def test_what_both_schemas_define_is_the_same() -> None:
    both = set(SITE["$defs"]) & set(REPORT["$defs"])
    assert both == {"finding", "accounting", "tally", "code", "severity"}
    assert {name: SITE["$defs"][name] for name in both} == {name: REPORT["$defs"][name] for name in both}


def test_words_are_those_of_the_program() -> None:
    defs = SITE["$defs"]
    assert defs["page"]["properties"]["kind"]["enum"] == list(get_args(model.PageKind))
    assert defs["entry"]["properties"]["kind"]["enum"] == list(get_args(model.NavKind))
    assert defs["link"]["properties"]["status"]["enum"] == list(get_args(model.LinkStatus))
    assert defs["tally"]["properties"]["fate"]["enum"] == list(get_args(model.Fate))
    assert defs["severity"]["enum"] == list(SEVERITIES)
    assert [name for name in CODES if faults({**SITE, **defs["code"], "properties": {}, "required": []}, name)] == []
    assert set(PAGE_FIELDS) <= set(defs["page"]["properties"])


# --- What keeps them ---


OURS = [
    path for path in sorted(GOLDENS.glob("*.json")) if path.read_bytes().startswith(b'{"format":"ssi-migrate/site"')
]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_goldens(path: Path) -> None:
    document = json.loads(path.read_bytes())
    assert faults(SITE, document) == []
    assert faults(strict(SITE), document) == []


@pytest.mark.parametrize("fixture", sorted(path.name for path in (PROJECT / "fixtures").iterdir() if path.is_dir()))
def test_fixtures(fixture: str) -> None:
    site = str(PROJECT / "fixtures" / fixture)
    exported = run("export", site, "--to", "json", "--out", "-", "--fail-on", "never")
    assert faults(strict(SITE), json.loads(exported.out)) == []
    checked = run("check", site, "--json", "--fail-on", "never")
    assert faults(strict(REPORT), json.loads(checked.out)) == []


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_corpus(site: Path, tmp_path: Path) -> None:
    out, report = tmp_path / "site.json", tmp_path / "report.json"
    options = ("--assets-list", str(site / "files.txt"), "--quiet")
    done = run("export", str(site), "--to", "json", "--out", str(out), "--report", str(report), *options)
    assert done.code == 0, done.err
    assert faults(strict(SITE), json.loads(out.read_bytes())) == []
    assert faults(strict(REPORT), json.loads(report.read_bytes())) == []


# --- What they refuse ---


def at(document: Any, path: Place) -> Any:
    for step in path:
        document = document[step]
    return document


def test_a_document_with_a_value_of_everything() -> None:
    assert faults(strict(SITE), whole_site()) == []


def test_what_a_later_version_adds_passes() -> None:
    document = whole_site()
    for path in OBJECTS:
        at(document, path)["new"] = 1
        assert faults(SITE, document) == []
        assert faults(strict(SITE), document), path
        del at(document, path)["new"]


@pytest.mark.parametrize(("path", "value"), WRONG, ids=lambda value: json.dumps(value) if value != () else "top")
def test_what_is_wrong_is_refused(path: Place, value: object) -> None:
    document = whole_site()
    at(document, path[:-1])[path[-1]] = value
    where = "/" + "/".join(map(str, path))
    found = faults(SITE, document)
    assert found
    # where null is fine too, the fault is told above the place
    assert all(where.startswith(told := fault.split(": ")[0]) or told.startswith(where) for fault in found), found


def test_only_what_leads_elsewhere_has_no_address() -> None:
    document = whole_site()
    document["pages"][0]["url"] = None
    assert [fault.split(": ")[0] for fault in faults(SITE, document)] == ["/pages/0/kind"]
    for kind in ("file", "link"):
        document["pages"][0]["kind"] = kind
        assert faults(SITE, document) == []


def test_every_field_that_must_be_there_is_missed() -> None:
    paths: list[Place] = [*OBJECTS, ("pages", 0, "source"), ("accounting", "keys", 0)]
    for path in paths:
        for name in list(at(whole_site(), path)):
            document = whole_site()
            del at(document, path)[name]
            assert faults(SITE, document), (path, name)


# --- The command ---


def test_the_command_prints_what_is_shipped() -> None:
    for name, file in SCHEMAS.items():
        assert run("schema", name) == (0, (PROJECT / "migrate" / file).read_text("utf-8"), "")
    assert run("schema").out == run("schema", "site").out


def test_a_schema_that_there_is_not() -> None:
    assert run("schema", "sit") == (
        2,
        "",
        "ssi-migrate: schema sit: there is no such schema; there are: site, report, mapping, project\n",
    )
