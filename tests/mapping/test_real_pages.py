"""Rules on pages as an importer gives them, whose lists are no tuples for the languages of a mapping."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import SiteMaker
from tests.mapping.test_rules import HEAD
from tests.run import run

PAGE = "---\ntitle: Tides\ntags: [pier, quay]\nday: 5/3/2024\n---\nLow water\n"


def test_lists_and_dates(make_site: SiteMaker, tmp_path: Path) -> None:
    fields = """{
      count: {expr: length(tags)},
      first: {expr: 'tags[0]'},
      joined: {expr: "join('+', tags)"},
      once: {from: tags, unique: true},
      cut: {from: tags, max: 1},
      day: {from: meta.day, steps: [{date: {format: '%Y-%m-%d', from: '%d/%m/%Y'}}]}
    }"""
    mapping = tmp_path / "m.yml"
    mapping.write_text(f"{HEAD}types: [{{name: page, otherwise: true, fields: {fields}}}]\n")
    site, out = make_site({"tides.md": PAGE}, config="timezone: UTC\n"), tmp_path / "out.json"
    done = run("export", str(site), "--mapping", str(mapping), "--out", str(out), "--quiet")
    assert done.code == 0, done.err
    [page] = json.loads(out.read_bytes())["pages"]
    assert page == {
        "count": 2,
        "first": "pier",
        "joined": "pier+quay",
        "once": ["pier", "quay"],
        "cut": ["pier"],
        "day": "2024-03-05",
    }
