"""JUnit XML, as those read it who show tests."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from migrate.diagnostics import CODES, Finding
from migrate.report import Run, report_bytes
from tests.report.runs import EMPTY, FINDINGS, RUN
from tests.report.test_sarif import findings


def junit(run: Run) -> ElementTree.Element:
    return ElementTree.fromstring(report_bytes(Path("r.xml"), run))


def test_suites() -> None:
    root = junit(RUN)
    assert (root.tag, root.attrib) == (
        "testsuites",
        {"name": "ssi-migrate", "tests": "6", "failures": "4", "time": "0"},
    )
    assert [suite.attrib for suite in root] == [
        {"name": name, "tests": tests, "failures": failures, "errors": "0", "skipped": "0", "time": "0"}
        for name, tests, failures in (
            ("front-matter.unparsable", "1", "1"),
            ("page.liquid", "3", "3"),
            ("config.none", "2", "0"),
        )
    ]


def test_a_failure() -> None:
    (case,) = junit(RUN)[0]
    assert case.attrib == {
        "classname": "front-matter.unparsable",
        "name": "a b/c:d.md:2:8: a quote is not closed",
        "file": "a b/c:d.md",
        "line": "2",
        "time": "0",
    }
    (failure,) = case
    assert (failure.tag, failure.attrib) == ("failure", {"type": "error", "message": "a quote is not closed"})
    assert failure.text == f"{FINDINGS[2]}\n{CODES['front-matter.unparsable'].meaning}"


def test_an_info_passes() -> None:
    case = junit(RUN)[2][0]
    assert case.attrib == {"classname": "config.none", "name": "there is no _config.yml here", "time": "0"}
    assert [(child.tag, child.text) for child in case] == [
        ("system-out", f"{FINDINGS[0]}\n{CODES['config.none'].meaning}")
    ]


def test_no_findings_are_one_test_that_passes() -> None:
    root = junit(EMPTY)
    assert root.attrib == {"name": "ssi-migrate", "tests": "1", "failures": "0", "time": "0"}
    assert [case.attrib for case in root.iter("testcase")] == [
        {"classname": "ssi-migrate", "name": "no findings", "time": "0"}
    ]
    assert list(root.iter("failure")) == []


def test_what_xml_cannot_hold() -> None:
    odd = Finding(code="config.none", message="\0\x1b\x85\ud800\ufffe & <a> \"'\ttab\r\n\U0001f600]]>", file="é")
    (case,) = junit(Run(kinds=[], findings=[odd]))[0]
    assert case.get("name") == "é: \\x00\\x1b\x85\\ud800\\ufffe & <a> \"'\ttab\r\n\U0001f600]]>"


@given(st.lists(findings))
def test_any_findings_are_well_formed(told: list[Finding]) -> None:
    root = junit(Run(kinds=[], findings=told))
    assert len(list(root.iter("testcase"))) == max(len(told), 1)
