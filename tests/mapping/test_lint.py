"""A mapping held against a site: what cannot be meant is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

from migrate.mapping import load_mapping
from migrate.mapping.examples import page_of
from migrate.mapping.lint import Lint
from tests.mapping.test_rules import HEAD

PAGES = [
    page_of({"title": "A", "kind": "post", "meta.breadcrumb": "x"}),
    page_of({"title": "B", "kind": "page", "meta.breadcrumb": "y"}),
    page_of({"title": "C", "kind": "index"}),
]


def doubts(folder: Path, types: str) -> list[str]:
    (folder / "m.yml").write_text(f"{HEAD}types:\n{types}")
    lint = Lint(load_mapping(folder / "m.yml"))
    for page in PAGES:
        lint.take(page)
    return [str(doubt).replace(f"{folder}/", "") for doubt in lint.doubts()]


def test_what_is_meant(tmp_path: Path) -> None:
    types = """- {name: post, when: {kind: post}, fields: {t: {from: title}, b: {from: meta.breadcrumb}}}
- {name: page, otherwise: true, fields: {t: {from: title}, v: {value: 1}}}
"""
    assert doubts(tmp_path, types) == []


def test_what_cannot_be_meant(tmp_path: Path) -> None:
    types = """- {name: any, when: {kind: [post, page]}, fields: {b: {from: meta.breadcrum}}}
- {name: post, when: {kind: post}, fields: {t: {from: title}}}
- {name: file, when: {kind: file}, fields: {t: {from: title}}}
- {name: index, when: {kind: index}, fields: {b: {from: meta.breadcrumb}}}
"""
    assert doubts(tmp_path, types) == [
        "m.yml:5:55: `meta.breadcrum` has a value on 0 of 3 pages; did you mean `meta.breadcrumb`? (on 2)",
        "m.yml:6:3: type `post` takes no page: the type `any` takes 1 of them before; move it up",
        "m.yml:7:3: type `file` takes none of 3 pages; correct its `when`",
        "m.yml:8:50: the field `b` is empty on all 1 page of the type `index`",
    ]


def test_pages_that_no_type_takes(tmp_path: Path) -> None:
    assert doubts(tmp_path, "- {name: post, when: {kind: post}, fields: {t: {from: title}}}\n") == [
        "m.yml:5:3: 2 of 3 pages are taken by no type; add one with `otherwise: true`"
    ]
