"""What a mapping can ask of the tree: files without fences, keys in maps, nothing that is empty, pages of folders."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from migrate.errors import MappingError, OptionError
from migrate.exporters.tree import TreeExporter
from migrate.interfaces import Ending, Job, Record
from migrate.model import Location, OutFile, Page, Site

PAGE = Page(id="a.md", kind="page", source=Location(file="a.md"), title="A", url="/Tow, tug & (rescue)/")
SITE = Site(title=None, url=None, description=None, language=None, timezone="UTC", pages=(PAGE,))


def exporter(options: Mapping[str, object]) -> TreeExporter:
    job = Job(site=SITE, fields=(), types={}, addresses={}, options=options, files=lambda: ())
    return TreeExporter().prepared(job)


def written(*records: Mapping[str, object], **options: object) -> tuple[dict[str, str], list[str]]:
    """The files of records, and what was told."""
    told: list[str] = []
    to = exporter(options)
    encoded = [
        to.encode(Record("page", "page", record), lambda code, message: told.append(message)) for record in records
    ]
    ending = Ending(links=(), assets=(), findings=lambda: (), tell=lambda finding: told.append(finding.message))
    files = list(to.files(SITE, [file for file in encoded if isinstance(file, OutFile)], ending))
    return {file.path: file.content.decode() for file in files if isinstance(file.content, bytes)}, told


def test_a_file_without_fences() -> None:
    assert written(
        {"path": "a.yaml", "fenced": False, "a": [1], "content": ""},
        {"path": "a.toml", "fenced": False, "a": [1], "format": "toml"},
        {"path": "a.json", "fenced": False, "front_matter": {"a": [1]}, "format": "json"},
        {"path": "none.yaml", "fenced": False},
        {"path": "fenced.md", "fenced": True, "a": 1},
    ) == (
        {
            "a.yaml": "a:\n- 1\n",
            "a.toml": "a = [\n    1,\n]\n",
            "a.json": '{\n  "a": [\n    1\n  ]\n}\n',
            "none.yaml": "{}\n",
            "fenced.md": "---\na: 1\n---\n",
        },
        [],
    )


def test_what_does_not_fit_a_file_without_fences_is_told() -> None:
    assert written(
        {"path": "a.yaml", "fenced": False, "content": "x", "a": 1}, {"path": "b.md", "fenced": "no", "b": 1}
    ) == (
        {"a.yaml": "a: 1\n", "b.md": "---\nb: 1\n---\n"},
        [
            "`content` is 'x', not empty, as it is in a file without fences; it was passed over",
            "`fenced` is 'no', not true or false; it was passed over",
        ],
    )


def test_a_dot_in_a_name_leads_into_a_map() -> None:
    meta = {"own": 1}
    record = {"path": "a", "params": meta, "params.id": 2, "params.deep.er": 3, "title": "T", "title.sub": 4, "x.y": 5}
    assert written(record) == (
        {"a": "---\nparams:\n  own: 1\n  id: 2\n  deep:\n    er: 3\ntitle: T\ntitle.sub: 4\nx:\n  'y': 5\n---\n"},
        [],
    )
    assert meta == {"own": 1}  # the page's own value


def test_what_is_empty_can_be_left_out() -> None:
    empty: dict[str, object] = {
        "n": None,
        "t": "",
        "l": [],
        "m": {},
        "deep.n": None,
        "f": False,
        "z": 0,
        "k": {"n": None},
    }
    fenced, bare, given = (
        {"path": "a", **empty},
        {"path": "b", "fenced": False, "n": None},
        {"path": "c", "front_matter": empty},
    )
    assert written(fenced, bare, given, omit_empty=True) == (
        {
            "a": "---\nf: false\nz: 0\nk:\n  'n': null\n---\n",
            "b": "'n': null\n",
            "c": "---\nf: false\nz: 0\nk:\n  'n': null\n---\n",
        },
        [],
    )


def test_one_page_stands_for_a_folder() -> None:
    """The page of a folder and a page beside it with its name are the same for some generators."""
    paths = (
        "a/_index.html",
        "A.html",
        "b.html",
        "b/_index.html",
        "b/c.html",
        "b.txt",
        "_index.html",
        "d/_index.html",
        "D/_index.html",
    )
    records = [{"path": path, "content": path} for path in paths]
    files, told = written(*records, folder_page="_index")
    assert [path.partition("~")[0] for path in files] == [
        "a/_index.html",
        "A",
        "b.html",
        "b/_index",
        "b/c.html",
        "b.txt",
        "_index.html",
        "d/_index.html",
        "d/_index",
    ]
    assert list(files.values()) == list(paths)
    assert len(told) == 3
    assert list(written(*records[:2])[0]) == ["a/_index.html", "A.html"]


def test_addresses_in_front_matter_hold_nothing_that_a_generator_reads_otherwise() -> None:
    record = {"path": "a", "front_matter": {"to": "page:a.md?q=1&r#s,t"}, "content": '<a href="page:a.md">x</a>'}
    path = "/Tow%2C%20tug%20%26%20%28rescue%29/"
    assert written(record)[0]["a"].split("\n")[1] == f"to: '{path}?q=1&r#s,t'"


def test_links_can_stay_refs() -> None:
    record = {"path": "a", "front_matter": {"to": "page:a.md"}, "content": '<a href="page:a.md">x</a>'}
    assert written(record, links="refs") == (
        {"a": "---\nto: 'page:a.md'\n---\n<a href=\"page:a.md\">x</a>"},
        [],
    )


@pytest.mark.parametrize("options", [{"links": "none"}, {"omit_empty": "yes"}, {"folder_page": 1}, {"fenced": False}])
def test_options_that_cannot_be(options: Mapping[str, object]) -> None:
    with pytest.raises(MappingError):
        exporter(options)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        (("path", "title", "content"), None),
        (("path", "front_matter", "content", "format", "fenced"), None),
        (("pth", "title"), "no field `path`, so that it has no files; write `path` in place of `pth`"),
        (("title",), "no field `path`, so that it has no files; write one, as `path: {template: '{id}.html'}`"),
        (
            ("path", "front_matter", "content", "meta"),
            "`front_matter`, beside which `meta` is not written; put it into that, or take `front_matter` out",
        ),
    ],
)
def test_each_type_has_the_keys_of_a_file(fields: tuple[str, ...], fault: str | None) -> None:
    job = Job(
        site=SITE, fields=fields, types={"a": "page"}, fields_of={"a": fields}, addresses={}, options={}, files=tuple
    )
    if fault is None:
        TreeExporter().prepared(job)
        return
    with pytest.raises(OptionError) as raised:
        TreeExporter().prepared(job)
    assert (raised.value.option, str(raised.value)) == ("types.a", f"type `a` has {fault}")
