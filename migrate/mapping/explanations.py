"""How the fields of a record were made: the rule's place, where the values come from, and each step on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from migrate.mapping.paths import Fields
from migrate.mapping.rules import Rule, Seen
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
    if taken.by is not None and taken.by.address is not None and wanted in (None, "url"):
        yield from _made("url", taken.by.address, mapping.seen(taken.by.address, fields), origin)
        yield f"    = {_shown(fields.get('address'))}"
    for record in taken.records:
        names = [name for name, _ in record.type.rules if wanted is None or name == wanted]
        if names:
            yield f"type `{record.type.name}` ({record.type.place})"
        for name in names:
            yield from _field(mapping, record.type, fields, name, origin)
            yield f"    = {_shown(record.values[name])}"


def _field(mapping: Mapping, type: Type, fields: Fields, name: str, origin: Origin) -> Iterator[str]:
    rule = dict(type.rules)[name]
    return _made(name, rule, mapping.seen(rule, fields), origin)


def _made(name: str, rule: Rule, seen: Iterable[Seen], origin: Origin) -> Iterator[str]:
    yield f"{name}  ({rule.place})"
    for path in sorted(rule.reads):
        place = origin(path)
        if place is not None:
            yield f"    {path} is written at {place.file}{'' if place.line is None else f':{place.line}'}"
    yield from (f"    {step.what}: {_shown(step.value)}" for step in seen)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} characters)"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)
