"""Refs become addresses, wherever they stand, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.addressing import NOWHERE, Addresses, values_written, written
from migrate.model import Location, Page
from migrate.refs import Ref


def page(id: str, url: str | None, target: str | None = None) -> Page:
    return Page(id=id, kind="page", source=Location(file=id), title="", url=url, target=target)


ADDRESSES = Addresses(
    (
        page("a.md", "/a's (b)/"),
        page("é?.md", "/é/"),
        page("link.md", None, "https://x.example/?a&b"),
        page("no.md", None),
    ),
    (("i/1, 2.png", "/i/1, 2.png"), ("raw.bin", None), ("moved.png", "/old.png")),
    {"moved.png": "/new name.png"},
)


@pytest.mark.parametrize(
    ("ref", "address"),
    [
        (Ref("page", "a.md"), "/a%27s%20%28b%29/"),
        (Ref("page", "a.md", "?q=1", "#top"), "/a%27s%20%28b%29/?q=1#top"),
        (Ref("page", "é?.md"), "/%C3%A9/"),
        (Ref("page", "link.md", "", "#x"), "https://x.example/?a&b"),
        (Ref("page", "no.md"), NOWHERE),
        (Ref("page", "gone.md"), None),
        (Ref("asset", "i/1, 2.png"), "/i/1,%202.png"),
        (Ref("asset", "raw.bin"), "/raw.bin"),
        (Ref("asset", "moved.png"), "/new%20name.png"),
        (Ref("asset", "a.md"), None),
    ],
)
def test_addresses(ref: Ref, address: str | None) -> None:
    assert ADDRESSES(ref) == address


@pytest.mark.parametrize(
    ("html", "out"),
    [
        ('<a href="page:link.md">x</a>', '<a href="https://x.example/?a&amp;b">x</a>'),
        ("<a HREF='page:a.md#é'>x</a>", '<a href="/a%27s%20%28b%29/#é">x</a>'),
        ('<img srcset="asset:i/1%2C%202.png 1x, /b.png 2x">', '<img srcset="/i/1%2C%202.png 1x, /b.png 2x">'),
        ('<p style="background:url(asset:raw.bin)">', '<p style="background:url(&quot;/raw.bin&quot;)">'),
        ("<style>a{b:url('page:a.md')}</style>", "<style>a{b:url('/a%27s%20%28b%29/')}</style>"),
        ('<noscript><img src="asset:raw.bin"></noscript>', '<noscript><img src="/raw.bin"></noscript>'),
        ('<p title="page:a.md">page:a.md</p>\r\n', '<p title="page:a.md">page:a.md</p>\r\n'),
        ('<a href="page:gone.md">x</a>\r\n', '<a href="page:gone.md">x</a>\r\n'),
    ],
)
def test_html(html: str, out: str) -> None:
    assert written(html, ADDRESSES) == out


def test_what_has_no_address_is_shown() -> None:
    missing: list[Ref] = []
    values = {
        "a": '<a href="page:gone.md">',
        "b": "[x](asset:gone.png)",
        "c": "page: three",
        "d": ["asset:raw.bin"],
        "e": 1,
    }
    assert values_written(values, ADDRESSES, missing.append) == {**values, "d": ["/raw.bin"]}
    assert missing == [Ref("page", "gone.md"), Ref("asset", "gone.png")]


@given(st.text())
def test_text_without_refs_stays_to_the_byte(text: str) -> None:
    assert written(text, lambda ref: None) == text
    assert values_written(text, lambda ref: None) == text
