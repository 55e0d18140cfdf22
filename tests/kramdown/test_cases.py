"""The cases of `cases/`: what each feature makes of its source, to the byte.

`pytest --update` writes the expectations anew from real kramdown; the `oracle` test checks that they are its own.
"""

from __future__ import annotations

import pytest

from migrate.kramdown import render
from tests.kramdown.cases import Case, read_cases, write_cases
from tests.kramdown.oracle import needs_oracle, real_html


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case.file}-{case.name}")
def test_case(case: Case) -> None:
    assert render(case.source, case.options) == case.html


@pytest.mark.oracle
def test_expectations_are_those_of_real_kramdown(request: pytest.FixtureRequest) -> None:
    needs_oracle()
    cases = read_cases()
    answers = real_html((case.source, case.options) for case in cases)
    if request.config.getoption("--update"):
        write_cases([case._replace(html=html or "") for case, html in zip(cases, answers, strict=True)])
    assert [(case.file, case.name) for case, html in zip(read_cases(), answers, strict=True) if case.html != html] == []


def test_names_are_unique() -> None:
    names = [(case.file, case.name) for case in read_cases()]
    assert sorted(set(names)) == sorted(names)
