"""JMESPath within bounds: what an expression reads, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.mapping.expressions import ExpressionError, expression

FIELDS = {
    "title": "x",
    "tags": ["a", "b"],
    "kind": "link",
    "meta": {"n": {"m": 1}},
    "body": {"text": "abc"},
    "links": [],
}


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
        # what is relative to an element, or to a new value, is no field of the page
        ("map(&href, links)", {"links"}, []),
        ("sort_by(links, &href)[0].target", {"links"}, None),
        ("links[?status == 'ok'].target", {"links"}, []),
        ("[title, kind] | [0]", {"title", "kind"}, "x"),
        ("{a: title} | a", {"title"}, "x"),
        ("body | text", {"body.text"}, "abc"),
        ("@ | title", {"title"}, "x"),
        ("(meta.n || meta).m", {"meta.n.m", "meta.m"}, 1),
        ("meta.[n, x]", {"meta.n", "meta.x"}, [{"m": 1}, None]),
        ("not_null(meta.x, kind)", {"meta.x", "kind"}, "link"),
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


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("title ||| kind", 9, "is no JMESPath: `|` cannot stand here; mend it"),
        ("length(tags", 12, "is no JMESPath: it ends too early; a bracket or a part is missing"),
        ("kind == 'x", 9, "is no JMESPath: `'` opens a text that nobody closes; close it"),
        ("length(tags) > 2", 16, "is no JMESPath: a number stands in backticks; write `2`"),
        ("kind = 'x'", 6, "is no JMESPath: a single `=` compares nothing; write `==`"),
        ("title and kind", 7, "is no JMESPath: `and` is no operator; write `&&`"),
        ("not title", 1, "is no JMESPath: `not` is no operator; write `!`"),
        ("meta.a-b", 7, 'is no JMESPath: a name with a hyphen stands in double quotes; write "third-nav"'),
        ("tags.0", 6, "is no JMESPath: a place in a list is `[0]`, without a dot"),
        ("$.title", 1, "is no JMESPath: a path begins with a name; leave the `$` out"),
        ("title || lenght(tags)", 10, "there is no function `lenght`; did you mean `length`?"),
        ("join(tags)", 1, "`join` takes 2 arguments, and has 1; correct them"),
    ],
)
def test_what_is_wrong_and_where(text: str, column: int, message: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        expression(text)
    assert (raised.value.column, str(raised.value)) == (column, message)


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
