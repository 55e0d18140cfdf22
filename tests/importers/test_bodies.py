"""A body is read and rendered when its turn comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.importers.isomer import bodies
from migrate.interfaces import Rendered
from migrate.model import Body
from tests.conftest import Opener


def body_of(open_site: Opener, file: str, content: str | bytes, config: str = "timezone: UTC\n") -> Rendered:
    source = open_site({file: content}, config=config)
    return source.body(source.site.pages[0])


def told(rendered: Rendered) -> list[str]:
    return [f"{finding.place} {finding.code}" for finding in rendered.findings]


def test_markdown(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", "---\ntitle: x\n---\n# Hi *there*\n")
    html = '<h1 id="hi-there">Hi <em>there</em></h1>\n'
    assert rendered == Rendered(Body(html=html, text="# Hi *there*\n", format="markdown"), [])


def test_html_and_other_files_are_as_they_are(open_site: Opener) -> None:
    assert body_of(open_site, "a.html", "---\n---\n<p>*x*\n").body == Body(
        html="<p>*x*\n", text="<p>*x*\n", format="html"
    )
    assert body_of(open_site, "b.scss", "---\n---\na {}\n", "exclude: [a.html]\n").body == Body(
        html=None, text="a {}\n", format="scss"
    )


def test_the_site_options_count(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", "---\n---\none\ntwo\n", "kramdown: {hard_wrap: true}\n")
    assert rendered.body is not None
    assert rendered.body.html == "<p>one<br />\ntwo</p>\n"


LIQUID = """{% include note.html text="*hi*" %}

{{ page.title }} of {{ site.pages.size }} in {{ "/a" | relative_url }}
"""


def test_liquid_runs_before_markdown(open_site: Opener) -> None:
    source = open_site(
        {
            "a.md": f"---\ntitle: x\n---\n{LIQUID}",
            "b.md": "---\n---\n",
            "_includes/note.html": "**{{ include.text }}**",
        },
        config="timezone: UTC\nbaseurl: /base\n",
    )
    html = "<p><strong><em>hi</em></strong></p>\n\n<p>x of 2 in /base/a</p>\n"
    assert source.body(source.site.pages[0]) == Rendered(Body(html=html, text=LIQUID, format="markdown"), [], "index")


def test_liquid_that_cannot_be_resolved_is_a_comment_and_told(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", "---\ntitle: x\n---\nline 4\n\n{% include gone.html %}\n\nend\n")
    assert rendered.body is not None
    assert rendered.body.html == "<p>line 4</p>\n\n<!-- {% include gone.html %} -->\n\n<p>end</p>\n"
    assert told(rendered) == ["a.md:6 page.liquid"]


def test_a_page_can_refuse_liquid(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", "---\nrender_with_liquid: false\n---\n{{ page.title }}\n")
    assert rendered.body is not None
    assert rendered.body.html == "<p>{{ page.title }}</p>\n"


def test_odd_bytes_are_told_and_kept(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", b"---\n---\nf\xfcr \x93x\x94\n\0\n")
    assert rendered.body is not None
    assert rendered.body.text == "für “x”\n\n"
    assert told(rendered) == ["a.md:3 encoding.invalid-utf8", "a.md:4 encoding.nul"]


def test_an_unclosed_front_matter_is_body(open_site: Opener) -> None:
    rendered = body_of(open_site, "a.md", "---\ntitle: x\n")
    assert rendered.body is not None
    assert rendered.body.text == "---\ntitle: x\n"


def test_too_much_markdown_is_kept_as_text(open_site: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_MARKDOWN", 10)
    rendered = body_of(open_site, "a.md", "---\n---\n0123456789\n")
    assert rendered.body == Body(html=None, text="0123456789\n", format="markdown")
    assert told(rendered) == ["a.md:3 page.too-large"]


def test_a_page_that_went_away_is_told(open_site: Opener) -> None:
    source = open_site({"a.md": "---\n---\n"})
    (source._root / "a.md").unlink()
    rendered = source.body(source.site.pages[0])
    assert (rendered.body, told(rendered)) == (None, ["a.md page.failed"])


LOOKED = {
    "---\n---\n{{ site.author }}\n": "own",
    "---\n---\n{{ site.pages.size }}\n": "index",
    "---\n---\n{{ site.time }}\n": "all",
    "---\nrender_with_liquid: false\n---\n{{ site.time }}\n": "own",
}


@pytest.mark.parametrize("content", LOOKED)
def test_what_a_body_was_made_of(open_site: Opener, content: str) -> None:
    assert body_of(open_site, "a.md", content).looked == LOOKED[content]
    assert body_of(open_site, "a.scss", content, "exclude: [a.md]\n").looked == "own"  # its Liquid is not run


def test_what_is_damaged_may_be_anything(open_site: Opener) -> None:
    """Lists in templates show values as they are written, the index has them mended."""
    damaged = "---\ntitle: 'Caf\u00c3\u00a9s'\n---\n" + "Caf\u00c3\u00a9s \u00e2\u20ac\u201c here\n" * 5
    source = open_site({"a.md": "---\n---\n{{ site.pages | map: 'title' }}\n", "b.md": damaged})
    assert [source.body(page).looked for page in source.site.pages] == ["all", "own"]


def test_a_body_that_cannot_be_read_may_be_anything(open_site: Opener, tmp_path: Path) -> None:
    source = open_site({"a.md": "---\n---\nx\n", "b.md": "---\n---\n"})
    (tmp_path / "site" / "a.md").unlink()
    assert source.body(source.site.pages[0]).looked == "all"
