"""Exports of Plone, as plone.exportimport and collective.exportimport write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.importers.plone.exports import export_in
from migrate.interfaces import Inspection, ReadOptions

if TYPE_CHECKING:
    from migrate.importers.plone.source import PloneSource

__all__ = ["PloneImporter"]


class PloneImporter:
    """Reads exports of Plone. A list of items may be named as well as the folder that it lies in."""

    name = "plone"

    def recognises(self, root: Path) -> bool:
        return export_in(root) is not None

    def open(self, root: Path, options: ReadOptions) -> PloneSource:
        from migrate.importers.plone.source import PloneSource

        return PloneSource(root, options)

    def inspect(self, root: Path, options: ReadOptions, *, render: bool) -> Inspection:
        from migrate.importers.plone.source import rows

        source = self.open(root, options)
        found = rows(source)
        return Inspection(_with_html(source, found) if render else found, source.findings)


def _with_html(source: PloneSource, rows: Iterator[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    pages = {page.id: page for page in source.site.pages}
    for row in rows:
        page = pages.get(str(row["uid"]))
        body = None if page is None else source.body(page).body
        yield row if page is None else {**row, "html": None if body is None else body.html}
