"""Times that exporters make up for what has none."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

_FIRST = datetime(2001, 1, 1, tzinfo=UTC)
_SPAN = timedelta(days=9 * 365)  # in the first years of the century


def made_up(id: str, unit: timedelta) -> datetime:
    """A time for what has none, in whole units: always the same for an id, and hardly that of another."""
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()
    return _FIRST + int.from_bytes(digest[:8], "big") % (_SPAN // unit) * unit
