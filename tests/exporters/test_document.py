"""JSON documents of another shape than site.json: where records stand, what is refused, and whose a file is."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.diagnostics import Finding
from migrate.errors import MappingError, OptionError
from migrate.exporters.json import CARRIED, JsonExporter
from migrate.exporters.shape import Shape
from migrate.interfaces import Ending, Job, Record, Written
from migrate.model import Asset, Location, Page, Site
from tests.conftest import SiteMaker
from tests.exporters.targets import MINI
from tests.run import run

PAGE = Page(id="a.md", kind="page", source=Location(file="a.md"), url="/a/", title="A")
SITE = Site(title="S", url=None, description=None, language=None, timezone="UTC", pages=(PAGE,))
TYPES = {"post": "page", "leaf": "page", "tag": "term"}


def prepared(types: dict[str, str] = TYPES, **options: object) -> JsonExporter:
    job = Job(site=SITE, fields=("id", "title"), types=types, addresses={}, options=options, files=lambda: ())
    return JsonExporter().prepared(job)


def written(type: str, **values: object) -> Written:
    made = JsonExporter().encode(Record(TYPES[type], type, values), lambda *one: None)
    return Written(TYPES[type], type, made)


def document(exporter: JsonExporter, *records: Written) -> tuple[str, list[Finding]]:
    told: list[Finding] = []
    ending = Ending(links=(), assets=(), findings=lambda: (), tell=told.append, accounting=lambda: None)
    return b"".join(exporter.document(SITE, records, ending)).decode(), told


def test_records_stand_where_the_document_wants_them() -> None:
    shape = {
        "db": [{"meta": {"version": "5.0.0", "on": 1, "none": None}, "data": {"posts": {"records": ["post", "leaf"]}}}],
        "tags": {"records": "tag"},
        "again": [{"records": "leaf"}, "é"],
    }
    records = (written("tag", id=1), written("post", id=2), written("leaf", id=3), written("post", id=4))
    text, told = document(prepared(document=shape), *records)
    assert text == (
        '{"db":[{"meta":{"version":"5.0.0","on":1,"none":null},"data":{"posts":[{"id":2},\n{"id":3},\n{"id":4}]}}],'
        '"tags":[{"id":1}],"again":[[{"id":3}],"é"]}\n'
    )
    assert told == []


def test_an_array_can_be_the_whole_document_and_can_be_empty() -> None:
    types = {"post": "page"}
    assert document(prepared(types, document={"records": "post"}), written("post", id=1))[0] == '[{"id":1}]\n'
    assert document(prepared(types, document={"records": "post"}))[0] == "[]\n"


def test_records_are_only_a_place_when_they_stand_alone() -> None:
    shape = {"records": 7, "more": {"records": "post"}}
    assert document(prepared({"post": "page"}, document=shape))[0] == '{"records":7,"more":[]}\n'


def test_an_array_is_unique_by_a_field_of_each_of_its_types() -> None:
    job = Job(
        site=SITE,
        fields=("id", "slug"),
        types={"post": "page", "leaf": "page"},
        fields_of={"post": ("id", "slug"), "leaf": ("id",)},
        addresses={},
        options={"document": {"records": ["post", "leaf"], "unique": "slug"}},
        files=lambda: (),
    )
    with pytest.raises(OptionError) as raised:
        JsonExporter().prepared(job)
    message = "options: `document` has `unique: slug`, which is no field of the type `leaf`; there are: id"
    assert (raised.value.option, str(raised.value)) == ("document", message)


def test_an_array_can_hold_one_record_for_each_value() -> None:
    shape = {"tags": {"records": "tag", "unique": "id"}, "posts": {"records": ["post", "leaf"], "unique": "id"}}
    tags = [written("tag", id=id, name=name) for id, name in (("n", "News"), ("o", "O"), ("n", "news"), ("n", "N"))]
    text, told = document(
        prepared(document=shape), *tags, written("post", id=1), written("leaf", id=1), written("leaf")
    )
    assert json.loads(text) == {
        "tags": [{"id": "n", "name": "News"}, {"id": "o", "name": "O"}],
        "posts": [{"id": 1}, {}],
    }
    assert [(finding.code, finding.message) for finding in told] == [
        ("record.double", '2 records have the same `id` as one before, and stand in the document once: "n"'),
        ("record.double", "1 record has the same `id` as one before, and stand in the document once: 1"),
    ]


def test_links_are_refs_unless_addresses_are_asked_for() -> None:
    for links, expected in (("refs", "page:a.md#x"), ("addresses", "/a/#x")):
        exporter = prepared({"leaf": "page"}, document={"records": "leaf"}, links=links)
        assert exporter.encode(Record("page", "leaf", {"to": "page:a.md#x"}), lambda *one: None) == (
            b'{"to":"%b"}' % expected.encode()
        )


def test_assets_are_looked_at_whatever_the_shape() -> None:
    seen: list[str] = []

    def assets() -> Iterator[Asset]:
        seen.append("all")
        yield from ()

    exporter = prepared({"leaf": "page"}, document={"records": "leaf"})
    ending = Ending(links=(), assets=assets(), findings=lambda: (), accounting=lambda: None)
    assert (list(exporter.document(SITE, (), ending)) != [], seen) == (True, ["all"])


def test_what_the_exporter_carries_by_itself() -> None:
    assert prepared({"leaf": "page"}).carries == CARRIED
    assert prepared({"leaf": "page"}, document={"records": "leaf"}).carries == frozenset()


ALL = {"records": ["post", "leaf", "tag"]}


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (
            {"document": [ALL, {"records": "pots"}]},
            "options: `document` has an array of `pots`, which is no type of records; did you mean `post`?",
        ),
        (
            {"document": [ALL, {"records": "xyz"}]},
            "options: `document` has an array of `xyz`, which is no type of records; there are: post, leaf, tag",
        ),
        (
            {"document": {"a": {"records": ["post", "tag"]}}},
            (
                "options: `document` has no place for the type `leaf`; write `{records: leaf}` where its records are "
                "to stand"
            ),
        ),
        (
            {"document": "text"},
            (
                "options: `document` has no place for the type `post`; write `{records: post}` where its records are "
                "to stand"
            ),
        ),
        ({"document": {"records": 7}}, "options: `records` in `document` is 7; name a type, or a list of types"),
        ({"document": {"records": []}}, "options: `records` in `document` is []; name a type, or a list of types"),
        ({"document": {"records": [1]}}, "options: `records` in `document` is [1]; name a type, or a list of types"),
        (
            {"document": {**ALL, "unique": True}},
            "options: `unique` in `document` is True; name a field of the records",
        ),
        ({"documents": ALL}, "options: the exporter json has no `documents`; did you mean `document`?"),
        ({"document": ALL, "links": "urls"}, "options: `links` is 'urls'; it should be refs or addresses or absolute"),
        (
            {},
            (
                "site.json has no place for records of the type `tag`, which are no pages; say with "
                "`options: {document: ...}` where they are to stand, or take the type out"
            ),
        ),
    ],
)
def test_what_a_document_cannot_be(options: dict[str, Any], fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        prepared(**options)
    assert str(raised.value) == fault


# --- Streams ---


def _tags(count: int) -> Iterator[Written]:
    return (Written("term", "tag", b'{"id":%d,"name":"%b"}' % (at, b"x" * 1000)) for at in range(count))


def test_what_waits_for_its_array_does_not_wait_in_memory() -> None:
    shape = Shape({"posts": {"records": "post"}, "tags": {"records": "tag"}})
    tracemalloc.start()
    size = sum(len(piece) for piece in shape.filled(_tags(20_000), lambda *one: None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (size > 20_000_000, peak < 2_000_000) == (True, True)


def test_the_first_array_goes_out_as_its_records_come() -> None:
    came: list[int] = []

    def records() -> Iterator[Written]:
        for at in range(3):
            came.append(at)
            yield Written("term", "tag", b"%d" % at)

    pieces = Shape([{"records": "tag"}]).filled(records(), lambda *one: None)
    assert [next(pieces) for _ in range(3)] == [b"[", b"[", b"0"]
    assert came == [0]
    pieces.close()  # type: ignore[attr-defined]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(PLAIN, st.lists(st.sampled_from(["tag", "post"]), max_size=6))
def test_whatever_stands_around_arrays_is_kept(around: object, types: list[str]) -> None:
    shape = {"before": around, "tags": {"records": "tag"}, "between": [around, {"records": "post"}], "after": around}
    records = [Written("page", type, b"%d" % at) for at, type in enumerate(types)]
    text = b"".join(Shape(shape).filled(records, lambda *one: None))
    assert json.loads(text) == {
        "before": around,
        "tags": [at for at, type in enumerate(types) if type == "tag"],
        "between": [around, [at for at, type in enumerate(types) if type == "post"]],
        "after": around,
    }


# --- Whose a file is ---


@pytest.mark.parametrize(
    ("line", "ours"),
    [
        (b'{"db":[{"meta":{"on":1},"data":{"posts":[{"id":"1","title":"T"},\n', True),
        (b'{"db":[{"meta":{"on":1},"data":{"posts":[],"tags":[{"id":"1"}]}}]}\n', True),
        (b'[{"title":"T"}]\n', True),
        (b'[{"id":"1","mine":2}]\n', False),
        (b'{"db":[{"meta":{"on":1},"data":{"posts":[]}}]}\n', False),
        (b'{"id":"1"}\n', False),
        (b"[" * 10_000 + b'{"id":1}', True),
        (b'[{"x":' * 5_000, False),
        (b"\xff\xfe", False),
    ],
)
def test_a_document_is_ours_by_its_first_record(line: bytes, ours: bool) -> None:
    assert JsonExporter().owns(line, [("other",), ("id", "title")]) is ours


MAPPING = """mapping: 1
name: shaped
exporter: json
options:
  links: addresses
  document: {version: 1, posts: {records: post}, tags: {records: tag}, others: {records: other}}
