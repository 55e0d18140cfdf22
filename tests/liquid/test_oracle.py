"""The same templates and pages, rendered by real Jekyll."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from migrate.jekyll.site import read_site
from migrate.liquid import has_liquid
from tests.conftest import ORACLES
from tests.liquid.fixture import CONFIG, DATA, write_site
from tests.liquid.jekyll_context import JekyllContext
from tests.liquid.test_cases import cases

HERE = Path(__file__).parent
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def _ask(program: str, folder: Path, lines: str, zone: str) -> list[dict[str, str]]:
    if shutil.which("jekyll") is None:
        pytest.skip("jekyll is missing: real Liquid was not asked")
    command = ["ruby", str(HERE / program), str(folder)]
    environment = {**os.environ, "TZ": zone}
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", env=environment)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def _written(value: object) -> object:
    """Times in the words of `oracle.rb`."""
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_written(inner) for inner in value]
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    return {"$date": value.isoformat()} if isinstance(value, date) else value


@pytest.mark.oracle
def test_the_cases_are_what_jekyll_says(tmp_path: Path) -> None:
    write_site(tmp_path)
    rows = [{"template": template, "names": _written(DATA), "config": CONFIG} for template, _ in cases()]
    answers = _ask("oracle.rb", tmp_path, "".join(json.dumps(row) + "\n" for row in rows), "Asia/Singapore")
    real = [(template, answer.get("text")) for (template, _), answer in zip(cases(), answers, strict=True)]
    assert real == cases()


def _sites() -> list[Path]:
    folder = ORACLES / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder} (SSI_ORACLES): no real page was compared")
    return sorted(path for path in folder.iterdir() if path.is_dir())


@pytest.mark.oracle
@pytest.mark.corpus
@pytest.mark.slow
def test_pages_of_real_sites() -> None:
    """Liquid's own output, before Markdown, to the byte."""
    compared, different = 0, []
    for folder in _sites():
        site = read_site(folder, now=NOW)
        context = JekyllContext(site, NOW)
        bodies = {item.path: (item, *context.body(item)) for item in site.items}
        held = {path: body for path, body in bodies.items() if has_liquid(body[1])}
        if not held:
            continue
        for answer in _ask("bodies.rb", folder, "", "UTC"):
            item, text, line = held[answer["path"]]
            rendered = context.engine.render(text, context.page(item), line)
            compared += 1
            if (rendered.text, rendered.problems) != (answer.get("text"), ()):
                different.append(f"{folder.name}/{answer['path']}")
    assert different == []
    assert compared > 0
