"""A mapping file and what it includes, in the order in which their words count; all lie in the folder of the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from migrate.errors import MappingError
from migrate.mapping.document import Document, Faults, is_null
from migrate.mapping.files import MAX_BYTES, MAX_NODES, is_file

MAX_FILES = 20
TOP = ("mapping", "name", "exporter", "include", "defaults", "lookups", "options", "gates", "types", "tests")

Top = dict[str, yaml.Node]


class Inclusion:
    """The files of one mapping: `documents`, and the keys at the top of each; what is included stands after."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self.faults = faults
        self.folder = path.absolute().parent
        self.documents: list[Document] = []
        self.tops: list[Top] = []
        self.read: list[Path] = []  # every file that was opened: tables of look-ups too
        self._values = self._files = self._bytes = 0
        self._open(path, ())
        self.root, self.top = self.documents[0], self.tops[0]

    def outermost_first(self) -> Iterator[tuple[Document, Top]]:
        """Each file with its keys: what is said first counts."""
        return zip(self.documents, self.tops, strict=True)

    def innermost_first(self) -> Iterator[tuple[Document, Top]]:
        """The same the other way round: what is said last counts."""
        return reversed(list(self.outermost_first()))

    def that_say(self, key: str) -> Iterator[tuple[Document, yaml.Node]]:
        """What each file has at `key`, innermost first; the word `null` clears what is said further in."""
        found: list[tuple[Document, yaml.Node]] = []
        for document, top in self.innermost_first():
            if key in top and is_null(top[key]) and top[key].value:
                found.clear()
            elif key in top:
                found.append((document, top[key]))
        return iter(found)

    def after(self, document: Document) -> Iterator[tuple[Document, Top]]:
        """The files that stand after a file: those that it may redefine."""
        at = self.documents.index(document) + 1
        return zip(self.documents[at:], self.tops[at:], strict=True)

    def _open(self, path: Path, above: tuple[Path, ...]) -> None:
        """The file and, after it, what it includes: what is asked for first is found first."""
        document = Document(path, self.faults)
        self.read.append(path.absolute())
        self._values += document.values
        if self._values > MAX_NODES:
            raise MappingError(f"{path}: it has, with the other files, more than {MAX_NODES:,} values; include fewer")
        top = document.map(document.root, TOP, "a mapping file")
        self.documents.append(document)
        self.tops.append(top)
        for node in document.one_or_more(top.get("include")):
            inner = self._included(document, node)
            if inner is None:
                continue
            if inner in (*above, path.resolve()) or self._files >= MAX_FILES:
                document.fault(node, f"`{node.value:.200}` includes itself, or more than {MAX_FILES} files; remove it")
                continue
            if not is_file(inner):
                document.fault(node, f"there is no file `{node.value:.200}` beside this one; correct the name")
                continue
            self._files += 1
            self._bytes += inner.stat().st_size
            if self._bytes > MAX_BYTES:
                document.fault(node, f"what is included is larger than {MAX_BYTES:,} bytes; include less")
                return
            try:
                self._open(self._shown(inner), (*above, path.resolve()))
            except MappingError as error:
                self.faults.take(error)  # at its place in that file
            if self._values > MAX_NODES:
                return

    def _shown(self, inner: Path) -> Path:
        """An included file by a path that begins as the one of the mapping does."""
        return self.documents[0].path.parent / inner.relative_to(self.folder.resolve())

    def _included(self, document: Document, node: yaml.Node) -> Path | None:
        name = document.text(node)
        if name == "":
            document.fault(node, "`include` names no file; write one, or leave it out")
        return self.inside(document, node, name) if name else None

    def inside(self, document: Document, node: yaml.Node, name: str) -> Path | None:
        """The file called `name` beside `document`; None, and a fault, where it lies outside the mapping's folder."""
        try:
            path = (document.path.absolute().parent / name).resolve()
            inside = path.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside or Path(name).is_absolute():
            document.fault(node, f"`{name:.200}` lies outside of the mapping's folder; copy it there")
            return None
        return path
