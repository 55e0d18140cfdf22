"""A new folder put in the place of the old one by two renames, and what a killed run left behind put right."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from migrate.copying.folders import is_running
from migrate.ours import FOLDER_MARK
from migrate.outfolders.manifest import is_ours, manifest, stranger

_ENDING = ".tree.tmp"


def temporary(goal: Path) -> Path:
    """The folder beside `goal` in which this process writes."""
    return goal.with_name(f".ssi-migrate.{os.getpid()}{_ENDING}")


def swap(new: Path, goal: Path) -> Path | None:
    """Puts `new` in the place of `goal`. Raises OSError, with the old one where it was.

    An old one that is all ours is removed; any other is kept, and its new name given back.
    """
    if not os.path.lexists(goal) or not os.listdir(goal):
        os.rename(new, goal)  # takes the place of an empty folder too
        return None
    listed = manifest(goal)
    whole = listed is not None and stranger(goal, listed) is None
    former = _former(goal) if whole else _aside(goal)
    os.rename(goal, former)
    try:
        os.rename(new, goal)
    except BaseException:
        os.rename(former, goal)
        raise
    if not whole:
        return former
    cleared(former)  # what stays is removed by the next run
    return None


def cleared(folder: Path) -> None:
    """Removes a folder of ours, its mark last: whoever is killed on the way leaves what is known as ours."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            elif entry.name != FOLDER_MARK:
                with suppress(OSError):
                    os.unlink(entry.path)
    shutil.rmtree(folder, ignore_errors=True)


def recover(goal: Path) -> None:
    """Puts the old folder back where a run was killed between the renames, and removes what killed runs left.

    Raises OSError.
    """
    former = _former(goal)
    if is_ours(former):
        if os.path.lexists(goal):
            cleared(former)
        else:
            os.rename(former, goal)
    for name in os.listdir(goal.parent):
        if name.startswith(".ssi-migrate.") and name.endswith(_ENDING) and not _runs(name):
            left = goal.with_name(name)
            if is_ours(left) and not left.is_symlink():
                cleared(left)
            else:
                with suppress(OSError):  # a folder that its run had only made
                    left.rmdir()


def _runs(name: str) -> bool:
    number = name.removeprefix(".ssi-migrate.").removesuffix(_ENDING)
    return not number.isdecimal() or is_running(number)


def _former(goal: Path) -> Path:
    return goal.with_name(f".ssi-migrate.{goal.name}.former")


def _aside(goal: Path) -> Path:
    """A name beside it that nothing has."""
    names = (goal.with_name(f"{goal.name}.old{f'-{number}' if number > 1 else ''}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def removed(new: Path) -> None:
    """Removes what a run that did not finish had written."""
    with suppress(OSError):
        if is_ours(new):
            cleared(new)
