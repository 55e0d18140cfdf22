"""Ids: what Plone takes stays, and what ends an import is changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.exporters.plone.ids import MAX_ID, Taken, is_reserved, plone_id


@pytest.mark.parametrize(
    "id",
    [
        "about",
        "index.html",
        "About Us",
        "a.b.c",
        "404.html",
        "a,b (c)",
        "feed.xml",
        "a~b",
        "a'b",
        "-",
        "x_y",
        ".well-known",
    ],
)
def test_what_plone_takes_stays(id: str) -> None:
    assert plone_id(id) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("café", "cafe"),
        ("keepers’-corner", "keepers-corner"),
        ("Straße", "Strasse"),
        ("a–b", "a-b"),
        ("日本", "page-cf2abf0c"),
        ("日本 guide", "guide"),
        ("a&b", "a-b"),
        ("a<b>", "a-b"),
        ("Tow, tug & rescue.html", "Tow, tug - rescue.html"),
        ("50%", "50"),
        ("what?", "what"),
        ("a#b", "a-b"),
        ("a\\b", "a-b"),
        ('"a"', "a"),
        (" a ", "a"),
        ("", "page-e3b0c442"),
        ("..", "page-5ec1f7e7"),
        ("...", "page-ab5df625"),
    ],
)
def test_what_no_short_name_takes_is_changed(text: str, id: str) -> None:
    assert plone_id(text) == id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("_posts", "posts"),
        ("__init__", "init"),
        ("a__", "a"),
        ("@@view", "view"),
        ("++theme++a", "theme++a"),
        ("aq_parent", "parent"),
        ("portal_catalog", "portal-catalog"),
        ("_", "page-d2e2adf7"),
    ],
)
def test_what_zope_keeps_for_itself_is_changed(text: str, id: str) -> None:
    assert plone_id(text) == id


def test_a_long_id_is_cut_and_stays_its_own() -> None:
    first, second = plone_id("a" * 300), plone_id("a" * 301)
    assert len(first) == len(second) == MAX_ID
    assert first != second


@given(st.text(max_size=40))
def test_an_id_is_ascii_without_anything_that_is_refused(text: str) -> None:
    id = plone_id(text)
    assert re.fullmatch(r"[ -~]+", id)
    assert not re.search(r'[<>&/\\?#%"]', id)
    assert not id.startswith(("_", "@@", "++", "aq_", "portal_", " "))
    assert not id.endswith(("__", " "))
    assert id.strip(".")
    assert plone_id(id) == id


@pytest.mark.parametrize(
    "id",
    ["edit", "title", "description", "items", "keys", "values", "get", "has_key", "id", "created", "modified", "manage",
     "manage_main", "REQUEST", "subject", "location", "start", "end", "path", "portal_type"],
)  # fmt: skip
def test_reserved_everywhere(id: str) -> None:
    assert is_reserved(id, False, frozenset())
    assert is_reserved(id, True, frozenset())


@pytest.mark.parametrize("id", ["view", "acl_users", "MailHost"])
def test_reserved_on_the_site_alone(id: str) -> None:
    assert is_reserved(id, True, frozenset())
    assert not is_reserved(id, False, frozenset())


@pytest.mark.parametrize(
    "id",
    ["index", "index.html", "images", "files", "news", "events", "search", "sitemap", "sitemap.xml", "robots.txt",
     "login",
     "contact", "feed.xml", "404.html", "favicon.ico", "assets", "data", "blocks"],
)  # fmt: skip
def test_not_reserved(id: str) -> None:
    assert not is_reserved(id, True, frozenset())


def test_fields_of_a_container_are_reserved_in_it() -> None:
    taken = Taken()
    assert taken.unique("site", "blocks", True, frozenset({"blocks"})) == "blocks-2"
    assert taken.unique("folder", "blocks", False, frozenset()) == "blocks"


def test_an_id_is_given_once_in_a_container() -> None:
    taken = Taken()
    wanted = (("a", "x"), ("a", "x"), ("a", "x-2"), ("b", "x"), ("a", "X"), ("a", "a.png"), ("a", "a.png"))
    found = [taken.unique(place, id, False, frozenset()) for place, id in wanted]
    assert found == ["x", "x-2", "x-2-2", "x", "X", "a.png", "a-2.png"]
