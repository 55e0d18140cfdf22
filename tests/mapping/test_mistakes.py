"""Mistakes that people make in mapping files: each is told once, at its place, with what to do; right files never.

A file of `mistakes/` holds one. Its first line is a comment: the line and the column of what is wrong, and words that
the message must have.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from migrate.mapping.compiler import FIELD
from migrate.mapping.conditions import MATCHES
from migrate.mapping.examples import failures
from migrate.mapping.inclusion import TOP
from migrate.mapping.kinds import KINDS
from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.type_reader import TYPE
from migrate.pipeline import exporter_for

HERE = Path(__file__).parent
MISTAKES = sorted((HERE / "mistakes").glob("*.yml"))
GOOD = sorted((HERE / "good").glob("*.yml"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_told_once_at_its_place(path: Path) -> None:
    place, words = path.read_text().partition("\n")[0].removeprefix("# ").split(" ", 1)
    with pytest.raises(MappingError) as raised:
        exporter_for(load_mapping(path))
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


def test_one_right_file_has_every_key_of_the_language() -> None:
    """What a mapping file can say at all, it says once: a false alarm would be seen."""
    root = yaml.safe_load((HERE / "good/every-key.yml").read_text())
    keys = {key for one in _maps(root) for key in one}
    steps = {step for one in _maps(root) for name in ("steps", "each") for step in _names(one.get(name, []))}
    assert set(TOP) - set(root) == set()
    assert {*TYPE, *FIELD, *MATCHES, "of", "given", "expect"} - keys == set()
    assert set(STEPS) - steps == set()
    assert set(KINDS) - {kind.get("of", "page") for kind in root["types"]} == set()


def _maps(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _maps(inner)


def _names(steps: list[Any]) -> Iterator[str]:
    return (next(iter(step)) if isinstance(step, dict) else step for step in steps)
