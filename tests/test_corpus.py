"""Every real site is exported without a traceback, to the same bytes whatever the jobs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ORACLES, corpus_sites
from tests.run import run

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_export(site: Path, tmp_path: Path) -> None:
    outs = [tmp_path / f"{jobs}.json" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        done = run(
            *("export", str(site), "--to", "json", "--out", str(out), "--jobs", str(jobs)),
            *("--assets-list", str(site / "files.txt")),
        )
        assert done.code in (0, 1)
        assert "Traceback" not in done.err
        assert "page.failed" not in done.err
    assert outs[0].read_bytes() == outs[1].read_bytes()
    exported = json.loads(outs[0].read_bytes())
    rows = run("inspect", str(site), "--format", "jsonl").out.splitlines()
    assert len(exported["pages"]) == len(rows)


def test_the_corpus_is_there() -> None:
    """Says so when no real site was exported."""
    if not corpus_sites():
        pytest.skip(f"no corpus at {ORACLES / 'corpus'}: no real site was exported")
