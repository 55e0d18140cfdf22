"""What a WordPress says is there, read from its answers, and answers that are none of WordPress's."""

from __future__ import annotations

import pytest

from migrate.errors import OutputError
from migrate.verify import rest, wordpress
from migrate.verify.comparison import comparison
from migrate.verify.found import Found, Target
from migrate.verify.manifest import content_sha256, text_sha256
from migrate.verify.places import place
from migrate.verify.web import Limits, Web
from migrate.verify.wording import lines
from tests.verify import fake
from tests.verify.fake import Answerer, Request, Row, item, row, serving

QUICK = Limits(idle=2, seconds=5, size=2_000_000, answers=50)


def read(answer: Answerer, *types: str, path: str = "") -> Target:
    with serving(answer) as server:
        return wordpress.read(Web(place=place(server.url + path), limits=QUICK), types)


def found(answer: Answerer, *types: str) -> list[Found]:
    return list(read(answer, *types).found)


def test_a_page() -> None:
    assert found(fake.wordpress(row(7, "a", parent=3))) == [
        Found(
            key="7",
            type="page",
            paths=("/a/",),
            parent="3",
            status="publish",
            date="2020-01-02 03:04:05",
            title="a",
            content_sha256=content_sha256("<p>a</p>"),
            text_sha256=text_sha256("<p>a</p>"),
            source="a.md",
        )
    ]


def test_terms_are_slugs() -> None:
    post = {**row(7, "a"), "categories": [4, 5], "parent": None}
    terms: list[Row] = [{"id": 1, "slug": "misc"}, {"id": 4, "slug": "news"}, {"id": 5, "slug": "%e8%af%be"}]
    site = fake.wordpress(posts=[post], categories=terms)._replace(settings={"default_category": 1})
    target = read(site)
    assert [one.terms for one in target.found] == [{"category": ("news", "课")}]
    assert target.default_terms == {"category": "misc"}


def test_contents_have_the_addresses_that_their_files_came_from() -> None:
    new, old = "https://new.example/u/a.png", "https://old.example/a.png"
    media = row(7, "a-png", status="inherit", content={"raw": ""}, source_url=new)
    post = row(8, "b", content={"raw": f'<img src="{new}">'})
    with serving(fake.wordpress(posts=[post], media=[media])) as server:
        web = Web(place=place(server.url), limits=QUICK)
        target = wordpress.read(web, ["post"], files={"/a-png/": old})
    assert [(one.type, one.address, one.content_sha256) for one in target.found] == [
        ("attachment", new, content_sha256("")),
        ("post", None, content_sha256(f'<img src="{old}">')),
    ]


def test_an_attachment_has_its_content_in_the_description() -> None:
    media = row(7, "a-png", status="inherit", description={"raw": "<p>words</p>"}, post=3)
    one = found(fake.wordpress(media=[{key: media[key] for key in media if key not in ("content", "parent")}]))[0]
    assert (one.type, one.parent, one.content_sha256) == ("attachment", "3", content_sha256("<p>words</p>"))


def test_a_type_without_content_is_not_compared() -> None:
    (one,) = found(fake.wordpress({key: value for key, value in row(7, "a").items() if key != "content"}))
    assert (one.content_sha256, one.text_sha256) == (None, None)


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({}, ("/a/b/",)),
        ({"link": "http://127.0.0.1/2020/b/"}, ("/2020/b/",)),
        ({"link": "http://127.0.0.1/"}, ("/", "/a/b/")),
        ({"link": "http://127.0.0.1/?page_id=8", "status": "draft"}, ("/a/b/",)),
        ({"link": "http://127.0.0.1/?page_id=8", "slug": ""}, ()),
        ({"slug": "%e8%af%be", "link": "http://127.0.0.1/a/%e8%af%be/"}, ("/a/课/",)),
        ({"slug": "b__trashed", "link": "http://127.0.0.1/?page_id=8", "status": "trash"}, ("/a/b/",)),
        ({"link": "http://[/", "parent": 8}, ()),
    ],
)
def test_addresses(changes: dict[str, object], paths: tuple[str, ...]) -> None:
    """As served; by name where there is a number only, as a draft has; both for the front page; none in a circle."""
    plain = {"link": "http://127.0.0.1/a/b/", "parent": 3}
    assert found(fake.wordpress(row(3, "a"), row(8, "b", **{**plain, **changes})))[1].paths == paths


