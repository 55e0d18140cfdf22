"""Entries beside the items that name items by their UIDs: whether there are any such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrate.diagnostics import Finding
from migrate.importers.plone.beside import Beside
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.values import listed, mapping
from migrate.ploneuids import ROOT

MAPS = ("ordering", "default_page", "local_roles", "discussions")


def odd_references(beside: Beside, everything: Iterable[Placed]) -> Iterator[Finding]:
    """The entries that name no item, told once a file."""
    known = {ROOT, *(one.uid for one in everything)}
    for name, file in beside.files.items():
        odd = [uid for uid in dict.fromkeys(_named(name, beside)) if uid not in known]
        if odd:
            what = name.replace("_", " ")
            message = f"{what}: {len(odd):,} UIDs are of no item of the export: {listed(odd)}"
            yield Finding(code="plone.reference", message=message, file=file)


def _named(name: str, beside: Beside) -> Iterator[str]:
    if name in MAPS:
        yield from beside.map_of(name)
    elif name in ("relations", "portlets", "translations"):
        for entry in map(mapping, beside.list_of(name)):
            said = [entry.get(key) for key in ("from_uuid", "to_uuid", "UID", "canonical")]
            said += mapping(entry.get("translations")).values()
            yield from (uid for uid in said if isinstance(uid, str))
