"""What became of every leaf of the source, counted twice: when it was read, and again in what is exported.

A leaf is a scalar, or an empty list or map. What a whole file says that is null, an empty list or an empty map is no
leaf: such a file says nothing. What stands behind an alias counts wherever the alias stands; the readers bound that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from migrate.errors import AccountingError
from migrate.model import Accounting, Fate, Leaf, Leaves, Tally

FRONT_MATTER = "front matter"
FATES: tuple[Fate, ...] = ("mapped", "kept", "discarded", "reported")

NAMES = 4  # of a path; what lies deeper counts for the fourth
TABLE = 200  # names below one map: with more of them it is a table, and they are rows
KEYS = 2000  # of one source: with more of them paths are cut shorter
SHOWN = 100  # characters of a name

# the fields that hold what no field is named for
_KEPT = ("meta.", "site.meta.", "navigation.meta.", "asset.meta.")

# between the names of a path while they are counted; a name may well have a dot in it
_SEP = "\0"
_POSITION = re.compile(r"(?:(?:^|\.)[0-9]+)+(?=\.)")


class Aside(NamedTuple):
    """Leaves that are in no value that was read on: the lost value of a duplicate key, or a file nobody could count."""

    key: str
    leaves: int
    fate: Fate = "reported"
    why: str | None = None


class Twice(Protocol):
    """A key that stands twice; `path` has the positions of lists as numbers."""

    @property
    def path(self) -> str: ...
    @property
    def lost(self) -> object: ...


class Reading(NamedTuple):
    """What a file said when it was read. `leaves` are those of the value and the asides."""

    source: str
    value: object
    leaves: int
    asides: tuple[Aside, ...]

    def without_value(self, why: str | None = None) -> Reading:
        """The same where nothing takes the value: it lies aside, discarded for a reason or reported."""
        gone = Aside("", said(self.value), "discarded" if why else "reported", why)
        return self._replace(value=None, asides=(*self.asides, gone) if gone.leaves else self.asides)


def reading(source: str, value: object, twice: Iterable[Twice] = ()) -> Reading:
    asides = lost(twice)
    return Reading(source, value, said(value) + sum(aside.leaves for aside in asides), asides)


def unread(source: str) -> Reading:
    """A file whose leaves nobody can count: one leaf, reported."""
    return Reading(source, None, 1, (Aside("", 1),))


def lost(twice: Iterable[Twice]) -> tuple[Aside, ...]:
    """The values that duplicate keys lost."""
    return tuple(Aside(_path(one.path), leaves(one.lost)) for one in twice)


def _path(written: str) -> str:
    """`sections.0.hero` as `sections[].hero`, no deeper than paths are."""
    names = _POSITION.sub("[]", written).split(".")
    return _SEP.join(names[:NAMES])


def leaves(value: object) -> int:
    """How many leaves `value` has, at least one."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values())) if value else 1
    if isinstance(value, list):
        return sum(map(leaves, value)) if value else 1
    return 1


def said(value: object) -> int:
    """How many leaves a whole file has: none where it says nothing."""
    return 0 if value is None or value == {} or value == [] else leaves(value)


def spread(value: object, key: str, into: Counter[str]) -> int:
    """Adds the leaves of `value`, which stands at `key`, to `into` by their paths, and says how many they are."""
    names = key.count(_SEP) + 1 if key else 0
    return _spread(value, key, names, into)


def _spread(value: object, key: str, names: int, into: Counter[str]) -> int:
    if isinstance(value, dict) and value:
        if names == NAMES:
            return sum([_spread(inner, key, names, into) for inner in value.values()])
        start = f"{key}{_SEP}" if key else ""
        return sum([_spread(inner, f"{start}{name}", names + 1, into) for name, inner in value.items()])
    if isinstance(value, list) and value:
        inside = key if key.endswith("[]") else f"{key}[]"
        return sum([_spread(inner, inside, names, into) for inner in value])
    into[key] += 1
    return 1


def below(key: str, name: str) -> str:
    """The path of `name` in what stands at `key`."""
    return f"{key}{_SEP}{name}" if key else name


class Unit(NamedTuple):
    """What a merge of maps takes or leaves as a whole: a scalar, a list or an empty map, and where it stands."""

    path: tuple[str, ...]
    value: object

    @property
    def key(self) -> str:
        return _SEP.join(self.path[:NAMES])


def units(value: object, path: tuple[str, ...] = ()) -> Iterator[Unit]:
    if isinstance(value, dict) and (value or not path):
        for name, inner in value.items():
            yield from units(inner, (*path, name))
    else:
        yield Unit(path, value)


def standing(values: Sequence[object], result: object) -> list[list[tuple[Unit, bool]]]:
    """The units of each of the maps that were merged into `result`, and whether it is theirs that stands there.

    `values` are in the order in which they were merged, so that where several say something it is the last one's.
    """
    there = {unit.path: unit.value for unit in units(result)}
    found: list[list[tuple[Unit, bool]]] = []
    for value in reversed(values):
        own: list[tuple[Unit, bool]] = []
        for unit in units(value):
            stands = unit.path in there and same(unit.value, there[unit.path])
            if stands:
                del there[unit.path]
            own.append((unit, stands))
        found.append(own)
    return found[::-1]


def same(value: object, result: object) -> bool:
    """Whether `result` is `value`; what was mended was mended in both."""
    return result is value or result == value


def fate_of(leaf: Leaf) -> Fate:
    """What became of the leaves when the source was read."""
    if leaf.fields:
        return "kept" if leaf.fields[0].startswith(_KEPT) else "mapped"
    return "discarded" if leaf.why else "reported"


