"""Whatever a template holds, it renders: nothing is raised, and the same template gives the same text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.liquid import Limits
from migrate.liquid.filters import FILTERS
from migrate.liquid.times import strftime
from tests.liquid.fixture import CLOCK, PAGE, engine
from tests.liquid.test_cases import cases

LIMITS = Limits(steps=5_000, output=50_000, nesting=20)
ENGINE = engine(LIMITS)

DEEP: list[object] = []
for _ in range(200):
    DEEP = [DEEP]
PARTS = sorted({part for template, _ in cases() for part in re.findall(r"\{[%{].*?[%}]\}|[^{]+", template)})
ODD = PAGE | {"infinite": float("inf"), "none": float("nan"), "huge": 10**5000, "deep": DEEP}
VALUES = [
    *(f"page.{name}" for name in sorted(ODD)),
    *("nil", "true", "0", "-1", "2.5", "''", "'a'", "' '", "'2020-01-01'", "(1..3)", "1000000", "'name'", "'x.y == 1'"),
    *("site.people", "site.data", "site.posts", "forloop", "page", "site", "x", "empty"),
]

values = st.sampled_from(VALUES)
arguments = st.lists(values, max_size=3).map(", ".join)
calls = st.tuples(st.sampled_from(sorted(FILTERS)), arguments).map(lambda call: f" | {call[0]}: {call[1]}")
outputs = st.tuples(values, st.lists(calls, max_size=4)).map(lambda parts: f"{{{{ {parts[0]}{''.join(parts[1])} }}}}")
conditions = st.tuples(values, st.sampled_from(["==", "!=", "<", ">=", "contains", "and", "or"]), values).map(" ".join)
branches = st.tuples(conditions, outputs).map(lambda parts: f"{{% if {parts[0]} %}}{parts[1]}{{% endif %}}")
loops = st.tuples(values, values, outputs).map(
    lambda parts: f"{{% for x in {parts[0]} limit: {parts[1]} %}}{parts[2]}{{% endfor %}}"
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_pieces_of_templates_in_any_order_render(template: str) -> None:
    first = ENGINE.render(template, PAGE)
    assert engine(LIMITS).render(template, PAGE) == first


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="{}%-|:.,'\"[]()=<> \n\tabif19#", max_size=60))
def test_any_characters_render(text: str) -> None:
    ENGINE.render("{{" + text, PAGE)
    ENGINE.render("{% " + text + "%}", PAGE)


@settings(max_examples=600, deadline=None)
@given(st.one_of(outputs, branches, loops))
def test_any_filter_takes_any_value(template: str) -> None:
    ENGINE.render(template, ODD)


@settings(deadline=None)
@given(st.text(alphabet="%-0^#_:123YmdHMSLNzZabBpjUWVsu+ ", max_size=20))
def test_any_format_of_a_date_is_written(form: str) -> None:
    assert isinstance(strftime(CLOCK.now(), re.sub(r"\d{4,}", "9", form)), str)


@settings(deadline=None)
@given(st.text(alphabet="ab {}\n%", max_size=40).filter(lambda text: "{{" not in text and "{%" not in text))
def test_text_without_liquid_stays(text: str) -> None:
    assert ENGINE.render(text, PAGE).text is text


@settings(deadline=None)
@given(st.text(max_size=40).filter(lambda text: "endraw" not in text))
def test_raw_text_stays(text: str) -> None:
    assert ENGINE.render(f"{{% raw %}}{text}{{% endraw %}}", PAGE).text == text
