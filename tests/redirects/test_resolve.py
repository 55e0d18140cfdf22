"""The redirects that a new site needs: one hop, no circles, nothing hidden, nobody sent where nobody meant."""

from __future__ import annotations

import pytest

from migrate.redirects.address import RefusedError, host, parsed
from tests.redirects.given import given, resolved, shown, told


def test_a_redirect_and_a_page_that_moved() -> None:
    found = resolved(("/old", "/about/"), moved={"/Old Page/": "/contact/"})
    assert shown(found) == ["/Old Page/ > /contact/", "/old > /about/"]
    assert told(found) == []


def test_the_order_is_that_of_the_addresses_whatever_that_of_the_source() -> None:
    lines = [("/b", "/about/"), ("/a", "/about/"), ("/c", "/contact/")]
    assert (
        shown(resolved(*lines))
        == shown(resolved(*reversed(lines)))
        == [
            "/a > /about/",
            "/b > /about/",
            "/c > /contact/",
        ]
    )


def test_the_new_address_is_written_as_the_site_serves_it() -> None:
    """Another slash would be a second hop."""
    assert shown(resolved(("/a", "/about"), ("/b", "/about/index.html"), ("/c", "/contact?q=a b&c=%20#da capo"))) == [
        "/a > /about/",
        "/b > /about/",
        "/c > /contact/?q=a%20b&c=%20#da%20capo",
    ]


def test_addresses_are_compared_decoded_and_written_encoded() -> None:
    found = resolved(("/caf%C3%A9%20old", "/café/menu"), ("/café old/", "/caf%c3%a9/menu/"))
    assert shown(found) == ["/café old > /caf%C3%A9/menu/"]
    assert told(found) == []


def test_a_chain_becomes_one_hop() -> None:
    found = resolved(("/1", "/2?b=2"), ("/2", "/3#three"), ("/3", "/about?x=y"), ("/0", "/1#zero"))
    assert shown(found) == [
        "/0 > /about/?x=y#three",
        "/1 > /about/?x=y#three",
        "/2 > /about/?x=y#three",
        "/3 > /about/?x=y",
    ]
    assert [line.split(":")[0] for line in told(found)] == ["redirect.chain"] * 3


def test_a_chain_with_a_step_that_is_not_for_ever_is_not_for_ever() -> None:
    found = resolved(("/1", "/2", 301), ("/2", "/3", 307), ("/3", "/about/", 302), ("/4", "/3", 308))
    assert shown(found) == ["/1 > /about/ 307", "/2 > /about/ 307", "/3 > /about/ 302", "/4 > /about/ 302"]


def test_a_redirect_to_a_page_that_moved() -> None:
    assert shown(resolved(("/short", "/2019/about.html"), moved={"/2019/about.html": "/about/"})) == [
        "/2019/about.html > /about/",
        "/short > /about/",
    ]


def test_circles_and_what_leads_into_them() -> None:
    found = resolved(("/a", "/b"), ("/b", "/a"), ("/in", "/a"), ("/self", "/self/"), ("/fine", "/about/"))
    assert shown(found) == ["/fine > /about/"]
    assert told(found) == [
        "redirect.loop: /a to /b: following it never ends",
        "redirect.loop: /b to /a: following it never ends",
        "redirect.loop: /in to /a: following it never ends",
        "redirect.loop: /self to /self/: following it never ends",
    ]


def test_a_page_of_the_new_site_answers_itself() -> None:
    found = resolved(("/about", "/contact/"), ("/contact", "/contact/"), moved={"/about/": "/about-us/"})
    assert shown(found) == []
    assert told(found) == [
        "redirect.shadowed: /about/ to /about-us/: the new site has a page or file at /about/",
        "redirect.shadowed: /about to /contact/: the new site has a page or file at /about",
    ]


def test_nothing_leads_nowhere() -> None:
    found = resolved(("/a", "/gone/"), ("/b", "/a"), moved={"/c/": "/d/"})
    assert shown(found) == []
    assert told(found) == [
        "redirect.nowhere: /c/ to /d/: the new site has nothing at /d/",
        "redirect.nowhere: /a to /gone/: the new site has nothing at /gone/",
        "redirect.nowhere: /b to /a: the new site has nothing at /gone/",
    ]


