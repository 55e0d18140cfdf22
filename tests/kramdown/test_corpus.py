"""Every page of the real sites, and lines of them recombined, come out as real kramdown renders them."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from migrate.kramdown import render
from tests.kramdown.cases import read_cases
from tests.kramdown.oracle import corpus_folder, dom_of, needs_oracle, real_html

pytestmark = [pytest.mark.oracle, pytest.mark.corpus, pytest.mark.slow]

# Jekyll's own pattern of the front matter; Ruby's white space is ASCII
FRONT_MATTER = re.compile(r"\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)", re.M | re.S | re.A)


def site_options(site: Path) -> dict[str, Any]:
    config = site / "_config.yml"
    found = yaml.safe_load(config.read_text("utf-8")) if config.is_file() else None
    options = (found or {}).get("kramdown")
    return options if isinstance(options, dict) else {}


def bodies(site: Path) -> list[tuple[str, str]]:
    """Each Markdown file without Liquid, without its front matter."""
    found = []
    for path in sorted(site.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        matter = FRONT_MATTER.search(text)
        body = text[matter.end() :] if matter else text
        if "{{" not in body and "{%" not in body:
            found.append((str(path), body))
    return found


def test_pages_of_real_sites() -> None:
    needs_oracle()
    dom = dom_of()
    wrong = []
    for site in sorted(path for path in corpus_folder().iterdir() if path.is_dir()):
        options, pages = site_options(site), bodies(site)
        answers = real_html((body, options) for _, body in pages)
        for (name, body), answer in zip(pages, answers, strict=True):
            ours = render(body, options)
            if answer is not None and ours != answer and dom(ours) != dom(answer):
                wrong.append(name)
    assert wrong == []


def test_recombined_lines() -> None:
    """Lines of the cases in any order: 998 of 1000 must come out alike."""
    needs_oracle()
    dom = dom_of()
    chance = random.Random(20)
    lines = [line for case in read_cases() for line in case.source.split("\n")]
    texts = ["\n".join(chance.choices(lines, k=chance.randint(1, 9))) for _ in range(2000)]
    answers = real_html((text, {}) for text in texts)
    wrong = [
        text
        for text, answer in zip(texts, answers, strict=True)
        if answer is not None and (ours := render(text)) != answer and dom(ours) != dom(answer)
    ]
    assert len(wrong) <= len(texts) // 500, wrong[:3]
