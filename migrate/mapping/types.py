"""A mapping, compiled: its types of records, and what becomes of fields that no rule reads."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from typing import Literal, NamedTuple

from migrate.mapping.conditions import Condition
from migrate.mapping.paths import Fields, is_empty
from migrate.mapping.rules import Making, Note, Rule, Seen
from migrate.mapping.steps.step import NOWHERE, Context
from migrate.mapping.steps.tables import Table

Unmapped = Literal["report", "keep", "error"]

# Fields of a page that say nothing by themselves: where it stands, and what stands elsewhere as well
STRUCTURE = frozenset(("id", "kind", "source", "links", "parent", "position", "collection", "duplicate_of", "draft"))


class Mapped(NamedTuple):
    """A page as a record: its type, its values, what is to be told, and the fields with a value that no rule reads."""

    type: str
    values: dict[str, object]
    notes: Sequence[Note]
    unread: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One type of records: which pages it takes (`condition` is None for `otherwise`), and a rule for each field."""

    name: str
    place: str
    condition: Condition | None
    rules: tuple[tuple[str, Rule], ...]
    discard: Map[str, str] = field(default_factory=dict)
    unmapped: Unmapped = "report"
    reads: frozenset[str] = frozenset()

    def takes(self, fields: Fields) -> bool:
        return self.condition is None or self.condition.holds(fields)

    def unread(self, fields: Fields) -> list[str]:
        """The paths of what has a value on this page, and is neither read by a rule nor discarded."""
        found = [name for name in fields if name not in STRUCTURE and name != "meta" and self._is_unread(name)]
        found = [name for name in found if not is_empty(fields[name]) and fields[name] is not True]
        meta = fields.get("meta")
        if isinstance(meta, dict) and meta and "meta" not in self.reads:
            found += [f"meta.{name}" for name in meta if self._is_unread(f"meta.{name}")]
        return found

    def _is_unread(self, path: str) -> bool:
        return path not in self.reads and path not in self.discard and path.removeprefix("meta.") not in self.discard


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """An example in the mapping: fields of a page, and what its record must hold."""

    place: str
    given: Map[str, object]
    expect: Map[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping file, ready to be applied.

    `tests` are the file's own; `options` are for its exporter; `context` is what steps may ask.
    """

    name: str
    exporter: str
    types: tuple[Type, ...]
    tests: tuple[Test, ...] = ()
    lookups: Map[str, Table] = field(default_factory=dict)
    options: Map[str, object] = field(default_factory=dict)
    zone: tzinfo | None = None
    language: str | None = None
    context: Context = NOWHERE

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields of all types, each once, in the order of the file."""
        return tuple(dict.fromkeys(name for kind in self.types for name, _ in kind.rules))

    def for_site(self, *, zone: tzinfo, language: str | None, url: str | None) -> Mapping:
        """The mapping with what its steps may know of a site; its own defaults come first."""
        context = Context(
            zone=self.zone or zone,
            language=self.language or language,
            site_url=url.rstrip("/") if url else None,
            lookups=self.lookups,
        )
        return replace(self, context=context)

    def type_of(self, fields: Fields) -> Type | None:
        """The first type that takes the page, None when none does."""
        return next((kind for kind in self.types if kind.takes(fields)), None)

    def mapped(self, fields: Fields) -> Mapped | None:
        """The record of a page, None when no type takes it."""
        kind = self.type_of(fields)
        if kind is None:
            return None
        making = Making(fields=fields, context=self.context)
        values = {name: rule.value(making) for name, rule in kind.rules}
        unread = kind.unread(fields)
        if unread and kind.unmapped == "keep":
            values["meta"] = _kept(values.get("meta"), fields, unread)
            unread = []
        return Mapped(kind.name, values, making.notes, unread)

    def record(self, fields: Fields) -> dict[str, object] | None:
        """The values of a page's record alone, None when no type takes it."""
        done = self.mapped(fields)
        return None if done is None else done.values

    def explained(self, fields: Fields, name: str) -> tuple[Type, Rule, Sequence[Seen]] | None:
        """The type and the rule of a field of a page's record, and each step of its value's way."""
        kind = self.type_of(fields)
        rule = None if kind is None else dict(kind.rules).get(name)
        if kind is None or rule is None:
            return None
        making = Making(fields=fields, context=self.context, seen=[])
        rule.value(making)
        return kind, rule, making.seen or ()


def _kept(meta: object, fields: Fields, unread: Sequence[str]) -> dict[str, object]:
    """What `unmapped: keep` adds: each field under its own name, beside what a rule has put there."""
    kept = dict(meta) if isinstance(meta, dict) else {}
    source = fields.get("meta")
    for path in unread:
        name = path.removeprefix("meta.")
        kept.setdefault(name, source.get(name) if path != name and isinstance(source, dict) else fields.get(path))
    return kept
