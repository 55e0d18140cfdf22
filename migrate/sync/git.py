"""What Git says of a checkout: which files it calls renamed since a commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection
from pathlib import Path

MOST_SECONDS = 60
MOST_FILES = 2000  # that are named to Git: a system takes only so many words


def head(root: Path) -> str | None:
    """The commit that a checkout is at; None where it is none, or there is no Git."""
    found = _git(root, "rev-parse", "--verify", "HEAD")
    return None if found is None else found.strip() or None


def renames(root: Path, since: str | None, files: Collection[str]) -> dict[str, str]:
    """New names of files by their old ones, relative to `root`, of all that changed since a commit.

    `files` are the old and the new ones that are asked for: Git opens no others, which a partial clone may not have.
    """
    if not since or since.startswith("-"):
        return {}
    said = _git(
        root,
        "diff",
        "--no-ext-diff",
        "--no-textconv",
        "--relative",
        "--find-renames",
        "--diff-filter=R",
        "--name-status",
        "-z",
        since,
        "--",
        *(sorted(files) if len(files) <= MOST_FILES else ()),
    )
    words = iter((said or "").split("\0"))
    return {old: next(words, "") for kind in words if kind.startswith("R") for old in (next(words, ""),)}


def _git(root: Path, *words: str) -> str | None:
    """What Git answers; what it would do besides (hooks, pagers, questions) it is told not to."""
    settings = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=")
    command = ["git", *settings, "-C", str(root), "--no-optional-locks", "--no-pager", "--literal-pathspecs", *words]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
