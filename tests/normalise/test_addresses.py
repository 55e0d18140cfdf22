"""What an address leads to: each form that authors write, and the status that says how it was understood."""

from __future__ import annotations

import pytest

from migrate.normalise.addresses import Addresses, Resolution
from tests.normalise.sites import page, redirect, site

PAGES = (
    page("index.md", "/"),
    page("pages/visit.md", "/visit/"),
    page("pages/about.md", "/about"),
    page("pages/Old Page.md", "/old page.html"),
    page("pages/what.md", "/what?/"),
    page("pages/100%.md", "/100%/"),
    page("pages/Case.md", "/Case/Mixed/"),
    page("pages/accent.md", "/caf\u00e9/"),
    page("news/index.html", "/news/"),
    page("news/one.md", "/news/one/"),
    page("_hidden/plan.md", "/plan/", published=False),
    page("_drafts/idea.md", "/idea/", draft=True),
    page("pages/kept.md", "/same/"),
    page("pages/lost.md", "/same/", duplicate_of="pages/kept.md"),
    page("pages/elsewhere.md", None, kind="link", target="https://tides.example/"),
)
FILES = (
    ("files/guide.pdf", "/files/guide.pdf"),
    ("files/tide guide (final).pdf", "/files/tide guide (final).pdf"),
    ("files/key & map.pdf", "/files/key & map.pdf"),
    ("images/Lamp.PNG", "/images/Lamp.PNG"),
    ("_secret/x.pdf", None),
    ("odd/a#b?c%d.pdf", "/odd/a#b?c%d.pdf"),
)
REDIRECTS = (
    redirect("/shop/", "/visit/"),
    redirect("/far", "https://far.example/"),
    redirect("/one", "/two"),
    redirect("/two", "/about#team"),
    redirect("/round", "/about-round"),
    redirect("/about-round", "/round"),
    redirect("/home", "https://www.lamps.example/visit/"),
    redirect("/blog/*", "/visit/"),
    redirect("/guides/:name", "/files/:name"),
    redirect("/closed", "/visit/", status=410),
    redirect("/to-nowhere", "/nowhere/"),
)
ANCHORS = {"pages/visit.md": frozenset(("film", "caf\u00e9")), "pages/about.md": frozenset(("team",))}


def book(**fields: object) -> Addresses:
    return Addresses(
        site(PAGES, redirects=REDIRECTS, **fields),
        FILES,
        hosts=("old.lamps.example",),
        anchors=lambda id_: ANCHORS.get(id_, frozenset()),
    )


