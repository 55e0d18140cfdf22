"""What a folder of pages is like, by the figures that generate.py aims at.

Usage: python -m benchmarks.survey SITE
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FENCED = re.compile(r"\A---\s*\n.*?^---\s*?\n", re.S | re.M)
HTML = re.compile(r"<(?:p|div|ul|table|details|iframe|img|a|br)\b")
MARKDOWN = re.compile(r"^(?:#{1,6} |\* |\d+\. |> |!\[|\| )|\]\(|\*\*|^[A-Z][^<\n]*\.$", re.M)
SHARES: dict[str, Callable[[str], bool]] = {
    "pure ASCII": str.isascii,
    "raw HTML": lambda body: bool(HTML.search(body)),
    "HTML only": lambda body: bool(HTML.search(body)) and not MARKDOWN.search(body),
    "attribute lists": lambda body: "{:" in body,
    "pipe tables": lambda body: bool(re.search(r"^\|", body, re.M)),
    "footnotes": lambda body: "[^" in body,
    "Liquid": lambda body: "{{" in body or "{%" in body,
}


def survey(folder: Path) -> dict[str, float]:
    """Sizes in bytes and shares in per cent of the `.md` files below `folder` that have front matter."""
    texts = [text for file in sorted(folder.rglob("*.md")) if FENCED.match(text := _text(file))]
    if not texts:
        return {"pages": 0}
    sizes = sorted(len(text.encode()) for text in texts)
    bodies = [FENCED.sub("", text, count=1) for text in texts]
    percentiles = {f"p{p}": float(sizes[len(sizes) * p // 100]) for p in (10, 50, 90, 99)}
    heads = sum(len(t.encode()) - len(b.encode()) for t, b in zip(texts, bodies, strict=True))
    shares = {name: 100 * sum(map(test, bodies)) / len(bodies) for name, test in SHARES.items()}
    means = {"mean": sum(sizes) / len(sizes), "largest": float(sizes[-1]), "front matter": heads / len(texts)}
    return {"pages": float(len(texts)), **percentiles, **means, **shares}


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


if __name__ == "__main__":
    for name, figure in survey(Path(sys.argv[1])).items():
        print(f"{name:16} {figure:10.1f}")