class _Column(NamedTuple):
    source: str
    fate: Fate
    why: str | None
    field: str

    def field_of(self, key: str) -> tuple[str, ...]:
        if not self.field.endswith("."):
            return (self.field,) if self.field else ()
        return (f"{self.field}{key.replace(_SEP, '.')}".removesuffix("."),)


class Ledger:
    """Counts leaves while a source is read: those that were read, and what became of each."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()
        self._columns: defaultdict[_Column, Counter[str]] = defaultdict(Counter)
        self._pages: Counter[Leaves] = Counter()

    def column(self, source: str, fate: Fate, why: str | None = None, field: str = "") -> Counter[str]:
        """The leaves of `source` that met `fate`, by their paths; for `spread` to add to.

        `field` is where their values stand now; with a dot at its end, each stands below it at its own path.
        """
        return self._columns[_Column(source, fate, why, field)]

    def read(self, source: str, leaves: int, asides: Iterable[Aside] = ()) -> None:
        """Notes how many leaves were read, and what became of those that lie aside."""
        self._read[source] += leaves
        for aside in asides:
            self.column(source, aside.fate, aside.why)[aside.key] += aside.leaves

    def page(self, read: int, leaves: Leaves, pages: int = 1) -> None:
        """Notes how many leaves the front matter of a page had, and where they all are; or of several pages alike."""
        self._read[FRONT_MATTER] += read * pages
        self._pages[leaves] += pages

    def of_files(self) -> list[tuple[str, Leaf]]:
        """The leaves of the files that are no pages, each with its file."""
        return [
            (column.source, Leaf(key, column.field_of(key), count, column.why))
            for column, counted in self._columns.items()
            for key, count in counted.items()
        ]

    def closed(self) -> Accounting:
        """The accounting. Raises AccountingError, which names the sources whose counts differ."""
        for leaves, pages in self._pages.items():
            for leaf in leaves:
                self.column(FRONT_MATTER, fate_of(leaf), leaf.why)[leaf.key] += leaf.leaves * pages
        self._pages.clear()
        found: Counter[str] = Counter()
        for column, counted in self._columns.items():
            found[column.source] += counted.total()
        odd = [source for source in sorted({*self._read, *found}) if self._read[source] != found[source]]
        if odd:
            counts = ", ".join(f"{source} (read {self._read[source]:,}, found {found[source]:,})" for source in odd)
            raise AccountingError(f"leaves that nobody accounted for: {counts}")
        return Accounting(leaves=self._read.total(), tallies=self._tallies())

    def _tallies(self) -> list[Tally]:
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for column, counted in self._columns.items():
            keys[column.source].update(counted)
        shown = {source: _shown(source, names) for source, names in keys.items()}
        counts: Counter[tuple[str, str, Fate, str | None]] = Counter()
        for (source, fate, why, _), counted in self._columns.items():
            for key, count in counted.items():
                counts[source, shown[source][key], fate, why] += count
        return [
            Tally(source=source, key=key, fate=fate, leaves=counts[source, key, fate, why], why=why)
            for source, key, fate, why in sorted(counts, key=_order)
        ]


def _order(counted: tuple[str, str, Fate, str | None]) -> tuple[bool, str, str, int, str]:
    source, key, fate, why = counted
    return source != FRONT_MATTER, source, key, FATES.index(fate), why or ""


def _shown(source: str, keys: set[str]) -> dict[str, str]:
    """The path that each key is shown under: tables folded, cut where there are still too many, dots between names."""
    for names in range(NAMES, 0, -1):
        cut = {key: tuple(key.split(_SEP)[:names]) for key in keys}
        tables = _tables(set(cut.values()))
        if source == FRONT_MATTER and names > 1:
            tables.discard(())  # the keys of all pages together are no table, however many
        shown = {key: _folded(path, tables) for key, path in cut.items()}
        if len(set(shown.values())) <= KEYS:
            break
    return shown


def _tables(paths: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The paths of maps with so many names that these are no names of fields."""
    names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in paths:
        for at, name in enumerate(path):
            names[path[:at]].add(name)
    return {path for path, found in names.items() if len(found) > TABLE}


def _folded(path: tuple[str, ...], tables: set[tuple[str, ...]]) -> str:
    for at in range(len(path)):
        if path[:at] in tables:
            path = (*path[:at], "*")
            break
    return ".".join(name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…" for name in path)


def verify(accounting: Accounting | None) -> None:
    """Raises AccountingError unless every leaf that was read has one fate. A source that cannot tell has none."""
    if accounting is None:
        return
    found = sum(accounting.of(fate) for fate in FATES)
    if found != accounting.leaves:
        sources = Counter[str]()
        for tally in accounting.tallies:
            sources[tally.source] += tally.leaves
        counts = ", ".join(f"{source} ({count:,})" for source, count in sorted(sources.items()))
        raise AccountingError(f"{accounting.leaves:,} leaves were read, and {found:,} are accounted for: {counts}")


def record(accounting: Accounting) -> dict[str, object]:
    """The accounting as JSON has it: the sum of each fate, and one map a source, key, fate and reason."""
    return {**totals(accounting), "keys": [tally_record(tally) for tally in accounting.tallies]}


def totals(accounting: Accounting) -> Mapping[str, int]:
    """`leaves` and each fate, with their sums."""
    return {"leaves": accounting.leaves, **{fate: accounting.of(fate) for fate in FATES}}


def tally_record(tally: Tally) -> dict[str, object]:
    return {
        "source": tally.source,
        "key": tally.key,
        "fate": tally.fate,
        "leaves": tally.leaves,
        "why": tally.why,
    }
