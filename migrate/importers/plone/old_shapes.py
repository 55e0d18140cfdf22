"""The files `export_*.json` of collective.exportimport in the shapes of plone.exportimport.

Each gives the new value, None where the old one is of no known shape, and what is left out for a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from migrate.accounting import leaves
from migrate.importers.plone.values import mapping
from migrate.ploneuids import ROOT

PORTAL = "<Portal>"
ALONE = "a translation of nothing"
NO_ITEM = "it names no item"
SAME_ITEM = "a later entry names the same item"


class Shaped(NamedTuple):
    """The value in its new shape, and leaves that are not in it, with the reason."""

    value: object
    dropped: tuple[tuple[int, str], ...] = ()


def _uid(entry: Mapping[str, object]) -> str | None:
    found = entry.get("uuid", entry.get("UID"))
    return ROOT if found == PORTAL else found if isinstance(found, str) else None


def _by_uid(value: object, of: Callable[[dict[str, object]], object]) -> Shaped:
    """A map of UIDs from a list of entries that each name one."""
    if not isinstance(value, list):
        return Shaped(None)
    found: dict[str, tuple[object, int]] = {}
    dropped: list[tuple[int, str]] = []
    for entry in value:
        uid = _uid(entry) if isinstance(entry, dict) else None
        if uid is None or not isinstance(entry, dict):
            dropped.append((leaves(entry), NO_ITEM))
            continue
        if uid in found:
            dropped.append((found[uid][1], SAME_ITEM))
        found[uid] = (of(entry), leaves(entry))
    return Shaped({uid: made for uid, (made, _) in found.items()}, tuple(dropped))


def _without(entry: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: value for name, value in entry.items() if name not in names}


def _renamed(entry: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    return {names.get(name, name): value for name, value in entry.items()}


def _relations(value: object) -> Shaped:
    if not isinstance(value, list):
        return Shaped(None)
    return Shaped([_renamed(mapping(one), {"relationship": "from_attribute"}) or one for one in value])


def _portlets(value: object) -> Shaped:
    if not isinstance(value, list):
        return Shaped(None)
    names = {"uuid": "UID", "blacklist_status": "blocked_status"}
    found = [_renamed(one, names) if isinstance(one, dict) else one for one in value]
    return Shaped([{**one, "UID": ROOT} if _is_portal(one) else one for one in found])


def _is_portal(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("UID") == PORTAL


def _translations(value: object) -> Shaped:
    """Groups of languages; the first of a group stands for it. A group of one is none."""
    if not isinstance(value, list):
        return Shaped(None)
    groups, dropped = list[object](), list[tuple[int, str]]()
    for group in value:
        texts = {lang: uid for lang, uid in mapping(group).items() if isinstance(uid, str)}
        if len(texts) < 2 or len(texts) < len(mapping(group)):
            dropped.append((leaves(group), ALONE))
            continue
        first = next(iter(texts))
        groups.append({"canonical": texts.pop(first), "translations": texts})
    return Shaped(groups, tuple(dropped))


def _discussions(value: object) -> Shaped:
    return _by_uid(value, lambda entry: mapping(entry.get("conversation")))


def _default_pages(value: object) -> Shaped:
    return _by_uid(value, lambda entry: _without(entry, "uuid"))


def _local_roles(value: object) -> Shaped:
    return _by_uid(value, lambda entry: _renamed(_without(entry, "uuid"), {"localroles": "local_roles"}))


def _ordering(value: object) -> Shaped:
    return _by_uid(value, lambda entry: entry.get("order"))


SHAPES: Mapping[str, Callable[[object], Shaped]] = {
    "relations": _relations,
    "translations": _translations,
    "discussions": _discussions,
    "portlets": _portlets,
    "local_roles": _local_roles,
    "ordering": _ordering,
    "default_page": _default_pages,
}


def shaped(name: str, value: object) -> Shaped:
    """What a file of collective.exportimport says, as plone.exportimport would."""
    return SHAPES.get(name, Shaped)(value)
