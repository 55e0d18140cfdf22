"""The commands as a user meets them: what goes where, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate import __version__
from tests.conftest import PROJECT, SiteMaker
from tests.run import run

MINI = str(PROJECT / "fixtures" / "isomer-mini")
BROKEN: dict[str, str | bytes] = {"index.md": "---\ntitle: 'it's'\n---\nHello\n", "b.md": "---\ntitle: B\n---\n"}


def test_version_and_help() -> None:
    assert run("--version").out == f"ssi-migrate {__version__}\n"
    shown = run("--help")
    assert shown.code == 0
    for word in ("export", "inspect", "check", "--install-completion", "Exit codes: 0 fine"):
        assert word in shown.out


def test_export_in_the_working_folder(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"index.md": "---\nlayout: homepage\n---\nHello\n"}, config="timezone: UTC\n")
    monkeypatch.chdir(site)
    done = run("export", "--to", "json")
    assert (done.code, done.err) == (0, "")
    size = (site / "site.json").stat().st_size
    leaves = "2 leaves of the source: 2 mapped, 0 kept, 0 discarded, 0 reported"
    assert done.out == f"1 page: 1 home\n{leaves}\nno findings\nwrote site.json ({size:,} bytes)\n"


def test_export_to_standard_output_keeps_it_clean() -> None:
    done = run("export", MINI, "--to", "json", "--out", "-")
    assert json.loads(done.out)["format"] == "ssi-migrate/site"
    assert "38 pages: 1 home, 23 page, 3 index, 6 post, 2 file, 3 link\n" in done.err


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = run("export", MINI, "--to", "json", "--out", str(tmp_path / "o.json"), "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert run("check", MINI, "--quiet", "--fail-on", "warning") == (1, "", "")


@pytest.mark.parametrize(("bound", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_fail_on(make_site: SiteMaker, tmp_path: Path, bound: str, code: int) -> None:
    done = run("export", str(make_site(BROKEN)), "--to", "json", "--out", str(tmp_path / "o.json"), "--fail-on", bound)
    assert done.code == code
    assert (tmp_path / "o.json").is_file()


def test_findings_as_json_lines(make_site: SiteMaker, tmp_path: Path) -> None:
    out = str(tmp_path / "o.json")
    done = run("export", str(make_site(BROKEN)), "--to", "json", "--out", out, "--log-format", "json")
    *told, last = (json.loads(line) for line in done.err.splitlines())
    assert [(one["code"], one["file"], one["line"]) for one in told] == [
        ("config.no-timezone", "_config.yml", None),
        ("front-matter.unparsable", "index.md", 2),
    ]
    assert last == {
        "summary": {
            "pages": {"home": 1, "page": 1},
            "findings": {"config.no-timezone": 1, "front-matter.unparsable": 1},
            "out": out,
            "bytes": Path(out).stat().st_size,
            "dry_run": False,
        }
    }


def test_a_report_for_people_and_one_for_machines(make_site: SiteMaker, tmp_path: Path) -> None:
    site = str(make_site(BROKEN))
    for name in ("r.json", "r.md"):
        done = run("export", site, "--to", "json", "--out", str(tmp_path / "o.json"), "--report", str(tmp_path / name))
        assert done.code == 1
    report = json.loads((tmp_path / "r.json").read_bytes())
    assert (report["format"], report["pages"]) == ("ssi-migrate/report", {"home": 1, "page": 1})
    assert report["codes"] == {"front-matter.unparsable": 1, "config.no-timezone": 1}
    text = (tmp_path / "r.md").read_text()
    assert "## front matter is not valid YAML (1)" in text
    assert "- `index.md:2:" in text


def test_check_writes_reports(make_site: SiteMaker, tmp_path: Path) -> None:
    site = str(make_site(BROKEN, config="timezone: UTC\n"))
    names = ["r.json", "r.md", "r.sarif", "r.xml"]
    options = [part for name in names for part in ("--report", str(tmp_path / name))]
    done = run("check", site, *options)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[-4:] == [f"wrote {tmp_path / name}" for name in names]
    assert (tmp_path / "r.json").read_text() == run("check", site, "--json").out
    written = {name: (tmp_path / name).read_bytes() for name in names}
    assert run("export", site, "--to", "json", "--out", str(tmp_path / "o.json"), *options).code == 1
    assert {name: (tmp_path / name).read_bytes() for name in names} == written


def test_check_writes_over_no_file_of_others(make_site: SiteMaker, tmp_path: Path) -> None:
    report = tmp_path / "r.xml"
    report.write_text("<mine/>")
    arguments = ("check", str(make_site(BROKEN)), "--report", str(report))
    assert run(*arguments).code == 5
    assert report.read_text() == "<mine/>"
    assert run(*arguments, "--force").code == 1
    assert report.read_text().startswith("<?xml")


def test_two_reports_are_two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check", MINI, "--report", "r.md", "--report", "./r.md")
    message = "ssi-migrate: --report r.md: is the file of --report r.md; give each its own name\n"
    assert (done.code, done.err, list(tmp_path.iterdir())) == (2, message, [])


def test_inspect_has_one_line_a_page() -> None:
    done = run("inspect", MINI, "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert len(rows) == 38
    assert rows[0].keys() == {"path", "kind", "collection", "position", "url", "published", "data"}
    assert json.loads(run("inspect", MINI, "--format", "json").out) == rows
    assert len(run("inspect", MINI).out.splitlines()) == 39


def test_check_groups_by_code(make_site: SiteMaker) -> None:
    done = run("check", str(make_site(BROKEN, config="timezone: UTC\n")))
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[:5] == [
        "2 pages: 1 home, 1 page",
        "3 leaves of the source: 2 mapped, 0 kept, 0 discarded, 1 reported",
        "1 finding: 1 error; in 1 file",
        "error    front-matter.unparsable  front matter is not valid YAML (1)",
        "         what to do: mend the YAML; the page is kept with empty front matter and its body",
    ]
    assert lines[5].startswith("         index.md:2:")
    as_json = json.loads(run("check", str(make_site(BROKEN)), "--json").out)
    assert [one["code"] for one in as_json["findings"]] == ["config.no-timezone", "front-matter.unparsable"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("export", MINI), 2, "--to is missing; name a target, or a mapping of your own with --mapping FILE"),
        (("export", MINI, "--to", "jsn"), 2, "--to jsn: there is no such name; did you mean `json`?"),
        (
            ("export", MINI, "--to", "plone-clasic"),
            2,
            "--to plone-clasic: there is no such name; did you mean `plone-classic`?",
        ),
        (
            ("export", MINI, "--to", "json", "--from", "isomr"),
            2,
            "--from isomr: there is no such name; did you mean isomer?",
        ),
        (("export", MINI, "--to", "json", "--jobs", "0"), 2, "--jobs"),
        (
            ("export", MINI, "--to", "json", "--report", "r.txt"),
            2,
            "--report r.txt: the name should end in .json, .md, .sarif, .sarif.json or .xml",
        ),
        (("export", MINI, "--to", "json", "--timezone", "Moon/Sea"), 2, "--timezone Moon/Sea: no such time zone"),
        (("export", MINI, "--to", "json", "--mapping", "none.yml"), 3, "none.yml: cannot be read"),
        (("export", "nowhere", "--to", "json"), 4, "nowhere: there is no such folder"),
        (("inspect", __file__), 4, "is not a folder"),
        (("export", MINI, "--to", "json", "--out", "nowhere/o.json"), 5, "nowhere: there is no such folder"),
        (("export", MINI, "--to", "json", "--out", __file__), 5, "is not a file that ssi-migrate wrote"),
    ],
)
def test_exit_codes(
    arguments: tuple[str, ...], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []
