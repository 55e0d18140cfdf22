"""The schema of mapping files lets pass what the loader takes, and tells an editor what it does not."""

from __future__ import annotations

import pytest
import yaml
from jsonschema_rs import Draft202012Validator, meta

from migrate.mapping.schema import mapping_schema
from migrate.mapping.shelf import names, shipped
from tests.mapping.test_language import GOOD
from tests.mapping.test_rules import BASE, HEAD


def errors(text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(mapping_schema()).iter_errors(yaml.safe_load(text))]


def test_the_schema_itself() -> None:
    meta.validate(mapping_schema())


@pytest.mark.parametrize("name", names())
def test_shipped_mappings(name: str) -> None:
    assert errors(shipped(name).read_text()) == []


@pytest.mark.parametrize("text", [GOOD, f"mapping: 1\n{BASE}"])
def test_what_is_right(text: str) -> None:
    assert errors(text) == []


@pytest.mark.parametrize(
    "rule",
    [
        "{form: title}",
        "{from: titel}",
        "{from: title, max: 0}",
        "{from: title, required: maybe}",
        "{from: title, steps: [stripp]}",
        "{from: title, steps: [{truncate: x}]}",
        "{from: body, render: htm}",
        "{choose: {when: x}}",
    ],
)
def test_what_is_wrong(rule: str) -> None:
    assert errors(f"{HEAD}types: [{{name: a, otherwise: true, fields: {{x: {rule}}}}}]") != []
