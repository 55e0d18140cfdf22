"""What became of every leaf of the configuration and of the data files, found in the site that was made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from migrate.accounting import Ledger, Reading, Unit, below, said, spread, standing
from migrate.importers.isomer.navigation import SUBLINKS
from migrate.importers.isomer.values import is_blank, items, mapping, numbered, text
from migrate.jekyll.config import Config
from migrate.jekyll.data import DataFiles
from migrate.model import NavNode, Site

LANGUAGES = ("lang", "language", "locale")


def count_config(config: Config, site: Site, ledger: Ledger) -> None:
    """Notes what became of `_config.yml` and of each `collection.yml`, which are merged into one map."""
    fields: dict[str, str | None] = {
        "title": site.title,
        "url": site.url,
        "description": site.description,
        "timezone": site.timezone,
        **dict.fromkeys(LANGUAGES, site.language),
    }
    for read in config.readings:
        ledger.read(read.source, read.leaves, read.asides)
    maps = [read for read in config.readings if isinstance(read.value, dict)]
    merged = standing([numbered(read.value) for read in maps], mapping(site.meta["config"]))
    for read, found in zip(maps, merged, strict=True):
        for unit, stands in found:
            column = _standing(read, unit, fields, ledger) if stands else _overridden(read, unit, maps, ledger)
            if column is not None:
                spread(unit.value, unit.key, column)


def _standing(read: Reading, unit: Unit, fields: Mapping[str, str | None], ledger: Ledger) -> Counter[str]:
    name = unit.path[0]
    held = fields.get(name) if len(unit.path) == 1 else None
    if held is None or held != text(unit.value):
        return ledger.column(read.source, "kept", field="site.meta.config.")
    return ledger.column(read.source, "mapped", field=f"site.{'language' if name in LANGUAGES else name}")


def _overridden(read: Reading, unit: Unit, maps: Sequence[Reading], ledger: Ledger) -> Counter[str] | None:
    """Where a value counts that another file hides, or that is empty and hides none; None when no file explains it."""
    rivals = [other.source for other in maps if other is not read and _says(other.value, unit.path)]
    if not rivals:
        return None
    if unit.value is None or unit.value == {}:
        return ledger.column(read.source, "discarded", f"a null or empty map does not hide what {rivals[-1]} says")
    return ledger.column(read.source, "discarded", f"{rivals[-1]} says something else, and is merged later")


def _says(value: object, path: Sequence[str]) -> bool:
    """Whether `value` says something at `path`, or something above it that is no map."""
    for name in path:
        if not isinstance(value, dict):
            return value is not None
        if name not in value:
            return False
        value = value[name]
    return True


def count_data(files: DataFiles, site: Site, ledger: Ledger) -> None:
    """Notes what became of each file of the data folder."""
    for read in files.unplaced:
        ledger.read(read.source, read.leaves, read.asides)
    for read, by in files.hidden:
        ledger.read(read.source, read.leaves, read.asides)
        if said(read.value):
            why = f"{by} has the same name and counts instead"
            spread(read.value, "", ledger.column(read.source, "discarded", why))
    for names, read in files.placed.items():
        ledger.read(read.source, read.leaves, read.asides)
        if said(read.value):
            _placed(names, read, site, ledger)


def _placed(names: tuple[str, ...], read: Reading, site: Site, ledger: Ledger) -> None:
    below_data = ".".join(("site.meta.data", *names, ""))
    kept = ledger.column(read.source, "kept", field=below_data)
    if names[0] == "navigation":
        _Menu(read.source, ledger, kept).count(names[1:], numbered(read.value), site)
    elif names[0] == "footer" and site.footer is not None:
        field = ".".join(("footer.values", *names[1:], ""))
        _spread_at(names[1:], site.footer, ledger.column(read.source, "mapped", field=field))
    else:
        _spread_at(names, mapping(site.meta["data"]), kept)


def _spread_at(names: Sequence[str], result: object, column: Counter[str]) -> None:
    """Counts what stands at `names` in `result`, if anything does."""
    for name in names:
        if not isinstance(result, dict) or name not in result:
            return
        result = result[name]
    spread(result, "", column)


class _Menu:
    """Counts the navigation's entries in the nodes that were made of them; `rest` is for what is in none."""

    def __init__(self, source: str, ledger: Ledger, rest: Counter[str]) -> None:
        self.source, self.ledger, self.rest = source, ledger, rest

    def _in(self, field: str) -> Counter[str]:
        return self.ledger.column(self.source, "mapped", field=f"navigation.{field}")

    def count(self, names: Sequence[str], value: object, site: Site) -> None:
        """`names` lead from the navigation to `value`: none, unless it is a folder of files."""
        others = mapping(mapping(site.meta["data"]).get("navigation"))
        if names:
            if [*names] == ["links"] and isinstance(value, list):
                self._entries(value, site.navigation, "")
            else:
                _spread_at(names, others, self.rest)
        elif isinstance(value, list):
            self._entries(value, site.navigation, "")
        elif isinstance(value, dict):
            self._top(value, others, site.navigation)
        else:
            _spread_at(["navigation"], mapping(site.meta["data"]), self.rest)

    def _top(self, value: Mapping[str, object], others: Mapping[str, object], nodes: Sequence[NavNode]) -> None:
        for name, inner in value.items():
            if name in others:
                spread(others[name], name, self.rest)
            elif isinstance(inner, list):
                self._entries(inner, nodes, name)
            elif inner is None:
                self._in("children")[name] += 1

    def _entries(self, entries: Sequence[object], nodes: Sequence[NavNode], key: str) -> None:
        """A list of entries and the nodes of them, one each."""
        if not entries and not nodes:
            self._in("children")[key] += 1
        for entry, node in zip(entries, nodes, strict=True):
            self._entry(entry, node, f"{key}[]")

    def _entry(self, entry: object, node: NavNode, key: str) -> None:
        if not isinstance(entry, dict):
            spread(node.meta.get("entry"), key, self._kept("entry"))
            return
        if not entry and not node.meta:
            self._in("title")[key] += 1
        listed = next((entry[name] for name in SUBLINKS if isinstance(entry.get(name), list)), None)
        for name, value in entry.items():
            at = below(key, name)
            if _in_field(name, value, node):
                spread(value, at, self._in("kind" if name == "resource_room" else name))
            elif name in node.meta:
                spread(node.meta[name], at, self._kept(name))
            elif value is listed:
                self._entries(items(value), node.children, at)

    def _kept(self, name: str) -> Counter[str]:
        return self.ledger.column(self.source, "kept", field=f"navigation.meta.{name}")


def _in_field(name: str, value: object, node: NavNode) -> bool:
    if name in ("title", "url"):
        held = node.title if name == "title" else node.url
        return not held if is_blank(value) else held is not None and held == text(value)
    return name in ("external", "resource_room") and name not in node.meta
