"""What is told on the terminal."""

from __future__ import annotations

from migrate.diagnostics import CODES, Finding
from migrate.report import grouped_lines, head_lines, summary_lines
from tests.report.runs import EMPTY, FINDINGS, RUN


def test_a_summary() -> None:
    assert list(summary_lines(RUN)) == [
        "1,201 pages: 1 home, 1,200 page",
        "1,203 links: 3 ok, 1,200 broken",
        "6 findings: 1 error, 3 warning, 2 info; in 4 files",
        "       1  error    front-matter.unparsable  front matter is not valid YAML",
        "       3  warning  page.liquid  Liquid that cannot be resolved",
        "       2  info     config.none  no _config.yml",
    ]


def test_a_summary_of_nothing() -> None:
    assert list(head_lines(EMPTY)) == ["0 pages: none", "no findings"]


def test_groups() -> None:
    code = CODES["page.liquid"]
    assert list(grouped_lines(FINDINGS[3:], all_of_them=True)) == [
        "warning  page.liquid  Liquid that cannot be resolved (3 in 2 files)",
        f"         meaning: {code.meaning}",
        f"         what to do: {code.remedy}",
        "         z.md:9: `{{ x }}` is unknown",
        "         z.md:4: `{% y %}` is unknown",
        "         y.md:4: `[text](target)` is a link",
    ]


def test_groups_are_cut_and_say_so() -> None:
    many = [Finding(code="config.none", message=f"{number}") for number in range(7)]
    assert list(grouped_lines(many, all_of_them=False)) == [
        "info     config.none  no _config.yml (7)",
        f"         what to do: {CODES['config.none'].remedy}",
        *(f"         {number}" for number in range(5)),
        "         … and 2 more (--verbose lists all)",
    ]
