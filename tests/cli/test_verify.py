"""`ssi-migrate verify` as a user meets it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate.cli.verify import PASSWORD
from migrate.verify.comparison import NOT_COMPARED
from migrate.verify.manifest import manifest
from tests.run import run
from tests.verify import fake
from tests.verify.fake import item, row, serving


@pytest.fixture
def named(tmp_path: Path) -> str:
    """A manifest of the pages a and b."""
    path = tmp_path / "manifest.json"
    path.write_bytes(b"".join(manifest([item("a"), item("b")])))
    return str(path)


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A site with the pages a and c."""
    monkeypatch.setenv(PASSWORD, "secret word")
    with serving(fake.wordpress(row(1, "a"), row(2, "c"))) as server:
        yield server.url


def test_a_live_site(named: str, url: str) -> None:
    done = run("verify", named, "--wordpress", url, "--user", "me")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "page b.md: is not there at /b/; import it again",
        f"note: {NOT_COMPARED}",
        f"{url}/: 2 items: 1 there, 1 missing, 0 moved, 0 different; 1 more that the manifest does not name",
    ]


def test_all_of_it(named: str, url: str) -> None:
    done = run("verify", named, "--wordpress", url, "--user", "me", "--verbose")
    assert done.out.splitlines()[:-1] == [
        "page a.md: is there at /a/",
        "page b.md: is not there at /b/; import it again",
        "page number 2: is not in the manifest at /c/; nothing to do if it is your own",
        f"note: {NOT_COMPARED}",
    ]


def test_quiet_and_json(named: str, url: str) -> None:
    assert run("verify", named, "--wordpress", url, "--user", "me", "--quiet") == (1, "", "")
    done = run("verify", named, "--wordpress", url, "--user", "me", "--json")
    summary = {"there": 1, "missing": 1, "moved": 0, "different": 0, "extra": 1}
    assert (done.code, done.err, json.loads(done.out)["summary"]) == (1, "", summary)


def test_a_dump(named: str, tmp_path: Path) -> None:
    """A manifest is a dump of a site where all of it is there."""
    done = run("verify", named, "--dump", named)
    assert done == (
        0,
        f"note: {NOT_COMPARED}\n{named}: 2 items: 2 there, 0 missing, 0 moved, 0 different\n",
        "",
    )


def test_the_password_from_standard_input(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO("secret word\n"))
    with serving(fake.wordpress(row(1, "a"), row(2, "b"))) as server:
        assert run("verify", named, "--wordpress", server.url, "--user", "me").code == 0
        assert {headers["Authorization"] for _, headers in server.asked} == {"Basic bWU6c2VjcmV0IHdvcmQ="}


def test_the_password_is_told_to_nobody(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "secret word")
    with serving(lambda request, path, query: request.say(401, json.dumps(dict(request.headers)).encode())) as server:
        done = run("verify", named, "--wordpress", server.url, "--user", "me")
    assert (done.code, done.out) == (5, "")
    assert "secret" not in done.err
    assert "bWU6" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "say where to look: --wordpress URL or --plone URL for a live site, or --dump FILE"),
        (["--wordpress", "https://a.example", "--dump", "x"], 2, "say where to look"),
        (["--wordpress", "https://a.example"], 2, "--user: is missing"),
        (["--wordpress", "https://a.example", "--user", "a:b"], 2, "--user a:b: cannot be"),
        (["--wordpress", "https://a.example", "--user", "me"], 2, "there is no password"),
        (["--wordpress", "http://a.example", "--user", "me"], 2, "is not encrypted"),
        (["--plone", "https://a.example", "--dump", "x"], 2, "say where to look"),
        (["--plone", "http://a.example", "--user", "me"], 2, "--plone http://a.example: is not encrypted"),
        (["--plone", "https://a.example", "--user", "me"], 2, "there is no password"),
        (["--dump", "nowhere.json"], 5, "nowhere.json: cannot be read"),
    ],
)
def test_what_cannot_be(
    named: str, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, told: str
) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    done = run("verify", named, *arguments)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_what_cannot_be_reached(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "secret")
    with serving(fake.wordpress()) as server:
        url = server.url
    done = run("verify", named, "--wordpress", url, "--user", "me")
    told = f"ssi-migrate: {url}/: cannot be reached (Connection refused); look at the address\n"
    assert done == (5, "", told)


def test_a_plone_as_a_visitor_sees_it(tmp_path: Path) -> None:
    """Nothing secret is sent, so that nothing is asked for; the manifest says whose it is where a dump is given."""
    manifest, dump = tmp_path / "manifest.json", tmp_path / "dump.json"
    said = {"type": "Link", "path": "/a", "title": "A", "state": "published", "language": "en"}
    manifest.write_text(json.dumps({"items": [{"id": "a.md", "uid": "a", **said}]}))
    row = {"UID": "a", "title": "A", "language": "en", "review_state": "published"}
    dump.write_text(json.dumps({"items": [{**row, "portal_type": "Link", "path": "/a"}]}))

    def answer(request: fake.Request, path: str, query: dict[str, str]) -> None:
        base = f"http://{request.headers['Host']}"
        rows = [{**row, "@id": f"{base}/a", "@type": "Link"}]
        site = {"@id": base, "@type": "Plone Site"}
        request.say_json({"items_total": 1, "items": rows} if path.endswith("@search") else site)

    with serving(answer) as server:
        done = run("verify", str(manifest), "--plone", server.url, "--json")
        assert {headers.get("Authorization") for _, headers in server.asked} == {None}
    summary = {"there": 1, "missing": 0, "moved": 0, "different": 0, "extra": 1}
    assert (done.code, done.err, json.loads(done.out)["summary"]) == (0, "", summary)
    assert run("verify", str(manifest), "--dump", str(dump)).code == 0


def test_a_manifest_of_another_target(named: str) -> None:
    told = (
        f"ssi-migrate: {named}: is no manifest: items[0].uid is missing, not text; give the manifest.json of an export"
    )
    with serving(fake.wordpress()) as server:
        assert run("verify", named, "--plone", server.url) == (4, "", f"{told}\n")


def test_a_manifest_of_plone_is_not_held_against_wordpress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "secret word")
    path = tmp_path / "manifest.json"
    path.write_text('{"items": [{"id": "a", "uid": "1"}]}')
    told = f"ssi-migrate: {path}: is the manifest of an export to Plone; ask with --plone URL\n"
    assert run("verify", str(path), "--wordpress", "https://a.example", "--user", "me") == (2, "", told)


def test_a_folder_is_no_manifest(tmp_path: Path) -> None:
    told = f"ssi-migrate: {tmp_path}: cannot be read (Is a directory); name the manifest.json of an export\n"
    assert run("verify", str(tmp_path), "--dump", "x") == (4, "", told)


def test_a_manifest_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text("[]")
    done = run("verify", str(path), "--dump", str(path))
    assert done == (
        4,
        "",
        f"ssi-migrate: {path}: is no manifest: it is a list, not an object; give the manifest.json of an export\n",
    )
