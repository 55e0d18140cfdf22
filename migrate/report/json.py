"""A report for machines: counts, what each code means, links by status, the accounting, and every finding."""

from __future__ import annotations

from migrate.report.accounting import accounting_record
from migrate.report.run import Group, Run, files, groups, severities
from migrate.report.shown import json_bytes

FORMAT = "ssi-migrate/report"
VERSION = 1


def report(run: Run) -> bytes:
    """The report as `report.schema.json` describes it. `format` stands first: our files are known by it."""
    found = groups(run.findings)
    return json_bytes(
        {
            "format": FORMAT,
            "version": VERSION,
            "pages": dict(run.kinds),
            "codes": {group.name: len(group.findings) for group in found},
            "severities": severities(run.findings),
            "files": files(run.findings),
            "groups": [_group(group) for group in found],
            "links": run.by_status,
            "accounting": None if run.accounting is None else accounting_record(run.accounting),
            "findings": [finding.record() for finding in run.findings],
        }
    )


def _group(group: Group) -> dict[str, object]:
    return {
        "code": group.name,
        "severity": group.code.severity,
        "title": group.code.title,
        "meaning": group.code.meaning,
        "remedy": group.code.remedy,
        "count": len(group.findings),
        "files": group.files,
    }
