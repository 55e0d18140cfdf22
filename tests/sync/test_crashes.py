"""A run that is killed anywhere is whole or never was: the next one leaves what a run that nobody killed leaves."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from random import Random

import pytest

from tests.sync.children import ended as end_of
from tests.sync.children import files, killed_after, killed_at, started
from tests.sync.history import History

OPTIONS = ("--prune", "--force", "--quiet", "--fail-on", "never")
TARGETS = {"json": ("--to", "json"), "hugo": ("--to", "hugo", "--assets", "copy")}


class Twins:
    """Two jobs of one site: nobody kills the runs of the first."""

    def __init__(self, folder: Path, target: str, seed: int) -> None:
        self.folder, self.target = folder, target
        self.history = History(folder / "site", seed)
        for name in ("safe", "hurt"):
            (folder / name).mkdir()
        self.run("safe")
        self.run("hurt")

    def arguments(self, name: str) -> tuple[str, ...]:
        return ("site", *TARGETS[self.target], "--out", f"{name}/out", *OPTIONS)

    def run(self, name: str) -> float:
        """Runs one of them to its end; how long that took."""
        begun = time.monotonic()
        assert end_of(started(*self.arguments(name))) == 0
        return time.monotonic() - begun

    def check(self, said: str) -> None:
        """What was hurt is healed by one run."""
        self.run("hurt")
        safe, hurt = self.folder / "safe", self.folder / "hurt"
        for name in ("out", "changes"):
            assert files(safe / name) == files(hurt / name), said
        assert sorted(os.listdir(hurt)) == sorted(os.listdir(safe)), said


def kills(folder: Path, target: str, seed: int, count: int) -> None:
    twins, rng = Twins(folder, target, seed), Random(seed)
    done = 0
    while done < count:
        said = twins.history.step()
        whole = twins.run("safe")
        for _ in range(rng.randint(1, 3)):  # one that is killed again is healed all the same
            done += killed_after(rng.uniform(0, whole), *twins.arguments("hurt"))
        twins.check(f"kill {done}: {said}")


@pytest.mark.parametrize("target", TARGETS)
def test_ten_kills(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kills(tmp_path, target, 1, 5)


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_three_hundred_kills(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kills(tmp_path, target, 2, 150)


def test_a_run_that_is_asked_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes away what it has begun."""
    monkeypatch.chdir(tmp_path)
    twins = Twins(tmp_path, "json", 4)
    for part in (0.3, 0.6, 0.9):
        said = twins.history.step()
        whole = twins.run("safe")
        child = started(*twins.arguments("hurt"))
        time.sleep(whole * part)
        os.kill(child, signal.SIGTERM)
        assert end_of(child) in (0, 143, -signal.SIGTERM)
        assert [name for name in os.listdir("hurt") if name.startswith(".")] == []
        twins.check(said)


@pytest.mark.slow
@pytest.mark.parametrize(("target", "stride"), [("json", 1), ("hugo", 11)])
def test_every_change_to_the_disk(target: str, stride: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same run is killed before each change that it makes, one after the other; of many files, before some."""
    monkeypatch.chdir(tmp_path)
    twins = Twins(tmp_path, target, 3)
    for _ in range(3):
        twins.history.edit()
    shutil.copytree("hurt", "before", symlinks=True)
    twins.run("safe")
    number = 0
    while killed_at(number, *twins.arguments("hurt")):
        twins.check(f"change {number}")
        shutil.rmtree("hurt")
        shutil.copytree("before", "hurt", symlinks=True)
        number += stride
    assert number > 10
