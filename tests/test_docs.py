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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
from typer.core import TyperGroup

from migrate import errors
from migrate.cli.app import app
from migrate.diagnostics import CODES, SEVERITIES, Finding
from migrate.jekyll import psych
from migrate.jekyll.rows import plain
from migrate.mapping.fields import PAGE_FIELDS
from tests.conftest import PROJECT

DOCS = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]
FIXTURES = ("isomer-mini",)

_FENCED = re.compile(r"(?:^<!-- (.*?) -->\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)
_ROW = re.compile(r"^\|(.+)\|$", re.M)
_CODE = re.compile(r"`([^`]+)`")


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
        for found in _FENCED.finditer(text)
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


@pytest.mark.parametrize("path", _with_console(), ids=lambda path: path.name)
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


def _section(path: Path, heading: str) -> str:
    """The text under `heading`, down to the next one of any level that is as high or higher."""
    level = heading.split(" ")[0]
    text = path.read_text("utf-8")
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"{path.name} has no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.M)[0]


def _rows(text: str) -> list[list[str]]:
    """The cells of every table in `text`, without the heads and rules of tables."""
    rows: list[list[str]] = []
    for found in _ROW.finditer(_FENCED.sub("", text)):
        cells = [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", found[1])]
        if set("".join(cells)) <= set("-:"):
            rows.pop()
        else:
            rows.append(cells)
    return rows


CLI = PROJECT / "docs" / "cli.md"
PROGRAM = typer.main.get_command(app)
assert isinstance(PROGRAM, TyperGroup)
COMMANDS = PROGRAM.commands
HELP = {"--help", "-h"}


def _named_options(section: str) -> set[str]:
    return {code.split(" ")[0] for row in _rows(section) for code in _CODE.findall(row[0]) if code.startswith("-")}


def test_every_command_is_documented() -> None:
    headings = set(re.findall(r"^## ssi-migrate (\S+)$", CLI.read_text("utf-8"), re.M))
    assert headings == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_options_of_a_command(name: str) -> None:
    options = {opt for param in COMMANDS[name].params for opt in param.opts if opt.startswith("-")}
    assert _named_options(_section(CLI, f"## ssi-migrate {name}")) == options | HELP


def test_the_options_of_the_program() -> None:
    assert _named_options(_section(CLI, "## ssi-migrate")) == {o for p in PROGRAM.params for o in p.opts} | HELP


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_defaults_and_choices_of_options(name: str) -> None:
    rows = {code.split(" ")[0]: row for row in _options(name) for code in _CODE.findall(row[0])}
    for param in COMMANDS[name].params:
        row = rows.get(param.opts[0], ["", "", "as for `export`"])
        if row[0] and isinstance(param.default, str):
            assert f"`{getattr(param.default, 'value', param.default)}`" in row[1], row
        if row[2] != "as for `export`":
            assert set(getattr(param.type, "choices", ())) <= set(_CODE.findall(row[2])), row


def _options(name: str) -> list[list[str]]:
    return [row for row in _rows(_section(CLI, f"## ssi-migrate {name}")) if row[0].startswith("`-")]


@pytest.mark.parametrize("path", [PROJECT / "README.md", CLI], ids=lambda path: path.name)
def test_exit_codes(path: Path) -> None:
    documented = {int(row[0]) for row in _rows(_section(path, "## Exit codes"))}
    raised = {kind.exit_code for kind in errors.MigrateError.__subclasses__()}
    assert documented == {0, 1} | raised


def test_findings() -> None:
    rows = [row for row in _rows((PROJECT / "docs" / "findings.md").read_text("utf-8")) if len(row) == 4]
    assert rows == [[f"`{name}`", code.severity, code.title, code.remedy] for name, code in CODES.items()]


def test_severities() -> None:
    rows = [row for row in _rows((PROJECT / "docs" / "findings.md").read_text("utf-8")) if len(row) == 2]
    assert [row[0] for row in rows] == list(SEVERITIES)


def test_values_of_front_matter() -> None:
    """What docs/reading.md says a value becomes is what it becomes."""
    for written, becomes in _rows(_section(PROJECT / "docs" / "reading.md", "### What a value means")):
        value = psych.load(f"key: {written.strip('`')}\n").value
        assert isinstance(value, dict)
        assert json.loads(becomes.strip("`")) == plain(value["key"]), written


def test_codes_that_the_documentation_names() -> None:
    """A code in any file is one that there is."""
    groups = {name.split(".")[0] for name in CODES}
    for path in DOCS:
        for named in _CODE.findall(_FENCED.sub("", path.read_text("utf-8"))):
            group, dot, rest = named.partition(".")
            if dot and group in groups and re.fullmatch(r"[a-z0-9-]+", rest):
                assert named in CODES, f"{path.name}: {named}"


# --- site.json ---

SITE_JSON = PROJECT / "docs" / "site-json.md"

TYPES: dict[str, Callable[[object], bool]] = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "map": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The fixture site as site.json, with assets whose bytes are not there."""
    folder = tmp_path_factory.mktemp("document")
    (folder / "list.txt").write_text("images/gone.png\n")
    out, site = folder / "site.json", PROJECT / "fixtures" / "isomer-mini"
    code, said = _run(f"ssi-migrate export '{site}' --to json --out '{out}' --assets-list list.txt", folder)
    assert code == 0, said
    loaded = json.loads(out.read_bytes())
    assert isinstance(loaded, dict)
    return loaded


def _elements(document: dict[str, object], heading: str) -> Iterator[dict[str, object]]:
    """The maps that the section under `heading` describes."""
    name = heading.lstrip("# ")
    if name == "Top level":
        yield document
    elif name == "body":
        pages = document["pages"]
        assert isinstance(pages, list)
        yield from (page["body"] for page in pages if page["body"] is not None)
    else:
        value = document[name]
        yield from _nested([value] if isinstance(value, dict) else value)


def _nested(values: object) -> Iterator[dict[str, object]]:
    """Maps, and those in their `children`."""
    assert isinstance(values, list)
    for value in values:
        yield value
        yield from _nested(value.get("children", []))


@pytest.mark.parametrize(
    "heading",
    ["## Top level", "## site", "## pages", "### body", "## assets", "## navigation", "## redirects"],
)
def test_the_shape_of_site_json(heading: str, document: dict[str, object]) -> None:
    table = [row for row in _rows(_own(heading)) if len(row) == 3]
    types = {row[0].strip("`"): row[1] for row in table}
    elements = list(_elements(document, heading))
    assert elements
    for element in elements:
        assert list(element) == list(types)
        for name, value in element.items():
            assert any(TYPES[kind](value) for kind in types[name].split(" or ")), (name, value)


def _own(heading: str) -> str:
    """The section without the sections inside it."""
    return re.split(r"^#+ ", _section(SITE_JSON, heading), maxsplit=1, flags=re.M)[0]


def test_the_fields_of_a_page() -> None:
    assert [row[0].strip("`") for row in _rows(_own("## pages"))] == list(PAGE_FIELDS)


def test_the_keys_of_a_finding() -> None:
    finding = Finding(code="config.none", message="")
    table = [row for row in _rows(_section(CLI, "## What is written where")) if len(row) == 3]
    assert [row[0].strip("`") for row in table] == list(finding.record())
    listed = _CODE.findall(_section(SITE_JSON, "## findings").split(", as in")[0])
    assert listed == list(finding.record())


# --- The project ---


def test_floors() -> None:
    linter = configparser.ConfigParser()
    linter.read(PROJECT / ".importlinter")
    layers = linter["importlinter:contract:floors"]["layers"].split("\n")
    rows = _rows(_section(PROJECT / "docs" / "architecture.md", "## Rooms and floors"))
    assert [row[0].strip("`") for row in rows] == [layer for layer in layers if layer]


def test_make_targets() -> None:
    """Each target is in CONTRIBUTING.md, and no file names one that there is not."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.M))
    rows = _rows(_section(PROJECT / "CONTRIBUTING.md", "## Set-up"))
    assert {row[0].strip("`").removeprefix("make ") for row in rows} == targets
    for path in DOCS:
        text = path.read_text("utf-8")
        named = re.findall(r"(?:`|\$ )make ([a-z-]+)\b", text)
        assert set(named) <= targets, path.name


def test_markers() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    markers = [line.split(":")[0] for line in project["tool"]["pytest"]["ini_options"]["markers"]]
    rows = _rows(_section(PROJECT / "CONTRIBUTING.md", "## Tests"))
    assert [row[0].strip("`") for row in rows] == markers


def test_every_file_is_listed_in_the_readme() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert [path.name for path in DOCS[1:] if f"({path.relative_to(PROJECT)})" not in readme] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_files(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)", path.read_text("utf-8")):
        assert (path.parent / target).is_file(), target
