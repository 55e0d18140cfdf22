"""A site's items in the words of `inspect`, to be compared with what Jekyll itself says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from migrate.jekyll.documents import COMPUTED
from migrate.jekyll.item import Item


def row(item: Item) -> dict[str, object]:
    """An item in the words of `inspect`: the keys that Jekyll computes by itself are left out of `data`."""
    data = {key: plain(value) for key, value in item.data.items() if key not in COMPUTED or key in item.given}
    return {
        "path": item.path,
        "kind": item.kind,
        "collection": item.collection,
        "position": item.position,
        "url": item.url,
        "published": item.published,
        "data": data,
    }


def plain(value: object) -> object:
    """A value as JSON has it: times in UTC, dates as they are, numbers that JSON has no word for as text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def _utc(when: datetime) -> str:
    try:
        return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    except OverflowError:  # the first and last hours that Python knows have no form in UTC
        return when.isoformat(timespec="seconds")
