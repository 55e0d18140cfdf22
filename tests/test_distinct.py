"""Addresses on the target: no two pages have one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migrate.model import Location, Page
from migrate.pipeline.distinct import distinct


def page(id: str, url: str | None, duplicate_of: str | None = None) -> Page:
    return Page(id=id, kind="page", source=Location(file=id), url=url, title=id, duplicate_of=duplicate_of)


def test_the_first_has_it_and_the_others_have_numbers() -> None:
    pages = [page("a", "/A/"), page("b", "/a-b/"), page("c", "/a/b/"), page("d", None), page("e", "/a-b-2/")]
    found = distinct(pages, {"a": "/a/", "b": "/a-b/", "c": "/a-b/", "d": "/a/", "e": None})
    assert found.addresses == {"a": "/a/", "c": "/a-b-3/", "d": "/a-2/"}
    assert [(finding.code, finding.file, finding.message) for finding in found.findings] == [
        ("url.taken", "c", "its address on the target would be /a-b/, as that of b; it is /a-b-3/"),
        ("url.taken", "d", "its address on the target would be /a/, as that of a; it is /a-2/"),
    ]


def test_endings_stay() -> None:
    pages = [page("a", "/1"), page("b", "/2"), page("c", "/3"), page("d", "/4")]
    found = distinct(pages, {"a": "/x/a.html", "b": "/x/a.html", "c": "/.a", "d": "/.a"})
    assert found.addresses == {"a": "/x/a.html", "b": "/x/a-2.html", "c": "/.a", "d": "/.a-2"}


def test_pages_that_shared_an_address_share_one() -> None:
    pages = [page("a", "/A"), page("b", "/A", "a")]
    assert distinct(pages, {"a": "/a", "b": "/a"}) == ({"a": "/a", "b": "/a"}, [])


ADDRESS = st.sampled_from(["/a/", "/a", "/a.html", "/a-2/", "/a-2.html", "/b/", "/a-3/"])


@given(st.lists(st.tuples(ADDRESS, st.none() | ADDRESS), max_size=12))
def test_no_two_pages_that_move_have_one_address(rows: list[tuple[str, str | None]]) -> None:
    pages = [page(str(at), f"/old{url}{at}") for at, (url, _) in enumerate(rows)]
    found = distinct(pages, {str(at): wanted for at, (_, wanted) in enumerate(rows)}).addresses
    assert len(set(found.values())) == len(found)
    assert set(found) == {str(at) for at, (_, wanted) in enumerate(rows) if wanted is not None}
