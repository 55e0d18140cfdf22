"""Whatever a body holds: Volto takes the blocks, and shows all of its text, links, images and anchors."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume, example, given
from hypothesis import strategies as st

from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.sections import section
from migrate.richtext.volto import written
from tests.richtext.markup import is_stable, links, names, text
from tests.richtext.test_laws import BODIES, is_same_text
from tests.richtext.test_sections import NAMES, VALUES, _words
from tests.richtext.volto_schema import faults
from tests.richtext.volto_view import view


def document(html: str) -> dict[str, Any]:
    losses = Losses()
    return written(read(html, losses, foreign=True), losses)


@given(BODIES)
@example("<p>a<b> <img src=a.png> </b>b</p>")
@example("<p><a href=/x>a <img src=a.png> b</a></p>")
@example("<ul><li><ul><li>a</ul></ul>")
@example("<p>w<img src=a.png><b>w</b></p>")
@example("<a href=/x><p>")
@example("<h2><a href=/x><p>")
@example("<br id=one>")
@example("<img id=one>")
@example("<blockquote>")
@example("<p>a<span hidden>b</span></p>")
def test_a_body_is_in_its_blocks(html: str) -> None:
    assume(is_stable(html))
    made = document(html)
    shown = view(made)
    assert faults(made) == []
    assert is_same_text(shown, html)
    assert links(html) - links(shown) == {}
    assert names(html) <= names(shown)


@given(BODIES)
def test_twice_the_same(html: str) -> None:
    made = document(html)
    assert json.dumps(made) == json.dumps(document(html))
    assert made["blocks_layout"]["items"] == list(made["blocks"])


@given(st.text())
def test_any_text_at_all(html: str) -> None:
    made = document(html)
    assert faults(made) == []
    assert text(view(made)) == text(html)


@given(NAMES, VALUES)
def test_every_text_of_a_section(name: str, value: object) -> None:
    losses = Losses()
    made = written([section(name, value, losses)], losses)
    assert faults(made) == []
    assert set(_words(value)) <= set(text(view(made)).split())
