"""How WordPress's blocks are written: attributes within a comment, and addresses in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.richtext.gutenberg_markup import json_of, readdressed
from tests.richtext.cases import blocks
from tests.richtext.markup import every, parsed


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a--b", r"a\u002d\u002db"),
        ("-->", r"\u002d\u002d\u003e"),
        ("<b> & c", r"\u003cb\u003e \u0026 c"),
        ('say "x"', r"say \u0022x\u0022"),
        ("a\\", r"a\u005c"),
        ('\\"', r"\u005c\u0022"),
        ("課程", "課程"),
    ],
)
def test_attributes(value: str, written: str) -> None:
    assert json_of({"x": value}) == f'{{"x":"{written}"}}'


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans())))
def test_attributes_mean_what_they_meant(attributes: dict[str, object]) -> None:
    text = json_of(attributes)
    assert json.loads(text) == attributes
    assert not any(sign in text for sign in ("--", "<", ">", "&", '\\"'))


def test_new_addresses_in_attributes() -> None:
    content, _ = blocks('<p><a href="asset:a--b.pdf">A</a></p><p>x</p><p><a href="asset:c.pdf">C</a></p>')
    moved = readdressed(content, lambda href: f"https://new.example/{href.removeprefix('asset:')}?a&b")
    found = [block.attributes["href"] for block in every(parsed(moved)) if block.name == "file"]
    assert found == ["https://new.example/a--b.pdf?a&b", "https://new.example/c.pdf?a&b"]
    assert readdressed(content, lambda href: href) == content


def test_what_an_author_writes_is_no_attribute() -> None:
    content, _ = blocks('<p>&lt;!-- wp:file {"href":"asset:a"} --&gt;</p><p><a href="asset:a.pdf">A</a></p>')
    assert readdressed(content, lambda href: "x").count('"href":"x"') == 1