def test_what_lies_below_a_page_in_the_trash_has_moved() -> None:
    thrown = row(3, "a__trashed", status="trash", link="http://127.0.0.1/?page_id=3")
    below = row(8, "b", parent=3, link="http://127.0.0.1/a__trashed/b/")
    assert [one.paths for one in found(fake.wordpress(thrown, below))] == [("/a/",), ("/a__trashed/b/",)]


def test_a_site_in_a_folder() -> None:
    site = fake.wordpress(row(3, "a", link="http://127.0.0.1/blog/a/"))

    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        site(request, path.removeprefix("/blog"), query)

    assert read(answer, path="/blog/").found[0].paths == ("/a/",)


def test_pages_of_answers() -> None:
    """Each is asked for; a row that moves to the next while they are read counts once."""
    rows = [row(number, f"p{number}") for number in range(1, 251)]
    assert [one.key for one in found(fake.wordpress(*rows))] == [str(number) for number in range(1, 251)]
    assert len(found(fake.wordpress(*rows, rows[0]))) == 250


def test_large_pages_are_asked_for_one_by_one() -> None:
    large = {"content": {"raw": "x" * 1_500_000}}
    rows = [row(1, "a"), row(2, "b", **large), row(3, "c", **large)]
    assert [one.key for one in found(fake.wordpress(*rows))] == ["1", "2", "3"]


def test_a_page_that_is_too_large() -> None:
    assert told(fake.wordpress(row(1, "a", content={"raw": "x" * 2_000_000}))) == (
        "an answer has more than 2,000,000 bytes; it was not read on"
    )


def test_permalinks_that_are_off() -> None:
    """The front page answers /wp-json/ then; the other form of address is found out."""
    site = fake.wordpress(row(3, "a", link="http://127.0.0.1/?page_id=3"))._replace(pretty=False)

    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        site(request, path, query) if "rest_route" in query else request.say(200, b"<!doctype html><p>Welcome")

    assert found(answer)[0].paths == ("/a/",)


def test_notes() -> None:
    posts = [row(7, "a", link="http://127.0.0.1/2020/a/")]
    assert read(fake.wordpress(posts=posts), "event").notes == (
        "the type `event` is not shown over REST, so nothing of it can be found",
        "the site does not serve posts by their name alone: set its permalinks to /%postname%/",
    )


def test_rows_that_are_not_shown_are_told() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path == "/wp-json/wp/v2/pages":
            request.say_json([row(1, "a")], X_WP_Total="3", X_WP_TotalPages="1")
        else:
            fake.wordpress()(request, path, query)

    assert read(answer).notes == ("wp/v2/pages: 3 are said to be there, 1 were shown; ask as an administrator",)


def test_a_type_that_fails_is_passed_over_unless_it_is_asked_for() -> None:
    site = fake.wordpress(row(1, "a"))
    del site.rows["wp/v2/media"]
    (note,) = read(site, "page").notes
    assert note.startswith("the type `attachment` was passed over: http://127.0.0.1:")
    with pytest.raises(OutputError, match="answers 404; name the root"):
        read(site, "attachment")


def test_the_password_is_sent_as_wordpress_wants_it() -> None:
    assert rest.authorization("me", "a b é") == "Basic bWU6YSBiIMOp"


def test_from_answers_to_lines() -> None:
    with serving(fake.wordpress(row(1, "a"), row(2, "b", title={"raw": "B"}))) as server:
        target = wordpress.read(Web(place=place(server.url), limits=QUICK), ["page"])
        told = list(lines(comparison([item("a"), item("b"), item("c")], target), all_of_them=False))
    assert told == [
        "page b.md: title is `B`, not `b`; set the title, or leave it if someone edited it",
        "page c.md: is not there at /c/; import it again",
        f"{server.url}/: 3 items: 1 there, 1 missing, 0 moved, 1 different",
    ]


# --- Refusals, and answers that are none ---


def say(status: int, content: bytes, **headers: str) -> Answerer:
    return lambda request, path, query: request.say(status, content, **headers)


def told(answer: Answerer) -> str:
    with serving(answer) as server:
        with pytest.raises(OutputError) as raised:
            wordpress.read(Web(place=place(server.url), limits=QUICK), ["page"])
        return str(raised.value).removeprefix(f"{server.url}/: ")


