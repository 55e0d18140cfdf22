"""Small exports of Plone, written for one test each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from migrate.importers.plone import PloneImporter
from migrate.importers.plone.source import PloneSource
from migrate.interfaces import ReadOptions
from migrate.model import Asset, Page
from tests.conftest import NOW

PORTAL = "http://nohost/Plone"
Item = dict[str, Any]


def uid(number: int) -> str:
    return f"{number:032x}"


def item(path: str, type: str = "Document", number: int = 0, **said: object) -> Item:
    """An item as plone.exportimport writes it, published."""
    found = {"@id": path, "@type": type, "UID": uid(number), "id": path.rpartition("/")[2], "title": path}
    if type not in ("File", "Image"):
        found["review_state"] = "published"
    return {**found, **said}


def html(text: str) -> Item:
    return {"data": text, "content-type": "text/html", "encoding": "utf-8"}


def write(root: Path, files: Mapping[str, object]) -> Path:
    """Writes files: JSON of values, bytes as they are."""
    for name, value in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return root


def folder(root: Path, items: Sequence[Item], metadata: Item | None = None, **beside: object) -> Path:
    """An export of plone.exportimport."""
    named = {f"content/{at}/data.json": one for at, one in enumerate(items)}
    about = {"__version__": "1.0.0", "_data_files_": [name.removeprefix("content/") for name in named]}
    more = {f"{name}.json": value for name, value in beside.items()}
    return write(root, {"content/__metadata__.json": {**about, **(metadata or {})}, **named, **more})


def listed(root: Path, items: Sequence[object], **beside: object) -> Path:
    """An export of collective.exportimport: one list."""
    more = {f"export_{name}.json": value for name, value in beside.items()}
    return write(root, {"Plone.json": list(items), **more})


def opened(root: Path, **options: Any) -> PloneSource:
    return PloneImporter().open(root, ReadOptions(now=NOW, **options))


def pages(source: PloneSource) -> dict[str, Page]:
    """The pages by their paths in Plone."""
    return {str(page.meta.get("path", page.url)): page for page in source.site.pages}


def assets(source: PloneSource) -> dict[str, Asset]:
    return {asset.id: asset for asset in source.assets()}


def told(source: PloneSource) -> list[tuple[str, str | None, int | None]]:
    return [(finding.code, finding.file, finding.line) for finding in source.findings]
