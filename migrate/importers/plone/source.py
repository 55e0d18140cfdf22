"""An opened export of Plone: the index now, bodies and files when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate.diagnostics import Finding
from migrate.errors import SourceError
from migrate.importers.plone.assets import AssetReader
from migrate.importers.plone.blobs import Homes
from migrate.importers.plone.bodies import body_of
from migrate.importers.plone.exports import Export, export_in
from migrate.importers.plone.index import index_of
from migrate.importers.plone.items import read_again
from migrate.importers.plone.lines import line_in
from migrate.importers.plone.ordering import path_of
from migrate.interfaces import Looked, ReadOptions, Rendered
from migrate.model import Asset, Body, Location, Page


class PloneSource:
    """See `interfaces.Source`."""

    def __init__(self, root: Path, options: ReadOptions) -> None:
        export = _export(root)
        self._root, self._options = export.root, options
        self._findings: list[Finding] = []
        zone = _zone(options.timezone)
        index = index_of(export, options, zone, self._findings)
        if not index.site.pages and not index.files:
            raise SourceError(f"{root}: no item of a site can be read in it; export the site again")
        self.site, self._bodies, self._files, self._links = index
        self._assets = AssetReader(self._root, Homes(self._root, "content" if export.is_new else None), self._findings)

    @property
    def now(self) -> datetime:
        return self._options.now

    @property
    def findings(self) -> Sequence[Finding]:
        return self._findings

    def body(self, page: Page) -> Rendered:
        standing, told = self._bodies[page.id], list[Finding]()

        def tell(code: str, message: str) -> None:
            told.append(Finding(code=code, message=message, file=page.source.file, line=page.source.line))

        try:
            said = {} if standing.field is None else read_again(self._root, standing.place)
        except (OSError, ValueError) as error:
            tell("page.failed", f"could not be read again ({error!s:.100})")
            return Rendered(None, told, "all")
        body = body_of(said, standing.field, tell)
        html = body.html and self._links.html(body.html, standing.path)
        looked: Looked = "index" if html else "own"  # its links lead to other items by their UIDs and paths
        return Rendered(Body(html=html, text=body.text, format=body.format), told, looked)

    def files(self) -> Iterator[tuple[str, str | None]]:
        return ((one.id, one.url) for one in self._files)

    def assets(self, *, digest: bool = True) -> Iterator[Asset]:
        return self._assets.assets(self._files, digest=digest)

    def where(self, page: Page, path: str) -> Location | None:
        """Where the value at the path of a field is written: the line of its key, else that of the item."""
        first, _, rest = path.partition(".")
        name = rest.split(".")[0] if first == "meta" else _KEYS.get(first)
        if name is None:
            return None
        line = line_in(self._root, self._bodies[page.id].place, f'"{name}":')
        return Location(file=page.source.file, line=line or page.source.line)

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        """The line of a page's item that says `text`; `file` is the page's id."""
        standing = self._bodies.get(file)
        return None if standing is None else line_in(self._root, standing.place, text)


# the keys that hold what a page's fields say
_KEYS: Mapping[str, str] = {
    "id": "UID",
    "url": "@id",
    "layout": "@type",
    "title": "title",
    "description": "description",
    "date": "effective",
    "modified": "modified",
    "published": "review_state",
    "language": "language",
    "tags": "subjects",
    "image": "image",
    "target": "remoteUrl",
    "body": "text",
}


def _export(root: Path) -> Export:
    found = export_in(root)
    if found is None:
        raise SourceError(
            f"{root}: is no export of Plone; name the folder that holds content/__metadata__.json, or a list of items "
            "such as Plone.json that has items in it"
        )
    return found


def _zone(name: str | None) -> tzinfo:
    """The zone of dates that have none."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def rows(source: PloneSource) -> Iterator[Mapping[str, object]]:
    """The items of a site in the words of `inspect`: one row a page, then one a file."""
    for page in source.site.pages:
        yield {
            "path": path_of(page),
            "type": page.layout,
            "uid": page.id,
            "title": page.title,
            "state": page.meta.get("review_state"),
            "url": page.url,
            "published": page.published,
            "language": page.language,
            "position": page.position,
            "date": page.date.isoformat() if page.date is not None else None,
            "file": page.source.file,
            "line": page.source.line,
        }
    for asset in source.assets(digest=False):
        yield {
            "path": asset.url or asset.meta.get("path"),
            "type": asset.meta.get("portal_type", "file of a field"),
            "uid": asset.id,
            "title": asset.title,
            "url": asset.url,
            "published": asset.url is not None,
            "file": asset.file,
        }
