"""Addresses never lose a segment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate import urls


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("https://x.example", True),
        ("//x.example/a", True),
        ("mailto:a@x.example", True),
        ("tel:+6512345678", True),
        ("/a/b", False),
        ("a/b", False),
        ("", False),
        ("#top", False),
        ("a b: c", False),
        (" https://x.example", True),
    ],
)
def test_absolute(address: str, absolute: bool) -> None:
    assert urls.is_absolute(address) is absolute


@pytest.mark.parametrize(
    ("permalink", "outside"),
    [
        ("https://x.example/a", True),
        ("mailto:a@x.example", True),
        ("//x.example/a", True),
        ("//about-us/", False),
        ("news: today/", False),
        ("javascript:alert(1)", False),
        ("/a/", False),
    ],
)
def test_permalinks_that_lead_outside(permalink: str, outside: bool) -> None:
    assert urls.leads_outside(permalink) is outside


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/what?/", "/what?"),
        ("/100%25/", "/100%25"),
        ("/a/index.html", "/a"),
        ("/index.html", "/"),
        ("//about-us/", "/about-us"),
    ],
)
def test_key(address: str, key: str) -> None:
    assert urls.key(address) == key


@pytest.mark.parametrize(
    ("href", "key"),
    [
        ("/a/b/", "/a/b"),
        ("a/b", "/a/b"),
        ("/a/index.html", "/a"),
        ("/", "/"),
        ("", "/"),
        ("/a%20b/?x=1#y", "/a b"),
        ("//about-us/", "/about-us"),
        ("/100%/", "/100%"),
    ],
)
def test_key_of_link(href: str, key: str) -> None:
    assert urls.key_of_link(href) == key


def test_parents() -> None:
    assert list(urls.parents("/a/b/c/")) == ["/a/b", "/a"]
    assert list(urls.parents("/a")) == []


@given(st.lists(st.text(st.characters(exclude_characters="/?#%", exclude_categories=("Cs",)), min_size=1), min_size=1))
def test_no_segment_is_lost(segments: list[str]) -> None:
    if segments[-1] != "index.html":
        assert urls.key("/" + "/".join(segments) + "/") == "/" + "/".join(segments)
