"""The manifest of an export to Plone, what a Plone says is there, and answers that are none of Plone's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.errors import OutputError
from migrate.ploneuids import ROOT, true_uid
from migrate.verify.manifest import text_sha256
from migrate.verify.places import place
from migrate.verify.plone import dump, live
from migrate.verify.plone.comparison import Target, comparison
from migrate.verify.plone.items import Found, Item, checked, is_of_plone
from migrate.verify.shapes import ShapeError
from migrate.verify.web import Limits, Web
from migrate.verify.wording import lines
from tests.verify.fake import Answerer, Request, Row, serving

QUICK = Limits(idle=2, seconds=5, size=200_000, answers=50)
NO_TEXT = text_sha256("")


def row(path: str, **changes: object) -> Row:
    plain: Row = {
        "id": f"{path}.md",
        "uid": path.strip("/") or ROOT,
        "type": "Document",
        "path": path,
        "title": path,
        "description": "",
        "state": "published",
        "effective": "2021-03-04T05:06:07+08:00",
        "language": "en",
        "order": 0,
        "text_sha256": "",
    }
    return {**plain, **changes}


def item(path: str, **changes: object) -> Item:
    return checked({"items": [row(path, **changes)]})[0]


def found(one: Item, **changes: object) -> Found:
    names = ("type", "path", "title", "description", "effective", "language", "text_sha256")
    same = {name: getattr(one, name) for name in names}
    order = 0 if one.order is None else one.order
    return replace(Found(key=one.uid, status=one.state, order=order, **same), **changes)


def told(items: Iterable[Item], things: Iterable[Found]) -> list[str]:
    return list(lines(comparison(list(items), Target("there", tuple(things))), all_of_them=False))


# --- The manifest ---


def test_an_item() -> None:
    assert item("/a", state=None, description=None, text_sha256="AB", default_page=None) == Item(
        id="/a.md",
        uid="a",
        type="Document",
        path="/a",
        title="/a",
        description="",
        state="",
        effective="2021-03-03T21:06Z",
        language="en",
        order=0,
        text_sha256="ab",
        default_page="",
    )


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([], "it names nothing that could be looked for"),
        ([{}], "items[0].id is missing, not text"),
        ([row("/a"), row("/a", id="b")], "items[1].uid `a` stands twice"),
        ([row("/a"), row("/a", id="b", uid="b")], "items[1].path `/a` stands twice"),
        ([row("/a", effective="yesterday")], "items[0].effective `yesterday` is no time as ISO 8601 writes it"),
        ([row("/a", effective="0001-01-01T00:00:00+14:00")],
         "items[0].effective `0001-01-01T00:00:00+14:00` is no time as ISO 8601 writes it"),
        ([row("/a", order=-1)], "items[0].order is a number, not a whole number from 0"),
    ],
)  # fmt: skip
def test_manifests_that_are_none(rows: list[Row], fault: str) -> None:
    with pytest.raises(ShapeError) as raised:
        checked({"items": rows})
    assert str(raised.value) == fault


@pytest.mark.parametrize(
    ("document", "is_one"),
    [({"items": [row("/a")]}, True), ({"items": [{"id": "a"}]}, False), ({"items": []}, False), ({}, False)],
)
def test_whose_manifest_it_is(document: Row, is_one: bool) -> None:
    assert is_of_plone(document) is is_one


# --- The comparison ---


def test_all_of_it_is_there() -> None:
    both = [item("/a"), item("/a/b", order=1)]
    extra = found(item("/c"), key="c")
    assert told(both, [*map(found, both), extra]) == [
        "there: 2 items: 2 there, 0 missing, 0 moved, 0 different; 1 more that the manifest does not name"
    ]


CHANGES = {
    "uid": ({"key": "z"}, "uid is `z`, not `a`; links to it by its UID are broken: import it again"),
    "type": ({"type": "Link"}, "type is `Link`, not `Document`; import it again as what it should be"),
    "path": (
        {"path": "/b"},
        "has moved: is at /b, not at /a; put it back, or redirect the address that it should have",
    ),
    "title": ({"title": "A"}, "title is `A`, not `/a`; set the title, or leave it if someone edited it"),
    "description": (
        {"description": "A"},
        "description is `A`, not ``; set the description, or leave it if someone edited it",
    ),
    "state": (
        {"status": "private"},
        "state is `private`, not `published`; publish or retract it, or leave it if that is meant",
    ),
    "effective": ({"effective": ""}, "effective is ``, not `2021-03-03T21:06Z`; set its publication date"),
    "language": ({"language": "de"}, "language is `de`, not `en`; set the language, and see that the site has it"),
    "default page": (
        {"default_page": "x"},
        "default page is `x`, not `b`; choose it in the folder's display menu",
    ),
    "text": (
        {"text_sha256": "cd"},
        "visible text differs; compare it with the source, or leave it if someone edited it",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_difference(name: str) -> None:
    change, message = CHANGES[name]
    one = item("/a", default_page="b")
    there = found(one, **{"default_page": "b", **change})
    states = "0 missing, 1 moved, 0 different" if name == "path" else "0 missing, 0 moved, 1 different"
    assert told([one], [there]) == [f"Document /a.md: {message}", f"there: 1 item: 0 there, {states}"]


def test_what_is_missing() -> None:
    assert told([item("/a")], []) == [
        "Document /a.md: is not there at /a; import it again",
        "there: 1 item: 0 there, 1 missing, 0 moved, 0 different",
    ]


def test_a_thing_of_another_item_is_not_taken_for_its_path() -> None:
    """Two that changed places have moved, and are not each other."""
    both = [item("/a"), item("/b", order=1)]
    swapped = [found(both[0], path="/b"), found(both[1], path="/a")]
    assert told(both, swapped)[:2] == [
        "Document /a.md: has moved: is at /b, not at /a; put it back, or redirect the address that it should have",
        "Document /b.md: has moved: is at /a, not at /b; put it back, or redirect the address that it should have",
    ]


def test_what_is_shown_in_each_language_is_one_thing() -> None:
    one = item("/en/assets/x", uid="0" * 32)
    shown = [found(one, path="/de/assets/x"), found(one)]
    assert told([one], shown) == ["there: 1 item: 1 there, 0 missing, 0 moved, 0 different"]
    assert [true_uid("0" * 32 + end) for end in ("", "-de", "-en-de", "-pt-br")] == ["0" * 32] * 4
    assert true_uid("a-de") == "a-de"
    endless = "0" * 32 + "-de" * 200 + "!"  # had it more than one reading, all of them would be tried
    assert true_uid(endless) == endless


def test_default_pages_that_are_not_shown() -> None:
    one = item("/a", default_page="b")
    assert told([one], [found(one)])[0] == (
        "note: default pages are not shown over REST: look at them, or verify a dump"
    )


def of_order(*names: str) -> list[str]:
    """What is told where `a` to `e` should stand in the order of the alphabet, and stand in another."""
    items = [item(f"/{name}", order=number) for number, name in enumerate("abcde")]
    places = {f"/{name}": 10 * number for number, name in enumerate(names)}
    return told(items, [found(one, order=places[one.path]) for one in items if one.path in places])[:-1]


def test_order() -> None:
    """As few as can be are told; what else is there, or is missing, moves nothing."""
    assert of_order("a", "b", "c", "d", "e") == []
    assert of_order("a", "e", "b", "c", "d") == [
        "Document /e.md: stands after `/a.md`, not after `/d.md`; move it there"
    ]
    assert of_order("b", "a", "c", "d", "e") == ["Document /a.md: stands after `/b.md`, not first; move it there"]
    assert of_order("d", "b", "c", "e") == [
        "Document /a.md: is not there at /a; import it again",
        "Document /d.md: stands first, not after `/c.md`; move it there",
    ]


@given(st.permutations("abcde"))
def test_moving_what_is_told_gives_the_order(names: list[str]) -> None:
    said = {line.split("/")[1][0] for line in of_order(*names)}
    stay = [name for name in names if name not in said]
    assert stay == sorted(stay)


# --- A dump ---


def test_a_dump(tmp_path: Path) -> None:
    """As our own script writes it, or in `dump` of what it prints; the site itself has a UID of its own everywhere."""
    rows = [
        {"portal_type": "Plone Site", "UID": "1f", "path": "/", "title": "Site", "fields": {}},
        {"portal_type": "Document", "UID": "a", "path": "/a", "title": "A", "position": 3, "review_state": "private",
         "effective": "2021-03-04T05:06:07+00:00", "language": "en", "fields": {"text": {"raw": "<p>a</p>"}}},
    ]  # fmt: skip
    path = tmp_path / "dump.json"
    for document in ({"items": rows}, {"log": [], "dump": {"items": rows}}):
        path.write_text(json.dumps(document))
        root, page = dump.read(path).found
        assert (root.key, root.path, root.status, root.effective, root.text_sha256) == (ROOT, "/", "", "", NO_TEXT)
        assert page == Found(
            key="a",
            type="Document",
            path="/a",
            title="A",
            description="",
            status="private",
            effective="2021-03-04T05:06Z",
            language="en",
            order=3,
            text_sha256=text_sha256("a"),
            default_page="",
        )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[]", "is no dump of a Plone: it is a list, not an object; make it as docs/cli.md says"),
        ("{}", "is no dump of a Plone: dump is missing, not an object; make it as docs/cli.md says"),
        ('{"items": [{"UID": "a"}]}',
         "is no dump of a Plone: items[0].portal_type is missing, not text; make it as docs/cli.md says"),
    ],
)  # fmt: skip
def test_dumps_that_are_none(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "dump.json"
    path.write_text(content)
    with pytest.raises(OutputError) as raised:
        dump.read(path)
    assert str(raised.value) == f"{path}: {fault}"


# --- A live site ---


def thing(path: str, **changes: object) -> Row:
    """As plone.restapi shows it, but for the address, which the fake site adds."""
    plain: Row = {"@id": path, "@type": "Document", "UID": path.strip("/"), "title": path, "description": None}
    return {**plain, "review_state": "published", "effective": None, "language": {"token": "en"}, **changes}


def plone(*things: Row, api: str = "/++api++", users: int = 200) -> Answerer:
    """A site that answers as Plone does; `users` is what it says to the question for a user."""

    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        base = f"http://{request.headers['Host']}"
        if not path.startswith(f"{api}/"):
            return request.say(404, b"<p>no such page")
        match path.removeprefix(api):
            case "/":
                return request.say_json({"@id": base, "@type": "Plone Site", "title": "Site"})
            case "/@search":
                start, size = int(query["b_start"]), int(query["b_size"])
                rows = [{**one, "@id": f"{base}{one['@id']}"} for one in things[start : start + size]]
                if any(one.get("broken") for one in rows):
                    return request.say(500, b"{}")
                return request.say_json({"items_total": len(things), "items": rows})
            case _:
                return request.say_json({}, status=users)

    return answer


def read(answer: Answerer, user: str | None = "me") -> Target:
    with serving(answer) as server:
        web = Web(place=place(server.url), authorization="Basic x" if user else None, limits=QUICK)
        return live.read(web, user)


def test_a_live_site() -> None:
    """Paths are decoded; places are counted among siblings; texts are read of either form; comments are not content."""
    target = read(
        plone(
            thing("/b%20c", text={"data": "<p>b</p>"}, effective="2021-03-04T05:06:07+00:00"),
            thing("/a", blocks={"x": {"@type": "html", "html": "<p>a</p>"}}, blocks_layout={"items": ["x"]}),
            thing("/a/d", review_state=None, language=None),
            thing("/a/d/1", **{"@type": "Discussion Item"}),
        )
    )
    said = [
        (one.key, one.path, one.order, one.effective, one.status, one.language, one.text_sha256) for one in target.found
    ]
    assert said == [
        (ROOT, "/", 0, "", "", "", NO_TEXT),
        ("b%20c", "/b c", 0, "2021-03-04T05:06Z", "published", "en", text_sha256("b")),
        ("a", "/a", 1, "", "published", "en", text_sha256("a")),
        ("a/d", "/a/d", 0, "", "", "", NO_TEXT),
    ]
    assert target.notes == ()


def test_an_old_plone_has_no_api_of_its_own() -> None:
    assert [one.path for one in read(plone(thing("/a"), api="")).found] == ["/", "/a"]


def test_many() -> None:
    things = [thing(f"/p{number}") for number in range(120)]
    assert [one.path for one in read(plone(*things)).found[1:]] == [f"/p{number}" for number in range(120)]


def test_large_ones_are_asked_for_one_by_one() -> None:
    things = [thing(f"/p{number}", text={"data": "x" * 90_000}) for number in range(7)]
    assert len(read(plone(*things)).found) == 8


def test_what_the_site_cannot_show_is_passed_over_and_told() -> None:
    things = [thing(f"/p{number}", broken=number == 6) for number in range(8)]
    target = read(plone(*things))
    assert [one.path for one in target.found[1:]] == [f"/p{number}" for number in range(8) if number != 6]
    assert target.notes == ("the item number 6 of its catalog was passed over: answers 500",)


def test_a_visitor() -> None:
    assert read(plone(thing("/a")), user=None).notes == (
        "asked as a visitor: what is not published is not shown; name a Manager with --user",
    )


def test_fewer_than_are_said_to_be_there() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path.endswith("@search"):
            request.say_json({"items_total": 3, "items": []})
        else:
            plone()(request, path, query)

    assert read(answer).notes == ("3 items are said to be there, 0 were shown; run again",)


def refused(answer: Answerer) -> str:
    with serving(answer) as server:
        with pytest.raises(OutputError) as raised:
            live.read(Web(place=place(server.url), authorization="Basic x", limits=QUICK), "me")
        return str(raised.value).removeprefix(f"{server.url}/: ")


def say(status: int, content: bytes) -> Answerer:
    return lambda request, path, query: request.say(status, content)


ROOT_OF = "name the root of a Plone site that has plone.restapi"
ADDONS = "look at its add-ons and its log"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (plone(users=401), "answers 401; look at --user and the password; a Manager is shown everything"),
        (say(401, b"{}"), "answers 401; look at --user and the password; a Manager is shown everything"),
        (say(403, b""), "answers 403; ask as a Manager of the site; a firewall may refuse it as well"),
        (say(404, b"<p>"), f"answers 404; {ROOT_OF}"),
        (say(429, b""), "answers 429; run again later"),
        (say(503, b""), "answers 503; look in its log and run again"),
        (say(200, b"<p>Hello"), f"an answer is not Plone's: it is not JSON; {ROOT_OF}"),
        (plone(thing("/a", broken=True)), "answers 500; look in its log and run again"),
        (plone(thing("/a", UID=1)), f"an answer is not Plone's: /a.UID is a number, not text; {ADDONS}"),
        (plone(thing("/a", title=[])), f"an answer is not Plone's: /a.title is a list, not text; {ADDONS}"),
        (plone(thing("/a", language={"token": 1})),
         f"an answer is not Plone's: /a.token is a number, not text; {ADDONS}"),
        (plone(thing("/a", effective="soon")),
         f"an answer is not Plone's: /a.effective `soon` is no time as ISO 8601 writes it; {ADDONS}"),
    ],
)  # fmt: skip
def test_refusals(answer: Answerer, line: str) -> None:
    assert refused(answer) == line


def test_things_of_another_site() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path.endswith("@search"):
            request.say_json({"items_total": 1, "items": [thing("https://b.example/a")]})
        else:
            plone()(request, path, query)

    assert refused(answer) == f"an answer is not Plone's: the item https://b.example/a is not of this site; {ADDONS}"


def test_lists_without_end() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        if path.endswith("@search"):
            request.say_json({"items_total": 10**9, "items": []})
        else:
            plone()(request, path, query)

    assert refused(answer) == "has more than 50 pages of answers; it was not read on"


def test_text_that_is_not_shown_as_it_was_written_is_not_compared() -> None:
    one = checked({"items": [row("/a")]})[0]
    note = "text that is no HTML is shown as HTML over REST: look at it, or verify a dump"
    assert f"note: {note}" in told([one], [found(one, text_sha256=None)])
    assert not [line for line in told([one], [found(one, text_sha256=None)]) if "differs" in line]
    assert [line for line in told([one], [found(one, text_sha256="0" * 64)]) if "differs" in line]
