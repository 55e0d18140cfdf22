"""What the bytes of an asset are: their number, their SHA-256 and their beginning."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from migrate.mediatypes import HEAD_BYTES

CHUNK = 1024 * 1024
MAX_BYTES = 8 * 1024**3  # larger than any document or video that a page shows, and half a minute's reading


class Digest(NamedTuple):
    """What a file holds: `head` are its first bytes."""

    size: int
    sha256: str | None
    head: bytes


def digested(path: Path) -> Digest:
    """The size, SHA-256 and first bytes of a file, read in pieces; of one that is too large no SHA-256."""
    with open(path, "rb", buffering=0) as stream:
        if (said := os.fstat(stream.fileno()).st_size) > MAX_BYTES:
            return Digest(said, None, stream.read(HEAD_BYTES))
        return digest_of(_pieces(stream))


def digest_of(pieces: Iterable[bytes]) -> Digest:
    """The same of bytes that come in pieces."""
    digest, size, head = hashlib.sha256(), 0, b""
    for piece in pieces:
        head = head or piece[:HEAD_BYTES]
        digest.update(piece)
        size += len(piece)
    return Digest(size, digest.hexdigest(), head)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece
