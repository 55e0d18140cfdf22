"""A page, and the values of a whole site, through the passes."""

from __future__ import annotations

from migrate.diagnostics import Finding
from migrate.model import NavNode
from tests.normalise.sites import body, normaliser, page, site

VISIT = page("pages/visit.md", "/visit/")
FILES = [("images/a.png", "/images/a.png"), ("files/g.pdf", "/files/g.pdf")]


def test_a_page() -> None:
    written = page(
        "index.md",
        "/",
        kind="home",
        image="/images/a.png",
        sections=({"hero": {"background": "/images/A.png", "url": "/visit", "title": "/visit/", "n": 1}},),
        meta={
            "thumbnail": "/images/a.png",
            "notice": 'See <a href="/visit/">it</a>.',
            "note": "/not/a/file",
            "id": "/x.pdf",
        },
    )
    html = '<p class="MsoNormal"><a href="/visit/#film">a</a> <a href="/gone/">b</a> <a href="#c">c</a></p><p></p>'
    done = normaliser(site([written, VISIT]), FILES, bodies={"pages/visit.md": '<p id="film">'}).page(
        written, body(html)
    )
    assert done.body is not None
    assert done.body.html == '<p><a href="page:pages/visit.md#film">a</a> <a href="/gone/">b</a> <a href="#c">c</a></p>'
    assert done.body.text == html
    assert done.page.image == "asset:images/a.png"
    assert done.page.sections == (
        {"hero": {"background": "asset:images/a.png", "url": "page:pages/visit.md", "title": "/visit/", "n": 1}},
    )
    assert done.page.meta == written.meta
    assert [(link.field, link.href, link.status, link.target) for link in done.links] == [
        ("body", "/visit/#film", "ok", "page:pages/visit.md#film"),
        ("body", "/gone/", "broken", None),
        ("body", "#c", "anchor-missing", "page:index.md#c"),
        ("image", "/images/a.png", "ok", "asset:images/a.png"),
        ("sections[0].hero.background", "/images/A.png", "case", "asset:images/a.png"),
        ("sections[0].hero.url", "/visit", "slash", "page:pages/visit.md"),
        ("meta.thumbnail", "/images/a.png", "ok", "asset:images/a.png"),
        ("meta.notice", "/visit/", "ok", "page:pages/visit.md"),
    ]
    assert [(finding.code, finding.message) for finding in done.findings] == [
        ("link.broken", "`/gone/` leads to no page or file"),
        ("link.anchor-missing", "`#c`: index.md has nothing called `c`"),
        ("markup.tidied", "taken out: 1 × Word's classes, 1 × empty paragraphs"),
        ("link.case", "`/images/A.png` leads to images/a.png only when upper and lower case are not told apart"),
    ]


def test_a_broken_link_names_the_likeliest_page_and_its_line() -> None:
    home = page("index.md", "/")
    done = normaliser(site([home, VISIT]), FILES, line=lambda file, text, body: {"/visits/": 7}.get(text)).page(
        home, body('<a href="/visits/">a</a> <a href="/visits/">again</a>')
    )
    assert [link.status for link in done.links] == ["broken", "broken"]
    assert list(done.findings) == [
        Finding(
            code="link.broken",
            message="`/visits/` leads to no page or file; /visit/ may be meant",
            file="index.md",
            line=7,
        )
    ]


def test_a_hundred_findings_are_told_and_all_links_listed() -> None:
    html = "".join(f'<a href="/gone/{number}/">a</a>' for number in range(1000))
    done = normaliser(site([VISIT])).page(VISIT, body(html))
    assert len(done.links) == 1000
    assert len(done.findings) == 101
    assert done.findings[-1].message == "more than 100 of these on one page; its `links` have them all"


def test_what_runs_code_is_told_and_goes_when_it_is_to_go() -> None:
    html = '<a href="/visit/" onclick="x()">a</a><script>1</script>'
    kept = normaliser(site([VISIT])).page(VISIT, body(html))
    gone = normaliser(site([VISIT]), active_html="strip").page(VISIT, body(html))
    assert kept.body is not None
    assert gone.body is not None
    assert kept.body.html == '<a href="page:pages/visit.md" onclick="x()">a</a><script>1</script>'
    assert gone.body.html == '<a href="page:pages/visit.md">a</a>'
    assert [(finding.code, finding.message) for finding in gone.findings] == [
        ("active.handler", "<a onclick=…> was taken out"),
        ("active.script", "<script> was taken out"),
    ]
    assert [finding.message for finding in kept.findings] == ["<a onclick=…> is kept", "<script> is kept"]


