"""The command line. One small file a command; what a command needs is imported when it runs.

Here not even the library's small change is imported: `signal`, `typing` and `contextlib` bring `enum` and `re`, and
take as long as Python itself to start, which a job that has nothing to do would feel.
"""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> None:
    """Runs the command line and ends the process with one of the exit codes of `docs/cli.md`."""
    # nothing that is made while the program is loaded is garbage: looking for it is a tenth of the start-up
    gc.disable()
    if sys.argv[1:2] == ["sync"]:  # a job that has nothing to do is not to pay for the program
        from migrate.sync.quick import nothing_changed

        if nothing_changed(sys.argv[2:]):
            return
    import errno
    import signal

    try:
        signal.signal(signal.SIGTERM, _terminated)
    except ValueError:  # not the main thread: then signals are its affair
        pass
    try:
        from migrate.cli.app import program

        program(sys.argv[1:])()
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
    import signal

    sys.exit(128 + signal.SIGTERM)
