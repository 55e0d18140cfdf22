"""Compiles a mapping file, and what it includes. All faults of all of them are told at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from migrate.errors import MappingError
from migrate.mapping import compiler
from migrate.mapping.document import Document, Faults, nearest
from migrate.mapping.steps.tables import Table, read_table
from migrate.mapping.types import Mapping, Test, Type, Unmapped

VERSION = 1
MAX_FILES = 20
MAX_TABLE_BYTES = 8 * 1024 * 1024
TOP = ("mapping", "name", "exporter", "include", "defaults", "lookups", "options", "types", "tests")
TYPE = ("name", "when", "otherwise", "extends", "fields", "discard", "unmapped")


class _Draft(NamedTuple):
    """A type as it stands in a file, its parent not yet looked for."""

    document: Document
    node: yaml.Node
    keys: dict[str, yaml.Node]
    name: str


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`. Raises MappingError, whatever the file holds."""
    faults = Faults()
    loader = _Loader(path, faults)
    mapping = loader.mapping()
    faults.check()
    return mapping


class _Loader:
    def __init__(self, path: Path, faults: Faults) -> None:
        self.faults = faults
        self.folder = path.absolute().parent
        self.documents: list[Document] = []
        self.tops: list[dict[str, yaml.Node]] = []
        self._open(path, ())
        self.root, self.top = self.documents[0], self.tops[0]
        self.lookups = self._lookups()

    def _open(self, path: Path, above: tuple[Path, ...]) -> None:
        """The file and, after it, what it includes: what is asked for first is found first."""
        document = Document(path, self.faults)
        top = document.map(document.root, TOP, "a mapping file")
        self.documents.append(document)
        self.tops.append(top)
        for node in document.one_or_more(top.get("include")):
            inner = self._included(document, node)
            if inner is None:
                continue
            if inner in (*above, path.resolve()) or len(self.documents) >= MAX_FILES:
                document.fault(node, f"`{node.value}` includes itself, or more than {MAX_FILES} files; remove it")
                continue
            try:
                self._open(inner, (*above, path.resolve()))
            except MappingError as error:
                document.fault(node, f"cannot be included: {error}")

    def _included(self, document: Document, node: yaml.Node) -> Path | None:
        name = document.text(node)
        return None if name is None else self._inside(document, node, name)

    def _inside(self, document: Document, node: yaml.Node, name: str) -> Path | None:
        """The file called `name` beside `document`; None, and a fault, where it lies outside the mapping's folder."""
        try:
            path = (document.path.absolute().parent / name).resolve()
            inside = path.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside or Path(name).is_absolute():
            document.fault(node, f"`{name}` lies outside of the mapping's folder; copy it there")
            return None
        return path

    def mapping(self) -> Mapping:
        version = self.root.plain(self.top["mapping"]) if "mapping" in self.top else None
        if version != VERSION:
            where = self.top.get("mapping", self.root.root)
            self.root.fault(where, f"`mapping: {VERSION}` is missing; it names the language's version")
        if not any("types" in top for top in self.tops):
            self.root.fault(self.root.root, "there are no `types`; write at least one with `otherwise: true`")
        name = self.root.text(self.top.get("name")) or self.root.path.stem
        zone, language = self._defaults()
        return Mapping(
            name=name,
            exporter=self._first("exporter") or name,
            types=tuple(self._types()),
            tests=tuple(self._tests()),
            lookups=self.lookups,
            options=self._options(),
            zone=zone,
            language=language,
        )

    def _first(self, key: str) -> str | None:
        for document, top in zip(self.documents, self.tops, strict=True):
            if key in top:
                return document.text(top[key])
        return None

    def _defaults(self) -> tuple[tzinfo | None, str | None]:
        zone: tzinfo | None = None
        language: str | None = None
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            for key, node in document.map(top.get("defaults"), ("timezone", "language"), "`defaults`").items():
                value = document.text(node)
                if key == "timezone" and value is not None:
                    zone = self._zone(document, node, value) or zone
                elif value is not None:
                    language = value
        return zone, language

    def _options(self) -> dict[str, object]:
        """What the exporter is to do; it says itself what it knows."""
        found: dict[str, object] = {}
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            found.update((key, document.data(node)) for key, node in document.pairs(top.get("options"), "`options`"))
        return found

    def _zone(self, document: Document, node: yaml.Node, name: str) -> tzinfo | None:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            document.fault(node, f"there is no time zone `{name}`; use a name of the IANA list: Asia/Singapore")
            return None

    def _lookups(self) -> dict[str, Table]:
        tables: dict[str, Table] = {}
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            for name, node in document.pairs(top.get("lookups"), "`lookups`"):
                table = self._table(document, node, name)
                if table is not None:
                    tables[name] = table
        return tables

    def _table(self, document: Document, node: yaml.Node, name: str) -> Table | None:
        keys = document.map(node, ("file", "key", "value"), f"the look-up `{name}`")
        file = document.text(keys.get("file"))
        if file is None:
            document.fault(node, f"the look-up `{name}` has no `file`; name a CSV or YAML file beside the mapping")
            return None
        path = self._inside(document, keys["file"], file)
        if path is None:
            return None
        try:
            with open(path, "rb") as stream:
                raw = stream.read(MAX_TABLE_BYTES + 1)
            return read_table(
                raw, path.name, key=document.text(keys.get("key")), value=document.text(keys.get("value"))
            )
        except OSError as error:
            document.fault(keys["file"], f"`{file}` cannot be read ({error.strerror}); name a file beside the mapping")
        except ValueError as error:
            document.fault(keys["file"], f"`{file}`: {error}")
        return None

    def _types(self) -> list[Type]:
        """The types in the order of asking: the file's own, then what it includes and does not redefine."""
        drafts: dict[str, _Draft] = {}
        chosen: list[_Draft] = []
        for document, top in zip(self.documents, self.tops, strict=True):
            for node in document.elements(top.get("types"), "`types`"):
                draft = self._draft(document, node)
                if draft.name in drafts and drafts[draft.name].document is document:
                    document.fault(node, f"the type `{draft.name}` stands twice; give each its own name")
                if draft.name not in drafts:
                    chosen.append(draft)
                drafts.setdefault(draft.name, draft)
        made: dict[str, Type] = {}
        return [self._type(draft, drafts, made, ()) for draft in chosen]

    def _draft(self, document: Document, node: yaml.Node) -> _Draft:
        keys = document.map(node, TYPE, "a type")
        name = document.text(keys.get("name")) or ""
        if not name:
            document.fault(node, "a type has no `name`; give it one")
        return _Draft(document, node, keys, name)

    def _type(self, draft: _Draft, drafts: dict[str, _Draft], made: dict[str, Type], above: tuple[str, ...]) -> Type:
        if draft.name in made:
            return made[draft.name]
        document, keys = draft.document, draft.keys
        parent = self._parent(draft, drafts, made, above)
        if ("when" in keys) == ("otherwise" in keys):
            document.fault(draft.node, f"type `{draft.name}` needs either `when` or `otherwise: true`")
        if "otherwise" in keys and document.plain(keys["otherwise"]) is not True:
            document.fault(keys["otherwise"], "`otherwise` can only be true; leave it out or write `when`")
        if "fields" not in keys and parent is None:
            document.fault(draft.node, f"type `{draft.name}` has no `fields`; name what its records hold")
        compile_ = compiler.Compiler(document, self.lookups)
        condition = compile_.condition(keys["when"]) if "when" in keys else None
        rules = dict(parent.rules) if parent else {}
        for name, rule in compile_.fields(keys.get("fields")):
            if rule is None:
                rules.pop(name, None)
            else:
                rules[name] = rule
        kind = Type(
            name=draft.name,
            place=document.place(draft.node),
            condition=condition,
            rules=tuple(rules.items()),
            discard={**(parent.discard if parent else {}), **self._discard(document, keys.get("discard"))},
            unmapped=self._unmapped(document, keys.get("unmapped")) or (parent.unmapped if parent else "report"),
        )
        made[draft.name] = replace(kind, reads=_reads(kind))
        return made[draft.name]

    def _parent(
        self, draft: _Draft, drafts: dict[str, _Draft], made: dict[str, Type], above: tuple[str, ...]
    ) -> Type | None:
        node = draft.keys.get("extends")
        name = draft.document.text(node)
        if node is None or name is None:
            return None
        included = next((other for other in self._of_includes(draft, name)), None)
        other = included if name == draft.name else drafts.get(name)
        if other is None:
            known = tuple(key for key in drafts if key != draft.name)
            draft.document.fault(node, f"there is no type `{name}` to extend; {nearest(name, known)}")
            return None
        if name in above or len(above) > MAX_FILES:
            draft.document.fault(node, f"`{name}` extends itself in the end; take one `extends` out")
            return None
        if included is not None and name == draft.name:
            return self._type(included._replace(name=f"{name} "), drafts, made, (*above, draft.name))
        return self._type(other, drafts, made, (*above, draft.name))

    def _of_includes(self, draft: _Draft, name: str) -> Iterable[_Draft]:
        """The types of that name in the files that stand after the draft's own: what it redefines."""
        after = self.documents.index(draft.document) + 1
        for document, top in zip(self.documents[after:], self.tops[after:], strict=True):
            for node in top["types"].value if isinstance(top.get("types"), yaml.SequenceNode) else ():
                found = self._draft(document, node)
                if found.name == name:
                    yield found

    def _discard(self, document: Document, node: yaml.Node | None) -> dict[str, str]:
        found: dict[str, str] = {}
        for path, reason in document.pairs(node, "`discard`"):
            text = document.text(reason)
            if not text:
                document.fault(reason, f"`{path}` is discarded without a reason; say why nobody needs it")
            compiler.check_path(document, reason, path, meta_too=True)
            found[path] = text or ""
        return found

    def _unmapped(self, document: Document, node: yaml.Node | None) -> Unmapped | None:
        text = document.text(node)
        if node is None or text is None:
            return None
        known: tuple[Unmapped, ...] = get_args(Unmapped)
        for policy in known:
            if text == policy:
                return policy
        document.fault(node, f"`unmapped` is report, keep or error; {nearest(text, known)}")
        return None

    def _tests(self) -> list[Test]:
        found: list[Test] = []
        for document, top in zip(self.documents, self.tops, strict=True):
            for node in document.elements(top.get("tests"), "`tests`"):
                keys = document.map(node, ("given", "expect", "name"), "a test")
                for key in ("given", "expect"):
                    if key not in keys:
                        document.fault(
                            node, f"a test has no `{key}`; write fields of a page, and what its record holds"
                        )
                given = {key: document.data(value) for key, value in document.pairs(keys.get("given"), "`given`")}
                expect = {key: document.data(value) for key, value in document.pairs(keys.get("expect"), "`expect`")}
                for path, value in document.pairs(keys.get("given"), "`given`"):
                    compiler.check_path(document, value, path)
                found.append(Test(place=document.place(node), given=given, expect=expect))
        return found


def _reads(kind: Type) -> frozenset[str]:
    """What the type's rules and its condition look at, and every path above: `meta.a.b` reads `meta.a`."""
    found: set[str] = set(kind.condition.reads) if kind.condition else set()
    for _, rule in kind.rules:
        found |= rule.reads
    parts = (path.split(".") for path in found)
    above = {".".join(names[:length]) for names in parts for length in range(2, len(names))}
    return frozenset(found | above | {path.split(".")[0] for path in found if not path.startswith("meta")})
