"""A run with little to do loads what it needs, and nothing that only others need."""

from __future__ import annotations

import subprocess
import sys

from migrate.cli.app import COMMANDS
from tests.sync.conftest import Work

OTHERS = (
    "migrate.cli.export",
    "migrate.cli.mapping",
    "migrate.cli.verify",
    "migrate.exporters.plone",
    "migrate.exporters.wxr",
    "migrate.importers.plone.source",
    "migrate.jekyll.dateparse",
    "migrate.mapping.drafts",
    "migrate.mapping.explanations",
    "migrate.redirects",
    "migrate.richtext",
    "migrate.verify",
    "calendar",
    "ftfy",
    "importlib.metadata",
    "multiprocessing",
)


def loaded(*arguments: str) -> tuple[list[str], list[str]]:
    """What the program says, and which of the modules of `OTHERS` are loaded at its end."""
    begin = f"import sys; sys.argv = {['ssi-migrate', *arguments]!r}; from migrate.cli import main"
    end = f"print([name for name in {OTHERS!r} if name in sys.modules])"
    code = f"{begin}\ntry: main()\nexcept SystemExit: pass\n{end}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *said, modules = done.stdout.splitlines()
    return said, [name for name in OTHERS if f"'{name}'" in modules]


def test_a_run_that_carries_a_change_loads_no_more_than_it_needs(work: Work) -> None:
    work.ok()
    work.edit("one.md", "Of the first.", "Of the “first” – and its café.")
    said, modules = loaded("sync", "site", "--to", "json", "--out", "out", "--fail-on", "never", "--jobs", "1")
    assert said == [
        "run 2: 1 changed, 5 same; 6 pages in out",
        f"wrote {work.root / 'changes' / 'out-000002.json'}",
    ]
    assert modules == []


def test_a_command_is_described_without_the_others() -> None:
    said, modules = loaded("sync", "--help")
    assert said[0] == "Usage: ssi-migrate sync [OPTIONS] [SOURCE]"
    assert modules == []


def test_the_list_of_commands_is_of_all() -> None:
    said, modules = loaded("--help")
    listed = said[said.index("Commands:") + 1 :]
    assert [line.split()[0] for line in listed[: listed.index("")]] == [*COMMANDS, "mapping"]
    assert modules == ["migrate.cli.export", "migrate.cli.mapping", "migrate.cli.verify"]
