"""Cases as text: blocks, the HTML that becomes of them, and what is told of them.

A case is a file in `cases/`, named by what is odd about it. It begins with a line `=== blocks` and a page's blocks as
JSON: a list of blocks, or the whole of `blocks` and `blocks_layout`. What follows is written by `pytest --update`:
`=== html`, a line for each block of a list, and `=== told`, a line for each finding.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from migrate.importers.plone.blocks import hub

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def parts(text: str) -> dict[str, str]:
    """The parts of a case by their names."""
    found: dict[str, str] = {}
    for part in text.split("=== ")[1:]:
        name, _, content = part.partition("\n")
        found[name] = content.rstrip("\n")
    return found


def page(blocks: list[object]) -> dict[str, object]:
    """A page with these blocks in their order."""
    named = {f"b{number}": block for number, block in enumerate(blocks)}
    return {"blocks": named, "blocks_layout": {"items": [*named]}}


def written(document: Mapping[str, object]) -> tuple[str, list[str]]:
    """The HTML of a page, and a line for each finding."""
    told: list[str] = []
    html = hub(document, lambda code, message: told.append(f"{code}: {message}"))
    return html, told


def answered(case: Mapping[str, str]) -> str:
    """A case with what the program makes of it."""
    given = json.loads(case["blocks"])
    html, told = written(page(given) if isinstance(given, list) else given)
    lines = [written(page([block]))[0] for block in given] if isinstance(given, list) else [html]
    assert "".join(lines) == html  # no block depends on those around it
    full = {"blocks": case["blocks"], "html": "\n".join(lines), "told": "\n".join(told)}
    return "".join(f"=== {name}\n{content}\n" for name, content in full.items() if content)
