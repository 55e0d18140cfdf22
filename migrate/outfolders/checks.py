"""Whether a folder can and should be written, told before any work is done."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from migrate.errors import OutputError, UsageError
from migrate.outfolders.manifest import manifest, stranger
from migrate.outfolders.swap import recover
from migrate.output import reason

ANOTHER = "name another with --out"


def check_out_folder(goal: Path, *, source: Path, beside: Iterable[Path], force: bool) -> None:
    """Raises OutputError or UsageError when `goal` cannot or should not be replaced.

    `source` is the site, `beside` are the other files that the run writes. With `force` a folder may hold what we did
    not write: it is kept under another name.
    """
    try:
        _check_neighbours(goal, source, beside)
        _check_place(goal)
        recover(goal)
        if os.path.lexists(goal):
            in_site = Path(os.path.realpath(goal)).is_relative_to(os.path.realpath(source))
            _check_contents(goal, in_site=in_site, force=force)
    except (OSError, ValueError) as error:
        raise OutputError(f"{goal}: cannot be written ({reason(error)}); {ANOTHER}") from error


def _check_neighbours(goal: Path, source: Path, beside: Iterable[Path]) -> None:
    """Raises UsageError when the folder holds what a run must not replace."""
    real, site = Path(os.path.realpath(goal)), Path(os.path.realpath(source))
    if site.is_relative_to(real):
        raise UsageError(f"--out {goal}: the site itself lies in it; name a folder of its own")
    if Path(os.path.realpath(".")).is_relative_to(real):
        raise UsageError(f"--out {goal}: the working folder lies in it; name a folder of its own")
    for path in beside:
        if Path(os.path.realpath(path)).is_relative_to(real):
            raise UsageError(f"--out {goal}: {path} would lie in it; name a folder of its own")


def _check_place(goal: Path) -> None:
    if goal.is_symlink():
        raise OutputError(f"{goal}: is a link; name the folder that it leads to with --out")
    if os.path.lexists(goal) and not goal.is_dir():
        raise OutputError(f"{goal}: is no folder; {ANOTHER}")
    if os.path.ismount(goal):
        raise OutputError(f"{goal}: is a disk of its own, which cannot be swapped; name a folder in it with --out")
    if not goal.parent.is_dir():
        raise OutputError(f"{goal.parent}: there is no such folder; make it or name another with --out")
    if not os.access(goal.parent, os.W_OK | os.X_OK):
        raise OutputError(f"{goal.parent}: cannot be written to; name another place with --out")


def _check_contents(goal: Path, *, in_site: bool, force: bool) -> None:
    if not os.listdir(goal):
        return
    listed = manifest(goal)
    if listed is None:
        if in_site:
            raise OutputError(f"{goal}: holds files of the site; {ANOTHER}")
        if not force:
            raise OutputError(
                f"{goal}: is not a folder that ssi-migrate wrote; {ANOTHER}, or pass --force to have it moved aside"
            )
        return
    found = None if force else stranger(goal, listed)
    if found is not None:
        path, why = found
        raise OutputError(f"{goal / path}: {why}; move it, or pass --force to have the whole folder moved aside")
