"""What rules give: each way to take a value, steps, bounds, types that extend and files that include."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.mapping import Mapping, load_mapping
from migrate.mapping.examples import failures, page_of
from migrate.mapping.types import Mapped

HEAD = "mapping: 1\nname: t\nexporter: json\n"
PAGE = {
    "title": " News ",
    "kind": "post",
    "tags": ["A", "a", "B b"],
    "meta.category": "News",
    "meta.weight": 3,
    "body.html": "<p>x<b>y</b></p>",
    "url": "/n/",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / next(iter(files))


def value_of(folder: Path, rule: str, given: dict[str, object] | None = None) -> object:
    text = f"{HEAD}types:\n- name: a\n  otherwise: true\n  fields:\n    x: {rule}\n"
    return made(load_mapping(written(folder, {"m.yml": text})), given or PAGE).values["x"]


def made(mapping: Mapping, given: dict[str, object]) -> Mapped:
    (record,) = mapping.taken(page_of(given)).records
    return record


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("{from: title}", " News "),
        ("{from: [meta.gone, title]}", " News "),
        ("{from: tags.1}", "a"),
        ("{from: meta.gone}", None),
        ("{from: meta.gone, default: none}", "none"),
        ("{value: [1, {a: b}]}", [1, {"a": "b"}]),
        ("{expr: 'length(tags)'}", 3),
        ("{template: '/{kind}{url}{{x}}'}", "/post/n/{x}"),
        ("{template: '{kind}{meta.gone}'}", None),
        ("{first: [{from: meta.gone}, {from: title, steps: [strip]}]}", "News"),
        ('{choose: [{when: {kind: page}, value: 1}, {when: "meta.weight > `2`", value: 2}, {otherwise: 3}]}', 2),
        ("{choose: [{when: {kind: page}, value: 1}, {otherwise: {from: kind}}]}", "post"),
        ("{choose: [{when: {kind: page}, value: 1}]}", None),
        ("{from: tags, each: [lower, slug], unique: true}", ["a", "b-b"]),
        ("{from: title, steps: [strip, upper]}", "NEWS"),
        ("{from: title, max: 3}", " Ne"),
        ("{from: body, render: html}", "<p>x<b>y</b></p>"),
        ("{render: text}", "xy"),
    ],
)
def test_values(tmp_path: Path, rule: str, value: object) -> None:
    assert value_of(tmp_path, rule) == value


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ("{kind: post}", True),
        ("{kind: [page, post]}", True),
        ("{kind: {not: post}}", False),
        ("{kind: {in: [post]}}", True),
        ("{tags: B b}", True),
        ("{meta.category: {matches: '^N'}}", True),
        ("{meta.category: {matches: '^X'}}", False),
        ("{meta.gone: {exists: false}}", True),
        ("{meta.weight: {gt: 2, lt: 4}}", True),
        ("{meta.weight: {gt: 3}}", False),
        ("{meta.weight: {gt: abc}}", False),
        ("{published: true, draft: false}", True),
        ("{meta.weight: true}", False),
        ("\"kind == 'post' && meta.category\"", True),
        ('"meta.gone"', False),
    ],
)
def test_conditions(tmp_path: Path, when: str, holds: bool) -> None:
    text = f"{HEAD}types:\n- name: a\n  when: {when}\n  fields: {{x: {{from: title}}}}\n"
    assert bool(load_mapping(written(tmp_path, {"m.yml": text})).taken(page_of(PAGE)).records) is holds


def test_the_text_of_two_blocks_is_two_words(tmp_path: Path) -> None:
    assert value_of(tmp_path, "{render: text}", {"body.html": "<p>one</p><p>two<script>x</script></p>"}) == "one two"


def test_what_goes_wrong_on_a_page_is_noted_with_the_place_of_the_rule(tmp_path: Path) -> None:
    text = f"""{HEAD}types:
- name: a
  otherwise: true
  fields:
    a: {{from: title, steps: [number]}}
    b: {{from: meta.gone, required: true}}
    c: {{from: title, max: 2}}
"""
    done = made(load_mapping(written(tmp_path, {"m.yml": text})), PAGE)
    assert (done.values["a"], done.values["b"], done.values["c"]) == (None, None, " N")
    places = [note.message.rpartition("m.yml:")[2] for note in done.notes]
    assert [note.code for note in done.notes] == ["mapping.step", "mapping.required", "mapping.too-long"]
    assert places == ["8:30)", "9:8)", "10:8)"]
    said = [note.message.partition(" (rule")[0] for note in done.notes[1:]]
    assert said == ["`b` is required and has no value", "`c`: 6 characters were cut to 2"]


BASE = """types:
- name: page
  otherwise: true
  fields: {title: {from: title}, kind: {from: kind}}
  discard: {third_nav_title: becomes the menu}
  unmapped: keep
