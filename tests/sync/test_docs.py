"""What docs/sync.md says is so, and its recipes are taken by those that they are for."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import yaml

from migrate.project.keys import KEYS
from migrate.sync.log import Event
from tests.conftest import PROJECT
from tests.markdown import CODE, rows_of, section

DOCS = PROJECT / "docs" / "sync.md"


def recipe(name: str) -> str:
    found = re.search(rf"^<!-- file: {re.escape(name)} -->\n```\w*\n(.*?)^```$", DOCS.read_text("utf-8"), re.M | re.S)
    assert found is not None
    return found[1]


def test_the_keys_of_project_files() -> None:
    assert [row[0].strip("`") for row in rows_of(section(DOCS, "## The project file"))] == list(KEYS)


def test_the_events() -> None:
    assert [CODE.findall(row[0])[0] for row in rows_of(section(DOCS, "## Events"))] == list(get_args(Event))


def test_cron() -> None:
    """Five fields of a time, then a command that a shell can read; cron takes a `%` for the end of a line."""
    path, line = recipe("crontab").splitlines()
    assert path.startswith("PATH=/")
    *times, command = line.split(" ", 5)
    assert all(re.fullmatch(r"[*\d/,-]+", time) for time in times)
    assert "%" not in command
    assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0


def test_systemd(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    for name in ("ssi-migrate-sync.service", "ssi-migrate-sync.timer"):
        (tmp_path / name).write_text(recipe(name).replace("/srv/jobs/venv/bin/ssi-migrate", sys.executable))
    units = [str(tmp_path / name) for name in ("ssi-migrate-sync.service", "ssi-migrate-sync.timer")]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "ssi-migrate-sync" in line]) == (0, [])


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_what_runs_on_a_server(name: str) -> None:
    """It is YAML, and the commands of the program in it are commands that there are."""
    text = recipe(name)
    assert isinstance(yaml.safe_load(text), dict)
    assert "ssi-migrate sync --log-format json" in text
