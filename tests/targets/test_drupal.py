"""What Drupal's migrations read, and the migrations: their shape alone, for no Drupal runs here.

The lengths are those of Drupal's own fields; the names of plug-ins and their keys are those of the documentation of
Drupal 11 and of the modules migrate_plus and redirect.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT, corpus_sites
from tests.run import run

FIXTURES = [PROJECT / "fixtures" / name for name in ("isomer-mini", "isomer-odd", "jekyll-odd")]
MINI = FIXTURES[0]
# Drupal cannot tell two addresses apart of which one has a slash at its end more; docs/targets/drupal.md says so
KNOWN = {"isomer-odd": ["the alias /addresses/half stands 2 times"]}

# the most characters of a value, by array and name
LENGTHS = {
    ("pages", "title"): 255, ("pages", "alias"): 255, ("articles", "title"): 255, ("articles", "alias"): 255,
    ("terms", "id"): 128, ("terms", "name"): 255, ("menu", "title"): 255, ("menu", "uri"): 2048,
    ("files", "uri"): 255, ("files", "filename"): 255, ("redirects", "source"): 2048, ("redirects", "uri"): 2048,
}  # fmt: skip
MUST = {
    "pages": ("title",), "articles": ("title",), "terms": ("id", "name"), "menu": ("title", "uri"),
    "files": ("filename", "path", "uri"), "redirects": ("source", "uri"),
}  # fmt: skip
STATUS_CODES = {300, 301, 302, 303, 304, 305, 307}
PLUGINS = {
    "concat": {"source", "delimiter"},
    "default_value": {"source", "default_value"},
    "file_copy": {"source", "file_exists"},
    "migration_lookup": {"source", "migration", "no_stub"},
    "str_replace": {"source", "regex", "search", "replace"},
}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_REF = re.compile(r"(?:href|src)=[\"']?(?:page|asset):")

Items = dict[str, list[dict[str, Any]]]
Migrations = dict[str, dict[str, Any]]


def items(site: Path, out: Path, *more: str) -> Items:
    done = run("export", str(site), "--to", "drupal", "--out", str(out), "--quiet", "--fail-on", "never", *more)
    assert (done.code, done.err) == (0, "")
    made: Items = json.loads(out.read_bytes())
    return made


def module(site: Path, out: Path) -> dict[str, str]:
    """The files of the module by their paths."""
    done = run("export", str(site), "--to", "drupal-module", "--out", str(out), "--quiet", "--fail-on", "never")
    assert (done.code, done.err) == (0, "")
    return {str(path.relative_to(out)): path.read_text() for path in sorted(out.rglob("*.yml"))}


def migrations(files: dict[str, str]) -> Migrations:
    return {Path(path).stem: yaml.safe_load(text) for path, text in files.items() if path.startswith("migrations/")}


# --- Items ---


def of_items(found: Items) -> Iterator[str]:
    yield from (_wrong for name, records in found.items() for _wrong in _of_records(name, records))
    nodes = [*found["pages"], *found["articles"]]
    uuids = [record["uuid"] for records in found.values() for record in records]
    yield from _twice("the uuid", uuids)
    yield from _twice("the id of a term", [term["id"] for term in found["terms"]])
    yield from _twice("the alias", [node["alias"] for node in nodes if node["alias"] is not None])
    terms = {term["id"] for term in found["terms"]}
    yield from (f"{node['id']}: no term {term}" for node in nodes for term in node["terms"] if term not in terms)
    yield from (
        f"{term['id']}: no term {term['parent']}" for term in found["terms"] if term["parent"] not in {*terms, None}
    )
    links = {f"menu_link_content:{link['uuid']}" for link in found["menu"]} | {None}
    yield from (f"{link['title']}: no link {link['parent']}" for link in found["menu"] if link["parent"] not in links)
    for node in nodes:
        if node["alias"] is not None and not re.fullmatch(r"/[^?#]*[^/?#]", node["alias"]):
            yield f"{node['id']}: {node['alias']} is no alias"
        if node["status"] not in (0, 1) or type(node["status"]) is not int:
            yield f"{node['id']}: the status {node['status']}"
        if not all(value is None or type(value) is int for value in (node["created"], node["changed"])):
            yield f"{node['id']}: a time that is no number"
        if _REF.search(node["body"] or ""):
            yield f"{node['id']}: a ref stayed"
    yield from (
        f"{one['source']}: {one['status_code']}" for one in found["redirects"] if one["status_code"] not in STATUS_CODES
    )
    yield from (f"a ref stayed: {link['uri']}" for link in found["menu"] if link["uri"].startswith(("page:", "asset:")))


def _of_records(name: str, records: list[dict[str, Any]]) -> Iterator[str]:
    for record in records:
        if not _UUID.fullmatch(record["uuid"]):
            yield f"{name}: {record['uuid']} is no UUID"
        for (array, key), most in LENGTHS.items():
            if array == name and len(record[key] or "") > most:
                yield f"{name}: {key} is longer than {most}"
        yield from (f"{name}: {key} is empty" for key in MUST[name] if not record[key])


def _twice(what: str, values: list[Any]) -> Iterator[str]:
    yield from (f"{what} {value} stands {count} times" for value, count in Counter(values).items() if count > 1)


# --- Migrations ---


def of_migrations(found: Migrations, data: Items) -> Iterator[str]:
    for name, migration in found.items():
        source = migration["source"]
        records = data.get(source["item_selector"])
        if not isinstance(records, list):
            yield f"{name}: {source['item_selector']} is no array"
            continue
        if migration["id"] != name:
            yield f"{name}: its id is {migration['id']}"
        yield from (f"{name}: {key} is told twice" for key in _again(field["name"] for field in source["fields"]))
        for record in records:
            yield from (
                f"{name}: an item has no {field['selector']}"
                for field in source["fields"]
                if field["selector"] not in record
            )
        known = {field["name"] for field in source["fields"]} | {
            f"constants/{key}" for key in source.get("constants", {})
        }
        known |= {f"@{key}" for key in migration["process"]}
        used = list(_sources(name, migration["process"], found))
        yield from (text for text in used if " " in text)
        yield from (f"{name}: {text} is in no item" for text in used if " " not in text and text not in known)
        yield from (
            f"{name}: {field['name']} is used by nothing"
            for field in source["fields"]
            if not _is_used(field, used, source)
        )
        yield from (f"{name}: {key} is no field" for key in source["ids"] if key not in known)
        for kind in ("required", "optional"):
            others = migration.get("migration_dependencies", {}).get(kind, [])
            yield from (f"{name}: there is no migration {other}" for other in others if other not in found)


def _is_used(field: dict[str, str], used: list[str], source: dict[str, Any]) -> bool:
    return field["name"] in used or field["name"] in source["ids"]


def _again(names: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def _sources(name: str, process: dict[str, Any], found: Migrations) -> Iterator[str]:
    """The source fields that a process uses; what is wrong with it, as a sentence."""
    for key, step in process.items():
        if isinstance(step, str):
            yield step
            continue
        allowed = PLUGINS.get(step["plugin"])
        if allowed is None or set(step) - {"plugin"} != allowed:
            yield f"{name}: {key} cannot be as it is"
        if step.get("migration", name) not in found:
            yield f"{name}: there is no migration {step['migration']}"
        yield from [step["source"]] if isinstance(step["source"], str) else step["source"]


# --- Tests ---


def test_the_fixture(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "drupal.json"
    items(MINI, out)
    golden("isomer-mini.drupal.json", out.read_bytes())


def test_the_module(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    files = module(MINI, tmp_path / "ssi_import")
    golden("drupal-module.txt", "".join(f"# {path}\n{text}\n" for path, text in files.items()).encode())


def test_the_module_is_the_same_for_every_site(tmp_path: Path) -> None:
    assert module(MINI, tmp_path / "a") == module(FIXTURES[1], tmp_path / "b")


@pytest.mark.parametrize("site", FIXTURES, ids=lambda site: site.name)
def test_drupal_takes_the_fixtures(site: Path, tmp_path: Path) -> None:
    found = items(site, tmp_path / "drupal.json", "--assets", "copy", "--assets-dir", str(tmp_path / "drupal-files"))
    assert list(of_items(found)) == KNOWN.get(site.name, [])
    assert list(of_migrations(migrations(module(site, tmp_path / "ssi_import")), found)) == []
    assert [file["path"] for file in found["files"] if not (tmp_path / file["path"]).is_file()] == []


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_drupal_takes_real_sites(site: Path, tmp_path: Path) -> None:
    found = items(site, tmp_path / "drupal.json", "--assets-list", str(site / "files.txt"))
    assert list(of_items(found)) == []


def test_every_page_is_there_or_left_out_for_a_reason(tmp_path: Path) -> None:
    found = items(MINI, tmp_path / "drupal.json")
    pages = run("inspect", str(MINI), "--format", "jsonl").out.splitlines()
    skipped = {"misc/404.html", "misc/custom.scss", "search.md"}
    assert len(found["pages"]) + len(found["articles"]) == len(pages) - len(skipped)


# --- That the checks would see what is wrong ---


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> tuple[Items, Migrations]:
    folder = tmp_path_factory.mktemp("drupal")
    found = items(MINI, folder / "drupal.json", "--assets", "copy", "--assets-dir", str(folder / "drupal-files"))
    return found, migrations(module(MINI, folder / "ssi_import"))


@pytest.mark.parametrize(
    ("array", "name", "value"),
    [
        ("pages", "title", "a" * 256),
        ("pages", "title", ""),
        ("pages", "alias", "/" + "a" * 255),
        ("pages", "alias", "about"),
        ("pages", "alias", "/about/"),
        ("pages", "alias", "/about-us/our-lamps"),
        ("pages", "uuid", "1"),
        ("pages", "status", True),
        ("pages", "created", "2024-01-05"),
        ("pages", "terms", ["none"]),
        ("pages", "body", "<img src=asset:a.png>"),
        ("terms", "id", "lamps"),
        ("terms", "name", None),
        ("terms", "parent", "none"),
        ("menu", "title", "a" * 256),
        ("menu", "uri", "page:a.md"),
        ("menu", "parent", "menu_link_content:1"),
        ("redirects", "status_code", 200),
        ("files", "uri", "public://" + "a" * 255),
    ],
)
def test_items_that_drupal_would_refuse(right: tuple[Items, Migrations], array: str, name: str, value: object) -> None:
    found = copy.deepcopy(right[0])
    assert list(of_items(found)) == []
    found[array][0][name] = value
    assert len(list(of_items(found))) >= 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("id",), "other"),
        (("source", "item_selector"), "nodes"),
        (("source", "fields", 0, "selector"), "uid"),
        (("source", "fields", 0, "name"), "uid"),
        (("source", "fields", 1, "name"), "uuid"),
        (("source", "ids"), {"nid": {"type": "integer"}}),
        (("process", "title"), "titel"),
        (("process", "uid"), "constants/nobody"),
        (("process", "field_tags", "plugin"), "lookup"),
        (("process", "field_tags", "migration"), "ssi_terms"),
        (("process", "field_tags"), {"plugin": "migration_lookup", "source": "terms", "migration": "ssi_term"}),
        (("migration_dependencies", "required"), ["ssi_terms"]),
    ],
)
def test_migrations_that_drupal_would_refuse(
    right: tuple[Items, Migrations], path: tuple[str | int, ...], value: object
) -> None:
    data, found = right[0], copy.deepcopy(right[1])
    assert list(of_migrations(found, data)) == []
    here: Any = found["ssi_article"]
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    assert len(list(of_migrations(found, data))) >= 1
