"""The tests of a mapping file: an example page goes in, and what its record must hold is compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from migrate.mapping.fields import PAGE_FIELDS
from migrate.mapping.kinds import KINDS, PAGE
from migrate.mapping.types import Mapping as Rules
from migrate.mapping.types import Test


class Failure(NamedTuple):
    """A field of a test that is not as expected. `field` is `type` where another type took the page."""

    place: str
    field: str
    expected: object
    found: object

    def __str__(self) -> str:
        found, expected = f"{self.found!r:.200}", f"{self.expected!r:.200}"
        return f"{self.place}: `{self.field}` is {found}, not {expected}; correct the rule or the test"


def failures(mapping: Rules) -> Iterator[Failure]:
    """What is not as the file's own tests expect it."""
    here = mapping.for_site(zone=UTC, language=None, url=None)
    for test in mapping.tests:
        yield from _of(here, test)


def _of(mapping: Rules, test: Test) -> Iterator[Failure]:
    fields = page_of(test.given) if test.of == PAGE else thing_of(test.of, test.given)
    if test.of == PAGE and "address" not in test.given and (address := mapping.address(fields)) is not None:
        fields["address"] = address
    wanted = test.expect.get("type")
    done = mapping.taken(fields, test.of)
    named = [one for one in done.records if one.type.name == wanted]
    made = next(iter((*named, *done.records)), None)
    found: Mapping[str, object] = {} if made is None else made.values
    by = made.type.name if made is not None else done.by.name if done.by is not None else None
    for name, expected in test.expect.items():
        value = found.get(name)
        if name not in found and name in ("type", "address"):
            value = by if name == "type" else fields.get("address")
        if not _equal(value, expected):
            yield Failure(test.place, name, expected, value)


def page_of(given: Mapping[str, object]) -> dict[str, object]:
    """A page's fields with those of a test; a key may be a path, and what is not given is empty."""
    fields: dict[str, object] = dict.fromkeys(PAGE_FIELDS)
    fields.update(kind="page", draft=False, published=True, sections=[], links=[], meta={})
    fields.update(tags=[], categories=[], aliases=[])
    fields = _given(fields, given)
    fields.setdefault("address", fields["url"])
    return fields


def thing_of(kind: str, given: Mapping[str, object]) -> dict[str, object]:
    """The fields of a thing that is no page with those of a test."""
    return _given(dict.fromkeys(KINDS[kind]), given)


def _given(fields: dict[str, object], given: Mapping[str, object]) -> dict[str, object]:
    own: set[int] = set()  # the maps that are made here, and may be written to
    for path, value in given.items():
        here = fields
        *above, last = path.split(".")
        for name in above:
            inner = here.get(name)
            if id(inner) not in own:
                here[name] = inner = dict(inner) if isinstance(inner, dict) else {}
                own.add(id(inner))
            here = inner  # type: ignore[assignment]
        here[last] = value
    return fields


def _equal(value: object, expected: object) -> bool:
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, datetime | date) and isinstance(expected, str):
        return value.isoformat() == expected
    return value == expected and isinstance(value, bool) == isinstance(expected, bool)
