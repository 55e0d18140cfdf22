"""Input made to be slow: it ends, within a number of steps and without a deep stack, and says where it was cut."""

from __future__ import annotations

import sys

import pytest

from migrate.kramdown import convert
from migrate.kramdown.blocks import RULES as BLOCK_RULES
from migrate.kramdown.document import WORK_PER_CHARACTER, Document
from migrate.kramdown.options import Options
from migrate.kramdown.span_reader import Frame, Spans
from migrate.kramdown.spans import RULES
from migrate.kramdown.tree import Element

SIZE = 20_000
FLOODS = [
    *(
        "*",
        "*a ",
        "**a ",
        "*a_ ",
        "*a **b ",
        "_a ",
        "*_a ",
        "~~a ",
        "`a ",
        "``a`",
        "[",
        "![",
        "[a](b ",
        "[a][",
        "[x](((",
        "](",
    ),
    *(
        "<b>",
        "<b ",
        '<b a="',
        "<!--",
        "</b>",
        "<div>\n",
        '<div markdown="1">\n',
        '<p markdown="1">',
        "<a>b",
        "*<b>",
        "<script>",
    ),
    *(
        "{:",
        "{: ",
        "{::",
        "{:.a}\n",
        "> ",
        "- ",
        "1. ",
        "* * ",
        "# a\n",
        "a\n: b\n",
        "[^a]: b\n",
        "[a]: b\n",
        "*[a]: b\n",
    ),
    *(
        "|",
        "a|",
        "|a|b|\n",
        "|-",
        '"',
        "'\"",
        "&",
        "$$a ",
        "--",
        "<<",
        "\\\n",
        "    a\n",
        "~~~\n",
        "````\n",
        "^\n",
        "\t",
        "((((",
    ),
]


@pytest.mark.parametrize("flood", FLOODS, ids=repr)
def test_floods_end(flood: str) -> None:
    done = convert(flood * (SIZE // len(flood)))
    assert len(done.html) < 40 * SIZE


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("> " * 500 + "a", "blocks nest too deep; the rest of this one is kept as text"),
        (
            "".join(" " * 4 * depth + "- a\n" for depth in range(90)),
            "blocks nest too deep; the rest of this one is kept as text",
        ),
        ("<b>" * 500 + "a", "spans nest too deep; the rest of this block is kept as text"),
        ("![" * 500 + "a" + "](b)" * 500, "spans nest too deep; the rest of this block is kept as text"),
        ('<div markdown="1">\n' * 500, "blocks nest too deep; the rest of this one is kept as HTML"),
        ("**a " * 5000, "this block is too tangled to read; the rest of it is kept as text"),
        ("[a](b " * 3000, "this block is too tangled to read; the rest of it is kept as text"),
    ],
)
def test_bounds_are_told(source: str, message: str) -> None:
    assert message in {warned.message for warned in convert(source).warnings}


def test_nothing_is_lost_past_a_bound() -> None:
    words = [f"w{number}" for number in range(4000)]
    html = convert("".join(f"**{word} " for word in words)).html
    assert all(word in html for word in words)


def test_work_is_bounded() -> None:
    text = "**a " * 5000
    spans = Spans(Document(Options(), BLOCK_RULES), text, 1, RULES)
    budget = spans.work
    spans.read(Frame(Element("p"), 0), 0)
    assert spans.work < 0
    assert budget <= 2000 + WORK_PER_CHARACTER * len(text)


def test_a_deep_tree_fits_the_stack_of_a_caller() -> None:
    limit = sys.getrecursionlimit()
    depth = len(_frames())
    sys.setrecursionlimit(depth + 700)
    try:
        done = convert("> " * 60 + "<b>" * 80 + "a")
    finally:
        sys.setrecursionlimit(limit)
    assert "a" in done.html


def _frames() -> list[object]:
    frame = sys._getframe()
    found: list[object] = []
    while frame is not None:
        found.append(frame)
        frame = frame.f_back  # type: ignore[assignment]
    return found
