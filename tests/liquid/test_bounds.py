"""Templates are not trusted: whatever they do ends soon, keeps what is written, and leaves the rest as source."""

from __future__ import annotations

import pytest

from migrate.liquid import Limits, Problem
from tests.liquid.fixture import PAGE, engine

SMALL = Limits(steps=2_000, output=5_000, nesting=20, problems=5)


def test_past_the_steps_the_rest_stays_as_source() -> None:
    rendered = engine(Limits(steps=8)).render("a{% for i in (1..9) %}{{ i }}{% endfor %}z", {})
    assert rendered.text == "a<!-- {% for i in (1..9) %}{{ i }}{% endfor %}z -->"
    assert rendered.problems == (
        Problem(1, "the page takes more than 8 steps", "{% for i in (1..9) %}{{ i }}{% endfor %}"),
    )


def test_what_a_loop_has_written_is_kept() -> None:
    template = "{% for i in (1..99) %}{% for j in (1..9) %}{{ j }}{% endfor %}{% endfor %}"
    rendered = engine(Limits(steps=300)).render(template, {})
    assert rendered.text.startswith("123456789" * 3)
    assert rendered.text.endswith(f"<!-- {template} -->")


def test_past_the_output_the_rest_stays_as_source() -> None:
    rendered = engine(Limits(output=3)).render("{{ 'ab' }}{{ 'cd' }}{{ 'e' }}", {})
    assert rendered.text == "ab<!-- {{ 'cd' }}{{ 'e' }} -->"
    assert [problem.message for problem in rendered.problems] == ["the page grows over 3 characters"]


def test_an_include_of_itself_ends() -> None:
    rendered = engine(SMALL).render("{% include recursive.html %}.", {})
    assert rendered.text == "r" * 20 + "<!-- {% include recursive.html %} -->."
    message = "recursive.html:1: more than 20 blocks and includes lie within each other"
    assert rendered.problems == (Problem(1, message, "{% include recursive.html %}"),)


def test_blocks_that_lie_too_deep_stay_as_source() -> None:
    rendered = engine(Limits(nesting=2)).render("{% if true %}" * 3 + "x" + "{% endif %}" * 3, {})
    assert rendered.text == "<!-- {% if true %}x{% endif %} -->"


def test_no_more_problems_are_told_than_the_bound() -> None:
    rendered = engine(SMALL).render("\n".join(["{% nope %}"] * 50), {})
    assert len(rendered.problems) == 5


FLOODS = {
    "range": "{% for i in (1..100000000000) %}{{ i }}{% endfor %}",
    "offset": "{% for i in site offset: 100000000000 %}{{ i }}{% endfor %}",
    "tablerow": "{% tablerow i in (1..1000000000) cols: 3 %}{{ i }}{% endtablerow %}",
    "join": "{{ (1..1000000000) | join }}",
    "reverse": "{{ (1..1000000000) | reverse }}",
    "where": "{{ (1..1000000000) | where_exp: 'x', 'x > 3' | size }}",
    "group": "{{ (1..1000000000) | group_by: 'x' }}",
    "doubling": "{% assign a = 'xx' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
    "nesting": "{% assign a = page.tags %}{% for i in (1..99) %}{% assign a = a | push: a | push: a %}{% endfor %}",
    "numbers": "{% assign a = 99999 %}{% for i in (1..99) %}{% assign a = a | times: a %}{% endfor %}{{ a }}",
    "replace": f"{{% assign a = '{'a' * 2_000}' %}}{{{{ a | replace: 'a', a | replace: 'a', a }}}}",
    "width": "{{ 'now' | date: '%999999999d' }}",
    "round": "{{ 1.5 | round: 99999999 }}{{ 15 | round: -99999999 }}",
    "opens": "{{" * 10_000,
    "tags": "{%" * 10_000,
    "braces": "{{ a }" * 3_000,
    "trims": "{%-" * 6_000,
    "blocks": "{% if true %}" * 1_500,
    "crossed": "{% if true %}{% for x in y %}" * 700 + "{% endif %}" * 700,
    "comments": "{% comment %}" * 1_500,
    "raws": "{% raw %}" * 2_000,
    "assign": "{% assign " + "(a" * 9_000 + " %}",
    "and": "{% if " + " and ".join(["a"] * 3_000) + " %}x{% endif %}",
    "garbage": "{% if " + "a=b ! " * 3_000 + " %}x{% endif %}",
    "parentheses": "{{ " + "(" * 9_000 + " }}",
    "brackets": "{{ a" + "[b" * 5_000 + "]" * 5_000 + " }}",
    "arguments": "{% include x.html " + "a=b " * 1_200 + "! %}",
    "names": "{% include " + "{{a|" * 1_200 + " %}",
    "cycle": "{% cycle " + "a," * 5_000 + " %}",
    "when": "{% case a %}{% when " + "b or " * 3_000 + "c %}x{% endcase %}",
    "digits": "{{ " + "9" * 9_000 + " }}{{ '" + "9" * 9_000 + "' | plus: 1 }}",
    "json": "{% for i in (1..100000) %}{{ site | jsonify }}{% endfor %}",
}  # fmt: skip


@pytest.mark.parametrize("name", FLOODS)
def test_floods_end(name: str) -> None:
    """Each is done within the steps of the bound, so no clock is asked; what cannot be read may say so many times."""
    rendered = engine(SMALL).render(FLOODS[name], PAGE)
    assert len(rendered.text) < 40 * len(FLOODS[name]) + 20_000
