"""The command line. One small file a command; what a command needs is imported when it runs."""

from __future__ import annotations


def main() -> None:
    """Runs the command line and ends the process with one of the exit codes of `docs/cli.md`."""
    from migrate.cli.app import app

    app()
