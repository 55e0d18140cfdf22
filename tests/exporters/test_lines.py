"""JSON Lines and CSV: whole documents, and what cells hold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.exporters.csv import CsvExporter
from migrate.exporters.jsonl import JsonLinesExporter
from migrate.interfaces import Job, Record
from migrate.model import Location, Page, Site
from tests.exporters.targets import MINI, export, mapping
from tests.run import run

PAGE = Page(id="a.md", kind="page", source=Location(file="a.md"), url="/old/", title="A")
SITE = Site(title=None, url=None, description=None, language=None, timezone="UTC", pages=(PAGE,))


def job(**options: object) -> Job:
    return Job(
        site=SITE,
        fields=("a", "b"),
        types={"one": "page"},
        addresses={"a.md": "/new one/"},
        options=options,
        files=lambda: [("files/b.pdf", "/files/b.pdf")],
    )


def record(**values: object) -> Record:
    return Record("page", "one", values)


def test_json_lines(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "site.jsonl"
    assert export("jsonl", out).code == 0
    golden("isomer-mini.jsonl", out.read_bytes())
    assert all(
        list(json.loads(line)) == ["url", "title", "date", "tags", "image"] for line in out.read_text().splitlines()
    )


def test_csv(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    out = tmp_path / "site.csv"
    assert export("csv", out).code == 0
    golden("isomer-mini.csv", out.read_bytes().replace(b"\r\n", b"\n"))
    header, *rows = csv.reader(io.StringIO(out.read_bytes().decode(), newline=""))
    assert header == ["url", "title", "date", "text", "tags", "source", "draft"]
    assert (len(rows), {len(row) for row in rows}) == (38, {7})


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_jobs_do_not_change_a_byte(name: str, tmp_path: Path) -> None:
    from tests.test_pipeline import many

    site = tmp_path / "site"
    for path, text in {"_config.yml": "", **many(120)}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(str(text))
    outs = [tmp_path / f"{jobs}.{name}" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        assert export(name, out, "--jobs", str(jobs), site=site).code == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_second_run_writes_over_the_first_and_over_nothing_else(name: str, tmp_path: Path) -> None:
    out, notes = tmp_path / "site", tmp_path / "notes"
    assert [export(name, out).code, export(name, out).code] == [0, 0]
    notes.write_text('{"mine": 1}\n' if name == "jsonl" else "mine,yours\n1,2\n")
    done = export(name, notes)
    assert (done.code, done.err) == (
        5,
        (
            f"ssi-migrate: {notes}: is not a file that ssi-migrate wrote with this mapping as it is; "
            "name another with --out or pass --force\n"
        ),
    )


def test_cells() -> None:
    told: list[tuple[str, str]] = []
    fields = ("text", "none", "empty", "list", "map", "flag", "number", "time", "half")
    values = {
        "text": 'a "b",\r\nc',
        "none": None,
        "empty": "",
        "list": ["a", None],
        "map": {"k": "é"},
        "flag": True,
        "number": 1.5,
        "time": datetime(2026, 1, 2, tzinfo=UTC),
        "half": "\ud800",
    }
    row = CsvExporter(fields).encode(Record("page", "one", values), lambda *one: told.append(one))
    assert row.decode() == (
        '"a ""b"",\r\nc",,,"[""a"",null]","{""k"":""é""}",true,1.5,2026-01-02T00:00:00+00:00,\\ud800\r\n'
    )
    assert told == []


@pytest.mark.parametrize("cell", ["=1+1", "+65 6000 0000", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_told_and_changed_only_when_asked(cell: str) -> None:
    told: list[tuple[str, str]] = []
    plain = CsvExporter().prepared(job()).encode(record(a=cell, b="-1.5"), lambda *one: told.append(one))
    assert next(csv.reader(io.StringIO(plain.decode(), newline=""))) == [cell, "-1.5"]
    assert told == [("csv.formula", "a spreadsheet takes `a` for a formula")]
    guarded = CsvExporter().prepared(job(guard=True)).encode(record(a=cell, b="-1.5"), lambda *one: None)
    assert next(csv.reader(io.StringIO(guarded.decode(), newline=""))) == [f"'{cell}", "-1.5"]


def test_options_are_checked() -> None:
    assert CsvExporter().prepared(job(bom=True))._bom is True
    with pytest.raises(MappingError, match=r"^options: the exporter csv has no `bon`; did you mean `bom`\?$"):
        CsvExporter().prepared(job(bon=True))
    with pytest.raises(MappingError, match=r"^options: `bom` is 'yes'; it should be true or false$"):
        CsvExporter().prepared(job(bom="yes"))


# --- Links ---

VALUES = {"a": "page:a.md#x", "b": ['<a href="asset:files/b.pdf">B</a>', "page:none.md"]}
NEW = {"a": "/new%20one/#x", "b": ['<a href="/files/b.pdf">B</a>', "page:none.md"]}


def test_links_of_lines_are_refs_or_addresses() -> None:
    told: list[tuple[str, str]] = []
    for links, expected in (("refs", VALUES), ("addresses", NEW)):
        made = JsonLinesExporter().prepared(job(links=links)).encode(record(**VALUES), lambda *one: told.append(one))
        assert json.loads(made) == expected
    assert told == []
    JsonLinesExporter().prepared(job(links="addresses")).encode(
        record(a='<img src="asset:none.png">'), lambda *one: told.append(one)
    )
    assert told == [("ref.unwritten", "asset:none.png names nothing of the site")]


def test_links_of_cells_are_addresses_when_asked() -> None:
    made = CsvExporter().prepared(job(links="addresses")).encode(record(**VALUES), lambda *one: None)
    assert next(csv.reader(io.StringIO(made.decode(), newline=""))) == [
        NEW["a"],
        json.dumps(NEW["b"]).replace(", ", ","),
    ]


@pytest.mark.parametrize("exporter", [CsvExporter(), JsonLinesExporter()])
def test_the_option_links_is_checked(exporter: CsvExporter | JsonLinesExporter) -> None:
    with pytest.raises(MappingError, match=r"^options: `links` is 'urls'; it should be refs or addresses or absolute$"):
        exporter.prepared(job(links="urls"))
    with pytest.raises(MappingError, match=r"^options: `links` is True; it should be refs or addresses or absolute$"):
        exporter.prepared(job(links=True))


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        (b'{"a":1,"b":2}\n', True),
        (b'{"b":2}\n', True),
        (b'{"a":1,"meta":{}}\n', True),
        (b'{"b":2,"a":1}\n', False),
        (b'{"a":1,"c":2}\n', False),
        (b'{"meta":{}}\n', False),
        (b"{}\n", False),
        (b"[1]\n", False),
        (b"a,b\n", False),
    ],
)
def test_lines_are_ours_when_they_hold_fields_of_the_mapping(line: bytes, ours: bool) -> None:
    assert JsonLinesExporter().owns(line, [("b", "x"), ("a", "b")]) is ours


# --- How a target is named ---


def test_a_mapping_says_which_exporter_writes(tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("a", "b", "c")]
    for out, to in zip(outs, ((), ("--to", "lines"), ("--to", "jsonl")), strict=True):
        assert run("export", str(MINI), "--mapping", mapping("jsonl"), "--out", str(out), *to).code == 0
    assert len({out.read_bytes() for out in outs}) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--to is missing; name a target, or a mapping of your own with --mapping FILE"),
        (("--to", "csv"), "--to csv: needs a mapping with `exporter: csv`; pass it with --mapping FILE"),
        (
            ("--to", "json", "--mapping", mapping("csv")),
            f"{mapping('csv')}: the mapping is for `--to csv`, not `--to json`; pass that",
        ),
        (
            ("--mapping", mapping("tree"), "--out", "-"),
            "--out -: the target leaves is a folder; name one with --out",
        ),
        (
            ("--mapping", mapping("tree"), "--assets", "copy", "--assets-dir", "x"),
            "--assets-dir x: the output is a folder, and assets lie in it; leave it out",
        ),
    ],
)
def test_what_cannot_be_asked_for(arguments: tuple[str, ...], message: str) -> None:
    done = run("export", str(MINI), *arguments)
    assert (done.code, done.err) == (2, f"ssi-migrate: {message}\n")
