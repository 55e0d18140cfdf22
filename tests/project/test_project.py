"""Project files: read, refused with all their faults, drafted, described by a schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from migrate.errors import MappingError
from migrate.mapping.gates import Gate
from migrate.project import Project, load_project
from migrate.project.draft import drafted
from migrate.project.keys import KEYS
from migrate.project.schema import project_schema
from tests.run import run

WHOLE = """\
project: 1
source: site
from: isomer
target: hugo
mapping: hugo.yml
out: out
state: var/state
prune: true
prune_bound: 5
gates: {broken_links: 3, pages_left_out: 1%}
fail_on: never
timezone: Asia/Singapore
drafts: true
assets: copy
assets_list: list.txt
asset_base: https://www.harbourlights.example
split: 10MB
markdown: exact
active_html: strip
own_hosts: [old.harbourlights.example]
jobs: 2
"""


def loaded(folder: Path, text: str) -> Project:
    path = folder / "job.yml"
    path.write_text(text)
    return load_project(path)


def test_every_key(tmp_path: Path) -> None:
    place = tmp_path / "job.yml"
    assert loaded(tmp_path, WHOLE) == Project(
        path=place,
        source=tmp_path / "site",
        from_="isomer",
        target="hugo",
        mapping=tmp_path / "hugo.yml",
        out=tmp_path / "out",
        state=tmp_path / "var/state",
        prune=True,
        prune_bound=5,
        gates=(Gate("broken_links", f"{place}:10:9", 3.0), Gate("pages_left_out", f"{place}:10:26", 1.0, share=True)),
        fail_on="never",
        timezone="Asia/Singapore",
        drafts=True,
        assets="copy",
        assets_list=tmp_path / "list.txt",
        asset_base="https://www.harbourlights.example",
        split="10MB",
        markdown="exact",
        active_html="strip",
        own_hosts=("old.harbourlights.example",),
        jobs=2,
    )


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = "project: 2\nsorce: site\nprune: maybe\nprune_bound: 200\nassets: move\ngates: {nothing: 1}\nown_hosts: a\n"
    with pytest.raises(MappingError) as caught:
        loaded(tmp_path, text)
    place = tmp_path / "job.yml"
    assert str(caught.value).splitlines() == [
        f"{place}:2:1: a project file has no key `sorce`; did you mean `source`?",
        f"{place}:1:10: this is no version of project files; write `project: 1`",
        f"{place}:3:8: `prune` is true or false; write one of them without quotes",
        f"{place}:4:14: `prune_bound` is between 0 and 100; correct it",
        f"{place}:5:9: `assets` is no `move`; there are: link, copy, none",
        str(caught.value).splitlines()[5],
        f"{place}:7:12: `own_hosts` should be a list and is a single value; write `- ` before each",
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "{", "a: b: c\n", "\0", "project: 1\nout: ''\n"])
def test_what_is_no_project_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(MappingError):
        loaded(tmp_path, text)


def test_the_schema_takes_what_the_loader_takes(tmp_path: Path) -> None:
    validator = jsonschema_rs.validator_for(project_schema())
    assert validator.is_valid(yaml.safe_load(WHOLE))
    for wrong in ({}, {"project": 2}, {"project": 1, "sorce": "a"}, {"project": 1, "prune_bound": 200}):
        assert not validator.is_valid(wrong)
        with pytest.raises(MappingError):
            loaded(tmp_path, json.dumps(wrong))


@pytest.mark.parametrize("source", ["site", "../a b", "yes", 'a"b', "ä: b #c"])
def test_a_draft_is_a_project_file(tmp_path: Path, source: str) -> None:
    text = drafted(source, "json")
    assert loaded(tmp_path, text).source == tmp_path / source
    in_force = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and ": " in line else line for line in text.split("\n")
    )
    assert all(f"{name}: " in in_force for name in KEYS)


def test_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "checkout", "--to", "hugo").code == 0
    found = load_project(Path("ssi-migrate.yml"))
    assert (found.source, found.target, found.out) == (Path("checkout"), "hugo", Path("out"))
    done = run("init")
    assert (done.code, done.err) == (
        5,
        "ssi-migrate: ssi-migrate.yml: is there already; name another file with --out, or pass --force\n",
    )


def test_the_command_line_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.md").write_text("---\n---\n")
    (tmp_path / "ssi-migrate.yml").write_text("project: 1\nsource: site\ntarget: json\nout: one\n")
    assert run("sync", "--out", "two").code == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["changes", "site", "two"]
