"""`verify` against a real Plone: what is there is found there, and each fault is found and named."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from migrate.cli.verify import PASSWORD as VARIABLE
from tests.plone.install import missing
from tests.plone.seed import Seed, written
from tests.plone.server import PASSWORD, USER, Plone, running
from tests.run import Done, run

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

SEEDS = (
    Seed("/about", "Folder", title="About & <us>", default_page="team"),
    Seed("/about/team", "Document", "<h2>The team</h2><p>a &lt; b &amp; c &copy; <em>all</em> of it</p>"),
    Seed("/about/plan", "Document", "<p>Not yet.</p>", "private", None, description="What comes\nnext"),
    Seed("/fair", "News Item", "<p>联系 \U0001f600</p>", title="The fair 联系"),
    Seed("/regatta", "Event", "<p>Row.</p>", more={"start": "2022-05-01T09:00:00Z", "end": "2022-05-01T17:00:00Z"}),
    Seed("/kontakt", "Document", "<p>Hallo.</p>", language="de"),
    Seed("/tide tables.html", "Link", more={"remoteUrl": "https://tides.example/"}, effective=None, state="private"),
)
ALL = "7 items: 7 there, 0 missing, 0 moved, 0 different"
REST = "note: default pages are not shown over REST: look at them, or verify a dump"


@pytest.fixture(scope="module")
def plone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plone]:
    if reason := missing():
        pytest.skip(reason)
    with running(tmp_path_factory.mktemp("plone")) as started:
        yield started


class Filled(NamedTuple):
    """A site with all of `SEEDS`, and their manifest."""

    plone: Plone
    manifest: Path

    def live(self) -> Done:
        return run("verify", str(self.manifest), "--plone", self.plone.url, "--user", USER)

    def dumped(self) -> Done:
        dump = self.manifest.with_name("dump.json")
        dump.write_text(json.dumps(self.plone.dump()))
        return run("verify", str(self.manifest), "--dump", str(dump))

    def edit(self, method: str, path: str, change: object) -> None:
        """Someone changes something over REST."""
        user = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": f"Basic {user}", "Content-Type": "application/json", "Accept": "application/json"}
        asked = Request(self.plone.url + quote(path), json.dumps(change).encode(), headers, method=method)
        with urlopen(asked, timeout=30) as answer:
            answer.read()


@pytest.fixture(params=["volto", "classic"])
def filled(plone: Plone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Filled:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    manifest = written(tmp_path / "import", SEEDS, volto=request.param == "volto")
    plone.fresh(request.param, ["en", "de"])
    assert plone.imported(tmp_path / "import").faults == []
    return Filled(plone, manifest)


def lines(done: Done) -> list[str]:
    """What was told but for the remedies, and of the summary but for the target's name."""
    *told, summary = done.out.splitlines()
    return [*(line.partition("; ")[0] for line in told if line != REST), summary.partition(": ")[2]]


def test_all_of_it_is_there(filled: Filled) -> None:
    live, dumped = filled.live(), filled.dumped()
    assert (live.code, live.err, dumped.code, dumped.err) == (0, "", 0, "")
    assert live.out.splitlines() == [REST, f"{filled.plone.url}/: {ALL}; 1 more that the manifest does not name"]
    assert lines(dumped) == [f"{ALL}; 1 more that the manifest does not name"]


class Fault(NamedTuple):
    """What is done over REST, and what is to be told of it."""

    method: str
    path: str
    change: object
    told: tuple[str, ...]
    counts: str = "different"


