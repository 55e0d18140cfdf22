"""JSON Lines: one record a line, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from migrate.exporters.json import encoded
from migrate.exporters.links import WriteLinks, as_refs, link_writer
from migrate.exporters.options import check_names
from migrate.exporters.ownership import is_record
from migrate.interfaces import Ending, Job, Record, Tell, Written
from migrate.model import Site


class JsonLinesExporter:
    """See `interfaces.Exporter`. `links` is an option of the mapping."""

    name = "jsonl"
    suffix = ".jsonl"

    places: Mapping[str, str] = MappingProxyType({})  # see `interfaces.Steady`
    tells = False

    def __init__(self, links: WriteLinks = as_refs) -> None:
        self._links = links

    def prepared(self, job: Job) -> JsonLinesExporter:
        """See `interfaces.Prepared`."""
        check_names(self.name, job.options, ("links",))
        return JsonLinesExporter(link_writer(job))

    def encode(self, record: Record, tell: Tell) -> bytes:
        return encoded(self._links(record.values, tell)) + b"\n"

    def document(self, site: Site, records: Iterable[Written], ending: Ending) -> Iterator[bytes]:
        yield from (record.content for record in records)
        for _ in ending.assets:  # what is odd about them is told as they pass by
            pass

    def owns(self, line: bytes, types: Sequence[tuple[str, ...]]) -> bool:
        """Whether its keys are fields of the mapping, in their order."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return is_record(record, types)
