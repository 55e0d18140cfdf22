"""Mapping files: what they can say today, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.mapping import Mapping, load_mapping, shipped
from migrate.mapping.fields import PAGE_FIELDS

GOOD = """mapping: 1
name: mine
exporter: json
types:
  - name: news
    when: {kind: [post, file], tags: news}
    fields:
      headline: {from: [meta.breadcrumb, title]}
      type: {value: news}
      when: {from: date, default: undated}
  - name: page
    otherwise: true
    fields: {title: {from: title}}
"""


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "m.yml"
    path.write_text(text)
    with pytest.raises(MappingError) as caught:
        load_mapping(path)
    return str(caught.value).replace(f"{tmp_path}/", "").split("\n")


def made(mapping: Mapping, fields: dict[str, object]) -> dict[str, object]:
    (record,) = mapping.taken(fields).records
    return record.values


def test_the_first_type_that_takes_a_page_makes_its_record(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(GOOD)
    mapping = load_mapping(path)
    post = {"kind": "post", "title": "T", "tags": ("old", "news"), "date": None, "meta": {"breadcrumb": "B"}}
    assert made(mapping, post) == {"headline": "B", "type": "news", "when": "undated"}
    assert made(mapping, {**post, "meta": {}, "date": 1}) == {"headline": "T", "type": "news", "when": 1}
    assert made(mapping, {**post, "tags": ()}) == {"title": "T"}


def test_the_shipped_mapping_has_every_field_of_a_page() -> None:
    mapping = load_mapping(shipped("json"))
    fields: dict[str, object] = {name: number for number, name in enumerate(PAGE_FIELDS)}
    assert made(mapping, fields) == fields
    with pytest.raises(MappingError, match="no mapping called nonesuch is shipped"):
        shipped("nonesuch")


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = """mapping: 2
nmae: x
types:
  - name: a
    fields:
      t: {from: titel}
      u: {form: title}
  - when: {knid: post}
    otherwise: false
"""
    assert faults(tmp_path, text) == [
        "m.yml:2:1: a mapping file has no key `nmae`; did you mean `name`?",
        "m.yml:1:10: this is no version of the language; write `mapping: 1`",
        "m.yml:8:5: a type has no `name`; give it one",
        "m.yml:4:5: type `a` has neither `when` nor `otherwise: true`; write one",
        "m.yml:6:17: a page has no field `titel`; did you mean `title`? for a key of front matter write `meta.titel`",
        "m.yml:7:11: the field `u` has no key `form`; did you mean `from`?",
        "m.yml:9:16: a type has both `when` and `otherwise`; leave one",
        "m.yml:8:5: a type has no `fields`; name what its records hold",
        "m.yml:8:12: a page has no field `knid`; did you mean `kind`? for a key of front matter write `meta.knid`",
    ]


def test_what_is_no_mapping(tmp_path: Path) -> None:
    assert faults(tmp_path, "") == ["m.yml:1:1: the file is empty; write `mapping: 1` and `types`"]
    assert faults(tmp_path, "a: [") == ["m.yml:1:4: the `[` that opens here is not closed; write `]` where it ends"]
    assert faults(tmp_path, "- a\n") == [
        "m.yml:1:1: a mapping file should be a map of keys and is a list; write `key: value` lines"
    ]
