"""A mapping held against a real site: what is right as a mapping, and yet cannot be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from migrate.mapping.document import nearest
from migrate.mapping.fields import PAGE_FIELDS
from migrate.mapping.paths import Fields, at, is_empty
from migrate.mapping.rules import Making, Rule
from migrate.mapping.types import Mapping, Type


class Doubt(NamedTuple):
    """Something that is hardly meant, with the place in the mapping that says it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Lint:
    """Takes the fields of every page of a site, and then says what is doubtful."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._pages = self._untaken = 0
        self._taken: Counter[str] = Counter()
        self._would: Counter[str] = Counter()
        self._before: dict[str, Counter[str]] = {kind.name: Counter() for kind in mapping.types}
        self._seen: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()
        self._filled: Counter[tuple[str, str]] = Counter()
        self._paths = sorted({path for kind in mapping.types for path in _reads(kind)})

    def take(self, fields: Fields) -> None:
        self._pages += 1
        self._keys.update(_paths_of(fields))
        self._seen.update(path for path in self._paths if not is_empty(at(fields, path.split("."))))
        takers = [kind for kind in self._mapping.types if kind.takes(fields)]
        if not takers:
            self._untaken += 1
            return
        first, *others = takers
        self._taken[first.name] += 1
        for kind in takers:
            self._would[kind.name] += 1
        for kind in others:
            self._before[kind.name][first.name] += 1
        making = Making(fields=fields, context=self._mapping.context)
        self._filled.update((first.name, name) for name, rule in first.rules if not is_empty(rule.value(making)))

    def doubts(self) -> Iterator[Doubt]:
        """In the order of the mapping's types; each thing once, at the first place that says it."""
        told: set[str] = set()
        for kind in self._mapping.types:
            yield from self._of_type(kind)
            for name, rule in kind.rules:
                yield from self._of_rule(kind, name, rule, told)
        if self._untaken:
            place = self._mapping.types[-1].place
            yield Doubt(
                place, f"{self._untaken:,} of {self._of_pages} are taken by no type; add one with `otherwise: true`"
            )

    @property
    def _of_pages(self) -> str:
        return f"{self._pages:,} {'page' if self._pages == 1 else 'pages'}"

    def _of_type(self, kind: Type) -> Iterator[Doubt]:
        if self._taken[kind.name] or not self._pages:
            return
        if self._would[kind.name]:
            other, count = self._before[kind.name].most_common(1)[0]
            message = f"type `{kind.name}` takes no page: the type `{other}` takes {count:,} of them before; move it up"
        else:
            message = f"type `{kind.name}` takes none of {self._of_pages}; correct its `when`"
        yield Doubt(kind.place, message)

    def _of_rule(self, kind: Type, name: str, rule: Rule, told: set[str]) -> Iterator[Doubt]:
        pages = self._taken[kind.name]
        # a field of every page may well be empty on all of a site; a key of front matter is there or misspelt
        missing = [path for path in sorted(rule.reads) if not self._seen[path] and path.startswith("meta.")]
        for path in missing:
            if path not in told:
                told.add(path)
                yield Doubt(rule.place, f"`{path}` has a value on 0 of {self._of_pages}{self._near(path)}")
        read = any(self._seen[path] for path in rule.reads)
        if pages and read and not missing and not self._filled[kind.name, name]:
            yield Doubt(rule.place, f"the field `{name}` is empty on all {pages:,} pages of the type `{kind.name}`")

    def _near(self, path: str) -> str:
        known = tuple(key for key, _ in self._keys.most_common(2000) if key != path)
        hint = nearest(path, known)
        if not hint.startswith("did"):
            return ""
        near = hint.split("`")[1]
        return f"; {hint} (on {self._keys[near]:,})"


def _reads(kind: Type) -> set[str]:
    found = set(kind.condition.reads) if kind.condition else set()
    return found.union(*(rule.reads for _, rule in kind.rules))


def _paths_of(fields: Fields) -> Iterator[str]:
    """The paths of a page's fields that have a value, those of `meta` two names deep."""
    for name in PAGE_FIELDS:
        value = fields.get(name)
        if name == "meta" and isinstance(value, dict):
            yield from (f"meta.{key}" for key, inner in value.items() if not is_empty(inner))
        elif not is_empty(value):
            yield name