def test_the_first_of_two_counts_and_a_page_before_it() -> None:
    found = resolved(
        ("/a", "/about/"), ("/a/", "/contact/"), ("/a", "/about/"), ("/p", "/about/"), moved={"/p": "/contact/"}
    )
    assert shown(found) == ["/a > /about/", "/p > /contact/"]
    twice = resolved(
        ("/s id=:x", "/about/"), ("/s/ id=:x", "/contact/"), ("/p/:a/*", "/about/"), ("/p/:b/*", "/contact/")
    )
    assert shown(twice) == ["/p/:a/* > /about/", "/s > /about/"]
    assert [finding.code for finding in twice.findings] == ["redirect.double"] * 2
    assert told(found) == [
        "redirect.double: /a/ to /contact/: /a/ leads to /about/ already",
        "redirect.double: /p to /about/: /p leads to /contact/ already",
    ]


def test_case_of_the_new_address() -> None:
    found = resolved(("/a", "/About"))
    assert shown(found) == ["/a > /about/"]
    assert told(found) == ["redirect.case: /a to /About: taken as /about/"]


def test_what_differs_in_case_alone_is_marked() -> None:
    lines = [("/About/", "/about/"), ("/x", "/about/"), ("/X", "/contact/"), ("/y", "/about/"), ("/Y", "/about/")]
    found = resolved(*lines)
    assert [(rule.path, rule.cased) for rule in found.rules] == [
        ("/About/", True),
        ("/X", True),
        ("/Y", False),
        ("/x", True),
        ("/y", False),
    ]


def test_hosts() -> None:
    found = resolved(
        ("/own", "https://own.example/about"),
        ("/own2", "http://WWW.OWN.EXAMPLE:80/contact"),
        ("https://own.example/old", "/about/"),
        ("/good", "https://GOOD.example./Kept Case/?q=ü#é"),
        ("/port", "https://good.example:8443/"),
        ("/evil", "https://evil.example/"),
        ("/evil2", "https://good.example.evil/"),
        ("/evil3", "https://www.good.example/"),
        ("/evil4", "https://good.example:9/"),
        ("https://evil.example/x", "/about/"),
        moved={"/picture.png": "https://good.example/up/picture.png", "/b.png": "https://evil.example/b.png"},
    )
    assert shown(found) == [
        "/good > https://good.example/Kept%20Case/?q=%C3%BC#%C3%A9",
        "/old > /about/",
        "/own > /about/",
        "/own2 > /contact/",
        "/picture.png > https://good.example/up/picture.png",
        "/port > https://good.example:8443/",
    ]
    assert told(found) == [
        "redirect.host: /b.png to https://evil.example/b.png: evil.example is not among the hosts that are named",
        "redirect.host: /evil to https://evil.example/: evil.example is not among the hosts that are named",
        "redirect.host: /evil2 to https://good.example.evil/: good.example.evil is not among the hosts that are named",
        "redirect.host: /evil3 to https://www.good.example/: www.good.example is not among the hosts that are named",
        "redirect.host: /evil4 to https://good.example:9/: good.example:9 is not among the hosts that are named",
        "redirect.host: https://evil.example/x to /about/: https://evil.example is no host of the site",
    ]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("//evil.example/", "a browser takes what follows the slashes for a host"),
        ("/\\evil.example/", "a browser takes what follows the slashes for a host"),
        ("\\\\evil.example/", "a browser takes what follows the slashes for a host"),
        ("%2F%2Fevil.example/", "a browser takes what follows the slashes for a host"),
        ("/%2Fevil.example/", "a browser takes what follows the slashes for a host"),
        ("/%5Cevil.example/", "a browser reads its backslash as a slash"),
        ("/a\\..\\b", "a browser reads its backslash as a slash"),
        ("/a/../b", "it has a segment of dots, which browsers take away"),
        ("/./a", "it has a segment of dots, which browsers take away"),
        ("/a/%2e%2E", "it has a segment of dots, which browsers take away"),
        ("https://good.example@evil.example/", "its host is none that browsers and servers read alike"),
        ("https://good.example:80@evil.example/", "its host is none that browsers and servers read alike"),
        ("https://good.example\\.evil.example/", "its host is none that browsers and servers read alike"),
        ("https:///evil.example/", "its host is none that browsers and servers read alike"),
        ("https://[::1]/", "its host is none that browsers and servers read alike"),
        ("https://good.example%2eevil.example/", "its host is none that browsers and servers read alike"),
        ("https:/evil.example/", "it is no address of the web"),
        ("https:evil.example", "it is no address of the web"),
        ("javascript:alert(1)", "it is no address of the web"),
        ("data:text/html,x", "it is no address of the web"),
        ("/a\nb", "it holds a control character"),
        ("/a%0d%0aSet-Cookie: x=y", "it holds a control character"),
        ("/a\x00", "it holds a control character"),
        ("/a\x85b", "it holds a control character"),
        ("/a\u2028b", "it holds a control character"),
        ("/a\ud800", "it holds a control character"),
        ("/%e9", "its percent-encoding is not that of UTF-8"),
        ("/\ue000name\ue000", "it holds a character that no font has"),
        ("/?a=%EE%80%80name%ee%80%80", "it holds a character that no font has"),
        ("/" + "é" * 400, "it has more than 2,048 characters"),
        ("/about/?" + "q" * 2100, "it has more than 2,048 characters"),
        ("", "it is empty"),
        (" ", "it is empty"),
    ],
)
def test_addresses_that_are_refused(new: str, why: str) -> None:
    found = resolved(("/old", new))
    assert found.rules == ()
    assert [(finding.code, finding.message.rpartition(": ")[2]) for finding in found.findings] == [
        ("redirect.refused", why)
    ]


