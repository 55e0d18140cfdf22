"""Runs of the command line that may not take more than so much time and memory, and what they took."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import PROJECT

CHILD = Path(__file__).with_name("child.py")
_PR_CAPBSET_DROP = 24
_READS_ALL = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: with these a file without permissions is readable


class Took(NamedTuple):
    """How a run ended (negative: by that signal), what it wrote, and its CPU seconds and bytes of memory."""

    code: int
    out: bytes
    err: str
    cpu: float
    memory: int


class Runner:
    """Starts the runs, one after the other. `folder` is where a run stands unless it says otherwise."""

    def __init__(self, folder: Path) -> None:
        self.out, self.err = folder / "stdout", folder / "stderr"
        self._server = subprocess.Popen(
            [sys.executable, str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONFAULTHANDLER": "1"},
            preexec_fn=_as_anybody,
        )

    def run(self, *arguments: str, folder: Path, cpu: int, memory: int) -> Took:
        request = {"arguments": arguments, "folder": str(folder), "out": str(self.out), "err": str(self.err)}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps({**request, "cpu": cpu, "memory": memory}), file=self._server.stdin, flush=True)
        took = json.loads(self._server.stdout.readline())
        err = self.err.read_bytes().decode("utf-8", "backslashreplace")
        return Took(took["code"], self.out.read_bytes(), err, took["cpu"], took["memory"])

    def close(self) -> None:
        self._server.communicate()


@contextlib.contextmanager
def runner(folder: Path) -> Iterator[Runner]:
    """A runner that is gone afterwards; its streams are kept in `folder`."""
    one = Runner(folder)
    try:
        yield one
    finally:
        one.close()


def _as_anybody() -> None:
    """Where the tests run as root, the children still may not read what nobody may."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        for right in _READS_ALL:
            libc.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)
