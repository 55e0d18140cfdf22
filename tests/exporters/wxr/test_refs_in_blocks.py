"""Links of blocks are found without a parser, and are those that a parser finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate import addressing
from migrate.exporters.wxr.refs_in_blocks import linked
from migrate.refs import Ref

ADDRESSES = {"a.md": "/a/", "b.pdf": "/f/b%20(1).pdf", "c.md": "/c/?x=1&y=2"}
PARTS = (
    '<p>a <a href="page:a.md#b">b</a></p>', '<p><a title="x" href="asset:b.pdf" target="_blank">b</a></p>',
    '<p><a href="page:none.md">b</a></p>', '<p><img src="asset:b.pdf" alt="page:a.md"/></p>', '<p>the page: a</p>',
    '<p><a href="page:c.md?a&amp;b">c</a></p>', '<p>href="page:a.md" &lt;a href="page:a.md"&gt;</p>',
    '<p><span style="background:url(asset:b.pdf)">a</span></p>',
    '<p><a data-href="page:a.md" href="page:a.md">a</a></p>',
    '<p><q cite="page:a.md">a</q></p>', '<p><img srcset="asset:b.pdf 2x" src="asset:b.pdf"/></p>',
    '<!-- wp:html -->\n<form action="page:a.md">a</form>\n<!-- /wp:html -->',
    '<!-- wp:html -->\n<script>"<a href=\\"page:a.md\\">"</script>\n<!-- /wp:html -->',
    '<!-- wp:html -->\n<iframe src="page:a.md"><a href="page:a.md"></iframe>\n<!-- /wp:html -->',
    '<!-- wp:file {"href":"page:a.md"} -->\n<p>a</p>\n<!-- /wp:file -->',
)  # fmt: skip


def address(ref: Ref) -> str | None:
    found = ADDRESSES.get(ref.id)
    return None if found is None else f"{found}{ref.query}{ref.fragment}"


@pytest.mark.parametrize("part", PARTS)
def test_a_part(part: str) -> None:
    assert_same(part)


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("\n\n".join))
def test_parts_together(content: str) -> None:
    assert_same(content)


def assert_same(content: str) -> None:
    missing: list[Ref] = []
    there: list[Ref] = []
    assert linked(content, address, missing.append) == addressing.written(content, address, there.append)
    assert sorted(missing) == sorted(there)


def test_a_bracket_that_is_none_for_wordpress_stays_so() -> None:
    link = '<a title="&#91;gallery]" href="page:a.md">a</a>'
    assert linked(link, address, lambda ref: None) == '<a title="&#91;gallery]" href="/a/">a</a>'
