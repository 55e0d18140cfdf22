"""What the tests of exporters share: the mappings beside them, and a site exported by one."""

from __future__ import annotations

from pathlib import Path

from migrate.ours import FOLDER_MARK
from tests.conftest import PROJECT
from tests.run import Done, run

MINI = PROJECT / "fixtures" / "isomer-mini"
HERE = Path(__file__).parent


def mapping(name: str) -> str:
    return str(HERE / f"{name}.yml")


def export(name: str, out: Path | str, *more: str, site: Path = MINI) -> Done:
    """A site written to `out` by the mapping `name`."""
    return run("export", str(site), "--mapping", mapping(name), "--out", str(out), *more)


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their paths, without our mark."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.name != FOLDER_MARK}
