"""Files and images with their bytes: which type each has, where its bytes lie, and what is said of them."""

from __future__ import annotations

from typing import NamedTuple

from migrate.exporters.plone import portal_types as names
from migrate.exporters.plone.fields import clean
from migrate.filenames import safe_name
from migrate.model import Asset, OutFile

CONTENT = "import/content"


class Blob(NamedTuple):
    """What `data.json` says of the bytes, and the file with them."""

    said: dict[str, object]
    file: OutFile


def type_of(asset: Asset) -> str:
    """Image where the first bytes are those of one; an Image with anything else would be refused or be broken.

    Without bytes it is what it was in Plone.
    """
    said = asset.meta.get("portal_type")
    if not has_bytes(asset) and isinstance(said, str) and said in (names.IMAGE, names.FILE):
        return said
    return names.IMAGE if asset.media_type.startswith("image/") else names.FILE


def has_bytes(asset: Asset) -> bool:
    """Whether there are any: an empty file is refused."""
    return asset.file is not None and asset.sha256 is not None and bool(asset.size)


def blob(asset: Asset, uid: str, field: str, name: str) -> Blob:
    """The bytes of an asset in a field of the item with that UID."""
    path = f"{uid}/{field}/{safe_name(name)}"
    said: dict[str, object] = {
        "filename": clean(name),
        "content-type": asset.media_type,
        "size": asset.size,
        "blob_path": path,
    }
    return Blob(said, OutFile(path=f"{CONTENT}/{path}", content=asset))


def filename(asset: Asset) -> str:
    """The name that the file had."""
    said = asset.meta.get("filename")
    place = said if isinstance(said, str) and said.strip() else (asset.url or asset.id)
    return place.rstrip("/").rpartition("/")[2] or asset.id.rpartition("/")[2] or "file"
