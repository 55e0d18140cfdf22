"""Dates of an export as Plone reads them: https://zope.readthedocs.io/en/latest/zopebook/AppendixB.html (DateTime).

A date without a zone is one of UTC, or of the zone that the user names. Zope's first and last day mean none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# `2021/03/01 09:00:00 GMT+8`, `2021/03/01 09:00:00.123 US/Eastern`, `2021-03-01 09:00:00 +0800`
_ZOPE = re.compile(
    r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
    r"\s*([A-Za-z][\w/+:-]*|[+-]\d{1,2}:?\d{0,2})?"
)
_OFFSET = re.compile(r"(?:GMT|UTC|Z)?([+-])(\d{1,2}):?(\d{2})?")
_FIRST, _LAST = (1970, 2499)  # Zope's floor is 1969-12-31 and its ceiling 2499-12-31, in any zone


class DateError(ValueError):
    """It is no date."""


def date(value: object, zone: tzinfo) -> datetime | None:
    """The date in `zone`; None where there is none. Raises DateError."""
    if value is None or value in ("", "None"):
        return None
    if not isinstance(value, str) or len(value) > 100:
        raise DateError
    try:
        when = _read(value.strip(), zone).astimezone(zone)
        when.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise DateError from error
    return when if _FIRST <= when.year < _LAST or when.year < 1969 else None


def _read(value: str, zone: tzinfo) -> datetime:
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        found = _ZOPE.fullmatch(value)
        when = _of_mail(value) if found is None else _of_zope(found, zone)
    return when if when.tzinfo is not None else when.replace(tzinfo=zone)


def _of_zope(found: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[7]) if found[7] else zone)


def _of_mail(value: str) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(value)


def _zone(name: str) -> tzinfo:
    if name.upper() in ("Z", "UTC", "GMT", "UCT", "UNIVERSAL"):
        return UTC
    if (offset := _OFFSET.fullmatch(name.upper())) is not None:
        width = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(width if offset[1] == "+" else -width)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DateError from error
