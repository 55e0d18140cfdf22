"""The file that says what a run did, for whoever loads the target: it can be made from the state at any time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from migrate.errors import OutputError
from migrate.output import reason
from migrate.state import PageRow, RedirectRow, Rows, State
from migrate.sync import prints
from migrate.sync.out import put

FORMAT = "ssi-migrate/changes"
VERSION = 1
REDIRECT = 301


def write(path: Path, state: State, run: int, *, is_folder: bool, target: str) -> None:
    """Writes what the last run did. Raises OutputError."""
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: cannot be made ({reason(error)}); make room for it") from error
    put(path, _document(state, run, is_folder=is_folder, target=target))


def _document(state: State, run: int, *, is_folder: bool, target: str) -> Iterator[bytes]:
    """One record, delete or redirect a line."""
    head = {"format": FORMAT, "version": VERSION, "run": run, "from": run - 1, "to": run, "target": target}
    yield _bytes(head).removesuffix(b"}")
    touched = state.touched(run)
    made = (row for row in touched if row.what not in ("gone", "removed"))
    gone = (row for row in touched if row.what == "removed")
    missing = (row for row in touched if row.what == "gone")
    yield from _array(b"records", (_record(state, row, is_folder=is_folder) for row in made))
    yield from _array(b"gone", (_who(row) for row in missing))
    yield from _array(b"deletes", (_who(row) for row in gone))
    redirects = state.redirects()
    pages = state.pages() if redirects else {}
    yield from _array(b"redirects", (_redirect(row, pages) for row in redirects.values() if _is_news(row, pages, run)))
    yield from _array(b"dropped", (row.old for row in redirects.values() if row.dropped == run))
    yield b"\n}\n"


def _array(name: bytes, things: Iterator[object]) -> Iterator[bytes]:
    yield b',\n"%b":[' % name
    between = b"\n"
    for thing in things:
        yield between + _bytes(thing)
        between = b",\n"
    yield b"]" if between == b"\n" else b"\n]"


def _bytes(value: object) -> bytes:
    return prints.as_json(value).encode("utf-8")


def _who(row: PageRow) -> dict[str, object]:
    return {"id": row.id, "url": row.url, "files": prints.loaded(row.files)}


def _record(state: State, row: PageRow, *, is_folder: bool) -> dict[str, object]:
    """A page and its records: as they stand in the document, or as the files that hold them."""
    said = {"id": row.id, "what": row.what, "url": row.url, "was": row.was}
    if is_folder:
        return {**said, "files": prints.loaded(row.files)}
    return {**said, "records": [_value(one) for one in state.records(row.id)]}


def _value(record: Rows) -> Any:
    """A record as JSON, where it is that; else as text."""
    try:
        return orjson.loads(record.content)
    except ValueError:
        return record.content.decode("utf-8", "replace")


def _is_news(row: RedirectRow, pages: Mapping[str, PageRow], run: int) -> bool:
    page = pages[row.id]
    return (
        row.dropped is None and page.url is not None and (row.since == run or (page.run, page.what) == (run, "moved"))
    )


def _redirect(row: RedirectRow, pages: Mapping[str, PageRow]) -> dict[str, object]:
    return {"from": row.old, "to": pages[row.id].url, "status": REDIRECT}
