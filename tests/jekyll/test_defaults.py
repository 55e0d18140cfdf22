"""Front matter defaults: scopes, globs and rank."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from migrate.jekyll.config import read_config
from migrate.jekyll.defaults import Defaults
from tests.conftest import NOW, SiteMaker

FILES: dict[str, str | bytes] = {"docs/deep/x.md": "", "docs/a.md": "", "_news/one.md": "", "cols/_news/two.md": ""}


def _defaults(make_site: SiteMaker, *entries: str, config: str = "timezone: UTC\n") -> Defaults:
    root = make_site(FILES, config=config + "defaults:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return Defaults(read_config(root), root, NOW)


SCOPES = [
    ("{}", "docs/a.md", "pages", True),
    ("{path: ''}", "docs/a.md", "pages", True),
    ("{path: docs}", "docs/a.md", "pages", True),
    ("{path: doc}", "docs/a.md", "pages", True),  # a scope is a beginning
    ("{path: /docs}", "docs/a.md", "pages", False),
    ("{path: docs, type: posts}", "docs/a.md", "pages", False),
    ("{type: page}", "docs/a.md", "pages", True),  # the old name of `pages`
    ("{type: news}", "_news/one.md", "news", True),
    ("{path: 'docs/*/x.md'}", "docs/deep/x.md", "pages", True),
    ("{path: 'docs/**/x.md'}", "docs/deep/x.md", "pages", True),
    ("{path: './docs/*'}", "docs/a.md", "pages", True),
    ("{path: '{docs,_news}/*'}", "_news/one.md", "news", True),
    ("{path: 'docs/*.html'}", "docs/a.md", "pages", False),
    ("{path: '../*'}", "docs/a.md", "pages", False),
    ("{path: '**'}", "docs/a.md", "pages", True),
    ("{path: '*/'}", "docs/a.md", "pages", True),
    ("{path: 'd[^x]cs/*'}", "docs/a.md", "pages", True),
    ("{path: 'd{i,o}cs/*'}", "docs/a.md", "pages", True),
    ("{path: 'D*'}", "docs/a.md", "pages", False),
    ("{path: '[a*'}", "docs/a.md", "pages", False),
]


@pytest.mark.parametrize(("scope", "path", "kind", "taken"), SCOPES)
def test_scope(make_site: SiteMaker, scope: str, path: str, kind: str, taken: bool) -> None:
    defaults = _defaults(make_site, f"{{scope: {scope}, values: {{layout: x}}}}")
    assert defaults.values(path, kind) == ({"layout": "x"} if taken else {})


def test_the_longer_path_wins_and_maps_are_merged(make_site: SiteMaker) -> None:
    defaults = _defaults(
        make_site,
        "{scope: {path: docs/deep}, values: {layout: deep, nav: {b: {d: 2}}}}",
        "{scope: {path: docs}, values: {layout: docs, nav: {a: 1, b: {c: 1}}}}",
    )
    assert defaults.values("docs/deep/x.md", "pages") == {"layout": "deep", "nav": {"a": 1, "b": {"c": 1, "d": 2}}}


def test_of_equal_paths_the_one_with_a_type_wins_else_the_later(make_site: SiteMaker) -> None:
    one, two = "{scope: {path: docs, type: pages}, values: {x: typed}}", "{scope: {path: docs}, values: {x: %s}}"
    assert _defaults(make_site, one, two % "later").values("docs/a.md", "pages") == {"x": "typed"}
    assert _defaults(make_site, two % "first", two % "later").values("docs/a.md", "pages") == {"x": "later"}


def test_a_single_value_is_ranked_among_the_sets_that_have_it(make_site: SiteMaker) -> None:
    defaults = _defaults(
        make_site,
        "{scope: {path: d}, values: {permalink: /short/}}",
        "{scope: {path: docs/deep}, values: {layout: x}}",
        "{scope: {path: docs}, values: {permalink: /docs/}}",
    )
    assert defaults.values("docs/deep/x.md", "pages") == {"permalink": "/short/", "layout": "x"}
    assert defaults.value("docs/deep/x.md", "pages", "permalink") == "/docs/"
    assert defaults.value("docs/deep/x.md", "pages", "title") is None


def test_the_folder_of_collections_is_no_part_of_a_path(make_site: SiteMaker) -> None:
    config = "timezone: UTC\ncollections_dir: cols\n"
    for scope in ("cols/_news", "_news", "'cols/_news/*'"):
        defaults = _defaults(make_site, f"{{scope: {{path: {scope}}}, values: {{x: 1}}}}", config=config)
        assert defaults.values("_news/two.md", "news") == {"x": 1}


@pytest.mark.parametrize(("written", "value"), [("2020-01-02", datetime(2020, 1, 2, tzinfo=UTC)), ("soon", "soon")])
def test_a_date_written_as_text_becomes_a_time(make_site: SiteMaker, written: str, value: object) -> None:
    defaults = _defaults(make_site, f"{{values: {{date: '{written}'}}}}")
    assert defaults.values("a.md", "pages") == {"date": value}


@pytest.mark.parametrize("entry", ["5", "{scope: {}}", "{scope: {}, values: x}", "null"])
def test_an_entry_that_is_none_is_passed_over(make_site: SiteMaker, entry: str) -> None:
    assert _defaults(make_site, entry).values("a.md", "pages") == {}
