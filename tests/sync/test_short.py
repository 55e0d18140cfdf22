"""Where nothing but bodies changed the index is not read, and what comes of it is the same to the byte."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.sync import quick
from migrate.sync.short import Short
from tests.conftest import SiteMaker
from tests.run import Done, run
from tests.sync.children import files
from tests.sync.history import MAPPING

FILES: dict[str, str | bytes] = {
    "index.md": "---\ntitle: Home\npermalink: /\n---\n[one](/one/) [two](/two/#deep)\n",
    "one.md": "---\ntitle: One\npermalink: /one/\n---\nOf the first. ![](/images/a.png) [four](/four/)\n",
    "two.md": "---\ntitle: Two\npermalink: /two/\n---\n## Deep\n",
    "three.md": "---\ntitle: Three\npermalink: /three/\n---\nThere are {{ site.pages.size }}.\n",
    "four.md": "---\ntitle: Four\npermalink: /four/\n---\n[lost](/nowhere/)\n",
    "five.md": "---\ntitle: Five\npermalink: /five/\n---\nOf the fifth at {{ site.url }}. ![](/images/a.png)\n",
    "bare.md": "---\ntitle: Bare\npermalink: /bare/\n---\n",
    "_posts/2020-01-02-six.md": "---\ntitle: Six\npermalink: /six/\ntags: [a, b]\n---\nOf the sixth.\n",
    "_posts/2020-01-03-seven.md": "---\ntitle: Seven\npermalink: /seven/\ntags: [a]\n---\nOf the seventh.\n",
    "images/a.png": b"\x89PNG\r\n\x1a\n" + b"a" * 20,
    "images/b.png": b"\x89PNG\r\n\x1a\n" + b"b" * 20,
    "_data/words.yml": "hello: Hello\n",
    "_includes/word.html": "A word.\n",
}
TARGETS = {
    "json": ("--to", "json"),
    "jsonl": ("--mapping", "records.yml"),
    "hugo": ("--to", "hugo", "--assets", "copy"),
}
Edit = Callable[[Path], object]


class Job:
    """A job that has run once; `short` says of each later run whether it went the short way."""

    def __init__(self, root: Path, target: str, short: list[bool]) -> None:
        self.root, self.target, self.short = root, target, short

    def sync(self, *arguments: str) -> Done:
        return run("sync", "site", *TARGETS[self.target], "--out", "out", "--fail-on", "never", *arguments)

    def ok(self, *arguments: str) -> Done:
        done = self.sync(*arguments)
        assert done.code == 0, done.err
        return done

    def check(self) -> None:
        """What was carried is what a run that makes all anew writes with the same state."""
        shutil.copy("out.state", "again.state")
        shutil.rmtree("again", ignore_errors=True)
        before = list(self.short)
        done = self.sync("--out", "again", "--state", "again.state", "--rebuild")
        assert done.code == 0, done.err
        self.short[:] = before
        assert files(self.root / "out") == files(self.root / "again")
        assert list(self.root.glob(".ssi-migrate*")) == []


@pytest.fixture(params=TARGETS)
def job(
    request: pytest.FixtureRequest,
    make_site: SiteMaker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    short: list[bool],
) -> Job:
    monkeypatch.chdir(tmp_path)
    make_site(FILES, config="timezone: UTC\nurl: https://www.example.org\n")
    (tmp_path / "records.yml").write_text(MAPPING)
    done = Job(tmp_path, request.param, short)
    done.ok()
    return done


def added(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        (site / name).parent.mkdir(exist_ok=True)
        with open(site / name, "a", encoding="utf-8") as stream:
            stream.write(text)

    return edit


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(site: Path) -> None:
        text = (site / name).read_text()
        assert old in text
        (site / name).write_text(text.replace(old, new))

    return edit


BODIES: dict[str, Edit] = {
    "a text": added("one.md", "\nOne line more.\n"),
    "a text where there was none": added("bare.md", "\nOne line more.\n"),
    "a post": added("_posts/2020-01-02-six.md", "\nOne line more.\n"),
    "a link that others have": added("five.md", "\n[four](/four/)\n"),
    "a link that nobody had": added("five.md", "\n[bare](/bare/)\n"),
    "a link to a place": added("five.md", "\n[deep](/two/#deep)\n"),
    "a link to a place of its own": added("five.md", "\n[deep](#low)\n\n## Low\n"),
    "a link elsewhere": added("five.md", "\n[far](https://www.example.com/)\n"),
    "a link that is gone": replaced("one.md", "[four](/four/)", "four"),
    "a file that others show": replaced("one.md", "![](/images/a.png)", ""),
    "Liquid of its own": added("one.md", "\n{{ page.title }} of {{ site.timezone }}\n"),
    "what others only list": added("two.md", "\nMore.\n"),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies(job: Job, name: str) -> None:
    BODIES[name](job.root / "site")
    assert job.ok().out.startswith("run 2: 1 changed, 8 same; 9 pages in out\n")
    assert job.short == [True]
    job.check()
    assert job.ok().out.startswith("nothing changed: 9 pages in out\n")


INDEXES: dict[str, Edit] = {
    "a title": replaced("one.md", "title: One", "title: Other"),
    "an address": replaced("one.md", "/one/", "/other/"),
    "a note in the front matter": replaced("one.md", "title: One", "title: One # a note"),
    "a new page": added("new.md", "---\ntitle: New\n---\nNew.\n"),
    "a page that is gone": lambda site: (site / "two.md").unlink(),
    "another name": lambda site: (site / "two.md").rename(site / "second.md"),
    "an empty folder": lambda site: (site / "empty").mkdir(),
    "the configuration": added("_config.yml", "title: A site\n"),
    "data": added("_data/words.yml", "more: More\n"),
    "an include": added("_includes/word.html", "More.\n"),
    "a file": added("images/a.png", "more"),
    "a file that nobody showed": added("one.md", "\n![](/images/b.png)\n"),
    "a control character": added("one.md", "\n\x01\n"),
    "damaged text": added("one.md", "\nclientsâ€™ needs\n"),
    "a page without front matter": replaced("one.md", "---\ntitle: One\npermalink: /one/\n---\n", ""),
    "more pages than not": lambda site: ([added(f"{one}.md", "\nMore.\n")(site) for one in ("one", "two", "five")]),
}


@pytest.mark.parametrize("name", INDEXES)
def test_more_than_bodies(job: Job, name: str) -> None:
    INDEXES[name](job.root / "site")
    job.ok()
    assert job.short == [False]
    job.check()


def test_two_bodies(job: Job) -> None:
    for name in ("one.md", "four.md"):
        added(name, "\nOne line more.\n")(job.root / "site")
    assert job.ok().out.startswith("run 2: 2 changed, 7 same;")
    assert job.short == [True]
    job.check()


def test_one_body_after_the_other(job: Job) -> None:
    for number, name in enumerate(("one.md", "two.md", "one.md", "_posts/2020-01-02-six.md", "bare.md"), 2):
        added(name, f"\nOf run {number}.\n")(job.root / "site")
        assert job.ok().out.startswith(f"run {number}: 1 changed, 8 same;")
    assert job.short == [True] * 5
    job.check()


def test_a_body_that_comes_out_the_same(job: Job) -> None:
    replaced("two.md", "## Deep", "Deep\n----")(job.root / "site")
    changed = "run 2: 1 changed, 8 same" if job.target == "json" else "nothing changed"  # which has the text as well
    assert job.ok().out.startswith(changed)
    assert job.short == [True]
    job.check()


def test_a_place_that_others_lead_to(job: Job) -> None:
    """The page that leads to it is made again with it."""
    count = 1 if job.target == "hugo" else 2  # whose records say nothing of links
    for number, (old, new) in enumerate((("Deep", "Low"), ("Low", "Deep")), 2):
        replaced("two.md", f"## {old}", f"## {new}")(job.root / "site")
        assert job.ok().out.startswith(f"run {number}: {count} changed, {9 - count} same;")
        job.check()
    assert job.short == [job.target != "json"] * 2  # the findings stand in it


def test_a_page_that_shows_others(job: Job) -> None:
    added("three.md", "\n{% for post in site.posts %}{{ post.content }}{% endfor %}\n")(job.root / "site")
    job.ok()
    added("_posts/2020-01-02-six.md", "\nOne line more.\n")(job.root / "site")
    assert job.ok().out.startswith("run 3: 2 changed, 7 same;")
    assert job.short == [True, True]
    job.check()


def test_a_site_with_damage_elsewhere(job: Job) -> None:
    """Pages that are whole go the short way; what is damaged in the configuration may come up on any page."""
    added("four.md", "\nclientsâ€™ needs\n")(job.root / "site")
    job.ok()
    added("one.md", "\nOne line more.\n")(job.root / "site")
    job.ok()
    added("five.md", "\nOne line more.\n")(job.root / "site")  # which has Liquid
    job.ok()
    assert job.short == [False, True, True]
    job.check()
    added("_config.yml", "title: clientsâ€™ needs\n")(job.root / "site")
    job.ok()
    added("one.md", "\n{{ site.title }}\n")(job.root / "site")
    job.ok()
    assert job.short[3:] == [False, False]
    job.check()


def test_a_page_with_damage_that_shows_others(job: Job) -> None:
    """How it is mended, only the index knows."""
    added("three.md", "\nclientsâ€™ needs {% for post in site.posts %}{{ post.content }}{% endfor %}\n")(
        job.root / "site"
    )
    job.ok()
    added("one.md", "\nOne line more.\n")(job.root / "site")
    job.ok()
    assert job.short == [False, False]
    job.check()


def test_the_day_is_over(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates may have come, so that all of the site is looked at."""
    tomorrow = quick.present() + 24 * 3600
    monkeypatch.setattr(quick, "present", lambda: tomorrow)
    added("one.md", "\nOne line more.\n")(job.root / "site")
    job.ok()
    added("one.md", "\nAnother.\n")(job.root / "site")
    job.ok()
    assert job.short == [True]
    job.check()


