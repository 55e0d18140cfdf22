"""Mistakes that people make in mapping files: each is told once, at its place, with what to do; right files never.

A file of `mistakes/` holds one. Its first line is a comment: the line and the column of what is wrong, and words that
the message must have.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from migrate.mapping.examples import failures

HERE = Path(__file__).parent
MISTAKES = sorted((HERE / "mistakes").glob("*.yml"))
GOOD = sorted((HERE / "good").glob("*.yml"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_told_once_at_its_place(path: Path) -> None:
    place, words = path.read_text().partition("\n")[0].removeprefix("# ").split(" ", 1)
    with pytest.raises(MappingError) as raised:
        load_mapping(path)
    [told] = str(raised.value).split("\n")
    found, message = told.removeprefix(f"{path}:").split(": ", 1)
    assert (found, words in message) == (place, True), told


def test_there_are_enough_of_them() -> None:
    assert len(MISTAKES) >= 24
    assert len(GOOD) >= 6


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_right_file_has_no_fault(path: Path) -> None:
    mapping = load_mapping(path)
    assert [str(failure) for failure in failures(mapping)] == []
    assert mapping.tests
