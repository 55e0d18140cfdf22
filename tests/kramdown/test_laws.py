"""What holds of any text: it is rendered without an exception, the same way twice, however it ends its lines."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.kramdown import Element, Options, convert, parse, render
from migrate.kramdown.__main__ import answer, main
from migrate.kramdown.html import WRITERS
from migrate.kramdown.tree import TYPES

WORDS = """
* ** _ ` [ ]( ] ) ! <b> </b> <div> </div> < > {: {:.c} } | # \\ & &amp; " ' $$ ~~ [^1] a é \u00a0 {::x} --
"""
STARTS = ["[^1]: ", "[a]: ", "*[a]: ", ": ", "- ", "1. ", "> ", "    ", "\t", "\n", "\n\n", "  \n", "```\n", "^\n"]
MARKS = st.sampled_from([*WORDS.split(), *STARTS, "\0", "\r", "\ud800", '<div markdown="1">'])
TEXTS = st.one_of(st.text(), st.lists(MARKS, max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_rendered_the_same_twice(text: str) -> None:
    first = convert(text)
    assert convert(text) == first
    assert all(warned.message and warned.line >= 0 for warned in first.warnings)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_line_ends_do_not_matter(text: str) -> None:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    assert render(unix.replace("\n", "\r\n")) == render(unix)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_tree_holds_known_types_only(text: str) -> None:
    assert {element.type for element in parse(text).walk()} <= TYPES.keys()


def test_every_type_is_written_and_told() -> None:
    assert TYPES.keys() - {"root"} == WRITERS.keys()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda s: st.lists(s, max_size=4)
)
KEYS = st.sampled_from([*Options._fields, "syntax_highlighter", "nonsense"])


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, VALUES))
def test_any_configuration_is_taken(config: dict[str, object]) -> None:
    options = Options.from_config(config)
    assert render('# a\n\n* x\n{:toc}\n\nb[^1] "c" & &copy; --\n\n[^1]: d\n', options)


def test_unknown_options_change_nothing() -> None:
    assert Options.from_config({"syntax_highlighter": "rouge", "toc_levels": None, "input": "Maruku"}) == Options()


def test_options_as_sites_write_them() -> None:
    config = {"auto_ids": "false", "toc_levels": "2..3", "smart_quotes": "apos,apos,quot,quot", "footnote_nr": "4"}
    expected = Options(auto_ids=False, toc_levels=(2, 3), smart_quotes=("'", "'", '"', '"'), footnote_nr=4)
    assert Options.from_config(config) == expected


def test_lines_are_counted() -> None:
    tree = parse("a\n\n- b\n\n  c\n\n## d\n\n> e\n")
    lines = [
        (element.type, element.line) for element in tree.walk() if element.type in ("p", "ul", "header", "blockquote")
    ]
    assert lines == [("p", 1), ("ul", 3), ("p", 3), ("p", 5), ("header", 7), ("blockquote", 9), ("p", 9)]


def test_warnings_tell_the_line() -> None:
    warnings = convert("a\n\n[b](c) [d][c]\n\n<div>\n\n").warnings
    assert [(warned.line, warned.message) for warned in warnings] == [
        (5, "<div> is never closed; it takes the rest of its block"),
        (3, "link c is nowhere defined"),
    ]


def test_program_turns_markdown_into_html() -> None:
    out = io.StringIO()
    assert main([], io.StringIO("*a*"), out) == 0
    assert out.getvalue() == "<p><em>a</em></p>\n"


def test_program_answers_lines() -> None:
    asked = json.dumps({"id": "x", "src": "# a", "opts": {"auto_ids": False}})
    out = io.StringIO()
    assert main(["--jsonl"], io.StringIO(asked + "\nnonsense\n"), out) == 0
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first == {"id": "x", "html": "<h1>a</h1>\n", "warnings": []}
    assert second["id"] is None
    assert second["error"].startswith("not a line of {id, src}:")
    assert json.loads(answer('{"id": 1}'))["error"] == "not a line of {id, src}: 'src'"


def test_program_names_its_arguments() -> None:
    assert main(["--html"], io.StringIO(""), io.StringIO()) == 2


def test_elements_show_themselves() -> None:
    assert repr(Element("text", "a")) == "Element('text', 'a', {}, [])"