@pytest.mark.parametrize(
    ("href", "status", "target"),
    [
        # as it is
        ("/visit/", "ok", "page:pages/visit.md"),
        ("/", "ok", "page:index.md"),
        ("/about", "ok", "page:pages/about.md"),
        ("/files/guide.pdf", "ok", "asset:files/guide.pdf"),
        ("/files/tide guide (final).pdf", "ok", "asset:files/tide guide (final).pdf"),
        ("/visit/?from=home", "ok", "page:pages/visit.md?from=home"),
        ("/visit/#film", "ok", "page:pages/visit.md#film"),
        ("/news/../visit/", "ok", "page:pages/visit.md"),
        ("/same/", "ok", "page:pages/kept.md"),
        ("  /visit/\n", "ok", "page:pages/visit.md"),
        ("/vi\nsit/", "ok", "page:pages/visit.md"),
        # percent-encoded, or with what a browser takes for a slash
        ("/files/tide%20guide%20(final).pdf", "decoded", "asset:files/tide guide (final).pdf"),
        ("/files/key%20&amp;%20map.pdf", "decoded", "asset:files/key & map.pdf"),
        ("/what%3F/", "decoded", "page:pages/what.md"),
        ("/100%25/", "decoded", "page:pages/100%25.md"),
        ("/odd/a%23b%3Fc%25d.pdf", "decoded", "asset:odd/a%23b%3Fc%25d.pdf"),
        ("/caf%C3%A9/", "decoded", "page:pages/accent.md"),
        ("/cafe\u0301/", "decoded", "page:pages/accent.md"),
        ("\\files\\guide.pdf", "ok", "asset:files/guide.pdf"),
        # in the source, but never published
        ("/_secret/x.pdf", "ok", "asset:_secret/x.pdf"),
        ("/%5Fsecret/x.pdf", "decoded", "asset:_secret/x.pdf"),
        # another slash, suffix, case
        ("/visit", "slash", "page:pages/visit.md"),
        ("/about/", "slash", "page:pages/about.md"),
        ("/files/guide.pdf/", "slash", "asset:files/guide.pdf"),
        ("//visit//", "slash", "page:pages/visit.md"),
        ("/visit//#film", "slash", "page:pages/visit.md#film"),
        ("/about.html", "html-suffix", "page:pages/about.md"),
        ("/visit/index.html", "html-suffix", "page:pages/visit.md"),
        ("/index.html", "html-suffix", "page:index.md"),
        ("/old%20page", "html-suffix", "page:pages/Old Page.md"),
        ("/VISIT/", "case", "page:pages/visit.md"),
        ("/case/mixed", "case", "page:pages/Case.md"),
        ("/images/lamp.png", "case", "asset:images/Lamp.PNG"),
        # redirects of the site itself
        ("/shop/", "redirected", "page:pages/visit.md"),
        ("/shop", "redirected", "page:pages/visit.md"),
        ("/far", "redirected", "https://far.example/"),
        ("/one", "redirected", "page:pages/about.md#team"),
        ("/home", "redirected", "page:pages/visit.md"),
        ("/shop/?a=1#film", "redirected", "page:pages/visit.md?a=1#film"),
        ("/shop/#gone", "anchor-missing", "page:pages/visit.md#gone"),
        ("/far/", "redirected", "https://far.example/"),
        ("/blog/2020/lamps", "redirected", "page:pages/visit.md"),
        ("/guides/guide.pdf", "redirected", "asset:files/guide.pdf"),
        ("/closed", "broken", None),
        ("/to-nowhere", "broken", None),
        # its own hosts
        ("https://www.lamps.example/visit/", "ok", "page:pages/visit.md"),
        ("http://lamps.example/visit", "slash", "page:pages/visit.md"),
        ("https://WWW.Lamps.Example", "ok", "page:index.md"),
        ("https://www.lamps.example:443/about", "ok", "page:pages/about.md"),
        ("//lamps.example/visit/", "ok", "page:pages/visit.md"),
        ("https://old.lamps.example/files/guide.pdf", "ok", "asset:files/guide.pdf"),
        ("https://www.lamps.example?x=1", "ok", "page:index.md?x=1"),
        # relative to /news/one/
        ("../", "ok", "page:news/index.html"),
        ("../../visit/", "ok", "page:pages/visit.md"),
        ("../../../../visit/", "ok", "page:pages/visit.md"),
        (".", "ok", "page:news/one.md"),
        ("../../files/guide.pdf", "ok", "asset:files/guide.pdf"),
        # places on the page itself
        ("#top", "ok", "page:news/one.md#top"),
        ("#", "ok", "page:news/one.md"),
        ("#gone", "anchor-missing", "page:news/one.md#gone"),
        ("/visit/#gone", "anchor-missing", "page:pages/visit.md#gone"),
        ("/visit/#caf%C3%A9", "ok", "page:pages/visit.md#caf%C3%A9"),
        ("/visit/#:~:text=lamp", "ok", "page:pages/visit.md#:~:text=lamp"),
        # outside
        ("https://tides.example/today?port=1#x", "outside", "https://tides.example/today?port=1#x"),
        ("//tides.example/today", "outside", "https://tides.example/today"),
        ("http://blog.lamps.example/", "outside", "http://blog.lamps.example/"),
        ("www.tides.example", "outside", "https://www.tides.example"),
        ("tides.gov.sg/x", "outside", "https://tides.gov.sg/x"),
        ("www.lamps.example/visit/", "ok", "page:pages/visit.md"),
        ("https://lamps-staging.example/visit/", "ok", "page:pages/visit.md"),
        ("https://lamps-staging.example/gone/", "outside", "https://lamps-staging.example/gone/"),
        ("ftp://tides.example/x", "outside", "ftp://tides.example/x"),
        # untouched
        ("mailto:watch@lamps.example", "untouched", None),
        ("tel:+6561234567", "untouched", None),
        ("javascript:void(0)", "untouched", None),
        ("data:image/png;base64,AAAA", "untouched", None),
        ("", "untouched", None),
        ("   ", "untouched", None),
        ("news: today/", "untouched", None),
        # broken
        ("/gone/", "broken", None),
        ("/files/gone.pdf", "broken", None),
        ("/plan/", "broken", None),
        ("/idea/", "broken", None),
        ("/round", "broken", None),
        ("https://www.lamps.example/gone/", "broken", None),
        ("files/guide.pdf", "broken", None),
        ("watch@lamps.example", "broken", None),
        ("http://", "broken", None),
        ("htp://tides.example/", "broken", None),
        ("C:/docs/guide.pdf", "broken", None),
        ("file:///C:/docs/guide.pdf", "broken", None),
        (" page:pages/none.md", "broken", None),
        ("page:_hidden/plan.md", "broken", None),
        ("http:/visit/", "broken", None),
        ("https:// tides.example/", "broken", None),
        ("http://https://tides.example", "broken", None),
        ("/images/", "broken", None),
        ("page:pages/none.md", "broken", None),
        ("asset:_secret/y.pdf", "broken", None),
        # refs that stand there already
        ("page:pages/visit.md#film", "ok", "page:pages/visit.md#film"),
        ("asset:odd/a%23b%3Fc%25d.pdf", "ok", "asset:odd/a%23b%3Fc%25d.pdf"),
    ],
)
def test_what_an_address_leads_to(href: str, status: str, target: str | None) -> None:
    found = book().resolve(href, "/news/one/", page="news/one.md")
    assert (found.status, found.target) == (status, target)


