"""Each item with a UID and a path that no other has: what the rest of the site is told by."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrate.diagnostics import Finding
from migrate.importers.plone.items import Item
from migrate.importers.plone.portal import Portal
from migrate.importers.plone.values import mapping, text
from migrate.ploneuids import ROOT, ROOT_TYPE

_UID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An item with its UID, and its path below the site, None where it has none that could be an address.

    `twin` is the UID of the item that the path is of, where several have it.
    """

    item: Item
    uid: str
    path: str | None
    twin: str | None = None

    @property
    def is_root(self) -> bool:
        return self.uid == ROOT

    @property
    def above(self) -> str | None:
        """The path of the container; None for the root and for what has no path."""
        if self.path is None or self.path == "/":
            return None
        return self.path.rpartition("/")[0] or "/"

    @property
    def name(self) -> str:
        """The last name of the path."""
        return (self.path or "").rpartition("/")[2]


def placed(items: Iterable[Item], portal: Portal, findings: list[Finding], *, last_counts: bool) -> list[Placed]:
    """The items, each with a UID of its own. Of several at one path the first counts, or the last.

    Plone's own importers differ there: one passes a path over that is taken, the other writes over what it has.
    """
    found: list[Placed] = []
    taken: set[str] = set()
    for item in items:
        path = _path(item, portal, findings)
        uid = _uid(item, path, taken, findings)
        taken.add(uid)
        found.append(Placed(item=item, uid=uid, path=path))
    return list(_with_twins(found, findings, last_counts=last_counts))


def _path(item: Item, portal: Portal, findings: list[Finding]) -> str | None:
    said = item.fields.get("@id")
    path = portal.path(said)
    if path is None and not isinstance(said, str):
        path = _by_parent(item, portal)
    if item.type == ROOT_TYPE and (path is None or path.strip("/") in ("", portal.site_id)):
        return "/"
    if path is None or path == "/":
        shown = f"{said!r:.200}" if said is not None else "nothing"
        _tell("plone.item-path", f"`@id` says {shown}, which is no path of an item", item, findings)
        return None
    return path


def _by_parent(item: Item, portal: Portal) -> str | None:
    """The path of an item that says only where its container is."""
    above, name = portal.path(mapping(item.fields.get("parent")).get("@id")), text(item.fields.get("id"))
    return None if above is None or name is None or "/" in name else portal.path(f"{above.rstrip('/')}/{name}")


def _uid(item: Item, path: str | None, taken: set[str], findings: list[Finding]) -> str:
    if path == "/" and ROOT not in taken:
        return ROOT
    said = item.fields.get("UID")
    if isinstance(said, str) and _UID.fullmatch(said) and said not in taken and said != ROOT:
        return said
    place = path if path is not None else f"{item.place.file}:{item.place.offset}"
    made = uuid.uuid5(uuid.NAMESPACE_URL, place).hex
    if made in taken:
        made = uuid.uuid5(uuid.NAMESPACE_URL, f"{item.place.file}:{item.place.offset}").hex
    _tell("plone.item-uid", f"{_why(said, taken)}; it has {made}", item, findings)
    return made


def _why(said: object, taken: set[str]) -> str:
    if said in (None, ""):
        return "it has no UID"
    return (
        "its UID is that of another item"
        if isinstance(said, str) and said in taken
        else f"its UID is {said!r:.80}, which is none"
    )


def _with_twins(found: Sequence[Placed], findings: list[Finding], *, last_counts: bool) -> Iterator[Placed]:
    keepers: dict[str, Placed] = {}
    for one in reversed(found) if not last_counts else found:
        if one.path is not None:
            keepers[one.path] = one
    for one in found:
        keeper = keepers[one.path] if one.path is not None else one
        if keeper is one:
            yield one
            continue
        place = keeper.item.place
        _tell("plone.path-twice", f"{one.path} is the path of {place.file}:{place.line} too", one.item, findings)
        yield Placed(item=one.item, uid=one.uid, path=one.path, twin=keeper.uid)


def _tell(code: str, message: str, item: Item, findings: list[Finding]) -> None:
    findings.append(Finding(code=code, message=message, file=item.place.file, line=item.place.line))
