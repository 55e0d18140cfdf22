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
    ("address", "key"),
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
def test_key(address: str, key: str) -> None:
    assert urls.key(address) == key


def test_parents() -> None:
    assert urls.parents("/a/b/c/") == ["/a/b", "/a"]
    assert urls.parents("/a") == []


@given(st.lists(st.text(st.characters(exclude_characters="/?#%", exclude_categories=("Cs",)), min_size=1), min_size=1))
def test_no_segment_is_lost(segments: list[str]) -> None:
    if segments[-1] != "index.html":
        assert urls.key("/" + "/".join(segments) + "/") == "/" + "/".join(segments)
