"""WordPress's own editor finds every block valid: those of the cases, and those of every page of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate.richtext.gutenberg import OLDEST
from tests.conftest import corpus_sites
from tests.richtext import editor
from tests.richtext.bodies import bodies, rendered_page
from tests.richtext.cases import CASES, VERSIONS, blocks, parts

NOTHING: dict[str, list[object]] = {"invalid": [], "unknown": [], "loose": []}

pytestmark = [pytest.mark.oracle, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def _asked() -> None:
    if why := editor.missing():
        pytest.skip(why)


def _versions() -> Iterator[tuple[int, int]]:
    """Those that the WordPress which is there should take."""
    return (version for version in VERSIONS.values() if version <= editor.version())


def test_cases(tmp_path: Path) -> None:
    for version in _versions():
        contents = {path.stem: blocks(parts(path.read_text())["html"], version)[0] for path in CASES}
        answer = editor.told(contents, tmp_path)
        assert answer["blocks"] > 100
        assert {name: answer[name] for name in ("invalid", "unknown", "loose")} == NOTHING
        if version == max(_versions()):
            assert answer["rewritten"] == []


def test_the_editor_sees_what_is_wrong(tmp_path: Path) -> None:
    """Else the other tests would say nothing."""
    answer = editor.told(
        {
            "invalid": "<!-- wp:heading -->\n<h3>x</h3>\n<!-- /wp:heading -->",
            "unknown": "<!-- wp:nonesuch --><p>x</p><!-- /wp:nonesuch -->",
            "loose": "<p>x</p>",
            "rewritten": "<!-- wp:paragraph -->\n<div>x</div>\n<!-- /wp:paragraph -->",
        },
        tmp_path,
    )
    for name in ("invalid", "unknown", "loose", "rewritten"):
        assert [fault["post"] for fault in answer[name]] == [name]


@pytest.mark.corpus
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_pages(site: Path, tmp_path: Path) -> None:
    contents = {page.id: rendered_page(page, OLDEST) for page in bodies(site)}
    answer = editor.told({id: content for id, content in contents.items() if content}, tmp_path)
    assert {name: answer[name] for name in ("invalid", "unknown", "loose")} == NOTHING
    if editor.version() < min(version for version in VERSIONS.values() if version > OLDEST):
        assert answer["rewritten"] == []