types:
  - name: post
    when: {kind: post}
    fields: {id: {from: id}, title: {from: title}, body: {from: body.html}}
  - name: other
    otherwise: true
    fields: {id: {from: id}, title: {from: title}, tags: {from: tags}}
  - name: tag
    of: term
    otherwise: true
    fields: {id: {from: slug}, title: {from: name}}
"""


def test_a_second_run_writes_over_the_first_and_over_nothing_else(tmp_path: Path) -> None:
    rules, out, mine = tmp_path / "shaped.yml", tmp_path / "out.json", tmp_path / "mine.json"
    rules.write_text(MAPPING)
    command = ("export", str(MINI), "--mapping", str(rules), "--quiet")
    assert [run(*command, "--out", str(out), "--jobs", jobs).code for jobs in ("1", "2")] == [0, 0]
    mine.write_text('{"posts":[{"id":1,"mine":2}]}')
    done = run(*command, "--out", str(mine))
    assert (done.code, done.err) == (
        5,
        (
            f"ssi-migrate: {mine}: is not a file that ssi-migrate wrote with this mapping as it is; "
            "name another with --out or pass --force\n"
        ),
    )


def test_jobs_do_not_change_a_byte(tmp_path: Path) -> None:
    from tests.test_pipeline import many

    site, rules = tmp_path / "site", tmp_path / "shaped.yml"
    rules.write_text(MAPPING)
    for path, text in {"_config.yml": "", **many(120)}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(str(text))
    outs = [tmp_path / f"{jobs}.json" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, 1):
        done = run("export", str(site), "--mapping", str(rules), "--out", str(out), "--jobs", str(jobs), "--quiet")
        assert done.code == 0
    first, second = (out.read_bytes() for out in outs)
    assert first == second
    found = json.loads(first)
    assert (list(found), len(found["posts"]) + len(found["others"])) == (["version", "posts", "tags", "others"], 120)


def test_one_record_in_the_place_of_an_array(make_site: SiteMaker, tmp_path: Path) -> None:
    types = """types:
