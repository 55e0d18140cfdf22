"""`site.json`: the whole site as one JSON document, one page, asset or finding a line; or a document of another shape.

A line each keeps two exports comparable with `diff` and lets a reader take them one by one. The key `format` stands
first, so that our own files are known by their first bytes. A document of another shape is known by its first record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

import orjson

from migrate.accounting import tally_record, totals
from migrate.diagnostics import Finding
from migrate.errors import OptionError
from migrate.exporters.links import WriteLinks, as_refs, link_writer
from migrate.exporters.options import check_names
from migrate.exporters.ownership import first_elements, is_record
from migrate.interfaces import Ending, Job, Record, Tell, Written
from migrate.model import Accounting, Asset, Link, Location, NavNode, Redirect, Site

if TYPE_CHECKING:
    from migrate.exporters.shape import Shape

FORMAT = "ssi-migrate/site"
VERSION = 1
CARRIED = frozenset(("site", "footer", "navigation", "term", "asset", "redirect"))  # without a type of the mapping


class JsonExporter:
    """See `interfaces.Exporter`. `document` and `links` are options of the mapping."""

    name = "json"
    suffix = ".json"

    places: Mapping[str, str] = MappingProxyType({})  # see `interfaces.Steady`

    @property
    def tells(self) -> bool:
        """See `interfaces.Steady`."""
        return self._shape is None

    def __init__(self, shape: Shape | None = None, links: WriteLinks = as_refs) -> None:
        self._shape, self._links = shape, links

    @property
    def carries(self) -> frozenset[str]:
        """See `interfaces.Carrying`. A document of another shape has records alone."""
        return CARRIED if self._shape is None else frozenset()

    def prepared(self, job: Job) -> JsonExporter:
        """See `interfaces.Prepared`."""
        check_names(self.name, job.options, ("document", "links"))
        return JsonExporter(_shape(job), link_writer(job))

    def encode(self, record: Record, tell: Tell) -> bytes:
        return encoded(self._links(record.values, tell))

    def document(self, site: Site, records: Iterable[Written], ending: Ending) -> Iterator[bytes]:
        if self._shape is None:
            yield from self._site(site, records, ending)
            return

        def doubles(field: str, count: int, first: str) -> None:
            ending.tell(_doubles(field, count, first))

        yield from self._shape.filled(records, doubles)
        for _ in ending.assets:  # what is odd about them is told as they pass by
            pass

    def owns(self, line: bytes, types: Sequence[tuple[str, ...]]) -> bool:
        """Whether the first array of maps that begins on it has a record of these fields."""
        return any(is_record(value, types) for value in first_elements(line))

    def _site(self, site: Site, records: Iterable[Written], ending: Ending) -> Iterator[bytes]:
        yield b'{"format":%b,"version":%d,\n"site":%b,\n' % (encoded(FORMAT), VERSION, encoded(_site(site)))
        yield from _array(b"pages", (record.content for record in records))
        yield from _array(b"assets", (encoded(_asset(asset)) for asset in ending.assets))
        yield from _array(b"navigation", (encoded(_node(node)) for node in site.navigation))
        yield b'"footer":%b,\n' % encoded(site.footer)
        yield from _array(
            b"terms", (encoded(_fields(term, "taxonomy", "key", "name", "parent")) for term in site.terms)
        )
        yield from _array(b"redirects", (encoded(_redirect(redirect)) for redirect in site.redirects))
        yield from _array(b"links", (encoded(_link(place, link)) for place, link in ending.links))
        yield from _array(b"findings", (encoded(finding.record()) for finding in ending.findings()))
        yield from _accounting(ending.accounting())


def _shape(job: Job) -> Shape | None:
    """What `document` asks for. Raises OptionError where records have no place in the document."""
    if "document" in job.options:
        from migrate.exporters.shape import shape

        return shape(job.options["document"], job.types, job.fields_of)
    for name, kind in job.types.items():
        if kind != "page":
            raise OptionError(
                f"types.{name}",
                f"site.json has no place for records of the type `{name}`, which are no pages; say with "
                f"`options: {{document: ...}}` where they are to stand, or take the type out",
            )
    return None


def _doubles(field: str, count: int, first: str) -> Finding:
    what = "1 record has" if count == 1 else f"{count:,} records have"
    message = f"{what} the same `{field}` as one before, and stand in the document once: {first:.100}"
    return Finding(code="record.double", message=message)


def encoded(value: object) -> bytes:
    """`value` as JSON in UTF-8; times and dates in ISO 8601, times with their offset."""
    try:
        return orjson.dumps(value, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:  # what orjson refuses and JSON can hold: whole numbers of more than 64 bits, lone surrogates
        return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "backslashreplace"
        )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else value.replace(tzinfo=UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _array(name: bytes, lines: Iterable[bytes]) -> Iterator[bytes]:
    """`"name":[` with one element a line, and the comma of the document's next member."""
    yield b'"%b":[' % name
    rest = iter(lines)
    first = next(rest, None)
    if first is not None:
        yield b"\n"
        yield first
        yield from chain.from_iterable((b",\n", line) for line in rest)
        yield b"\n"
    yield b"],\n"


def _accounting(accounting: Accounting | None) -> Iterator[bytes]:
    """The last member: the sums, then one source, key and fate a line; null where the source cannot tell."""
    if accounting is None:
        yield b'"accounting":null}\n'
        return
    yield b'"accounting":%b,\n' % encoded(totals(accounting)).removesuffix(b"}")
    *lines, _ = _array(b"keys", (encoded(tally_record(tally)) for tally in accounting.tallies))
    yield from lines
    yield b"]}}\n"


def _fields(thing: object, *names: str) -> dict[str, object]:
    return {name: getattr(thing, name) for name in names}


# what is written of every site; all else that a source says of its own stands in `meta`
_OF_SITE: Mapping[str, object] = {"config": {}, "data": {}, "resource_room": None}


def _site(site: Site) -> dict[str, object]:
    named = {name: site.meta.get(name, empty) for name, empty in _OF_SITE.items()}
    more = {name: value for name, value in site.meta.items() if name not in _OF_SITE}
    return {**_fields(site, "title", "url", "description", "language", "timezone"), **named, "meta": more}


def _asset(asset: Asset) -> dict[str, object]:
    return _fields(
        asset,
        "id",
        "url",
        "file",
        "media_type",
        "size",
        "sha256",
        "used",
        "same_as",
        "copy",
        "title",
        "description",
        "meta",
    )


def _node(node: NavNode) -> dict[str, object]:
    children = [_node(child) for child in node.children]
    return {**_fields(node, "title", "kind", "url", "page", "external"), "children": children, "meta": node.meta}


def _redirect(redirect: Redirect) -> dict[str, object]:
    source = {"file": redirect.source.file, "line": redirect.source.line}
    return {"from": redirect.old, "to": redirect.new, "status": redirect.status, "source": source}


def _link(place: Location, link: Link) -> dict[str, object]:
    source = {"file": place.file or None, "line": place.line}
    return {**_fields(link, "href", "target", "status", "field"), "source": source}
