"""A mapping held against a real site: what is right as a mapping, and yet cannot be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from typing import NamedTuple

from migrate.mapping.document import nearest
from migrate.mapping.kinds import KINDS, NAMES, PAGE, counted
from migrate.mapping.paths import Fields, at, is_empty
from migrate.mapping.rules import Making, Rule
from migrate.mapping.types import Mapping, Type


class Doubt(NamedTuple):
    """Something that is hardly meant, with the place in the mapping that says it; a note may well be meant."""

    place: str
    message: str
    is_note: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {'note: ' if self.is_note else ''}{self.message}"


class _Watched(dict[str, object]):
    """The rows of a look-up; `asked` are the keys that were looked for."""

    def __init__(self, rows: Map[str, object]) -> None:
        super().__init__(rows)
        self.asked: set[object] = set()

    def get(self, key: str, default: object = None) -> object:
        self.asked.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.asked.add(key)
        return super().__contains__(key)


class _Of:
    """What is counted of the things of one kind."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.all = self.untaken = 0
        self.seen: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()
        self.paths = [(path, path.split(".")) for path in sorted(set(paths))]

    def take(self, fields: Fields, kind: str) -> None:
        self.all += 1
        self.keys.update(_paths_of(fields, kind))
        self.seen.update(path for path, names in self.paths if not is_empty(at(fields, names)))


class Lint:
    """Takes the fields of every thing of a site that a mapping makes records of, and then says what is doubtful."""

    def __init__(self, mapping: Mapping) -> None:
        self._rows = {name: _Watched(table.rows) for name, table in mapping.lookups.items()}
        tables = {name: replace(table, rows=self._rows[name]) for name, table in mapping.lookups.items()}
        self._mapping = replace(mapping, context=mapping.context._replace(lookups=tables))
        self._of = {kind: _Of(path for type in mapping.of(kind) for path in _reads(type)) for kind in KINDS}
        self._taken: Counter[str] = Counter()
        self._would: Counter[str] = Counter()
        self._before: dict[str, Counter[str]] = {type.name: Counter() for type in mapping.types}
        self._filled: Counter[tuple[str, str]] = Counter()
        self._given: Counter[tuple[str, str]] = Counter()

    def take(self, fields: Fields, kind: str = PAGE) -> None:
        seen = self._of[kind]
        seen.take(fields, kind)
        takers = [type for type in self._mapping.of(kind) if type.takes(fields)]
        first = next((type for type in takers if not type.also), None)
        seen.untaken += not takers
        for type in takers:
            self._would[type.name] += 1
            if type.also or type is first:
                self._make(type, fields)
            elif first is not None:
                self._before[type.name][first.name] += 1

    def _make(self, type: Type, fields: Fields) -> None:
        self._taken[type.name] += 1
        making = Making(fields=fields, context=self._mapping.context)
        for name, rule in type.rules:
            if not is_empty(rule.value(making)):
                self._filled[type.name, name] += 1
            elif rule.direct and any(not is_empty(at(fields, path.split("."))) for path in rule.reads):
                self._given[type.name, name] += 1
        if type.address is not None:
            type.address.value(making)

    def doubts(self) -> Iterator[Doubt]:
        """In the order of the mapping's types; each thing once, at the first place that says it."""
        told: set[tuple[str, str]] = set()
        for type in self._mapping.types:
            yield from self._of_type(type)
            for name, rule in type.rules:
                yield from self._of_rule(type, name, rule, told)
        yield from self._of_lookups()
        for kind, seen in self._of.items():
            if seen.untaken and (types := self._mapping.of(kind)):
                said = f"{seen.untaken:,} of {counted(seen.all, kind)}"
                message = f"{said} are taken by no type; add one with `otherwise: true`"
                yield Doubt(types[-1].place, message)

    def _of_type(self, type: Type) -> Iterator[Doubt]:
        seen = self._of[type.of]
        if self._taken[type.name] or not seen.all:
            return
        if self._would[type.name]:
            other, count = self._before[type.name].most_common(1)[0]
            said = f"type `{type.name}` takes no {NAMES[type.of]}"
            message = f"{said}: the type `{other}` takes {count:,} of them before; move it up"
        else:
            message = f"type `{type.name}` takes none of {counted(seen.all, type.of)}; correct its `when`"
        yield Doubt(type.place, message)

    def _of_rule(self, type: Type, name: str, rule: Rule, told: set[tuple[str, str]]) -> Iterator[Doubt]:
        taken, seen = self._taken[type.name], self._of[type.of]
        # a key of front matter is there or misspelt
        missing = [path for path in sorted(rule.reads) if not seen.seen[path] and path.startswith("meta.")]
        for path in missing:
            if (type.of, path) not in told and seen.all:
                told.add((type.of, path))
                said = f"`{path}` has a value on 0 of {counted(seen.all, type.of)}"
                yield Doubt(rule.place, f"{said}{_near(path, seen.keys)}")
        if not taken or missing or not rule.reads or self._filled[type.name, name]:
            return
        said = f"the field `{name}` is empty on all {counted(taken, type.of)} of the type `{type.name}`"
        if lost := self._given[type.name, name]:
            yield Doubt(rule.place, f"{said}, and what it is made from has a value on {lost:,}")
        else:  # a field of every page may well be empty on all of a site
            is_meant = not all(path.startswith("meta.") for path in rule.reads)
            yield Doubt(rule.place, said, is_meant)

    def _of_lookups(self) -> Iterator[Doubt]:
        """Tables whose rows were never asked for, and tables that were never asked."""
        place = self._mapping.types[0].place.partition(":")[0] if self._mapping.types else ""
        for name, rows in self._rows.items():
            if not rows.asked:
                yield Doubt(place, f"the look-up `{name}` was asked for nothing; use it in a step, or remove it")
            elif unused := [row for row in rows if row not in rows.asked]:
                shown = ", ".join(f"`{row:.40}`" for row in unused[:3]) + (", …" if len(unused) > 3 else "")
                message = f"{len(unused):,} of {len(rows):,} rows of the look-up `{name}` were never hit: {shown}"
                yield Doubt(place, message)


def _near(path: str, keys: Counter[str]) -> str:
    known = tuple(key for key, _ in keys.most_common(2000) if key != path)
    hint = nearest(path, known)
    if not hint.startswith("did"):
        return ""
    return f"; {hint} (on {keys[hint.split('`')[1]]:,})"


def _reads(kind: Type) -> set[str]:
    found = set(kind.condition.reads) if kind.condition else set()
    return found.union(*(rule.reads for _, rule in kind.rules))


def _paths_of(fields: Fields, kind: str) -> Iterator[str]:
    """The paths of a thing's fields that have a value, those of `meta` two names deep."""
    for name in KINDS[kind]:
        value = fields.get(name)
        if name == "meta" and isinstance(value, dict):
            yield from (f"meta.{key}" for key, inner in value.items() if not is_empty(inner))
        elif not is_empty(value):
            yield name
