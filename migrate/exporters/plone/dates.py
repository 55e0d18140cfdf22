"""Dates as Plone stores them: of publication to the minute, of making to the second, all with their zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from migrate.exporters import moments

_MINUTE = timedelta(minutes=1)


def read(value: object, zone: tzinfo) -> datetime | None:
    """The time that a record has, in UTC where it is written with no zone but is text, as Plone takes it.

    None where it has none that a database of the web can hold: years from 1000 to 9998.
    """
    if isinstance(value, str):
        return _parsed(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if not isinstance(value, datetime):
        return None
    return _in_bounds(value if value.tzinfo is not None else value.replace(tzinfo=zone))


def _parsed(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _in_bounds(found if found.tzinfo is not None else found.replace(tzinfo=UTC))


def _in_bounds(value: datetime) -> datetime | None:
    return value if 1000 < value.year < 9999 else None


def made_up(id: str) -> datetime:
    """A time for what has none, to the minute."""
    return moments.made_up(id, _MINUTE)


def to_minute(value: datetime) -> str:
    """ISO 8601 in UTC, without the seconds that Plone cuts."""
    return value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()


def to_second(value: datetime) -> str:
    return value.astimezone(UTC).replace(microsecond=0).isoformat()
