"""One front matter in, one Page out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from migrate.model import Page
from tests.conftest import Opener

POST = "news/_posts/2024-02-01-post-lamp.md"
ROOM = "timezone: UTC\nresources_name: news\n"


def page_of(open_site: Opener, file: str, front: str, config: str = "timezone: UTC\n") -> tuple[Page, list[str]]:
    source = open_site({file: f"---\n{front}---\nBody\n"}, config=config)
    return source.site.pages[0], [finding.code for finding in source.findings]


@pytest.mark.parametrize(
    ("file", "front", "kind", "target", "url"),
    [
        ("index.md", "layout: homepage\n", "home", None, "/"),
        ("about.md", "permalink: /\n", "home", None, "/"),
        ("about.md", "permalink: /about/\n", "page", None, "/about/"),
        ("news/index.html", "layout: resources\n", "index", None, "/news/"),
        ("list.md", "layout: resources-alt\npermalink: /list/\n", "index", None, "/list/"),
        (POST, "permalink: /lamp\n", "post", None, "/lamp"),
        (POST, "title: x\n", "post", None, "/news/2024/02/01/post-lamp.html"),
        (POST, "file_url: /files/a b.pdf\n", "file", "/files/a b.pdf", "/news/2024/02/01/post-lamp.html"),
        (POST, "file_url: https://x.example/a.pdf\npermalink: /lamp/\n", "file", "https://x.example/a.pdf", "/lamp/"),
        (
            POST,
            "external: https://x.example/\nfile_url: /files/a.pdf\n",
            "link",
            "https://x.example/",
            "/news/2024/02/01/post-lamp.html",
        ),
        (POST, "file_url:\npermalink: /lamp/\n", "post", None, "/lamp/"),
        (POST, "permalink: https://x.example/300\n", "link", "https://x.example/300", None),
        ("a.md", "permalink: http://x.example\n", "link", "http://x.example", None),
        ("a.md", "permalink: mailto:me@x.example\n", "link", "mailto:me@x.example", None),
        ("a.md", "permalink: //about-us/\n", "page", None, "/about-us/"),
        ("a.md", "permalink: 'news: today/'\n", "page", None, "/news: today/"),
        ("test.md", "layout: homepage\npermalink: /test/\n", "page", None, "/test/"),
        ("a.md", "permalink: No Slash/Ünï\n", "page", None, "/No Slash/Ünï"),
        ("a.md", "permalink: /a%20b/\n", "page", None, "/a b/"),
        ("a.md", "permalink: /100%/\n", "page", None, "/100%/"),
    ],
)
def test_kind_and_address(
    open_site: Opener, file: str, front: str, kind: str, target: str | None, url: str | None
) -> None:
    page, _ = page_of(open_site, file, front)
    assert (page.kind, page.target, page.url) == (kind, target, url)


def test_a_file_post_without_target_is_told(open_site: Opener) -> None:
    page, codes = page_of(open_site, POST, "layout: file\nfile_url: ''\n")
    assert (page.kind, page.target) == ("post", None)
    assert "isomer.no-target" in codes


def test_meta_keeps_what_no_field_takes(open_site: Opener) -> None:
    front = (
        "title: Seals\npermalink: /seals/\nbreadcrumb: Seals\ncollection_name: about\ntag: sea\n"
        "thumbnail_image: /images/s.png\nimage: /images/b.png\nexcerpt: Short\nthird_nav_title: The Sea\n"
        "date: 2024-01-01\n"
    )
    page, _ = page_of(open_site, "pages/seals.md", front)
    assert page.meta == {
        "breadcrumb": "Seals",
        "collection_name": "about",
        "tag": "sea",
        "thumbnail_image": "/images/s.png",
        "excerpt": "Short",
        "third_nav_title": "The Sea",
    }
    assert (page.title, page.image, page.tags) == ("Seals", "/images/b.png", ("sea",))
    assert page.date == datetime(2024, 1, 1, tzinfo=UTC)


def test_a_value_of_the_wrong_type_stays_in_meta(open_site: Opener) -> None:
    page, codes = page_of(open_site, "a.md", "title: [One, Two]\ndate: soon\n")
    assert (page.title, page.date) == ("", None)
    assert page.meta == {"title": ["One", "Two"], "date": "soon"}
    assert {"front-matter.value", "date.invalid"} <= set(codes)


@pytest.mark.parametrize(
    ("file", "front", "meta"),
    [
        (POST, "external: https://x.example\npermalink: /o/\n", {"external": "https://x.example"}),
        (
            POST,
            "external: https://x.example\npermalink: https://y.example\n",
            {"external": "https://x.example", "permalink": "https://y.example"},
        ),
        ("a.md", "permalink: https://x.example/\n", {}),
        (POST, "file_url: /a.pdf\npermalink: /old/\n", {"file_url": "/a.pdf"}),
        ("a.md", "permalink: 5\n", {"permalink": 5}),
        ("a.md", "permalink: /a/\n", {}),
        (POST, "permalink: /a/:foo/\n", {"permalink": "/a/:foo/"}),
        (POST, "date: nonsense\n", {"date": "nonsense"}),
        ("a.md", "tags: [{k: v}]\n", {"tags": [{"k": "v"}]}),
        ("a.md", "lang: [en]\n", {"lang": ["en"]}),
        ("a.md", "lang: en\nlanguage: English\n", {"language": "English"}),
        ("a.md", "published: 'no'\n", {"published": "no"}),
        ("a.md", "ratio: .nan\nratios: [-.inf]\n", {"ratio": "NaN", "ratios": ["-Infinity"]}),
    ],
)
def test_nothing_is_lost(open_site: Opener, file: str, front: str, meta: dict[str, object]) -> None:
    page, _ = page_of(open_site, file, front)
    assert page.meta == meta


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: a b\n", ("a", "b")),
        ("tags: [a b, c]\n", ("a b", "c")),
        ("tag: a b\n", ("a b",)),
        ("tag: x\ntags: [y, x]\n", ("x", "y")),
        ("tags:\n", ()),
        ("tags: [2024, true]\n", ("2024", "true")),
    ],
)
def test_tags(open_site: Opener, front: str, tags: tuple[str, ...]) -> None:
    page, _ = page_of(open_site, "a.md", front)
    assert page.tags == tags


def test_front_matter_dates_win_and_keep_their_instant(open_site: Opener) -> None:
    page, _ = page_of(open_site, POST, "date: 2024-03-05 23:30:00 +0800\n", "timezone: Asia/Singapore\n")
    assert page.date == datetime(2024, 3, 5, 15, 30, tzinfo=UTC)
    assert page.date is not None
    assert page.date.utcoffset() == timedelta(hours=8)


def test_a_date_is_midnight_of_the_site(open_site: Opener) -> None:
    page, _ = page_of(open_site, POST, "title: x\n", "timezone: Asia/Singapore\n")
    assert page.date == datetime(2024, 2, 1, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("file", "front", "config", "published"),
    [
        ("a.md", "title: x\n", "", True),
        ("a.md", "published: false\n", "", False),
        ("a.md", "published: 'false'\n", "", True),
        ("_lamps/a.md", "title: x\n", "collections: {lamps: {output: true}}\n", True),
        ("_lamps/a.md", "title: x\n", "collections: {lamps: {output: false}}\n", False),
        ("news/_posts/2099-01-01-x.md", "title: x\n", "", False),
        ("news/_posts/2099-01-01-x.md", "title: x\n", "future: true\n", True),
    ],
)
def test_published_is_what_the_public_could_see(
    open_site: Opener, file: str, front: str, config: str, published: bool
) -> None:
    page, _ = page_of(open_site, file, front, config + "timezone: UTC\n")
    assert page.published is published


def test_a_draft_is_marked(open_site: Opener) -> None:
    source = open_site({"_drafts/idea.md": "---\ntitle: Idea\n---\n", "index.md": "---\n---\n"}, drafts=True)
    draft = next(page for page in source.site.pages if page.id == "_drafts/idea.md")
    assert (draft.draft, draft.published, draft.kind) == (True, False, "post")


def test_parents(open_site: Opener) -> None:
    source = open_site(
        {
            "index.md": "---\nlayout: homepage\n---\n",
            "news/index.html": "---\nlayout: resources\n---\n",
            "news/talks/index.html": "---\nlayout: resources-alt\n---\n",
            "news/talks/_posts/2024-01-01-post-a.md": "---\npermalink: /elsewhere/a/\n---\n",
            "pages/one.md": "---\npermalink: /one\n---\n",
            "pages/deep.md": "---\npermalink: /one/two/three/\n---\n",
        },
        config=ROOM,
    )
    assert {page.id: page.parent for page in source.site.pages} == {
        "index.md": None,
        "news/index.html": None,
        "news/talks/index.html": "news/index.html",
        "news/talks/_posts/2024-01-01-post-a.md": "news/talks/index.html",
        "pages/one.md": None,
        "pages/deep.md": "pages/one.md",
    }


def test_no_page_stands_above_itself(open_site: Opener) -> None:
    source = open_site(
        {
            "news/cat/index.html": "---\nlayout: resources-alt\n---\n",
            "news/cat/_posts/2024-01-01-a.md": "---\npermalink: /news/\n---\n",
        },
        config=ROOM,
    )
    assert {page.id: page.parent for page in source.site.pages} == {
        "news/cat/index.html": None,
        "news/cat/_posts/2024-01-01-a.md": "news/cat/index.html",
    }


def test_a_page_that_looks_like_a_post_is_told(open_site: Opener) -> None:
    page, codes = page_of(open_site, "2024-01-01-file-a.md", "file_url: /files/a.pdf\n")
    assert (page.kind, page.target, page.meta["file_url"]) == ("page", None, "/files/a.pdf")
    assert "isomer.misplaced-post" in codes


def test_two_pages_of_one_address_are_told(open_site: Opener) -> None:
    source = open_site({"a.md": "---\npermalink: /x/\n---\n", "b.md": "---\npermalink: /x\n---\n"})
    told = [str(finding) for finding in source.findings]
    assert told == [
        (
            "a.md: has the address /x/, for many systems the same as /x of b.md, which keeps it; "
            "give each its own permalink [url.collision]"
        )
    ]
    assert [page.duplicate_of for page in source.site.pages] == ["b.md", None]


@pytest.mark.parametrize("file", [POST, "a.md"])
def test_the_last_second_of_the_calendar_is_told(open_site: Opener, file: str) -> None:
    page, codes = page_of(open_site, file, "date: 9999-12-31 23:59:59Z\n", "timezone: Asia/Singapore\n")
    assert "date.invalid" in codes
    assert str(page.meta["date"]).startswith("9999-12-31")