FAULTS = {
    "deleted": Fault("DELETE", "/kontakt", {}, ("Document kontakt.md: is not there at /kontakt",), "missing"),
    "moved": Fault(
        "POST",
        "/about/@move",
        {"source": "/fair"},
        ("News Item fair.md: has moved: is at /about/fair, not at /fair",),
        "moved",
    ),
    "renamed": Fault(
        "PATCH", "/fair", {"id": "fayre"}, ("News Item fair.md: has moved: is at /fayre, not at /fair",), "moved"
    ),
    "title": Fault(
        "PATCH", "/fair", {"title": "Fair"}, ("News Item fair.md: title is `Fair`, not `The fair 联系`",)
    ),
    "description": Fault(
        "PATCH", "/about/team", {"description": "Us"}, ("Document about/team.md: description is `Us`, not ``",)
    ),
    "state": Fault(
        "POST",
        "/about/team/@workflow/retract",
        {},
        ("Document about/team.md: state is `private`, not `published`",),
    ),
    "effective": Fault(
        "PATCH",
        "/regatta",
        {"effective": "2021-03-04T05:07:00+00:00"},
        ("Event regatta.md: effective is `2021-03-04T05:07Z`, not `2021-03-04T05:06Z`",),
    ),
    "language": Fault("PATCH", "/kontakt", {"language": "en"}, ("Document kontakt.md: language is `en`, not `de`",)),
    "order": Fault(
        "PATCH",
        "",
        {"ordering": {"obj_id": "kontakt", "delta": "top"}},
        ("Document kontakt.md: stands first, not after `regatta.md`",),
    ),
    "text": Fault(
        "PATCH",
        "/kontakt",
        {
            "text": "<p>Hello.</p>",
            "blocks": {"two": {"@type": "html", "html": "<p>Hello.</p>"}},
            "blocks_layout": {"items": ["two"]},
        },
        ("Document kontakt.md: visible text differs",),
    ),
}  # fmt: skip


def summary(counts: str) -> str:
    states = {"there": 6, "missing": 0, "moved": 0, "different": 0, counts: 1}
    told = ", ".join(f"{count} {state}" for state, count in states.items())
    return f"7 items: {told}; 1 more that the manifest does not name"


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_named(filled: Filled, name: str) -> None:
    """Over REST and in a dump alike, and nothing but the fault."""
    fault = FAULTS[name]
    filled.edit(fault.method, fault.path, fault.change)
    for done in (filled.live(), filled.dumped()):
        assert (done.code, done.err) == (1, "")
        assert lines(done) == [*fault.told, summary(fault.counts)]


def test_another_type(filled: Filled) -> None:
    """Made anew at the same place by hand: with another UID, too."""
    filled.edit("DELETE", "/kontakt", {})
    made = {"@type": "Document", "id": "kontakt", "title": "kontakt", "language": "de"}
    filled.edit("POST", "", {**made, "@type": "News Item"})
    told = lines(filled.live())
    assert told[0].startswith("Document kontakt.md: uid is `")
    assert told[1] == "Document kontakt.md: type is `News Item`, not `Document`"
    assert told[-1] == summary("different")


def test_a_default_page(filled: Filled) -> None:
    """It is not shown over REST, which is told; a dump has it."""
    filled.plone.run("site['about'].setDefaultPage('plan')")
    assert filled.live().code == 0
    assert lines(filled.dumped()) == ["Folder about.md: default page is `plan`, not `team`", summary("different")]


@pytest.mark.parametrize("filled", ["volto"], indirect=True)
def test_what_a_visitor_is_shown(filled: Filled) -> None:
    done = run("verify", str(filled.manifest), "--plone", filled.plone.url)
    assert (done.code, done.err) == (1, "")
    assert lines(done) == [
        "Document about/plan.md: is not there at /about/plan",
        "Link tide tables.html.md: is not there at /tide tables.html",
        "note: asked as a visitor: what is not published is not shown",
        "7 items: 5 there, 2 missing, 0 moved, 0 different; 1 more that the manifest does not name",
    ]


def test_a_wrong_password(filled: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "wrong")
    done = filled.live()
    assert (done.code, done.out) == (5, "")
    assert done.err.endswith("answers 401; look at --user and the password; a Manager is shown everything\n")
