"""Laws of blocks as HTML, for any JSON and for any rich text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml import Element

from migrate import htmltree
from migrate.diagnostics import CODES
from migrate.importers.plone.blocks import hub
from migrate.importers.plone.blocks.known import WRITERS
from migrate.visibletext import visible_text
from tests.importers.plone.blocks.cases import CASES, page, parts, written

TYPES = [*WRITERS, "unknown", ""]
NAMES = [
    "@type", "@id", "blocks", "blocks_layout", "items", "value", "children", "text", "type", "data", "url", "href",
    "title", "table", "rows", "cells", "columns", "html", "slides", "headline", "entityMap", "offset", "length", "key",
    "inlineStyleRanges", "entityRanges", "style", "depth", "link", "colspan", "start", "properties", "subblocks",
]  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([*TYPES, "p", "ul", "a"])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=6),
    max_leaves=40,
)
FIELDS = st.dictionaries(st.sampled_from(NAMES), ANYTHING)
BLOCK = st.builds(lambda kind, fields: {"@type": kind, **fields}, st.sampled_from(TYPES), FIELDS)
DOCUMENT = st.builds(page, st.lists(BLOCK | ANYTHING, max_size=4)) | FIELDS

WORDS = st.text(st.sampled_from("abc<&>\"' \né🚢"), max_size=12)
LEAF = st.fixed_dictionaries(
    {"text": WORDS}, optional={"bold": st.booleans(), "type": st.just("code"), "style-x": st.just(True)}
)
KINDS = st.sampled_from([
    "p", "h1", "h2", "ul", "ol", "li", "blockquote", "callout", "div", "pre", "hr", "strong", "b", "em", "i", "del",
    "s", "u", "sub", "sup", "code", "link", "a", "td", "tr", "tbody", "unknown",
])  # fmt: skip
ELEMENT = lambda inner: st.fixed_dictionaries(  # noqa: E731
    {"type": KINDS, "children": st.lists(inner, max_size=4)},
    optional={"data": st.just({"url": "/x"}), "styleName": st.just("y"), "lang": st.just("fr")},
)
NODES = st.lists(st.recursive(LEAF, ELEMENT, max_leaves=20), max_size=4)


def leaves(nodes: list[Any]) -> str:
    """The text of the leaves below `nodes` without white space."""
    said = [node["text"] if "text" in node else leaves(node["children"]) for node in nodes]
    return "".join("".join(said).split())


@settings(max_examples=80)
@given(DOCUMENT)
def test_any_json_gives_html_and_codes_that_are_known(document: dict[str, Any]) -> None:
    told: list[str] = []
    html = hub(document, lambda code, message: told.append(code))
    assert set(told) <= set(CODES)
    html.encode()  # no half of a character
    assert "\0" not in html


@settings(max_examples=80)
@given(NODES)
def test_rich_text_shows_the_text_of_its_leaves(nodes: list[Any]) -> None:
    html, _ = written(page([{"@type": "slate", "value": nodes}]))
    assert "".join(visible_text(html).split()) == leaves(nodes)


@settings(max_examples=80)
@given(NODES | st.lists(BLOCK, max_size=3).map(lambda blocks: [block for block in blocks if block["@type"] != "html"]))
def test_html_is_read_as_it_is_written(given: list[Any]) -> None:
    is_blocks = bool(given) and "@type" in given[0]
    html, _ = written(page(given if is_blocks else [{"@type": "slate", "value": given}]))
    if 'data-block="html"' not in html:
        assert shape(htmltree.fragment(html)) == Written(html).root


@given(st.text(st.sampled_from("<>/!-=\"' abpdivsectionscripttextareaplaintextable"), max_size=60) | st.sampled_from([
    "</section>", "<plaintext>", "<!--", "<script>", "<title>", "<svg><title>", "<table><p>x", "<select><section>",
    "<noscript>", "<iframe>", "<template></section>", "<a><section><a>", "<math><mi></section>", "<frameset>",
]))  # fmt: skip
def test_html_of_a_block_ends_with_its_section(html: str) -> None:
    after = {"@type": "slate", "value": [{"type": "p", "children": [{"text": "after"}]}]}
    last = [*htmltree.fragment(written(page([{"@type": "html", "html": html}, after]))[0]).children][-1]
    assert isinstance(last, Element)
    assert last.html == "<p>after</p>"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_props_are_json_of_the_block(path: Any) -> None:
    given = json.loads(parts(path.read_text(encoding="utf-8"))["blocks"])
    if not isinstance(given, list):
        return
    for block in given:
        element = next(iter(htmltree.fragment(written(page([block]))[0]).iter_elements()), None)
        if element is None or element.tag != "section":
            continue
        props = json.loads(element.attr("data-props") or "{}")
        assert {name: props[name] for name in props if name in block and props[name] == block[name]}.keys() | {
            "data", "href", "blocks", "html"
        } >= props.keys()  # fmt: skip


@pytest.mark.parametrize("depth", [50, 300, 900])
@pytest.mark.parametrize("kind", ["gridBlock", "unknown", "accordion"])
def test_blocks_however_deep_lose_no_word(depth: int, kind: str) -> None:
    block: dict[str, Any] = {"@type": "slate", "value": [{"type": "p", "children": [{"text": "the deepest word"}]}]}
    for _ in range(depth // 3):
        inner = page([block])
        block = {"@type": kind, "data": inner} if kind == "accordion" else {"@type": kind, **inner}
    html, told = written(page([block]))
    assert "the deepest word" in visible_text(html)
    assert any(line.startswith("plone.block-deep") for line in told)


@pytest.mark.parametrize("kind", ["strong", "ul", "blockquote", "div", "link", "table", "unknown"])
def test_rich_text_however_deep_loses_no_word(kind: str) -> None:
    node: dict[str, Any] = {"text": "the deepest word"}
    for _ in range(400):
        node = {"type": kind, "children": [node]}
    html, told = written(page([{"@type": "slate", "value": [node]}]))
    assert visible_text(html) == "the deepest word"
    assert any(line.startswith("plone.rich-text") for line in told)


def test_a_value_that_lies_deeper_than_json_is_written_is_left_out_of_props() -> None:
    value: Any = "deep"
    for _ in range(900):
        value = [value]
    html, _ = written(page([{"@type": "unknown", "title": "A title", "setting": value}]))
    assert visible_text(html) == "A title"


Shape = list[Any]


def shape(element: Element) -> Shape:
    """The names of the elements below one, as lists in lists."""
    return [[child.tag, *shape(child)] for child in element.children if isinstance(child, Element)]


class Written(HTMLParser):
    """The same, of HTML as it is written: every element has its own end, in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root: Shape = []
        self._open: list[Shape] = [self.root]
        self.feed(html)
        self.close()
        assert len(self._open) == 1

    def handle_starttag(self, tag: str, attrs: object) -> None:
        made: Shape = [tag]
        self._open[-1].append(made)
        if tag not in ("br", "hr", "img"):
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag
