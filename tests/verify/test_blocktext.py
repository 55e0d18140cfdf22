"""What of Volto's blocks a reader sees."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.verify.blocktext import blocks_text, digest
from migrate.verify.manifest import text_sha256

Block = dict[str, object]


def document(*blocks: object) -> Block:
    named = {f"b{number}": block for number, block in enumerate(blocks)}
    return {"blocks": named, "blocks_layout": {"items": list(named)}}


def slate(*nodes: object) -> Block:
    return {"@type": "slate", "plaintext": "not this", "value": list(nodes)}


def element(type_: str, *children: object, **more: object) -> Block:
    return {"type": type_, "children": [{"text": one} if isinstance(one, str) else one for one in children], **more}


LINK = element("link", "about ", element("strong", "us"), data={"url": "/about", "title": "not this"})
A = {"@id": "/a", "title": "A"}
CASES: dict[str, tuple[list[object], str]] = {
    "title and description are fields": ([{"@type": "title"}, {"@type": "description", "title": "x"}], ""),
    "a paragraph": ([slate(element("p", "Read  ", LINK, " now."))], "Read about us now."),
    "lines": ([slate(element("ul", element("li", "a"), element("li", "b"))), slate(element("p", "c\nd"))], "a b c d"),
    "marks stand within a line": ([slate(element("p", "H", element("sub", "2"), "O"))], "H2O"),
    "html": ([{"@type": "html", "html": "<p>a &amp; b</p><script>no()</script><p>c</p>"}], "a & b c"),
    "a table": (
        [{"@type": "slateTable", "table": {"rows": [{"cells": [{"value": [element("p", "a")]}, {"value": ["b"]}]}]}}],
        "a",
    ),
    "a picture": ([{"@type": "image", "url": "/a.png", "alt": "A", "title": "B"}], ""),
    "a listing": ([{"@type": "listing", "headline": "News", "querystring": {"query": [{"i": "portal_type"}]}}], "News"),
    "a teaser shows another's title": ([{"@type": "teaser", "title": "Old", "href": [A]}], ""),
    "a teaser with its own": (
        [{"@type": "teaser", "overwrite": True, "title": "T", "head_title": "H", "href": [A]}],
        "H T",
    ),
    "a grid": ([{"@type": "gridBlock", "headline": "G", **document(slate(element("p", "a")))}], "G a"),
    "an accordion": (
        [{"@type": "accordion", "data": document({"@type": "accordionPanel", "title": "P", **document(slate("x"))})}],
        "P",
    ),
    "columns": ([{"@type": "__grid", "columns": [slate(element("p", "a")), slate(element("p", "b"))]}], "a b"),
    "in the order of the layout": (
        [{"@type": "group", "blocks": {"x": slate(element("p", "x")), "y": slate(element("p", "y"))},
          "blocks_layout": {"items": ["y", "x", "z", 1]}}],
        "y x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_text(name: str) -> None:
    blocks, text = CASES[name]
    assert blocks_text(document(*blocks)) == text


def test_the_digest_is_that_of_html() -> None:
    assert digest(document(slate(element("p", "e\u0301 a")))) == text_sha256("<h2>\u00e9  a</h2>")


@pytest.mark.parametrize("value", [{}, {"blocks": {}}, {"blocks": [], "blocks_layout": {"items": ["a"]}}])
def test_what_is_no_document_has_no_text(value: Block) -> None:
    assert blocks_text(value) == ""


def test_what_no_editor_makes_is_not_read() -> None:
    """However deep a stranger lays blocks in one another, nothing breaks."""
    deep = slate(element("p", "a"))
    for _ in range(2_000):
        deep = {"@type": "group", **document(deep)}
    assert blocks_text(document(deep)) == ""
    deep = element("p", "a")
    for _ in range(2_000):
        deep = element("li", deep)
    assert blocks_text(document(slate(deep), slate(element("p", "b")))) == "b"


def test_a_block_that_a_layout_names_twice_is_read_once() -> None:
    """Forty layouts in one another that name theirs twice would be a million million blocks."""
    found: Block = slate(element("p", "a"))
    for _ in range(40):
        found = {"@type": "group", "blocks": {"a": found}, "blocks_layout": {"items": ["a", "a", [], None]}}
    assert blocks_text(document(found)) == "a"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["@type", "value", "text", "table", "rows"]), inner)
    ),
)


@given(st.lists(JSON))
def test_never_raises_and_the_order_of_keys_does_not_matter(blocks: list[object]) -> None:
    whole = document(*blocks)
    assert blocks_text(whole) == blocks_text(json.loads(json.dumps(whole, sort_keys=True)))
