"""Whether a path lies in the site once its links are followed: the one test that keeps readers inside of it."""

from __future__ import annotations

import os
from pathlib import Path


def resolved(path: str | Path) -> str | None:
    """Where `path` leads; None for what may not be looked at, or is no path at all."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return None


def lies_in(folder: str, real: str | None) -> bool:
    """Whether `real`, a resolved path, is `folder` or lies below it; `folder` is resolved too."""
    return real is not None and (real == folder or real.startswith(folder.rstrip("/") + "/"))


def inside(root: str | Path, path: str | Path) -> bool:
    """Whether `path` lies in `root` when all links are followed."""
    return lies_in(os.path.realpath(root), resolved(path))
