"""Links of an export as paths of its site."""

from __future__ import annotations

import pytest

from migrate.importers.plone.links import Goal, Links, Read
from migrate.importers.plone.portal import Portal

GOALS = {
    "/": Goal("/", {}, False),
    "/about": Goal("/about", {}, False),
    "/about/team": Goal("/about/team", {}, False),
    "/news": Goal("/news", {}, False),
    "/news/all": Goal("/news", {}, False),
    "/news/lit": Goal("/news/lit", {"image": "/news/lit/@@download/image/lit.png"}, False),
    "/logo.png": Goal("/logo.png", {"image": "/logo.png/@@download/image/logo.png"}, True),
    "/a?b#c%20": Goal("/a?b#c%20", {}, False),
}
UIDS = {"u1": "/about/team", "u2": "/news/all", "u3": "/logo.png", "u4": "/news/lit", "u5": "/a?b#c%20"}
LINKS = Links(Portal("nohost", "/Plone", "http", "Plone"), GOALS, UIDS)


@pytest.mark.parametrize(
    ("href", "address", "scale"),
    [
        ("resolveuid/u1", "/about/team", None),
        ("../resolveuid/u1#top", "/about/team#top", None),
        ("./resolveUid/u1?x=1", "/about/team?x=1", None),
        ("/Plone/resolveuid/u1", "/about/team", None),
        ("http://nohost/Plone/about/resolveuid/u1", "/about/team", None),
        ("resolveuid/u1/", "/about/team", None),
        ("resolveuid/u1/view", "/about/team", None),
        ("resolveuid/u1/some/thing", "/about/team/some/thing", None),
        ("resolveuid/u2", "/news", None),
        ("resolveuid/u3/@@images/image/large", "/logo.png", "large"),
        ("resolveuid/u3/@@images/image", "/logo.png", None),
        ("resolveuid/u3/@@images/0a1b2c3d-0000-4000-8000-0123456789ab.png", "/logo.png", None),
        ("resolveuid/u3/image_preview", "/logo.png", "preview"),
        ("resolveuid/u3/@@download/file/x.png", "/logo.png", None),
        ("resolveuid/u3/at_download/image", "/logo.png", None),
        ("resolveuid/u4/@@images/image/mini", "/news/lit/@@download/image/lit.png", "mini"),
        ("resolveuid/u5", "/a%3Fb%23c%2520", None),
        ("resolveuid/nobody", "resolveuid/nobody", None),
        ("https://elsewhere.example/resolveuid/u1", "https://elsewhere.example/resolveuid/u1", None),
        ("/about", "/about", None),
        ("/Plone/about/", "/about", None),
        ("http://nohost/Plone/about?x#y", "/about?x#y", None),
        ("http://nohost/Plone", "/", None),
        ("http://nohost/Plone/gone", "/gone", None),
        ("${portal_url}/about", "/about", None),
        ("${navigation_root_url}", "/", None),
        ("../news", "/news", None),
        ("all", "/news", None),
        ("lit/@@images/image/large", "/news/lit/@@download/image/lit.png", "large"),
        ("folder_listing", "/news", None),
        ("gone", "gone", None),
        ("#here", "#here", None),
        ("?b_start=10", "?b_start=10", None),
        ("mailto:a@b.example", "mailto:a@b.example", None),
        ("//elsewhere.example/a", "//elsewhere.example/a", None),
        ("https://elsewhere.example/about", "https://elsewhere.example/about", None),
        ("", "", None),
    ],
)
def test_links_of_a_page_in_news(href: str, address: str, scale: str | None) -> None:
    assert LINKS.read(href, "/news/all") == Read(address, scale)


def test_a_folder_was_once_served_with_a_slash() -> None:
    assert LINKS.read("team", "/about").address == "/about/team"


def test_a_scale_is_kept_with_the_picture() -> None:
    html = '<p><img src="resolveuid/u3/@@images/image/large" alt=""> <img src="../logo.png" data-scale="x"></p>'
    written = '<p><img src="/logo.png" alt="" data-scale="large"> <img src="/logo.png" data-scale="x"></p>'
    assert LINKS.html(html, "/about/team") == written
    assert LINKS.html(written, "/about/team") == written
