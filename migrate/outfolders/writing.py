"""A folder of files written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.diagnostics import Finding
from migrate.errors import OutputError
from migrate.model import Asset, OutFile
from migrate.outfolders.manifest import ManifestWriter, Written
from migrate.outfolders.swap import removed, swap, temporary
from migrate.output import reason

if TYPE_CHECKING:
    from migrate.copying.files import Copy


@dataclass(slots=True, kw_only=True)
class OutFolder:
    """The folder `goal`, as the target of a run; assets come from the site in `root`.

    When it is written, `count` says how many files it has, `aside` where an old folder was moved that held more than
    ours. In a dry run nothing is written. `lying` are files that are there already: those that come out the same are
    listed and not written again (`patching`).
    """

    goal: Path
    root: Path
    dry_run: bool = False
    lying: Mapping[str, Written] = field(default_factory=dict)
    count: int = 0
    aside: Path | None = None

    def write(self, files: Iterable[OutFile], tell: Callable[[Finding], None]) -> int:
        """Writes `files` and gives their bytes; an asset of which no copy can be made is told. Raises OutputError."""
        goal = Path(os.path.abspath(self.goal))
        if self.dry_run:
            return sum(self._counted(file) for file in files)
        new = temporary(goal)
        try:
            size = self.fill(new, files, tell)
            with self._writing():
                self.aside = swap(new, goal)
        finally:
            removed(new)
        return size

    def fill(self, new: Path, files: Iterable[OutFile], tell: Callable[[Finding], None]) -> int:
        """Writes `files` into the folder `new`, which is made, and the list of them as its mark. Raises OutputError."""
        since = time.time_ns()
        with self._writing():
            os.mkdir(new)
            listed = ManifestWriter(new)
        try:
            size = self._fill(new, files, listed, since, tell)
            with self._writing():
                listed.finish()
        finally:
            listed.close()
        return size

    def _counted(self, file: OutFile) -> int:
        self.count += 1
        if isinstance(file.content, Asset):
            return file.content.size or 0
        return sum(map(len, _pieces(file.content)))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(f"{self.goal}: cannot be written ({reason(error)}); nothing of it was kept") from error

    def _fill(
        self, new: Path, files: Iterable[OutFile], listed: ManifestWriter, since: int, tell: Callable[[Finding], None]
    ) -> int:
        """Documents are written as they come, assets when all are known: then it is asked whether there is room."""
        from migrate.copying.files import Copy

        size, copies, folders = 0, list[Copy](), set[str]()
        for file in files:
            if isinstance(file.content, Asset):
                copies.append(_copy(file.path, file.content))
                continue
            with self._writing():
                written = self._lies(file) or _write(new, file.path, file.content, folders)
                listed.add(file.path, *written)
            size += written.size
            self.count += 1
        return size + self._copied(new, copies, listed, since, tell)

    def _copied(
        self, new: Path, copies: list[Copy], listed: ManifestWriter, since: int, tell: Callable[[Finding], None]
    ) -> int:
        from migrate.copying.assets import finding_of
        from migrate.copying.files import copy_files

        size, failed = 0, set[str]()
        anew = [copy for copy in copies if self.lying.get(copy.goal) != (copy.size, copy.sha256)]
        for done in copy_files(anew, root=self.root, folder=new, since=since):
            if done.fate not in ("linked", "copied", "kept"):
                tell(finding_of(done))
                failed.add(done.copy.goal)
        for copy in copies:
            if copy.goal not in failed:
                listed.add(copy.goal, copy.size, copy.sha256)
                self.count += 1
                size += copy.size
        return size

    def _lies(self, file: OutFile) -> Written | None:
        """What lies there already, where that is the same."""
        known = self.lying.get(file.path)
        if known is None or not isinstance(file.content, bytes) or len(file.content) != known.size:
            return None
        return known if hashlib.sha256(file.content).hexdigest() == known.sha256 else None


def _copy(path: str, asset: Asset) -> Copy:
    from migrate.copying.files import Copy

    assert asset.file is not None
    assert asset.size is not None
    assert asset.sha256 is not None
    return Copy(asset.file, path, asset.size, asset.sha256, asset.content)


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _make(folder: str) -> None:
    """Makes a folder and those above it; most times those are there."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise


def _write(new: Path, path: str, content: bytes | Iterable[bytes], folders: set[str]) -> Written:
    """Writes a file, and gives its size and digest."""
    folder = path.rpartition("/")[0]
    if folder and folder not in folders:
        _make(os.path.join(new, folder))
        folders.add(folder)
    size, digest = 0, hashlib.sha256()
    with open(os.path.join(new, path), "xb") as stream:
        for piece in _pieces(content):
            stream.write(piece)
            digest.update(piece)
            size += len(piece)
    return Written(size, digest.hexdigest())
