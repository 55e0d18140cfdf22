"""Items as a cache has them: what a reader made of a file, in a row of plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta, tzinfo
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from migrate.accounting import FATES, Aside
from migrate.diagnostics import CODES, Finding
from migrate.jekyll.config import Config
from migrate.jekyll.damage import Damage
from migrate.jekyll.dated import Row, Unkept, apart, together
from migrate.jekyll.defaults import Defaults
from migrate.jekyll.entries import Entries, Entry
from migrate.jekyll.frontmatter import EMPTY, FrontMatter
from migrate.jekyll.item import Item, names

if TYPE_CHECKING:
    from migrate.jekyll.cached import Cached

# of the configuration: what says which files there are or is of bodies, and what all of its values are read from
_FILES = frozenset(("files", "include", "exclude", "data_dir", "destination", "limit_posts", "kramdown"))
_READ = frozenset(("data", "readings", "findings"))
# a time that is so much later is another year, month, week, day of all of them, hour, minute and second
_OTHER = timedelta(days=400, hours=5, minutes=7, seconds=11)
# the file is as it was, but it could not be read
_FAILED = frozenset(("source.unreadable", "source.too-large"))

_TEXT = (str, type(None))
_SHAPE: tuple[Any, ...] = (
    *(str, _TEXT, str, str, _TEXT, bool, _TEXT, bool, list, list),  # entry's kind to what was told
    *(bool, int, list, list, (dict, type(None)), (list, type(None)), dict),  # the front matter, and what is over it
    *(object, (datetime, type(None)), (list, type(None))),  # what sorts, the date, the damage
)


class Reader(Protocol):
    """Reads the files of a site at a time, and tells what is odd in `entries`."""

    config: Config
    entries: Entries
    now: datetime

    def item(self, entry: Entry) -> Item | None: ...
    def document(self, entry: Entry, matter: FrontMatter) -> Item | None: ...
    def at(self, now: datetime) -> Reader: ...


class Known(NamedTuple):
    """An item, and what was told when it was made."""

    item: Item
    told: Sequence[Finding]


class KeptItems:
    """The items of files: from `cached`, else read, and kept where nothing but the file says what they are."""

    def __init__(self, cached: Cached, reader: Reader, conditions: str) -> None:
        self.cached, self.reader, self.zone = cached, reader, reader.config.zone
        cached.under(conditions)

    def item(self, entry: Entry) -> Item | None:
        """As the reader's own."""
        row = self.cached.item(entry.file)
        found = None if row is None else known(row, entry, self.zone)
        if found is None or self._is_now(found.item.date):
            self.cached.drop(entry.file)
            return self._read(entry)
        self.reader.entries.findings.extend(found.told)
        return found.item

    def _read(self, entry: Entry) -> Item | None:
        findings = self.reader.entries.findings
        before = len(findings)
        item = self.reader.item(entry)
        if item is not None and self._is_timeless(entry, item, findings[before:]):
            row = kept(entry, item, findings[before:], self.zone)
            if row is not None:
                self.cached.keep_item(entry.file, row)
        return item

    def _is_timeless(self, entry: Entry, item: Item, told: Sequence[Finding]) -> bool:
        """Whether the item is the same at any time: drafts have that of their file, and texts may leave out a year."""
        if entry.kind == "page":
            return True
        if entry.kind == "draft" or self._is_now(item.date):
            return False
        other = self.reader.at(other_present(self.reader.now))
        again = other.document(entry, item.matter)
        if again is not None:
            again.damage = item.damage
        return again == item and all(one in told for one in other.entries.findings)

    def _is_now(self, date: datetime | None) -> bool:
        """Whether Jekyll takes a date for none: that of the file's name counts instead."""
        return date is not None and abs(date - self.reader.now) < timedelta(seconds=2)


def conditions(config: Config, defaults: Defaults, *, mend: bool) -> str:
    """What items and their pages depend on besides their files.

    The `order` of a collection is not among it, which changes whenever a page comes or goes.
    """
    own: dict[str, object] = {one.name: getattr(config, one.name) for one in fields(config)}
    own = {name: value for name, value in own.items() if name not in _FILES | _READ}
    own["markdown_ext"] = sorted(config.markdown_ext)
    own["collections"] = {
        name: {key: value for key, value in options.items() if key != "order"}
        for name, options in config.collections.items()
    }
    plain = {key: value for key, value in config.data.items() if not isinstance(value, list | dict)}
    return repr((own, plain, defaults.told(), mend))


def other_present(now: datetime) -> datetime:
    """A later time, at which everything that depends on the present comes out otherwise."""
    try:
        return now + _OTHER
    except OverflowError:
        return now - _OTHER


