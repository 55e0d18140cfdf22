"""Cases as text: HTML, the blocks of Volto that become of it, and what is told of them.

A case is a file in `volto/`, named by what is odd about it. It begins with a line `=== html`; what follows is written
by `pytest --update`: `=== blocks`, one a line as JSON without ids and plain text, and `=== told`, a line for each note.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.volto import written

CASES = sorted((Path(__file__).parent / "volto").glob("*.txt"))


def blocks(html: str) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """The blocks of a body in their order, and the notes."""
    losses = Losses()
    document = written(read(html, losses, foreign=True), losses)
    return ordered(document), losses.notes()


def ordered(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks without ids, those of a grid in a list of its `columns`; without plain text, which its nodes have."""
    found = [document["blocks"][id] for id in document["blocks_layout"]["items"]]
    return [_bare(block) for block in found]


def _bare(block: dict[str, Any]) -> dict[str, Any]:
    if "blocks_layout" in block:
        others = {name: value for name, value in block.items() if name not in ("blocks", "blocks_layout")}
        block = {**others, "columns": ordered(block)}
    return {name: value for name, value in block.items() if name != "plaintext"}


def answered(html: str) -> str:
    """A case with what the program makes of it."""
    found, notes = blocks(html)
    lines = "\n".join(json.dumps(block, ensure_ascii=False) for block in found)
    told = "\n".join(f"{code}: {message}" for code, message in notes)
    parts = {"html": html, "blocks": lines, "told": told}
    return "".join(f"=== {name}\n{content}\n" for name, content in parts.items() if content)
