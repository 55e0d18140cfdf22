"""A site written, exported, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.exporters.wxr.importer import CONFIG, Export, Written, exported


@pytest.fixture
def export(make_site: SiteMaker, tmp_path: Path) -> Export:
    """Writes a site of the given files, exports it by the shipped mapping, and gives what was written."""

    def run_it(
        files: dict[str, str | bytes], *more: str, config: str = CONFIG, changes: dict[str, str] | None = None
    ) -> Written:
        written = exported(make_site(files, config=config), tmp_path / "export", *more, changes=changes)
        assert written.done.code == 0, written.done.err
        return written

    return run_it