HTML = b"<!doctype html><title>Hello</title>"
LOG = "look in its log and run again"
PLUGINS = "look at its plug-ins and its log"


@pytest.mark.parametrize(
    ("status", "content", "line"),
    [
        (
            401,
            b'{"code": "rest_forbidden", "message": "Sorry"}',
            f"answers 401 (rest_forbidden); {rest.REMEDIES[401]}",
        ),
        (403, HTML, "answers 403; use an administrator's application password; a firewall may refuse it as well"),
        (404, HTML, "answers 404; name the root of a WordPress site whose REST interface is switched on"),
        (429, HTML, "answers 429; run again later"),
        (500, b'{"code": "internal_server_error"}', f"answers 500 (internal_server_error); {LOG}"),
        (503, b"", f"answers 503; {LOG}"),
        (999, b"", f"answers 999; {LOG}"),
        (200, HTML, f"an answer is not WordPress's: it is not JSON; {PLUGINS}"),
        (200, b"[]", f"an answer is not WordPress's: it is not JSON; {PLUGINS}"),
        (200, b'{"page": 1}', f"an answer is not WordPress's: page is a number, not an object; {PLUGINS}"),
        (
            200,
            b'{"page": {"rest_base": 1}}',
            f"an answer is not WordPress's: page.rest_base is a number, not text; {PLUGINS}",
        ),
        (
            200,
            b'{"page": {"rest_base": "../../x?y="}}',
            f"an answer is not WordPress's: the route of `page` is no route; {PLUGINS}",
        ),
        (200, b'{"a":' * 5_000, f"an answer is not WordPress's: it is not JSON; {PLUGINS}"),
        (200, b"[" * 1_999_999, f"an answer is not WordPress's: it is not JSON; {PLUGINS}"),
    ],
    ids=lambda value: value[:30].decode() if isinstance(value, bytes) else None,
)
def test_refusals(status: int, content: bytes, line: str) -> None:
    assert told(say(status, content)) == line


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ({"pages": {}}, "it is an object, not a list"),
        ({"pages": [1]}, "it[0] is a number, not an object"),
        ({"pages": [{}]}, "wp/v2/pages.id is missing, not a whole number from 0"),
        ({"pages": [row(1, "a", id="1")]}, "wp/v2/pages.id is text, not a whole number from 0"),
        ({"pages": [row(1, "a", parent=-1)]}, "page 1.parent is a number, not a whole number from 0"),
        ({"pages": [row(1, "a", title="a")]}, "page 1.title is text, not an object"),
        ({"pages": [row(1, "a", content={"raw": 1})]}, "page 1.content.raw is a number, not text"),
        ({"posts": [row(1, "a", categories="x")]}, "post 1.categories is not a list of numbers"),
        ({"categories": [{"id": 1}]}, "category.slug is missing, not text"),
    ],
)
def test_lists_of_another_shape(rows: dict[str, object], fault: str) -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        name = path.rpartition("/")[2]
        if name in rows:
            request.say_json(rows[name], X_WP_Total="1", X_WP_TotalPages="1")
        else:
            fake.wordpress()(request, path, query)

    with serving(answer) as server, pytest.raises(OutputError) as raised:
        wordpress.read(Web(place=place(server.url), limits=QUICK), ["page", "post"])
    assert str(raised.value) == f"{server.url}/: an answer is not WordPress's: {fault}; {PLUGINS}"


@pytest.mark.parametrize("pages", ["", "-1", "x", "²", "1" * 10])
def test_a_number_of_pages_that_cannot_be(pages: str) -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path == "/wp-json/wp/v2/pages":
            request.say_json([], X_WP_Total="0", X_WP_TotalPages=pages)
        else:
            fake.wordpress()(request, path, query)

    assert told(answer) == f"an answer is not WordPress's: X-WP-TotalPages is not there, or no number; {PLUGINS}"


def test_pages_without_end() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path == "/wp-json/wp/v2/pages":
            request.say_json([], X_WP_Total="0", X_WP_TotalPages="999999999")
        else:
            fake.wordpress()(request, path, query)

    assert told(answer) == "has more than 50 pages of answers; it was not read on"
