"""What there is to tell of a run, and its findings in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from migrate.diagnostics import CODES, SEVERITIES, Code, Finding, Severity
from migrate.model import Accounting, LinkStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How many pages of which kind, every finding in the order of places, links by status, and the accounting."""

    kinds: Sequence[tuple[str, int]]
    findings: Sequence[Finding]
    links: Mapping[LinkStatus, int] = field(default_factory=dict)
    accounting: Accounting | None = None

    @property
    def by_status(self) -> dict[LinkStatus, int]:
        """How many links of which status, in the model's order; those that do not occur are 0."""
        return {status: self.links.get(status, 0) for status in get_args(LinkStatus)}


class Group(NamedTuple):
    """The findings of one code, in the order of places; there is at least one."""

    name: str
    code: Code
    findings: Sequence[Finding]

    @property
    def files(self) -> int:
        return files(self.findings)


def files(findings: Iterable[Finding]) -> int:
    """How many files the findings are of; those of the whole site count for none."""
    return len({finding.file for finding in findings if finding.file is not None})


def groups(findings: Iterable[Finding]) -> list[Group]:
    """Findings by code: the gravest codes first, then those with the most findings."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    found = [Group(name, CODES[name], told) for name, told in by_code.items()]
    return sorted(found, key=lambda group: (SEVERITIES.index(group.code.severity), -len(group.findings), group.name))


def severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of which severity, the gravest first; those that do not occur are 0."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
