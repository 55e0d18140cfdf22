"""After each commit, what a run carried is what a run from nothing would write with the same state."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from migrate import urls
from tests.run import run
from tests.sync.history import BODIES, EDITS, MAPPING, Edit, History

TARGETS = {
    "json": ("--to", "json"),
    "jsonl": ("--mapping", "records.yml"),
    "hugo": ("--to", "hugo", "--assets", "copy"),
}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def sync(*arguments: str) -> None:
    done = run("sync", "site", *arguments, "--quiet", "--fail-on", "never", "--force")
    assert done.code == 0, done.err


def check_one_hop(redirects: list[dict[str, object]], addresses: set[str]) -> None:
    """No redirect leads to another one, or stands where a page is."""
    olds = {urls.key(str(one["from"])) for one in redirects}
    assert [one for one in redirects if urls.key(str(one["to"])) in olds] == []
    assert olds & {urls.key(address) for address in addresses} == set()


def replay(folder: Path, target: str, seed: int, commits: int, edits: tuple[Edit, ...] = EDITS) -> None:
    options = TARGETS[target]
    (folder / "records.yml").write_text(MAPPING)
    history = History(folder / "site", seed, folder / "records.yml")
    history.edits = edits
    for number in range(commits):
        said = f"commit {number}: {history.step() if number else 'begin'}"
        sync(*options, "--out", "out", "--prune")
        done = run("sync", "site", *options, "--out", "out", "--prune")
        assert (done.code, done.out[:16]) == (0, "nothing changed:"), (said, done)
        shutil.copy("out.state", "again.state")
        shutil.rmtree("again", ignore_errors=True)
        sync(*options, "--out", "again", "--state", "again.state", "--prune", "--rebuild")
        assert files(folder / "out") == files(folder / "again"), said
        if not history.gone:
            assert files(folder / "out") == exported(folder, target), said
        for left in folder.glob(".ssi-migrate*"):
            pytest.fail(f"{said}: {left} was left")
        if target == "json":
            document = json.loads((folder / "out" / "site.json").read_bytes())
            ours = [one for one in document["redirects"] if one["source"]["file"].endswith(".md")]
            check_one_hop(ours, {page["url"] for page in document["pages"] if page["url"] and page["published"]})


def exported(folder: Path, target: str) -> dict[str, bytes]:
    shutil.rmtree(folder / "plain", ignore_errors=True)
    document = {"json": "plain/site.json", "jsonl": "plain/site.jsonl"}.get(target)
    if document is not None:
        (folder / "plain").mkdir()
    out = document or "plain"
    done = run("export", "site", *TARGETS[target], "--out", out, "--quiet", "--fail-on", "never")
    assert done.code == 0, done.err
    found = files(folder / "plain")
    if document is not None:  # the list of the folder's files is that of the run itself
        found[".ssi-migrate-assets"] = (folder / "out" / ".ssi-migrate-assets").read_bytes()
    return found


@pytest.mark.parametrize("target", TARGETS)
def test_ten_commits(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    replay(tmp_path, target, 1, 10)


@pytest.mark.slow
@pytest.mark.parametrize(("target", "seed"), [("json", 1), ("jsonl", 2), ("hugo", 1)])
def test_two_hundred_commits(target: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    replay(tmp_path, target, seed, 200)


@pytest.mark.parametrize("target", TARGETS)
def test_commits_of_bodies(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: list[bool]) -> None:
    """Most of them go the short way."""
    monkeypatch.chdir(tmp_path)
    replay(tmp_path, target, 4, 12, BODIES)
    assert sum(short) >= (1 if target == "json" else 5)  # in which the findings stand, that often change


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_many_commits_of_bodies(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short: list[bool]
) -> None:
    monkeypatch.chdir(tmp_path)
    replay(tmp_path, target, 5, 60, BODIES)
    assert sum(short) >= (6 if target == "json" else 24)
