"""The guid of an item, by which it is known again: `BASE/?ssi=ID`."""

from __future__ import annotations

from urllib.parse import quote

from migrate.exporters.wxr.slugs import digest

MAX_GUID = 255  # characters of the column; what is longer is not taken at all
_NOWHERE = "https://old-site.invalid"


def guid(base: str | None, id: str) -> str:
    """The guid of an id; one that is too long even with letters of all alphabets as they are becomes a digest."""
    start = f"{(base or _NOWHERE).rstrip('/')[:120]}/?ssi="
    for form in (_encoded, _bare):
        ending = form(id)
        if len(start) + len(ending) <= MAX_GUID:
            return start + ending
    return f"{start}sha256-{digest(id)}"


def _encoded(id: str) -> str:
    return quote(id, safe="/", errors="replace")


def _bare(id: str) -> str:
    return "".join(quote(char, safe="/") if char.isascii() else char for char in id)
