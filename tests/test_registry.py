"""One name has one owner, and plug-ins are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate import registry
from migrate.errors import UsageError


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path that may hold distributions."""
    monkeypatch.syspath_prepend(str(tmp_path))
    registry._plug_ins_installed.cache_clear()
    yield tmp_path
    registry._plug_ins_installed.cache_clear()


def _distribution(folder: Path, name: str, entry: str) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[ssi_migrate.exporters]\n{entry}\n")


def test_a_plug_in_is_found(install: Path) -> None:
    (install / "ghost_plugin.py").write_text("class Exporter:\n    name = 'ghost'\n    suffix = '.json'\n")
    _distribution(install, "ghost", "ghost = ghost_plugin:Exporter")
    assert registry.exporter("ghost").name == "ghost"


def test_two_owners_are_both_named(install: Path) -> None:
    _distribution(install, "other", "json = other.module:Exporter")
    with pytest.raises(
        UsageError, match=r"json has two owners: migrate\.exporters\.json:JsonExporter and other\.module:Exporter"
    ):
        registry.exporter("json")
