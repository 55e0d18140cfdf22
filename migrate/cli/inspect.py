"""`ssi-migrate inspect`: what the old system makes of each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from migrate.cli import options as opt

# of the words that old systems have for a page, those that a table has room for
COLUMNS = ("kind", "type", "collection", "state", "position", "published", "url", "path")
WIDEST = 48  # characters of a column; what is longer runs over, and the other rows stay readable


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"


def inspect(
    source: opt.Source = Path(),
    from_: opt.From = "auto",
    format: Annotated[Format, typer.Option("--format", help="table, json or jsonl.")] = Format.table,
    drafts: opt.Drafts = False,
    timezone: opt.Timezone = None,
    markdown: opt.MarkdownOption = opt.Markdown.own,
    render: Annotated[
        bool, typer.Option("--render", help="Add the body's HTML, after Liquid and Markdown (json and jsonl).")
    ] = False,
) -> None:
    """List every page, post and document with its address and data, as the old system understands them."""
    from migrate import pipeline

    options = opt.read_options(timezone=timezone, drafts=drafts, markdown=markdown.value)
    found = pipeline.inspect(source, from_, options, render=render and format is not Format.table)
    _write(found.rows, format)
    opt.tell([f"{finding.severity}: {finding}" for finding in found.findings if finding.severity == "error"])


def _write(rows: Iterable[Mapping[str, object]], format: Format) -> None:
    if format is Format.table:
        opt.say(_table(list(rows)))
        return
    from migrate.exporters.json import encoded
    from migrate.output import write_stdout

    lines = (encoded(row) for row in rows)
    write_stdout((line + b"\n" for line in lines) if format is Format.jsonl else [b"[", b",\n".join(lines), b"]\n"])


def _table(rows: list[Mapping[str, object]]) -> Iterable[str]:
    columns = [name for name in COLUMNS if any(name in row for row in rows)] or [*COLUMNS]
    cells = [columns, *([_cell(row.get(name)) for name in columns] for row in rows)]
    widths = [min(WIDEST, max(len(line[at]) for line in cells)) for at in range(len(columns) - 1)]
    for line in cells:
        *padded, last = line
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(padded, widths, strict=True)), last])


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
