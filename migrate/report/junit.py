"""A report for what shows tests: JUnit XML, in the common part of what GitLab, Jenkins and GitHub's actions read.

A code is a suite and a class, a finding is a test: GitLab shows the class as the suite, Jenkins what stands before its
dot as the package. Errors and warnings fail, infos pass. A name must be the only one of its class, or GitLab drops it;
GitLab shows the text of a failure alone, Jenkins its `message` too, so that both say all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from migrate.diagnostics import Finding
from migrate.report.run import Group, Run, groups
from migrate.report.shown import escaped

# what XML 1.0 can hold in no way: https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(run: Run) -> bytes:
    """The report as JUnit XML in UTF-8. The comment stands first: our files are known by it."""
    return ("\n".join(_lines(run)) + "\n").encode()


def _lines(run: Run) -> Iterator[str]:
    found = groups(run.findings)
    failures = sum(_failures(group) for group in found)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield "<!-- ssi-migrate/report 1 -->"
    yield _element("testsuites", name="ssi-migrate", tests=max(len(run.findings), 1), failures=failures, time=0)
    for group in found:
        yield from _suite(group)
    if not found:
        yield from _nothing_found()
    yield "</testsuites>"


def _failures(group: Group) -> int:
    return 0 if group.code.severity == "info" else len(group.findings)


def _suite(group: Group) -> Iterator[str]:
    tests, failures = len(group.findings), _failures(group)
    yield _element("testsuite", name=group.name, tests=tests, failures=failures, errors=0, skipped=0, time=0)
    for finding in group.findings:
        yield from _case(group, finding)
    yield "</testsuite>"


def _case(group: Group, finding: Finding) -> Iterator[str]:
    place = {name: value for name, value in (("file", finding.file), ("line", finding.line)) if value is not None}
    name = f"{finding.place}: {finding.message}" if finding.place else finding.message
    yield _element("testcase", classname=finding.code, name=name, **place, time=0)
    said = escape(_text(f"{finding}\n{group.code.meaning}".rstrip()))
    if group.code.severity == "info":
        yield f"<system-out>{said}</system-out>"
    else:
        yield f"{_element('failure', type=group.code.severity, message=finding.message)}{said}</failure>"
    yield "</testcase>"


def _nothing_found() -> Iterator[str]:
    """A passed test: most readers take a file without any test for a mistake."""
    yield _element("testsuite", name="ssi-migrate", tests=1, failures=0, errors=0, skipped=0, time=0)
    yield f"{_element('testcase', classname='ssi-migrate', name='no findings', time=0)}</testcase>"
    yield "</testsuite>"


def _element(tag: str, **attributes: object) -> str:
    """The opening of an element."""
    return f"<{tag}{''.join(f' {name}={quoteattr(_text(str(value)))}' for name, value in attributes.items())}>"


def _text(text: str) -> str:
    """`text` with what XML cannot hold escaped as `\\x1b` is."""
    return _NO_XML.sub(lambda found: escaped(found[0]), text)
