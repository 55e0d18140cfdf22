"""What a run carries: what changed, why, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.run import run
from tests.sync.children import files
from tests.sync.conftest import Work

EDITED = "its file changed"
TEMPLATE = "its template may show what changed"


def test_only_what_changed_is_made(work: Work, made: list[str]) -> None:
    work.edit("one.md", "first", "other")
    assert work.plan() == {"one.md": ("changed", [EDITED])}
    work.ok()
    assert made == ["one.md", "one.md"]  # planned and done
    assert work.changes(2)["records"][0]["id"] == "one.md"
    assert [len(work.changes(2)[name]) for name in ("records", "gone", "deletes", "redirects")] == [1, 0, 0, 0]


def test_a_plan_writes_nothing(work: Work, tmp_path: Path) -> None:
    work.edit("one.md", "first", "other")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert (
        work.ok("--plan").out
        == "changed one.md: its file changed\nplanned: 1 changed, 5 same; nothing was written (--plan)\n"
    )
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_plan_of_the_first_run(work: Work, tmp_path: Path) -> None:
    done = run("sync", "site", "--to", "json", "--out", "other", "--plan")
    assert done.out.endswith("planned: 6 new; nothing was written (--plan)\n")
    assert not (tmp_path / "other.state").exists()


def test_who_links_to_a_page_that_moved_is_made_anew(work: Work) -> None:
    work.edit("one.md", "/one/", "/uno/")
    plan = work.plan()
    assert plan["one.md"] == ("moved", ["its address was /one/", EDITED])
    assert plan["index.md"] == ("changed", ["the link /one/ leads elsewhere"])
    assert set(plan) == {"one.md", "index.md"}


def test_who_links_to_an_anchor_that_is_no_more(work: Work) -> None:
    work.edit("two.md", "## Deep", "## Flat")
    assert work.plan()["index.md"] == ("changed", ["the link /two/#deep leads elsewhere"])


def test_a_link_to_nowhere_leads_somewhere(work: Work) -> None:
    work.write("six.md", "---\ntitle: Six\npermalink: /nowhere/\n---\n")
    assert work.plan() == {
        "four.md": ("changed", ["the link /nowhere/ leads elsewhere"]),
        "six.md": ("new", []),
        "three.md": ("changed", [TEMPLATE]),
    }


def test_a_mapping_that_changes(work: Work, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text("mapping: 1\nname: m\nexporter: json\ninclude: n.yml\n")
    types = "mapping: 1\ntypes: [{name: page, otherwise: true, fields: {id: {from: id}, x: {value: %s}}}]\n"
    (tmp_path / "n.yml").write_text(types % "a")
    arguments = ("sync", "site", "--mapping", "m.yml", "--out", "mine", "--fail-on", "never")
    assert run(*arguments).code == 0
    assert run(*arguments).out.startswith("nothing changed")
    (tmp_path / "n.yml").write_text(types % "b")
    assert run(*arguments).out.startswith("run 2: 6 changed;")
    assert {page["x"] for page in json.loads((tmp_path / "mine/site.json").read_bytes())["pages"]} == {"b"}


def test_one_redirect_in_one_hop(work: Work) -> None:
    work.edit("one.md", "/one/", "/uno/")
    work.ok()
    work.edit("one.md", "/uno/", "/eins/")
    work.ok()
    assert work.redirects() == [("/one/", "/eins/"), ("/uno/", "/eins/")]
    assert work.changes(3)["redirects"] == [
        {"from": "/one/", "to": "/eins/", "status": 301},
        {"from": "/uno/", "to": "/eins/", "status": 301},
    ]
    work.edit("one.md", "/eins/", "/one/")
    work.ok()
    assert work.redirects() == [("/eins/", "/one/"), ("/uno/", "/one/")]
    assert work.changes(4)["dropped"] == ["/one/"]


def test_two_pages_that_change_places_have_no_redirects(work: Work) -> None:
    work.edit("one.md", "/one/", "/new/")
    work.edit("two.md", "/two/", "/one/")
    work.edit("one.md", "/new/", "/two/")
    work.ok()
    assert work.redirects() == []


def test_a_redirect_of_the_site_leads_to_where_the_page_is(work: Work) -> None:
    work.write("_redirects", "/first /one/ 301\n")
    work.ok()
    work.edit("one.md", "/one/", "/uno/")
    work.ok()
    assert work.redirects() == [("/first", "/uno/"), ("/one/", "/uno/")]


@pytest.mark.parametrize("edited", [False, True])
def test_a_file_that_is_renamed_keeps_its_id(work: Work, edited: bool) -> None:
    work.rename("one.md", "uno.md")
    if edited:
        work.edit("uno.md", "first", "other")
    assert work.plan()["one.md"] == ("changed", ["its file was one.md"])
    work.ok()
    assert "uno.md" not in work.ids()


def test_a_file_with_the_same_bytes_moves(work: Work) -> None:
    """Without a permalink its address is that of its file."""
    work.write("page.md", "---\ntitle: Page\n---\nBytes.\n")
    work.ok()
    work.rename("page.md", "seite.md")
    work.ok()
    assert "page.md" in work.ids()
    assert work.redirects() == [("/page.html", "/seite.html")]


def test_an_old_place_is_not_given_again(work: Work) -> None:
    work.rename("one.md", "uno.md")
    work.write("one.md", "---\ntitle: Another\npermalink: /another/\n---\n")
    work.ok()
    assert {"one.md", "one.md~2"} <= set(work.ids())
    titles = {page["id"]: page["title"] for page in work.document()["pages"]}
    assert (titles["one.md"], titles["one.md~2"]) == ("One", "Another")


def test_gone_is_told_and_stays_until_it_is_pruned(work: Work) -> None:
    work.remove("five.md")
    assert work.plan()["five.md"] == ("gone", ["is not in the source; --prune removes its records"])
    work.ok()
    assert "five.md" in work.ids()
    assert work.ok().out.startswith("nothing changed")
    work.ok("--prune")
    assert "five.md" not in work.ids()
    assert work.changes(3)["deletes"] == [{"id": "five.md", "url": "/five/", "files": []}]
    work.write("five.md", "---\ntitle: Five\npermalink: /five/\n---\nOf the fifth.\n")
    work.ok("--prune")
    assert "five.md~2" in work.ids()


def test_what_was_gone_comes_back(work: Work) -> None:
    work.remove("five.md")
    work.ok()
    work.write("five.md", "---\ntitle: Five\npermalink: /five/\n---\nOf the fifth.\n")
    assert work.plan()["five.md"] == ("new", ["is back"])
    work.ok()
    assert "five.md" in work.ids()


def test_a_record_goes_where_another_page_has_its_address(work: Work) -> None:
    work.remove("five.md")
    work.ok()
    work.write("cinq.md", "---\ntitle: Cinq\npermalink: /six/\n---\n")
    work.ok()
    work.edit("cinq.md", "/six/", "/five/")
    work.ok()
    assert [page["id"] for page in work.document()["pages"] if page["url"] == "/five/"] == ["cinq.md"]


def test_too_many_are_gone(work: Work) -> None:
    work.remove("four.md")
    work.remove("five.md")
    done = work.sync("--prune")
    said = "2 of 6 pages are gone (33 %, the bound is 20 %); see whether the checkout is whole, then pass --force"
    assert (done.code, done.err) == (4, f"ssi-migrate: {said}, or raise prune_bound\n")
    assert len(work.ids()) == 6
    work.ok("--prune", "--force")
    assert len(work.ids()) == 4


def test_an_empty_checkout(work: Work) -> None:
    for path in sorted((work.root / "site").iterdir()):
        path.unlink()
    assert work.sync("--prune").code == 4
    assert len(work.ids()) == 6


def test_wxr_is_written_whole(work: Work) -> None:
    arguments = ("sync", "site", "--to", "wxr", "--out", "wp", "--fail-on", "never")
    assert run(*arguments).code == 0
    assert run(*arguments).out.startswith("nothing changed")
    work.edit("one.md", "first", "other")
    assert run(*arguments).out.startswith("run 2: 1 changed, 5 same;")


def test_processes_make_no_difference(work: Work, tmp_path: Path) -> None:
    for number in range(120):
        work.write(f"n{number}.md", f"---\ntitle: N\npermalink: /n/{number}/\n---\n[next](/n/{number + 1}/)\n")
    work.ok("--jobs", "2")
    two = files(tmp_path / "out")
    work.ok("--jobs", "1", "--rebuild")
    assert files(tmp_path / "out") == two


def test_status_and_history(work: Work) -> None:
    status = json.loads(run("sync", "status", "--out", "out", "--json").out)
    assert {name: status[name] for name in ("target", "run", "pages", "gone", "redirects", "lock")} == {
        "target": "json", "run": 1, "pages": 6, "gone": 0, "redirects": 0, "lock": None,
    }  # fmt: skip
    (first,) = json.loads(run("sync", "history", "--out", "out", "--json").out)
    assert first["counts"] == {"new": 6, "changed": 0, "moved": 0, "gone": 0, "same": 0}
    assert run("sync", "status", "--out", "out").out.endswith("lock: -\n")
    assert run("sync", "status", "--out", "other").code == 2


def test_events(work: Work) -> None:
    work.edit("one.md", "first", "other")
    lines = [json.loads(line) for line in work.ok("--log-format", "json").err.splitlines()]
    assert [line["event"] for line in lines] == ["sync.started", "sync.record", "sync.done"]
    assert lines[1]["id"] == "one.md"
    lines = [
        json.loads(line)
        for line in run("sync", "nowhere", "--to", "json", "--out", "out", "--log-format", "json").err.splitlines()
    ]
    assert [(line["event"], line.get("code")) for line in lines] == [("sync.started", None), ("sync.failed", 4)]
