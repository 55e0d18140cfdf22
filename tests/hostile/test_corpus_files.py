"""The corpus for others: it is written out whole, is listed, and needs nothing but Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT
from tests.hostile.corpus import ATTACKS


def corpus(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the corpus without the packages that are installed."""
    command = [sys.executable, "-S", "-E", "-m", "tests.hostile.corpus", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60)


def test_names_are_given_once_and_every_attack_says_what_it_is() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert [attack.name for attack in ATTACKS if not (attack.what and attack.must)] == []
    assert [attack.name for attack in ATTACKS if (attack.what + attack.must).endswith(".")] == []


def test_they_are_listed() -> None:
    listed = corpus()
    lines = [f"{attack.name}: {attack.what}" for attack in ATTACKS]
    assert (listed.returncode, listed.stdout.splitlines(), listed.stderr) == (0, lines, "")


def test_they_are_written(tmp_path: Path) -> None:
    done = corpus(str(tmp_path / "d"), "yaml-billion-laughs", "links-in-circles")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sorted(os.listdir(tmp_path / "d")) == ["links-in-circles", "yaml-billion-laughs"]
    written = tmp_path / "d/yaml-billion-laughs"
    assert sorted(os.listdir(written)) == ["README.txt", "secret", "site"]
    assert (written / "README.txt").read_text().splitlines()[0].startswith("aliases of aliases")
    assert os.path.islink(tmp_path / "d/links-in-circles/site/self.md")


def test_a_name_that_is_none(tmp_path: Path) -> None:
    done = corpus(str(tmp_path), "nope")
    message = "nope: there is no such site; without arguments all of them are listed\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = corpus(str(tmp_path), "names")
    message = f"{tmp_path}: is not empty; name a folder that is not there yet\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
    assert os.listdir(tmp_path) == ["mine"]
