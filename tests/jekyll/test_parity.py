"""Every row and every key of `inspect`, against real Jekyll."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT, corpus_sites
from tests.jekyll import synthetic
from tests.jekyll.oracle import ask, differences, ours

pytestmark = pytest.mark.oracle

FIXTURES = PROJECT / "fixtures"
SEEDS = range(150)


@pytest.mark.parametrize("drafts", [False, True], ids=["published", "drafts"])
@pytest.mark.parametrize("name", ["isomer-mini", "jekyll-odd"])
def test_fixture(name: str, drafts: bool, tmp_path: Path) -> None:
    _agree([FIXTURES / name], tmp_path, drafts=drafts)


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_corpus(site: Path, tmp_path: Path) -> None:
    _agree([site], tmp_path, drafts=False)


@pytest.mark.slow
@pytest.mark.parametrize("drafts", [False, True], ids=["published", "drafts"])
def test_synthetic(drafts: bool, tmp_path: Path) -> None:
    sites = [tmp_path / str(seed) for seed in SEEDS]
    for seed, site in zip(SEEDS, sites, strict=True):
        synthetic.write(synthetic.site(seed), site)
    _agree(sites, tmp_path, drafts=drafts, most_refused=len(sites) // 5)


def _agree(sites: list[Path], folder: Path, *, drafts: bool, most_refused: int = 0) -> None:
    """Each site is read as Jekyll reads it; sites that Jekyll refuses to build have nothing to be compared with."""
    out = folder / "answers"
    out.mkdir()
    answers = ask(sites, out, drafts=drafts)
    refused = [site.name for site, theirs in zip(sites, answers, strict=True) if theirs is None]
    assert len(refused) <= most_refused
    assert any(answers)
    found = {
        site.name: told
        for site, theirs in zip(sites, answers, strict=True)
        if theirs is not None and (told := differences(theirs, ours(site, drafts=drafts)))
    }
    assert found == {}
