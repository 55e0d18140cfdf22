"""Who reads and who writes, by name: literal tables first, then what installed plug-ins bring.

A plug-in names its importer or exporter in the entry points `ssi_migrate.importers` and `ssi_migrate.exporters`.
One name has one owner; nothing is imported before it is asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from migrate.errors import SourceError, UsageError
from migrate.interfaces import Exporter, FolderExporter, Importer

GROUPS = "ssi_migrate."
IMPORTERS = {
    "plone": "migrate.importers.plone:PloneImporter",  # first: it is surer of what it sees
    "isomer": "migrate.importers.isomer:IsomerImporter",
}
EXPORTERS = {
    "json": "migrate.exporters.json:JsonExporter",
    "jsonl": "migrate.exporters.jsonl:JsonLinesExporter",
    "csv": "migrate.exporters.csv:CsvExporter",
    "tree": "migrate.exporters.tree:TreeExporter",
    "wxr": "migrate.exporters.wxr:WxrExporter",
    "plone": "migrate.exporters.plone:PloneExporter",
}


def importer(name: str, root: Path) -> Importer:
    """The importer called `name`; for `auto`, the first that recognises `root`. Raises UsageError, SourceError."""
    if name != "auto":
        return cast("Importer", _made("importers", IMPORTERS, name, "--from"))
    for candidate in _table("importers", IMPORTERS):
        found = cast("Importer", _made("importers", IMPORTERS, candidate, "--from"))
        if found.recognises(root):
            return found
    raise SourceError(
        f"{root}: no site is recognised in it; name the folder that holds _config.yml or Markdown files, or the whole "
        "export of a Plone site"
    )


def exporter(name: str) -> Exporter | FolderExporter:
    """The exporter called `name`. Raises UsageError."""
    return cast("Exporter | FolderExporter", _made("exporters", EXPORTERS, name, "--to"))


def exporters() -> tuple[str, ...]:
    """The names of all exporters."""
    return tuple(_table("exporters", EXPORTERS))


def _made(group: str, builtin: dict[str, str], name: str, option: str) -> object:
    table = _table(group, builtin)
    if name not in table:
        from difflib import get_close_matches

        near = get_close_matches(name, table, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(table))}"
        raise UsageError(f"{option} {name}: there is no such name; {hint}")
    module, _, attribute = table[name].partition(":")
    return getattr(import_module(module), attribute)()


def _table(group: str, builtin: dict[str, str]) -> dict[str, str]:
    table = dict(builtin)
    if not _plug_ins_installed():
        return table
    from importlib.metadata import entry_points

    for point in entry_points(group=f"{GROUPS}{group}"):
        if point.name in table:
            raise UsageError(f"the name {point.name} has two owners: {table[point.name]} and {point.value}; remove one")
        table[point.name] = point.value
    return table


@cache
def _plug_ins_installed() -> bool:
    """Whether any installed distribution names one of our groups.

    The standard library's own search costs more than reading a small site, so it is made only when there is
    something to find.
    """
    return any(GROUPS.encode() in text for folder in sys.path for text in _entry_point_files(folder))


def _entry_point_files(folder: str) -> Iterator[bytes]:
    try:
        names = [name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))]
    except OSError:  # a path that is not there, or a zip file
        return
    for name in names:
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), "rb") as stream:
                yield stream.read()
        except OSError:
            continue
