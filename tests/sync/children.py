"""Runs in forked processes, which can be killed: the program is loaded in them already."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.run import run


def started(*arguments: str, first: Callable[[], None] = lambda: None) -> int:
    """The number of a process that runs `ssi-migrate sync ARGUMENTS` and ends with its exit code."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        first()
        code = run("sync", *arguments).code
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """The exit code of a process; below zero the signal that it was killed by."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(seconds: float, *arguments: str) -> bool:
    """Whether a run was killed that many seconds after its start; else it was through before."""
    child = started(*arguments)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child) == -signal.SIGKILL


CHANGING = frozenset(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"))


def killed_at(number: int, *arguments: str) -> bool:
    """Whether a run was killed before the change number `number` that it makes to the disk; False if it made fewer."""
    left = number

    def hook(event: str, values: tuple[object, ...]) -> None:
        nonlocal left
        writes = event == "open" and isinstance(values[2], int) and bool(values[2] & (os.O_WRONLY | os.O_RDWR))
        if event in CHANGING or event == "sqlite3.connect" or writes:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    child = started(*arguments, first=lambda: sys.addaudithook(hook))
    return ended(child) == -signal.SIGKILL


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
