"""The addresses of HTML: each is asked for, and nothing else changes."""

from __future__ import annotations

import pytest

from migrate.normalise.links import in_css, in_markdown, in_srcset, with_refs


def marked(address: str) -> str:
    return f"<{address}>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/x">t</a>', '<a href="&lt;/x&gt;">t</a>'),
        ("<A HREF=/x y>t</A>", '<a href="&lt;/x&gt;" y>t</A>'),
        ("<img src='/x'>", '<img src="&lt;/x&gt;">'),
        (
            '<video poster="/x"><source src="/y"></video>',
            '<video poster="&lt;/x&gt;"><source src="&lt;/y&gt;"></video>',
        ),
        ('<form action="/x"><button formaction="/y">', '<form action="&lt;/x&gt;"><button formaction="&lt;/y&gt;">'),
        ('<object data="/x"><div data="/y">', '<object data="&lt;/x&gt;"><div data="/y">'),
        ('<blockquote cite="/x"><div cite="/y">', '<blockquote cite="&lt;/x&gt;"><div cite="/y">'),
        ('<svg><image xlink:href="/x"/></svg>', '<svg><image xlink:href="&lt;/x&gt;"/></svg>'),
        ('<a href="/a?x=1&amp;y=2">', '<a href="&lt;/a?x=1&amp;y=2&gt;">'),
        # no addresses
        ("<!-- <a href='/x'> -->", "<!-- <a href='/x'> -->"),
        ("<script>var a = '<a href=\"/x\">'</script>", "<script>var a = '<a href=\"/x\">'</script>"),
        ("<textarea><a href='/x'></textarea>", "<textarea><a href='/x'></textarea>"),
        # of HTML, what holds raw text holds it in spite of a slash; in SVG it holds tags, as any other
        (
            "<textarea/><a href='/x'></textarea><a href='/y'>",
            "<textarea/><a href='/x'></textarea><a href=\"&lt;/y&gt;\">",
        ),
        ("<iframe src='/x'/><a href='/y'>", "<iframe src=\"&lt;/x&gt;\"/><a href='/y'>"),
        ("<svg><title><a href='/x'>t</a></title></svg>", '<svg><title><a href="&lt;/x&gt;">t</a></title></svg>'),
        ("<svg><style><a href='/x'>url(/y)</a></style>", '<svg><style><a href="&lt;/x&gt;">url(/y)</a></style>'),
        ("<svg><style/><text>url(/y)</text></svg>", "<svg><style/><text>url(/y)</text></svg>"),
        ("<svg><style>a{b:url(/x)}</style></svg>", '<svg><style>a{b:url("\\3c /x>")}</style></svg>'),
        (
            "<svg><foreignObject><textarea><a href='/x'></textarea></foreignObject></svg>",
            "<svg><foreignObject><textarea><a href='/x'></textarea></foreignObject></svg>",
        ),
        # and where a tag of HTML ends the SVG
        ("<svg><style><p style='a:url(/x)'>t", '<svg><style><p style="a:url(&quot;\\3c /x&gt;&quot;)">t'),
        (
            "Write to <log_clerk@lamps.example>, &lt;a href='/x'&gt;",
            "Write to <log_clerk@lamps.example>, &lt;a href='/x'&gt;",
        ),
        ("<p title='/x' data-href='/y'>1 < 2 &copy; 3", "<p title='/x' data-href='/y'>1 < 2 &copy; 3"),
        # cut off by the end of the text
        ('<a href="/x">t</a> and <a href="/y', '<a href="&lt;/x&gt;">t</a> and <a href="/y'),
        ('no tag <a href="/y', 'no tag <a href="/y'),
        (
            "p p p p p p p p p p p <a href='p p p p p p p p p p p",
            "p p p p p p p p p p p <a href='p p p p p p p p p p p",
        ),
    ],
)
def test_html(before: str, after: str) -> None:
    assert with_refs(before, marked) == after


@pytest.mark.parametrize("html", ["", "plain", "a\n<br/>\n<p class=x id='y'>b<i>&nbsp;</p>", "<a href='/x'  >"])
def test_what_is_not_replaced_stays_to_the_byte(html: str) -> None:
    assert with_refs(html, lambda address: address) == html


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("/a.png 1x, /b.png 2x", ["/a.png", "/b.png"]),
        ("/a.png, /b.png 2x", ["/a.png", "/b.png"]),
        ("/a.png 100w,/b,c.png 200w ,,", ["/a.png", "/b,c.png"]),
        (" /a.png ", ["/a.png"]),
        ("/a (1).png 1x", ["/a"]),
        ("/a.png calc(1, 2), /b.png", ["/a.png", "/b.png"]),
        ("/a.png (, /b.png", ["/a.png"]),
        (",,,", []),
        ("", []),
        ("data:image/png;base64,AA== 1x, /b.png 2x", ["data:image/png;base64,AA==", "/b.png"]),
    ],
)
def test_srcset(srcset: str, addresses: list[str]) -> None:
    asked: list[str] = []

    def same(address: str) -> str:
        asked.append(address)
        return address

    assert in_srcset(srcset, same) == srcset
    assert asked == addresses


def test_a_ref_in_a_srcset_holds_no_white_space() -> None:
    assert (
        in_srcset("/a.png 1x, /b.png 2x", lambda _: "asset:a b,c.png")
        == "asset:a%20b%2Cc.png 1x, asset:a%20b%2Cc.png 2x"
    )


@pytest.mark.parametrize(
    ("css", "after"),
    [
        ("background: url(/x.png) no-repeat", 'background: url("</x.png>") no-repeat'),
        ("background: URL( '/x y.png' )", "background: url('</x y.png>')"),
        ('a{b:url("/x");c:url(/y)}', 'a{b:url("</x>");c:url("</y>")}'),
        ("url(/x y)", "url(/x y)"),
        ("curl(/x)", "curl(/x)"),
        ("@import '/x.css'; a{}", "@import '</x.css>'; a{}"),
        ('url("/a\\22 b")', 'url("</a\\22 b>")'),
        ('url("/x', 'url("/x'),
    ],
)
def test_css(css: str, after: str) -> None:
    assert in_css(css, lambda address: f"<{address}>").replace("\\3c ", "<") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("See [here](/a) and ![b](/b c.png).", "See [here](</a>) and ![b](</b c.png>)."),
        ('[a](/a "Title") [b](</b (1)>)', '[a](</a> "Title") [b](<</b (1)>>)'),
        ("[a](/a_(1).pdf)", "[a](</a_(1).pdf>)"),
        ("a](b\nc) f(x) [a]", "a](b\nc) f(x) [a]"),
    ],
)
def test_markdown_in_values(text: str, after: str) -> None:
    assert in_markdown(text, marked) == after


def test_styles_of_attributes_and_sheets() -> None:
    html = "<p style=\"background:url('/a')\">url(/b)<style>i{background:url(/c)}</style>url(/d)"
    after = '<p style="background:url(\'asset:a\')">url(/b)<style>i{background:url("asset:c")}</style>url(/d)'
    assert with_refs(html, lambda address: address.replace("/", "asset:")) == after
