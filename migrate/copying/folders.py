"""Folders that are held open, so that no link leads out of them, and the mark of those that are ours."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from migrate.errors import OutputError, UsageError
from migrate.ours import FOLDER_MARK, is_our_folder
from migrate.output import reason

MARK = b'{"format":"ssi-migrate/assets","version":1}\n'
ANOTHER = "name another with --assets-dir"


def check_folder(folder: Path, *, source: Path, beside: Iterable[Path], force: bool) -> None:
    """Raises OutputError or UsageError, before any work is done, when copies cannot or should not be laid in `folder`.

    `source` is the site, `beside` are the other files that the run writes.
    """
    real, site = Path(os.path.realpath(folder)), Path(os.path.realpath(source))
    if site.is_relative_to(real):
        raise UsageError(f"--assets-dir {folder}: the site itself lies in it; name a folder of its own")
    for path in beside:
        if Path(os.path.realpath(path)).is_relative_to(real):
            raise UsageError(f"--assets-dir {folder}: {path} would lie among the copies; name a folder of its own")
    if folder.is_symlink():
        raise OutputError(f"{folder}: is a link; name the folder that it leads to with --assets-dir")
    if not os.path.lexists(folder):
        return _check_parent(folder.parent)
    if not folder.is_dir():
        raise OutputError(f"{folder}: is no folder; {ANOTHER}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{folder}: cannot be written to; {ANOTHER}")
    if not _is_ours_or_empty(folder):
        if real.is_relative_to(site):  # marked as ours, its files would never again be read as the site's
            raise OutputError(f"{folder}: holds files of the site; {ANOTHER}")
        if not force:
            raise OutputError(f"{folder}: holds files that ssi-migrate did not write; {ANOTHER} or pass --force")
    return None


def _check_parent(parent: Path) -> None:
    if not parent.is_dir():
        raise OutputError(f"{parent}: there is no such folder; make it or {ANOTHER}")
    if not os.access(parent, os.W_OK | os.X_OK):
        raise OutputError(f"{parent}: cannot be written to; {ANOTHER}")


def _is_ours_or_empty(folder: Path) -> bool:
    try:
        return is_our_folder(folder) or not os.listdir(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be read ({reason(error)}); {ANOTHER}") from error


class Folder:
    """A folder that is open. What is below it is reached name by name, and never through a link."""

    def __init__(self, path: str | Path) -> None:
        """Raises OSError when `path` is no folder, or a link to one."""
        self.at = _opened(path)

    def close(self) -> None:
        os.close(self.at)

    @contextmanager
    def inner(self, names: Sequence[str], *, make: bool = False) -> Iterator[int]:
        """The descriptor of a folder below it; with `make` those that are missing are made. Raises OSError."""
        at = os.dup(self.at)
        try:
            for name in names:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(name, dir_fd=at)
                inner = _opened(name, at)
                os.close(at)
                at = inner
            yield at
        finally:
            os.close(at)


def _opened(path: str | Path, within: int | None = None) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=within)


def marked(path: Path) -> Folder:
    """The folder at `path`, made and marked as ours where it is not yet. Raises OSError."""
    with suppress(FileExistsError):
        os.mkdir(path)
    folder = Folder(path)
    try:
        if not is_our_folder(path):
            _mark(folder)
    except BaseException:
        folder.close()
        raise
    return folder


def _mark(folder: Folder) -> None:
    temporary = temporary_name()
    at = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=folder.at)
    try:
        os.write(at, MARK)
        os.replace(temporary, FOLDER_MARK, src_dir_fd=folder.at, dst_dir_fd=folder.at)
    finally:
        os.close(at)
        with suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=folder.at)


def temporary_name() -> str:
    """The name of the one copy that this process is making; the document beside the folder has another."""
    return f".ssi-migrate.{os.getpid()}.copy.tmp"


def sweep(folder: Folder) -> None:
    """Removes what processes that were killed had begun to write."""
    for name in os.listdir(folder.at):
        if name.startswith(".ssi-migrate.") and name.endswith(".copy.tmp") and not is_running(name.split(".")[2]):
            with suppress(OSError):
                os.unlink(name, dir_fd=folder.at)


def is_running(number: str) -> bool:
    """Whether a process other than this one has that number, as far as can be known."""
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, ValueError, OverflowError):  # another's process; no number at all, so no file of ours
        return True
    return int(number) != os.getpid()
