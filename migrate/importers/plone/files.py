"""The files that an item stands for, or holds in its fields."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.importers.plone.assets import Held
from migrate.importers.plone.fates import ItemFates
from migrate.importers.plone.pages import PageReader, blobs_of, is_file, lead_of
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.values import mapping
from migrate.importers.plone.visibility import Visibility


def files_of(one: Placed, reader: PageReader, visibility: Visibility, fates: ItemFates) -> Iterator[Held]:
    """Every file of the item. Those that the public could not see have no address."""
    is_seen = one.path is not None and one.twin is None and visibility.is_public(one)
    if is_file(one):
        yield _file(one, reader, fates, is_seen=is_seen)
    for name, blob in blobs_of(one):
        lead = lead_of(one.uid, one.path, name, blob)
        said = {"of": one.uid, "field": name, "filename": blob.filename, "content-type": blob.content_type}
        meta = {key: value for key, value in said.items() if value is not None}
        yield Held(lead.id, lead.url if is_seen else None, None, None, meta, one.item.place, name, blob)


def _file(one: Placed, reader: PageReader, fates: ItemFates, *, is_seen: bool) -> Held:
    meta = reader.meta(one)
    title, description = reader.words_of_file(one, meta)
    field = one.item.type.lower()
    words = mapping(meta.pop(field, None)) if field in one.item.blobs else {}
    path = {"path": one.path} if one.path is not None and not is_seen else {}
    meta = {"portal_type": one.item.type, **path, **words, **meta}
    fates.of_file(one, meta)
    url = one.path if is_seen else None
    return Held(one.uid, url, title, description, meta, one.item.place, field, one.item.blobs.get(field))
