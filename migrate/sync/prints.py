"""What was made of a page as a state keeps it, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import orjson

from migrate.diagnostics import Finding
from migrate.interfaces import Written
from migrate.model import OutFile, Page
from migrate.pipeline.work import Chunk, Encoded
from migrate.state import Rows


def of_page(page: Page) -> str:
    """A digest of all the values of a page. The order of a page's maps is that of its file, so that it counts."""
    return _digest(repr(page).encode("utf-8", "surrogatepass"))


def of_text(*texts: str) -> str:
    return _digest("\0".join(texts).encode("utf-8", "surrogatepass"))


def of_records(rows: Iterable[Rows]) -> str:
    """A digest of records: two that are the same bytes in the same place are the same."""
    total = blake2b(digest_size=16)
    for row in rows:
        head = f"{row.kind}\0{row.type}\0{row.path or ''}\0{len(row.content)}\0"
        total.update(head.encode("utf-8", "surrogatepass"))
        total.update(row.content)
    return total.hexdigest()


def _digest(raw: bytes) -> str:
    return blake2b(raw, digest_size=16).hexdigest()


def rows_of(records: Sequence[Encoded]) -> list[Rows]:
    """Records as they are kept."""
    return [_row(record) for record in records]


def _row(record: Encoded) -> Rows:
    if isinstance(record, Written):
        return Rows(record.of, record.type, None, record.content)
    content = (
        record.content if isinstance(record.content, bytes) else b""
    )  # others are of exporters that are not steady
    return Rows("", "", record.path, content)


def told_of(chunk: Chunk) -> str:
    """All of a chunk but its records, as JSON."""
    findings = [finding_row(one) for one in chunk.findings]
    return as_json(
        {
            "findings": findings,
            "kinds": chunk.kinds,
            "links": chunk.links,
            "assets": sorted(chunk.assets),
            "makers": chunk.makers,
            "unread": [(*key, count) for key, count in chunk.unread.items()],
            "lost": chunk.lost,
        }
    )


FindingRow = tuple[str, str, str | None, int | None, int | None]


def finding_row(finding: Finding) -> FindingRow:
    """A finding as plain values."""
    return finding.code, finding.message, finding.file, finding.line, finding.column


def finding_of(row: Sequence[Any]) -> Finding:
    """The finding that `finding_row` gave as a row."""
    code, message, file, line, column = row
    return Finding(code=code, message=message, file=file, line=line, column=column)


def chunk_of(told: str, rows: Iterable[Rows], origin: str) -> Chunk:
    """The chunk that was kept."""
    said: dict[str, Any] = loaded(told)
    return Chunk(
        records=[_record(row, origin) for row in rows],
        findings=[finding_of(row) for row in said["findings"]],
        kinds=said["kinds"],
        links=Counter(said["links"]),
        assets=set(said["assets"]),
        makers=[tuple(one) for one in said["makers"]],
        unread=Counter({(type, path): count for type, path, count in said["unread"]}),
        lost=Counter(said["lost"]),
    )


def _record(row: Rows, origin: str) -> Encoded:
    if row.path is None:
        return Written(row.kind, row.type, row.content)
    return OutFile(path=row.path, content=row.content, origin=origin)


def loaded(text: str) -> Any:
    """What `as_json` wrote."""
    try:
        return orjson.loads(text)
    except ValueError:
        import json

        return json.loads(text)


def as_json(value: object) -> str:
    """JSON; a lone surrogate, which JSON in UTF-8 has no room for, is written as an escape."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        import json

        return json.dumps(value)
