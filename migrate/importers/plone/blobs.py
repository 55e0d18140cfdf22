"""Files that items hold: where their bytes stand, in each of the forms that exports have.

plone.exportimport and collective.exportimport lay blobs in folders (`blob_path`), the latter writes base64 as well
(`data`), or nothing but the address (`download`).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

CHUNK = 1 << 20
HOME = "COLLECTIVE_EXPORTIMPORT_BLOB_HOME"
HOMES = ("blobs", "blobstorage", "content")
_BYTES = ("data", "encoding", "blob_path", "download", "scales", "size", "width", "height")


class Blob(NamedTuple):
    """A file in a field: its name and type as the item says them, and in which form its bytes are there."""

    filename: str | None
    content_type: str | None
    path: str | None
    is_inside: bool


class Found(NamedTuple):
    """Where the bytes of a blob are: a file below the export's folder, or below another."""

    folder: Path
    path: str


def blob_of(name: str, value: object) -> Blob | None:
    """The file that a field holds; None where it holds none."""
    if name == "text" or not isinstance(value, dict):
        return None
    filename, kind, path = (value.get(key) for key in ("filename", "content-type", "blob_path"))
    inside = isinstance(value.get("data"), str) and (value.get("encoding") == "base64" or "filename" in value)
    if not (inside or isinstance(path, str) or (isinstance(value.get("download"), str) and "content-type" in value)):
        return None
    return Blob(_text(filename), _text(kind), _text(path), inside)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def words(value: object) -> dict[str, object]:
    """What a field says of its file, without the bytes and what is worked out from them."""
    assert isinstance(value, dict)
    return {name: inner for name, inner in value.items() if name not in _BYTES}


def base64_pieces(said: Mapping[str, object]) -> Iterator[bytes]:
    """The bytes of a blob that stands in its item. Raises ValueError."""
    data = said.get("data")
    if not isinstance(data, str):
        raise ValueError("its bytes are not there any more")
    try:
        yield base64.b64decode(data if _is_plain(data) else "".join(data.split()), validate=True)
    except ValueError as error:
        raise ValueError("they are no base64") from error


def _is_plain(data: str) -> bool:
    return not any(char in data for char in " \r\n\t")


def file_pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file. Raises OSError."""
    with open(path, "rb", buffering=0) as stream:
        while piece := stream.read(CHUNK):
            yield piece


class Homes:
    """The folders that blobs may lie in. Nothing outside of them is ever read, whatever a path says."""

    def __init__(self, root: Path, content: str | None) -> None:
        """`content` is the folder that paths of plone.exportimport begin at."""
        given = os.environ.get(HOME)
        beside = [name for name in HOMES if content is None]
        self._root = root
        self._homes = [Path(given)] if given and content is None else []
        self._homes += [root / name for name in ([content] if content is not None else beside)]
        self._homes += [] if content is not None else [root]

    def find(self, path: str) -> Found | str:
        """Where the blob lies; else why it is not to be had."""
        why = "is not there"
        if "\0" in path or len(path) > 4096:
            return "is no path"
        for home in self._homes:
            real, inside = os.path.realpath(home / path), os.path.realpath(home)
            if not real.startswith(inside.rstrip("/") + "/"):
                why = "leads out of the export"
            elif os.path.isfile(real):
                return self._found(real, home, path)
        return why

    def _found(self, real: str, home: Path, path: str) -> Found:
        root = os.path.realpath(self._root)
        if real.startswith(root.rstrip("/") + "/"):
            return Found(self._root, os.path.relpath(real, root))
        return Found(home, path)
