"""Addresses of an export as paths of its site."""

from __future__ import annotations

import pytest

from migrate.importers.plone.portal import Portal, portal_of

LOCAL = Portal("localhost:8080", "/Plone", "http", "Plone")
PUBLIC = Portal("www.harbour.example", "", "https", None)


@pytest.mark.parametrize(
    ("sites", "addresses", "physical", "portal"),
    [
        (["http://localhost:8080/Plone"], [], [], LOCAL),
        (["https://www.harbour.example"], ["https://www.harbour.example/a"], [], PUBLIC),
        (["https://www.harbour.example/"], [], ["/Plone/a"], PUBLIC._replace(site_id="Plone")),
        (["/Plone", "http://nohost/Plone"], [], [], Portal("nohost", "/Plone", "http", "Plone")),
        (["/harbour"], ["/a"], ["/harbour/x"], Portal(None, "", site_id="harbour")),
        ([], ["http://localhost:8080/Plone/a/b"], [], LOCAL),
        ([], ["https://www.harbour.example/news/a"], [], PUBLIC),
        ([], ["https://www.harbour.example/Plone/a"], ["/Plone/b"], PUBLIC._replace(prefix="/Plone", site_id="Plone")),
        ([], ["/a"], [], Portal(None, "")),
    ],
)
def test_portal(sites: list[str], addresses: list[str], physical: list[str], portal: Portal) -> None:
    assert portal_of(sites, addresses, physical) == portal


@pytest.mark.parametrize(
    ("portal", "address", "path"),
    [
        (LOCAL, "http://localhost:8080/Plone/about/team", "/about/team"),
        (LOCAL, "http://LOCALHOST/Plone", "/"),
        (LOCAL, "http://localhost:8080/Plone/caf%C3%A9/a%20b/", "/café/a b"),
        (LOCAL, "/Plone/about", "/about"),
        (LOCAL, "/about", "/about"),
        (LOCAL, "/Plonely/about", "/Plonely/about"),
        (LOCAL, "http://localhost:8080/Plonely/about", None),
        (LOCAL, "http://localhost:8080/about", None),
        (LOCAL, "https://elsewhere.example/Plone/about", None),
        (LOCAL, "about", "/about"),
        (LOCAL, "/a/../b", None),
        (LOCAL, "/a//b", None),
        (LOCAL, "/a\nb", None),
        (LOCAL, "", None),
        (LOCAL, 7, None),
        (PUBLIC, "https://www.harbour.example", "/"),
        (PUBLIC, "http://www.harbour.example/a", "/a"),
    ],
)
def test_path(portal: Portal, address: object, path: str | None) -> None:
    assert portal.path(address) == path


@pytest.mark.parametrize(
    ("host", "url", "name"),
    [
        ("nohost", None, None),
        ("localhost:8080", None, None),
        ("127.0.0.1:8080", None, None),
        ("[::1]:80", None, None),
        ("www.harbour.example:8080", "http://www.harbour.example:8080/Plone", "www.harbour.example"),
        ("user:secret@www.harbour.example", "http://www.harbour.example/Plone", "www.harbour.example"),
        (None, None, None),
    ],
)
def test_an_address_that_the_public_knew(host: str | None, url: str | None, name: str | None) -> None:
    portal = Portal(host, "/Plone", "http")
    assert (portal.url, portal.name) == (url, name)
