"""Gates: too much of what may be wrong is told, and the exit code is 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from tests.conftest import SiteMaker
from tests.mapping.test_rules import HEAD, written
from tests.run import run

FILES: dict[str, str | bytes] = {
    "a.md": "---\ntitle: A\nodd: 1\n---\n[x](/gone/) [y](/gone.pdf) [z](/b/#no)\n",
    "b.md": "---\ntitle: B\npermalink: /b/\n---\n",
    "c.md": "---\ntitle: C\nlayout: x\n---\n",
}
TYPES = "types: [{name: p, when: {title: [A, B]}, fields: {t: {from: title}, u: {from: url}, b: {from: body}}}]\n"


def findings(make_site: SiteMaker, folder: Path, gates: str) -> tuple[int, list[str]]:
    site = make_site(FILES, config="timezone: UTC\n")
    mapping, report = folder / "m.yml", folder / "r.json"
    mapping.write_text(f"{HEAD}gates: {gates}\n{TYPES}")
    out = ("--out", str(folder / "o.json"), "--report", str(report), "--force")
    done = run("export", str(site), "--mapping", str(mapping), "--quiet", "--fail-on", "never", *out)
    told = json.loads(report.read_bytes())["findings"]
    return done.code, [one["message"].partition(" (gate")[0] for one in told if one["code"] == "mapping.gate"]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("unmapped_fields", 1),
        ("reported_leaves", 3),
        ("broken_links", 2),
        ("missing_anchors", 1),
        ("missing_assets", 1),
        ("pages_left_out", 1),
        ("warnings", 3),
        ("link.broken", 2),
        ("mapping.no-type", 1),
    ],
)
def test_each_gate_counts(make_site: SiteMaker, tmp_path: Path, name: str, count: int) -> None:
    assert findings(make_site, tmp_path, f"{{{name}: {count}}}") == (0, [])
    said = f"the gate `{name}` allows {count - 1}, and there are {count}"
    assert findings(make_site, tmp_path, f"{{{name}: {count - 1}}}") == (1, [said])


def test_what_is_skipped_is_not_left_out(make_site: SiteMaker, tmp_path: Path) -> None:
    site = make_site(FILES, config="timezone: UTC\n")
    mapping, out = tmp_path / "m.yml", str(tmp_path / "o.json")
    mapping.write_text(f"{HEAD}gates: {{pages_left_out: 0}}\n{TYPES[:-2]}, {{name: q, otherwise: true, skip: old}}]\n")
    done = run("export", str(site), "--mapping", str(mapping), "--quiet", "--fail-on", "never", "--out", out)
    assert (done.code, done.err) == (0, "")


def test_a_share_of_the_pages(make_site: SiteMaker, tmp_path: Path) -> None:
    assert findings(make_site, tmp_path, "{pages_left_out: 34%, errors: 0}") == (0, [])
    said = "the gate `pages_left_out` allows 33.3 % of 3 pages, and there are 1"
    assert findings(make_site, tmp_path, "{pages_left_out: 33.3 %}") == (1, [said])


@pytest.mark.parametrize(
    ("gates", "fault"),
    [
        ("{broken_link: 0}", ":4:9: there is no gate `broken_link`; did you mean `broken_links`?"),
        ("{link.brocken: 0}", ":4:9: there is no gate `link.brocken`; did you mean `link.broken`?"),
        ("{errors: -1}", ":4:17: the gate `errors` should be a number, or a share of the pages such as 0.5%"),
        ("{errors: true}", ":4:17: the gate `errors` should be a number, or a share of the pages such as 0.5%"),
        ("{errors: many}", ":4:17: the gate `errors` should be a number, or a share of the pages such as 0.5%"),
        ("[errors]", ":4:8: `gates` should be a map of keys and is a list; write `key: value` lines"),
    ],
)
def test_faults(tmp_path: Path, gates: str, fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, {"m.yml": f"{HEAD}gates: {gates}\n{TYPES}"}))
    assert str(raised.value).partition("m.yml")[2] == fault


def test_the_outer_file_sets_the_bound(tmp_path: Path) -> None:
    files = {
        "m.yml": f"{HEAD}include: b.yml\ngates: {{errors: 1}}\n{TYPES}",
        "b.yml": "gates: {errors: 9, warnings: 5}\n",
    }
    gates = load_mapping(written(tmp_path, files)).gates
    assert [(gate.name, gate.most) for gate in gates] == [("errors", 1), ("warnings", 5)]


@pytest.mark.parametrize(
    ("outer", "gates", "options"),
    [
        ("gates: null\noptions: ~\n", [], {}),
        ("", ["errors"], {"links": "refs"}),
        ("options: {bom: true}\n", ["errors"], {"links": "refs", "bom": True}),
    ],
)
def test_the_outer_file_clears_gates_and_options(
    tmp_path: Path, outer: str, gates: list[str], options: dict[str, object]
) -> None:
    files = {
        "m.yml": f"{HEAD}include: b.yml\n{outer}{TYPES}",
        "b.yml": "gates: {errors: 9}\noptions: {links: refs}\n",
    }
    mapping = load_mapping(written(tmp_path, files))
    assert ([gate.name for gate in mapping.gates], mapping.options) == (gates, options)
    assert {name for name in mapping.places if name.startswith("options")} == {f"options.{name}" for name in options}


def test_no_word_after_gates_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="`gates` should be a map of keys and is empty"):
        load_mapping(written(tmp_path, {"m.yml": f"{HEAD}gates:\n{TYPES}"}))
