"""What became of every leaf of a page's front matter, found in the page that was made of it.

Most values are scalars that stand in a field or in `meta` as they are written, so that these come first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from migrate.accounting import FRONT_MATTER, Ledger, below, leaves, same, spread, standing
from migrate.errors import AccountingError
from migrate.importers.isomer.sections import CONTACT_KEYS
from migrate.importers.isomer.values import are_tags, is_blank, items, mapping, numbered, text
from migrate.jekyll.item import Item
from migrate.model import Page

HIDES_NOTHING = "a null or empty map does not hide the default"
FALSE_IS_NONE = "Jekyll takes `false` for none, and the name of the file for it"
COMPUTED_IF_FALSE = ("title", "slug", "ext")
NO_SECTION = "a section without a name has no fields"
_NOWHERE: Mapping[str, object] = {}


class PageFates:
    """Notes in `ledger` what became of the front matter of each page."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.mapped = ledger.column(FRONT_MATTER, "mapped")
        self.kept = ledger.column(FRONT_MATTER, "kept")
        self.hidden = ledger.column(FRONT_MATTER, "discarded", HIDES_NOTHING)
        self.none = ledger.column(FRONT_MATTER, "discarded", FALSE_IS_NONE)

    def count(self, item: Item, page: Page) -> None:
        """Raises AccountingError when not every leaf that was read is in the page or told."""
        matter = item.matter
        self.ledger.read(FRONT_MATTER, matter.leaves, matter.asides)
        found = sum([aside.leaves for aside in matter.asides])
        for key, value in matter.data.items():
            if isinstance(value, dict | list):
                found += self._nested(key, value, item, page)
            else:
                found += self._scalar(key, value, item, page)
        if found != matter.leaves:
            odd = ", ".join(f"`{key:.60}`" for key in self._odd(item, page))
            raise AccountingError(f"{page.id}: {matter.leaves:,} leaves were read and {found:,} found; look at {odd}")

    def _odd(self, item: Item, page: Page) -> Iterator[str]:
        """The keys whose leaves are not all found."""
        for key, value in item.matter.data.items():
            counted = self._nested if isinstance(value, dict | list) else self._scalar
            if counted(key, value, item, page) != leaves(value):
                yield key

    def _scalar(self, key: str, value: object, item: Item, page: Page) -> int:
        column = self._column(key, value, item, page)
        if column is None:
            return 0
        column[key] += 1
        return 1

    def _column(self, key: str, value: object, item: Item, page: Page) -> Counter[str] | None:
        """Where a scalar counts: it stands in its field, else in meta; None when it is nowhere."""
        holds = FIELDS.get(key)
        if holds is not None and holds(value, page):
            return self.mapped
        if key in page.meta:
            if _same(value, page.meta[key]) or same(value, page.meta[key]):
                return self.kept
        elif holds is not None and is_blank(value):
            return self.mapped
        if value is None and (key in item.given or page.meta.get(key) is not None):
            return self.hidden
        return self.none if value is False and key in COMPUTED_IF_FALSE else None

    def _nested(self, key: str, value: object, item: Item, page: Page) -> int:
        if key == "sections" and key not in page.meta:
            return self._sections(items(value), page)
        column, result = self.kept, page.meta.get(key, _NOWHERE)
        if key in CONTACT_KEYS and key not in page.meta:
            column, result = self.mapped, _contact(page).get(key, _NOWHERE)
        elif key in FIELDS and FIELDS[key](value, page):
            column, result = self.mapped, value
        if result is _NOWHERE:
            return 0
        if key in item.given and isinstance(value, dict):
            return self._among_defaults(key, value, result, column)
        return spread(result, key, column)

    def _among_defaults(self, key: str, value: object, result: object, column: Counter[str]) -> int:
        """The leaves of a map that was merged with the map of the defaults."""
        if value == {}:
            return spread(value, key, column if result == {} else self.hidden)
        found = 0
        for unit, stands in standing([numbered(value)], result)[0]:
            where = below(key, unit.key) if unit.key else key
            if stands:
                found += spread(unit.value, where, column)
            elif unit.value is None or unit.value == {}:
                found += spread(unit.value, where, self.hidden)
        return found

    def _sections(self, written: list[object], page: Page) -> int:
        """The blocks in `sections`. An empty map among them is no block."""
        empty = written.count({})
        if empty:
            self.ledger.column(FRONT_MATTER, "discarded", NO_SECTION)["sections[]"] += empty
        return empty + sum([spread(section, "sections[]", self.mapped) for section in page.sections])


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


# The keys that a field of the page, or of a redirect, holds; whether it holds this value
FIELDS: Mapping[str, Callable[[object, Page], bool]] = {
    "title": _in_field("title"),
    "permalink": _permalink,
    "description": _in_field("description"),
    "layout": _in_field("layout"),
    "date": _date,
    "last_modified_at": _modified,
    "published": _published,
    "tags": _tags,
    "tag": _tag,
    "image": _in_field("image"),
    "lang": _in_field("language"),
    "language": _in_field("language"),
    "file_url": _in_field("target"),
    "external": _in_field("target"),
    "redirect_from": _old,
    "redirect_to": _new,
    **{name: _in_contact(name) for name in CONTACT_KEYS},
}
