"""A run's report as a file: JSON for machines, Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from migrate.diagnostics import CODES, Finding
from migrate.errors import UsageError
from migrate.report.text import by_code

FORMATS = (".json", ".md")


def check_name(path: Path) -> None:
    """Raises UsageError unless the name's ending says which form the report has."""
    if path.suffix.lower() not in FORMATS:
        raise UsageError(f"--report {path}: the name should end in {' or '.join(FORMATS)}")


def report_bytes(path: Path, kinds: Sequence[tuple[str, int]], findings: Sequence[Finding]) -> bytes:
    """The report in the form that the ending of `path` says."""
    check_name(path)
    if path.suffix.lower() == ".json":
        return _json(kinds, findings)
    return "\n".join(_markdown(kinds, findings)).encode("utf-8", "backslashreplace") + b"\n"


def _json(kinds: Sequence[tuple[str, int]], findings: Sequence[Finding]) -> bytes:
    counts = {code: len(group) for code, group in by_code(findings).items()}
    head = {"format": "ssi-migrate/report", "version": 1, "pages": dict(kinds), "codes": counts}
    body = {**head, "findings": [finding.record() for finding in findings]}
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"


def _markdown(kinds: Sequence[tuple[str, int]], findings: Sequence[Finding]) -> Iterator[str]:
    yield "<!-- ssi-migrate/report 1 -->"
    yield "# Migration report"
    yield ""
    yield "| pages | count |"
    yield "|---|--:|"
    yield from (f"| {kind} | {count:,} |" for kind, count in kinds)
    for code, group in by_code(findings).items():
        yield ""
        yield f"## {CODES[code].title} ({len(group):,})"
        yield ""
        yield f"`{code}`, {CODES[code].severity}. What to do: {CODES[code].remedy}."
        yield ""
        yield from (f"- {_place(finding)}{_escaped(finding.message)}" for finding in group)


def _place(finding: Finding) -> str:
    return f"`{_printable(finding.place).replace('`', chr(39))}`: " if finding.place else ""


def _escaped(text: str) -> str:
    return " ".join(_printable(text).split()).replace("<", "&lt;")


def _printable(text: str) -> str:
    """`text` on one line and without what a terminal would obey: names of files are anyone's to choose."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
