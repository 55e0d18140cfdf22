"""SARIF 2.1.0, checked by the rules of its specification and by what GitHub asks for beyond them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from migrate import __version__
from migrate.diagnostics import CODES, Finding
from migrate.report import Run, report_bytes
from migrate.report.sarif import MOST
from tests.report.runs import EMPTY, FINDINGS, RUN

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(run: Run) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(report_bytes(Path("r.sarif"), run))
    return document


def results(*findings: Finding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sarif(Run(kinds=[], findings=findings))["runs"][0]["results"]
    return found


def check(document: dict[str, Any]) -> None:
    """The rules: 3.13 (the file), 3.14 (a run), 3.18 and 3.19 (the tool), 3.49 (rules), 3.27 (results)."""
    assert list(document) == ["properties", "$schema", "version", "runs"]
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    assert set(run) == {"tool", "invocations", "originalUriBaseIds", "columnKind", "results"}
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("ssi-migrate", __version__)
    assert [set(one) for one in run["invocations"]] == [{"executionSuccessful", "toolExecutionNotifications"}]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        _check_rule(rule)
    for result in run["results"]:
        _check_result(result, driver["rules"])
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(marks) == len(set(marks))


def _check_rule(rule: dict[str, Any]) -> None:
    code = CODES[rule["id"]]
    assert rule == {
        "id": rule["id"],
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.meaning or code.title},
        "help": {"text": f"What to do: {code.remedy}."},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        "properties": {"tags": [rule["id"].split(".")[0]]},
    }


def _check_result(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]
    assert result["message"].keys() == {"text"}
    assert result["message"]["text"]
    (location,) = result["locations"]
    place = location["physicalLocation"]
    # a relative reference of RFC 3986: no scheme, nothing that would have to be encoded
    assert re.fullmatch(r"(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
    assert place["artifactLocation"]["uriBaseId"] == "SRCROOT"
    assert set(place["region"]) <= {"startLine", "startColumn"}
    assert all(value >= 1 for value in place["region"].values())
    assert re.fullmatch(r"[0-9a-f]{16}:[1-9]\d*", result["partialFingerprints"]["primaryLocationLineHash"])


def test_the_rules_of_the_format() -> None:
    check(sarif(RUN))
    check(sarif(EMPTY))
    check(sarif(Run(kinds=[], findings=[Finding(code=name, message="so it is", file="a.md") for name in CODES])))


texts = st.text(st.characters(codec=None), min_size=1)
findings = st.builds(
    Finding,
    code=st.sampled_from(list(CODES)),
    message=texts,
    file=st.none() | texts.filter(lambda name: not name.startswith("/")),
    line=st.none() | st.integers(1),
    column=st.none() | st.integers(1),
)


@given(st.lists(findings))
def test_any_findings_keep_the_rules(told: list[Finding]) -> None:
    check(sarif(Run(kinds=[], findings=told)))


@given(texts.filter(lambda name: not name.startswith("/") and name.isprintable()))
def test_a_file_is_found_again(name: str) -> None:
    (result,) = results(Finding(code="page.liquid", message="x", file=name))
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == name


def test_places() -> None:
    told = [
        Finding(code="page.liquid", message="x", file="é/a b#c%?:.md", line=3, column=7),
        Finding(code="page.liquid", message="x", file="b.md", line=3),
        Finding(code="page.liquid", message="x", file="c.md"),
        Finding(code="page.liquid", message="x"),
    ]
    assert [result["locations"][0]["physicalLocation"] for result in results(*told)] == [
        {"artifactLocation": {"uri": uri, "uriBaseId": "SRCROOT"}, "region": region}
        for uri, region in [
            ("%C3%A9/a%20b%23c%25%3F%3A.md", {"startLine": 3, "startColumn": 7}),
            ("b.md", {"startLine": 3}),
            ("c.md", {"startLine": 1}),
            ("./", {"startLine": 1}),
        ]
    ]


def test_messages_show_as_they_are() -> None:
    """Braces are places for arguments, brackets make a link (3.11.5, 3.11.6)."""
    remedy = CODES["page.liquid"].remedy
    assert [result["message"]["text"] for result in results(*FINDINGS[3:])] == [
        f"`{{{{{{{{ x }}}}}}}}` is unknown; {remedy}",
        f"`{{{{% y %}}}}` is unknown; {remedy}",
        rf"`\[text\](target)` is a link; {remedy}",
    ]


def test_fingerprints_stay_when_lines_move() -> None:
    one = Finding(code="page.liquid", message="the value of line 2 is lost", file="a.md", line=5)
    moved = replace(one, message="the value of line 12 is lost", line=15, column=3)
    others = [replace(one, file="b.md"), replace(one, message="gone"), replace(one, code="page.failed")]
    marks = [results(told)[0]["partialFingerprints"] for told in (one, moved, *others)]
    assert marks[0] == marks[1]
    assert len({mark["primaryLocationLineHash"] for mark in marks}) == 4


def test_what_is_over_the_limit_is_told_and_the_gravest_come_first() -> None:
    infos = [Finding(code="config.none", message=f"{number}") for number in range(MOST)]
    document = sarif(Run(kinds=[], findings=[*infos, *FINDINGS]))
    (run,) = document["runs"]
    assert [result["level"] for result in run["results"][:5]] == ["error", "warning", "warning", "warning", "note"]
    assert len(run["results"]) == MOST
    text = "6 of 25,006 findings, the least grave, are not in this file; a report in JSON has all."
    assert run["invocations"][0]["toolExecutionNotifications"] == [{"level": "warning", "message": {"text": text}}]
    assert sarif(RUN)["runs"][0]["invocations"][0]["toolExecutionNotifications"] == []
