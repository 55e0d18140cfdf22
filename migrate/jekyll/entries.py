"""The files of a site, sorted as Jekyll's reader sorts them: pages, posts, drafts, documents, static files.

Nothing is opened but the first bytes of a file, to see whether it has front matter. Paths are relative to the
root, with `/`. Symbolic links are followed only inside the root and never in a circle.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from migrate.diagnostics import Finding
from migrate.jekyll.config import Config, label
from migrate.jekyll.documents import DATED, DATELESS
from migrate.jekyll.frontmatter import HEADER
from migrate.jekyll.paths import lies_in, resolved
from migrate.jekyll.patterns import EntryFilter
from migrate.ours import FOLDER_MARK, is_our_folder, is_ours

if TYPE_CHECKING:
    from migrate.jekyll.cached import Cached, Head

Kind = Literal["page", "post", "draft", "document", "static", "unpublished"]

BOM = b"\xef\xbb\xbf"
CONTENT = (".md", ".markdown", ".html", ".htm")
HEAD_BYTES = 512
ASSET_FOLDERS = ("/images/", "/files/")  # where Isomer keeps all of its pictures and files
MAX_DEPTH = 200
MAX_LINKS = 20  # that lead to one folder: links to folders of links would multiply without end


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file: `collection` is the label for documents (`posts` for posts and drafts), else None.

    `unpublished` are files that are no content and that Jekyll does not copy either: pictures in `_posts`, names
    with a leading underscore in the folders of pictures and files.
    """

    file: str
    kind: Kind
    collection: str | None = None


@dataclass(slots=True)
class Entries:
    found: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def tell(self, code: str, message: str, file: str) -> None:
        self.findings.append(Finding(code=code, message=message, file=file))


def find(
    root: Path, config: Config, *, drafts: bool, skip: frozenset[Path] = frozenset(), cached: Cached | None = None
) -> Entries:
    """Every file of the site that Jekyll would read. `skip` are files that are our own output.

    A file of which `cached` knows how it begins is not opened.
    """
    walk = _Walk(root=root, config=config, drafts=drafts, skip=skip, cached=cached)
    walk.folder("")
    walk.included_files()
    for name in config.collections:
        if label(name) not in ("posts", "data"):
            walk.collection(name)
    walk.told_hidden()
    return walk.entries


