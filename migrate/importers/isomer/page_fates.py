"""What became of every leaf of a page's front matter, found in the page that was made of it.

Most values are scalars that stand in a field or in `meta` as they are written, so that these come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from migrate.accounting import Ledger, below, same, spread, standing
from migrate.accounting import leaves as leaves_of
from migrate.errors import AccountingError
from migrate.importers.isomer.sections import CONTACT_KEYS
from migrate.importers.isomer.values import are_tags, is_blank, items, mapping, numbered, text
from migrate.jekyll.item import Item
from migrate.model import Leaf, Leaves, Page

HIDES_NOTHING = "a null or empty map does not hide the default"
FALSE_IS_NONE = "Jekyll takes `false` for none, and the name of the file for it"
COMPUTED_IF_FALSE = ("title", "slug", "ext")
NO_SECTION = "a section without a name has no fields"
_NOWHERE: Mapping[str, object] = {}


class PageFates:
    """Notes in `ledger` what became of the front matter of each page."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._known: dict[Leaves, Leaves] = {}

    def count(self, item: Item, page: Page) -> Leaves:
        """Where the leaves of the page's front matter are; pages alike share one tuple.

        Raises AccountingError when not every leaf that was read is in the page or told.
        """
        matter = item.matter
        found = [Leaf(aside.key, (), aside.leaves, aside.why) for aside in matter.asides]
        for key, value in matter.data.items():
            found.extend(self._of_key(key, value, item, page))
        if sum([leaf.leaves for leaf in found]) != matter.leaves:
            odd = ", ".join(f"`{key:.60}`" for key in self._odd(item, page))
            counts = f"{matter.leaves:,} leaves were read and {sum(leaf.leaves for leaf in found):,} found"
            raise AccountingError(f"{page.id}: {counts}; look at {odd}")
        found_now = tuple(found)
        leaves = self._known.setdefault(found_now, found_now)
        self.ledger.page(matter.leaves, leaves)
        return leaves

    def _odd(self, item: Item, page: Page) -> Iterator[str]:
        """The keys whose leaves are not all found."""
        for key, value in item.matter.data.items():
            if sum(leaf.leaves for leaf in self._of_key(key, value, item, page)) != leaves_of(value):
                yield key

    def _of_key(self, key: str, value: object, item: Item, page: Page) -> Sequence[Leaf]:
        if isinstance(value, dict | list):
            return _nested(key, value, item, page)
        leaf = _scalar(key, value, item, page)
        return () if leaf is None else (leaf,)


def _scalar(key: str, value: object, item: Item, page: Page) -> Leaf | None:
    """Where a scalar is: in its field, else in meta; None when it is nowhere."""
    known = FIELDS.get(key)
    if known is not None and known.holds(value, page):
        return Leaf(key, _places(key, known, page))
    if key in page.meta:
        if _same(value, page.meta[key]) or same(value, page.meta[key]):
            return Leaf(key, (f"meta.{key}",))
    elif known is not None and is_blank(value):
        return Leaf(key, (known.name(page),))
    if value is None and (key in item.given or page.meta.get(key) is not None):
        return Leaf(key, (), 1, HIDES_NOTHING)
    return Leaf(key, (), 1, FALSE_IS_NONE) if value is False and key in COMPUTED_IF_FALSE else None


def _places(key: str, known: Field, page: Page) -> tuple[str, ...]:
    """The field that a key is for, and `meta` where it stands too."""
    return (known.name(page), f"meta.{key}") if key in page.meta else (known.name(page),)


def _nested(key: str, value: object, item: Item, page: Page) -> list[Leaf]:
    if key == "sections" and key not in page.meta:
        return _sections(items(value), page)
    fields: tuple[str, ...] = (f"meta.{key}",)
    result = page.meta.get(key, _NOWHERE)
    if key in CONTACT_KEYS and key not in page.meta:
        fields, result = ("sections",), _contact(page).get(key, _NOWHERE)
    elif key in FIELDS and FIELDS[key].holds(value, page):
        fields, result = _places(key, FIELDS[key], page), value
    if result is _NOWHERE:
        return []
    if key in item.given and isinstance(value, dict):
        return _among_defaults(key, value, result, fields)
    return _spread(result, key, fields)


