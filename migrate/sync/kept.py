"""Pages as a state keeps them. A state may come from elsewhere: only plain values and our own are read from it."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from zoneinfo import ZoneInfo

from migrate.model import Page

_OURS = {
    ("migrate.model", "Page"),
    ("migrate.model", "Location"),
    ("datetime", "datetime"),
    ("datetime", "date"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("zoneinfo", "ZoneInfo"),
}


def kept(page: Page) -> bytes | None:
    """A page without its leaves; None where it holds what would not be read again."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {ZoneInfo: _zone}
    try:
        pickler.dump(replace(page, leaves=()))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None
    return out.getvalue()


def _zone(zone: ZoneInfo) -> tuple[type[ZoneInfo], tuple[str]]:
    """By its name alone: as it stands, it would be read by a function that reads anything."""
    return ZoneInfo, (zone.key,)


def page_of(raw: bytes | None) -> Page | None:
    """The page; None where there is none, or something else."""
    if raw is None:
        return None
    try:
        found = _Plain(io.BytesIO(raw)).load()
    except Exception:  # whatever a file that is not ours makes of it
        return None
    return found if isinstance(found, Page) else None


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in _OURS:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a page")
        return super().find_class(module, name)