defaults: {language: en, timezone: Asia/Singapore}
lookups: {c: {file: tables/c.csv, key: old, value: new}}
"""


def test_types_extend_and_files_include(tmp_path: Path) -> None:
    text = f"""{HEAD}include: base.yml
defaults: {{language: de}}
types:
- name: post
  when: {{kind: post}}
  extends: page
  fields:
    title: {{from: title, steps: [strip]}}
    kind: null
    category: {{from: meta.category, steps: [{{lookup: c}}]}}
"""
    files = {"m.yml": text, "base.yml": BASE, "tables/c.csv": "old,new\nNews,press\n"}
    mapping = load_mapping(written(tmp_path, files))
    here = mapping.for_site(zone=mapping.context.zone, language="fr", url=None)
    done = made(here, {**PAGE, "meta.third_nav_title": "x"})
    assert (str(mapping.zone), mapping.language) == ("Asia/Singapore", "de")
    assert done.type.name == "post"
    assert done.values["title"] == "News"
    assert done.values["category"] == "press"
    assert "kind" not in done.values
    assert done.values["meta"] == {
        "url": "/n/",
        "tags": ["A", "a", "B b"],
        "body": {"html": "<p>x<b>y</b></p>"},
        "weight": 3,
    }
    other = made(here, {"title": "T"})
    assert (other.type.name, other.values) == ("page", {"title": "T", "kind": "page"})


def test_fields_that_no_rule_reads_are_named(tmp_path: Path) -> None:
    text = (
        f"{HEAD}types:\n- name: a\n  otherwise: true\n  fields: {{x: {{from: title}}}}\n  discard: {{weight: order}}\n"
    )
    done = made(load_mapping(written(tmp_path, {"m.yml": text})), PAGE)
    assert done.unread == ["url", "tags", "body", "meta.category"]


def test_the_tests_of_a_file(tmp_path: Path) -> None:
    text = f"""{HEAD}types:
- name: a
  otherwise: true
  fields: {{x: {{from: title, steps: [strip]}}}}
tests:
- given: {{title: ' a '}}
  expect: {{type: a, x: a}}
- given: {{title: b}}
  expect: {{type: null, x: B}}
"""
    mapping = load_mapping(written(tmp_path, {"m.yml": text}))
    assert [str(failure).partition("m.yml:")[2] for failure in failures(mapping)] == [
        "11:3: `type` is 'a', not None; correct the rule or the test",
        "11:3: `x` is 'b', not 'B'; correct the rule or the test",
    ]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"m.yml": f"{HEAD}include: ../x.yml\n"}, "4:10: `../x.yml` lies outside of the mapping's folder"),
        ({"m.yml": f"{HEAD}include: /etc/passwd\n"}, "4:10: `/etc/passwd` lies outside"),
        ({"m.yml": f"{HEAD}include: m.yml\n"}, "4:10: `m.yml` includes itself"),
        ({"m.yml": f"{HEAD}include: a.yml\n", "a.yml": "include: m.yml\n"}, "a.yml:1:10: `m.yml` includes itself"),
        ({"m.yml": f"{HEAD}include: gone.yml\n"}, "4:10: there is no file `gone.yml` beside this one; correct"),
        ({"m.yml": f"{HEAD}lookups: {{c: {{file: ../c.csv}}}}\n"}, "4:21: `../c.csv` lies outside"),
        ({"m.yml": f"{HEAD}lookups: {{c: {{}}}}\n"}, "4:14: the look-up `c` has no `file`"),
        ({"m.yml": f"{HEAD}defaults: {{timezone: ../../etc/passwd}}\n"}, "4:22: there is no time zone"),
        (
            {"m.yml": f"{HEAD}types:\n- {{name: a, extends: b}}\n- {{name: b, extends: a}}\n"},
            "extends itself in the end; take one `extends` out",
        ),
        (
            {"m.yml": f"{HEAD}types:\n- {{name: a, extends: pag}}\n- {{name: page, fields: {{}}}}\n"},
            "there is no other type `pag` to extend; did you mean `page`?",
        ),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, files: dict[str, str], fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, files))
    assert fault in str(raised.value)
