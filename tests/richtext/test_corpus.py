"""Every page of the real sites: its text is that of its blocks, and its links, images and anchors are in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.richtext import classic
from migrate.richtext.losses import Losses
from tests.conftest import corpus_sites
from tests.richtext.bodies import bodies
from tests.richtext.cases import VERSIONS, blocks
from tests.richtext.markup import links, names, parsed, text

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_nothing_is_lost(site: Path) -> None:
    for page in bodies(site):
        html = page.body.get("html") or ""
        for version in VERSIONS.values():
            content, _ = blocks(html, version)
            parsed(content)
            assert (page.id, text(content)) == (page.id, text(html))
            assert (page.id, links(html) - links(content)) == (page.id, {})
            assert (page.id, names(html) - names(content)) == (page.id, frozenset())
        assert (page.id, text(classic.written(html, Losses()))) == (page.id, text(html))