def _spread(value: object, key: str, fields: tuple[str, ...], why: str | None = None) -> list[Leaf]:
    counted: Counter[str] = Counter()
    spread(value, key, counted)
    return [Leaf(path, fields, count, why) for path, count in counted.items()]


def _among_defaults(key: str, value: dict[str, object], result: object, fields: tuple[str, ...]) -> list[Leaf]:
    """The leaves of a map that was merged with the map of the defaults."""
    if value == {}:
        return _spread(value, key, fields) if result == {} else _spread(value, key, (), HIDES_NOTHING)
    found: list[Leaf] = []
    for unit, stands in standing([numbered(value)], result)[0]:
        where = below(key, unit.key) if unit.key else key
        if stands:
            found += _spread(unit.value, where, fields)
        elif unit.value is None or unit.value == {}:
            found += _spread(unit.value, where, (), HIDES_NOTHING)
    return found


def _sections(written: list[object], page: Page) -> list[Leaf]:
    """The blocks in `sections`. An empty map among them is no block."""
    empty = written.count({})
    found = [Leaf("sections[]", (), empty, NO_SECTION)] if empty else []
    for section in page.sections:
        found += _spread(section, "sections[]", ("sections",))
    return found


def _contact(page: Page) -> Mapping[str, object]:
    return mapping(page.sections[0].get("contact_us")) if page.sections else _NOWHERE


def _same(value: object, result: object) -> bool:
    """Whether `result` is what was written; a date that cannot be read stands there as text."""
    return result is value or result == numbered(value) or result == str(value)


def _in_field(name: str) -> Callable[[object, Page], bool]:
    def holds(value: object, page: Page) -> bool:
        held = getattr(page, name)
        return held is not None and (held is value or held == text(value))

    return holds


def _in_contact(name: str) -> Callable[[object, Page], bool]:
    def holds(value: object, page: Page) -> bool:
        held = _contact(page)
        return name in held and _same(value, held[name])

    return holds


def _permalink(value: object, page: Page) -> bool:
    return "permalink" not in page.meta and (page.url is not None or page.target is not None)


def _published(value: object, page: Page) -> bool:
    return "published" not in page.meta


def _date(value: object, page: Page) -> bool:
    return page.date is not None and not ("date" in page.meta and _same(value, page.meta["date"]))


def _modified(value: object, page: Page) -> bool:
    return page.modified is not None


def _tags(value: object, page: Page) -> bool:
    return "tags" not in page.meta and are_tags(value, page.tags)


def _tag(value: object, page: Page) -> bool:
    return are_tags([value], page.tags)


def _old(value: object, page: Page) -> bool:
    return (page.url or page.target) is not None and _are_addresses(value)


def _new(value: object, page: Page) -> bool:
    return page.url is not None and _are_addresses(value)


def _are_addresses(value: object) -> bool:
    return all(isinstance(one, str) and one for one in (items(value) or [value]))


def _categories(value: object, page: Page) -> bool:
    return value is not None and bool(page.categories) and are_tags(value, page.categories)


def _category(value: object, page: Page) -> bool:
    return _categories([value], page)


def _address(page: Page) -> str:
    return "url" if page.url is not None else "target"


class Field(NamedTuple):
    """The field of a page that a key is for: its name, and whether it holds a value."""

    name: Callable[[Page], str]
    holds: Callable[[object, Page], bool]


def _named(name: str, holds: Callable[[object, Page], bool] | None = None) -> Field:
    return Field(lambda page: name, holds or _in_field(name))


# The keys that a field of the page, or of a redirect, holds; whether it holds this value
FIELDS: Mapping[str, Field] = {
    "title": _named("title"),
    "permalink": Field(_address, _permalink),
    "description": _named("description"),
    "layout": _named("layout"),
    "date": _named("date", _date),
    "last_modified_at": _named("modified", _modified),
    "published": _named("published", _published),
    "tags": _named("tags", _tags),
    "tag": _named("tags", _tag),
    "categories": _named("categories", _categories),
    "category": _named("categories", _category),
    "image": _named("image"),
    "lang": _named("language"),
    "language": _named("language"),
    "file_url": _named("target"),
    "external": _named("target"),
    "redirect_from": _named("aliases", _old),
    "redirect_to": _named("redirects", _new),
    **{name: _named("sections", _in_contact(name)) for name in CONTACT_KEYS},
}
