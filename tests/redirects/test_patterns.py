"""Redirects for many addresses: followed as far as they can be, and marked where they would hide pages."""

from __future__ import annotations

import pytest

from migrate.redirects.patterns import MOST, MOST_SHAPES
from tests.redirects.given import resolved, shown, told


def test_patterns_keep_their_order_behind_single_addresses() -> None:
    found = resolved(("/z/*", "/files/:splat"), ("/a/:x/b/:y", "/f/:y?was=:x#:x"), ("/zz", "/about/"))
    assert shown(found) == ["/zz > /about/", "/z/* > /files/:splat", "/a/:x/b/:y > /f/:y?was=:x#:x"]
    assert told(found) == []


def test_chains_through_patterns() -> None:
    found = resolved(
        ("/one", "/old/menu/"), ("/old/*", "/mid/:splat"), ("/mid/*", "/café/:splat"), ("/n/:x", "/mid/:x/")
    )
    assert shown(found) == [
        "/one > /caf%C3%A9/menu/",
        "/old/* > /caf%C3%A9/:splat",
        "/mid/* > /caf%C3%A9/:splat",
        "/n/:x > /caf%C3%A9/:x/",
    ]


def test_a_pattern_whose_steps_depend_on_the_address_stays() -> None:
    found = resolved(("/a/*", "/b/:splat"), ("/b/:x", "/c/:x"))
    assert shown(found) == ["/a/* > /b/:splat", "/b/:x > /c/:x"]
    assert told(found) == ["redirect.chain: /a/* to /b/:splat: some addresses are led on from there"]


@pytest.mark.parametrize(
    "lines",
    [
        [("/a/*", "/b/:splat"), ("/b/*", "/a/:splat")],
        [("/a/*", "/b/:splat"), ("/b/:x", "/a/:x")],
        [("/*", "/more/:splat")],
        [("/a/:x", "/a/:x/")],
        [("/a/*", "/a/b")],
        [("/a id=:x", "/a?id=:x")],
        [("/a/:y id=:x", "/a/b?id=:x")],
    ],
)
def test_patterns_in_a_circle(lines: list[tuple[str, str]]) -> None:
    found = resolved(*lines)
    assert shown(found) == []
    assert {finding.code for finding in found.findings} == {"redirect.loop"}


def test_a_pattern_that_fits_pages_of_the_new_site_is_marked() -> None:
    found = resolved(("/café/*", "/about/"), ("/CAFÉ/:x/", "/contact/"), ("/old/*", "/about/"), ("/*", "/"))
    assert [(rule.path, rule.hides, rule.cased) for rule in found.rules] == [
        ("/café/*", True, True),
        ("/CAFÉ/:x", False, True),
        ("/old/*", False, False),
        ("/*", True, True),
    ]


def test_patterns_that_lead_nowhere_or_astray() -> None:
    found = resolved(
        ("/a/*", "/gone/"), ("/b/*", "https://evil.example/:splat"), ("/c/*", "https://:splat/"), ("/d/*", ":splat"),
        ("/e/:h", "https://good.example:h/"), ("/f/*", "//:splat"), ("/g/:x/:x", "/about/"), ("/a/*", "/about/"),
    )  # fmt: skip
    assert shown(found) == ["/d/* > /:splat"]
    assert [finding.code for finding in found.findings] == [
        "redirect.host", "redirect.refused", "redirect.refused", "redirect.refused", "redirect.refused",
        "redirect.double", "redirect.nowhere",
    ]  # fmt: skip


def test_there_are_no_more_patterns_than_a_server_can_bear() -> None:
    many = resolved(*((f"/a{number}/*", "/about/") for number in range(MOST + 2)))
    assert (len(many.rules), [finding.code for finding in many.findings]) == (MOST, ["redirect.refused"] * 2)
    shapes = [("/" + "x/" * number + ":y", "/about/") for number in range(MOST_SHAPES + 1)]
    assert len(resolved(*shapes).rules) == MOST_SHAPES


def test_a_chain_as_long_as_the_site_is_followed_once() -> None:
    """One that recursed, or followed each anew, would not come to an end."""
    lines = [(f"/{number}", f"/{number + 1}") for number in range(20_000)]
    found = resolved(*lines, there=("/20000",))
    assert {rule.new for rule in found.rules} == {"/20000"}
    assert len(found.rules) == 20_000


def test_what_is_told_says_where_it_stands() -> None:
    finding = resolved(("/a", "/gone")).findings[0]
    assert (finding.file, finding.line) == ("_redirects", 1)
