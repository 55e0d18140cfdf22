"""Reports as files: which form an ending means, and the forms for people and for machines."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from migrate.diagnostics import CODES, Finding
from migrate.errors import UsageError
from migrate.model import Accounting, Tally
from migrate.ours import is_ours
from migrate.report import Run, check_name, head_lines, report_bytes
from migrate.report.formats import FORMATS
from tests.report.runs import EMPTY, FINDINGS, RUN

STARTS = {
    "r.json": b'{\n "format": "ssi-migrate/report"',
    "R.JSON": b'{\n "format": "ssi-migrate/report"',
    "r.md": b"<!-- ssi-migrate/report 1 -->\n# ",
    "r.sarif": b'{\n "properties": {\n  "format": "ssi-migrate/report"',
    "r.sarif.json": b'{\n "properties": {\n  "format": "ssi-migrate/report"',
    "r.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- ssi-migrate/report 1 -->\n<testsuites ',
    "r.junit.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- ssi-migrate/report 1 -->\n<testsuites ',
}


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("run", [RUN, EMPTY], ids=["run", "empty"])
def test_the_ending_says_the_form_and_the_start_says_that_it_is_ours(name: str, run: Run) -> None:
    written = report_bytes(Path(name), run)
    assert written.startswith(STARTS[name])
    assert is_ours(written)


@pytest.mark.parametrize(
    "head",
    [b'{"properties":{"name":"ssi-migrate/report"}}', b'<?xml version="1.0"?><testsuites>', b"<!-- mine -->", b""],
)
def test_what_is_not_ours(head: bytes) -> None:
    assert not is_ours(head)


@pytest.mark.parametrize("name", ["r.txt", "r", "json", "r.json.gz", "sarif", "r.yml"])
def test_an_ending_that_means_nothing(name: str) -> None:
    with pytest.raises(UsageError) as stopped:
        check_name(Path(name))
    assert str(stopped.value) == f"--report {name}: the name should end in .json, .md, .sarif, .sarif.json or .xml"


def test_a_form_that_nobody_asked_for_is_not_loaded() -> None:
    program = "import sys, migrate.report; print(*sorted(n for n in sys.modules if n.startswith('migrate.report.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert set(done.stdout.split()).isdisjoint(FORMATS.values())


def test_json() -> None:
    report = json.loads(report_bytes(Path("r.json"), RUN))
    assert report["findings"] == [finding.record() for finding in FINDINGS]
    assert [(group["code"], group["count"], group["files"]) for group in report["groups"]] == [
        ("front-matter.unparsable", 1, 1),
        ("page.liquid", 3, 2),
        ("config.none", 2, 1),
    ]
    assert report["groups"][2] == {"code": "config.none", **CODES["config.none"]._asdict(), "count": 2, "files": 1}
    del report["findings"], report["groups"]
    statuses = ["ok", "slash", "case", "decoded", "html-suffix", "redirected", "broken", "anchor-missing", "outside"]
    assert report == {
        "format": "ssi-migrate/report",
        "version": 1,
        "pages": {"home": 1, "page": 1200},
        "codes": {"front-matter.unparsable": 1, "page.liquid": 3, "config.none": 2},
        "severities": {"error": 1, "warning": 3, "info": 2},
        "files": 4,
        "links": {**dict.fromkeys([*statuses, "untouched"], 0), "ok": 3, "broken": 1200},
        "accounting": None,
    }


def test_markdown() -> None:
    assert report_bytes(Path("r.md"), RUN).decode().split("\n")[:38] == [
        "<!-- ssi-migrate/report 1 -->",
        "# Migration report",
        "",
        "| pages | count |",
        "|---|--:|",
        "| home | 1 |",
        "| page | 1,200 |",
        "",
        "| findings | count |",
        "|---|--:|",
        "| error | 1 |",
        "| warning | 3 |",
        "| info | 2 |",
        "",
        "| links | count |",
        "|---|--:|",
        "| ok | 3 |",
        "| broken | 1,200 |",
        "",
        "## front matter is not valid YAML (1)",
        "",
        f"`front-matter.unparsable`, error. {CODES['front-matter.unparsable'].meaning}",
        "",
        f"What to do: {CODES['front-matter.unparsable'].remedy}.",
        "",
        "- `a b/c:d.md:2:8`: a quote is not closed",
        "",
        "## Liquid that cannot be resolved (3)",
        "",
        f"`page.liquid`, warning. {CODES['page.liquid'].meaning}",
        "",
        f"What to do: {CODES['page.liquid'].remedy}.",
        "",
        "- `z.md:9`: `{{ x }}` is unknown",
        "- `z.md:4`: `{% y %}` is unknown",
        r"- `y.md:4`: `[text]\(target)` is a link",
        "",
        "## no _config.yml (2)",
    ]


def test_the_accounting_stands_last() -> None:
    tally = Tally(source="front matter", key="title", fate="mapped", leaves=3)
    run = replace(EMPTY, accounting=Accounting(leaves=3, tallies=[tally]))
    assert json.loads(report_bytes(Path("r.json"), run))["accounting"] == {
        "leaves": 3,
        "mapped": 3,
        "kept": 0,
        "discarded": 0,
        "reported": 0,
        "keys": [{"source": "front matter", "key": "title", "fate": "mapped", "leaves": 3, "why": None}],
    }
    text = report_bytes(Path("r.md"), run).decode()
    assert text.partition("\n## What became of every field of the source\n\n")[2].startswith("| source |")
    assert list(head_lines(run))[1] == "3 leaves of the source: 3 mapped, 0 kept, 0 discarded, 0 reported"


def test_markdown_holds_no_markup_of_others() -> None:
    hostile = Finding(code="config.none", message="<img src=x>\n# !\x1b[2J![a](b)", file="`x`\n\x1b.md")
    last = report_bytes(Path("r.md"), Run(kinds=[], findings=[hostile])).decode().split("\n")[-2]
    assert last == r"- `'x'\n\x1b.md`: &lt;img src=x>\n# !\x1b[2J![a]\(b)"
