"""Pages and files made of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from migrate import urls
from migrate.diagnostics import Finding
from migrate.importers.plone.blobs import Blob
from migrate.importers.plone.dates import DateError, date
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.portal import Portal
from migrate.importers.plone.values import language, mapping, text, words
from migrate.importers.plone.visibility import Visibility
from migrate.model import Location, Page, PageKind

KINDS: Mapping[str, PageKind] = {
    "Plone Site": "home",
    "Document": "page",
    "Event": "page",
    "News Item": "post",
    "Link": "link",
    "Folder": "index",
    "Large Plone Folder": "index",
    "Collection": "index",
    "Topic": "index",
    "LRF": "index",
    "LIF": "index",
}
FILES = ("File", "Image")
# what Plone works out anew, whatever an import says
COMPUTED = frozenset(
    ("@components", "lock", "version", "items", "items_total", "batching", "previous_item", "next_item", "type_title")
)
CONVERSATION = "exportimport.conversation"
_DATES = ("effective", "created", "modified", "expires")
_LEAD = ("image", "preview_image", "leadImage")


class Lead(NamedTuple):
    """What stands in a field of an item: `/news/hello/@@download/image/hello.png`."""

    id: str
    url: str


def lead_of(uid: str, path: str | None, field: str, blob: Blob) -> Lead:
    """The file in a field, at an address that Plone answers and that ends as the file is called."""
    name = blob.filename or ""
    is_name = bool(name) and "/" not in name and urls.is_path(f"/{name}")
    view = f"@@download/{field}/{name}" if is_name else f"@@images/{field}"
    return Lead(f"{uid}/{field}", f"{(path or '').rstrip('/')}/{view}")


class PageReader:
    """Makes the page of an item, and says what of it is odd. `paths` are those of all items of the export."""

    def __init__(
        self, portal: Portal, visibility: Visibility, zone: tzinfo, paths: frozenset[str], findings: list[Finding]
    ) -> None:
        self._portal, self._visibility, self._zone = portal, visibility, zone
        self._paths, self._findings = paths, findings

    def page(self, one: Placed, position: int) -> Page:
        meta = self.meta(one)
        title, description = self._text(one, "title", meta) or "", self._text(one, "description", meta)
        effective, created, modified, _ = (self._date(one, name) for name in _DATES)
        kind = KINDS.get(one.item.type, "page")
        return Page(
            id=one.uid,
            kind="page" if kind == "home" and not one.is_root else kind,
            source=Location(file=one.item.place.file, line=one.item.place.line),
            title=title,
            url=one.path,
            description=description or None,
            layout=one.item.type or None,
            position=None if one.is_root else position,
            date=effective or created,
            modified=modified,
            draft=self._visibility.is_draft(one),
            published=self._visibility.is_public(one) and one.path is not None,
            language=self._language(meta),
            tags=self._tags(one, meta),
            image=self._image(one),
            target=self._target(one, kind, meta),
            duplicate_of=one.twin,
            meta=meta,
        )

    def meta(self, one: Placed) -> dict[str, object]:
        """All that the item says and no field of a page or file holds."""
        fields = one.item.fields
        taken = {"@type": one.item.type, "UID": one.uid, "id": one.name}
        meta: dict[str, object] = {}
        for name, value in fields.items():
            if name in COMPUTED or name == CONVERSATION or (name in taken and taken[name] == value):
                continue
            if name == "@id" and one.path is not None:
                continue
            if name in one.item.blobs and not value:
                continue
            if name == "parent" and not self._is_needed(value):
                continue
            meta[name] = self._cut(value)
        return meta

    def _is_needed(self, parent: object) -> bool:
        """Whether an item's word on its container is the only one, since the export does not have it."""
        path = self._portal.path(mapping(parent).get("@id"))
        return path is not None and path != "/" and path not in self._paths

    def _cut(self, value: object) -> object:
        """The value with addresses of the site as paths, as plone.exportimport has them."""
        if isinstance(value, str):
            return (self._portal.cut(value) or value) if value.startswith(("http://", "https://")) else value
        if isinstance(value, dict):
            return {name: self._cut(inner) for name, inner in value.items()}
        return [self._cut(inner) for inner in value] if isinstance(value, list) else value

    def _text(self, one: Placed, name: str, meta: dict[str, object]) -> str | None:
        value = meta.get(name)
        if value is None or isinstance(value, str):
            meta.pop(name, None)
            return value
        self._tell("plone.value", f"`{name}` is no text; it is kept in meta", one)
        return None

    def words_of_file(self, one: Placed, meta: dict[str, object]) -> tuple[str | None, str | None]:
        """The title and description of a file, taken out of its meta; dates that cannot be read are told."""
        for name in _DATES:
            self._date(one, name)
        return self._text(one, "title", meta) or None, self._text(one, "description", meta) or None

    def _date(self, one: Placed, name: str) -> datetime | None:
        try:
            return date(one.item.fields.get(name), self._zone)
        except DateError:
            message = f"`{name}` is {one.item.fields.get(name)!r:.80}"
            self._tell("plone.item-date", message, one)
            return None

    def _language(self, meta: dict[str, object]) -> str | None:
        found = language(meta.get("language"))
        if "language" in meta and found == meta["language"]:
            del meta["language"]
        return found

    def _tags(self, one: Placed, meta: dict[str, object]) -> tuple[str, ...]:
        value = meta.get("subjects")
        found = words(value)
        if found is None:
            self._tell("plone.value", "`subjects` is no list of texts; it is kept in meta", one)
            return ()
        if value is None or value == list(found):
            meta.pop("subjects", None)
        return found

    def _image(self, one: Placed) -> str | None:
        for name in _LEAD:
            if (blob := one.item.blobs.get(name)) is not None:
                return lead_of(one.uid, one.path, name, blob).url
        linked = mapping(one.item.fields.get("preview_image_link")).get("@id")
        return self._portal.path(linked)

    def _target(self, one: Placed, kind: PageKind, meta: dict[str, object]) -> str | None:
        if kind != "link" or (address := text(meta.get("remoteUrl"))) is None:
            return None
        del meta["remoteUrl"]
        return address

    def _tell(self, code: str, message: str, one: Placed) -> None:
        place = one.item.place
        self._findings.append(Finding(code=code, message=message, file=place.file, line=place.line))


def is_file(one: Placed) -> bool:
    """Whether the item is a file of the site, and no page."""
    return one.item.type in FILES


def blobs_of(one: Placed) -> Iterator[tuple[str, Blob]]:
    """The fields of a page that hold files, or the one that a file does not stand for."""
    own = one.item.type.lower() if is_file(one) else ""
    return ((name, blob) for name, blob in one.item.blobs.items() if name != own)
