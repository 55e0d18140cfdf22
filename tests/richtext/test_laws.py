"""Whatever a body holds: nothing is raised, all of its text, links, images and anchors are in the blocks, and nothing
that an author wrote is taken for a block."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from migrate.richtext import classic
from migrate.richtext.losses import Losses
from tests.richtext.cases import VERSIONS, blocks
from tests.richtext.markup import every, has_torn_lines, is_stable, links, names, parsed, text

TAGS = (
    "p", "p", "p", "div", "h2", "h6", "ul", "ol", "li", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
    "caption", "a", "strong", "em", "b", "span", "font", "code", "pre", "blockquote", "cite", "footer", "figure",
    "figcaption", "details", "summary", "section", "iframe", "script", "style", "dl", "dt", "form", "label", "button",
    "svg", "unknown", "nav", "sub", "noscript", "textarea", "title",
)  # fmt: skip
VOID = ("br", "img", "hr", "input", "wbr")
ATTRIBUTES = (
    "class=lead", 'class="row"', 'class="col is-4"', 'class="button"', 'style="text-align:center"', 'href="/x?a&amp;b"',
    'href="asset:a.pdf"', 'src="a.png"', 'src="https://www.youtube.com/embed/abcdefghijk"', "id=one", 'id="t--w>o"',
    "colspan=2", "hidden", 'width="50%"', 'width="20"', 'title="--> <!-- wp:html -->"', 'align="right"', "start=3",
    'role="button"', 'type="a"', "reversed", 'value="3"',
)  # fmt: skip
TEXTS = (
    "word", " ", "\n", "&nbsp;", "&amp;lt;", "[gallery]", "https://a.example/", "<!-- wp:html -->", "<!-- /wp:html -->",
    "-->", "<!-- ", "<?x ?>", "</", "é漢\u200b", "&#91;a]", '"', "{", "}", "\\",
)  # fmt: skip


def _element(tag: str, attributes: list[str]) -> str:
    return f"<{' '.join([tag, *attributes])}>"


ATTRIBUTE_LISTS = st.lists(st.sampled_from(ATTRIBUTES), max_size=3)
STARTS = st.builds(_element, st.sampled_from((*TAGS, *VOID)), ATTRIBUTE_LISTS)
ENDS = st.sampled_from(TAGS).map("</{}>".format)
TORN = st.lists(st.one_of(STARTS, STARTS, ENDS, st.sampled_from(TEXTS)), max_size=25).map("".join)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def around(tag: str, attributes: list[str], parts: list[str]) -> str:
        return f"{_element(tag, attributes)}{''.join(parts)}</{tag}>"

    return st.builds(around, st.sampled_from(TAGS), ATTRIBUTE_LISTS, st.lists(inner, max_size=4))


WHOLE = st.recursive(st.sampled_from(TEXTS), _nested, max_leaves=12)
BODIES = st.one_of(TORN, st.lists(WHOLE, max_size=4).map("".join))


def is_same_text(content: str, html: str) -> bool:
    """To the word; where a block stands within a line, which no editor makes, white space around it may differ."""
    if not has_torn_lines(html):
        return text(content) == text(html)
    return "".join(text(content).split()) == "".join(text(html).split())


@given(BODIES, st.sampled_from(tuple(VERSIONS.values())))
def test_a_body_is_in_its_blocks(html: str, version: tuple[int, int]) -> None:
    assume(is_stable(html))
    content, _ = blocks(html, version)
    assert is_same_text(content, html)
    assert links(html) - links(content) == {}
    assert names(html) <= names(content)


@given(BODIES)
def test_no_block_but_ours(html: str) -> None:
    content, _ = blocks(html)
    found = list(every(parsed(content)))
    for block in found:
        assert block.name == "html" or "<!--" not in block.html.replace("<!--wp:", "").replace("<!--/wp:", "")


@given(st.text())
@example("<!-- wp:html -->")
def test_any_text_at_all(html: str) -> None:
    content, _ = blocks(html)
    parsed(content)
    assert text(content) == text(html)


@given(BODIES)
def test_classic_holds_the_same(html: str) -> None:
    assume(is_stable(html))
    content = classic.written(html, Losses())
    assert text(content) == text(html)
    assert links(content) == links(html)
    assert names(content) == names(html)