class _Walk:
    """One reading of the tree. `ancestors` and `entered` guard against links in a circle and links that multiply."""

    def __init__(
        self, *, root: Path, config: Config, drafts: bool, skip: frozenset[Path], cached: Cached | None
    ) -> None:
        self.root, self.config, self.drafts, self.cached = str(root), config, drafts, cached
        self.skip = {os.path.realpath(path) for path in skip}
        self.filter = EntryFilter(config.include, config.exclude, lambda path: os.path.isdir(self.root + path))
        self.entries = Entries()
        self.hidden: list[str] = []
        self.real_root = os.path.realpath(self.root)
        self.ancestors: list[str] = []
        self.entered: Counter[str] = Counter()

    def folder(self, base: str) -> None:
        """Pages and static files of `base` (`""` or `/news`), the posts below it, then its folders."""
        self.ancestors.append(os.path.realpath(self.root + base))
        folders: list[str] = []
        files: list[str] = []
        for entry in self._scan(base):
            is_folder = self._is_folder(entry, base)
            if not self.filter.keeps(entry.name, base):
                self._passed_over(entry.name, base, is_folder)
            elif is_folder:
                if self._may_enter(entry, base) and f"{base}/{entry.name}" != f"/{self.config.destination.strip('/')}":
                    folders.append(entry.name)
            elif self._may_read(entry, base):
                files.append(entry.name)
        self._posts(base)
        for name in folders:
            self.folder(f"{base}/{name}")
        for name in files:
            self._page_or_static(f"{base}/{name}"[1:])
        self.ancestors.pop()

    def included_files(self) -> None:
        """Files that `include` names by their path, wherever they lie (`read_included_excludes`)."""
        there = {entry.file for entry in self.entries.found}
        for pattern in self.config.include:
            if not isinstance(pattern, str):
                continue
            file = os.path.normpath("/" + pattern)[1:]
            if file and file not in there and self._plain_file(file):
                self._page_or_static(file)

    def collection(self, name: str) -> None:
        """The documents and static files of one collection."""
        folder = f"_{label(name)}"
        base = f"/{self.config.collections_dir}/{folder}" if self.config.collections_dir else f"/{folder}"
        if not os.path.isdir(self.root + base):
            self.entries.tell("config.collection-folder", f"collection `{name}` has no folder {folder}", "_config.yml")
            return
        if not self._folder_inside(base):
            return
        for path in self._below(base, dotted=True):
            if self.filter.keeps(path, f"/{folder}"):
                self._document_or_static(f"{base}/{path}"[1:], name)
            else:
                self._passed_over(path, base, False)

    def _posts(self, base: str) -> None:
        if self.config.collections_text and not base.startswith(f"/{self.config.collections_text}"):
            return
        for path in self._content(base, "_posts"):
            if DATED.search(path):
                self._post(f"{base}/_posts/{path}"[1:])
            elif path.lower().endswith(CONTENT):
                self.hidden.append(f"{base}/_posts/{path}"[1:])
            else:
                self._unpublished(f"{base}/_posts/{path}"[1:])
        if self.drafts:
            for path in self._content(base, "_drafts"):
                if DATELESS.search(path):
                    self._add(f"{base}/_drafts/{path}"[1:], "draft", "posts")

    def _post(self, file: str) -> None:
        if self._head(file) is not None:
            self._add(file, "post", "posts")

    def _content(self, base: str, special: str) -> Iterator[str]:
        inside = f"{base}/{special}"
        if os.path.isdir(self.root + inside) and self._folder_inside(inside):
            for path in self._below(inside, dotted=False):
                if self.filter.keeps(path, inside):
                    yield path

    def _below(self, base: str, *, dotted: bool) -> Iterator[str]:
        """Files below `base` in the order of Ruby's glob; linked folders are not entered."""
        for entry in self._scan(base):
            if not dotted and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                inner = f"{base}/{entry.name}"
                yield from (f"{entry.name}/{path}" for path in self._below(inner, dotted=dotted))
            elif not self._is_folder(entry, base) and self._may_read(entry, base):
                yield entry.name

    def _folder_inside(self, base: str) -> bool:
        """Whether a folder that Jekyll reads by its name lies in the site; told when it is a link that leads out."""
        inside = self._inside(self.root + base)
        if not inside:
            self.entries.tell("source.symlink-outside", "the link leads out of the site", base[1:])
        return inside

    def _scan(self, base: str) -> list[os.DirEntry[str]]:
        if base.count("/") > MAX_DEPTH:
            self.entries.tell("source.unreadable", f"the folder is more than {MAX_DEPTH} levels deep", base[1:])
            return []
        try:
            with os.scandir(self.root + base) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.entries.tell("source.unreadable", f"the folder cannot be read ({error.strerror})", base[1:] or ".")
            return []
        if base and any(entry.name == FOLDER_MARK for entry in found) and is_our_folder(self.root + base):
            return []
        return [entry for entry in found if self._named(entry.name, base)]

    def _named(self, name: str, base: str) -> bool:
        if name.isascii() or not any("\udc80" <= char <= "\udcff" for char in name):
            return True
        shown = os.fsencode(f"{base}/{name}"[1:]).decode("utf-8", "backslashreplace")
        self.entries.tell("source.name", "the name is not valid UTF-8", shown)
        return False

    def _is_folder(self, entry: os.DirEntry[str], base: str) -> bool:
        try:
            return entry.is_dir()
        except OSError:
            return False

    def _may_enter(self, entry: os.DirEntry[str], base: str) -> bool:
        if not entry.is_symlink():
            return True
        real = resolved(entry.path)
        file = f"{base}/{entry.name}"[1:]
        if real is None or not lies_in(self.real_root, real):
            self.entries.tell("source.symlink-outside", "the link leads out of the site", file)
            return False
        if any(f"{above}/".startswith(f"{real}/") for above in self.ancestors):
            self.entries.tell("source.symlink-loop", "the link leads to a folder that holds it", file)
            return False
        self.entered[real] += 1
        if self.entered[real] > MAX_LINKS:
            self.entries.tell("source.symlink-loop", f"more than {MAX_LINKS} links lead to its folder", file)
            return False
        return True

    def _may_read(self, entry: os.DirEntry[str], base: str) -> bool:
        file = f"{base}/{entry.name}"[1:]
        if entry.is_symlink() and not self._inside(entry.path):
            self.entries.tell("source.symlink-outside", "the link leads out of the site", file)
            return False
        return self._is_regular(entry, file) and f"{self.real_root.rstrip('/')}/{file}" not in self.skip

    def _is_regular(self, entry: os.DirEntry[str], file: str) -> bool:
        try:
            # the first is known of each name in a folder, and costs nothing
            if entry.is_file(follow_symlinks=False) or stat.S_ISREG(entry.stat().st_mode):
                return True
        except OSError as error:
            self.entries.tell("source.unreadable", f"cannot be read ({error.strerror})", file)
            return False
        self.entries.tell("source.special-file", "is a pipe, socket or device", file)
        return False

    def _plain_file(self, file: str) -> bool:
        path = f"{self.root}/{file}"
        return os.path.isfile(path) and self._inside(path)

    def _inside(self, path: str) -> bool:
        return lies_in(self.real_root, resolved(path))

    def _page_or_static(self, file: str) -> None:
        head = self._head(file)
        if head is None:
            return
        if head == "matter":
            self._add(file, "page")
        else:
            self._static(file, head, None)

    def _document_or_static(self, file: str, collection: str) -> None:
        head = self._head(file)
        if head is None or file in self.config.files:
            return
        if head == "matter":
            self._add(file, "document", collection)
        else:
            self._static(file, head, collection)

    def _static(self, file: str, head: Head, collection: str | None) -> None:
        if head == "bom":
            self.entries.tell("front-matter.bom", "a byte order mark stands before the front matter", file)
        self._add(file, "static", collection)

    def _head(self, file: str) -> Head | None:
        """How the file begins; None for our own outputs and for what cannot be read, which is told."""
        if self.cached is None:
            return self._read_head(file)
        head = self.cached.head(file)
        if head is None:
            head = self._read_head(file)
            if head is not None:
                self.cached.keep_head(file, head)
        return head

    def _read_head(self, file: str) -> Head | None:
        try:
            with open(f"{self.root}/{file}", "rb", buffering=0) as stream:
                head = stream.read(HEAD_BYTES)
        except OSError as error:
            self.entries.tell("source.unreadable", f"cannot be read ({error.strerror})", file)
            return None
        if HEADER.match(head):
            return "matter"  # what is ours begins otherwise
        if is_ours(head):
            return None
        return "bom" if head.startswith(BOM) and HEADER.match(head, len(BOM)) else "plain"

    def _add(self, file: str, kind: Kind, collection: str | None = None) -> None:
        self.entries.found.append(Entry(file=file, kind=kind, collection=collection))

    def _passed_over(self, name: str, base: str, is_folder: bool) -> None:
        """Remembers content that Jekyll does not look at because of its name, to tell it."""
        if (
            base == ""
            and is_folder
            and name.startswith("_")
            and not self._known(name)
            and self._folder_inside(f"/{name}")
        ):
            inside = self._below(f"/{name}", dotted=True)
            self.hidden.extend(f"{name}/{path}" for path in inside if path.lower().endswith(CONTENT))
        elif not is_folder and name.lower().endswith(CONTENT) and name.rpartition("/")[2].startswith((".", "_")):
            self.hidden.append(f"{base}/{name}"[1:])
        elif not is_folder and f"{base}/".startswith(ASSET_FOLDERS) and not name.startswith("."):
            self._unpublished(f"{base}/{name}"[1:])

    def _unpublished(self, file: str) -> None:
        self._add(file, "unpublished")
        self.entries.tell("asset.unpublished", "Jekyll does not copy this file because of its name or place", file)

    def _known(self, folder: str) -> bool:
        return folder in _JEKYLL_FOLDERS or any(f"_{label(name)}" == folder for name in self.config.collections)

    def told_hidden(self) -> None:
        for file in self.hidden:
            if self._head(file) == "matter":
                self.entries.tell(
                    "source.hidden-content",
                    "Jekyll does not publish this file because of its name or place",
                    file,
                )


_JEKYLL_FOLDERS = frozenset(("_data", "_includes", "_layouts", "_sass", "_site", "_plugins", "_posts", "_drafts"))
