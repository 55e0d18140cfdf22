"""The step that reads a date as the source writes it and writes it as the target wants it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from migrate.mapping.names import nearest
from migrate.mapping.steps.dateformats import WHOLE, format_fault, read, written
from migrate.mapping.steps.plain import StepError, told
from migrate.mapping.steps.step import Context

# the long form of ISO 8601, as front matter and JSON have it; 20240105 may be any number
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ]+[0-9]{2}:[0-9]{2}.*)?", re.A | re.S)
_UNIX = re.compile(r"-?[0-9]{1,11}", re.A)


def dated(text: str, context: Context, format: str, from_: tuple[str, ...], zone: str | None) -> str:
    """`text` read by the first format that fits, at last as ISO 8601, and written in `zone`, else the site's."""
    found = _found(text, from_, context.zone)
    if found is None:
        raise StepError(f"{told(text)} is no date in the formats of the step; correct it, or add its format to `from`")
    aware = found if found.tzinfo else found.replace(tzinfo=context.zone)
    try:
        return written(aware.astimezone(_zone(zone) or context.zone), format)
    except (OverflowError, ValueError) as error:
        raise StepError(f"{told(text)} is too far away for a date in this zone; correct it") from error


def date_fault(format: str, from_: tuple[str, ...], zone: str | None) -> str | None:
    if zone is not None and _zone(zone) is None:
        return f"there is no time zone {told(zone)}; {zone_near(zone)}"
    faults = [None if format in WHOLE else format_fault(format, reads=False)]
    faults += [None if form in ("iso", "unix") else format_fault(form, reads=True) for form in from_]
    return next((one for one in faults if one), None)


def _found(text: str, forms: tuple[str, ...], zone: tzinfo) -> datetime | None:
    for form in (*forms, "iso"):
        found = _READ[form](text.strip(), zone) if form in _READ else read(text, form)
        if found is not None:
            return found
    return None


def _iso(text: str, _: tzinfo) -> datetime | None:
    """Ruby writes `2024-01-05 10:00:00 +0800`, with a blank before the zone; so do pages."""
    if not _ISO.fullmatch(text):
        return None
    try:
        if len(text) == 10:
            return datetime.combine(date.fromisoformat(text), time())
        return datetime.fromisoformat(re.sub(r"\s+(?=[+-][0-9]|Z$|UTC$)", "", text).replace("UTC", "Z"))
    except ValueError:
        return None


def _unix(text: str, zone: tzinfo) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text), zone) if _UNIX.fullmatch(text) else None
    except (OverflowError, OSError, ValueError):
        return None


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def zone_near(name: str) -> str:
    """What to do about a time zone that is not there."""
    near = nearest(name, _zones()) if "/" in name else ""
    return near if near.startswith("did") else "give a name of the IANA list, as `UTC` or `Asia/Singapore`"


_READ = {"iso": _iso, "unix": _unix}


@lru_cache(maxsize=64)
def _zone(name: str | None) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (LookupError, OSError, ValueError):
        return None
