"""JMESPath cannot grow without end: what would is refused while it is evaluated."""

from __future__ import annotations

import pytest

from migrate.mapping.expressions import ExpressionError, expression

FIELDS = {
    "links": [{"href": f"/{number}"} for number in range(1_000)],
    "long": "x" * 900_000,
    "tags": ["a", "b"],
    "meta": {"list": ["y"] * 2_000},
}


@pytest.mark.parametrize(
    "text",
    [
        "links" + " | [@,@,@,@,@,@,@,@,@,@][]" * 12,
        " | ".join(["[@,@,@,@,@,@,@,@]"] * 12) + " | to_string(@)",
        "join(long, links[].href)",
        "map(&join('', [@,@]), [long,long,long])",
        "[long,long] | [@,@][] | [@,@][] | join('',@)",
        "map(&reverse(@), [links,links,links,links,links] | [@,@,@,@,@,@,@,@,@,@,@][] | [@,@,@,@,@,@,@,@,@,@][])",
        "links | [@,@,@,@,@][] | [@,@,@,@,@][] | [@,@,@,@][*][*].[href,href,href]",
        "meta.list | [@,@,@,@,@,@][] | [@,@,@,@,@,@][] | [@,@,@,@,@,@][] | [@,@,@][::1][]",
    ],
)  # fmt: skip
def test_what_grows_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"copies more than|takes more than|gives more than"):
        expression(text).value(FIELDS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("links[?href=='/7'].href", ["/7"]),
        ("links[].href | length(@)", 1_000),
        ("sort_by(links, &href)[1].href", "/1"),
        ("[tags, tags][]", ["a", "b", "a", "b"]),
        ("tags[::-1]", ["b", "a"]),
        ("join('-', tags)", "a-b"),
        ("to_string({a: tags})", '{"a":["a","b"]}'),
        ("long | length(@)", 900_000),
    ],
)
def test_what_does_not_is_as_jmespath_has_it(text: str, value: object) -> None:
    assert expression(text).value(FIELDS) == value
