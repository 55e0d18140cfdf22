"""Findings: what was dropped, changed, guessed or missing, and never stops a run.

A finding's line reads `file:line: what is so; what to do [code]`, the same on a terminal and in a report. What a code
means and what to do about it stands once, in `codes.CODES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from migrate.codes import CODES, SEVERITIES, Code, Severity

__all__ = ["CODES", "SEVERITIES", "Code", "Finding", "Severity", "at_or_over", "order"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One oddity at one place. `line` and `column` count from 1; `file` is relative to the source."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        return CODES[self.code].remedy

    @property
    def place(self) -> str:
        """`file:line:column` as far as it is known; empty when the finding is of the whole site."""
        parts = [self.file, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}; {self.remedy} [{self.code}]"

    def record(self) -> dict[str, object]:
        """The finding as JSON has it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "remedy": self.remedy,
        }


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """The order in which findings are told: by place, then code, so that runs can be compared."""
    return (finding.file or "", finding.line or 0, finding.column or 0, finding.code, finding.message)


def at_or_over(findings: list[Finding], bound: Literal["error", "warning", "never"]) -> bool:
    """Whether a finding is as grave as `bound`; never when the bound is `never`."""
    if bound == "never":
        return False
    grave = SEVERITIES[: SEVERITIES.index(bound) + 1]
    return any(finding.severity in grave for finding in findings)
