"""JMESPath within bounds: what an expression reads, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.mapping.expressions import ExpressionError, expression

FIELDS = {"title": "x", "tags": ["a", "b"], "kind": "link", "meta": {"n": {"m": 1}}, "body": {"text": "abc"}}


@pytest.mark.parametrize(
    ("text", "reads", "value"),
    [
        ("title", {"title"}, "x"),
        ("meta.n.m", {"meta.n.m"}, 1),
        ('meta."third nav"', {"meta.third nav"}, None),
        ("meta.external || kind == 'link'", {"meta.external", "kind"}, True),
        ("[meta.category, tags][]", {"meta.category", "tags"}, ["a", "b"]),
        ("tags[0]", {"tags"}, "a"),
        ("length(tags) > `1`", {"tags"}, True),
        ("body.text | length(@)", {"body.text"}, 3),
        ("{a: title, b: meta.x}", {"title", "meta.x"}, {"a": "x", "b": None}),
        ("join(', ', tags)", {"tags"}, "a, b"),
        ("sections[].hero.title", {"sections"}, None),
    ],
)
def test_value_and_reads(text: str, reads: set[str], value: object) -> None:
    compiled = expression(text)
    assert compiled.reads == reads
    assert compiled.value(FIELDS) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the expression is empty; write one"),
        ("a ||", "is no JMESPath"),
        ("foor(title)", "there is no function `foor`; did you mean `floor`?"),
        ("a" * 70_000, "the expression is longer than 65,536 characters; shorten it"),
        ("(" * 3000 + "a" + ")" * 3000, "the expression nests deeper than 32 brackets; take it apart"),
        (" || ".join("a" * 1 for _ in range(300)), "the expression has more than 200 parts; take it apart"),
        (
            " | ".join(["[@,@]"] * 22 + ["to_string(@)"]),
            "the expression makes more than 12 lists and maps; take it apart",
        ),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        expression(text)
    assert str(raised.value).startswith(message)


def test_a_result_that_is_too_large_is_told() -> None:
    doubled = expression(" | ".join(["[@,@]"] * 12 + ["to_string(@)"]))
    with pytest.raises(ExpressionError, match="more than 1,000,000 characters"):
        doubled.value({"text": "x" * 1000})


def test_an_expression_that_fails_on_a_page_is_told() -> None:
    with pytest.raises(ExpressionError, match="fails on this page"):
        expression("length(meta.n.m)").value(FIELDS)


@given(st.text(alphabet="ab.[]{}()|&@'`\"*?!=<>,: 0123456789-", max_size=40))
def test_nothing_but_its_own_error(text: str) -> None:
    try:
        expression(text).value(FIELDS)
    except ExpressionError:
        pass
