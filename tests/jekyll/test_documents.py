"""What Jekyll computes for a post or document, by plain cases of `Document#read`."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from migrate.jekyll.documents import DATED, Computed, compute
from tests.conftest import NOW

SINGAPORE = ZoneInfo("Asia/Singapore")


def _post(path: str, own: dict[str, object] | None = None, *, readable: bool = True, **defaults: object) -> Computed:
    return compute(path, defaults, own or {}, collection="posts", zone=SINGAPORE, now=NOW, readable=readable)


def test_a_post_without_front_matter() -> None:
    post = _post("docs/Cat A/_posts/sub/2020-01-02-my-first-POST..md")
    date = datetime(2020, 1, 2, tzinfo=SINGAPORE)
    assert post == Computed(
        data={"title": "My First Post", "tags": [], "date": date},
        full={
            "title": "My First Post",
            "tags": [],
            "date": date,
            "slug": "my-first-POST",
            "ext": ".md",
            "categories": ["docs", "Cat A"],
            "draft": False,
        },
        date=date,
        slug="my-first-POST",
        categories=("docs", "Cat A"),
        draft=False,
    )


NAMES = [
    ("_posts/2020-1-2-a.md", ("2020-1-2", "a", ".md")),
    ("_posts/20-01-02-a.b.html", ("20-01-02", "a.b", ".html")),
    ("_posts/sub/2020-01-02-.md", ("2020-01-02", "", ".md")),
    ("_posts/2020-01-02-a", None),
    ("_posts/x2020-01-02-a.md", None),
    ("_posts/2020-01-02-sub/a.md", None),
]


@pytest.mark.parametrize(("path", "parts"), NAMES)
def test_the_name_of_a_post(path: str, parts: tuple[str, str, str] | None) -> None:
    found = DATED.search(path)
    assert (found.groups() if found else None) == parts


TITLES = [
    (None, "A B"),
    (False, "A B"),
    ("", ""),
    (12, 12),
    (["x"], ["x"]),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_title(written: object, title: object) -> None:
    assert _post("_posts/2020-01-02-a-b.md", {"title": written}).data["title"] == title


CATEGORIES: list[tuple[dict[str, object], tuple[str, ...]]] = [
    ({}, ("docs",)),
    ({"categories": "a b"}, ("docs", "a", "b")),
    ({"categories": ["a b", "docs"]}, ("docs", "a b")),
    ({"categories": None}, ("docs",)),
    ({"category": "a b"}, ("docs", "a b")),
    ({"category": ["x", 7]}, ("docs", "x", "7")),
    ({"category": "x", "categories": ["y"]}, ("docs", "y", "x")),
    ({"categories": [1, None, ["q"]]}, ("docs", "1", "", '["q"]', "docs", "1", "", '["q"]', "q")),
]


@pytest.mark.parametrize(("own", "categories"), CATEGORIES)
def test_categories(own: dict[str, object], categories: tuple[str, ...]) -> None:
    assert tuple(dict.fromkeys(_post("docs/_posts/2020-01-02-a.md", own).categories)) == tuple(
        dict.fromkeys(categories)
    )


TAGS: list[tuple[dict[str, object], list[object]]] = [
    ({}, []),
    ({"tags": "a b"}, ["a", "b"]),
    ({"tag": "a b"}, ["a b"]),
    ({"tag": "a", "tags": ["b"]}, ["a"]),
    ({"tag": False, "tags": ["b"]}, ["b"]),
    ({"tags": ["a", None, ["b", ["c"]]]}, ["a", "b", "c"]),
    ({"tags": "a\u00a0b"}, ["a\u00a0b"]),  # Ruby splits at ASCII white space only
    ({"tags": 5}, []),
    ({"tags": None}, []),
]


@pytest.mark.parametrize(("own", "tags"), TAGS)
def test_tags(own: dict[str, object], tags: list[object]) -> None:
    assert _post("_posts/2020-01-02-a.md", own).data["tags"] == tags


def test_the_date_of_the_front_matter_wins_and_is_told_in_the_zone_of_the_site() -> None:
    post = _post("_posts/2020-01-02-a.md", {"date": "2020-12-31 23:59:59 -1100"})
    assert post.date is not None
    assert post.date.isoformat() == "2021-01-01T18:59:59+08:00"


def test_a_date_of_just_now_gives_way_to_the_name() -> None:
    assert _post("_posts/2020-01-02-a.md", {"date": NOW}).date == datetime(2020, 1, 2, tzinfo=SINGAPORE)


def test_a_date_that_cannot_be_read_is_kept_in_the_words_of_the_author() -> None:
    note = compute("_n/a.md", {}, {"date": "soon"}, collection="n", zone=UTC, now=NOW, readable=True)
    assert (note.date, note.bad_date, note.data["date"]) == (None, "soon", "soon")


def test_front_matter_that_cannot_be_read_leaves_the_defaults_and_no_date() -> None:
    post = _post("docs/_posts/2020-01-02-a.md", readable=False, layout="post", date="2019-05-06")
    date = datetime(2019, 5, 6, tzinfo=SINGAPORE)
    assert (post.data, post.date, post.slug, post.opened) == ({"layout": "post", "date": date}, date, None, True)
    assert post.categories == ("docs",)


def test_categories_that_are_no_list_stop_the_reading() -> None:
    own = _post("_posts/2020-01-02-a.md", {"categories": {"k": "v"}, "title": "T"}, layout="post")
    given = _post("_posts/2020-01-02-a.md", {"title": "T"}, categories=5)
    assert (own.data, own.opened) == ({"layout": "post"}, True)
    assert (given.data, given.opened) == ({"categories": []}, False)


@pytest.mark.parametrize(
    ("path", "own", "draft"),
    [
        ("_posts/2020-01-02-a.md", {}, False),
        ("_posts/2020-01-02-a.md", {"draft": True}, True),
        ("_drafts/a.md", {}, True),
        ("_drafts/a.md", {"draft": False}, True),
        ("_drafts/_posts/2020-01-02-a.md", {}, False),
    ],
)
def test_draft(path: str, own: dict[str, object], draft: bool) -> None:
    assert _post(path, own).draft is draft
