"""The types of a new Plone 6 of each flavour: what each can hold, which fields it has, how it can be shown.

Asked of the types of Plone 6.2 themselves. A field that a type has not is passed over without a word there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from migrate.exporters.plone.asked import Asked

SITE = "Plone Site"
LANGUAGE, SHARED = "LRF", "LIF"  # the folder of a language, and that in it of what all languages share
ASSETS = "assets"  # the id of the latter
IMAGE, FILE, LINK, EVENT, NEWS, FOLDER, DOCUMENT = "Image", "File", "Link", "Event", "News Item", "Folder", "Document"

# of every type, beside those of its own; the importer reads the last two
_COMMON = (
    "title description subjects language effective expires creators contributors rights id created modified "
    "exclude_from_nav allow_discussion relatedItems changeNote versioning_enabled layout "
    "workflow_history exportimport.constrains"
)
COMMON = frozenset(_COMMON.split())
_EVENT = (
    "start end whole_day open_end sync_uid recurrence location attendees contact_name contact_email contact_phone "
    "event_url"
)
_BLOCKS = "blocks blocks_layout"
_PREVIEW = "preview_image_link preview_caption_link nav_title"
_COLLECTION = "query sort_on sort_reversed limit item_count customViewFields text"
_LISTINGS = ("album_view", "full_view", "listing_view", "summary_view", "tabular_view", "event_listing")


class Kind(NamedTuple):
    """A type: the fields that it has beside those of all, the names of its views, and whether it can hold others.

    `rich` is the field of its body. Without a workflow, what lies in it is seen by whoever sees what it lies in.
    """

    fields: frozenset[str]
    views: tuple[str, ...]
    is_folderish: bool = False
    rich: str | None = None
    has_workflow: bool = True


def _kind(
    fields: str, views: tuple[str, ...], rich: str | None = None, *, folderish: bool = False, workflow: bool = True
) -> Kind:
    return Kind(frozenset(fields.split()), views, folderish, rich, workflow)


_ALIKE = {
    FILE: _kind("file", ("file_view",), workflow=False),
    IMAGE: _kind("image", ("image_view",), workflow=False),
    LINK: _kind("remoteUrl", ("link_redirect_view",)),
    FOLDER: _kind("nextPreviousEnabled", _LISTINGS, folderish=True),
    "Collection": _kind(_COLLECTION, _LISTINGS, "text"),
}
# what is not yet known to be a file or an image
A_FILE = _ALIKE[FILE]._replace(views=("file_view", "image_view"))
CLASSIC: Mapping[str, Kind] = {
    SITE: _kind("text table_of_contents", ("document_view", *_LISTINGS), "text", folderish=True, workflow=False),
    DOCUMENT: _kind("text table_of_contents", ("document_view",), "text"),
    NEWS: _kind("text image image_caption", ("newsitem_view",), "text"),
    EVENT: _kind(f"{_EVENT} text", ("event_view",), "text"),
    **_ALIKE,
}
VOLTO: Mapping[str, Kind] = {
    SITE: _kind(
        f"{_BLOCKS} table_of_contents", ("document_view", *_LISTINGS), "blocks", folderish=True, workflow=False
    ),
    DOCUMENT: _kind(f"{_BLOCKS} {_PREVIEW} table_of_contents", ("document_view",), "blocks", folderish=True),
    NEWS: _kind(f"{_BLOCKS} {_PREVIEW} image image_caption", ("newsitem_view",), "blocks", folderish=True),
    EVENT: _kind(f"{_BLOCKS} {_PREVIEW} {_EVENT}", ("event_view",), "blocks", folderish=True),
    **_ALIKE,
}


# of an add-on that is part of Plone, by whether the site has Volto: with several languages, it is there
_A_LANGUAGE: Mapping[bool, Kind] = {
    False: _kind("nextPreviousEnabled", (*_LISTINGS, "folder_listing"), folderish=True),
    True: _kind(f"{_BLOCKS} nextPreviousEnabled", (*_LISTINGS, "folder_listing"), "blocks", folderish=True),
}


class Types:
    """The types that the target has: those of its flavour, and those that the mapping names beside them."""

    def __init__(self, asked: Asked) -> None:
        self._kinds = VOLTO if asked.is_volto else CLASSIC
        self._more = frozenset((*asked.types, *((LANGUAGE, SHARED) if len(asked.languages) > 1 else ())))
        self._added = {LANGUAGE: _A_LANGUAGE[asked.is_volto], SHARED: _A_LANGUAGE[False]}
        self.section = DOCUMENT if asked.is_volto else FOLDER

    def __contains__(self, name: object) -> bool:
        return name in self._kinds or name in self._more

    def __getitem__(self, name: str) -> Kind:
        """The type of that name; of one of an add-on no more is known than of a page."""
        return self._kinds.get(name) or self._added.get(name) or self._kinds[DOCUMENT]

    def has_field(self, type: str, field: str) -> bool:
        """Whether a type has a field; one of an add-on may have any."""
        return type not in self._kinds or field in COMMON or field in self._kinds[type].fields

    def fields(self, type: str) -> frozenset[str]:
        """The fields that an item of the type has as attributes, so that nothing in it can have their names."""
        return COMMON | self[type].fields
