"""The exceptions that stop a run, on one screen.

    MigrateError                exit code
    ├── UsageError                2     the command line asks for something that cannot be
    ├── MappingError              3     a mapping file is wrong; holds all of its faults
    │   └── OptionError                 one of its options is
    ├── SourceError               4     the source cannot be read
    ├── OutputError               5     the output cannot be written, or a target not reached
    └── LockedError               6     another run holds the lock

Whatever does not stop a run is a finding (`diagnostics.Finding`). A bug is neither: it raises, as AccountingError does.
"""

from __future__ import annotations


class MigrateError(Exception):
    """What is so; what to do. The text is shown to the user as it is."""

    exit_code = 1


class UsageError(MigrateError):
    exit_code = 2


class MappingError(MigrateError):
    exit_code = 3


class OptionError(MappingError):
    """An option of a mapping that its exporter cannot do; whoever knows the file adds the place."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


class SourceError(MigrateError):
    exit_code = 4


class OutputError(MigrateError):
    exit_code = 5


class LockedError(MigrateError):
    exit_code = 6


class AccountingError(Exception):
    """A fault of this program: other leaves were read than are accounted for. It shows its traceback."""
