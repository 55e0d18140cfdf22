"""Texts that are no YAML: what is told, and that it stands where something has to be mended."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from migrate.mapping.files import LOADER
from migrate.mapping.syntax import syntax_fault


def fault(text: str) -> str:
    try:
        list(yaml.compose_all(text, LOADER))
        yaml.compose(text, LOADER)
    except yaml.YAMLError as error:
        return syntax_fault(text, error)
    return ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: @x\n", "1:4: no text can begin with `@` here; put it in quotes"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1: a tab stands here; YAML is indented with spaces, put them in its place"),
        ("a: 'x\nb: 1\n", "1:4: the quote that opens here is not closed; close it"),
        ("a: {b: 'x}\n  c: 'y'}\n",
            "1:8: the quote that opens here is closed on line 2 only; close it on its own line"),
        ("a: {b: [x}\n", "1:10: `}` cannot stand here; a `,` or the `]` of this `[` is missing"),
        ("a: [x, y\n", "1:4: the `[` that opens here is not closed; write `]` where it ends"),
        ("a: {b: x\nc: d\n", "1:4: the `{` that opens here is not closed; write `}` where it ends"),
        ("a: [a, b]]\n", "1:10: `]` closes nothing; remove it, or put a text that begins with it in quotes"),
        ("b: {c: 1,, d: 2}\n", "1:10: `,` stands where a value should; write one, or remove it"),
        ("a: [b: c: d]\n", "1:9: a second `: ` stands in one entry; put a text that has a colon in quotes"),
        ("a:b\nc: d\n", "1:1: a blank is missing after `a:`; write `a: `"),
        ("x:\n  -name: p\n   n: 1\n", "2:3: a blank is missing after `-`; write `- `"),
        ("a: b: c\n", "1:5: a second `: ` stands on this line; put a text that has a colon in quotes"),
        (
            "a: x\n b: y\n",
            "2:2: a key stands below one that has a value; indent it as that one, or give it its own",
        ),
        ("a: >\n x\ny\n", "3:1: is neither a key nor part of the text above; write `key: value`, or indent it"),
        (
            "x:\n  - a: 1\n b: 2\n",
            "3:2: is indented like no line before it; give it as many spaces as the keys or `- ` that it belongs to",
        ),
        ("a: 'it's'\n",
            "1:8: the text goes on behind its quotes; put all of it in quotes, a `'` in single quotes twice"),
        (
            'a: "\\d+"\n',
            "1:5: `\\d` means nothing in double quotes; use single quotes, where a backslash is a backslash",
        ),
        ("a: - b\n", "1:4: a list begins on the line of its key; write each `- ` on a line of its own"),
        ("a: *b\n", "1:4: there is no anchor `&b` before this; write one, or the value itself"),
        ("a: &b\nc: &b x\n", "2:4: the anchor `&b` stands twice; give each its own name"),
        ("%YAML 3.0\n---\na: 1\n", "1:1: is not YAML (found incompatible YAML document); mend it"),
        ("a: \x07\n", "1:4: U+0007 is not allowed in YAML; remove it"),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, told: str) -> None:
    assert fault(text) == told


@given(st.text(alphabet="ab:-{}[]'\"&*!|>#%@`,\\ \n\t", max_size=80))
def test_whatever_is_wrong_is_told_at_a_place(text: str) -> None:
    told = fault(text)
    assert not told or told.split(":")[0].isdecimal()
