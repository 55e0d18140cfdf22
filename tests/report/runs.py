"""A run with a finding of every severity and shape, and one without findings."""

from __future__ import annotations

from migrate.diagnostics import Finding
from migrate.report import Run

FINDINGS = [
    Finding(code="config.none", message="there is no _config.yml here"),
    Finding(code="config.none", message="nor here", file="sub"),
    Finding(code="front-matter.unparsable", message="a quote is not closed", file="a b/c:d.md", line=2, column=8),
    Finding(code="page.liquid", message="`{{ x }}` is unknown", file="z.md", line=9),
    Finding(code="page.liquid", message="`{% y %}` is unknown", file="z.md", line=4),
    Finding(code="page.liquid", message="`[text](target)` is a link", file="y.md", line=4),
]
RUN = Run(kinds=[("home", 1), ("page", 1200)], findings=FINDINGS, links={"broken": 1200, "ok": 3})
EMPTY = Run(kinds=[], findings=[])
