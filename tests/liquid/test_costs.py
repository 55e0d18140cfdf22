"""Nothing is dear that counts as cheap: what one step can cost is bounded, so that the bound on steps is one on time.

Each template would run for minutes, or fill the memory, if its costs were not counted or refused.
"""

from __future__ import annotations

import pytest

from migrate.liquid import Engine, Limits, Rendered, Sources
from migrate.liquid.lexer import Source
from migrate.liquid.nodes import Body
from migrate.liquid.parser import Parser
from tests.liquid.fixture import CLOCK, PAGE, SOURCES, engine


def long(text: str, doublings: int, name: str = "long") -> str:
    """Assigns a text that is doubled so many times."""
    double = f"{{% assign {name} = {name} | append: {name} %}}"
    return f"{{% assign {name} = '{text}' %}}{{% for i in (1..{doublings}) %}}{double}{{% endfor %}}"


def many(markup: str, times: int = 100_000) -> str:
    return f"{{% for i in (1..{times}) %}}{markup}{{% endfor %}}"


LIMITS = Limits(steps=200_000)
STEPS = "the page takes more than 200,000 steps"
SIZE = "a value grows over 8,000,000 characters"
LONG = long("ab ", 21)
LIST = f"{LONG}{{% assign list = long | split: 'no' %}}{many('{% assign list = list | concat: list %}', 14)}"
LETTERS = f"{long('a', 15)}{{% assign list = long | split: '' %}}{{% assign other = long | split: '' %}}"
SHORT_LIST = f"{LONG}{{% assign list = long | split: 'no' %}}{many('{% assign list = list | concat: list %}', 4)}"

COSTS = {
    "contains": (LONG + many("{% if long contains 'no' %}{% endif %}"), STEPS),
    "equal texts": (LONG + "{% assign b = long | append: '' %}" + many("{% if long == b %}{% endif %}"), STEPS),
    "equal lists": (LETTERS + many("{% if list == other %}{% endif %}"), STEPS),
    "a list contains": (LETTERS + many("{% if list contains 'no' %}{% endif %}"), STEPS),
    "a long argument": (LONG + many("{{ 'a' | remove: long }}"), STEPS),
    "many arguments": (many("{{ 1 | plus: " + ",".join("a" * 9_000) + " }}"), STEPS),
    "a list as text": (LIST + "{{ list | upcase }}", STEPS),
    "a list as argument": (SHORT_LIST + many("{{ 'a' | remove: list }}"), STEPS),
    "a list as the name of a cycle": (SHORT_LIST + many("{% cycle list: 1 %}"), STEPS),
    "a long glue": (long("a", 20) + "{{ 'a b c d e f g h i' | split: ' ' | join: long }}", "the text of a list grows"),
    "long references": (long(r"\\0", 12) + long("a", 20, "a") + "{{ a | replace: a, long }}", SIZE),
    "the format of a date": (long("%1024d", 12) + "{{ 'now' | date: long }}", "the format of a date is longer than"),
    "many formats": (many("{{ 'now' | date: '" + "%c" * 500 + "' | slice: 0 }}"), STEPS),
    "a letter with many marks": (long("\u0301\u0316", 15) + "{{ long | relative_url }}", "a letter bears more than"),
    "marks that are taken off": (long("\u0301\u0316", 15) + "{{ long | slugify: 'latin' }}", "a letter bears more"),
    "slugs": (LONG + many("{% assign slug = long | slugify %}"), STEPS),
    "slashes": (long("a/", 20) + "{{ long | relative_url }}", STEPS),
    "pieces": (long("é", 20) + "{% assign pieces = long | split: '' %}", STEPS),
    "where in texts": (SHORT_LIST + many("{% assign found = list | where: 'no', 1 %}"), STEPS),
    "a long property": (long("a.", 18) + "{{ site.people | where: long, 1 }}", "the name of a property is longer"),
    "a long condition": (LONG + "{{ site.people | where_exp: 'x', long }}", "the expression is longer than"),
    "a long expression": (LONG + "{{ site.people | group_by_exp: 'x', long }}", "the expression is longer than"),
    "parameters": (many("{% include plain.html " + " ".join(f"a{at}=b" for at in range(600)) + " %}", 2_000), STEPS),
    "raw in a comment": ("{% comment %}" + "{% raw %}" * 20_000, "`comment` is never closed"),
    "ends of raw": ("{% raw %}" + "{% endraw " * 20_000, "`raw` is never closed"),
    "folders of a post": ("{% post_url " + "a/" * 400 + "x %}", "'a/a/"),
    "lines of a comment": ("{% # " + "\n" * 19_000 + "%}{% nope %}", "`nope` is no tag of Jekyll"),
    "open brackets": (("{{ a" + "[" * 19_000 + " }}") * 20 + "{% nope %}", "`nope` is no tag of Jekyll"),
}  # fmt: skip


@pytest.mark.parametrize("name", COSTS)
def test_what_is_dear_is_counted_or_refused(name: str) -> None:
    template, message = COSTS[name]
    told = [problem.message for problem in engine(LIMITS).render(template, PAGE).problems]
    assert [text[: len(message)] for text in told if text.startswith(message)] == [message]


def test_the_last_of_many_is_found_in_time() -> None:
    """Python's `rpartition` takes the product of both lengths here."""
    template = long("a", 21) + long("a", 18, "half") + "{% assign old = half | append: 'b' | append: half %}"
    assert engine().render(template + "{{ long | remove_last: old | size }}", {}) == Rendered("2097152")


def test_only_one_place_counts_where_one_is_replaced() -> None:
    template = long("a", 12) + "{{ long | replace_first: 'a', long | size }}"
    assert engine().render(template, {}) == Rendered("8191")


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
@pytest.mark.parametrize("call", ["plus: 1", "round", "ceil", "at_most: 3", "modulo: 2", "abs"])
def test_numbers_that_are_none_are_told(number: float, call: str) -> None:
    rendered = engine().render(f"{{{{ page.x | {call} }}}}", {"x": number})
    assert [problem.message.endswith("cannot be reckoned with") for problem in rendered.problems] == [True]


def test_a_number_of_digits_that_is_none_is_told() -> None:
    rendered = engine().render("{{ 1.5 | round: page.x }}", {"x": float("nan")})
    assert [problem.message for problem in rendered.problems] == ["NaN cannot be reckoned with"]


def test_an_include_is_asked_for_on_every_page_and_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gives it may note who asked."""
    asked: list[str] = []
    parsed: list[str] = []
    body = Parser.body

    def include(name: str) -> str | None:
        asked.append(name)
        return SOURCES.include(name)

    def noted(self: Parser, source: Source) -> Body:
        parsed.append(source.text)
        return body(self, source)

    monkeypatch.setattr(Parser, "body", noted)
    site = Engine({}, Sources(include=include), CLOCK)
    texts = [site.render("{% include plain.html %}", {}).text for _ in range(3)]
    assert (texts, asked) == (["[plain]"] * 3, ["plain.html"] * 3)
    assert parsed.count("[plain]") == 1