@pytest.mark.parametrize(
    "old", ["/x\n} location / { return 301 //evil", "/a/../b", "//a", "/a#b", "/a b=c d", "/*/a", "/a*"]
)
def test_old_addresses_that_are_refused(old: str) -> None:
    found = resolved((old, "/about/"))
    assert found.rules == ()
    assert [finding.code for finding in found.findings] == ["redirect.refused"]
    assert "\n" not in found.findings[0].message


def test_moved_addresses_are_paths_as_they_are() -> None:
    """What would be a query, a pattern or an encoding in a redirect is part of a name in a path."""
    found = resolved(moved={"//a//b/": "/about/", "/what?.pdf": "/contact/", "/100%25/*": "/about/", "/:x/": "/about/"})
    assert shown(found) == ["/100%25/* > /about/", "/:x/ > /about/", "/a/b/ > /about/", "/what?.pdf > /contact/"]
    assert [rule.segments for rule in found.rules] == [None] * 4


def test_only_redirects_are_redirects() -> None:
    found = resolved(("/a", "/about/", 200), ("/b", "/about/", 404), ("/c", "/about/", 303))
    assert shown(found) == ["/c > /about/ 303"]
    assert told(found) == [
        "redirect.status: /a to /about/: its status is 200",
        "redirect.status: /b to /about/: its status is 404",
    ]


def test_queries() -> None:
    found = resolved(
        ("/store?id=4&x=%26", "/contact/"),
        ("/store id=5", "/about/"),
        ("/store", "/about-us/"),
        ("/to", "/store?id=4"),
        ("/to2", "/store?id=6"),
        ("/about/ p=1", "/contact/"),
    )
    assert shown(found) == [
        "/store > /about-us/",
        "/store?id=4&x=%26 > /contact/",
        "/store?id=5 > /about/",
        "/to > /about-us/?id=4",
        "/to2 > /about-us/?id=6",
    ]
    assert [line.split(":")[0] for line in told(found)] == ["redirect.shadowed", "redirect.chain", "redirect.chain"]


def test_a_query_that_was_asked_for_does_not_go_along() -> None:
    assert shown(resolved(("/to", "/store?id=4#a"), ("/store?id=4", "/contact/"))) == [
        "/store?id=4 > /contact/",
        "/to > /contact/#a",
    ]


# --- Addresses ---


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("example.org:443", "example.org"),
        ("example.org:8080", "example.org:8080"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("https://example.org", None),
        ("example.org/", None),
        ("a b", None),
        ("", None),
        ("-a.example", None),
        (".", None),
    ],
)
def test_hosts_are_compared_as_servers_do(name: str, same: str | None) -> None:
    assert host(name) == same


def test_addresses_without_a_slash_begin_at_the_root() -> None:
    assert str(parsed("about us/")) == "/about%20us/"
    with pytest.raises(RefusedError):
        parsed("news: today/")


def test_a_redirect_of_front_matter_may_lack_its_slash() -> None:
    assert shown(resolved(("old page", "about/"))) == ["/old page > /about/"]
    assert given("a", "b").status == 301
