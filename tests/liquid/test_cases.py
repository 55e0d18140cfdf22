"""Templates and what Jekyll makes of them: `cases.txt`, kept as text, compared with the real one by test_oracle.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.liquid.fixture import PAGE, engine

CASES = Path(__file__).parent / "cases.txt"
STOPS = "!"
Case = tuple[str, str | None]


def cases() -> list[Case]:
    """Template and text; None where Jekyll stops the build."""
    lines = [line for line in CASES.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    pairs = [line.rsplit(" => ", 1) for line in lines]
    return [(json.loads(template), None if text == STOPS else json.loads(text)) for template, text in pairs]


@pytest.mark.parametrize(("template", "expected"), cases())
def test_renders_as_jekyll_does(template: str, expected: str | None) -> None:
    rendered = engine().render(template, PAGE)
    told = [problem.message for problem in rendered.problems if not problem.message.endswith("is left as it is")]
    assert (None if told else rendered.text) == expected


def test_there_are_many_cases() -> None:
    assert len(cases()) > 400
