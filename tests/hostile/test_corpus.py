"""Every site of the corpus: read in bounded time and memory, and all that had to be told was told."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.bounds import Runner, Took, runner
from tests.hostile.corpus import ATTACKS
from tests.hostile.corpus.attack import PAGE, SECRET, Attack, write
from tests.hostile.sites import _CONTROL, _no_constant


def _marks(attack: Attack) -> list[pytest.MarkDecorator]:
    slow = [pytest.mark.slow] if attack.slow else []
    return [*slow, pytest.mark.xfail(strict=True, reason=attack.pending)] if attack.pending else slow


CASES = [pytest.param(one, id=one.name, marks=_marks(one)) for one in ATTACKS]


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with runner(tmp_path_factory.mktemp("bounded")) as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where a site is made; the large ones are not kept."""
    yield tmp_path
    # not by Python: some are nested deeper than it can go
    subprocess.run(["chmod", "-R", "u+rwX", tmp_path], check=False, capture_output=True)
    subprocess.run(["rm", "-rf", tmp_path], check=True)


@pytest.mark.parametrize("attack", CASES)
def test_a_hostile_site(attack: Attack, folder: Path, bounded: Runner) -> None:
    site = write(attack, folder)
    before = _listed(folder)
    (folder / "out").mkdir()
    out, report = folder / "out/site.json", folder / "out/report.md"
    options = [option.format(folder=folder) for option in attack.options]
    goal = [] if "--out" in options else ["--out", str(out), "--report", str(report)]
    took = bounded.run(
        "export", str(site), "--to", "json", *goal, *options, folder=folder, cpu=attack.cpu, memory=attack.memory
    )
    print(f"{attack.name}: {took.cpu:.2f} s of {attack.cpu}, {took.memory // 2**20} MB of {attack.memory // 2**20}")
    _in_order(attack, took)
    written = {path: path.read_bytes() for path in _written(folder / "out")}
    _holds_back(attack, took, list(written.values()))
    assert {path: mode for path, mode in _listed(folder).items() if not path.startswith("out")} == before
    if took.code in (0, 1) and out in written:
        _said(attack, json.loads(written[out], parse_constant=_no_constant))
        assert not _CONTROL.search(written[report].decode())


def _in_order(attack: Attack, took: Took) -> None:
    assert took.code == attack.code, took.err[-3000:]
    assert "Traceback" not in took.err, took.err[-3000:]
    assert not _CONTROL.search(took.err), ascii(took.err[-3000:])
    assert attack.says in took.err


def _holds_back(attack: Attack, took: Took, written: list[bytes]) -> None:
    for text in (SECRET, *attack.never):
        assert not any(text.encode() in one for one in (took.out, took.err.encode(), *written)), text


def _said(attack: Attack, document: dict[str, Any]) -> None:
    pages = {page["id"]: page for page in document["pages"]}
    codes = {one["code"] for one in document["findings"]}
    places = {f"{one['file']} {one['code']}" for one in document["findings"]}
    assert set(attack.told) <= codes | places, sorted(codes | places)[:50]
    if attack.pages is not None:
        assert len(pages) == attack.pages, sorted(pages)[:50]
    text = json.dumps(document, ensure_ascii=False)
    assert [one for one in attack.holds if one not in text] == []
    if attack.pages != 0:
        assert pages["index.md"]["body"]["text"] == PAGE.split("---\n")[2], "the other pages are whole"


def _written(folder: Path) -> list[Path]:
    """The document, the report, and copies of assets, but for the largest."""
    return [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size < 2**30]


def _listed(folder: Path) -> dict[str, int]:
    """Every file below `folder` with its size, as deep as a path can name: a run changes none of them."""
    found: dict[str, int] = {}
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                found[os.path.relpath(entry.path, folder)] = entry.stat(follow_symlinks=False).st_size
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
    return found
