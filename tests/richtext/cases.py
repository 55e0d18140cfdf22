"""Cases as text: HTML, the blocks that become of it, and what is told of them.

A case is a file in `cases/`, named by what is odd about it. It begins with a line `=== html`; what follows is written
by `pytest --update`: `=== 6.1` the blocks for the oldest version, `=== 6.5` those for a later one where they differ,
`=== told` a line for each note.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migrate.richtext import gutenberg
from migrate.richtext.losses import Losses
from migrate.richtext.reader import read

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
VERSIONS: Mapping[str, gutenberg.Version] = {"6.1": (6, 1), "6.5": (6, 5)}


def parts(text: str) -> dict[str, str]:
    """The parts of a case by their names."""
    found: dict[str, str] = {}
    for part in text.split("=== ")[1:]:
        name, _, content = part.partition("\n")
        found[name] = content.rstrip("\n")
    return found


def blocks(html: str, version: gutenberg.Version = gutenberg.OLDEST) -> tuple[str, list[tuple[str, str]]]:
    """The content of a post for a body, and the notes."""
    losses = Losses()
    content = gutenberg.written(read(html, losses), version, losses)
    return content, losses.notes()


def answered(case: dict[str, str]) -> str:
    """A case with what the program makes of it."""
    written = {name: blocks(case["html"], version)[0] for name, version in VERSIONS.items()}
    told = "\n".join(f"{code}: {message}" for code, message in blocks(case["html"])[1])
    full = {"html": case["html"], "6.1": written["6.1"], "6.5": written["6.5"], "told": told}
    if written["6.5"] == written["6.1"]:
        del full["6.5"]
    return "".join(f"=== {name}\n{content}\n" for name, content in full.items() if content)