def kept(entry: Entry, item: Item, told: Sequence[Finding], zone: tzinfo) -> Row | None:
    """The row of an item; None where it would not come out again as it is."""
    if any(one.code in _FAILED for one in told):
        return None
    try:
        return apart(_row(entry, item, told), zone)
    except Unkept:
        return None


def known(row: Row, entry: Entry, zone: tzinfo) -> Known | None:
    """The item of a row; None where the row is no item's, or one of another entry's."""
    try:
        together(row, zone)
        if len(row) != len(_SHAPE) or not all(map(isinstance, row, _SHAPE)):
            return None
        return _known(row, entry)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError):
        return None


def told_row(told: Sequence[Finding]) -> list[object]:
    return [[one.code, one.message, one.file, one.line, one.column] for one in told]


def told_of(rows: Row) -> list[Finding]:
    """Raises ValueError for what is no finding."""
    return [_finding(*row) for row in rows]


def _finding(code: object, message: object, file: object, line: object, column: object) -> Finding:
    if not (isinstance(code, str) and code in CODES and isinstance(message, str) and isinstance(file, str | None)):
        raise ValueError("no finding")
    if not (isinstance(line, int | None) and isinstance(column, int | None)):
        raise ValueError("no place of a finding")
    return Finding(code=code, message=message, file=file, line=line, column=column)


def _row(entry: Entry, item: Item, told: Sequence[Finding]) -> list[object]:
    matter, own = item.matter, item.matter.data
    if item.damage is not None and _is_shared(item):
        raise Unkept("what is mended in place stands in several places")
    whole = item.data is own
    return [
        *(entry.kind, entry.collection, item.path, item.kind, item.url, item.refused, item.bad_date, item.published),
        *(list(item.given), told_row(told), matter.ok, matter.leaves, told_row(matter.findings)),
        [[*aside] for aside in matter.asides],
        None if matter is EMPTY else own,
        None if whole else list(item.data),
        {} if whole else {key: value for key, value in item.data.items() if own.get(key, own) is not value},
        *(item.sort_key, item.date, _damage_row(item.damage)),
    ]


def _is_shared(item: Item) -> bool:
    """Whether a list or map stands in several places: twice in the page, or in the defaults, which other pages have."""
    own, data = item.matter.data, item.data
    computed = [] if data is own else [(key, value) for key, value in data.items() if own.get(key, own) is not value]
    seen = [*_held(own), *(inner for _, value in computed for inner in _held(value))]
    given = any(key in item.given and isinstance(value, list | dict) for key, value in computed)
    return given or len(seen) != len(set(seen))


def _held(value: object) -> Iterator[int]:
    """The lists and maps in a value, each by its identity."""
    if isinstance(value, list | dict):
        yield id(value)
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _held(inner)


def _known(row: Row, entry: Entry) -> Known | None:
    kind, collection, path, item_kind, url, refused, bad_date, published, given, told, ok, leaves = row[:12]
    matter_told, asides, own, keys, computed, sort_key, date, damaged = row[12:]
    if (kind, collection) != (entry.kind, entry.collection) or item_kind not in ("page", "post", "document"):
        return None
    matter = EMPTY
    if own is not None:
        matter = FrontMatter(
            data=own,
            ok=ok,
            findings=tuple(told_of(matter_told)) if matter_told else (),
            asides=tuple(_aside(*one) for one in asides) if asides else (),
            leaves=leaves,
        )
    data = matter.data
    item = Item(
        file=entry.file,
        path=path,
        kind=item_kind,
        collection=collection,
        position=None,
        url=url,
        refused=refused,
        bad_date=bad_date,
        data=data if keys is None else {key: computed[key] if key in computed else data[key] for key in keys},
        given=_names(given),
        published=published,
        draft=False,
        date=date,
        sort_key=sort_key,
        matter=matter,
        damage=None if damaged is None else _damage(*damaged),
    )
    return Known(item, told_of(told) if told else ())


def _names(given: Row) -> frozenset[str]:
    if not all(map(isinstance, given, repeat(str))):
        raise ValueError("no keys")
    return names(tuple(given))


def _aside(key: object, leaves: object, fate: object, why: object) -> Aside:
    if not (isinstance(key, str) and isinstance(leaves, int) and isinstance(why, str | None)):
        raise ValueError("nothing that lies aside")
    return Aside(key, leaves, FATES[FATES.index(fate)], why)


def _damage_row(damage: Damage | None) -> list[object] | None:
    return None if damage is None else [sorted(damage.evidence), damage.lines, damage.too_much]


def _damage(evidence: Row, lines: object, too_much: object) -> Damage:
    if not (all(map(isinstance, evidence, repeat(str))) and isinstance(lines, int) and isinstance(too_much, bool)):
        raise ValueError("no damage")
    return Damage(frozenset(evidence), lines, too_much)
