"""The journey: the same bytes whatever the jobs, one bad page does not stop the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate import pipeline
from migrate.errors import UsageError
from migrate.importers.isomer.bodies import BodyReader
from migrate.interfaces import Rendered
from migrate.jekyll.entries import Entry
from tests.conftest import PROJECT, Opener, SiteMaker
from tests.run import run

MINI = str(PROJECT / "fixtures" / "isomer-mini")


def many(count: int) -> dict[str, str | bytes]:
    return {
        f"pages/p{number:04}.md": f"---\ntitle: P{number}\n---\n# Page {number}\n\n{{{{ liquid }}}}\n"
        for number in range(count)
    }


def test_jobs_do_not_change_a_byte(make_site: SiteMaker, tmp_path: Path) -> None:
    site = str(make_site(many(230)))
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    first = run("export", site, "--to", "json", "--out", str(one), "--jobs", "1")
    second = run("export", site, "--to", "json", "--out", str(two), "--jobs", "3")
    assert (first.code, second.code) == (0, 0)
    assert one.read_bytes() == two.read_bytes()
    assert len(json.loads(one.read_bytes())["pages"]) == 230


def test_a_page_that_breaks_is_told_and_the_rest_goes_on(
    make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = BodyReader.read

    def read(self: BodyReader, entry: Entry) -> Rendered:
        if entry.file == "pages/p0001.md":
            raise RecursionError("too deep")
        return real(self, entry)

    monkeypatch.setattr(BodyReader, "read", read)
    out = tmp_path / "site.json"
    done = run("export", str(make_site(many(3))), "--to", "json", "--out", str(out))
    site = json.loads(out.read_bytes())
    assert done.code == 1
    assert [page["body"] is None for page in site["pages"]] == [False, True, False]
    assert (
        "error: pages/p0001.md: could not be rendered (RecursionError: too deep); look at the message; "
        "the other pages are complete [page.failed]\n"
    ) in done.err


def test_only_and_limit_choose_pages(open_site: Opener) -> None:
    pages = open_site({**many(5), "about.md": "---\npermalink: /about/us/\n---\n"}).site.pages
    chosen = pipeline.Selection(only=("pages/*1.md", "/about/*")).of(pages)
    assert [page.id for page in chosen] == ["about.md", "pages/p0001.md"]
    assert [page.id for page in pipeline.Selection(limit=2).of(pages)] == ["about.md", "pages/p0000.md"]
    with pytest.raises(
        UsageError, match=r"^--only x\*: no page's path or address matches; `ssi-migrate inspect` lists them$"
    ):
        pipeline.Selection(only=("about.md", "x*")).of(pages)
    with pytest.raises(UsageError, match=r"did you mean /about/us/\?$"):
        pipeline.Selection(only=("/abut/us",)).of(pages)


def test_our_own_output_is_not_source(make_site: SiteMaker) -> None:
    site = make_site({**many(3), "images/a.png": b"x"})
    goal, report = site / "site.json", site / "report.md"
    arguments = ("export", str(site), "--to", "json", "--out", str(goal), "--report", str(report))
    assert run(*arguments).code == 0
    first = goal.read_bytes(), report.read_bytes()
    assert run(*arguments).code == 0
    assert (goal.read_bytes(), report.read_bytes()) == first
    elsewhere = run("export", str(site), "--to", "json", "--out", "-")
    assert elsewhere.out.encode() == first[0]


def test_an_interrupted_write_leaves_nothing(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(many(2))

    def interrupted(self: BodyReader, entry: Entry) -> Rendered:
        raise KeyboardInterrupt

    monkeypatch.setattr(BodyReader, "read", interrupted)
    before = sorted(path.name for path in site.iterdir())
    done = run("export", str(site), "--to", "json", "--out", str(site / "site.json"))
    assert (done.code, done.out, done.err) == (130, "", "ssi-migrate: interrupted; nothing was written\n")
    assert sorted(path.name for path in site.iterdir()) == before


def test_a_dry_run_writes_nothing(make_site: SiteMaker) -> None:
    site = make_site(many(2))
    done = run("export", str(site), "--to", "json", "--out", str(site / "site.json"), "--dry-run")
    assert done.code == 0
    assert "nothing was written (--dry-run)" in done.out
    assert not (site / "site.json").exists()
