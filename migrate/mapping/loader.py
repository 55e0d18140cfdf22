"""Compiles a mapping file, and what it includes. All faults of all of them are told at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from migrate.errors import MappingError
from migrate.mapping import compiler
from migrate.mapping.document import Document, Faults, is_null, nearest
from migrate.mapping.expected import check_expected
from migrate.mapping.files import MAX_BYTES, MAX_NODES, content, is_file
from migrate.mapping.gates import Gate, gates
from migrate.mapping.kinds import ELSEWHERE, KINDS, PAGE
from migrate.mapping.known import check_path, check_value
from migrate.mapping.rules import Rule
from migrate.mapping.steps.dates import zone_near
from migrate.mapping.steps.tables import MISSING, ColumnError, Missing, Table, read_table
from migrate.mapping.types import Mapping, Test, Type, Unmapped

VERSION = 1
MAX_FILES = 20
MAX_TABLE_BYTES = 8 * 1024 * 1024
TOP = ("mapping", "name", "exporter", "include", "defaults", "lookups", "options", "gates", "types", "tests")
TYPE = (
    "name", "of", "when", "otherwise", "also", "skip", "extends", "url", "fields", "discard", "unmapped",
)  # fmt: skip


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
        self.values = self.files = self.included_bytes = self.table_bytes = 0
        self._open(path, ())
        self.root, self.top = self.documents[0], self.tops[0]
        self.lookups = self._lookups()

    def _open(self, path: Path, above: tuple[Path, ...]) -> None:
        """The file and, after it, what it includes: what is asked for first is found first."""
        document = Document(path, self.faults)
        self.values += document.values
        if self.values > MAX_NODES:
            raise MappingError(f"{path}: it has, with the other files, more than {MAX_NODES:,} values; include fewer")
        top = document.map(document.root, TOP, "a mapping file")
        self.documents.append(document)
        self.tops.append(top)
        for node in document.one_or_more(top.get("include")):
            inner = self._included(document, node)
            if inner is None:
                continue
            if inner in (*above, path.resolve()) or self.files >= MAX_FILES:
                document.fault(node, f"`{node.value:.200}` includes itself, or more than {MAX_FILES} files; remove it")
                continue
            if not is_file(inner):
                document.fault(node, f"there is no file `{node.value:.200}` beside this one; correct the name")
                continue
            self.files += 1
            self.included_bytes += inner.stat().st_size
            if self.included_bytes > MAX_BYTES:
                document.fault(node, f"what is included is larger than {MAX_BYTES:,} bytes; include less")
                return
            try:
                self._open(self._shown(inner), (*above, path.resolve()))
            except MappingError as error:
                self.faults.take(error)  # at its place in that file
            if self.values > MAX_NODES:
                return

    def _shown(self, inner: Path) -> Path:
        """An included file by a path that begins as the one of the mapping does."""
        return self.documents[0].path.parent / inner.relative_to(self.folder.resolve())

    def _included(self, document: Document, node: yaml.Node) -> Path | None:
        name = document.text(node)
        if name == "":
            document.fault(node, "`include` names no file; write one, or leave it out")
        return self._inside(document, node, name) if name else None

    def _inside(self, document: Document, node: yaml.Node, name: str) -> Path | None:
        """The file called `name` beside `document`; None, and a fault, where it lies outside the mapping's folder."""
        try:
            path = (document.path.absolute().parent / name).resolve()
            inside = path.is_relative_to(self.folder.resolve())
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside or Path(name).is_absolute():
            document.fault(node, f"`{name:.200}` lies outside of the mapping's folder; copy it there")
            return None
        return path

    def mapping(self) -> Mapping:
        self._check_top()
        name = self.root.text(self.top.get("name")) or self.root.path.stem
        zone, language = self._defaults()
        types = tuple(self._types())
        return Mapping(
            name=name,
            exporter=self._first("exporter") or name,
            types=types,
            elsewhere=_elsewhere(types),
            tests=tuple(self._tests(types)),
            lookups=self.lookups,
            options=self._options(),
            gates=self._gates(),
            places=self._places() | {f"types.{type.name}": type.place for type in types},
            zone=zone,
            language=language,
        )

    def _check_top(self) -> None:
        root = self.root
        version = root.plain(self.top["mapping"]) if "mapping" in self.top else VERSION
        if "mapping" not in self.top:
            root.lacks(
                root.root, f"`mapping: {VERSION}` is missing, which names the language's version; write it first"
            )
        elif version != VERSION or not isinstance(version, int) or isinstance(version, bool):
            root.fault(self.top["mapping"], f"this is no version of the language; write `mapping: {VERSION}`")
        if not any("types" in top for top in self.tops) and not (self.faults and "include" in self.top):
            root.lacks(root.root, "there are no `types`; write at least one with `otherwise: true`")
        elif "types" in self.top and all(top.get("types", self.top["types"]).value == [] for top in self.tops):
            root.fault(self.top["types"], "`types` is empty; write at least one with `otherwise: true`")

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
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            found.update((key, document.data(node)) for key, node in document.pairs(top.get("options"), "`options`"))
        return found

    def _places(self) -> dict[str, str]:
        """Where the exporter and each option is named, for faults that only the exporter can know."""
        found = {"exporter": f"{self.root.path}:1:1"}
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            found.update({key: document.place(top[key]) for key in ("name", "exporter") if key in top})
            found.update(
                {
                    f"options.{name}": document.place(key)
                    for name, key, _ in document.entries(top.get("options"), "`options`")
                }
            )
        return found

    def _gates(self) -> tuple[Gate, ...]:
        """Of each gate, the bound that the outermost file sets."""
        found: dict[str, Gate] = {}
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            found.update((gate.name, gate) for gate in gates(document, top.get("gates")))
        return tuple(found.values())

    def _zone(self, document: Document, node: yaml.Node, name: str) -> tzinfo | None:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            document.fault(node, f"there is no time zone `{name:.80}`; {zone_near(name)}")
            return None

    def _lookups(self) -> dict[str, Table]:
        tables: dict[str, Table] = {}
        for document, top in reversed(list(zip(self.documents, self.tops, strict=True))):
            for name, node in document.pairs(top.get("lookups"), "`lookups`"):
                # one that is wrong is told, and stands for itself where a step names it
                tables[name] = self._table(document, node, name) or Table(name=name, rows={})
        return tables

    def _table(self, document: Document, node: yaml.Node, name: str) -> Table | None:
        known = ("file", "key", "value", "missing")
        names = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        if names and not any(nearest(one, known).startswith("did") for one in names):
            document.misshapen(
                node, f"the look-up `{name:.80}` names no file; write the table into one: `{{file: {name:.80}.csv}}`"
            )
            return None
        keys = document.map(node, known, f"the look-up `{name:.80}`")
        missing = self._missing(document, keys.get("missing"))
        file = document.text(keys.get("file"))
        if not file:
            where = keys.get("file", node)
            document.lacks(where, f"the look-up `{name:.80}` has no `file`; name a CSV or YAML file beside the mapping")
            return None
        path = self._inside(document, keys["file"], file)
        if path is None:
            return None
        try:
            if self.table_bytes > MAX_TABLE_BYTES:
                return None  # told already
            raw = content(path, MAX_TABLE_BYTES + 1)
            self.table_bytes += len(raw)
            if self.table_bytes > MAX_TABLE_BYTES:
                raise ValueError(f"the tables together are larger than {MAX_TABLE_BYTES:,} bytes; make them smaller")
            return read_table(
                raw,
                path.name,
                key=document.text(keys.get("key")),
                value=document.text(keys.get("value")),
                missing=missing,
            )
        except OSError as error:
            document.fault(
                keys["file"], f"`{file:.200}` cannot be read ({error.strerror}); name a file beside the mapping"
            )
        except ColumnError as error:
            document.fault(keys[error.role], f"`{file:.200}`: {error}")
        except ValueError as error:
            document.fault(keys["file"], f"`{file:.200}`: {error}")
        return None

    def _missing(self, document: Document, node: yaml.Node | None) -> Missing:
        text = "report" if node is None else document.text(node)
        for policy in MISSING:
            if text == policy:
                return policy
        if node is not None and is_null(node):
            return "null"  # YAML's word for nothing is a policy like any other
        near = nearest(text or "", MISSING)
        document.fault(node or self.root.root, f"`missing` is one of {', '.join(MISSING)}; {near}")
        return "report"

    def _types(self) -> list[Type]:
        """The types in the order of asking: the file's own, then what it includes and does not redefine."""
        drafts: dict[str, _Draft] = {}
        chosen: list[_Draft] = []
        for document, top in zip(self.documents, self.tops, strict=True):
            for node in document.elements(top.get("types"), "`types`"):
                draft = self._draft(document, node)
                if draft.name and draft.name in drafts and drafts[draft.name].document is document:
                    document.fault(
                        draft.keys["name"], f"the type `{draft.name:.80}` stands twice; give each its own name"
                    )
                if draft.name not in drafts:
                    chosen.append(draft)
                drafts.setdefault(draft.name, draft)
        made: dict[str, Type] = {}
        types = [self._type(draft, drafts, made, ()) for draft in chosen]
        _check_order(chosen, types)
        _check_addresses(chosen, types)
        return types

    def _draft(self, document: Document, node: yaml.Node) -> _Draft:
        keys = document.map(node, TYPE, "a type")
        name = document.text(keys.get("name")) or ""
        if not name:
            document.lacks(node, "a type has no `name`; give it one", keys.get("name"))
        return _Draft(document, node, keys, name)

    def _type(self, draft: _Draft, drafts: dict[str, _Draft], made: dict[str, Type], above: tuple[str, ...]) -> Type:
        if draft.name in made:
            return made[draft.name]
        document, keys = draft.document, draft.keys
        parent = self._parent(draft, drafts, made, above)
        of = self._of(document, keys.get("of")) or (parent.of if parent else PAGE)
        if parent is not None and parent.of != of:
            document.fault(
                keys["of"], f"`{parent.name}` is of the kind `{parent.of}`; a type extends one of its own kind"
            )
            parent = None
        skip = self._skip(draft)
        self._check_shape(draft, parent, skip)
        compile_ = compiler.Compiler(document, self.lookups, of)
        condition = compile_.condition(keys["when"]) if "when" in keys else None
        kind = Type(
            name=draft.name,
            of=of,
            place=document.place(draft.node),
            condition=condition,
            also=document.flag(keys.get("also"), "`also`"),
            skip=skip,
            address=self._address(draft, compile_, parent),
            rules=self._rules(compile_, keys.get("fields"), parent),
            discard={**(parent.discard if parent else {}), **self._discard(document, keys.get("discard"), of)},
            unmapped=self._unmapped(document, keys.get("unmapped")) or (parent.unmapped if parent else "report"),
        )
        made[draft.name] = replace(kind, reads=_reads(kind), paths=_paths(kind))
        return made[draft.name]

    def _of(self, document: Document, node: yaml.Node | None) -> str | None:
        of = document.text(node)
        if node is None or of is None or of in KINDS:
            return of
        document.fault(node, f"there is no kind of thing `{of:.80}`; {nearest(of, tuple(KINDS))}")
        return None

    def _skip(self, draft: _Draft) -> str | None:
        if "skip" not in draft.keys:
            return None
        reason = draft.document.text(draft.keys["skip"])
        if not reason or draft.keys["skip"].tag.endswith((":null", ":bool")):
            draft.document.fault(draft.keys["skip"], "`skip` has no reason; say why nobody needs these")
        return reason or "skipped"

    def _check_shape(self, draft: _Draft, parent: Type | None, skip: str | None) -> None:
        """The keys of a type that need each other, or must not stand together."""
        document, keys = draft.document, draft.keys
        if ("when" in keys) == ("otherwise" in keys):
            both = (
                "has both `when` and `otherwise`; leave one"
                if "when" in keys
                else "has neither `when` nor `otherwise: true`; write one"
            )
            document.lacks(draft.node, f"{_called(draft)} {both}", keys.get("otherwise"))
        elif "otherwise" in keys and document.plain(keys["otherwise"]) is not True:
            document.fault(keys["otherwise"], "`otherwise` can only be true; leave it out or write `when`")
        if skip is not None:
            for key in ("fields", "also", "url", "unmapped", "extends"):
                if key in keys:
                    document.fault(keys[key], f"a type with `skip` makes no record; remove `{key}`")
        elif "fields" not in keys and "extends" not in keys:
            document.lacks(draft.node, f"{_called(draft)} has no `fields`; name what its records hold")

    def _address(self, draft: _Draft, compile_: compiler.Compiler, parent: Type | None) -> Rule | None:
        node = draft.keys.get("url")
        if node is None:
            return parent.address if parent else None
        if compile_.of != PAGE:
            draft.document.fault(node, "only pages have addresses; remove `url`, or write it as a field")
            return None
        return compile_.address(node)

    def _rules(
        self, compile_: compiler.Compiler, node: yaml.Node | None, parent: Type | None
    ) -> tuple[tuple[str, Rule], ...]:
        rules = dict(parent.rules) if parent else {}
        for name, rule in compile_.fields(node, tuple(rules)):
            if rule is None:
                rules.pop(name, None)
            else:
                rules[name] = rule
        return tuple(rules.items())

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
            known = tuple(key for key in drafts if key not in (draft.name, ""))
            draft.document.fault(node, f"there is no other type `{name:.80}` to extend; {nearest(name, known)}")
            return None
        if name in above or len(above) > MAX_FILES:
            draft.document.fault(node, f"`{name:.80}` extends itself in the end; take one `extends` out")
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

    def _discard(self, document: Document, node: yaml.Node | None, of: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for path, key_node, reason in document.entries(node, "`discard`"):
            text = document.text(reason)
            if not text or reason.tag.endswith(":bool"):
                document.fault(reason, f"`{path:.80}` is discarded without a reason; say why nobody needs it")
            check_path(document, key_node, path, of, meta_too=True)
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

    def _tests(self, types: Sequence[Type]) -> list[Test]:
        found: list[Test] = []
        are_right = not self.faults  # what follows from a fault of a type is none of a test
        for document, top in zip(self.documents, self.tops, strict=True):
            for node in document.elements(top.get("tests"), "`tests`"):
                keys = document.map(node, ("of", "given", "expect", "name"), "a test")
                of = self._of(document, keys.get("of")) or PAGE
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


def _check_addresses(drafts: list[_Draft], types: list[Type]) -> None:
    """Where a type gives addresses, which type takes a page must be known before its body is."""
    if not any(type.address is not None for type in types):
        return
    for draft, type in zip(drafts, types, strict=True):
        reads = type.condition.reads if type.condition and type.of == PAGE and not type.also else frozenset()
        if late := sorted(path for path in reads if path.split(".")[0] in compiler.LATE):
            message = f"`when` reads `{late[0]}`, which is known only after the addresses that `url` gives; ask less"
            draft.document.fault(draft.keys["when"], message)


def _check_order(drafts: Sequence[_Draft], types: Sequence[Type]) -> None:
    """Tells of types that get nothing, since one before them in the same file takes all."""
    all_taken: dict[tuple[Document, str], Type] = {}
    for draft, kind in zip(drafts, types, strict=True):
        before = all_taken.get((draft.document, kind.of))
        if before is not None and not kind.also:
            draft.document.fault(
                draft.node, f"{_called(draft)} gets nothing: `{before.name:.80}` before it takes all; move it up"
            )
        if "otherwise" in draft.keys and "when" not in draft.keys and not kind.also:
            all_taken.setdefault((draft.document, kind.of), kind)


def _called(draft: _Draft) -> str:
    return f"type `{draft.name:.80}`" if draft.name else "a type"


def _elsewhere(types: Sequence[Type]) -> frozenset[str]:
    """The fields of pages that types of other kinds read."""
    read = {(type.of, path.partition(".")[0]) for type in types for path in type.paths}
    return frozenset(name for name, places in ELSEWHERE.items() if not read.isdisjoint(places))


def _looked_at(kind: Type) -> set[str]:
    found: set[str] = set(kind.condition.reads) if kind.condition else set()
    for rule in (*(rule for _, rule in kind.rules), *((kind.address,) if kind.address else ())):
        found |= rule.reads
    return found


def _reads(kind: Type) -> frozenset[str]:
    """What the type's rules and its condition look at, and every path above: `meta.a.b` reads `meta.a`."""
    found = _looked_at(kind)
    parts = (path.split(".") for path in found)
    above = {".".join(names[:length]) for names in parts for length in range(2, len(names))}
    return frozenset(found | above | {path.split(".")[0] for path in found if not path.startswith("meta")})


def _paths(kind: Type) -> frozenset[str]:
    """What they look at, without the places in lists: `sections.0.hero` as `sections.hero`."""
    return frozenset(map(_without_places, _looked_at(kind)))


def _without_places(path: str) -> str:
    first, *others = path.split(".")
    key = others[:1] if first == "meta" else []  # `meta` is a map: a number behind it is a key
    return ".".join([first, *key, *(name for name in others[len(key) :] if not name.isdecimal())])
