"""Addresses in Volto's blocks: those of a body's own blocks become refs, and an exporter gives refs its own form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from migrate.richtext.volto_links import own_blocks, readdressed

UID, FILE, OTHER = (
    "2056a0971d497d994892ca6da1af9932",
    "8e2dea862e065f7194fa9f05487725fe",
    "00000000000000000000000000000000",
)
LINKS: list[dict[str, object]] = [
    {"href": "/about", "target": f"page:{UID}", "status": "ok", "field": "body"},
    {"href": "../news#top", "target": "page:n#top", "status": "ok", "field": "body"},
    {"href": "/report.pdf", "target": f"asset:{FILE}", "status": "ok", "field": "body"},
    {"href": "/gone", "target": None, "status": "broken", "field": "body"},
    {"href": "https://a.example/", "target": "https://a.example/", "status": "outside", "field": "body"},
]


def linked(url: object) -> dict[str, Any]:
    node = {"type": "link", "data": {"url": url}, "children": [{"text": "/about"}]}
    return {"@type": "slate", "value": [{"type": "p", "children": [node]}], "plaintext": "/about"}


def own(block: dict[str, Any]) -> Any:
    layout = {"items": ["a", "not there"]}
    document = own_blocks(json.dumps({"blocks": {"a": block}, "blocks_layout": layout, "title": "x"}), LINKS)
    assert document.keys() == {"blocks", "blocks_layout"}
    assert document["blocks_layout"] == layout
    return document["blocks"]["a"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/about", f"page:{UID}"),
        ("../news#top", "page:n#top"),
        (f"resolveuid/{UID}", f"page:{UID}"),
        (f"../resolveuid/{UID}#team", f"page:{UID}#team"),
        (f"http://nohost/Plone/resolveUid/{FILE}", f"asset:{FILE}"),
        (f"../resolveuid/{FILE}/@@images/image/large", f"../resolveuid/{FILE}/@@images/image/large"),
        (f"../resolveuid/{OTHER}", f"../resolveuid/{OTHER}"),
        ("/gone", "/gone"),
        ("https://a.example/", "https://a.example/"),
        ("/unknown", "/unknown"),
    ],
)
def test_an_address_of_a_block(written: str, expected: str) -> None:
    assert own(linked(written)) == linked(expected)
    assert own({"@type": "image", "url": written, "alt": "/about"})["url"] == expected
    assert own({"@type": "teaser", "href": [{"@id": written, "Title": "/about"}]})["href"][0]["@id"] == expected
    html = f'<a href="{written}">/about</a>'
    assert own({"@type": "html", "html": html})["html"] == html.replace(f'"{written}"', f'"{expected}"')


def test_all_else_stays() -> None:
    block = {
        "@type": "tides",
        "days": [1, None, True, {"x": 2.5}],
        "title": "/about",
        "blocks": {"b": linked("/about")},
    }
    assert own(block) == {**block, "blocks": {"b": linked(f"page:{UID}")}}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"blocks": {}}', "[" * 100_000, '{"blocks_layout": {"items": []}}']
)
def test_what_is_no_map_of_blocks(text: str) -> None:
    with pytest.raises(ValueError, match=r"\Athe body holds no blocks that can be read\Z"):
        own_blocks(text, LINKS)


def test_an_exporter_writes_refs_in_its_own_form() -> None:
    blocks = {"a": linked("page:x"), "b": {"@type": "html", "html": "<a href='page:x'>"}}
    assert readdressed(blocks, lambda address: f"to {address}", lambda html: f"in {html}") == {
        "a": linked("to page:x"),
        "b": {"@type": "html", "html": "in <a href='page:x'>"},
    }
