"""The site where everything is wrong once, taken whole by a real Plone of each flavour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exporters.plone.nasty import SITE
from tests.exporters.plone.reading import Export
from tests.plone.install import missing
from tests.plone.server import Plone, running
from tests.run import run

pytestmark = [pytest.mark.oracle, pytest.mark.slow]


@pytest.fixture(scope="module")
def plone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plone]:
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("plone")) as started:
        yield started


@pytest.mark.parametrize("flavour", ["classic", "volto"])
def test_plone_takes_all_of_it(plone: Plone, export: Export, tmp_path: Path, flavour: str) -> None:
    written = export(SITE, f"wild-{flavour}")
    plone.fresh(flavour, ["en", "de"])
    assert plone.imported(written.folder / "import").faults == []
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps(plone.dump()))
    done = run("verify", str(written.folder / "manifest.json"), "--dump", str(dump))
    assert done.code == 0, done.out
    assert {item["path"] for item in plone.dump()["items"]} - {"/"} == set(written.manifest) - {"/"}
