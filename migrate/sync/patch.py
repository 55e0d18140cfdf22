"""A few files of the output written anew beside it, to take their places when the state says so."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from migrate.errors import OutputError
from migrate.ours import FOLDER_MARK
from migrate.outfolders import patching
from migrate.outfolders.manifest import Listing, Written, has_strange
from migrate.output import reason

T = TypeVar("T")


class StrangeError(Exception):
    """A file of the output is not as it was written, or not in its list."""


class Patch:
    """What is new in the folder `goal`; `beside` is where it is written. `mark` is the digest of the list of all."""

    def __init__(self, goal: Path, beside: Path) -> None:
        """Raises StrangeError where there is more in the folder than in its list, or less."""
        self._goal, self._beside = goal, beside
        try:
            text = (goal / FOLDER_MARK).read_bytes()
            self._listing = Listing(text)
            if not self._listing.is_all_of(goal):
                raise StrangeError
        except (OSError, ValueError) as error:
            raise StrangeError from error
        self.mark = hashlib.sha256(text).hexdigest()
        self._folders: set[str] = set()

    def put(self, path: str, content: bytes) -> None:
        """A file with other bytes. Raises StrangeError where the old one is not as it was written; OutputError."""
        self._check(path)

        def write(old: Path, new: Path) -> bool:
            return new.write_bytes(content) == len(content)

        self.made(path, write, hashlib.sha256(content))

    def made(self, path: str, write: Callable[[Path, Path], T], digest: hashlib._Hash | None = None) -> T:
        """What `write` gives when it has made another file of the old one. Raises OutputError."""
        old, new = self._goal / path, self._beside / path
        try:
            if str(new.parent) not in self._folders:
                new.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(str(new.parent))
            given = write(old, new)
            if digest is None:
                with open(new, "rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256")
            assert digest is not None
            self._listing[path] = Written(os.stat(new).st_size, digest.hexdigest())
        except OSError as error:
            raise OutputError(f"{new}: cannot be written ({reason(error)}); nothing of it was kept") from error
        return given

    def _check(self, path: str) -> None:
        try:
            strange = has_strange(self._goal, {path: self._listing[path]})
        except (LookupError, ValueError) as error:
            raise StrangeError from error
        if strange:
            raise StrangeError

    def close(self) -> None:
        """Writes the list, when all else is written. Raises OutputError."""
        if not self._folders:
            return
        text = self._listing.text()
        try:
            (self._beside / FOLDER_MARK).write_bytes(text)
        except OSError as error:
            raise OutputError(f"{self._beside}: cannot be written ({reason(error)}); nothing of it was kept") from error
        self.mark = hashlib.sha256(text).hexdigest()

    def apply(self) -> None:
        """Brings the folder up to date. Raises OutputError, and the next run does the rest."""
        if not self._folders:
            return
        try:
            patching.place(self._beside, self._goal)
        except OSError as error:
            said = f"{self._goal}: cannot be brought up to date ({reason(error)}); the next run does the rest"
            raise OutputError(f"{said}, see who owns it") from error

    def discard(self) -> None:
        shutil.rmtree(self._beside, ignore_errors=True)
