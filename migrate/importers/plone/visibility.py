"""What an anonymous visitor could see, by Plone's rules.

An item with a workflow is seen in its public states, whatever holds it; one without is as visible as its container.
Outside of the dates of publication nothing is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from migrate.importers.plone.dates import DateError, date
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.values import text

# `visible` is the `Public draft` of Plone's older workflows
PUBLIC_STATES = ("published", "visible")


class Visibility:
    """`now` is the present, in the zone of dates that have none."""

    def __init__(self, items: Iterable[Placed], now: datetime, zone: tzinfo) -> None:
        self._states = {one.path: _state(one) for one in items if one.path is not None and one.twin is None}
        self._now, self._zone = now, zone

    def is_public(self, one: Placed) -> bool:
        state = _state(one)
        if state is None:
            state = self._inherited(one.above)
        return (state is None or state in PUBLIC_STATES) and self._is_time(one)

    def is_draft(self, one: Placed) -> bool:
        """Whether its own state keeps it from the public."""
        state = _state(one)
        return state is not None and state not in PUBLIC_STATES

    def _inherited(self, path: str | None) -> str | None:
        """The state of the nearest container that has one."""
        while path and path != "/":
            if (state := self._states.get(path)) is not None:
                return state
            path = path.rpartition("/")[0]
        return None

    def _is_time(self, one: Placed) -> bool:
        begins, ends = (self._date(one, name) for name in ("effective", "expires"))
        return (begins is None or begins <= self._now) and (ends is None or ends > self._now)

    def _date(self, one: Placed, name: str) -> datetime | None:
        try:
            return date(one.item.fields.get(name), self._zone)
        except DateError:
            return None  # whoever makes the page tells it


def _state(one: Placed) -> str | None:
    return text(one.item.fields.get("review_state"))
