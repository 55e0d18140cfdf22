"""The check of blocks finds what is wrong with them: each fault alone, in a document that is right without it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.volto import written
from tests.richtext.volto_schema import faults

HTML = (
    '<p>a <b>b</b></p><ul><li>c<ul><li>d</li></ul></li></ul><p><img src="x"></p><table><tr><td>e</td></tr></table>'
    '<div class="row"><div class="col"><p>f</p></div><div class="col"><h3><a href="/g">g</a></h3></div></div>'
)
Change = Callable[[list[Any]], object]

FAULTS: dict[str, Change] = {
    "no block of Volto's": lambda blocks: blocks[0].update({"@type": "paragraph"}),
    "a field that is missing": lambda blocks: blocks[0].pop("plaintext"),
    "a field too many": lambda blocks: blocks[2].update(caption="x"),
    "plain text of something else": lambda blocks: blocks[0].update(plaintext="a"),
    "two nodes": lambda blocks: blocks[0]["value"].append({"type": "p", "children": [{"text": ""}]}),
    "a node that is none": lambda blocks: blocks[0]["value"][0].update(type="section"),
    "a mark at the end": lambda blocks: blocks[0]["value"][0]["children"].pop(),
    "two like leaves": lambda blocks: blocks[0]["value"][0]["children"].append({"text": ""}),
    "a leaf with a mark": lambda blocks: blocks[0]["value"][0]["children"][0].update(bold=True),
    "a tab": lambda blocks: blocks[0]["value"][0]["children"][0].update(text="a\t"),
    "text in a list": lambda blocks: blocks[1]["value"][0]["children"].append({"text": ""}),
    "a list in an entry": lambda blocks: blocks[1]["value"][0]["children"][0]["children"].append(
        blocks[1]["value"][0]["children"].pop()
    ),
    "an image without address": lambda blocks: blocks[2].update(url=""),
    "a side that is none": lambda blocks: blocks[2].update(align="middle"),
    "a link that is no list": lambda blocks: blocks[2].update(href="/x"),
    "heads that nobody sees": lambda blocks: blocks[3]["table"]["rows"].pop(0),
    "a cell without value": lambda blocks: blocks[3]["table"]["rows"][1]["cells"][0].update(value=[]),
    "rows of different length": lambda blocks: blocks[3]["table"]["rows"][0]["cells"].pop(),
    "keys twice": lambda blocks: blocks[3]["table"]["rows"][1].update(key="0"),
    "a layout of another grid": lambda blocks: blocks[4]["blocks_layout"]["items"].pop(),
    "a teaser without target": lambda blocks: [*blocks[4]["blocks"].values()][1].update(href=[]),
}


def document() -> dict[str, Any]:
    losses = Losses()
    made: dict[str, Any] = json.loads(json.dumps(written(read(HTML, losses), losses)))
    return made


def test_all_is_right() -> None:
    assert faults(document()) == []


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_found(name: str) -> None:
    made = document()
    FAULTS[name]([*made["blocks"].values()])
    assert faults(made)


def test_an_id_or_layout_that_is_none() -> None:
    layouts: tuple[object, ...] = ({"items": []}, {}, None)
    for layout in layouts:
        assert faults({**document(), "blocks_layout": layout})
    assert faults({"blocks": {"A" * 32: {"@type": "title"}}, "blocks_layout": {"items": ["A" * 32]}})
