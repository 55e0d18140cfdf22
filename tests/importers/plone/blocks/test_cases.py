"""Blocks before and after: each case of `cases/` gives the HTML that stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.plone.blocks.cases import CASES, answered, parts


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text(encoding="utf-8")
    answer = answered(parts(text))
    if request.config.getoption("--update"):
        path.write_text(answer, encoding="utf-8")
    assert answer.split("\n") == path.read_text(encoding="utf-8").split("\n")
