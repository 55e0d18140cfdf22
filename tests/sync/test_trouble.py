"""What goes wrong around a run: it says so, and has done nothing."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from migrate.sync.long import Long
from tests.run import run
from tests.sync.children import ended, files, started
from tests.sync.conftest import Work

JOB = ("site", "--to", "json", "--out", "out", "--fail-on", "never")


def everything(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(folder).items() if not name.endswith((".stamp", ".lock"))}


@pytest.mark.parametrize("size", [1_000, 20_000, 60_000])
def test_no_room(work: Work, tmp_path: Path, size: int) -> None:
    """No file may grow beyond `size`: wherever the room ends, there is the old output or the new one, and a state."""
    work.write("big.md", f"---\npermalink: /big/\n---\n{'word ' * 20_000}")
    work.edit("one.md", "first", "other")
    before = work.ids()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    assert ended(started(*JOB, first=limit)) == 5
    assert work.ids() == before
    assert [path.name for path in tmp_path.glob(".ssi-migrate*")] == []
    assert work.ok().out.startswith("run 2: 1 new, 2 changed, 4 same")  # one lists all pages


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(work: Work, tmp_path: Path) -> None:
    work.edit("one.md", "first", "other")
    tmp_path.chmod(0o555)
    try:
        assert work.sync().code == 5
    finally:
        tmp_path.chmod(0o755)
    assert work.ok().out.startswith("run 2")


def changing(work: Work, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The source changes while it is read, so many times."""
    left = times
    exported: Callable[..., object] = Long._exported

    def also(self: object, *arguments: object) -> object:
        nonlocal left
        found = exported(self, *arguments)
        if left:
            work.write("one.md", f"---\ntitle: One\npermalink: /one/\n---\nOf change {left}.\n")
        left -= 1
        return found

    monkeypatch.setattr(Long, "_exported", also)


def test_the_source_changes_once_while_it_is_read(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.edit("one.md", "title: One", "title: Other")
    changing(work, monkeypatch, 1)
    assert "the source changed while it was read; reading it again\n" in work.ok().err
    assert b"Of change 1." in (work.root / "out" / "site.json").read_bytes()


def test_the_source_does_not_come_to_rest(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.edit("one.md", "title: One", "title: Other")
    changing(work, monkeypatch, 2)
    before = everything(work.root / "out")
    done = work.sync()
    assert (done.code, done.err.splitlines()[-1]) == (
        4,
        "ssi-migrate: site: changes while it is read; run again when it is at rest",
    )
    assert everything(work.root / "out") == before


def test_what_is_not_ours_stays(work: Work) -> None:
    (work.root / "out" / "mine.txt").write_text("mine")
    work.edit("one.md", "first", "other")
    done = work.sync()
    assert done.code == 5
    assert "mine.txt: was not written by ssi-migrate" in done.err
    work.ok("--force")
    assert (work.root / "out.old" / "mine.txt").read_text() == "mine"


def test_a_state_of_a_newer_version(work: Work) -> None:
    with sqlite3.connect(work.root / "out.state") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    done = work.sync()
    said = (
        "was written by a newer ssi-migrate (format 99, this one knows 2); install that, or name another with --state"
    )
    assert done.code == 5
    assert done.err == f"ssi-migrate: out.state: {said}, or move it away: then every id is given anew\n"


def test_what_is_no_state(work: Work) -> None:
    for content in (b"text, and no database at all" * 100, sqlite_of_others(work.root)):
        (work.root / "out.state").write_bytes(content)
        done = work.sync()
        assert done.code == 5
        assert done.err.startswith("ssi-migrate: out.state: is no state of ssi-migrate")


def sqlite_of_others(folder: Path) -> bytes:
    with sqlite3.connect(folder / "other.db") as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    return (folder / "other.db").read_bytes()


def test_names_that_are_no_text(work: Work) -> None:
    """What Linux allows, and what YAML does."""
    (work.root / "site" / os.fsdecode(b"odd-\xff.md")).write_text("---\n---\n")
    work.write("half.md", '---\ntitle: "\\uD83D"\npermalink: "/half\\uD83D/"\n---\n[a](/one/)\n')
    work.ok()
    assert work.ok().out.startswith("nothing changed")


def test_a_site_that_holds_its_own_output(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs, state and changes in the checkout are no part of the site."""
    monkeypatch.chdir(work.root / "site")
    arguments = ("sync", ".", "--to", "json", "--out", "out", "--fail-on", "never")
    assert run(*arguments).out.startswith("run 1: 6 new; 6 pages")
    assert run(*arguments).out.startswith("nothing changed")
    assert run(*arguments, "--rebuild").out.startswith("nothing changed")
    assert b"out.state" not in (work.root / "site" / "out" / "site.json").read_bytes()


def test_a_lost_state_is_told(work: Work) -> None:
    """Ids would be given anew, and files of changes written over."""
    work.rename("one.md", "first.md")
    work.ok()
    first = (work.root / "changes" / "out-000001.json").read_bytes()
    (work.root / "out.state").unlink()
    done = work.sync()
    assert done.code == 5
    assert "out.state: knows no runs, and " in done.err
    assert "out-000002.json is of run 2; bring the state back, or pass --force" in done.err
    assert work.ok("--force").out.startswith("run 3: 6 new;")
    assert (work.root / "changes" / "out-000001.json").read_bytes() == first


def test_a_source_has_to_be_named(work: Work) -> None:
    (work.root / "ssi-migrate.yml").write_text("project: 1\ntarget: json\nout: out\n")
    done = run("sync")
    assert done.code == 2
    assert "the source is missing; name the checkout of the site, here or as `source` in ssi-migrate.yml" in done.err


def test_what_cannot_be_read_is_not_gone(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so that the system is asked in the place of the test."""
    work.write("deep.md", "---\ntitle: Deep\n---\n")
    work.ok()
    (work.root / "site" / "deep").mkdir()
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).rstrip("/").endswith("/deep"):
            raise PermissionError(errno.EACCES, "no", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    done = work.sync("--prune")
    assert (done.code, "deep: the folder cannot be read" in done.err) == (4, True)


def test_the_disk_is_full_at_the_stamp(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file, and the next run heals."""

    def full(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    work.edit("one.md", "first", "other")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", full)
        done = work.sync()
    assert done.code == 5
    assert "out.state.stamp: cannot be written (No space left on device); make room" in done.err
    assert work.ok().out.startswith("run 2: 1 changed")


def test_output_that_was_taken_away_is_written_again(work: Work) -> None:
    shutil.rmtree(work.root / "out")
    assert "the output would be written again" in work.ok("--plan").out
    assert work.ok().out.startswith("nothing changed in the site; the output is written again: 6 pages in out")


def test_why_a_whole_run_ends_with_1(work: Work) -> None:
    work.edit("one.md", "first", "other")
    (work.root / "ssi-migrate.yml").write_text("project: 1\ngates: {broken_links: 0}\n")
    done = work.sync("--quiet")
    assert done.code == 1
    assert "the run is whole, and ends with exit code 1: the gate `broken_links` allows 0" in done.err
