"""A site written, exported, and read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.exporters.plone.reading import CONFIG, Export, Written, exported


@pytest.fixture
def export(make_site: SiteMaker, tmp_path: Path) -> Export:
    """Writes a site of the given files, exports it by a mapping, and gives what was written."""

    def run_it(
        files: dict[str, str | bytes], mapping: str = "plone-classic", *more: str, config: str = CONFIG, **changes: str
    ) -> Written:
        return exported(make_site(files, config=config), tmp_path / "export", mapping, *more, **changes)

    return run_it
