"""Answers that nobody should give, and what is never done for one."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from migrate.errors import OutputError
from migrate.verify.places import Place, place
from migrate.verify.web import Limits, Web
from tests.verify.fake import Request, Server, serving

QUICK = Limits(idle=0.2, seconds=0.4, size=1_000, answers=5)
Answer = Callable[[Request], None]


def web(server: Server, **changes: object) -> Web:
    return Web(place=place(server.url), authorization="Basic c2VjcmV0", limits=QUICK, **changes)  # type: ignore[arg-type]


def asked(answer: Answer) -> str:
    """What is told of the site when it answers so; its address is shown as SITE."""
    with serving(lambda request, path, query: answer(request)) as server:
        with pytest.raises(OutputError) as raised:
            web(server).get("/")
        return str(raised.value).replace(server.url, "SITE")


def endless(request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 500)


def endless_chunks(request: Request) -> None:
    request.protocol_version = "HTTP/1.1"
    request.send_response(200)
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    while True:
        request.wfile.write(b"1\r\nx\r\n")


def endless_headers(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        request.wfile.write(b"X: y\r\n")


def silent(request: Request) -> None:
    request.server.over.wait()


def dripping(request: Request) -> None:
    """A byte before each wait for one is over; the answer as a whole is never."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not request.server.over.wait(0.02):
        request.wfile.write(b"x")


def dripping_headers(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not request.server.over.wait(0.02):
        request.wfile.write(b"x")


def cut_off(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")


def no_http(request: Request) -> None:
    request.wfile.write(b"220 mail.example ESMTP\r\n")


def gone(request: Request) -> None:
    request.connection.shutdown(socket.SHUT_RDWR)


def redirect(target: str) -> Answer:
    return lambda request: request.say(302, b"", Location=target)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (endless, "SITE/: an answer has more than 1,000 bytes; it was not read on"),
        (endless_chunks, "SITE/: an answer has more than 1,000 bytes; it was not read on"),
        (endless_headers, "SITE/: cannot be reached (got more than 100 headers); look at the address"),
        (silent, "SITE/: does not answer in time; run again when it does"),
        (dripping, "SITE/: took longer than 0.4 seconds for an answer; run again"),
        (dripping_headers, "SITE/: took longer than 0.4 seconds for an answer; run again"),
        (cut_off, "SITE/: cannot be reached (the answer is cut off); look at the address"),
        (no_http, "SITE/: cannot be reached (220 mail.example ESMTP\r\n); look at the address"),
        (gone, "SITE/: cannot be reached (Remote end closed connection without response); look at the address"),
        (
            redirect("https://other.example/steal?token"),
            "SITE/: leads to https://other.example/steal, which is not the site that was named; name that one if it is",
        ),
        (
            redirect("//other.example/"),
            "SITE/: leads to http://other.example/, which is not the site that was named; name that one if it is",
        ),
        (
            redirect("file:///etc/passwd"),
            "SITE/: leads to file:///etc/passwd, which is not the site that was named; name that one if it is",
        ),
        (redirect("http://[/"), "SITE/: redirects to what is no address; look at the site's settings"),
        (redirect("/again"), "SITE/: redirects in a circle; look at the site's settings"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_hostile_answers(answer: Answer, told: str) -> None:
    assert asked(answer) == told


def test_another_port_is_another_site() -> None:
    """The password is not sent there."""
    with serving(lambda request, path, query: request.say(200, b"")) as other:
        told = asked(redirect(f"{other.url}/"))
        assert told.startswith(f"SITE/: leads to {other.url}/, which is not the site")
        assert other.asked == []


def test_a_redirect_on_the_site_is_followed() -> None:
    def answer(request: Request, path: str, query: dict[str, str]) -> None:
        request.say(301, b"", Location="/b") if path == "/a" else request.say(200, path.encode())

    with serving(answer) as server:
        assert web(server).get("/a").content == b"/b"


def test_the_number_of_answers_has_an_end() -> None:
    with serving(lambda request, path, query: request.say(200, b"")) as server:
        asker = web(server)
        for _ in range(QUICK.answers):
            asker.get("/")
        with pytest.raises(OutputError, match="has more than 5 pages of answers"):
            asker.get("/")
        assert len(server.asked) == QUICK.answers


def test_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy and nothing else of the environment counts; no cookie is kept."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    with serving(lambda request, path, query: request.say(200, b"", Set_Cookie="a=b")) as server:
        asker = web(server)
        asker.get("/a?b=c")
        asker.get("/d")
        (path, headers), (_, later) = server.asked
    assert (path, headers["Authorization"], headers["Host"]) == ("/a?b=c", "Basic c2VjcmV0", server.url[7:])
    assert (
        sorted(headers)
        == sorted(later)
        == ["Accept", "Accept-Encoding", "Authorization", "Connection", "Host", "User-Agent"]
    )


def test_the_password_is_never_shown() -> None:
    asker = Web(place=place("https://www.example.org"), authorization="Basic c2VjcmV0")
    assert "c2VjcmV0" not in repr(asker)


# --- Names ---


def leading_to(monkeypatch: pytest.MonkeyPatch, *addresses: str, port: int = 443) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another address of it does not, and whatever it led to when the address was looked at before."""
    leading_to(monkeypatch, "93.184.215.14", "169.254.169.254")
    with pytest.raises(OutputError) as raised:
        Web(place=place("https://www.example.org")).get("/")
    assert str(raised.value) == (
        "https://www.example.org/: the name leads to 169.254.169.254, an address of an inner network; "
        "pass --allow-private if that is meant"
    )


def test_a_name_that_leads_inside_is_asked_where_that_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda request, path, query: request.say(200, b"here")) as server:
        leading_to(monkeypatch, "127.0.0.1", port=server.server_port)
        inner = Place(scheme="http", host="intranet.example", port=server.server_port, path="")
        asker = Web(place=inner, limits=QUICK)
        with pytest.raises(OutputError, match="pass --allow-private"):
            asker.get("/")
        assert server.asked == []
        assert replace(asker, allow_private=True).get("/").content == b"here"
        assert server.asked[0][1]["Host"] == f"intranet.example:{server.server_port}"


def test_a_certificate_is_asked_for() -> None:
    with serving(lambda request, path, query: request.say(200, b"")) as server:
        at = replace(place(server.url), scheme="https")
        with pytest.raises(OutputError, match="cannot be reached"):
            Web(place=at, limits=QUICK).get("/")
        assert server.asked == []
