"""What of HTML a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.visibletext import visible_blocks, visible_text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        (" \n", []),
        ("a <b>b</b>c", ["a bc"]),
        ("<p>a\n b</p><p>c</p>", ["a b", "c"]),
        ("a<br>b<hr>c", ["a", "b", "c"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<ul><li>a<ul><li>b</ul>c</ul>", ["a", "b", "c"]),
        ("a<script>b</script><style>c</style><template>d</template><!-- e -->", ["a"]),
        ("<p hidden>a</p><p hidden=''>b</p><p>c <span hidden>d</span></p>", ["c"]),
        ("&amp;lt; &nbsp; \u2003x\u200b", ["&lt; x\u200b"]),
        ("<![CDATA[a]]>b", ["b"]),
        ("a\x00b", ["ab"]),
    ],
)
def test_visible_blocks(html: str, blocks: list[str]) -> None:
    assert list(visible_blocks(html)) == blocks


def test_elements_that_lie_deep() -> None:
    assert visible_text("<div>" * 20_000 + "a" + "</div>" * 20_000 + "b") == "a b"


@given(st.text("ab<>/p &;!-\n", max_size=60))
def test_blanks_are_folded(html: str) -> None:
    text = visible_text(html)
    assert text == " ".join(text.split())
