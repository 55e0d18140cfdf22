"""Two runs of one job are never at work at the same time."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from migrate.errors import LockedError
from migrate.sync.lock import Holder, holder_of, locked
from tests.run import run
from tests.sync.children import ended, files, started
from tests.sync.history import History

JOB = ("site", "--to", "json", "--out", "out", "--prune", "--force", "--quiet", "--fail-on", "never")


def nobody(holder: Holder | None) -> None:
    raise AssertionError(holder)


@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_runs_at_once(count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    history = History(tmp_path / "site", 4)
    for _ in range(3):
        history.step()
        children = [started(*JOB, *(["--wait"] if number % 2 else [])) for number in range(count)]
        codes = [ended(child) for child in children]
        assert set(codes) <= {0, 6}
        assert codes[1::2] == [0] * (count // 2)
        assert run("sync", *JOB).code == 0
        shutil.copy("out.state", "twin.state")
        assert run("sync", "site", "--to", "json", "--out", "twin", "--rebuild", *JOB[5:]).code == 0
        assert files(tmp_path / "out") == files(tmp_path / "twin")


def hold(path: Path) -> int:
    """A process that holds a lock until it is killed."""
    ready, said = os.pipe()
    child = os.fork()
    if child == 0:
        with locked([path], wait=False, waiting=nobody):
            os.write(said, b"!")
            os.read(os.pipe()[0], 1)
    os.read(ready, 1)
    return child


def test_the_second_says_who_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    History(tmp_path / "site", 5)
    child = hold(tmp_path / "out.state.lock")
    try:
        holder = holder_of(tmp_path / "out.state.lock")
        assert holder is not None
        assert holder.pid == child
        done = run("sync", *JOB)
        assert (done.code, done.out) == (6, "")
        said = f"another run is at work ({holder}); wait for it, or pass --wait"
        assert done.err == f"ssi-migrate: {tmp_path}/out.state.lock: {said}\n"
    finally:
        os.kill(child, 9)
        ended(child)
    assert run("sync", *JOB).code == 0


def test_a_lock_that_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    History(tmp_path / "site", 5)
    child = hold(tmp_path / "out.state.lock")
    os.kill(child, 9)
    ended(child)
    done = run("sync", *JOB, "--log-format", "json")
    events = [json.loads(line)["event"] for line in done.err.splitlines()]
    assert (done.code, events[:2]) == (0, ["sync.started", "sync.lock-left"])


def test_a_lock_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    for _ in range(2):
        with locked([path], wait=False, waiting=nobody) as found:
            assert found.left is None
    child = hold(path)
    with pytest.raises(LockedError, match=f"pid {child} on "), locked([path], wait=False, waiting=nobody):
        pass
    os.kill(child, 9)
    ended(child)
