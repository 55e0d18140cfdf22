"""`verify` against a real WordPress: what is there is found there, and each fault is found and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from migrate.cli.verify import PASSWORD
from migrate.verify.comparison import NOT_COMPARED
from migrate.verify.manifest import manifest
from tests.run import Done, run
from tests.wordpress.seed import Editor, Numbers, filled_with_guids, seed
from tests.wordpress.server import Site

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

SEEDS = (
    seed("about.md", "page", "/about/", "<p>All about <b>us</b>.</p>", title="Q&A <about> us"),
    seed("team.md", "page", "/about/team/", "<p>The team.</p>", parent="about.md"),
    seed("kontakt.md", "page", "/联系/", "<p>联系 \U0001f600 \\ \"'</p>"),
    seed("fair.md", "post", "/fair/", "<p>A fair.</p>", terms={"category": ("news", "events"), "post_tag": ("fair",)}),
    seed("plan.md", "post", "/plan/", "<!-- wp:paragraph --><p>A plan.</p><!-- /wp:paragraph -->", status="draft"),
    seed("secret.md", "page", "/secret/", "", status="private", date="2021-02-03 00:00:00"),
    seed("map.gif", "attachment", "/map-gif/", "", status="inherit"),
)
# over REST nobody says what the guid is: things are known by their type and path, and by their looks
FILLED: dict[str, Callable[[Site], Numbers]] = {
    "over-rest": lambda site: Editor(site).filled(SEEDS),
    "with-guids": lambda site: filled_with_guids(site, SEEDS),
}


class Filled(NamedTuple):
    """A site with all of `SEEDS`, and their manifest."""

    site: Site
    numbers: Numbers
    manifest: Path

    def live(self) -> Done:
        return run("verify", str(self.manifest), "--wordpress", self.site.url, "--user", self.site.user)

    def dumped(self) -> Done:
        dump = self.manifest.with_name("dump.json")
        dump.write_text(self.site.php("dump.php"), "utf-8")
        return run("verify", str(self.manifest), "--dump", str(dump))


@pytest.fixture(params=list(FILLED))
def filled(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Filled:
    monkeypatch.setenv(PASSWORD, site.password)
    site.php("empty.php")
    path = tmp_path / "manifest.json"
    path.write_bytes(b"".join(manifest(one.item for one in SEEDS)))
    return Filled(site, FILLED[request.param](site), path)


def lines(done: Done) -> list[str]:
    """What was told but for the remedies, and of the summary but for the target's name."""
    *told, note, summary = done.out.splitlines()
    assert note == f"note: {NOT_COMPARED}"
    return [*(line.partition("; ")[0] for line in told), summary.partition(": ")[2]]


def test_all_of_it_is_there(filled: Filled) -> None:
    for done in (filled.live(), filled.dumped()):
        assert (done.code, done.err) == (0, "")
        assert lines(done) == ["7 items: 7 there, 0 missing, 0 moved, 0 different"]


class Fault(NamedTuple):
    """What is done over REST to the thing of an id, and what is to be told of it."""

    id: str
    method: str
    route: str
    change: dict[str, object]
    told: tuple[str, ...]
    counts: str


FAULTS = {
    "deleted": Fault(
        "team.md", "DELETE", "pages/{}?force=true", {}, ("page team.md: is not there at /about/team/",), "missing"
    ),
    "trashed": Fault(
        "team.md", "DELETE", "pages/{}", {}, ("page team.md: lies in the trash at /about/team/",), "missing"
    ),
    "moved-parent": Fault(
        "team.md",
        "POST",
        "pages/{}",
        {"parent": "kontakt.md"},
        (
            "page team.md: has moved: is at /联系/team/, not at /about/team/",
            "page team.md: has moved: has the parent `kontakt.md`, not the parent `about.md`",
        ),
        "moved",
    ),
    "slug": Fault(
        "team.md",
        "POST",
        "pages/{}",
        {"slug": "crew"},
        ("page team.md: has moved: is at /about/crew/, not at /about/team/",),
        "moved",
    ),
    "title": Fault(
        "team.md", "POST", "pages/{}", {"title": "Crew"}, ("page team.md: title is `Crew`, not `team.md`",), "different"
    ),
    "date": Fault(
        "fair.md",
        "POST",
        "posts/{}",
        {"date": "2020-01-02T03:04:06"},
        ("post fair.md: date is `2020-01-02 03:04:06`, not `2020-01-02 03:04:05`",),
        "different",
    ),
    "status": Fault(
        "fair.md",
        "POST",
        "posts/{}",
        {"status": "draft"},
        ("post fair.md: status is `draft`, not `publish`",),
        "different",
    ),
    "term": Fault(
        "fair.md",
        "POST",
        "posts/{}",
        {"tags": []},
        ("post fair.md: terms is `post_tag: none`, not `post_tag: fair`",),
        "different",
    ),
    "content": Fault(
        "fair.md",
        "POST",
        "posts/{}",
        {"content": "<p>A <em>fair</em>.</p>"},
        ("post fair.md: content differs, its visible text does not",),
        "different",
    ),
    "text": Fault(
        "fair.md",
        "POST",
        "posts/{}",
        {"content": "<p>A fayre.</p>"},
        ("post fair.md: visible text differs",),
        "different",
    ),
    "attachment": Fault(
        "map.gif", "DELETE", "media/{}?force=true", {}, ("attachment map.gif: is not there at /map-gif/",), "missing"
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_named(filled: Filled, name: str) -> None:
    """Over REST and in a dump alike, and nothing but the fault."""
    fault = FAULTS[name]
    numbers: dict[object, object] = dict(filled.numbers)
    change = {key: numbers.get(value) if key == "parent" else value for key, value in fault.change.items()}
    Editor(filled.site).ask(fault.method, fault.route.format(filled.numbers[fault.id]), change)
    counts = {"there": 6, "missing": 0, "moved": 0, "different": 0, fault.counts: 1}
    summary = f"7 items: {', '.join(f'{count} {state}' for state, count in counts.items())}"
    for done in (filled.live(), filled.dumped()):
        assert (done.code, done.err) == (1, "")
        assert lines(done) == [*fault.told, summary]


@pytest.mark.parametrize("filled", ["over-rest"], indirect=True)
def test_without_permalinks(filled: Filled) -> None:
    """All of it is found, by the addresses that it will have, and that these are not switched on is told."""
    filled.site.php("permalinks.php")
    try:
        done = filled.live()
    finally:
        filled.site.php("permalinks.php", "/%postname%/")
    assert done.code == 0
    assert lines(done) == [
        "note: the site does not serve posts by their name alone: set its permalinks to /%postname%/",
        "7 items: 7 there, 0 missing, 0 moved, 0 different",
    ]


@pytest.mark.parametrize("filled", ["over-rest"], indirect=True)
def test_a_wrong_password(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "wrong")
    done = filled.live()
    assert (done.code, done.out) == (5, "")
    assert "answers 401 (" in done.err


@pytest.mark.parametrize("filled", ["with-guids"], indirect=True)
def test_a_thing_that_came_twice(filled: Filled) -> None:
    """A second import of a page with another title makes a copy with the same guid."""
    again = seed("team.md", "page", "/team/", "<p>The team.</p>", title="Our team")
    number = filled_with_guids(filled.site, [again])["team.md"]
    done = filled.live()
    assert done.code == 0
    assert lines(done) == [
        f"page number {number}: is a copy of `team.md` at /team/",
        "7 items: 7 there, 0 missing, 0 moved, 0 different; 1 more that the manifest does not name",
    ]
