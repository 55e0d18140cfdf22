"""Runs the command line in this process."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

from migrate.cli import main


class Done(NamedTuple):
    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


def run(*arguments: str) -> Done:
    """Runs `ssi-migrate ARGUMENTS`; what it wrote and its exit code."""
    import sys
    from unittest.mock import patch

    out, err = _Stream(), _Stream()
    code = 0
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch.object(sys, "argv", ["ssi-migrate", *arguments]),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Done(code, out.text(), err.text())
