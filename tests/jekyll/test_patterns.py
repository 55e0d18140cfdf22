"""Which entries are looked at, by plain cases of Jekyll's `EntryFilter`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.jekyll.patterns import EntryFilter, Patterns, glob_regex

MATCHES = [
    ("docs", "/docs/a.md", True),
    ("docs", "/docsify.md", True),  # a pattern is a beginning, not a whole name
    ("/docs", "/docs", True),
    ("docs/", "/docs", False),
    ("*.txt", "/deep/a.txt", True),  # a star crosses slashes
    ("*.txt", "/a.txt.md", False),
    ("?ndex.md", "/index.md", True),
    ("[!i]*.md", "/index.md", False),
    ("[ab].md", "/b.md", True),
    ("{a,b}.md", "/a.md", False),  # fnmatch has no braces without a flag
    ("a\\*b", "/a*b", True),
    ("[", "/[", True),  # as a beginning: a set that is never closed takes nothing
    ("*[", "/a[", False),
    ("[c-a].md", "/b.md", False),  # of a range that runs backwards the ends count
    ("[c-a].md", "/c.md", True),
    ("[^a-]x", "/-x", False),
    ("[\\]]x", "/]x", True),
    ("[!]x", "/ax", True),
    ("[]x", "/ax", False),
    ("", "/anything", True),
]

KEPT = [
    # include, exclude, entry, base, kept
    ([], [], "a.md", "", True),
    ([], [], ".htaccess", "", False),
    ([".htaccess"], [], ".htaccess", "", True),
    ([], [], "_pages", "", False),
    (["_pages"], [], "_pages", "", True),
    ([], [], "old.md~", "", False),
    ([], [], "ends.", "", False),
    ([], ["docs"], "a.md", "/docs", False),
    (["a.md"], ["docs"], "a.md", "/docs", True),  # include is asked about the bare name
    (["docs/a.md"], ["docs"], "a.md", "/docs", False),  # and not about the path
    ([], ["a"], "b.md", "/docs", True),
    ([], [], "sub/_draft.md", "/_news", False),
    ([], [5, None], "a.md", "", True),
]


@pytest.mark.parametrize(("pattern", "path", "matched"), MATCHES)
def test_match(pattern: str, path: str, matched: bool) -> None:
    assert Patterns([pattern]).match(path, lambda path: False) is matched


@pytest.mark.parametrize(("include", "exclude", "entry", "base", "kept"), KEPT)
def test_keeps(include: list[object], exclude: list[object], entry: str, base: str, kept: bool) -> None:
    assert EntryFilter(include, exclude).keeps(entry, base) is kept


def test_a_pattern_with_a_slash_takes_a_folder_and_not_a_file() -> None:
    kept = EntryFilter([], ["docs/"], is_folder=lambda path: path == "/docs")
    assert [kept.keeps("docs", base) for base in ("", "/deep")] == [False, True]


@given(st.text("ab/*?[]!^\\-~&|{},.", max_size=30), st.text(max_size=10))
def test_any_pattern_is_a_regular_expression(pattern: str, path: str) -> None:
    assert Patterns([pattern]).match(f"/{path}", bool) in (True, False)
    assert isinstance(re.compile(glob_regex(pattern)), re.Pattern)


def test_many_stars_cost_no_more_than_their_length() -> None:
    assert re.match(glob_regex("*a" * 200 + "b"), "a" * 5000) is None
