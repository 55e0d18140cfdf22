"""The clock of a site's templates, which notes whoever is told the present by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

from migrate.jekyll.drops import Looks, Reach
from migrate.jekyll.rubytext import ZONELESS
from migrate.jekyll.rubytime import parse_time
from migrate.liquid import Clock

_MORE_THAN_A_YEAR = timedelta(400)


def clock(now: datetime, shown: tzinfo, zone: tzinfo, looks: Looks) -> Clock:
    """The clock of a build at `now`. Times are shown in one zone; `zone` is that of texts which name none."""

    def present() -> datetime:
        looks.note(Reach.ALL)
        return now

    def read(text: str) -> datetime:
        """A text without a year speaks of the present one, so that it says something else a year before."""
        found, before = (_read(text, zone, at) for at in (now, now - _MORE_THAN_A_YEAR))
        if found != before:
            looks.note(Reach.ALL)
        if found is None:
            raise ValueError(f"{text!r:.60} is no time")
        return found

    def local(value: datetime) -> datetime:
        return value.replace(tzinfo=UTC).astimezone(shown) if value.tzinfo is ZONELESS else value

    return Clock(now=present, zone=shown, read=read, local=local)


def _read(text: str, zone: tzinfo, now: datetime) -> datetime | None:
    try:
        return parse_time(text, zone, now)
    except (ValueError, OverflowError):
        return None
