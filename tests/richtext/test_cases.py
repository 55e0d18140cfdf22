"""Bodies before and after: each case of `cases/` gives the blocks that stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.richtext.cases import CASES, answered, parts


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    text = path.read_text()
    answer = answered(parts(text))
    if request.config.getoption("--update"):
        path.write_text(answer)
    assert answer.split("\n") == path.read_text().split("\n")
