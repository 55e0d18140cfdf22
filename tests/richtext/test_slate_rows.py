"""The short way of rows gives what the long way gives."""

from __future__ import annotations

from uuid import UUID
from uuid import uuid5 as long_uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as some

from migrate.richtext import slate
from migrate.richtext.blocks import PLAIN
from migrate.richtext.losses import Losses
from migrate.richtext.nodes import tree
from migrate.richtext.slate_rows import simple_row
from migrate.richtext.volto_layout import uuid5

TEXTS = some.sampled_from(["a", "b ", " c", " ", "", " d ", "\xa0", "e\xa0", "\n", "x  y", "\u2003", "<i>k</i>"])
TAGS = some.sampled_from(
    [None, "strong", "em", "cite", "span", 'a href="u"', "a", 'a href=""', 'em class="z"', 'b id="n"']
)


@given(some.lists(some.tuples(TAGS, TEXTS), min_size=1, max_size=5))
def test_a_simple_row_is_what_the_long_way_gives(parts: list[tuple[str | None, str]]) -> None:
    written = "".join(text if tag is None else f"<{tag}>{text}</{tag.split()[0]}>" for tag, text in parts)
    nodes, _ = tree(written)
    row = simple_row(nodes)
    if row is None:
        return
    losses, names = Losses(), list[str]()
    children = slate.normal(slate.Line(losses, names).parts(nodes))
    assert (row[0], [*losses.look], names) == (children, [], [])
    assert slate.blocks(slate.node("p", children, PLAIN))[0]["plaintext"] == row[1]


def test_marks_and_links_are_a_simple_row() -> None:
    nodes, _ = tree('<b>Note</b> <em>well</em>: <a href="/a">there</a>')
    assert simple_row(nodes) == (
        [
            {"text": ""},
            {"type": "b", "children": [{"text": "Note"}]},
            {"text": " "},
            {"type": "em", "children": [{"text": "well"}]},
            {"text": ": "},
            {"type": "link", "data": {"url": "/a"}, "children": [{"text": "there"}]},
            {"text": ""},
        ],
        "Note well: there",
    )


@pytest.mark.parametrize(
    "html",
    ["alone", "<b>a <i>b</i></b>", "<b>a</b> ", " <b>a</b>", "<b>a </b> b", "<b> </b>a", '<a href="" title="t">a</a>b'],
)
def test_what_needs_more_is_none(html: str) -> None:
    assert simple_row(tree(html)[0]) is None


@given(some.uuids(), some.text(some.characters(exclude_categories=["Cs"])))
def test_ids_are_those_of_uuid5(names: UUID, said: str) -> None:
    assert uuid5(names.bytes, said) == str(long_uuid5(names, said))
