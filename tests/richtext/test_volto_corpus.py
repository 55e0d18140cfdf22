"""Every page of the real sites: Volto takes its blocks, and shows all of its text, links, images and anchors."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.mapping.renders import RENDERS
from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.volto import written
from tests.conftest import corpus_sites
from tests.richtext.bodies import bodies
from tests.richtext.markup import links, names, text
from tests.richtext.volto_schema import faults
from tests.richtext.volto_view import view

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_nothing_is_lost(site: Path) -> None:
    for page in bodies(site):
        html, losses = page.body.get("html") or "", Losses()
        document = written(read(html, losses, foreign=True), losses)
        shown = view(document)
        assert (page.id, faults(document)) == (page.id, [])
        assert (page.id, text(shown)) == (page.id, text(html))
        assert (page.id, links(html) - links(shown)) == (page.id, {})
        assert (page.id, names(html) - names(shown)) == (page.id, frozenset())
        whole = RENDERS["volto"][1]([page.body, page.sections], (0, 0), {}).value
        assert isinstance(whole, dict)
        assert (page.id, faults(whole)) == (page.id, [])
