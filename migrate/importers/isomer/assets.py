"""Assets: the files that are not content, with size, media type and digest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.errors import SourceError
from migrate.importers.digests import MAX_BYTES, Digest, digested
from migrate.jekyll.config import Config, label
from migrate.jekyll.entries import ASSET_FOLDERS, CONTENT
from migrate.jekyll.patterns import EntryFilter
from migrate.jekyll.site import StaticFile, static_address
from migrate.mediatypes import UNKNOWN, media_type
from migrate.model import Asset

CONFIGURATION = ("/collection.yml",)
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
MAX_PATH = 4096  # characters, as systems have it
MAX_LIST_BYTES = 64 * 1024 * 1024


def read_assets(
    root: Path, files: list[StaticFile], listed: list[StaticFile], findings: list[Finding], *, digest: bool = True
) -> Iterator[Asset]:
    """Each asset by its path; `listed` are known only by name. The bytes are digested here, one at a time.

    Without `digest` no file is opened: size and digest are None, the media type is that of the name.
    """
    by_name = {static.file: static for static in listed}
    on_disk = {static.file: static for static in files}
    for file, static in sorted({**by_name, **on_disk}.items()):
        there = file if file in on_disk else None
        if there is None or not digest:
            yield _asset(static, there, None)
            continue
        try:
            digested_file = digested(root / file)
        except OSError as error:
            findings.append(Finding(code="source.unreadable", message=f"cannot be read ({error.strerror})", file=file))
            yield _asset(static, None, None)
        else:
            asset = _asset(static, file, digested_file)
            findings.extend(_oddities(asset, digested_file))
            yield asset


def _asset(static: StaticFile, file: str | None, found: Digest | None) -> Asset:
    head = None if found is None or _is_pointer(found) else found.head
    return Asset(
        id=static.file,
        url=static.url,
        file=file,
        media_type=media_type(static.file, head),
        size=None if found is None else found.size,
        sha256=None if found is None else found.sha256,
    )


def _oddities(asset: Asset, found: Digest) -> Iterator[Finding]:
    named = media_type(asset.id, None)
    if found.sha256 is None:
        message = f"{found.size:,} bytes are over the limit of {MAX_BYTES:,}"
        yield Finding(code="asset.too-large", message=message, file=asset.id)
    elif _is_pointer(found):
        message = f"is only a pointer of Git LFS{_promised(found.head)}"
        yield Finding(code="asset.lfs", message=message, file=asset.id)
    elif named not in (asset.media_type, UNKNOWN):
        ending = os.path.splitext(asset.id)[1]
        message = f"is {asset.media_type}, but is called {ending}"
        yield Finding(code="asset.media-type", message=message, file=asset.id)


def _is_pointer(found: Digest) -> bool:
    """https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: less than 1,024 bytes, the version first."""
    return found.size < 1024 and found.head.startswith(LFS_POINTER) and b"\noid " in found.head


def _promised(pointer: bytes) -> str:
    size = re.search(rb"\nsize (\d{1,18})\n", pointer)
    return f"; its {int(size[1]):,} bytes are not here" if size else ""


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
        if (odd := _is_no_path(name)) is not None:
            message = f"{name!r:.80} {odd}"
            findings.append(Finding(code="source.assets-list", message=message, file=path.name, line=number))
        elif not name.lower().endswith((*CONTENT, *CONFIGURATION)) and not os.path.exists(root / name):
            found.extend(_listed(name, kept, config))
    if found:
        message = f"{len(found):,} assets of the list have no bytes here"
        findings.append(Finding(code="asset.missing", message=message, file=path.name))
    return found


def _is_no_path(name: str) -> str | None:
    """What is wrong with a line of the list; None when it is a path inside the site."""
    if len(name) > MAX_PATH:
        return f"is longer than {MAX_PATH:,} characters"
    return "leads out of the site" if name.startswith("/") or "\0" in name or ".." in name.split("/") else None


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
