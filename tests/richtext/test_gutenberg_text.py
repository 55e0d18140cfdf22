"""What a reader sees of blocks is known as soon as they are written, and is what a browser would find in them."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from migrate.richtext import gutenberg
from migrate.richtext.gutenberg_text import Blocks
from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.visibletext import visible_text
from tests.richtext.test_laws import BODIES


def written(html: str, version: tuple[int, int] = gutenberg.OLDEST) -> Blocks:
    losses = Losses()
    return gutenberg.written(read(html, losses), version, losses)


@given(BODIES, st.sampled_from((gutenberg.OLDEST, gutenberg.NEWEST)))
@example("<ul><li>a<ul><li>b</li></ul></li></ul>", (6, 1))
@example("<blockquote><p>a</p><cite>b</cite></blockquote>", (6, 1))
@example("<p>a<br><b>b<br>c</b> <i hidden>d</i>&lt;e&gt;</p>", (6, 1))
@example("<table><caption>a</caption><tr><th>b</th><td>c<p>d</p></td></tr></table>", (6, 1))
@example("<p>a</p><form>b<textarea>c</textarea></form><p>d</p>", (6, 1))
@example("<details><summary>a</summary><p>b</p></details>", (6, 3))
@example('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe><p>a</p>', (6, 1))
@example('<p><a class="button" href="/a/">b</a></p><p><a href="asset:a.pdf">c</a></p>', (6, 1))
def test_it_is_what_a_browser_finds(html: str, version: tuple[int, int]) -> None:
    content = written(html, version)
    seen = content.seen
    assert seen is None or " ".join(seen.split()) == visible_text(content)


def test_only_a_browser_can_tell_where_a_script_may_take_in_what_follows() -> None:
    assert written("<p>a</p><script><!--<script></script><p>b</p>").seen is None
    assert written("<p>a</p><plaintext>b").seen is None
