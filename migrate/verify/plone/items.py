"""What should arrive in Plone, and what is there: both in the words of its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from migrate.verify import shapes
from migrate.verify.manifest import text_sha256
from migrate.verify.shapes import Row, ShapeError

_EMPTY = text_sha256("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing that Plone should have once the output is imported.

    `id` is the source's. `path` begins below the site, decoded: `/about/team`, `/` for the site itself, whose `uid` is
    `plone_site_root`. `effective` is UTC to the minute, empty where there is none. `order` is the place among the
    children of its parent, None where it does not matter; `default_page` is the id of a child, empty for none, None
    where nothing is said. `state` is empty for what has no workflow, `text_sha256` that of no text for what has none.
    """

    id: str
    uid: str
    type: str
    path: str
    title: str
    description: str
    state: str
    effective: str
    language: str
    order: int | None
    text_sha256: str
    default_page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing of a Plone, as in `Item`. `key` is its UID, which it has at each of its paths.

    `default_page` is None where this is not shown, `text_sha256` where the text is not shown as it was written.
    """

    key: str
    type: str
    path: str
    title: str
    description: str
    status: str
    effective: str
    language: str
    order: int
    text_sha256: str | None
    default_page: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        return (self.path,)

    @property
    def shown_title(self) -> str:
        return self.title


def is_of_plone(document: Row) -> bool:
    """Whether a manifest is one of an export to Plone: its items have UIDs."""
    items = document.get("items")
    return isinstance(items, list) and bool(items) and isinstance(items[0], dict) and "uid" in items[0]


def checked(document: Row) -> tuple[Item, ...]:
    """The items of a manifest that was parsed: ids, UIDs and paths stand once. Raises ShapeError."""
    items = [_item(row, place) for place, row in shapes.rows(document.get("items"), "items")]
    for name in ("id", "uid", "path"):
        seen: set[str] = set()
        for number, item in enumerate(items):
            if (value := getattr(item, name)) in seen:
                raise ShapeError(f"items[{number}].{name} `{value}` stands twice")
            seen.add(value)
    if not items:
        raise ShapeError("it names nothing that could be looked for")
    return tuple(items)


def _item(row: Row, place: str) -> Item:
    return Item(
        id=shapes.text(row, "id", place),
        uid=shapes.text(row, "uid", place),
        type=shapes.text(row, "type", place),
        path=shapes.text(row, "path", place),
        title=shapes.text_or_none(row, "title", place) or "",
        description=shapes.text_or_none(row, "description", place) or "",
        state=shapes.text_or_none(row, "state", place) or "",
        effective=minute(row, "effective", place),
        language=shapes.text_or_none(row, "language", place) or "",
        order=None if row.get("order") is None else shapes.number(row, "order", place),
        text_sha256=digest(shapes.text_or_none(row, "text_sha256", place)),
        default_page=(shapes.text_or_none(row, "default_page", place) or "") if "default_page" in row else None,
    )


def minute(row: Row, key: str, place: str) -> str:
    """A moment as `2021-03-01T09:00Z`: Plone keeps no seconds of it. Empty for none; raises ShapeError."""
    value = shapes.text_or_none(row, key, place)
    if not value:
        return ""
    try:
        moment = datetime.fromisoformat(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ShapeError(f"{place}.{key} `{value[:60]}` is no time as ISO 8601 writes it") from None
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def digest(value: str | None) -> str:
    """A digest of text; that of no text where there is none."""
    return value.lower() if value else _EMPTY


def text(row: Mapping[str, object]) -> str:
    """The digest of the visible text of an item as Plone has it: of its blocks, else of its rich text."""
    from migrate.verify import blocktext

    if isinstance(row.get("blocks"), dict):
        return blocktext.digest(row)
    found = row.get("text")
    if isinstance(found, dict):
        found = found.get("raw", found.get("data"))
    return text_sha256(found) if isinstance(found, str) else _EMPTY


def parent_of(path: str) -> str:
    """The path above a path; empty for the site itself."""
    return "" if path == "/" else path.rpartition("/")[0] or "/"
