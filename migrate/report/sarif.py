"""A report for code scanning: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub takes it in.

GitHub refuses a whole file for one result without a file or a first line, and reads no more than `MOST` results of a
run. So what is known of no file stands at the site's folder, what is known of no line at the first, and the gravest
findings come first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from urllib.parse import quote

from migrate import __version__
from migrate.diagnostics import Finding, Severity
from migrate.report.run import Group, Run, groups
from migrate.report.shown import json_bytes

MOST = 25_000
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LINE_NUMBER = re.compile(r"\bline \d+")

Object = dict[str, object]


def report(run: Run) -> bytes:
    """The report as SARIF, one run. `properties` stands first: our files are known by it."""
    return json_bytes(
        {
            "properties": {"format": "ssi-migrate/report"},
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [_run(groups(run.findings))],
        }
    )


def _run(found: Sequence[Group]) -> Object:
    results = list(_results(found))
    driver = {"name": "ssi-migrate", "version": __version__, "rules": [_rule(group) for group in found]}
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(len(results))}],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder of the site's checkout."}}},
        "columnKind": "unicodeCodePoints",
        "results": results[:MOST],
    }


def _notifications(count: int) -> list[Object]:
    if count <= MOST:
        return []
    text = f"{count - MOST:,} of {count:,} findings, the least grave, are not in this file; a report in JSON has all."
    return [{"level": "warning", "message": {"text": text}}]


def _rule(group: Group) -> Object:
    code = group.code
    return {
        "id": group.name,
        "shortDescription": {"text": _literal(code.title)},
        "fullDescription": {"text": _literal(code.meaning or code.title)},
        "help": {"text": _literal(f"What to do: {code.remedy}.")},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        "properties": {"tags": [group.name.partition(".")[0]]},
    }


def _results(found: Sequence[Group]) -> Iterator[Object]:
    seen: Counter[str] = Counter()
    for index, group in enumerate(found):
        for finding in group.findings:
            mark = _fingerprint(finding)
            seen[mark] += 1
            yield {
                "ruleId": group.name,
                "ruleIndex": index,
                "level": LEVELS[group.code.severity],
                "message": {"text": _literal(f"{finding.message}; {finding.remedy}")},
                "locations": [{"physicalLocation": _place(finding)}],
                "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},
            }


def _literal(text: str) -> str:
    """`text` that shows as it is: braces stand for arguments (3.11.5), and `[text](target)` is a link (3.11.6)."""
    doubled = text.replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\\\[\]]", r"\\\g<0>", doubled) if "](" in doubled else doubled


def _fingerprint(finding: Finding) -> str:
    """What stays the same when the lines of a file move: code, file and message without its line numbers."""
    parts = (finding.code, finding.file or "", _LINE_NUMBER.sub("line", finding.message))
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _place(finding: Finding) -> Object:
    region = {"startLine": finding.line or 1}
    if finding.line is not None and finding.column is not None:
        region["startColumn"] = finding.column
    return {"artifactLocation": {"uri": _uri(finding.file), "uriBaseId": "SRCROOT"}, "region": region}


def _uri(file: str | None) -> str:
    """`file` as a relative reference of RFC 3986; a colon is encoded, for it would end a scheme."""
    return "./" if file is None else quote(file.encode("utf-8", "backslashreplace"))
