"""What `--to plone` writes, put into a real Plone by its own importer: all of it arrives as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate.cli.verify import PASSWORD as VARIABLE
from tests.conftest import PROJECT, corpus_sites
from tests.plone.compare import differences
from tests.plone.install import missing
from tests.plone.server import PASSWORD, USER, Plone, running
from tests.run import run

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

FIXTURES = sorted((PROJECT / "fixtures").iterdir())
FLAVOURS = {"plone": "volto", "plone-classic": "classic"}
BROKEN = {"0" * 32}  # what a link of a fixture leads to, and nothing has
FEW, PAGES = 3, 60  # sites of the corpus, and pages of each: Plone takes in thirty a second


@pytest.fixture(scope="module")
def plone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plone]:
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("plone")) as started:
        yield started


def arrived(plone: Plone, source: Path, target: str, folder: Path, *more: str) -> None:
    """Exports and imports; asserts that nothing is said against it, that all is there, and that nothing else is."""
    out = folder / "out"
    written = run("export", str(source), "--to", target, "--out", str(out), "--fail-on", "never", "--quiet", *more)
    assert written == (0, "", "")
    plone.fresh(FLAVOURS[target])
    assert plone.imported(out / "import").faults == []
    dump, manifest = folder / "dump.json", out / "manifest.json"
    dump.write_text(json.dumps(plone.dump()))
    assert differences(out / "import", json.loads(dump.read_text()), broken=BROKEN) == []
    for where in (["--dump", str(dump)], ["--plone", plone.url, "--user", USER]):
        done = run("verify", str(manifest), *where)
        count = len(json.loads(manifest.read_text())["items"])
        told = done.out.splitlines()[-1].partition(": ")[2].partition(";")[0]
        assert (done.code, done.err, told) == (0, "", f"{count} items: {count} there, 0 missing, 0 moved, 0 different")


@pytest.mark.parametrize("target", FLAVOURS)
@pytest.mark.parametrize("source", FIXTURES, ids=lambda source: source.name)
def test_all_of_a_fixture(
    plone: Plone, source: Path, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    arrived(plone, source, target, tmp_path)


@pytest.mark.corpus
@pytest.mark.parametrize("target", FLAVOURS)
@pytest.mark.parametrize("source", corpus_sites()[:FEW], ids=lambda source: source.name)
def test_all_of_a_real_site(
    plone: Plone, source: Path, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    arrived(plone, source, target, tmp_path, "--limit", str(PAGES))
