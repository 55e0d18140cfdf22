"""`--report`: the files that keep what a run tells."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from migrate.pipeline import Summary
    from migrate.report import Run

Report = Annotated[
    list[Path] | None,
    typer.Option(help="Write a report to FILE.json, .md, .sarif or .xml (JUnit). Can be repeated."),
]

Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that ssi-migrate did not write.")]


def checked(reports: Sequence[Path], goal: Path | None, *, force: bool) -> None:
    """Raises OutputError or UsageError, before any work is done, when a report cannot be written where it is asked for.

    `goal` is the file of `--out`.
    """
    from migrate import output
    from migrate.errors import UsageError
    from migrate.report import check_name

    taken = {} if goal is None else {os.path.realpath(goal): "--out"}
    for report in reports:
        output.check_writable(report, force=force)
        check_name(report)
        place = os.path.realpath(report)
        if place in taken:
            raise UsageError(f"--report {report}: is the file of {taken[place]}; give each its own name")
        taken[place] = f"--report {report}"


def write(reports: Sequence[Path], run: Run) -> None:
    """Writes each report. Raises OutputError."""
    from migrate import output
    from migrate.report import report_bytes

    for report in reports:
        output.write(report, [report_bytes(report, run)])


def written(reports: Sequence[Path]) -> list[str]:
    """A line a report."""
    return [f"wrote {report}" for report in reports]


def run_of(summary: Summary) -> Run:
    """What there is to tell of a run."""
    from migrate.report import Run

    return Run(kinds=summary.by_kind(), findings=summary.findings, links=summary.links, accounting=summary.accounting)
