"""A folder of ours brought up to date in its place, from a folder beside it that holds what is new in it.

That folder, the patch, has the files that are new or others, and the list of all files that there shall be. What the
old list has and the new one has not goes first, then each file takes its place by a rename, the list last: who is
killed on the way leaves a patch of which the rest can be applied again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from migrate.ours import FOLDER_MARK
from migrate.outfolders.manifest import manifest


def apply(patch: Path, goal: Path) -> None:
    """Brings `goal` up to date, once more where that was begun before. Raises OSError."""
    new, old = manifest(patch), manifest(goal) or {}
    if new is not None:  # else all but the folder of the patch is done
        remove(goal, old.keys() - new.keys())
    place(patch, goal)


def remove(goal: Path, paths: Iterable[str]) -> None:
    """Takes files away, and the folders that held nothing else."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(goal / path)
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            while folder:
                os.rmdir(goal / folder)
                folder = folder.rpartition("/")[0]


def place(patch: Path, goal: Path) -> None:
    """Puts the files of the patch in their places, its list last, and removes it."""
    if not os.path.lexists(patch / FOLDER_MARK):  # its list is in its place already
        shutil.rmtree(patch, ignore_errors=True)
        return
    for there, _, names in os.walk(patch):
        folder = os.path.join(goal, os.path.relpath(there, patch))
        os.makedirs(folder, exist_ok=True)
        for name in names:
            if name != FOLDER_MARK or there != str(patch):
                os.replace(os.path.join(there, name), os.path.join(folder, name))
    os.replace(patch / FOLDER_MARK, goal / FOLDER_MARK)
    shutil.rmtree(patch, ignore_errors=True)
