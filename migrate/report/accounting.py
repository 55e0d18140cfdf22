"""The accounting as lines of text, as Markdown and as JSON has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from migrate.accounting import FATES, record, totals
from migrate.model import Accounting, Fate, Tally
from migrate.report.shown import printable

HEAD = ("leaves", *FATES)


class Row(NamedTuple):
    """The leaves of a source: all of them, and by fate."""

    source: str
    counts: Sequence[int]


def accounting_summary(accounting: Accounting) -> str:
    """`12 leaves of the source: 8 mapped, 4 kept, 0 discarded, 0 reported`."""
    counted = ", ".join(f"{accounting.of(fate):,} {fate}" for fate in FATES)
    return f"{accounting.leaves:,} {'leaf' if accounting.leaves == 1 else 'leaves'} of the source: {counted}"


def accounting_record(accounting: Accounting) -> dict[str, object]:
    """The accounting as `site.json` has it."""
    return record(accounting)


def accounting_lines(accounting: Accounting) -> Iterator[str]:
    """A table of sources and fates, the sums in its last line; below it what was discarded, with the reason."""
    rows = list(_sources(accounting))
    width = max(len(row.source) for row in rows)
    yield f"{'source':{width}}" + "".join(f"  {name:>9}" for name in HEAD)
    for row in rows:
        yield f"{row.source:{width}}" + "".join(f"  {count:9,}" for count in row.counts)
    for tally in accounting.tallies:
        if tally.fate == "discarded":
            yield f"discarded: {tally.leaves:,} of {_place(tally)}: {printable(tally.why or '')}"


def accounting_markdown(accounting: Accounting) -> Iterator[str]:
    """The same as Markdown; below it every key with its fates."""
    yield f"| source | {' | '.join(HEAD)} |"
    yield f"|---|{'--:|' * len(HEAD)}"
    for row in _sources(accounting):
        yield f"| {_cell(row.source)} | {' | '.join(f'{count:,}' for count in row.counts)} |"
    if accounting.tallies:
        yield from ("", "| source | key | fate | leaves | why |", "|---|---|---|--:|---|")
    for tally in accounting.tallies:
        words = (tally.source, tally.key, tally.fate, f"{tally.leaves:,}", tally.why or "")
        yield f"| {' | '.join(map(_cell, words))} |"


def _sources(accounting: Accounting) -> Iterator[Row]:
    counts: dict[str, Counter[Fate]] = {}
    for tally in accounting.tallies:
        counts.setdefault(tally.source, Counter())[tally.fate] += tally.leaves
    for source, fates in counts.items():
        yield Row(printable(source), [fates.total(), *(fates[fate] for fate in FATES)])
    yield Row("all", [*totals(accounting).values()])


def _place(tally: Tally) -> str:
    return printable(f"{tally.source}: {tally.key}" if tally.key else tally.source)


def _cell(text: str) -> str:
    """`text` in a table, with nothing in it that Markdown would take for a cell, HTML, a link or an image."""
    return " ".join(printable(text).split()).replace("|", r"\|").replace("<", "&lt;").replace("](", r"]\(")
