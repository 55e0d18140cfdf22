"""Links of bodies: what is read without a parser is what a parser reads."""

from __future__ import annotations

import pytest

from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.links import Links, plain_links
from migrate.exporters.plone.plan import Plan
from migrate.exporters.plone.portal_types import Types
from migrate.interfaces import Job
from migrate.model import Location, Page, Site
from migrate.refs import Ref

A, HOME, GONE = "a" * 32, "home.md", "gone.md"


def page(id: str, url: str) -> Page:
    return Page(id=id, kind="page", source=Location(file=id), title="T", url=url)


def links() -> Links:
    site = Site(
        title=None, url="https://a.example", description=None, language=None, timezone="UTC",
        pages=(page("a.md", "/a/"), page(HOME, "/"), page(GONE, "/gone/?")),
    )  # fmt: skip
    job = Job(site=site, fields=(), types={}, addresses={}, options={}, files=lambda: [("i.png", "/i.png")])
    asked = Asked(flavour="classic")
    uids = {"a.md": A, HOME: "plone_site_root", "asset:i.png": "b" * 32}
    plan = Plan(
        items={}, made=(), order={}, defaults={}, uids=uids, hidden=frozenset(), findings=(), types=Types(asked)
    )
    return Links(job, asked, plan)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ('<a href="page:a.md">a</a>', f'<a href="resolveuid/{A}">a</a>'),
        ('<a href="page:a.md?x=1&amp;y=2#z">a</a>', f'<a href="resolveuid/{A}?x=1&amp;y=2#z">a</a>'),
        ('<a href="page:home.md#z">a</a>', '<a href="/#z">a</a>'),
        ('<a href="page:gone.md">a</a>', '<a href="https://a.example/gone/%3F">a</a>'),
        ('<img src="asset:i.png" alt="a &amp; b">', f'<img src="resolveuid/{"b" * 32}" alt="a &amp; b">'),
        ('<a href="page:none.md">a</a>', '<a href="page:none.md">a</a>'),
        ("<p>page: 3</p>", "<p>page: 3</p>"),
        ('<p> href="page:a.md"</p>', '<p> href="page:a.md"</p>'),
        ('<!-- <a href="page:a.md"> -->', '<!-- <a href="page:a.md"> -->'),
        ('<img srcset="asset:i.png 2x">', f'<img srcset="resolveuid/{"b" * 32} 2x">'),
    ],
)
def test_links(html: str, written: str) -> None:
    missing: list[Ref] = []
    assert links().html(html, missing.append) == written
    assert [ref.id for ref in missing] == (["none.md"] if "none.md" in html else [])


@pytest.mark.parametrize(
    "html", ['<a href="page:a.md">a</a>', '<img src="asset:i.png"><a title="x" href="page:home.md">b</a>']
)
def test_what_is_plain_is_found(html: str) -> None:
    found = plain_links(html)
    assert found is not None
    assert len(found) == html.count("page:") + html.count("asset:")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="page:a.md">page: 3</a>', '<p> href="page:a.md"</p>', '<script> href="page:a.md"</script>',
        '<img src="asset:i.png" data-scale="large">', "<a href='page:a.md'>a</a>",
    ],
)  # fmt: skip
def test_what_is_doubtful_is_read_tag_by_tag(html: str) -> None:
    assert plain_links(html) is None
