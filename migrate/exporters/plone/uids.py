"""UIDs: 32 hexadecimal digits, always the same for the same thing of the same site."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

SITE = "plone_site_root"  # how the importer calls the site itself
_UID = re.compile(r"[0-9a-f]{32}")
_NOWHERE = "https://old-site.invalid"


def is_uid(id: str) -> bool:
    """Whether an id is a UID of Plone already."""
    return _UID.fullmatch(id) is not None or id == SITE


def uid(base: str | None, id: str) -> str:
    """The UID of the thing with that id: the id itself where it is one, as with things that come from Plone."""
    if is_uid(id):
        return id
    return uuid5(NAMESPACE_URL, f"{(base or _NOWHERE).rstrip('/')}#{id}".encode("utf-8", "replace").decode()).hex
