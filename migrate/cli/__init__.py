"""The command line. One small file a command; what a command needs is imported when it runs."""

from __future__ import annotations

import errno
import gc
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> None:
    """Runs the command line and ends the process with one of the exit codes of `docs/cli.md`."""
    # nothing that is made while the program is loaded is garbage: looking for it is a tenth of the start-up
    gc.disable()
    with suppress(ValueError):  # not the main thread: then signals are its affair
        signal.signal(signal.SIGTERM, _terminated)
    try:
        from migrate.cli.app import app

        app()
    except KeyboardInterrupt:  # before a command had begun
        sys.exit(130)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        from migrate.output import close_stdout

        close_stdout()
        print("ssi-migrate: standard output cannot be written (no space is left); make room", file=sys.stderr)
        sys.exit(5)


def _terminated(*_: object) -> NoReturn:
    """A polite end leaves no half-written file and no worker behind, as an interrupt does."""
    sys.exit(128 + signal.SIGTERM)
