"""The output of a run: written beside its place, or only listed when it is planned; the place is taken later.

Where the old output is whole, what is written beside it is a patch: the files that are new or others. It is applied
once the state is the new one, by the next run if this one is killed. Else all of it is written, and the folders are
swapped before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.errors import OutputError
from migrate.model import Asset, OutFile
from migrate.ours import FOLDER_MARK
from migrate.outfolders import OutFolder, patching
from migrate.outfolders.manifest import HEAD, TAIL, Written, is_ours, listed_as, manifest, stranger
from migrate.outfolders.swap import cleared, recover, swap
from migrate.output import reason
from migrate.sync.spans import Noter

Tell = Callable[[Finding], None]


@dataclass(slots=True, kw_only=True)
class Next:
    """The folder that is to take the place of `goal`. `paths` has the files of each page, by its id.

    With `plan` nothing is written. `mark` is the digest of the list of all files, which says whether two outputs are
    the same. `lying` are the files of `goal` where that is whole, and a patch of it is to be written.
    """

    goal: Path
    root: Path
    plan: bool
    lying: Mapping[str, Written] | None = None
    paths: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    mark: str = ""
    size: int = 0
    count: int = 0

    @property
    def beside(self) -> Path:
        return self.goal.with_name(f".ssi-migrate.{self.goal.name}.next")

    def write(self, files: Iterable[OutFile], tell: Tell) -> int:
        """Writes or lists `files`, and gives their bytes. Raises OutputError, with nothing of it kept."""
        noted = self._noted(files)
        if self.plan:
            self.size = self._listed(noted)
            return self.size
        folder = OutFolder(goal=self.goal, root=self.root, lying=self.lying or {})
        try:
            self.size = folder.fill(self.beside, noted, tell)
        except BaseException:
            self.discard()
            raise
        self.count = folder.count
        self.mark = mark_of(self.beside) or ""
        return self.size

    def document(self, name: str, noter: Noter | None = None) -> Callable[[Iterable[bytes]], int]:
        """Takes the pieces of the one file called `name`."""

        def take(pieces: Iterable[bytes]) -> int:
            noted = pieces if noter is None else noter.noted(pieces)
            return self.write([OutFile(path=name, content=noted)], lambda finding: None)

        return take

    def _noted(self, files: Iterable[OutFile]) -> Iterator[OutFile]:
        for file in files:
            if file.origin is not None:
                self.paths[file.origin].append(file.path)
            yield file

    def _listed(self, files: Iterable[OutFile]) -> int:
        """What the list would be: assets stand after all others, as they are copied at last."""
        total, between, size = hashlib.sha256(HEAD.encode()), "\n", 0
        assets: list[tuple[str, int, str]] = []
        for file in files:
            if isinstance(file.content, Asset):
                assets.append((file.path, file.content.size or 0, file.content.sha256 or ""))
                continue
            length, digest = _digested(file.content)
            total.update(f"{between}{listed_as(file.path, length, digest)}".encode())
            between, size, self.count = ",\n", size + length, self.count + 1
        for asset in assets:
            total.update(f"{between}{listed_as(*asset)}".encode())
            between, size, self.count = ",\n", size + asset[1], self.count + 1
        total.update(TAIL.encode())
        self.mark = total.hexdigest()
        return size

    def take_place(self) -> Path | None:
        """Puts it in the place of the old one; where what was there went that was not ours. Raises OutputError."""
        try:
            return swap(self.beside, self.goal)
        except OSError as error:
            said = f"{self.goal}: cannot be replaced ({reason(error)}); it is as it was"
            raise OutputError(f"{said}, see who owns it") from error

    def finish(self, mark: str | None) -> None:
        """Brings the old one, which had that mark, up to date when the state says that it is. Raises OutputError."""
        try:
            if self.lying is not None and self.mark != mark:
                patching.apply(self.beside, self.goal)
            self.discard()
        except OSError as error:
            said = f"{self.goal}: cannot be brought up to date ({reason(error)}); the next run does the rest"
            raise OutputError(f"{said}, see who owns it") from error

    def _is_ours(self) -> bool:
        return is_ours(self.goal) or not os.path.lexists(self.goal)

    def discard(self) -> None:
        shutil.rmtree(self.beside, ignore_errors=True)

    def heal(self, mark: str | None) -> bool:
        """Puts right what a killed run left, under its lock; whether there was anything. Raises OutputError.

        `mark` is that of the output that the state speaks of: a patch with that one is applied.
        """
        former = self.goal.with_name(f".ssi-migrate.{self.goal.name}.former")
        left = [path for path in (self.beside, former) if os.path.lexists(path)]
        try:
            if mark is not None and mark_of(self.beside) == mark and not os.path.lexists(former) and self._is_ours():
                patching.apply(self.beside, self.goal)
            self.discard()
            if os.path.lexists(former) and os.path.lexists(self.goal):
                cleared(former)
            if self.goal.parent.is_dir():
                recover(self.goal)
        except OSError as error:
            raise OutputError(
                f"{self.goal}: what a killed run left cannot be removed ({reason(error)}); do so"
            ) from error
        return bool(left)


def put(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes a file whole or not at all; the next run knows what was begun. Raises OutputError."""
    beside = beginning(path)
    try:
        with open(beside, "wb") as stream:
            stream.writelines(pieces)
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OutputError(
            f"{path}: cannot be written ({reason(error)}); make room or see who owns it, and run again"
        ) from error


def beginning(path: Path) -> Path:
    """The file that `put` writes before it is whole."""
    return path.with_name(f".ssi-migrate.{path.name}.tmp")


def whole(folder: Path, mark: str | None) -> dict[str, Written] | None:
    """What lies in a folder that is as the run left it whose list has the digest `mark`: nothing more, nothing less.

    None for any other.
    """
    listed = manifest(folder) if mark is not None and mark == mark_of(folder) else None
    try:
        if listed is None or stranger(folder, listed) is not None:
            return None
        return listed if all(os.path.lexists(folder / path) for path in listed) else None
    except OSError:
        return None


def mark_of(folder: Path) -> str | None:
    """The digest of the list of a folder of ours; None where there is none."""
    try:
        return hashlib.sha256((folder / FOLDER_MARK).read_bytes()).hexdigest()
    except OSError:
        return None


def _digested(content: bytes | Iterable[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for piece in (content,) if isinstance(content, bytes) else content:
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()
