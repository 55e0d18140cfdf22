"""Where a target is, and what its name may lead to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.errors import UsageError
from migrate.verify.places import Place, is_public, may_be_reached, place


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org", "https://www.example.org/"),
        ("https://www.example.org:443/", "https://www.example.org/"),
        ("https://WWW.Example.org/blog/", "https://www.example.org/blog/"),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
        ("https://[2606:4700::1]:8443/a", "https://[2606:4700::1]:8443/a/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://localhost", "http://localhost/"),
        ("http://10.0.0.7", "http://10.0.0.7/"),
    ],
)
def test_places(url: str, shown: str) -> None:
    assert str(place(url)) == shown


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("", "is no address of a website; write it as https://www.example.org"),
        ("www.example.org", "is no address of a website; write it as https://www.example.org"),
        ("ftp://www.example.org", "is no address of a website; write it as https://www.example.org"),
        ("file:///etc/passwd", "is no address of a website; write it as https://www.example.org"),
        ("https://", "is no address of a website; write it as https://www.example.org"),
        ("https://[", "is no address; write it as https://www.example.org"),
        ("https://www.example.org/a b", "holds what an address cannot; write it percent-encoded"),
        ("https://www.example.org/a\r\nHost: b", "holds what an address cannot; write it percent-encoded"),
        ("https://www.example.org/é", "holds what an address cannot; write it percent-encoded"),
        ("https://www.example.org/?a", "has a query or an anchor; name the root of the site"),
        ("https://www.example.org:99999", "has a port that cannot be; give a number below 65536"),
        (f"https://{'a' * 64}.example", "has a host name that cannot be; look at its spelling"),
        (
            "http://www.example.org",
            "is not encrypted, and the password would be sent in it; write https:// or pass --allow-http",
        ),
        (
            "http://93.184.215.14",
            "is not encrypted, and the password would be sent in it; write https:// or pass --allow-http",
        ),
    ],
)
def test_what_is_no_place(url: str, fault: str) -> None:
    with pytest.raises(UsageError) as raised:
        place(url)
    assert str(raised.value) == f"--wordpress {url}: {fault}"


def test_a_password_in_the_address_is_not_repeated() -> None:
    with pytest.raises(UsageError) as raised:
        place("https://me:secret@www.example.org")
    assert "secret" not in str(raised.value)


def test_http_is_there_for_who_asks() -> None:
    assert str(place("http://www.example.org", allow_http=True)) == "http://www.example.org/"


INNER = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
)
OUTER = ("93.184.215.14", "2606:4700::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e", "2002:5db8:d70e::")


@pytest.mark.parametrize("address", INNER)
def test_a_name_must_not_lead_into_the_inner_network(address: str) -> None:
    named = place("https://www.example.org")
    assert not may_be_reached(address, named, allow_private=False)
    assert may_be_reached(address, named, allow_private=True)


@pytest.mark.parametrize("address", OUTER)
def test_a_name_may_lead_out(address: str) -> None:
    assert may_be_reached(address, place("https://www.example.org"), allow_private=False)


def test_an_address_that_is_named_is_meant() -> None:
    assert may_be_reached("10.0.0.7", place("http://10.0.0.7"), allow_private=False)
    assert may_be_reached("::1", place("http://[::1]"), allow_private=False)


def test_the_name_of_this_machine_leads_to_no_other() -> None:
    for name in ("localhost", "site.localhost", "LOCALHOST."):
        here = Place(scheme="http", host=name, port=80, path="")
        assert may_be_reached("127.0.0.1", here, allow_private=False)
        assert not may_be_reached("10.0.0.7", here, allow_private=True)


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_what_it_is_alone(address: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        within = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + int(address))
        assert is_public(within) is is_public(address)


@given(st.text())
def test_no_text_raises_anything_else(url: str) -> None:
    try:
        assert place(url, allow_http=True).scheme in ("http", "https")
    except UsageError:
        pass
