"""How the fields of a record were made: the rule's place, where the values come from, and each step on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from migrate.mapping.paths import Fields
from migrate.mapping.types import Mapping, Type
from migrate.model import Location

SHOWN = 300  # characters of a value

# where the value of a field of the page at hand is written in the source; None where it is computed
Origin = Callable[[str], Location | None]


def explanation(mapping: Mapping, kind: str, fields: Fields, wanted: str | None, origin: Origin) -> Iterator[str]:
    """Every record of a thing, field by field; only the field `wanted` where it is given."""
    taken = mapping.taken(fields, kind)
    if taken.by is not None and taken.by.skip is not None:
        yield f"type `{taken.by.name}` ({taken.by.place}): skipped: {taken.by.skip}"
    for record in taken.records:
        names = [name for name, _ in record.type.rules if wanted is None or name == wanted]
        if names:
            yield f"type `{record.type.name}` ({record.type.place})"
        for name in names:
            yield from _field(mapping, record.type, fields, name, origin)
            yield f"    = {_shown(record.values[name])}"


def _field(mapping: Mapping, type: Type, fields: Fields, name: str, origin: Origin) -> Iterator[str]:
    found = mapping.explained(type, fields, name)
    if found is None:
        return
    rule, seen = found
    yield f"{name}  ({rule.place})"
    for path in sorted(rule.reads):
        place = origin(path)
        if place is not None:
            yield f"    {path} is written at {place.file}{'' if place.line is None else f':{place.line}'}"
    yield from (f"    {step.what}: {_shown(step.value)}" for step in seen)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} characters)"
