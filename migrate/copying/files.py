"""Files of one folder copied into another: hard links where the system allows it, whole files or none."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Literal, NamedTuple

from migrate.copying.folders import Folder, marked, sweep, temporary_name
from migrate.copying.room import check_room
from migrate.errors import OutputError
from migrate.output import reason

CHUNK = 1024 * 1024
REMOVE = "remove it, or name another folder with --assets-dir"
MARGIN = 2_000_000_000  # ns: the clocks of file systems are as coarse as that, and may be late

Fate = Literal["linked", "copied", "kept", "changed", "outside", "unreadable"]


class Copy(NamedTuple):
    """What is to be copied: `source` and `goal` are relative, with `/`; `goal` is a safe name (`filenames`).

    `content` gives the bytes where they are no file of their own (`model.Asset`).
    """

    source: str
    goal: str
    size: int
    sha256: str
    content: Callable[[], Iterable[bytes]] | None = None


class Copied(NamedTuple):
    """What became of it. `kept` was there already; the last three fates are those of no copy."""

    copy: Copy
    fate: Fate
    why: str = ""


def copy_files(copies: Sequence[Copy], *, root: Path, folder: Path, since: int) -> Iterator[Copied]:
    """Copies files of `root` into `folder`, which is made and marked as ours, and says what became of each.

    The sizes and digests were taken after the time `since` (ns); what does not agree with them is tried once more and
    then left out. Other files in the folder stay. Raises OutputError, when room is short before anything is written.
    """
    if not copies:
        return
    root = root.parent if root.is_file() else root  # a source may be one file; what belongs to it lies beside it
    check_room(copies, root=root, folder=folder)
    with _writing(folder):
        goal = marked(folder)
    try:
        sweep(goal)
        source = Folder(os.path.realpath(root))
        try:
            copier = _Copier(source, os.path.realpath(root), goal, folder, since)
            for copy in copies:
                yield copier.copied(copy)
        finally:
            source.close()
    finally:
        goal.close()


@contextmanager
def _writing(path: str | Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise OutputError(f"{path}: lies behind a link or in what is no folder; {REMOVE}") from error
        raise OutputError(f"{path}: cannot be written ({reason(error)}); nothing of it was kept") from error


class _Source(NamedTuple):
    """An open file, and where it lies in its folder, which is open too."""

    at: int
    folder: int
    name: str
    state: os.stat_result


class _RefusedError(Exception):
    """The file is not to be had."""

    def __init__(self, fate: Fate, why: str = "") -> None:
        self.fate: Fate = fate
        self.why = why


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _RefusedError("unreadable", reason(error)) from error


class _Copier:
    def __init__(self, source: Folder, root: str, goal: Folder, folder: Path, since: int) -> None:
        self._source, self._root = source, root
        self._goal, self._folder = goal, folder
        self._since = since
        self._temporary = temporary_name()

    def copied(self, copy: Copy) -> Copied:
        try:
            fate = self._attempt(copy)
            return Copied(copy, self._attempt(copy) if fate == "changed" else fate)
        except _RefusedError as refused:
            return Copied(copy, refused.fate, refused.why)

    def _attempt(self, copy: Copy) -> Fate:
        *folders, name = copy.goal.split("/")
        if copy.content is not None:
            with _writing(f"{self._folder}/{copy.goal}"), self._goal.inner(folders, make=True) as there:
                return self._poured(copy, copy.content, there, name)
        with self._opened(copy.source) as source, _writing(f"{self._folder}/{copy.goal}"):
            try:
                with self._goal.inner(folders, make=True) as there:
                    return self._laid(source, copy, there, name)
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(self._temporary, dir_fd=self._goal.at)

    @contextmanager
    def _opened(self, file: str) -> Iterator[_Source]:
        """The file of the site. Links are followed first; then it is reached without one, so that it lies inside."""
        real, inside = os.path.realpath(f"{self._root}/{file}"), self._root.rstrip("/") + "/"
        if not real.startswith(inside):
            raise _RefusedError("outside")
        *folders, name = real.removeprefix(inside).split("/")
        with ExitStack() as stack:
            with _reading():
                folder = stack.enter_context(self._source.inner(folders))
                at = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
                stack.callback(os.close, at)
                state = os.fstat(at)
            if not stat.S_ISREG(state.st_mode):
                raise _RefusedError("unreadable", "it is no regular file")
            yield _Source(at, folder, name, state)

    def _laid(self, source: _Source, copy: Copy, there: int, name: str) -> Fate:
        old = self._old(copy, there, name)
        if old is not None and os.path.samestat(old, source.state):
            return "kept" if self._is_as_told(source, copy) else "changed"
        if old is not None and old.st_size == copy.size and _holds(there, name, copy.sha256):
            return "kept"
        fate: Fate = "linked" if self._link(source) else "copied"
        whole = self._is_as_told(source, copy) if fate == "linked" else self._copy(source) == copy.sha256
        if not whole:
            return "changed"
        os.replace(self._temporary, name, src_dir_fd=self._goal.at, dst_dir_fd=there)
        return fate

    def _poured(self, copy: Copy, content: Callable[[], Iterable[bytes]], there: int, name: str) -> Fate:
        """Writes bytes that are no file of their own."""
        old = self._old(copy, there, name)
        if old is not None and old.st_size == copy.size and _holds(there, name, copy.sha256):
            return "kept"
        try:
            if self._written(_given(content)) != copy.sha256:
                return "changed"
            os.replace(self._temporary, name, src_dir_fd=self._goal.at, dst_dir_fd=there)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(self._temporary, dir_fd=self._goal.at)
        return "copied"

    def _old(self, copy: Copy, there: int, name: str) -> os.stat_result | None:
        """What lies at the goal. Raises OutputError when it is no file: a link is never written through or over."""
        try:
            old = os.stat(name, dir_fd=there, follow_symlinks=False)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(old.st_mode):
            raise OutputError(f"{self._folder}/{copy.goal}: is a link, a folder or no file; {REMOVE}")
        return old

    def _is_as_told(self, source: _Source, copy: Copy) -> bool:
        """Whether the file has the bytes of its digest; it is read only where it may have changed since."""
        changed = max(source.state.st_ctime_ns, source.state.st_mtime_ns)
        if source.state.st_size == copy.size and changed < self._since - MARGIN:
            return True
        return _digest(source.at) == copy.sha256

    def _link(self, source: _Source) -> bool:
        """Whether there is a hard link to that very file now; where the system refuses, it is copied."""
        try:
            os.link(source.name, self._temporary, src_dir_fd=source.folder, dst_dir_fd=self._goal.at)
            linked = os.stat(self._temporary, dir_fd=self._goal.at, follow_symlinks=False)
        except OSError:
            return False
        return os.path.samestat(linked, source.state)

    def _copy(self, source: _Source) -> str:
        """Copies the bytes; their SHA-256."""
        return self._written(_pieces(source.at))

    def _written(self, pieces: Iterable[bytes]) -> str:
        """Writes the bytes into the temporary file; their SHA-256."""
        with suppress(FileNotFoundError):  # a link to what took the file's place
            os.unlink(self._temporary, dir_fd=self._goal.at)
        digest = hashlib.sha256()
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with open(os.open(self._temporary, flags, 0o666, dir_fd=self._goal.at), "wb", buffering=0) as stream:
            for piece in pieces:
                digest.update(piece)
                _write_all(stream.fileno(), piece)
        return digest.hexdigest()


def _write_all(at: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(at, rest) :]


def _pieces(at: int) -> Iterator[bytes]:
    with _reading():
        os.lseek(at, 0, os.SEEK_SET)
    while True:
        with _reading():
            piece = os.read(at, CHUNK)
        if not piece:
            return
        yield piece


def _given(content: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    try:
        yield from content()
    except OSError as error:
        raise _RefusedError("unreadable", reason(error)) from error
    except ValueError as error:
        raise _RefusedError("unreadable", str(error)) from error


def _digest(at: int) -> str:
    digest = hashlib.sha256()
    for piece in _pieces(at):
        digest.update(piece)
    return digest.hexdigest()


def _holds(folder: int, name: str, sha256: str) -> bool:
    at = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    try:
        return _digest(at) == sha256
    finally:
        os.close(at)
