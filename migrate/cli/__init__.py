"""The command line. One small file a command; what a command needs is imported when it runs."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line and ends the process with one of the exit codes of `docs/cli.md`."""
    from migrate.cli.app import app
    from migrate.errors import MigrateError

    try:
        app()
    except MigrateError as error:
        _end(f"ssi-migrate: {error}", error.exit_code)
    except KeyboardInterrupt:
        _end("ssi-migrate: interrupted; nothing was written", 130)
    except BrokenPipeError:
        # whoever read our output has gone: no message, and no second error when Python flushes at the end
        sys.stdout = None
        sys.exit(0)


def _end(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)
