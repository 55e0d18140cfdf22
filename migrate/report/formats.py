"""The forms a report can have, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from migrate.errors import UsageError
from migrate.report.run import Run

# An ending that ends in another stands before it; nothing is imported before it is asked for
FORMATS = {
    ".sarif.json": "migrate.report.sarif",
    ".sarif": "migrate.report.sarif",
    ".json": "migrate.report.json",
    ".md": "migrate.report.markdown",
    ".xml": "migrate.report.junit",
}


def check_name(path: Path) -> None:
    """Raises UsageError unless the name's ending says which form the report has."""
    if _ending(path) is None:
        *endings, last = sorted(FORMATS)
        raise UsageError(f"--report {path}: the name should end in {', '.join(endings)} or {last}")


def report_bytes(path: Path, run: Run) -> bytes:
    """The report in the form that the ending of `path` says. Raises UsageError where it says none."""
    check_name(path)
    module = import_module(FORMATS[_ending(path) or ""])
    return cast("Callable[[Run], bytes]", module.report)(run)


def _ending(path: Path) -> str | None:
    name = path.name.lower()
    return next((ending for ending in FORMATS if name.endswith(ending)), None)
