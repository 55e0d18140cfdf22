"""The stack that people reach for first, without a thought for cost: a yardstick of `benchmarks.run`.

python-frontmatter, ftfy's defaults, markdown-it-py, BeautifulSoup to walk the links, json at the end.

Usage: python -m benchmarks.naive SITE OUT.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import frontmatter
import ftfy
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINKS = (("a", "href"), ("img", "src"), ("iframe", "src"))


def page(file: Path, site: Path) -> dict[str, object]:
    """One page as JSON will hold it: path, data, html and the addresses that it links to."""
    post = frontmatter.loads(ftfy.fix_text(file.read_text(encoding="utf-8")))
    soup = BeautifulSoup(MARKDOWN.render(post.content), "html.parser")
    links = [str(tag[name]) for kind, name in LINKS for tag in soup.find_all(kind) if tag.has_attr(name)]
    return {"path": str(file.relative_to(site)), "data": post.metadata, "html": str(soup), "links": links}


def main(site: Path, out: Path) -> None:
    """Every `.md` file of the site into one JSON file."""
    pages = [page(file, site) for file in sorted(site.rglob("*.md"))]
    out.write_text(json.dumps(pages, default=str), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
