"""Laws: normalising twice changes nothing, every ref exists, no segment of an address is lost, no text changes."""

from __future__ import annotations

import turbohtml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from migrate import htmltree, urls
from migrate.normalise import Normaliser
from migrate.normalise.active import active_in, stripped
from migrate.normalise.links import with_refs
from migrate.normalise.markup import tidied
from migrate.refs import Ref, parsed
from tests.normalise.sites import body, normaliser, page, redirect, site

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<p></p>", "<div>", "</div>", "<b>", "</b>", "&nbsp;", "\u00a0", "\n", " ", "text", "<br/>",
        "<pre>", "</pre>", '<a href="/visit">', "<a href='/files/Guide.pdf#x'>", '<a href="#film">',
        "<a href=page:nothing>", "</a>", '<img src="images/x.png" srcset="/files/guide.pdf 1x, /gone.png 2x">',
        '<a href="asset:files/guide.pdf">', '<p style="background:url(/files/guide.pdf);mso-x:y">', "<style>",
        "a{b:url('/files/guide.pdf')}", "</style>", "<script>", "</script>", "<textarea>", "</textarea>", "<!--",
        "-->", "<!--[if x]>", "<svg>", "</svg>", "<math>", "<mtext>", '<p class="MsoNormal x">', "<o:p>", "</o:p>",
        "<td>", "</td>", "<table>", "</table>", "<select>", "<option>", "<noscript>", "</noscript>", "<template>",
        "</template>", "<p onclick=x>", '<a href="java&#115;cript:x">', "<", ">", '"', "'", "&", "=", "<a href='",
        "\r\n", "<li>", "</li>", "<iframe>", "</iframe>", "<xmp>", "<title>", "<plaintext>", "\u2028",
        "<style/>", "<textarea/>", "<title/>", "<foreignObject>",
    ]
)  # fmt: skip
HTML = st.lists(PIECES, max_size=25).map("".join)
PATHS = st.lists(st.sampled_from(["a", "b c", "..", ".", "", "d.html", "%41", "\u00e9"]), max_size=6).map("/".join)
PAGE = page("pages/visit.md", "/visit/")


def small(**options: object) -> Normaliser:
    return normaliser(
        site([PAGE, page("pages/a#b?c%.md", "/odd/")], redirects=[redirect("/old", "/visit/#film")]),
        [("files/guide.pdf", "/files/guide.pdf"), ("images/a b,c.png", "/images/x.png")],
        **options,
    )


def seen(html: str) -> str:
    """The text that a reader sees, and after it what one without scripts sees; blanks do not count."""
    root = turbohtml.parse_fragment(html, scripting=True)
    without_scripts = ""
    for element in list(root.iter_elements()):  # taking one out that has children would end the walk
        if element.tag == "noscript" and element.namespace.value == "html":
            without_scripts += seen(element.text)
        if element.tag in ("script", "style", "template", "noscript"):
            element.decompose()
    return "".join(root.text.split()) + without_scripts


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_normalising_twice_changes_nothing(html: str) -> None:
    once = small().page(PAGE, body(html)).body
    assert once is not None
    again = small().page(PAGE, once).body
    assert again == once


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_every_ref_of_a_normalised_body_exists(html: str) -> None:
    done = small().page(PAGE, body(html)).body
    assert done is not None
    assert done.html is not None
    found: list[str] = []
    with_refs(done.html, lambda address: (found.append(address), address)[1])
    refs = [ref for address in found if (ref := parsed(address))]
    known = {"pages/visit.md", "pages/a#b?c%.md", "files/guide.pdf", "images/a b,c.png", "images/a%20b%2Cc.png"}
    assert {ref.id for ref in refs} <= known


@settings(max_examples=300, deadline=None)
@given(HTML)
@example("if a <<o:p></o:p>b and more")
@example("<svg><style/></svg><p>url(/files/guide.pdf)")
@example('<template><p></template><style><p style="background:url(/files/guide.pdf);mso-x:y">')
@example('<textarea/><a href="/visit"><p class="MsoNormal x">')
@example('<svg><style><p style="background:url(/files/guide.pdf)">text')
def test_no_visible_text_changes(html: str) -> None:
    assert seen(tidied(html)[0]) == seen(html)
    assert seen(with_refs(html, lambda address: f"page:{address}")) == seen(html)


@settings(max_examples=300, deadline=None)
@given(HTML)
@example("<<o:p></o:p>script>x</script>")
@example('<body onload="x">')
@example("<svg><style/></svg><p>url(/files/guide.pdf)")
def test_nothing_active_is_left(html: str) -> None:
    out = stripped(html)
    assert active_in(out) == []
    assert stripped(out) == out
    done = small(active_html="strip").page(PAGE, body(html)).body
    assert done is not None
    assert done.html is not None
    assert active_in(done.html) == []


@given(HTML)
def test_html_without_rules_stays_as_it_is(html: str) -> None:
    assert htmltree.rewritten(html, (("[href]", lambda tag: None),)) == htmltree.with_line_feeds(html)


@given(PATHS, PATHS)
def test_joining_loses_no_segment(base: str, path: str) -> None:
    joined = urls.joined(f"/{base}", path)
    assert joined.startswith("/")
    kept = [part for part in path.split("/") if part not in (".", "..")]
    if ".." not in path.split("/"):
        assert joined.rstrip("/").endswith("/".join(kept).rstrip("/"))
    if path and not path.startswith("/") and not {".", ".."} & {*path.split("/"), *base.split("/")}:
        assert joined == f"/{base}".rpartition("/")[0] + f"/{path}"


@given(st.sampled_from(["page", "asset"]), st.text(), st.text(), st.text())
def test_a_ref_is_read_as_it_was_written(kind: str, id_: str, query: str, fragment: str) -> None:
    query = f"?{query.replace('#', '')}" if query.replace("#", "") else ""
    fragment = f"#{fragment}" if fragment else ""
    ref = Ref("page" if kind == "page" else "asset", id_, query, fragment)
    assert parsed(str(ref)) == ref
