"""Real exports of Plone: all that a visitor saw of their blocks stands in the HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest

from migrate.visibletext import visible_text
from tests.conftest import ORACLES
from tests.importers.plone.blocks.cases import written
from tests.importers.plone.blocks.visible import texts

_PROPS = re.compile(" data-props='[^']*'")
_SPOKEN = re.compile(' (?:alt|title)="([^"]*)"')
SAMPLES = ORACLES / "oracles/plone/samples"


def pages(value: Any) -> Iterator[dict[str, Any]]:
    """The items with blocks in an export."""
    if isinstance(value, dict) and isinstance(value.get("blocks_layout"), dict) and "@id" in value:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from pages(one)


@pytest.mark.corpus
@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no exports of Plone at {SAMPLES}")
def test_every_text_of_the_samples_is_in_the_html() -> None:
    found = 0
    for path in sorted(SAMPLES.glob("**/*.json")):
        for item in pages(json.loads(path.read_bytes())):
            found += 1
            assert missing(item) == [], f"{path}: {item['@id']}"
    assert found


def missing(item: dict[str, Any]) -> list[str]:
    """The texts of an item's blocks that its HTML neither shows nor says in the alternative or title of an image."""
    html = _PROPS.sub("", written(item)[0])
    shown = "".join((visible_text(html) + unescape(" ".join(_SPOKEN.findall(html)))).split())
    seen = {"blocks": item["blocks"], "blocks_layout": item["blocks_layout"]}
    return [text for text in texts(seen) if "".join(text.split()) not in shown]
