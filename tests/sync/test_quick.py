"""The quick way says that nothing changed only where that is so."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from migrate.cli.app import program
from migrate.sync import quick
from migrate.sync.stamp import due
from tests.conftest import Opener
from tests.run import run
from tests.sync.conftest import Work

JOB = ("site", "--to", "json", "--out", "out", "--fail-on", "never")
PROGRAM = typer.main.get_command(program())


def test_the_options_are_those_of_the_command() -> None:
    """An option that is in neither list is for the long way; one with a value must be known as such."""
    assert isinstance(PROGRAM, TyperGroup)
    params = [param for param in PROGRAM.commands["sync"].params if param.opts[0].startswith("-")]
    flags = {name for param in params if getattr(param, "is_flag", False) for name in param.opts}
    valued = {name for param in params if not getattr(param, "is_flag", False) for name in param.opts}
    assert valued - quick.VALUED == {"--report"}
    assert valued >= quick.VALUED
    assert flags - quick.PLAIN == {"--plan", "--force", "--rebuild", "--json"}
    assert flags >= quick.PLAIN


def test_it_loads_next_to_nothing(work: Work) -> None:
    begin = f"import sys; sys.argv = ['ssi-migrate', 'sync', *{JOB!r}]; before = set(sys.modules)"
    code = f"{begin}; from migrate.cli import main; main(); print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said, modules = done.stdout.splitlines()
    assert said == "nothing changed: 6 pages in out"
    assert [
        name for name in ("typer", "yaml", "turbohtml", "sqlite3", "json", "typing", "re") if f"'{name}'" in modules
    ] == []


def quickly(*arguments: str) -> bool:
    return quick.nothing_changed([*JOB, *arguments])


def test_what_is_left_to_the_long_way(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    assert quickly()
    assert quickly("--quiet")
    assert not quickly("--prune")
    assert not quickly("--drafts")
    assert not quickly("--rebuild")
    assert not quickly("--plan")
    assert not quickly("--nonsense")
    assert not quickly("other")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert not quickly()


@pytest.mark.parametrize("name", ["one.md", "_config.yml", "new.md", "images/new.png"])
def test_a_file_changes(work: Work, name: str) -> None:
    path = work.root / "site" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"---\n---\nother\n")
    assert not quickly()


def test_a_change_within_one_tick_of_the_clock(work: Work) -> None:
    """The same size and the same times: the bytes are compared while the time is too near."""
    path = work.root / "site" / "one.md"
    state = path.stat()
    text = path.read_bytes()
    path.write_bytes(text.replace(b"first", b"worst"))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert not quickly()
    assert work.ok().out.startswith("run 2: 1 changed")


def test_times_alone_are_no_change(work: Work) -> None:
    path = work.root / "site" / "one.md"
    os.utime(path, (1, 1))
    assert not quickly()
    assert work.ok().out == "nothing changed: 6 pages in out\n"
    assert quickly()


@pytest.mark.parametrize("name", ["out/site.json", "out/.ssi-migrate-assets", "out.state.stamp"])
def test_the_output_changes(work: Work, name: str) -> None:
    (work.root / name).unlink()
    before = work.ids() if name != "out/site.json" else None
    assert not quickly()
    work.ok("--force")
    assert before in (None, work.ids())
    assert quickly()


def test_a_stamp_that_is_damaged(work: Work) -> None:
    stamp = work.root / "out.state.stamp"
    whole = stamp.read_bytes()
    for at in range(0, len(whole), 7):
        stamp.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert not quickly()
        stamp.write_bytes(whole[:at])
        assert not quickly()


def test_another_checkout_at_its_place(work: Work) -> None:
    """A link that leads elsewhere now."""
    site = work.root / "site"
    site.rename(work.root / "first")
    site.symlink_to("first")
    work.ok()
    assert quickly()
    (work.root / "second").mkdir()
    (work.root / "second" / "a.md").write_text("---\n---\n")
    site.unlink()
    site.symlink_to("second")
    assert not quickly()


def test_the_clock_is_set_back(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now - 3600 * 10**9)
    assert not quickly()
    assert work.ok().out.startswith("nothing changed")


def test_it_looks_again_when_it_is_due(open_site: Opener) -> None:
    """At midnight of the site, or when a post is due."""
    site = open_site({"a.md": "---\n---\n"}).site
    noon = 1_767_225_600 + 12 * 3600  # 2026-01-01
    assert due(site, noon) == 1_767_225_600 + 24 * 3600
    later = open_site({"_posts/2026-01-01-a.md": "---\ndate: 2026-01-01 18:00:00 +0000\n---\n"}).site
    assert later.pages[0].date is not None
    if not later.pages[0].published:
        assert due(later, noon) == int(later.pages[0].date.timestamp()) + 1


def test_a_project_file(work: Work, tmp_path: Path) -> None:
    (tmp_path / "ssi-migrate.yml").write_text("project: 1\nsource: site\ntarget: json\nout: mine # here\n")
    assert run("sync", "--fail-on", "never").code == 0
    assert quick.nothing_changed([])
    assert quick.nothing_changed(["--quiet"])
    (tmp_path / "ssi-migrate.yml").write_text("project: 1\nsource: site\ntarget: json\nout: mine\ndrafts: true\n")
    assert not quick.nothing_changed([])
