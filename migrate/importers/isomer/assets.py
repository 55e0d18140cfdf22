"""Assets: the files that are not content, with size, media type and digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.errors import SourceError
from migrate.jekyll.config import Config
from migrate.jekyll.entries import CONTENT
from migrate.jekyll.patterns import EntryFilter
from migrate.model import Asset

CHUNK = 1024 * 1024
MAX_LIST_BYTES = 64 * 1024 * 1024

# Our own table: the standard library's differs with the Python version and with the machine's own files
MEDIA_TYPES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".css": "text/css",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eot": "application/vnd.ms-fontobject",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar",
    ".jfif": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}


def media_type(file: str) -> str:
    """The media type that the name's ending says."""
    return MEDIA_TYPES.get(os.path.splitext(file)[1].lower(), "application/octet-stream")


def read_assets(root: Path, files: list[str], listed: list[str], findings: list[Finding]) -> Iterator[Asset]:
    """Each asset by its path; `listed` are paths known only by name. The bytes are digested here, one at a time."""
    known_by_name = set(listed).difference(files)
    for file in sorted({*files, *known_by_name}):
        if file in known_by_name:
            yield _asset(file, None, None, None)
            continue
        try:
            size, digest = digested(root / file)
        except OSError as error:
            findings.append(Finding(code="source.unreadable", message=f"cannot be read ({error.strerror})", file=file))
            yield _asset(file, None, None, None)
        else:
            yield _asset(file, file, size, digest)


def _asset(file: str, bytes_at: str | None, size: int | None, digest: str | None) -> Asset:
    return Asset(id=file, url=f"/{file}", file=bytes_at, media_type=media_type(file), size=size, sha256=digest)


def digested(path: Path) -> tuple[int, str]:
    """The size and SHA-256 of a file, read in pieces."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb", buffering=0) as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def read_list(path: Path, root: Path, config: Config, findings: list[Finding]) -> list[str]:
    """The paths of an assets list that the site would publish and that are not on disk.

    One path a line, UTF-8, relative to the source. Raises SourceError when the list cannot be read.
    """
    lines = _lines(path)
    kept = EntryFilter(config.include, config.exclude)
    found: list[str] = []
    for number, line in enumerate(lines, 1):
        name = line.rstrip("\r")
        if not name:
            continue
        if name.startswith("/") or "\0" in name or ".." in name.split("/"):
            findings.append(
                Finding(
                    code="source.assets-list",
                    message=f"{name!r:.80} leads out of the site",
                    file=path.name,
                    line=number,
                )
            )
        elif _published(name, kept) and not name.lower().endswith(CONTENT) and not os.path.exists(root / name):
            found.append(name)
    if found:
        message = f"{len(found):,} assets of the list have no bytes here"
        findings.append(Finding(code="asset.missing", message=message, file=path.name))
    return found


def _lines(path: Path) -> list[str]:
    try:
        with open(path, "rb") as stream:
            raw = stream.read(MAX_LIST_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); name a UTF-8 file of paths") from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path}:{line}: is not UTF-8; save the file as UTF-8") from error
    if len(raw) > MAX_LIST_BYTES:
        raise SourceError(f"{path}: is larger than {MAX_LIST_BYTES:,} bytes; name a UTF-8 file of paths")
    return text.split("\n")


def _published(name: str, kept: EntryFilter) -> bool:
    """Whether every folder on the way and the file itself pass Jekyll's filter."""
    base = ""
    for part in name.split("/"):
        if not kept.keeps(part, base):
            return False
        base = f"{base}/{part}"
    return True