def test_what_is_told_is_of_all_pages(job: Job) -> None:
    added("one.md", "\n[lost](/away/)\n")(job.root / "site")
    told = job.ok().err
    assert "one.md:7: `/away/` leads to no page or file" in told
    assert "four.md:5: `/nowhere/` leads to no page or file" in told
    assert job.short == [job.target != "json"]  # which has the findings in it
    job.check()
    replaced("one.md", "[lost](/away/)", "")(job.root / "site")
    told = job.ok().err
    assert "/away/" not in told
    assert "four.md:5: `/nowhere/` leads to no page or file" in told
    job.check()


def test_gates_hold_for_all_pages(job: Job) -> None:
    rules = (job.root / "records.yml").read_text()
    (job.root / "records.yml").write_text(f"{rules}gates: {{broken_links: 1}}\n")
    job.target = "jsonl"
    shutil.rmtree("out")
    Path("out.state").unlink()
    shutil.rmtree("changes")
    job.ok()
    added("one.md", "\n[lost](/away/)\n")(job.root / "site")
    done = job.sync()
    assert (done.code, job.short[-1]) == (1, True)
    assert "the gate `broken_links` allows 1, and there are 2" in done.err


def test_what_was_changed_in_the_output(job: Job) -> None:
    (job.root / "out" / "mine.txt").write_text("mine")
    added("one.md", "\nOne line more.\n")(job.root / "site")
    done = job.sync()
    assert done.code == 5
    assert "mine.txt: was not written by ssi-migrate" in done.err
    assert job.ok("--force").out.startswith("run 2: 1 changed")
    job.check()


