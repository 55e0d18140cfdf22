"""The documentation as the tests read it: its files, fenced blocks, sections and tables."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import PROJECT

DOCS = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]

FENCED = re.compile(r"(?:^<!-- (.*?) -->\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)
_ROW = re.compile(r"^\|(.+)\|$", re.M)
CODE = re.compile(r"`([^`]+)`")


def section(path: Path, heading: str) -> str:
    """The text under `heading`, down to the next one of any level that is as high or higher."""
    level = heading.split(" ")[0]
    text = path.read_text("utf-8")
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"{path.name} has no heading {heading!r}"
    return re.split(rf"^#{{1,{len(level)}}} ", rest, maxsplit=1, flags=re.M)[0]


def own_section(path: Path, heading: str) -> str:
    """The section without the sections inside it."""
    return re.split(r"^#+ ", section(path, heading), maxsplit=1, flags=re.M)[0]


def rows_of(text: str) -> list[list[str]]:
    """The cells of every table in `text`, without the heads and rules of tables."""
    rows: list[list[str]] = []
    for found in _ROW.finditer(FENCED.sub("", text)):
        cells = [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", found[1])]
        if set("".join(cells)) <= set("-:"):
            rows.pop()
        else:
            rows.append(cells)
    return rows
