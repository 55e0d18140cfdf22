"""The tables of site.json and of reports are those of the JSON Schemas and of what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest

from migrate.cli.schema import SCHEMAS
from migrate.diagnostics import Finding
from migrate.mapping.fields import PAGE_FIELDS
from migrate.model import LinkStatus
from tests.conftest import PROJECT
from tests.markdown import CODE, own_section, rows_of, section
from tests.run import run

CLI = PROJECT / "docs" / "cli.md"
SITE_JSON = PROJECT / "docs" / "site-json.md"
SCHEMA: dict[str, Any] = json.loads((PROJECT / "migrate" / SCHEMAS["site"]).read_bytes())

TYPES: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "map": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The fixture site as site.json, with assets whose bytes are not there."""
    listed = tmp_path_factory.mktemp("document") / "list.txt"
    listed.write_text("images/gone.png\n")
    site = str(PROJECT / "fixtures" / "isomer-mini")
    done = run("export", site, "--to", "json", "--out", "-", "--assets-list", str(listed))
    assert done.code == 0, done.err
    loaded = json.loads(done.out)
    assert isinstance(loaded, dict)
    return loaded


def _elements(document: dict[str, object], heading: str) -> Iterator[dict[str, object]]:
    """The maps that the section under `heading` describes."""
    name = heading.lstrip("# ")
    if name == "Top level":
        yield document
    elif name == "body":
        pages = document["pages"]
        assert isinstance(pages, list)
        yield from (page["body"] for page in pages if page["body"] is not None)
    elif name == "Links":
        pages = document["pages"]
        assert isinstance(pages, list)
        yield from (link for page in pages for link in page["links"])
    elif name == "keys":
        accounting = document["accounting"]
        assert isinstance(accounting, dict)
        yield from accounting["keys"]
    else:
        value = document[name]
        yield from _nested([value] if isinstance(value, dict) else value)


def _nested(values: object) -> Iterator[dict[str, object]]:
    """Maps, and those in their `children`."""
    assert isinstance(values, list)
    for value in values:
        yield value
        yield from _nested(value.get("children", []))


# the part of the JSON Schema that a section describes
PARTS = {
    "## Top level": None,
    "## site": "site",
    "## pages": "page",
    "### body": "body",
    "## assets": "asset",
    "## navigation": "entry",
    "## Links": "link",
    "## redirects": "redirect",
    "## accounting": "accounting",
    "### keys": "tally",
}
WORDS = {"string": "text", "integer": "number", "array": "list", "object": "map"}


@pytest.mark.parametrize("heading", PARTS)
def test_the_tables_of_site_json_are_those_of_its_schema(heading: str) -> None:
    part = SCHEMA["$defs"][PARTS[heading]] if PARTS[heading] else SCHEMA
    assert [row[:2] for row in _first_table(_own(heading))] == _fields(part)


def test_the_table_of_a_report_is_that_of_its_schema() -> None:
    report = json.loads((PROJECT / "migrate" / SCHEMAS["report"]).read_bytes())
    table = _first_table(own_section(PROJECT / "docs" / "findings.md", "### JSON"))
    assert [row[:2] for row in table] == _fields(report)
    listed = next(row[2] for row in table if row[0] == "`groups`")
    assert CODE.findall(listed) == list(report["$defs"]["group"]["properties"])


def _first_table(text: str) -> list[list[str]]:
    table = re.search(r"^\|.*?(?=\n\n)", text, re.M | re.S)
    assert table is not None
    return rows_of(table[0])


def _fields(part: dict[str, Any]) -> list[list[str]]:
    """The fields of an object, each with its types, as the documentation writes them."""
    return [[f"`{name}`", " or ".join(_words(field))] for name, field in part["properties"].items()]


def _words(field: dict[str, Any]) -> list[str]:
    """The types of a field, as the documentation calls them."""
    if "$ref" in field:
        return _words(SCHEMA["$defs"][field["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in field:
        return [word for one in field["anyOf"] for word in _words(one)]
    if "const" in field or "enum" in field:
        values = field.get("enum", [field.get("const")])
        return list(dict.fromkeys(name for value in values for name, holds in TYPES.items() if holds(value)))
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return [WORDS.get(name, name) for name in types]


def test_statuses_of_links() -> None:
    rows = [row for row in rows_of(_own("## Links")) if row[0].strip("`") in get_args(LinkStatus)]
    assert [row[0].strip("`") for row in rows] == list(get_args(LinkStatus))


@pytest.mark.parametrize("heading", PARTS)
def test_the_shape_of_site_json(heading: str, document: dict[str, object]) -> None:
    types = {row[0].strip("`"): row[1] for row in _first_table(_own(heading))}
    elements = list(_elements(document, heading))
    assert elements
    for element in elements:
        assert list(element) == list(types)
        for name, value in element.items():
            assert any(TYPES[kind](value) for kind in types[name].split(" or ")), (name, value)


def _own(heading: str) -> str:
    return own_section(SITE_JSON, heading)


def test_the_fields_of_a_page() -> None:
    assert [row[0].strip("`") for row in rows_of(_own("## pages"))] == list(PAGE_FIELDS)


def test_the_keys_of_a_finding() -> None:
    finding = Finding(code="config.none", message="")
    table = [row for row in rows_of(section(CLI, "## What is written where")) if len(row) == 3]
    assert [row[0].strip("`") for row in table] == list(finding.record())
    listed = CODE.findall(section(SITE_JSON, "## findings").split(", as in")[0])
    assert listed == list(finding.record())
