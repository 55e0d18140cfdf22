"""Mapping files: what they can say today, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.errors import MappingError
from migrate.mapping import load_mapping, shipped
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


def test_the_first_type_that_takes_a_page_makes_its_record(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(GOOD)
    mapping = load_mapping(path)
    post = {"kind": "post", "title": "T", "tags": ("old", "news"), "date": None, "meta": {"breadcrumb": "B"}}
    assert mapping.record(post) == {"headline": "B", "type": "news", "when": "undated"}
    assert mapping.record({**post, "meta": {}, "date": 1}) == {"headline": "T", "type": "news", "when": 1}
    assert mapping.record({**post, "tags": ()}) == {"title": "T"}


def test_the_shipped_mapping_has_every_field_of_a_page() -> None:
    mapping = load_mapping(shipped("json"))
    fields: dict[str, object] = {name: number for number, name in enumerate(PAGE_FIELDS)}
    assert mapping.record(fields) == fields
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
        "m.yml:1:10: `mapping: 1` is missing; it names the language's version",
        "m.yml:8:5: a type has no `name`; give it one",
        "m.yml:4:5: type `a` needs either `when` or `otherwise: true`",
        "m.yml:6:17: a page has no field `titel`; did you mean `title`? for a key of front matter write `meta.titel`",
        "m.yml:7:11: the field `u` has no key `form`; did you mean `from`?",
        "m.yml:8:5: type `` needs either `when` or `otherwise: true`",
        "m.yml:9:16: `otherwise` can only be true; leave it out or write `when`",
        "m.yml:8:5: type `` has no `fields`; name what its records hold",
        "m.yml:8:18: a page has no field `knid`; did you mean `kind`? for a key of front matter write `meta.knid`",
    ]


def test_what_is_no_mapping(tmp_path: Path) -> None:
    assert faults(tmp_path, "") == ["m.yml:1:1: the file is empty; write `mapping: 1` and `types`"]
    assert faults(tmp_path, "a: [") == ["m.yml:2:1: is not YAML (did not find expected node content); mend it"]
    assert faults(tmp_path, "- a\n")[0] == "m.yml:1:1: a mapping file should be a map of keys; write `key: value` lines"
