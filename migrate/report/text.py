"""Findings and summaries as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrate.diagnostics import Finding
from migrate.report.accounting import accounting_summary
from migrate.report.run import Group, Run, files, groups, severities

PLACES = 5


def finding_lines(findings: Sequence[Finding], *, all_of_them: bool) -> Iterator[str]:
    """One line a finding; unless all are wanted, infos are left out and the first few of a code stand for it."""
    for group in groups(findings):
        severity = group.code.severity
        if all_of_them:
            yield from (f"{severity}: {finding}" for finding in group.findings)
        elif severity != "info":
            yield from (f"{severity}: {finding}" for finding in group.findings[:PLACES])
            if len(group.findings) > PLACES:
                more = f"{len(group.findings) - PLACES:,} more of [{group.name}]"
                yield f"{severity}: … and {more}; --verbose lists them"


def grouped_lines(findings: Sequence[Finding], *, all_of_them: bool) -> Iterator[str]:
    """Findings grouped by code, with the count, the remedy and the places; with all of them, the meaning too."""
    for group in groups(findings):
        yield f"{group.code.severity:8} {group.name}  {group.code.title} ({_counted(group)})"
        if all_of_them:
            yield f"         meaning: {group.code.meaning}"
        yield f"         what to do: {group.code.remedy}"
        shown = group.findings if all_of_them else group.findings[:PLACES]
        yield from (
            f"         {finding.place}: {finding.message}" if finding.place else f"         {finding.message}"
            for finding in shown
        )
        if len(group.findings) > len(shown):
            yield f"         … and {len(group.findings) - len(shown):,} more (--verbose lists all)"


def _counted(group: Group) -> str:
    """How many findings; in how many files too, where that says more."""
    count = len(group.findings)
    if count == 1 or group.files == 0:
        return f"{count:,}"
    return f"{count:,} in {_number(group.files, 'file')}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def summary_lines(run: Run) -> Iterator[str]:
    """How many pages of which kind, links of which status, and findings of which code."""
    yield from head_lines(run)
    for group in groups(run.findings):
        yield f"  {len(group.findings):6,}  {group.code.severity:7}  {group.name}  {group.code.title}"


def head_lines(run: Run) -> Iterator[str]:
    """The summary without its list of codes."""
    total = sum(count for _, count in run.kinds)
    yield f"{_number(total, 'page')}: " + (", ".join(f"{count:,} {kind}" for kind, count in run.kinds) or "none")
    if run.links:
        counted = ", ".join(f"{count:,} {status}" for status, count in run.by_status.items() if count)
        yield f"{_number(sum(run.links.values()), 'link')}: {counted}"
    if run.accounting is not None:
        yield accounting_summary(run.accounting)
    yield _findings(run.findings)


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return "no findings"
    counted = ", ".join(f"{count:,} {severity}" for severity, count in severities(findings).items() if count)
    touched = files(findings)
    where = f"; in {_number(touched, 'file')}" if touched else ""
    return f"{_number(len(findings), 'finding')}: {counted}{where}"
