"""Bodies before and after: each case of `volto/` gives the blocks that stand there, and Volto takes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.richtext.losses import Losses
from migrate.richtext.reader import read
from migrate.richtext.volto import written
from tests.richtext.cases import parts
from tests.richtext.volto_cases import CASES, answered
from tests.richtext.volto_schema import faults


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    html = parts(path.read_text())["html"]
    if request.config.getoption("--update"):
        path.write_text(answered(html))
    assert answered(html).split("\n") == path.read_text().split("\n")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_volto_takes_it(path: Path) -> None:
    losses = Losses()
    document = written(read(parts(path.read_text())["html"], losses, foreign=True), losses)
    assert faults(document, known=False) == []
