"""Types as they stand in the files of a mapping, compiled in the order of asking, each with what it extends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, get_args

import yaml

from migrate.mapping import compiler
from migrate.mapping.document import Document, is_null, nearest
from migrate.mapping.inclusion import MAX_FILES, Inclusion
from migrate.mapping.kinds import KINDS, LATE, PAGE
from migrate.mapping.known import check_path
from migrate.mapping.rules import Rule
from migrate.mapping.steps.tables import Table
from migrate.mapping.types import Type, Unmapped

# fields that say what another says as well
SAME = {"address": "url", "path": "from"}

# fields that many pages have one value of, and the kinds of which a site has a single page
OF_MANY = frozenset(("kind", "collection", "published", "draft", "language"))
ONE_OF_A_KIND = (["home"],)

TYPE = (
    "name", "of", "when", "otherwise", "also", "skip", "extends", "url", "fields", "discard", "unmapped",
)  # fmt: skip


class _Draft(NamedTuple):
    """A type as it stands in a file, its parent not yet looked for."""

    document: Document
    node: yaml.Node
    keys: dict[str, yaml.Node]
    name: str


class TypeReader:
    """Reads the types of the files of a mapping; `lookups` are the tables that steps may name."""

    def __init__(self, files: Inclusion, lookups: Mapping[str, Table]) -> None:
        self._files, self._lookups = files, lookups

    def types(self) -> list[Type]:
        """The types in the order of asking: the file's own, then what it includes and does not redefine."""
        drafts: dict[str, _Draft] = {}
        chosen: list[_Draft] = []
        for document, top in self._files.outermost_first():
            for node in document.elements(top.get("types"), "`types`"):
                document.count(node, "types")
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
        of = kind_of(document, keys.get("of")) or (parent.of if parent else PAGE)
        if parent is not None and parent.of != of:
            document.fault(
                keys["of"], f"`{parent.name}` is of the kind `{parent.of}`; a type extends one of its own kind"
            )
            parent = None
        skip = self._skip(draft)
        self._check_shape(draft, parent, skip)
        compile_ = compiler.Compiler(document, self._lookups, of)
        condition = compile_.condition(keys["when"]) if "when" in keys else None
        kind = Type(
            name=draft.name,
            of=of,
            place=document.place(draft.node),
            condition=condition,
            also=document.flag(keys.get("also"), "`also`"),
            skip=skip,
            address=self._address(draft, compile_, parent),
            rules=self._rules(draft, compile_, parent),
            discard={**(parent.discard if parent else {}), **self._discard(document, keys.get("discard"), of)},
            unmapped=self._unmapped(document, keys.get("unmapped")) or (parent.unmapped if parent else "report"),
        )
        self._check_discarded(draft, kind)
        asked = condition.reads if condition else frozenset[str]()
        made[draft.name] = replace(kind, reads=_reads(kind), paths=_paths(_looked_at(kind)), asked=_paths(asked))
        return made[draft.name]

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
        if draft.document.flag(draft.keys.get("also"), "`also`"):
            message = "a type with `also` leaves the page to another, whose `url` counts; write it there"
            draft.document.fault(node, message)
        elif isinstance(node, yaml.ScalarNode) and not is_null(node) and not compiler.has_fields(node.value):
            self._check_one_address(draft, node)
        return compile_.address(node)

    def _check_one_address(self, draft: _Draft, node: yaml.ScalarNode) -> None:
        """Tells of an address that many pages would get; a type of one page asks for more than what many have."""
        when = draft.keys.get("when")
        asked = dict(draft.document.pairs(when, "`when`")) if isinstance(when, yaml.MappingNode) else {}
        one = [kind.value for kind in draft.document.one_or_more(asked.get("kind"))] in ONE_OF_A_KIND
        if "otherwise" in draft.keys or (asked and not one and asked.keys() <= OF_MANY):
            message = "`url` is the same for all pages of the type; put a field into it, as '/{meta.slug}/'"
            draft.document.fault(node, message)

    def _rules(self, draft: _Draft, compile_: compiler.Compiler, parent: Type | None) -> tuple[tuple[str, Rule], ...]:
        rules = dict(parent.rules) if parent else {}
        compile_.document.count(draft.node, "fields", len(rules))
        for name, rule in compile_.fields(draft.keys.get("fields"), tuple(rules)):
            compile_.document.count(draft.node, "fields", name not in rules)
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
        included = next(self._of_includes(draft, name), None) if name == draft.name else None
        other = included if name == draft.name else drafts.get(name)
        if other is None:
            known = tuple(key for key in drafts if key not in (draft.name, ""))
            draft.document.fault(node, f"there is no other type `{name:.80}` to extend; {nearest(name, known)}")
            return None
        if name in above or len(above) > MAX_FILES:
            draft.document.fault(node, f"`{name:.80}` extends itself in the end; take one `extends` out")
            return None
        if included is not None:
            return self._type(included._replace(name=f"{name} "), drafts, made, (*above, draft.name))
        return self._type(other, drafts, made, (*above, draft.name))

    def _of_includes(self, draft: _Draft, name: str) -> Iterator[_Draft]:
        """The types of that name in the files that stand after the draft's own: what it redefines."""
        for document, top in self._files.after(draft.document):
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

    def _check_discarded(self, draft: _Draft, kind: Type) -> None:
        """Tells of fields that the type itself discards and reads, in what is its own and not inherited."""
        own = {name for name, _ in draft.document.pairs(draft.keys.get("fields"), "`fields`")}
        for path, key_node, _ in draft.document.entries(draft.keys.get("discard"), "`discard`"):
            read = path if path in KINDS[kind.of] else f"meta.{path.removeprefix('meta.')}"
            reader = next((name for name, rule in kind.rules if name in own and {path, read} & rule.reads), None)
            if reader is not None:
                message = f"`{path:.80}` is discarded, and the field `{reader:.80}` reads it; remove one of the two"
                draft.document.fault(key_node, message)

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


