"""The fixture site as `site.json`: a golden that a person has read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import GOLDENS, PROJECT
from tests.run import run

READ = {"isomer-mini.json", "jekyll-odd.json"}


def _exported(name: str, folder: Path) -> bytes:
    out = folder / "site.json"
    done = run(
        "export", str(PROJECT / "fixtures" / name), "--to", "json", "--out", str(out), "--drafts", "--fail-on", "never"
    )
    assert done.code == 0, done.err
    return out.read_bytes()


def test_isomer_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("isomer-mini.json", _exported("isomer-mini", tmp_path))


def test_jekyll_odd(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("jekyll-odd.json", _exported("jekyll-odd", tmp_path))


def test_every_golden_is_read() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == READ
