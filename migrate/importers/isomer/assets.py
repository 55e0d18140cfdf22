"""Assets: the files that are not content, with size, media type and digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.errors import SourceError
from migrate.jekyll.config import Config, label
from migrate.jekyll.entries import ASSET_FOLDERS, CONTENT
from migrate.jekyll.patterns import EntryFilter
from migrate.jekyll.site import StaticFile, static_address
from migrate.model import Asset

CHUNK = 1024 * 1024
CONFIGURATION = ("/collection.yml",)
MAX_LIST_BYTES = 64 * 1024 * 1024

# Our own table: the standard library's differs with the Python version and with the machine's own files
MEDIA_TYPES = {
    ".7z": "application/x-7z-compressed",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".css": "text/css",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    ".eml": "message/rfc822",
    ".eot": "application/vnd.ms-fontobject",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".heif": "image/heif",
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
    ".m4v": "video/x-m4v",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pps": "application/vnd.ms-powerpoint",
    ".ppsx": "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rar": "application/vnd.rar",
    ".rtf": "application/rtf",
    ".scss": "text/x-scss",
    ".sh": "application/x-sh",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".toml": "application/toml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xls": "application/vnd.ms-excel",
    ".xlsm": "application/vnd.ms-excel.sheet.macroenabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".xsl": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}


def media_type(file: str) -> str:
    """The media type that the name's ending says."""
    return MEDIA_TYPES.get(os.path.splitext(file)[1].lower(), "application/octet-stream")


def read_assets(
    root: Path, files: list[StaticFile], listed: list[StaticFile], findings: list[Finding]
) -> Iterator[Asset]:
    """Each asset by its path; `listed` are known only by name. The bytes are digested here, one at a time."""
    by_name = {static.file: static for static in listed}
    on_disk = {static.file: static for static in files}
    for file, static in sorted({**by_name, **on_disk}.items()):
        if file not in on_disk:
            yield _asset(static, None, None, None)
            continue
        try:
            size, digest = digested(root / file)
        except OSError as error:
            findings.append(Finding(code="source.unreadable", message=f"cannot be read ({error.strerror})", file=file))
            yield _asset(static, None, None, None)
        else:
            yield _asset(static, file, size, digest)


def _asset(static: StaticFile, bytes_at: str | None, size: int | None, digest: str | None) -> Asset:
    kind = media_type(static.file)
    return Asset(id=static.file, url=static.url, file=bytes_at, media_type=kind, size=size, sha256=digest)


def digested(path: Path) -> tuple[int, str]:
    """The size and SHA-256 of a file, read in pieces."""
    digest, size = hashlib.sha256(), 0
    with open(path, "rb", buffering=0) as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def read_list(path: Path, root: Path, config: Config, findings: list[Finding]) -> list[StaticFile]:
    """The files of an assets list that are no content and are not on disk, as if they were.

    One path a line, UTF-8, relative to the source. Raises SourceError when the list cannot be read.
    """
    lines = _lines(path)
    kept = EntryFilter(config.include, config.exclude)
    found: list[StaticFile] = []
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
        elif not name.lower().endswith((*CONTENT, *CONFIGURATION)) and not os.path.exists(root / name):
            found.extend(_listed(name, kept, config))
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


def _listed(name: str, kept: EntryFilter, config: Config) -> Iterator[StaticFile]:
    """The file as Jekyll's reader would sort it, were it on disk; nothing for what is no asset."""
    collection = _collection_of(name, config)
    if collection is not None:
        folder, _, inside = name.removeprefix(f"{config.collections_dir}/").partition("/")
        if kept.keeps(inside, f"/{folder}"):
            yield StaticFile(name, static_address(config, name, collection))
    elif _passes(name, kept):
        yield StaticFile(name, static_address(config, name, None))
    elif f"/{name}".startswith(ASSET_FOLDERS) or "/_posts/" in f"/{name}":
        yield from [StaticFile(name, None)] if not name.rpartition("/")[2].startswith(".") else []


def _collection_of(name: str, config: Config) -> str | None:
    inside = name.removeprefix(f"{config.collections_dir}/") if config.collections_dir else name
    folder = inside.partition("/")[0]
    named = (collection for collection in config.collections if collection not in ("posts", "data"))
    return next((collection for collection in named if f"_{label(collection)}" == folder), None)


def _passes(name: str, kept: EntryFilter) -> bool:
    """Whether every folder on the way and the file itself pass Jekyll's filter."""
    base = ""
    for part in name.split("/"):
        if not kept.keeps(part, base):
            return False
        base = f"{base}/{part}"
    return True