def test_what_is_missing_in_the_output(job: Job) -> None:
    path = next(
        path for path in sorted((job.root / "out").rglob("*")) if "five" in path.name or "site.json" in path.name
    )
    path.unlink()
    added("one.md", "\nOne line more.\n")(job.root / "site")
    assert job.ok().out.startswith("run 2: 1 changed")
    job.check()


def test_the_source_changes_while_it_is_read(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed = Short.renewed

    def also(self: Short) -> object:
        added("one.md", "\nAnd another.\n")(job.root / "site")
        monkeypatch.setattr(Short, "renewed", renewed)
        return renewed(self)

    monkeypatch.setattr(Short, "renewed", also)
    added("one.md", "\nOne line more.\n")(job.root / "site")
    assert "the source changed while it was read; reading it again\n" in job.ok().err
    job.check()


@pytest.mark.parametrize("kept", [b"", b"no pickle", b"cos\nsystem\n(S'echo'\ntR.", b"\x80\x04K\x01."])
def test_a_state_that_says_something_else(job: Job, kept: bytes) -> None:
    """Nothing in it is run, and nothing wrong is carried."""
    with sqlite3.connect("out.state") as connection:
        connection.execute("UPDATE made SET kept = ?", (kept,))
    connection.close()
    added("one.md", "\nOne line more.\n")(job.root / "site")
    assert job.ok().out.startswith("run 2: 1 changed")
    assert True not in job.short
    job.check()


def test_changes_of_bodies(job: Job) -> None:
    added("one.md", "\nOne line more.\n")(job.root / "site")
    job.ok()
    said = json.loads((job.root / "changes" / "out-000002.json").read_bytes())
    assert [(one["id"], one["what"], one["url"]) for one in said["records"]] == [("one.md", "changed", "/one/")]
    assert (said["gone"], said["deletes"], said["redirects"], said["dropped"]) == ([], [], [], [])


def commit(site: Path) -> None:
    own = ("-c", "user.name=A", "-c", "user.email=a@harbourlights.example", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "edited")):
        subprocess.run(["git", *own, *words], cwd=site, check=True, capture_output=True)


def test_a_page_that_was_rewritten_is_known_when_it_moves(job: Job) -> None:
    """Git compares with the commit of the last run, whichever way that went: since an earlier one all may differ."""
    path = job.root / "site" / "four.md"
    commit(job.root / "site")
    job.ok("--rebuild")
    text = "---\ntitle: Four\npermalink: /four/\n---\n[lost](/nowhere/)\n" + "Of the fourth, rewritten.\n" * 20
    path.write_text(text)
    commit(job.root / "site")
    job.ok()
    path.rename(path.with_name("fourth.md")).write_text(text.replace("/four/", "/fourth/"))
    commit(job.root / "site")
    job.ok()
    changes = json.loads((job.root / "changes" / "out-000003.json").read_bytes())
    assert True in job.short
    assert changes["redirects"] == [{"from": "/four/", "to": "/fourth/", "status": 301}]
