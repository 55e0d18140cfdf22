"""The fixture sites as `site.json`, and the report of one: goldens that a person has read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import GOLDENS, PROJECT
from tests.run import run

READ = {
    "drupal-module.txt",
    "isomer-mini.csv",
    "isomer-mini.drupal.json",
    "isomer-mini.ghost.json",
    "isomer-mini.hugo.txt",
    "isomer-mini.json",
    "isomer-mini.jsonl",
    "isomer-mini.plone-classic.txt",
    "isomer-mini.plone.txt",
    "isomer-mini.tree.txt",
    "isomer-mini.wxr.txt",
    "isomer-odd.json",
    "isomer-odd.md",
    "jekyll-odd.json",
    "plone-collective.json",
    "plone-mini.json",
}


def _exported(name: str, folder: Path, *more: str) -> bytes:
    out, site = folder / "site.json", PROJECT / "fixtures" / name
    done = run("export", str(site), "--to", "json", "--out", str(out), "--drafts", "--fail-on", "never", *more)
    assert done.code == 0, done.err
    return out.read_bytes()


def test_isomer_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("isomer-mini.json", _exported("isomer-mini", tmp_path))


def test_isomer_odd(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    golden("isomer-odd.json", _exported("isomer-odd", tmp_path, "--report", str(report)))
    golden("isomer-odd.md", report.read_bytes())


def test_jekyll_odd(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("jekyll-odd.json", _exported("jekyll-odd", tmp_path))


def test_plone_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("plone-mini.json", _exported("plone-mini", tmp_path))


def test_plone_collective(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("plone-collective.json", _exported("plone-collective", tmp_path))


def test_every_golden_is_read() -> None:
    assert {path.name for path in GOLDENS.iterdir()} == READ
