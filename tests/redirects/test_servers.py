"""Real servers do what the files say: every old address is sent to its new one, and nothing else is sent anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from urllib.parse import unquote

import pytest

from migrate.redirects.address import encoded
from migrate.redirects.formats import FORMATS
from migrate.redirects.rule import Rule
from migrate.redirects.writing import written
from tests.redirects import servers
from tests.redirects.given import resolved
from tests.redirects.servers import Answer, Ask

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

ODD = "\"'$#;{}()[]<>*?&%=:@!,^|~`+"
THERE = ("/", "/about/", "/café/menu/", *(f"/new/{char}x/" for char in ODD), "/case/", "/new page/ü$1{y}.pdf")
FOUND = resolved(
    ("/x\n} location / { return 301 //evil", "/about/"),
    ("/q", "/about/?a=b%20c&d=$1"),
    ("/f", "/about/#team"),
    ("/good", "https://good.example/a b?c=$HOME#${d}"),
    ("/index/index.html", "/about/"),
    ("/temporary", "/about/", 302),
    ("/other", "/about/", 303),
    ("/kept", "/about/", 307),
    ("/for-good", "/about/", 308),
    ("/Case/", "/case/"),
    ("/twice", "/about/"),
    ("/Twice", "/case/"),
    ("/old/*", "/moved/:splat"),
    ("/naïve way/:y/:m", "/m/:m/:y"),
    ("/away/*", "https://good.example/:splat"),
    ("/rest/*", "/:splat"),
    ("/all/*", "/about/"),
    ("/" + "long/" * 400, "/about/"),
    ("/" + "n" * 256, "/about/"),
    ("/News/Pages/One.aspx", "/about/"),
    ("/news/pages/one.aspx", "/about/"),
    moved={
        **{f"/old{char}{number}/": f"/new/{char}x/" for number, char in enumerate(ODD)},
        **{f"/a{char}b.pdf": "/about/" for char in ODD},
        "/old page/": "/new page/ü$1{y}.pdf",
        "/日本 語/": "/café/menu/",
        "/${HOME}$uri%{REQUEST_URI}/": "/about/",
        "/back$1&$0/": "/about/",
    },
    there=THERE,
)


@pytest.fixture(params=["htaccess", "nginx"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[str, Ask]]:
    name = str(request.param)
    start: AbstractContextManager[Ask] = _started(name)
    with start as ask:
        yield name, ask


def _started(name: str) -> AbstractContextManager[Ask]:
    text = written(name, FOUND.rules).content.decode()
    return servers.nginx(text) if name == "nginx" else servers.apache(text)


def _seen(answer: Answer) -> Answer:
    """An answer whose path may be encoded more or less than ours."""
    return answer._replace(location=None if answer.location is None else unquote(answer.location))


def _kept(name: str) -> list[Rule]:
    return [rule for rule in FOUND.rules if FORMATS[name].refusal(rule) is None and rule.segments is None]


def test_every_old_address_is_sent_to_its_new_one(server: tuple[str, Ask]) -> None:
    name, ask = server
    rules = _kept(name)
    wanted = {encoded(form): Answer(rule.status, unquote(rule.new)) for rule in rules for form in rule.forms}
    assert {form: _seen(ask(form)) for form in wanted} == wanted
    assert len(rules) > 60


def test_what_is_left_out_is_told(server: tuple[str, Ask]) -> None:
    """Apache cannot write a `?` or `#` in a path, and looks for a file first."""
    name, _ = server
    left_out = [rule.new for rule in FOUND.rules if FORMATS[name].refusal(rule) is not None]
    assert left_out == ([] if name == "nginx" else ["/about/", "/new/%23x/", "/new/%3Fx/"])


def test_nothing_else_is_sent_anywhere(server: tuple[str, Ask]) -> None:
    _, ask = server
    others = ("/", "/about/", "/case/", "/qq", "/q/x", "/olderly", "/all-of-it", "/a.pdf", "/x", "/files/temporary")
    assert {path: ask(path) for path in others} == dict.fromkeys(others, Answer(200, None))


def test_patterns(server: tuple[str, Ask]) -> None:
    _, ask = server
    sent = {
        "/old": "/moved/",
        "/old/": "/moved/",
        "/old/a/b.html": "/moved/a/b.html",
        "/old/a%20b/%C3%A9/": "/moved/a b/é/",
        "/na%c3%afve%20way/2019/05": "/m/05/2019",
        "/na%C3%AFve%20way/2019/05/": "/m/05/2019",
        "/all/of/it": "/about/",
        "/away/x": "https://good.example/x",
    }
    assert {path: _seen(ask(path)) for path in sent} == {path: Answer(301, new) for path, new in sent.items()}


@pytest.mark.parametrize("path", [
    "/rest//evil.example/", "/rest///evil.example", "/rest/%2Fevil.example/", "/rest/%5Cevil.example/",
    "/rest/\\evil.example/", "/rest//\\evil.example", "/rest/%0d%0aSet-Cookie:%20a=b", "/rest/x%0aLocation:%20//evil",
    "/old/%0d%0aSet-Cookie:%20a=b", "/all/%0d%0aSet-Cookie:%20a=b", "/away/@evil.example/",
    "/q?%0d%0aSet-Cookie:%20a=b",
])  # fmt: skip
def test_no_visitor_is_sent_where_an_attacker_wants(server: tuple[str, Ask], path: str) -> None:
    _, ask = server
    location = ask(path).location or "/"
    assert location.startswith(("https://good.example/", "/"))
    assert location[1:2] not in ("/", "\\")
    assert "\n" not in location
    assert "\r" not in location


def test_a_query_goes_along(server: tuple[str, Ask]) -> None:
    _, ask = server
    assert ask("/temporary?utm=1") == Answer(302, "/about/?utm=1")
    assert ask("/q?utm=1").location == "/about/?a=b%20c&d=%241"
    assert ask("/old/a?utm=1") == Answer(301, "/moved/a?utm=1")
