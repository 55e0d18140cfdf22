"""The items of an export: what each says but for its body and bytes, which are read again when their turn comes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from json import JSONDecodeError
from pathlib import Path
from typing import NamedTuple

from migrate.accounting import leaves
from migrate.diagnostics import Finding
from migrate.importers.plone import blobs, stream
from migrate.importers.plone.exports import METADATA, Export
from migrate.importers.plone.values import MAX_DEPTH, Shared, mapping, parsed, text

BODY_KEYS = ("text", "blocks", "blocks_layout")
_NO_BODY: tuple[object, ...] = (None, "", {}, {"items": []})
# what Archetypes called it, and what Plone calls it now
RENAMED = {
    "subject": "subjects",
    "excludeFromNav": "exclude_from_nav",
    "effectiveDate": "effective",
    "expirationDate": "expires",
    "creation_date": "created",
    "modification_date": "modified",
    "allowDiscussion": "allow_discussion",
    "tableContents": "table_of_contents",
    "imageCaption": "image_caption",
    "startDate": "start",
    "endDate": "end",
    "eventUrl": "event_url",
    "contactName": "contact_name",
    "contactEmail": "contact_email",
    "contactPhone": "contact_phone",
    "itemCount": "item_count",
}


Counts = tuple[tuple[str, int], ...]


class Place(NamedTuple):
    """Where an item stands: its bytes from `offset` on, in a file of the export."""

    file: str
    line: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item: `fields` are all that it says but its body and bytes, `counts` the leaves of each of its keys.

    `fields` are emptied when they are in the page or file. `body` names the field that the body is in. `blobs` are the
    fields that hold files.
    """

    place: Place
    fields: dict[str, object]
    counts: Counts
    type: str = ""
    body: str | None = None
    blobs: Mapping[str, blobs.Blob] = field(default_factory=dict)


class ItemReader:
    """Reads the items of an export once, in order. What is no item is told and counted."""

    def __init__(self, export: Export, findings: list[Finding]) -> None:
        self._export, self._findings = export, findings
        self._shared = Shared()
        self._counts: dict[Counts, Counts] = {}  # those of items alike are one
        self.unread: Counter[str] = Counter()
        self.unexported: list[tuple[str, int, object]] = []

    def items(self) -> Iterator[Item]:
        """Every item. A file that cannot be read is told."""
        for file in self._files():
            try:
                with open(self._export.root / file, "rb") as source:
                    for raw in stream.elements(source):
                        if (item := self._item(file, raw)) is not None:
                            yield item
            except OSError as error:
                self.unread[file] += 1
                message = f"cannot be read ({error.strerror})"
                self._findings.append(Finding(code="source.unreadable", message=message, file=file))

    def _files(self) -> Iterator[str]:
        """The files of items: those that the metadata names first, in its order, then what it does not name."""
        if not self._export.is_new:
            yield from self._export.content
            return
        there = dict.fromkeys(self._export.content)
        for name in self._named():
            if name in there:
                del there[name]
                yield name
            else:
                message = f"`_data_files_` names {name:.200}, which is not there"
                self._tell("plone.item", message, METADATA, None)
        for name in there:
            self._tell("plone.unlisted", "`_data_files_` of the metadata does not name it", name, 1)
            yield name

    def _named(self) -> list[str]:
        try:
            named = mapping(parsed((self._export.root / METADATA).read_bytes())).get("_data_files_")
        except (OSError, ValueError):
            return []  # whoever reads the metadata tells it
        found = [f"content/{name}" for name in named if isinstance(name, str)] if isinstance(named, list) else []
        return list(dict.fromkeys(found))

    def _item(self, file: str, raw: stream.Raw) -> Item | None:
        value, why = _value(raw)
        if isinstance(value, dict) and "unexported_paths" in value and "@id" not in value:
            self.unexported.append((file, raw.line, value))
            return None
        if not isinstance(value, dict) or why:
            self.unread[file] += 1
            self._tell("plone.item", why or "it is no item of a site, which is a map of keys", file, raw.line)
            return None
        item = item_of(Place(self._shared.text(file), raw.line, raw.offset, len(raw.text)), value, self._shared)
        return replace(item, counts=self._counts.setdefault(item.counts, item.counts))

    def _tell(self, code: str, message: str, file: str, line: int | None) -> None:
        self._findings.append(Finding(code=code, message=message, file=file, line=line))


def _value(raw: stream.Raw) -> tuple[object, str]:
    if raw.depth > MAX_DEPTH:
        return None, f"is nested {raw.depth:,} deep, and no item of Plone is"
    if raw.cut:
        return None, "is cut off: the file ends before the item or the list does; what should follow is missing as well"
    try:
        return parsed(raw.text), ""
    except JSONDecodeError as error:
        line = raw.line + error.lineno - 1
        return None, f"cannot be read as JSON ({error.msg.removesuffix(' at')} at line {line})"
    except ValueError as error:
        return None, f"cannot be read as JSON ({error!s:.100})"


def item_of(place: Place, said: dict[str, object], shared: Shared) -> Item:
    """The item as the index holds it, under the names that Plone has today."""
    named = {_today(name, said): value for name, value in said.items()}
    counts = tuple((shared.text(name), leaves(value)) for name, value in named.items())
    files = {name: blob for name, value in named.items() if (blob := blobs.blob_of(name, value)) is not None}
    body = body_field(named)
    kept = {
        name: blobs.words(value) if name in files else value
        for name, value in named.items()
        if not _is_body(name, body, value)
    }
    fields = {shared.text(name): shared(value) for name, value in kept.items()}
    kind = shared.text(text(named.get("@type")) or "")
    return Item(place=place, fields=fields, counts=counts, type=kind, body=body, blobs=files)


def _today(name: str, said: Mapping[str, object]) -> str:
    new = RENAMED.get(name)
    return new if new is not None and new not in said else name


def body_field(said: Mapping[str, object]) -> str | None:
    """The field that holds the body: blocks where they are laid out, else the rich text."""
    if isinstance(said.get("blocks"), dict) and mapping(said.get("blocks_layout")).get("items"):
        return "blocks"
    rich = said.get("text")
    if isinstance(rich, str) or (isinstance(rich, dict) and isinstance(rich.get("data"), str)):
        return "text"
    return "blocks" if isinstance(said.get("blocks"), dict) and said["blocks"] else None


def _is_body(name: str, body: str | None, value: object) -> bool:
    """Whether a key holds the body, or would if there were one."""
    if name not in BODY_KEYS:
        return False
    return name == body or (body == "blocks" and name == "blocks_layout") or value in _NO_BODY


def read_again(root: Path, place: Place) -> dict[str, object]:
    """All that the item at a place says, under today's names. Raises OSError, ValueError."""
    with open(os.path.join(root, place.file), "rb") as source:
        source.seek(place.offset)
        said = parsed(source.read(place.length))
    if not isinstance(said, dict):
        raise ValueError("there is no item any more")
    return {_today(name, said): value for name, value in said.items()}
