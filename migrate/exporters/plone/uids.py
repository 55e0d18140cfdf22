"""UIDs: 32 hexadecimal digits, always the same for the same thing of the same site."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from uuid import NAMESPACE_URL, uuid5

from migrate.ploneuids import ROOT, true_uid

_UID = re.compile(r"[0-9a-f]{32}")
_NOWHERE = "https://old-site.invalid"


def is_uid(id: str) -> bool:
    """Whether an id is a UID of Plone already, be it with the language that something is shown in."""
    return _UID.fullmatch(true_uid(id)) is not None or id == ROOT


def uid(base: str | None, id: str) -> str:
    """The UID of the thing with that id: the id itself where it is one, as with things that come from Plone."""
    if is_uid(id):
        return true_uid(id)
    return uuid5(NAMESPACE_URL, f"{(base or _NOWHERE).rstrip('/')}#{id}".encode("utf-8", "replace").decode()).hex


def renamed(value: object, name: Callable[[str], str]) -> object:
    """The value with every text in it as `name` has it, keys and all; the first of several keys counts."""
    if isinstance(value, str):
        return name(value)
    if isinstance(value, Mapping):
        found: dict[object, object] = {}
        for key, one in value.items():
            found.setdefault(renamed(key, name), renamed(one, name))
        return found
    return [renamed(one, name) for one in value] if isinstance(value, list | tuple) else value
