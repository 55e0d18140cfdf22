"""Which files an export has, of plone.exportimport (a folder `content`) or collective.exportimport (lists of items)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

METADATA = "content/__metadata__.json"
ERRORS = "errors.json"
# of plone.exportimport; collective.exportimport calls its own by what they hold
BESIDE = ("principals", "redirects", "relations", "translations", "discussions", "portlets")
OLD_BESIDE = {
    "export_members": "principals",
    "export_redirects": "redirects",
    "export_relations": "relations",
    "export_translations": "translations",
    "export_discussion": "discussions",
    "export_portlets": "portlets",
    "export_localroles": "local_roles",
    "export_ordering": "ordering",
    "export_defaultpages": "default_page",
}
_HEAD = 1 << 16
_ITEM = re.compile(rb'\s*\[?\s*\{\s*"')
_KEYS = (rb'"@id"', rb'"@type"')
_NUMBERED = re.compile(r"[0-9]+\.json")


class Export(NamedTuple):
    """The files of an export, relative to `root`: those of items in their order, and the others by what they hold.

    `outside` lie above the folder; `linked` are symbolic links that lead out of it. Neither is read.
    """

    root: Path
    content: tuple[str, ...]
    beside: dict[str, str]
    is_new: bool = False
    outside: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()


def export_in(root: Path) -> Export | None:
    """The export in the folder `root`, or that of which `root` is the one list; None where there is none."""
    if root.is_file():
        return _one_list(root) if _holds_items(root) else None
    if _is_own(root, "content") and _is_own(root, METADATA) and (root / METADATA).is_file():
        beside = {name: f"{name}.json" for name in BESIDE if (root / f"{name}.json").is_file()}
        return _own(Export(root, tuple(_data_files(root)), beside, is_new=True))
    content = tuple(_lists(root))
    return _own(Export(root, content, _old_beside(root), outside=_outside(root, content))) if content else None


def _own(export: Export) -> Export:
    """The export without the files that are links out of its folder."""
    linked = {name for name in (*export.content, *export.beside.values()) if not _is_own(export.root, name)}
    return export._replace(
        content=tuple(name for name in export.content if name not in linked),
        beside={kind: name for kind, name in export.beside.items() if name not in linked},
        linked=tuple(sorted(linked)),
    )


def _is_own(root: Path, name: str) -> bool:
    path = os.path.join(root, name)
    return not os.path.islink(path) or os.path.realpath(path).startswith(os.path.realpath(root).rstrip("/") + "/")


def _one_list(file: Path) -> Export:
    beside = _own(Export(file.parent, (), _old_beside(file.parent)))
    return beside._replace(content=(file.name,))


def _data_files(root: Path) -> Iterator[str]:
    """The files of items on disk; which of them count, and in which order, is said in the metadata."""
    with os.scandir(root / "content") as entries:
        for name in sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False)):
            if (root / "content" / name / "data.json").is_file():
                yield f"content/{name}/data.json"


def _lists(root: Path) -> Iterator[str]:
    """Lists of items in the folder, else the numbered files of a folder in it, else its own."""
    names = sorted(_names(root))
    own = [name for name in names if _is_list(name) and not _NUMBERED.fullmatch(name) and _holds_items(root / name)]
    yield from own
    for folder in ["", *(f"{name}/" for name in names if (root / name).is_dir() and not (root / name).is_symlink())]:
        numbered = [name for name in _names(root / folder) if _NUMBERED.fullmatch(name)]
        if any(_holds_items(root / folder / name) for name in numbered[:20]):
            yield from (f"{folder}{name}" for name in sorted(numbered, key=lambda name: (len(name), name)))


def _is_list(name: str) -> bool:
    return name.endswith(".json") and not name.startswith("export_") and name != ERRORS


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _holds_items(file: Path) -> bool:
    """Whether the file begins as a list of items does, or as one item."""
    try:
        if not file.is_file():
            return False
        with open(file, "rb") as stream:
            head = stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    return _ITEM.match(head) is not None and all(key in head for key in _KEYS)


def _old_beside(folder: Path) -> dict[str, str]:
    found = {kind: f"{name}.json" for name, kind in OLD_BESIDE.items() if (folder / f"{name}.json").is_file()}
    return {**found, **({"errors": ERRORS} if (folder / ERRORS).is_file() else {})}


def _outside(root: Path, content: tuple[str, ...]) -> tuple[str, ...]:
    """What belongs to numbered files but lies above them, where only the folder itself was named."""
    if not all(_NUMBERED.fullmatch(name) for name in content) or _old_beside(root):
        return ()
    return tuple(sorted(_old_beside(Path(os.path.abspath(root)).parent).values()))
