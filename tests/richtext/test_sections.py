"""Sections of front and contact pages: every text of theirs is in the blocks, whatever they hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.richtext.gutenberg import OLDEST, written
from migrate.richtext.losses import Losses
from migrate.richtext.sections import SETTINGS, section
from tests.richtext.markup import parsed, text

_OURS = re.compile(r"\n?<!-- /?wp:.*? -->\n?|\sclass=\"wp-block-[^\"]*\"|\n")


def bare(name: str, value: object) -> str:
    """A section's blocks without what every block has: their elements alone."""
    content = written([section(name, value, Losses())], OLDEST, Losses())
    assert content.startswith(f'<!-- wp:group {{"className":"{name.replace("_", "-")}"}} -->\n')
    return _OURS.sub("", content).removeprefix("<div>").removesuffix("</div>")


def button(words: str, href: str) -> str:
    return f'<div><div><a href="{href}">{words}</a></div></div>'


CASES: dict[str, tuple[object, str]] = {
    "hero": (
        {
            "title": "Lights",
            "subtitle": "Since 1890",
            "background": "asset:night.png",
            "button": "Find",
            "url": "page:a.md",
            "variant": "floating",
            "dropdown": {"title": "I want", "options": [{"title": "A chart", "url": "/chart"}, {"title": "x"}]},
        },
        '<figure><img src="asset:night.png" alt=""/></figure><p>Since 1890</p><h2>Lights</h2>'
        + button("Find", "page:a.md")
        + '<h3>I want</h3><ul><li><a href="/chart">A chart</a></li><li>x</li></ul>',
    ),
    "infopic": (
        {"title": "T", "description": "A <b>b</b>", "image": "asset:a.png", "alt": "A", "url": "/x"},
        (
            '<div><div><h2><a href="/x">T</a></h2><p>A <b>b</b></p></div>'
            '<div><figure><img src="asset:a.png" alt="A"/></figure></div></div>'
        ),
    ),
    "textcards": (
        {"cards": [{"title": str(n), "linktext": "More", "url": f"/{n}"} for n in range(4)]},
        "<div>"
        + "".join(f"<div><h3>{n}</h3>{button('More', f'/{n}')}</div>" for n in range(3))
        + f"</div><div><div><h3>3</h3>{button('More', '/3')}</div></div>",
    ),
    "carousel": ([{"title": "One"}, {"title": "Two"}], "<h2>One</h2><h2>Two</h2>"),
    "contact_us": (
        {
            "locations": [{"title": "House", "address": ["7 Quay", "Port"], "maps_link": "/map"}],
            "contacts": [{"content": [{"phone": "1 2"}, {"email": "a@b.c"}, {"other": "or <i>write</i>"}]}],
            "feedback": "/say",
        },
        button("Give feedback", "/say")
        + "<h3>House</h3>"
        + button("View map", "/map")
        + '<p>7 Quay<br>Port</p><p><a href="tel:12">1 2</a></p><p><a href="mailto:a@b.c">a@b.c</a></p>'
        + "<p>or <i>write</i></p>",
    ),
    "resources": ({"title": "News", "button": "More news"}, "<h2>News</h2><p>More news</p>"),
    "unknown": ("only words & so", "<p>only words &amp; so</p>"),
    "empty": (None, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_section(name: str) -> None:
    value, expected = CASES[name]
    assert bare(name, value) == expected


def test_settings_are_told() -> None:
    losses = Losses()
    section("hero", {"title": "T", "variant": "x"}, losses)
    assert losses.notes() == [("render.look", "no place in a block for: the setting `variant` of a section")]


TEXTS = ("word", "a <b>b</b>", "<table><td>x", " ", "&amp;")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.sampled_from(TEXTS))
NAMES = st.sampled_from((
    "title", "subtitle", "description", "url", "button", "cards", "options", "content", "phone", "email", "image",
    "variant", "x", "id", "alt", "address",
))  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=5))
)
NOT_TEXT = SETTINGS | {"id", "alt", "url", "image"}


def _words(value: object, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [word for key, inner in value.items() for word in _words(inner, key)]
    if isinstance(value, list):
        return [word for inner in value for word in _words(inner, name)]
    return text(value).split() if isinstance(value, str) and name not in NOT_TEXT else []


@given(NAMES, VALUES)
def test_every_text_is_there(name: str, value: object) -> None:
    losses = Losses()
    content = written([section(name, value, losses)], OLDEST, losses)
    parsed(content)
    assert set(_words(value)) <= set(text(content).split())


def test_a_section_without_end() -> None:
    value: object = "end"
    for _ in range(400):
        value = {"x": value}
    assert "end" in text(written([section("hero", value, Losses())], OLDEST, Losses()))