def test_an_anchor_is_looked_for_on_the_page_itself() -> None:
    pages = [page("a.md", "/same/", duplicate_of="b.md"), page("b.md", "/same/")]
    done = normaliser(site(pages)).page(pages[0], body('<a href="#x">a</a><p id="x">b</p>'))
    assert [(link.target, link.status) for link in done.links] == [("page:a.md#x", "ok")]


def test_links_are_counted_once_where_something_is_taken_out() -> None:
    html = "<script>1</script>" + "".join(f'<a href="/gone/{number}/">a</a>' for number in range(60))
    done = normaliser(site([VISIT]), active_html="strip").page(VISIT, body(html))
    assert len(done.links) == 60
    assert [finding.code for finding in done.findings] == ["active.script", *["link.broken"] * 60]


def test_links_in_noscript_and_styles() -> None:
    html = (
        '<noscript><img src="/images/a.png"></noscript><style><!-- a{background:url(/images/a.png)} --></style>'
        '<img srcset="data:image/png;base64,AA== 1x, /images/a.png 2x" src="data:image/png;base64,AA==">'
    )
    done = normaliser(site([VISIT]), FILES).page(VISIT, body(html))
    assert done.body is not None
    assert done.body.html == html.replace("url(/images/a.png)", 'url("asset:images/a.png")').replace(
        "/images/a.png", "asset:images/a.png"
    )
    assert [link.href for link in done.links] == ["/images/a.png"] * 3


def test_a_page_without_html() -> None:
    style = page("style.scss", "/style.css")
    done = normaliser(site([style])).page(style, None)
    assert (done.page, done.body, list(done.links), list(done.findings)) == (style, None, [], [])


def test_the_site() -> None:
    menu = [
        NavNode(title="Visit", kind="link", url="/visit"),
        NavNode(title="Us", kind="link", url="https://www.lamps.example/visit/", external=True),
        NavNode(title="New tab", kind="link", url="/visit/", external=True),
        NavNode(title="Out", kind="link", url="https://tides.example/", external=True),
        NavNode(
            title="News", kind="collection", url="/news/", children=[NavNode(title="G", kind="link", url="/gone/")]
        ),
    ]
    whole = site(
        [VISIT],
        navigation=menu,
        footer={"links": [{"url": "/visit", "title": "Visit"}], "privacy": "/files/g.pdf", "show_reach": True},
        origins={"navigation": "_data/navigation.yml", "config": "_config.yml", "data.home": "_data/home.yml"},
        meta={
            "config": {"favicon": "/images/a.png", "url": "https://www.lamps.example", "title": "x"},
            "data": {"home": [{"link": "/gone.pdf"}], "colour": "red"},
        },
    )
    done = normaliser(whole, FILES).site(whole)
    assert [(node.page, node.external) for node in done.site.navigation] == [
        ("pages/visit.md", False),
        ("pages/visit.md", False),
        ("pages/visit.md", True),
        (None, True),
        (None, False),
    ]
    assert done.site.footer == {
        "links": [{"url": "page:pages/visit.md", "title": "Visit"}],
        "privacy": "asset:files/g.pdf",
        "show_reach": True,
    }
    assert done.site.meta == whole.meta
    assert [(place.file, link.field, link.status) for place, link in done.links] == [
        ("_data/navigation.yml", "navigation[0].url", "slash"),
        ("_data/navigation.yml", "navigation[1].url", "ok"),
        ("_data/navigation.yml", "navigation[2].url", "ok"),
        ("_data/navigation.yml", "navigation[3].url", "outside"),
        ("_data/navigation.yml", "navigation[4].children[0].url", "broken"),
        ("", "footer.links[0].url", "slash"),
        ("", "footer.privacy", "ok"),
        ("_data/home.yml", "data.home[0].link", "broken"),
        ("_config.yml", "config.favicon", "ok"),
    ]
    assert [(finding.file, finding.code) for finding in done.findings] == [
        ("_data/navigation.yml", "link.broken"),
        ("_data/home.yml", "link.broken"),
    ]


def test_a_link_to_a_page_is_never_to_the_one_that_lost_the_address() -> None:
    pages = [
        page("a.md", "/same/", duplicate_of="b.md"),
        page("b.md", "/same/"),
        page("c.md", "/Same", duplicate_of="b.md"),
    ]
    done = normaliser(site(pages)).page(pages[1], body('<a href="/same/">a</a><a href="/Same">b</a>'))
    assert [(link.target, link.status) for link in done.links] == [
        ("page:b.md", "ok"),
        ("page:c.md", "ok"),
    ]