- {name: about, of: site, otherwise: true, fields: {name: {from: title}}}
- {name: foot, of: footer, otherwise: true, fields: {all: {from: values}}}
- {name: page, otherwise: true, fields: {id: {from: id}}}
"""
    document = "{first: {record: page}, pages: {records: page}, about: {record: about}, none: {record: foot}}"
    mapping = tmp_path / "m.yml"
    mapping.write_text(f"mapping: 1\nexporter: json\noptions: {{document: {document}}}\n{types}")
    site = make_site(
        {"a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}, config="title: S\ntimezone: UTC\n"
    )
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet")
    assert done.err == ""
    assert json.loads(done.out) == {
        "first": {"id": "a.md"},
        "pages": [{"id": "a.md"}, {"id": "b.md"}],
        "about": {"name": "S"},
        "none": None,
    }


def test_absolute_links(make_site: SiteMaker, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yml"
    types = "types: [{name: p, otherwise: true, url: '/n{url}', fields: {i: {from: image}, b: {from: body.html}}}]\n"
    mapping.write_text(f"mapping: 1\nexporter: jsonl\noptions: {{links: absolute}}\n{types}")
    files: dict[str, str | bytes] = {"a.md": "---\npermalink: /a/\nimage: /i p.png\n---\n[a](/a/#x)\n", "i p.png": b"x"}
    site = make_site(files, config="url: https://s.example/\ntimezone: UTC\n")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet", "--fail-on", "never")
    body = '<p><a href="https://s.example/n/a/#x">a</a></p>\n'
    assert json.loads(done.out) == {"i": "https://s.example/i%20p.png", "b": body}
    site = make_site(files, config="timezone: UTC\n")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-")
    said = "options: `links: absolute` needs the address of the site; write `url` in _config.yml"
    assert (done.code, done.out, done.err) == (3, "", f"ssi-migrate: {mapping}:3:11: {said}\n")