@pytest.mark.parametrize(
    ("href", "code", "why"),
    [
        ("/gone/", "link.broken", "`/gone/` leads to no page or file"),
        ("/plan", "link.unpublished", "`/plan` leads to _hidden/plan.md, which was not published"),
        (
            "/_secret/x.pdf",
            "link.unpublished",
            "`/_secret/x.pdf` leads to a file that the old site did not publish; it is found all the same",
        ),
        ("/VISIT/", "link.case", "`/VISIT/` leads to pages/visit.md only when upper and lower case are not told apart"),
        ("/visit/#x", "link.anchor-missing", "`/visit/#x`: pages/visit.md has nothing called `x`"),
        (
            "http:/x.example",
            "link.malformed",
            "`http:/x.example` is no complete web address; https://x.example may be meant",
        ),
        ("a@b.example", "link.malformed", "`a@b.example` is an e-mail address; mailto:a@b.example may be meant"),
        (
            "www.x.example/a",
            "link.schemeless",
            (
                "`www.x.example/a` has no https://, so that a browser looks for it on this site; "
                "taken as https://www.x.example/a"
            ),
        ),
        (
            "https://lamps-staging.example/visit/",
            "link.staging",
            "`https://lamps-staging.example/visit/` leads to the staging site; taken as page:pages/visit.md",
        ),
        ("/visit", None, ""),
    ],
)
def test_what_is_told(href: str, code: str | None, why: str) -> None:
    found = book().resolve(href, "/")
    assert (found.code, found.why) == (code, why)


def test_a_page_without_an_address_has_no_relative_links() -> None:
    assert book().resolve("visit/", None).status == "broken"
    assert book().resolve("#film", None) == Resolution("untouched", None)
    assert book().resolve("/visit/", None).status == "ok"


def test_a_site_below_a_folder_of_its_host() -> None:
    below = book(baseurl="/lamps")
    assert below.resolve("/lamps/visit/", "/").target == "page:pages/visit.md"
    assert below.resolve("/lamps", "/").target == "page:index.md"
    assert below.resolve("/visit/", "/").status == "broken"
    assert below.resolve("https://www.lamps.example/lamps/visit/", "/").target == "page:pages/visit.md"
    assert below.resolve("../visit/", "/about").status == "broken"
    assert below.resolve("../visit/", "/news/").target == "page:pages/visit.md"
    assert below.resolve("visit/", "/about").target == "page:pages/visit.md"
    assert below.resolve("/visit/", "/", themed=True).target == "page:pages/visit.md"
    assert below.resolve("/lamps/visit/", "/", themed=True).target == "page:pages/visit.md"


def test_values_are_read_from_the_root() -> None:
    found = book().resolve("files/guide.pdf", "/", themed=True)
    assert (found.status, found.target) == ("slash", "asset:files/guide.pdf")


def test_relative_links_are_asked_for_page_by_page() -> None:
    pages = [page("a/http-errors.md", "/a/http-errors.html"), page("a.md", "/a/"), page("b.md", "/b/")]
    here = Addresses(site(pages), (), anchors=lambda id_: None)
    assert here.resolve("http-errors.html", "/a/").target == "page:a/http-errors.md"
    assert here.resolve("http-errors.html", "/b/").status == "broken"


def test_an_address_that_was_published_damaged_is_found_by_a_mended_link() -> None:
    damaged = "/images/Caf\u00c3\u00a9.png"
    here = Addresses(site([]), [(damaged[1:], damaged)], anchors=lambda id_: None)
    assert here.resolve("/images/Caf\u00e9.png", "/").target == f"asset:{damaged[1:]}"


@pytest.mark.parametrize(
    ("href", "likeliest"),
    [
        ("/visits/", "/visit/"),
        ("/files/guides.pdf", "/files/guide.pdf"),
        ("/files/the-guide.pdf", "/files/guide.pdf"),
        ("https://www.lamps.example/pages/visit.html", "/visit/"),
        ("/entirely/other/", None),
    ],
)
def test_the_likeliest_page_meant(href: str, likeliest: str | None) -> None:
    assert book().likeliest(href) == likeliest
