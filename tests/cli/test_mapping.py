"""The commands for mapping files as machines call them, and `explain`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.run import run

GOOD = """mapping: 1
exporter: json
types:
- name: page
  otherwise: true
  fields: {t: {from: title}, x: {from: meta.deep.er, steps: [upper]}, n: {from: meta.gone}}
tests:
- given: {title: A}
  expect: {t: B}
- name: red
  of: tagging
  given: {slug: red}
  expect: {type: null}
"""


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    path = tmp_path / "m.yml"
    path.write_text(GOOD)
    return str(path)


@pytest.fixture
def site(make_site: SiteMaker) -> str:
    head = "---\ntitle: A\ndeep:\n  er: x\n  other: y\n---\n\ntext\n"
    return str(make_site({"a.md": head, "b.md": "---\ntitle: B\n---\n"}, config="timezone: UTC\n"))


def test_check(mapping: str, tmp_path: Path) -> None:
    done = run("mapping", "check", mapping, "--json")
    assert (done.code, json.loads(done.out), done.err) == (0, {"mapping": mapping, "faults": []}, "")
    bad = tmp_path / "bad.yml"
    bad.write_text(GOOD.replace("from: title", "form: title").replace("meta.gone", "gone"))
    done = run("mapping", "check", str(bad), "--json")
    faults = [
        (6, 16, "the field `t` has no key `form`; did you mean `from`?"),
        (6, 81, "a page has no field `gone`; for a key of front matter write `meta.gone`"),
    ]
    assert done.code == 3
    assert json.loads(done.out) == {
        "mapping": str(bad),
        "faults": [{"file": str(bad), "line": line, "column": at, "message": said} for line, at, said in faults],
    }


def test_tests(mapping: str) -> None:
    done = run("mapping", "test", mapping, "--json")
    failure = {"file": mapping, "line": 8, "column": 3, "message": "`t` is 'A', not 'B'; correct the rule or the test"}
    assert (done.code, json.loads(done.out)) == (1, {"mapping": mapping, "failures": [failure]})
    assert run("mapping", "test", mapping).out.splitlines()[-1] == f"{mapping}: 1 of 2 tests pass"


def test_lint(mapping: str, site: str) -> None:
    said = "`meta.gone` has a value on 0 of 2 pages; did you mean `meta.deep`? (on 1)"
    doubt = {"file": mapping, "line": 6, "column": 74, "message": said}
    for more in ((site,), ("--source", site)):
        done = run("mapping", "lint", mapping, *more, "--json", "--quiet")
        assert (done.code, json.loads(done.out)) == (1, {"mapping": mapping, "doubts": [doubt]})
    for wrong in ((), (site, "--source", site)):
        done = run("mapping", "lint", mapping, *wrong)
        assert (done.code, done.out) == (2, "")
        assert done.err == "ssi-migrate: name one site to hold the mapping against: `mapping lint FILE SITE`\n"


def test_explain(mapping: str, site: str) -> None:
    done = run("mapping", "explain", site, "a.md", "--mapping", mapping)
    assert done.out.replace(mapping, "m.yml").splitlines() == [
        "a.md  /a.html",
        "type `page` (m.yml:4:3)",
        "t  (m.yml:6:15)",
        "    title is written at a.md:2",
        '    from title: "A"',
        '    = "A"',
        "x  (m.yml:6:33)",
        "    meta.deep.er is written at a.md:4",
        '    from meta.deep.er: "x"',
        '    upper: "X"',
        '    = "X"',
        "n  (m.yml:6:74)",
        "    from meta.gone: null",
        "    = null",
    ]
    one = run("mapping", "explain", site, "/b.html", "--mapping", mapping, "--field", "t").out.splitlines()
    assert one[0] == "b.md  /b.html"
    assert one[2:] == [f"t  ({mapping}:6:15)", "    title is written at b.md:2", '    from title: "B"', '    = "B"']


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("a.md", "--field", "tt"), "--field tt: the mapping m has no such field; did you mean `t`?"),
        (("c.md",), "PAGE c.md: no page's path or address matches; did you mean b.md?"),
    ],
)
def test_explain_what_is_not_there(mapping: str, site: str, more: tuple[str, ...], told: str) -> None:
    done = run("mapping", "explain", site, *more, "--mapping", mapping)
    assert (done.code, done.out, done.err) == (2, "", f"ssi-migrate: {told}\n")


def test_explain_shows_every_record_of_a_page(make_site: SiteMaker, tmp_path: Path) -> None:
    types = """mapping: 1
exporter: json
types:
- {name: copy, also: true, when: {kind: page}, fields: {c: {from: body.html}}}
- {name: page, when: {kind: page}, skip: not wanted}
- {name: tag, of: tagging, otherwise: true, fields: {slug: {from: slug}}}
"""
    site = make_site({"a.md": "---\ntitle: A\ntags: [X, Y]\n---\n\nbody\n"}, config="timezone: UTC\n")
    path = tmp_path / "m.yml"
    path.write_text(types)
    done = run("mapping", "explain", str(site), "a.md", "--mapping", str(path))
    assert done.out.replace(str(path), "m.yml").splitlines() == [
        "a.md  /a.html",
        "type `page` (m.yml:5:3): skipped: not wanted",
        "type `copy` (m.yml:4:3)",
        "c  (m.yml:4:60)",
        "    body.html is written at a.md:6",
        '    from body.html: "<p>body</p>\\n"',
        '    = "<p>body</p>\\n"',
        "type `tag` (m.yml:6:3)",
        "slug  (m.yml:6:60)",
        '    from slug: "x"',
        '    = "x"',
        "type `tag` (m.yml:6:3)",
        "slug  (m.yml:6:60)",
        '    from slug: "y"',
        '    = "y"',
    ]


def test_schema() -> None:
    assert run("mapping", "schema").out == run("schema", "mapping").out
    assert json.loads(run("mapping", "schema").out)["$defs"]["type"]["properties"]["of"]["enum"][0] == "site"
