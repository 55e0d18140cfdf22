"""The files of a site: items that are files, and the fields of others that hold some."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from migrate.diagnostics import Finding
from migrate.importers.digests import Digest, digest_of, digested
from migrate.importers.plone.blobs import Blob, Found, Homes, base64_pieces, file_pieces
from migrate.importers.plone.items import Place, read_again
from migrate.importers.plone.values import mapping
from migrate.mediatypes import UNKNOWN, media_type
from migrate.model import Asset

_VAGUE = ("application/octet-stream", "text/plain", "application/x-download", "binary/octet-stream", "application/zip")
_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+", re.I)


class Held(NamedTuple):
    """A file as the index has it: it stands in `field` of the item at `place`, in the form that `blob` says."""

    id: str
    url: str | None
    title: str | None
    description: str | None
    meta: Mapping[str, object]
    place: Place
    field: str
    blob: Blob | None

    @property
    def name(self) -> str:
        """What the file is called."""
        said = self.blob.filename if self.blob is not None else None
        return said or (self.url or str(self.meta.get("path", ""))).rpartition("/")[2] or self.id


class AssetReader:
    """Gives the files of the export in `root` with what their bytes say; what is odd about them is told."""

    def __init__(self, root: Path, homes: Homes, findings: list[Finding]) -> None:
        self._root, self._homes, self._findings = root, homes, findings

    def assets(self, held: Sequence[Held], *, digest: bool) -> Iterator[Asset]:
        """Every file by its id. Without `digest` none is opened."""
        for one in held:
            yield self._asset(one, digest=digest)

    def _asset(self, one: Held, *, digest: bool) -> Asset:
        file, content = self._bytes(one)
        found = self._digest(one, file, content) if digest and file is not None else None
        if digest and found is None:
            file = content = None
        kind = media_type(one.name, None if found is None else found.head)
        said = one.blob.content_type if one.blob is not None else None
        if kind == UNKNOWN and said is not None and _TYPE.fullmatch(said):
            kind = said.lower()
        elif found is not None and said is not None and _TYPE.fullmatch(said) and not _agree(kind, said):
            self._tell("asset.media-type", f"{one.name:.100} is {kind}, but the export says {said}", one)
        return Asset(
            id=one.id,
            url=one.url,
            file=file,
            media_type=kind,
            size=None if found is None else found.size,
            sha256=None if found is None else found.sha256,
            title=one.title,
            description=one.description,
            meta=one.meta,
            content=content,
        )

    def _bytes(self, one: Held) -> tuple[str | None, Callable[[], Iterable[bytes]] | None]:
        """Where the bytes stand, and what gives them where that is no file of the export."""
        blob = one.blob
        if blob is None or (blob.path is None and not blob.is_inside):
            self._missing(one, "the export has no file of it" if blob is None else "the export has its address alone")
            return None, None
        if blob.path is None:
            return one.place.file, partial(_inside, self._root, one.place, one.field)
        found = self._homes.find(blob.path)
        if not isinstance(found, Found):
            self._missing(one, f"its blob {blob.path:.200} {found}")
            return None, None
        if found.folder == self._root:
            return found.path, None
        return blob.path, partial(file_pieces, found.folder / found.path)

    def _digest(self, one: Held, file: str | None, content: Callable[[], Iterable[bytes]] | None) -> Digest | None:
        try:
            found = digest_of(content()) if content is not None else digested(self._root / (file or ""))
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            self._missing(one, f"its bytes cannot be read ({why!s:.100})")
            return None
        if found.sha256 is None:
            self._tell("asset.too-large", f"{found.size:,} bytes are over the limit", one)
        return found

    def _missing(self, one: Held, why: str) -> None:
        self._tell("plone.no-bytes", f"{one.name:.100}: {why}", one)

    def _tell(self, code: str, message: str, one: Held) -> None:
        self._findings.append(Finding(code=code, message=message, file=one.place.file, line=one.place.line))


def _inside(root: Path, place: Place, field: str) -> Iterator[bytes]:
    """The bytes of a file that stands in its item. Raises OSError, ValueError."""
    yield from base64_pieces(mapping(read_again(root, place).get(field)))


def _agree(found: str, said: str) -> bool:
    """Whether two media types name one kind of file, as far as anybody would notice."""
    known = (found.lower(), said.lower().partition(";")[0].strip())
    if known[0] == known[1] or any(kind in _VAGUE for kind in known):
        return True
    return _family(known[0]) == _family(known[1])


def _family(kind: str) -> str:
    """`image/jpg` and `image/pjpeg` are `image/jpeg`; text and Office documents have many names."""
    first, _, second = kind.partition("/")
    second = second.removeprefix("x-").replace("pjpeg", "jpeg").replace("jpg", "jpeg")
    return f"{first}/{second}" if first in ("image", "audio", "video") or second == "pdf" else first
