"""Compiles a mapping file, and what it includes. All faults of all of them are told at once, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from migrate.mapping.document import Document, Faults
from migrate.mapping.expected import check_expected
from migrate.mapping.gates import Gate, gates
from migrate.mapping.inclusion import Inclusion
from migrate.mapping.kinds import ELSEWHERE, PAGE
from migrate.mapping.known import check_path, check_value
from migrate.mapping.lookups import Lookups
from migrate.mapping.steps.dates import zone_near
from migrate.mapping.type_reader import TypeReader, kind_of
from migrate.mapping.types import Mapping, Test, Type

VERSION = 1


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`. Raises MappingError, whatever the file holds."""
    faults = Faults()
    mapping = _Loader(Inclusion(path, faults)).mapping()
    faults.check()
    return mapping


class _Loader:
    def __init__(self, files: Inclusion) -> None:
        self._files = files
        self._lookups = Lookups(files).tables()

    def mapping(self) -> Mapping:
        self._check_top()
        name = self._files.root.text(self._files.top.get("name")) or self._files.root.path.stem
        zone, language = self._defaults()
        types = tuple(TypeReader(self._files, self._lookups).types())
        return Mapping(
            name=name,
            exporter=self._first("exporter") or name,
            types=types,
            elsewhere=_elsewhere(types),
            tests=tuple(self._tests(types)),
            lookups=self._lookups,
            options=self._options(),
            gates=self._gates(),
            places=self._places() | {f"types.{type.name}": type.place for type in types},
            zone=zone,
            language=language,
            files=tuple(self._files.read),
        )

    def _check_top(self) -> None:
        root, top, tops = self._files.root, self._files.top, self._files.tops
        version = root.plain(top["mapping"]) if "mapping" in top else VERSION
        if "mapping" not in top:
            root.lacks(
                root.root, f"`mapping: {VERSION}` is missing, which names the language's version; write it first"
            )
        elif version != VERSION or not isinstance(version, int) or isinstance(version, bool):
            root.fault(top["mapping"], f"this is no version of the language; write `mapping: {VERSION}`")
        if not any("types" in one for one in tops) and not (self._files.faults and "include" in top):
            root.lacks(root.root, "there are no `types`; write at least one with `otherwise: true`")
        elif "types" in top and all(one.get("types", top["types"]).value == [] for one in tops):
            root.fault(top["types"], "`types` is empty; write at least one with `otherwise: true`")

    def _first(self, key: str) -> str | None:
        for document, top in self._files.outermost_first():
            if key in top:
                return document.text(top[key])
        return None

    def _defaults(self) -> tuple[tzinfo | None, str | None]:
        zone: tzinfo | None = None
        language: str | None = None
        for document, top in self._files.innermost_first():
            for key, node in document.map(top.get("defaults"), ("timezone", "language"), "`defaults`").items():
                value = document.text(node)
                if value == "":
                    document.fault(node, f"`{key}` is empty; write it, or leave it out")
                elif key == "timezone" and value is not None:
                    zone = self._zone(document, node, value) or zone
                elif value is not None:
                    language = value
        return zone, language

    def _options(self) -> dict[str, object]:
        """What the exporter is to do; it says itself what it knows."""
        found: dict[str, object] = {}
        for document, node in self._files.that_say("options"):
            found.update((key, document.data(value)) for key, value in document.pairs(node, "`options`"))
        return found

    def _places(self) -> dict[str, str]:
        """Where the exporter and each option is named, for faults that only the exporter can know."""
        found = {"exporter": f"{self._files.root.path}:1:1"}
        for document, top in self._files.innermost_first():
            found.update({key: document.place(top[key]) for key in ("name", "exporter") if key in top})
        for document, node in self._files.that_say("options"):
            entries = document.entries(node, "`options`")
            found.update({f"options.{name}": document.place(key) for name, key, _ in entries})
        return found

    def _gates(self) -> tuple[Gate, ...]:
        """Of each gate, the bound that the outermost file sets."""
        found: dict[str, Gate] = {}
        for document, node in self._files.that_say("gates"):
            found.update((gate.name, gate) for gate in gates(document, node))
        return tuple(found.values())

    def _zone(self, document: Document, node: yaml.Node, name: str) -> tzinfo | None:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            document.fault(node, f"there is no time zone `{name:.80}`; {zone_near(name)}")
            return None

    def _tests(self, types: Sequence[Type]) -> list[Test]:
        found: list[Test] = []
        are_right = not self._files.faults  # what follows from a fault of a type is none of a test
        for document, top in self._files.outermost_first():
            for node in document.elements(top.get("tests"), "`tests`"):
                keys = document.map(node, ("of", "given", "expect", "name"), "a test")
                of = kind_of(document, keys.get("of")) or PAGE
                for key in ("given", "expect"):
                    if key not in keys:
                        document.lacks(
                            node, f"a test has no `{key}`; write fields of a page, and what its record holds"
                        )
                given = {key: document.data(value) for key, value in document.pairs(keys.get("given"), "`given`")}
                expect = {key: document.data(value) for key, value in document.pairs(keys.get("expect"), "`expect`")}
                for path, key_node, value in document.entries(keys.get("given"), "`given`"):
                    if check_path(document, key_node, path, of) and isinstance(value, yaml.ScalarNode):
                        check_value(document, value, path, of, given[path])
                if are_right:
                    check_expected(document, keys.get("expect"), types, of)
                found.append(Test(place=document.place(node), of=of, given=given, expect=expect))
        return found


def _elsewhere(types: Sequence[Type]) -> frozenset[str]:
    """The fields of pages that types of other kinds read."""
    read = {(type.of, path.partition(".")[0]) for type in types for path in type.paths}
    return frozenset(name for name, places in ELSEWHERE.items() if not read.isdisjoint(places))
