"""CSV as RFC 4180 has it, in UTF-8: a header, then a row a record, with the fields of all types of the mapping.

Nothing is changed for the sake of spreadsheets, which take a cell that begins with `=` for a formula, unless
`guard` asks for it; such cells are told.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from types import MappingProxyType

from migrate.exporters.json import encoded
from migrate.exporters.links import WriteLinks, as_refs, link_writer
from migrate.exporters.options import check_names, option
from migrate.interfaces import Ending, Job, Record, Tell, Written
from migrate.model import Site

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what OWASP's page on CSV injection lists


class CsvExporter:
    """See `interfaces.Exporter`. `bom`, `guard` and `links` are options of the mapping."""

    name = "csv"
    suffix = ".csv"

    places: Mapping[str, str] = MappingProxyType({})  # see `interfaces.Steady`
    tells = False

    def __init__(
        self, fields: tuple[str, ...] = (), *, bom: bool = False, guard: bool = False, links: WriteLinks = as_refs
    ) -> None:
        self._fields, self._bom, self._guard, self._links = fields, bom, guard, links

    def prepared(self, job: Job) -> CsvExporter:
        """See `interfaces.Prepared`."""
        check_names(self.name, job.options, ("bom", "guard", "links"))
        bom, guard = (option(job.options, name, False) for name in ("bom", "guard"))
        return CsvExporter(job.fields, bom=bom, guard=guard, links=link_writer(job))

    def encode(self, record: Record, tell: Tell) -> bytes:
        values = self._links(record.values, tell)
        cells = [_cell(values.get(name)) for name in self._fields]
        formulas = [at for at, cell in enumerate(cells) if cell.startswith(_FORMULA) and not _is_number(cell)]
        if formulas:
            names = ", ".join(f"`{self._fields[at]}`" for at in formulas)
            tell("csv.formula", f"a spreadsheet takes {names} for a formula")
        if self._guard:
            for at in formulas:
                cells[at] = f"'{cells[at]}"
        return _row(cells)

    def document(self, site: Site, records: Iterable[Written], ending: Ending) -> Iterator[bytes]:
        yield (BOM if self._bom else b"") + _row(self._fields)
        yield from (record.content for record in records)
        for _ in ending.assets:  # what is odd about them is told as they pass by
            pass

    def owns(self, line: bytes, types: Sequence[tuple[str, ...]]) -> bool:
        """Whether it is the header that these fields have."""
        return line.removeprefix(BOM) == _row(dict.fromkeys(chain(*types))).splitlines(keepends=True)[0]


def _row(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: object) -> str:
    """Text as it is, no value as nothing, everything else as in JSON; a time without the quotes."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = encoded(value).decode("utf-8")
    return text[1:-1] if isinstance(value, datetime | date) else text


def _is_number(cell: str) -> bool:
    """Whether it is a number that a spreadsheet shows as it is."""
    return cell[:1] == "-" and cell[1:].replace(".", "", 1).isdecimal()
