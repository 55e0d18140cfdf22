"""The shipped mapping for WordPress: the whole folder that it makes of a fixture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import PROJECT
from tests.run import run


def test_isomer_mini(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "wordpress"
    site = PROJECT / "fixtures" / "isomer-mini"
    assert run("export", str(site), "--to", "wxr", "--out", str(out), "--drafts").code == 0
    paths = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    golden(
        "isomer-mini.wxr.txt",
        b"".join(b"=== %b\n%b\n" % (str(p.relative_to(out)).encode(), p.read_bytes()) for p in paths),
    )
