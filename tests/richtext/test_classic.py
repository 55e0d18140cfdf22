"""HTML for WordPress's classic editor: lines mean something to it, and so do brackets and bare addresses."""

from __future__ import annotations

import pytest

from migrate.richtext import classic
from migrate.richtext.losses import Losses

CASES = {
    "lines are joined": ("<p>one\n  two<br>\nthree</p>\n\n<p>four</p>", "<p>one two<br> three</p>\n<p>four</p>"),
    "pre keeps its lines": ("<pre>a\n  b\n\nc</pre><p>d\ne</p>", "<pre>a\n  b\n\nc</pre>\n<p>d e</p>"),
    "scripts and styles keep theirs": ("<p>a\nb</p><script>b\nc</script>", "<p>a b</p>\n<script>b\nc</script>"),
    "text without a paragraph": ("a <b>b</b>\nc<p>d</p>e", "a <b>b</b> c\n<p>d</p>\ne"),
    "brackets that could be a shortcode": ("<p>[gallery] [1] [Sic]</p>", "<p>&#91;gallery] [1] [Sic]</p>"),
    "an address that is a paragraph": ("<p>https://a.example/</p>", "<p>https&#58;//a.example/</p>"),
    "a comment": ("<p>a<!-- wp:html -->b</p>", "<p>ab</p>"),
    "nothing": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_classic(name: str) -> None:
    html, expected = CASES[name]
    assert classic.written(html, Losses()) == expected
