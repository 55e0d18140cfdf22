"""JSON Lines: one record a line, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from migrate.exporters.json import encoded
from migrate.interfaces import Ending, Tell
from migrate.model import Site


class JsonLinesExporter:
    """See `interfaces.Exporter`."""

    name = "jsonl"
    suffix = ".jsonl"

    def encode(self, record: Mapping[str, object], tell: Tell) -> bytes:
        return encoded(record) + b"\n"

    def document(self, site: Site, records: Iterable[bytes], ending: Ending) -> Iterator[bytes]:
        yield from records
        for _ in ending.assets:  # what is odd about them is told as they pass by
            pass

    def owns(self, line: bytes, fields: tuple[str, ...]) -> bool:
        """Whether its keys are fields of the mapping, in their order."""
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            return False
        return bool(record) and isinstance(record, dict) and list(record) == [name for name in fields if name in record]
