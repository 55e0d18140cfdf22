"""The documentation is true: its console blocks run, and its tables are those of the program."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
from typer.core import TyperGroup

from migrate import errors
from migrate.cli.app import program
from migrate.cli.schema import SCHEMAS
from migrate.diagnostics import CODES, SEVERITIES
from migrate.jekyll import psych
from migrate.jekyll.rows import plain
from migrate.report.formats import FORMATS
from tests.conftest import PROJECT
from tests.markdown import CODE, DOCS, FENCED, own_section, rows_of, section

FIXTURES = ("isomer-mini", "plone-mini")


# --- Console blocks ---


class Block(NamedTuple):
    """A fenced block: `note` is the HTML comment just above it, `line` that of the fence."""

    note: str
    language: str
    text: str
    line: int


class Step(NamedTuple):
    command: str
    expected: list[str]


def _blocks(path: Path) -> list[Block]:
    text = path.read_text("utf-8")
    return [
        Block(found[1] or "", found[2], found[3], text.count("\n", 0, found.start(3)))
        for found in FENCED.finditer(text)
    ]


def _steps(block: Block) -> list[Step]:
    steps: list[Step] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:], []))
        else:
            steps[-1].expected.append(line)
    return steps


def _loosely(expected: list[str]) -> re.Pattern[str]:
    """Blanks in a row and at the ends do not count; `...` is anything, as a line of its own any lines."""
    parts = [
        r"(?:.*\n)*" if line.strip() == "..." else ".*".join(re.escape(_squeezed(bit)) for bit in _bits(line)) + r"\n"
        for line in expected
    ]
    return re.compile("".join(parts) + r"\Z")


def _bits(line: str) -> list[str]:
    return re.split(r"\s*\.\.\.\s*", line)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _run(command: str, folder: Path) -> tuple[int, str]:
    environment = {
        **os.environ,
        "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"])),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with the fixture sites in it."""
    for name in FIXTURES:
        shutil.copytree(PROJECT / "fixtures" / name, tmp_path / "fixtures" / name)
    return tmp_path


def _with_console() -> list[Path]:
    return [path for path in DOCS if any(block.language == "console" for block in _blocks(path))]


