"""Bodies for Classic UI: Plone's filter of HTML loses all that follows the end of a page in a page."""

from __future__ import annotations

import pytest

from migrate.exporters.plone.shown import shown


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a</p><html><body class='x'><p>b</p></body></html><p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<!DOCTYPE html><HTML><head><style>p{}</style></head><p>b</p>", "<style>p{}</style><p>b</p>"),
        ("<header>a</header><p>b</p>", "<header>a</header><p>b</p>"),
        ("<pre>&lt;html&gt;</pre><!-- <body> -->", "<pre>&lt;html&gt;</pre><!-- <body> -->"),
        ("<textarea><body></textarea>", "<textarea><body></textarea>"),
    ],
)
def test_no_page_in_a_page(html: str, found: str) -> None:
    assert shown(html) == found
