"""Whether there is room for copies, before any is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.copying.folders import temporary_name
from migrate.errors import OutputError

if TYPE_CHECKING:
    from migrate.copying.files import Copy


def check_room(copies: Sequence[Copy], *, root: Path, folder: Path) -> None:
    """Raises OutputError when the bytes that have to be copied, because they cannot be linked, are more than fit."""
    place = folder if folder.is_dir() and not folder.is_symlink() else folder.parent
    linking = _can_link(copies, root, place)
    copied = (copy for copy in copies if copy.content or not (linking and _is_ours(root / copy.source)))
    needed = sum(copy.size for copy in copied if _differs(copy, folder))
    free = shutil.disk_usage(place).free
    if needed > free:
        raise OutputError(
            f"{folder}: the copies take {needed:,} bytes, and {free:,} are free; "
            "make room, or name a folder on another disk with --assets-dir"
        )


def _can_link(copies: Sequence[Copy], root: Path, place: Path) -> bool:
    """Whether the system links the first of the files that are ours: that the disk is the same says too little."""
    files = (root / copy.source for copy in copies if copy.content is None)
    first = next((real for real in map(_real, files) if _is_ours(real)), None)
    probe = place / temporary_name()
    if first is None:
        return False
    try:
        os.link(first, probe)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return True


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _is_ours(path: Path) -> bool:
    """Whether the file belongs to us; of others' files the system may allow no links."""
    try:
        return os.geteuid() in (0, os.stat(path).st_uid)
    except OSError:
        return False


def _differs(copy: Copy, folder: Path) -> bool:
    try:
        return os.lstat(folder / copy.goal).st_size != copy.size
    except OSError:
        return True