@pytest.mark.parametrize("path", _with_console(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_console_blocks(path: Path, folder: Path) -> None:
    before = _tree(folder / "fixtures")
    for block in _blocks(path):
        if block.note.startswith("file: "):
            (folder / block.note.removeprefix("file: ")).write_text(block.text, "utf-8")
        elif block.language == "console" and not block.note.startswith("not run: "):
            for step in _steps(block):
                code, out = _run(step.command, folder)
                shown = "".join(f"{_squeezed(line)}\n" for line in out.splitlines())
                where = f"{path.name}:{block.line}: $ {step.command}\n{out}"
                assert code == 0, where
                assert _loosely(step.expected).match(shown), where
    assert _tree(folder / "fixtures") == before


def _tree(root: Path) -> set[Path]:
    return set(root.rglob("*"))


@pytest.mark.parametrize(
    ("expected", "shown", "agrees"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["a", "..."], "a\nb\nc\n", True),
        (["...", "c"], "a\nb\nc\n", True),
        (["wrote x (... bytes)"], "wrote x (1,024 bytes)\n", True),
        (["wrote x (... bytes)"], "wrote y (1,024 bytes)\n", False),
        ([], "a\n", False),
    ],
)
def test_what_agrees_loosely(expected: list[str], shown: str, agrees: bool) -> None:
    assert bool(_loosely(expected).match(shown)) is agrees


# --- Tables ---


CLI = PROJECT / "docs" / "cli.md"
PROGRAM = typer.main.get_command(program())
assert isinstance(PROGRAM, TyperGroup)
COMMANDS = {
    f"{name} {inner}" if inner else name: command
    for name, group in PROGRAM.commands.items()
    for inner, command in getattr(group, "commands", {"": group}).items()
}
HELP = {"--help", "-h"}


def test_the_names_of_schemas() -> None:
    rows = [row for row in rows_of(section(CLI, "## ssi-migrate schema")) if len(row) == 2]
    assert [row[0].strip("`") for row in rows] == [*SCHEMAS, "mapping", "project"]


def _named_options(section: str) -> set[str]:
    return {code.split(" ")[0] for row in rows_of(section) for code in CODE.findall(row[0]) if code.startswith("-")}


def test_every_command_is_documented() -> None:
    headings = set(re.findall(r"^## ssi-migrate (\S+(?: \S+)?)$", CLI.read_text("utf-8"), re.M))
    assert headings == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_options_of_a_command(name: str) -> None:
    options = {opt for param in COMMANDS[name].params for opt in param.opts if opt.startswith("-")}
    assert _named_options(section(CLI, f"## ssi-migrate {name}")) == options | HELP


def test_the_options_of_the_program() -> None:
    assert _named_options(section(CLI, "## ssi-migrate")) == {o for p in PROGRAM.params for o in p.opts} | HELP


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_defaults_and_choices_of_options(name: str) -> None:
    rows = {code.split(" ")[0]: row for row in _options(name) for code in CODE.findall(row[0])}
    for param in COMMANDS[name].params:
        row = rows.get(param.opts[0], ["", "", "as for `export`"])
        if row[0] and isinstance(param.default, str):
            assert f"`{getattr(param.default, 'value', param.default)}`" in row[1], row
        if row[2] != "as for `export`":
            assert set(getattr(param.type, "choices", ())) <= set(CODE.findall(row[2])), row


def _options(name: str) -> list[list[str]]:
    return [row for row in rows_of(section(CLI, f"## ssi-migrate {name}")) if row[0].startswith("`-")]


@pytest.mark.parametrize("path", [PROJECT / "README.md", CLI], ids=lambda path: str(path.relative_to(PROJECT)))
def test_exit_codes(path: Path) -> None:
    documented = {int(row[0]) for row in rows_of(section(path, "## Exit codes"))}
    raised = {kind.exit_code for kind in errors.MigrateError.__subclasses__()}
    assert documented == {0, 1} | raised


FINDINGS = PROJECT / "docs" / "findings.md"
_GENERATED = re.compile(r"(?<=^<!-- generated -->\n).*(?=^<!-- end of generated -->$)", re.M | re.S)


def _tables_of_findings() -> Iterator[str]:
    """A table for each part before the dot, in the order in which the program has them."""
    for group in dict.fromkeys(name.partition(".")[0] for name in CODES):
        yield f"\n## {group}\n\n"
        yield "| code | severity | title | what is so, and what was done | remedy |\n|---|---|---|---|---|\n"
        for name, code in CODES.items():
            if name.partition(".")[0] == group:
                cells = (f"`{name}`", code.severity, code.title, code.meaning, code.remedy)
                yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
    yield "\n"


def test_the_tables_of_findings(request: pytest.FixtureRequest) -> None:
    """They are those of the program; `make docs` writes them."""
    tables = "".join(_tables_of_findings())
    if request.config.getoption("--update"):
        FINDINGS.write_text(_GENERATED.sub(lambda _: tables, FINDINGS.read_text("utf-8")), "utf-8")
    found = _GENERATED.search(FINDINGS.read_text("utf-8"))
    assert found is not None
    assert found[0].split("\n") == tables.split("\n")


def test_every_code_has_a_meaning() -> None:
    """One or two sentences; the title and the remedy are parts of a line and end without a stop."""
    assert [name for name, code in CODES.items() if not re.fullmatch(r"[A-Z`].*\.", code.meaning)] == []
    assert [name for name, code in CODES.items() if f"{code.title}{code.remedy}".endswith(".")] == []


def test_severities() -> None:
    rows = rows_of(FINDINGS.read_text("utf-8").partition("<!-- generated -->")[0])
    assert [row[0] for row in rows] == list(SEVERITIES)


def test_the_endings_of_reports() -> None:
    rows = rows_of(own_section(FINDINGS, "## Reports"))
    assert {ending for row in rows for ending in CODE.findall(row[0])} == set(FORMATS)


def test_values_of_front_matter() -> None:
    """What docs/reading.md says a value becomes is what it becomes."""
    for written, becomes in rows_of(section(PROJECT / "docs" / "reading.md", "### What a value means")):
        value = psych.load(f"key: {written.strip('`')}\n").value
        assert isinstance(value, dict)
        assert json.loads(becomes.strip("`")) == plain(value["key"]), written


def test_codes_that_the_documentation_names() -> None:
    """A code in any file is one that there is."""
    groups = {name.split(".")[0] for name in CODES}
    for path in DOCS:
        for named in CODE.findall(FENCED.sub("", path.read_text("utf-8"))):
            group, dot, rest = named.partition(".")
            if dot and group in groups and re.fullmatch(r"[a-z0-9-]+", rest):
                assert named in CODES, f"{path.name}: {named}"


# --- The project ---


def test_floors() -> None:
    linter = configparser.ConfigParser()
    linter.read(PROJECT / ".importlinter")
    layers = linter["importlinter:contract:floors"]["layers"].split("\n")
    rows = rows_of(section(PROJECT / "docs" / "architecture.md", "## Rooms and floors"))
    assert [row[0].strip("`") for row in rows] == [layer for layer in layers if layer]


def test_make_targets() -> None:
    """Each target is in CONTRIBUTING.md, and no file names one that there is not."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.M))
    rows = rows_of(section(PROJECT / "CONTRIBUTING.md", "## Set-up"))
    assert {row[0].strip("`").removeprefix("make ") for row in rows} == targets
    for path in DOCS:
        text = path.read_text("utf-8")
        named = re.findall(r"(?:`|\$ )make ([a-z-]+)\b", text)
        assert set(named) <= targets, path.name


def test_markers() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    markers = [line.split(":")[0] for line in project["tool"]["pytest"]["ini_options"]["markers"]]
    rows = rows_of(section(PROJECT / "CONTRIBUTING.md", "## Tests"))
    assert [row[0].strip("`") for row in rows] == markers


def test_every_file_is_listed_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert [path.name for path in DOCS[1:] if f"({path.relative_to(PROJECT)})" not in readme] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_between_files(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).is_file(), target