def kind_of(document: Document, node: yaml.Node | None) -> str | None:
    """The kind of thing that `of` names; None, and a fault, where there is no such kind."""
    of = document.text(node)
    if node is None or of is None or of in KINDS:
        return of
    document.fault(node, f"there is no kind of thing `{of:.80}`; {nearest(of, tuple(KINDS))}")
    return None


def _check_addresses(drafts: list[_Draft], types: list[Type]) -> None:
    """Where a type gives addresses, which type takes a page must be known before its body is."""
    if not any(type.address is not None for type in types):
        return
    for draft, type in zip(drafts, types, strict=True):
        reads = type.condition.reads if type.condition and type.of == PAGE and not type.also else frozenset()
        if late := sorted(path for path in reads if path.split(".")[0] in LATE):
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


def _looked_at(kind: Type) -> set[str]:
    """What the rules of a type look at."""
    found: set[str] = set()
    for rule in (*(rule for _, rule in kind.rules), *((kind.address,) if kind.address else ())):
        found |= rule.reads
    return found | {SAME[path] for path in found if path in SAME}


def _reads(kind: Type) -> frozenset[str]:
    """What the type's rules and its condition look at, and every path above: `meta.a.b` reads `meta.a`."""
    found = _looked_at(kind) | (kind.condition.reads if kind.condition else frozenset())
    parts = (path.split(".") for path in found)
    above = {".".join(names[:length]) for names in parts for length in range(2, len(names))}
    return frozenset(found | above | {path.split(".")[0] for path in found if not path.startswith("meta")})


def _paths(paths: Iterable[str]) -> frozenset[str]:
    """The paths without the places in lists: `sections.0.hero` as `sections.hero`."""
    return frozenset(map(_without_places, paths))


def _without_places(path: str) -> str:
    first, *others = path.split(".")
    key = others[:1] if first == "meta" else []  # `meta` is a map: a number behind it is a key
    return ".".join([first, *key, *(name for name in others[len(key) :] if not name.isdecimal())])
