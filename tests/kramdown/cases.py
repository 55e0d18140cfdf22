"""Cases as text: a file a feature, each case a name, options, a source, and what real kramdown makes of it.

%% name of the case {"option": "value"}
source
%=
html
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "cases"
_HEAD = re.compile(r"^%% (.*?)(?: (\{.*\}))?\n", re.M)


class Case(NamedTuple):
    file: str
    name: str
    options: dict[str, Any]
    source: str
    html: str


def read_cases() -> list[Case]:
    """All cases, in the order of the files and in them."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in read_file(path)]


def read_file(path: Path) -> list[Case]:
    parts = _HEAD.split(path.read_text("utf-8"))[1:]
    found = []
    for name, options, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        source, _, html = body.partition("%=\n")
        found.append(Case(path.stem, name, json.loads(options) if options else {}, source, html))
    return found


def write_cases(cases: list[Case]) -> None:
    """Writes `cases` back to their files."""
    texts: dict[str, str] = {}
    for case in cases:
        options = f" {json.dumps(case.options)}" if case.options else ""
        text = f"%% {case.name}{options}\n{case.source}%=\n{case.html}"
        texts[case.file] = texts.get(case.file, "") + text
    for file, text in texts.items():
        (FOLDER / f"{file}.txt").write_text(text, "utf-8")
