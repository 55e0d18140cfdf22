"""What a site has, counted for the draft of a mapping: the things that its types take, and the keys of those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from migrate.mapping.drafts.scalars import example
from migrate.mapping.kinds import PAGE
from migrate.mapping.paths import Fields, is_empty
from migrate.mapping.types import Mapping, Type

MOST_KEYS = 5_000  # of all types together: what a person can read is far less
MAX_KEY = 500  # characters
MOST_TRAITS = 1_000

# `open` is for the reader of the draft to decide; the mapping says already what becomes of the others
State = Literal["open", "read", "discarded"]


@dataclass(slots=True, kw_only=True)
class Key:
    """A path on things of one type: on how many of them it has a value, and the first such value, in short."""

    state: State
    count: int = 0
    example: str = ""


class Survey:
    """Takes every thing of a site, as `pipeline.things_of` gives them.

    `things` counts them by kind, `takes` by type; `keys` are by type and path. `over` are types with keys beside those,
    since they are too many or too long. `traits` count what a condition could ask: of a page a field and its value, of
    a section its name.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self.things: Counter[str] = Counter()
        self.takes: Counter[str] = Counter()
        self.keys: dict[str, dict[str, Key]] = {type.name: {} for type in mapping.types}
        self.over: set[str] = set()
        self.traits: Counter[tuple[str, str]] = Counter()
        self._many = 0

    def take(self, fields: Fields, kind: str = PAGE) -> None:
        self.things[kind] += 1
        for trait in _traits(fields, kind):
            if trait in self.traits or len(self.traits) < MOST_TRAITS:
                self.traits[trait] += 1
        taken = self._mapping.taken(fields, kind)
        makers = [record.type for record in taken.records]
        self.takes.update({type.name for type in (*makers, taken.by) if type is not None})
        if taken.by in makers:
            self._keys(taken.by, fields, frozenset[str]().union(*(type.reads for type in makers)))

    def _keys(self, type: Type, fields: Fields, reads: frozenset[str]) -> None:
        unread = type.unread(fields, reads)
        for path in unread:
            if not path.startswith("meta."):
                self._note(type, path, "open", fields[path])
        meta = fields.get("meta")
        for name, value in meta.items() if isinstance(meta, dict) else ():
            path = f"meta.{name}"
            self._note(type, path, "open" if path in unread else _state(type, path, reads), value)

    def _note(self, type: Type, path: str, state: State, value: object) -> None:
        keys = self.keys[type.name]
        if path not in keys:
            if self._many >= MOST_KEYS or len(path) > MAX_KEY:
                self.over.add(type.name)
                return
            self._many += 1
            keys[path] = Key(state=state)
        key = keys[path]
        if state == "open":
            key.state = state
        if not is_empty(value):
            key.count += 1
            key.example = key.example or example(value)


def _state(type: Type, path: str, reads: frozenset[str]) -> State:
    """What the mapping says of a key of `meta`; one that is only handed on with all of `meta` is open."""
    if path in reads:
        return "read"
    names = (path, path.removeprefix("meta."), "meta")
    return "discarded" if any(name in type.discard for name in names) else "open"


def _traits(fields: Fields, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "section":
        yield "section", str(fields["name"])
    if kind != PAGE:
        return
    for name in ("kind", "collection", "layout"):
        if isinstance(value := fields.get(name), str) and value:
            yield name, value
    if fields.get("published") is False:
        yield "published", "false"
