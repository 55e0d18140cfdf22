"""Fields that no rule reads: told, kept, or a reason to stop."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.mapping.test_rules import HEAD
from tests.run import run

PAGES = {f"{name}.md": f"---\ntitle: {name}\nodd: 1\n---\n" for name in "ab"}


@pytest.mark.parametrize(
    ("policy", "code", "meta", "told"),
    [
        ("report", 0, None, ["`meta.odd` has a value on 2 pages of the type `page`, and no rule reads it"]),
        ("keep", 0, {"odd": 1}, []),
        ("error", 3, None, []),
    ],
)
def test_policies(make_site: SiteMaker, tmp_path: Path, policy: str, code: int, meta: object, told: list[str]) -> None:
    mapping = tmp_path / "m.yml"
    fields = "{title: {from: title}, address: {from: url}, text: {from: body}}"
    mapping.write_text(f"{HEAD}types: [{{name: page, otherwise: true, unmapped: {policy}, fields: {fields}}}]\n")
    site, out = make_site(PAGES, config="timezone: UTC\n"), tmp_path / "out.json"
    done = run("export", str(site), "--mapping", str(mapping), "--out", str(out), "--quiet")
    assert done.code == code
    if code:
        assert not out.exists()
        assert done.err == (
            f"ssi-migrate: {mapping}:4:9: `meta.odd` has a value on 2 pages of the type `page`, and no rule reads it; "
            "write one, or `discard` it with a reason\n"
        )
        return
    document = json.loads(out.read_bytes())
    assert [page.get("meta") for page in document["pages"]] == [meta] * 2
    assert [one["message"] for one in document["findings"] if one["code"] == "mapping.unread"] == told


def test_what_is_kept_loses_nothing_to_a_name(make_site: SiteMaker, tmp_path: Path) -> None:
    fields = "{meta: {value: own}, body: {from: body}}"
    mapping = tmp_path / "m.yml"
    types = f"types: [{{name: page, otherwise: true, unmapped: keep, fields: {fields}}}]\n"
    mapping.write_text(f"mapping: 1\nname: t\nexporter: csv\n{types}")
    site = make_site({"a.md": "---\npermalink: /a/\nurl: other\nx: 1\n---\n"}, config="timezone: UTC\n")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet")
    head, row = list(csv.reader(done.out.splitlines()))
    assert head == ["meta", "body"]
    assert json.loads(row[0]) == {"meta": "own", "url": "/a/", "meta.url": "other", "x": 1}
