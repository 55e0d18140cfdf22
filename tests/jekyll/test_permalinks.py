"""Addresses, by plain cases of `Jekyll::URL`, `UrlDrop` and `Utils.slugify`."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.jekyll.permalinks import (
    DATE_PLACEHOLDERS,
    PermalinkError,
    date_part,
    document_url,
    escape,
    page_template,
    page_url,
    sanitize,
    slugify,
    with_suffix,
)

ESCAPED = [
    ("", ""),
    ("/a/b.html", "/a/b.html"),
    ("a b", "a%20b"),
    ("ü", "%C3%BC"),
    ("c#d", "c%23d"),
    ("q?r=1", "q?r=1"),
    ("50%", "50%25"),
    ("it's(a)&b;c@d", "it's(a)&b;c@d"),
    ("[x]", "%5Bx%5D"),
]
SANITIZED = [
    ("", "/"),
    ("a", "/a"),
    ("//a///b/", "/a/b/"),
    ("/../up/", "/up/"),
    ("/./a./b", "/a" + "b"),
    ("/v1.2/", "/v1.2/"),
]
SLUGS = [
    ("The _config.yml file", "the-config-yml-file", "The-_config.yml-file"),
    ("  a--b  ", "a-b", "a-b"),
    ("it's (5)!", "it-s-5", "it's-(5)!"),
    ("Ünï ΟΔΟΣ", "ünï-οδοσ", "Ünï-ΟΔΟΣ"),
    ("日本 語", "日本-語", "日本-語"),
    ("²", "", ""),
    ("---", "", ""),
]
WHEN = datetime(2024, 12, 30, 4, 5, 6, tzinfo=UTC)
DATED = {
    "year": "2024", "month": "12", "day": "30", "hour": "04", "minute": "05", "second": "06",
    "i_day": "30", "i_month": "12", "short_month": "Dec", "long_month": "December", "short_year": "24",
    "w_year": "2025", "week": "01", "w_day": "1", "short_day": "Mon", "long_day": "Monday", "y_day": "365",
}  # fmt: skip


@pytest.mark.parametrize(("path", "escaped"), ESCAPED)
def test_escape(path: str, escaped: str) -> None:
    assert escape(path) == escaped


@pytest.mark.parametrize(("address", "clean"), SANITIZED)
def test_sanitize(address: str, clean: str) -> None:
    assert sanitize(address) == clean


@given(st.text("/ab:", max_size=20))
def test_sanitize_is_idempotent(address: str) -> None:
    assert sanitize(sanitize(address)) == sanitize(address)


@pytest.mark.parametrize(("text", "slug", "pretty"), SLUGS)
def test_slugify(text: str, slug: str, pretty: str) -> None:
    assert (slugify(text), slugify(text, pretty=True, cased=True)) == (slug, pretty)


def test_every_date_placeholder() -> None:
    assert {name: date_part(WHEN, directive) for name, directive in DATE_PLACEHOLDERS.items()} == DATED


PAGES = [
    # permalink, style, html, index, address
    (None, "date", True, False, "/docs/a%20b.html"),
    (None, "pretty", True, False, "/docs/a%20b/"),
    (None, "/:title/", True, False, "/docs/a%20b/"),
    (None, "/:title", True, False, "/docs/a%20b"),
    (None, "weekdate", True, False, "/docs/a%20b"),  # Jekyll's own table of styles leaves it out
    (None, "pretty", False, False, "/docs/a%20b.html"),
    (None, "date", True, True, "/docs/"),
    ("/:basename:output_ext", "date", True, False, "/a%20b.html"),
    ("/:path/x", "date", True, False, "/docs/x"),
    ("about us", "date", True, False, "/about us"),  # what the author wrote is not escaped
    ("/:unknown/", "date", True, False, "/:unknown/"),
]


@pytest.mark.parametrize(("permalink", "style", "html", "index", "address"), PAGES)
def test_page(permalink: str | None, style: str, html: bool, index: bool, address: str) -> None:
    template = page_template(style, html=html, index=index)
    assert page_url(permalink, template, folder="/docs", basename="a b", output_ext=".html") == address


DOCUMENTS = [
    ("/:collection/:path", "/news/sub/A%20B"),
    ("/:title/", "/A-B/"),
    ("/:title_x/", PermalinkError),
    ("/:title_/", "/A-B_/"),
    ("/:nothing/", PermalinkError),
    ("/a:b", PermalinkError),
    ("/at/12:30/", "/at/12:30/"),
]


@pytest.mark.parametrize(("permalink", "address"), DOCUMENTS)
def test_document(permalink: str, address: str | type[PermalinkError]) -> None:
    named = {"collection": lambda: "news", "path": lambda: "/sub/A B", "title": lambda: "A-B"}
    if isinstance(address, str):
        assert document_url(permalink, "/:path", named) == address
    else:
        with pytest.raises(address, match="there is no placeholder"):
            document_url(permalink, "/:path", named)


@pytest.mark.parametrize(
    ("style", "address"), [("date", "/x:output_ext"), ("pretty", "/x/"), ("/:title/", "/x/"), ("/:title", "/x")]
)
def test_the_style_of_the_site_ends_the_template(style: str, address: str) -> None:
    assert with_suffix("/x", style) == address
