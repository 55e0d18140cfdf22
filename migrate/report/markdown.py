"""A report for people, in Markdown: counts, links by status, the findings by code, the accounting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrate.diagnostics import Finding
from migrate.report.accounting import accounting_markdown
from migrate.report.run import Group, Run, groups, severities
from migrate.report.shown import printable


def report(run: Run) -> bytes:
    """The report in UTF-8. The comment stands first: our files are known by it."""
    return "\n".join(_lines(run)).encode("utf-8", "backslashreplace") + b"\n"


def _lines(run: Run) -> Iterator[str]:
    yield "<!-- ssi-migrate/report 1 -->"
    yield "# Migration report"
    yield from _counts("pages", run.kinds)
    yield from _counts("findings", [(name, count) for name, count in severities(run.findings).items() if count])
    yield from _counts("links", [(status, count) for status, count in run.by_status.items() if count])
    for group in groups(run.findings):
        yield from _group(group)
    if run.accounting is not None:
        yield from ("", "## What became of every field of the source", "", *accounting_markdown(run.accounting))


def _counts(what: str, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A table of numbers with an empty line above it; nothing when there are none."""
    rows = [f"| {name} | {count:,} |" for name, count in counts]
    if rows:
        yield from ("", f"| {what} | count |", "|---|--:|", *rows)


def _group(group: Group) -> Iterator[str]:
    code = group.code
    yield from ("", f"## {code.title} ({len(group.findings):,})", "")
    yield f"`{group.name}`, {code.severity}. {code.meaning}".rstrip()
    yield from ("", f"What to do: {code.remedy}.", "")
    yield from (f"- {_place(finding)}{_escaped(finding.message)}" for finding in group.findings)


def _place(finding: Finding) -> str:
    return f"`{printable(finding.place).replace('`', chr(39))}`: " if finding.place else ""


def _escaped(text: str) -> str:
    """`text` with nothing in it that Markdown would take for HTML, a link or an image."""
    return " ".join(printable(text).split()).replace("<", "&lt;").replace("](", r"]\(")
