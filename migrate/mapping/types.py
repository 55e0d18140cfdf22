"""A mapping, compiled: its types of records, and what becomes of fields that no rule reads."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from migrate.errors import MappingError
from migrate.mapping.conditions import Condition
from migrate.mapping.gates import Gate
from migrate.mapping.kinds import KINDS, LATE, PAGE
from migrate.mapping.paths import Fields, is_empty
from migrate.mapping.rules import Making, Note, Rule, Seen
from migrate.mapping.steps.step import NOWHERE, Context
from migrate.mapping.steps.tables import Table

Unmapped = Literal["report", "keep", "error"]

# Fields that say nothing by themselves: where a thing stands, and what stands elsewhere as well
STRUCTURE = frozenset(
    (
        "id", "kind", "source", "links", "parent", "position", "collection", "duplicate_of", "draft", "address",
        "aliases", "navigation", "footer", "redirects", "terms", "depth", "children", "external", "page", "shadowed",
    )
)  # fmt: skip


class Mapped(NamedTuple):
    """A thing as a record: its type, its values, what is to be told, and the fields with a value that no rule reads."""

    type: Type
    values: dict[str, object]
    notes: Sequence[Note]
    unread: Sequence[str]


class Taken(NamedTuple):
    """What became of one thing: the type that took it (None when none did), and the records that were made of it."""

    by: Type | None
    records: Sequence[Mapped]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One type of records: which things of the kind `of` it takes (`condition` is None for `otherwise`), and a rule
    for each field.

    `also` leaves the thing to later types; `skip` is why no record is made. `address` makes the address that a page
    has on the target. `paths` are what the rules look at, and `asked` what the condition does, places in lists left
    out; `reads` are both with the paths above them.
    """

    name: str
    place: str
    condition: Condition | None
    rules: tuple[tuple[str, Rule], ...]
    of: str = PAGE
    also: bool = False
    skip: str | None = None
    address: Rule | None = None
    discard: Map[str, str] = field(default_factory=dict)
    unmapped: Unmapped = "report"
    reads: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    @property
    def keeps(self) -> bool:
        """Whether its records have a `meta` for what no rule reads."""
        return self.unmapped == "keep" and self.skip is None and not self.also

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of its records."""
        return tuple(dict.fromkeys([*(name for name, _ in self.rules), *(("meta",) if self.keeps else ())]))

    def takes(self, fields: Fields) -> bool:
        return self.condition is None or self.condition.holds(fields)

    def mapped(self, fields: Fields, context: Context, *, others: frozenset[str] = frozenset()) -> Mapped:
        """The record of a thing that the type takes; `others` are what records of the same thing read beside it."""
        making = Making(fields=fields, context=context)
        values: dict[str, object] = {}
        for making.field, rule in self.rules:
            values[making.field] = rule.value(making)
        unread = [] if self.also else self.unread(fields, others)
        if unread and self.unmapped == "keep":
            values["meta"] = _kept(values.get("meta"), fields, unread)
            unread = []
        return Mapped(self, values, making.notes, unread)

    def unread(self, fields: Fields, others: frozenset[str] = frozenset()) -> list[str]:
        """The paths of what has a value on this thing, and is neither read by a rule nor discarded."""
        reads = self.reads | others if others else self.reads
        there = [name for name in fields if name not in reads and name not in STRUCTURE and name != "meta"]
        there = [name for name in there if fields[name] is not True and not is_empty(fields[name])]
        found = [name for name in there if self.reason(name) is None]
        meta = fields.get("meta")
        if isinstance(meta, dict) and meta and "meta" not in reads:
            paths = [f"meta.{name}" for name in meta]
            found += [path for path in paths if path not in reads and self.reason(path) is None]
        return found

    def reason(self, path: str) -> str | None:
        """Why nobody needs what stands at `path`; None where the type does not say so.

        A bare name may be one of `meta`, where no field of the kind has it.
        """
        for name, why in self.discard.items():
            if path == name or path.startswith(f"{name}."):
                return why
            inner = f"meta.{name}"
            if name not in KINDS[self.of] and (path == inner or path.startswith(f"{inner}.")):
                return why
        return None


class Test(NamedTuple):
    """An example in the mapping: fields of a thing of the kind `of`, and what its record must hold."""

    place: str
    given: Map[str, object]
    expect: Map[str, object]
    of: str = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping file, ready to be applied.

    `tests` are the file's own; `options` are for its exporter; `context` is what steps may ask. `elsewhere` are fields
    of pages that types of other kinds read. `places` says where the file names the `exporter`, each option and type.
    `files` are all that it was read from.
    """

    name: str
    exporter: str
    types: tuple[Type, ...]
    tests: tuple[Test, ...] = ()
    gates: tuple[Gate, ...] = ()
    lookups: Map[str, Table] = field(default_factory=dict)
    options: Map[str, object] = field(default_factory=dict)
    zone: tzinfo | None = None
    language: str | None = None
    context: Context = NOWHERE
    elsewhere: frozenset[str] = frozenset()
    places: Map[str, str] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    _of: Map[str, tuple[Type, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds = dict.fromkeys(type.of for type in self.types)
        found = {kind: tuple(type for type in self.types if type.of == kind) for kind in kinds}
        object.__setattr__(self, "_of", found)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields of all types, each once, in the order of the file."""
        named = [name for type in self.types for name, _ in type.rules]
        return tuple(dict.fromkeys([*named, "meta"] if any(type.keeps for type in self.types) else named))

    @property
    def fields_of_types(self) -> list[tuple[str, ...]]:
        """The fields of each type that makes records."""
        return [type.names for type in self.types if type.skip is None]

    @property
    def moves_pages(self) -> bool:
        """Whether a type gives addresses to pages."""
        return any(type.address is not None for type in self.types)

    def of(self, kind: str) -> tuple[Type, ...]:
        """The types of a kind of thing, in the order of the file."""
        return self._of.get(kind, ())

    def for_site(self, *, zone: tzinfo, language: str | None, url: str | None) -> Mapping:
        """The mapping with what its steps may know of a site; its own defaults come first."""
        context = Context(
            zone=self.zone or zone,
            language=self.language or language,
            site_url=url.rstrip("/") if url else None,
            lookups=self.lookups,
        )
        return replace(self, context=context)

    def taker(self, fields: Fields, kind: str = PAGE) -> Type | None:
        """The first type that takes a thing away, None when none does."""
        for type in self.of(kind):
            if not type.also and type.takes(fields):
                return type
        return None

    def taken(self, fields: Fields, kind: str = PAGE) -> Taken:
        """What becomes of a thing: the record of the type that takes it, and those of types that make one also."""
        by: Type | None = None
        makers: list[Type] = []
        for type in self.of(kind):
            if (type.also or by is None) and type.takes(fields):
                if not type.also:
                    by = type
                if type.skip is None:
                    makers.append(type)
        elsewhere = self.elsewhere if kind == PAGE else frozenset[str]()
        if len(makers) == 1:
            return Taken(by, (makers[0].mapped(fields, self.context, others=elsewhere),))
        reads = elsewhere.union(*(type.reads for type in makers))
        return Taken(by, [type.mapped(fields, self.context, others=reads) for type in makers])

    def address(self, fields: Fields) -> str | None:
        """The address on the target that the type of a page gives it; None where it gives none."""
        type = self.taker(fields)
        if type is None or type.address is None:
            return None
        value = type.address.value(Making(fields=fields, context=self.context))
        return value if isinstance(value, str) and value else None

    def early(self, type: Type, fields: Fields, names: Sequence[str]) -> dict[str, object]:
        """The values of some fields of a record, made before the body of its page is known. Raises MappingError."""
        making = Making(fields=fields, context=self.context)
        rules = dict(type.rules)
        values: dict[str, object] = {}
        for name in names:
            if (rule := rules.get(name)) is None:
                continue
            if late := _late(rule.reads):
                message = (
                    f"`{name}` reads `{late[0]}`, and the target has to know it before; take it from another field"
                )
                raise MappingError(f"{rule.place}: {message}")
            values[name] = rule.value(making)
        return values

    def seen(self, rule: Rule, fields: Fields) -> Sequence[Seen]:
        """Each step of the way of a rule's value."""
        making = Making(fields=fields, context=self.context, seen=[])
        rule.value(making)
        return making.seen or ()


@cache
def _late(reads: frozenset[str]) -> list[str]:
    """The paths of what is known of a page only when it is its turn."""
    return sorted(path for path in reads if path.split(".")[0] in LATE)


def _kept(meta: object, fields: Fields, unread: Sequence[str]) -> dict[str, object]:
    """What `unmapped: keep` adds: each field under its own name, beside what a rule has put there.

    A key of front matter that is called like a field of the page has its whole path for a name.
    """
    kept = dict(meta) if isinstance(meta, dict) else {} if meta is None else {"meta": meta}
    source = fields.get("meta")
    for path in unread:
        bare = path.removeprefix("meta.")
        value = source.get(bare) if path != bare and isinstance(source, dict) else fields.get(path)
        kept.setdefault(path if bare in kept else bare, value)
    return kept
