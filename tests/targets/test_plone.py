"""The shipped mappings for Plone: the whole folder that each makes of a fixture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.run import run

BLOBS = (".png", ".PNG", ".pdf", ".svg")


@pytest.mark.parametrize("mapping", ["plone", "plone-classic"])
def test_isomer_mini(mapping: str, golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "plone"
    site = PROJECT / "fixtures" / "isomer-mini"
    assert run("export", str(site), "--to", mapping, "--out", str(out), "--drafts").code == 0
    paths = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    golden(f"isomer-mini.{mapping}.txt", b"".join(_shown(path, out) for path in paths))


def _shown(path: Path, out: Path) -> bytes:
    """A file with its name; files of the site by their size alone."""
    name = str(path.relative_to(out)).encode()
    content = b"%d bytes" % path.stat().st_size if path.suffix in BLOBS else path.read_bytes()
    return b"=== %b\n%b\n" % (name, content)
