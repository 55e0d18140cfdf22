"""Findings and summaries as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from migrate.diagnostics import CODES, SEVERITIES, Finding

PLACES = 5


def by_code(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings by code, the gravest codes first, then those with the most findings."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    ranked = sorted(groups, key=lambda code: (SEVERITIES.index(CODES[code].severity), -len(groups[code]), code))
    return {code: groups[code] for code in ranked}


def finding_lines(findings: Sequence[Finding], *, all_of_them: bool) -> Iterator[str]:
    """One line a finding; unless all are wanted, infos are left out and the first few of a code stand for it."""
    for code, group in by_code(findings).items():
        severity = CODES[code].severity
        if all_of_them:
            yield from (f"{severity}: {finding}" for finding in group)
        elif severity != "info":
            yield from (f"{severity}: {finding}" for finding in group[:PLACES])
            if len(group) > PLACES:
                more = f"{len(group) - PLACES:,} more of [{code}]"
                yield f"{severity}: … and {more}; `ssi-migrate check --verbose` lists them"


def grouped_lines(findings: Sequence[Finding], *, all_of_them: bool) -> Iterator[str]:
    """Findings grouped by code, with the count, the remedy and the places."""
    for code, group in by_code(findings).items():
        kind = CODES[code]
        yield f"{kind.severity:8} {code}  {kind.title} ({len(group):,})"
        yield f"         what to do: {kind.remedy}"
        shown = group if all_of_them else group[:PLACES]
        yield from (
            f"         {finding.place}: {finding.message}" if finding.place else f"         {finding.message}"
            for finding in shown
        )
        if len(group) > len(shown):
            yield f"         … and {len(group) - len(shown):,} more (--verbose lists all)"


def summary_lines(kinds: Sequence[tuple[str, int]], findings: Sequence[Finding]) -> Iterator[str]:
    """How many pages of which kind, and how many findings of which code."""
    total = sum(count for _, count in kinds)
    yield f"{total:,} {'page' if total == 1 else 'pages'}: " + (
        ", ".join(f"{count:,} {kind}" for kind, count in kinds) or "none"
    )
    severities = Counter(finding.severity for finding in findings)
    counted = ", ".join(f"{severities[severity]:,} {severity}" for severity in SEVERITIES if severities[severity])
    yield (
        f"{len(findings):,} {'finding' if len(findings) == 1 else 'findings'}: {counted}" if findings else "no findings"
    )
    for code, group in by_code(findings).items():
        yield f"  {len(group):6,}  {CODES[code].severity:7}  {code}  {CODES[code].title}"
