"""Hostile mapping files, each in a process with bounds on time and memory: refused with a fault that says why, or taken
without harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.bounds import Runner, runner
from tests.hostile.sites import _CONTROL
from tests.mapping.hostile.files import HOSTILE, MEGABYTE, Hostile

CASES = [pytest.param(one, id=one.name, marks=[pytest.mark.slow] if one.slow else []) for one in HOSTILE]


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with runner(tmp_path_factory.mktemp("bounded")) as one:
        yield one


@pytest.mark.parametrize("hostile", CASES)
def test_a_hostile_file(hostile: Hostile, tmp_path: Path, bounded: Runner) -> None:
    hostile.make(tmp_path)
    took = bounded.run("mapping", "test", "m.yml", folder=tmp_path, cpu=4, memory=400 * MEGABYTE)
    print(f"{hostile.name}: {took.cpu:.2f} s, {took.memory // MEGABYTE} MB")
    assert (took.code, "Traceback" in took.err) == (0 if hostile.says is None else 3, False), took.err[-3000:]
    assert hostile.says is None or hostile.says in took.err
    assert not _CONTROL.search(took.err), ascii(took.err[-3000:])
    for line in took.err.removeprefix("ssi-migrate: ").splitlines():
        assert re.match(r"[a-z0-9]+\.yml(:\d+:\d+)?: .*; |… ", line), line
    assert len(took.err) < 100_000
