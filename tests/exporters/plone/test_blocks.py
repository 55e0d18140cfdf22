"""Blocks of Volto: what is refused, what nobody would see, and those round the content."""

from __future__ import annotations

import pytest

from migrate.exporters.plone import blocks
from tests.exporters.plone.test_fields import Told

NONE: blocks.Document = {"blocks": {}, "blocks_layout": {"items": []}}


@pytest.mark.parametrize("value", [[], 7, {"blocks": []}, {"blocks": {}}, {"blocks": {}, "blocks_layout": {}}, {}])
def test_what_are_no_blocks_is_told(value: object) -> None:
    told = Told()
    assert blocks.whole(value, told) == NONE
    assert told.codes == ["plone.field"]


def test_a_place_without_a_block_stays_empty() -> None:
    told = Told()
    given = {"blocks": {"a": {"@type": "slate"}, "b": {"@type": "x"}}, "blocks_layout": {"items": ["a", "gone", "a"]}}
    assert blocks.whole(given, told) == {**given, "blocks_layout": {"items": ["a"]}}
    assert told.codes == ["plone.field"]


def test_blocks_round_the_content_are_added_once() -> None:
    told = Told()
    given: blocks.Document = {
        "blocks": {"a": {"@type": "title"}, "b": {"@type": "slate"}},
        "blocks_layout": {"items": ["a", "b"]},
    }
    found = blocks.around(given, ["title", "description"], ["listing"], "1" * 32, told)
    order = found["blocks_layout"]
    assert isinstance(order, dict)
    assert isinstance(found["blocks"], dict)
    assert [found["blocks"][id]["@type"] for id in order["items"]] == ["description", "title", "slate", "listing"]
    assert found == blocks.around(given, ["title", "description"], ["listing"], "1" * 32, told)
    assert told == []


def test_an_unknown_block_round_the_content_is_told() -> None:
    told = Told()
    assert blocks.around(NONE, ["hero"], [], "1" * 32, told) == NONE
    assert told.codes == ["plone.field"]
