"""What holds for every step, whatever the value: StepError or a bounded plain value, the same each time."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.patterns import check_pattern
from migrate.mapping.steps.plain import MAX_TEXT, size
from migrate.mapping.steps.step import Noted, Param, Step, StepError, applied, bound, fault
from tests.mapping.steps.examples import CONTEXT, parameters

ODD = (
    "", " ", "é", "\ud800", "\x00", "<p>a<b", "12", "-0", "1e999", "9" * 400, "2024-02-30", "9999-12-31T23:59:59+00:00",
    "0001-01-01", "/a/b/", "//x", "?", "page:a.md", "[[[", "NaN", "ﷺ", "ſ", "İ", "a" * 2000,
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
SINGLE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, st.just(10**4000), st.just(2**2000), st.dates(),
    st.datetimes(), st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)
NUMBERS = st.one_of(st.integers(-(10**6), 10**6), st.integers(0, 20))
KINDS: dict[str, st.SearchStrategy[object]] = {
    "text": st.one_of(
        st.text(max_size=8), st.sampled_from(("iso", "unix", "%Y-%m-%d", "%d %B %y", "UTC", "Asia/Tokyo", "url", r"\1"))
    ),
    "integer": NUMBERS,
    "number": st.one_of(NUMBERS, st.floats(allow_nan=False, allow_infinity=False)),
    "boolean": st.booleans(),
    "pattern": st.sampled_from(("a", "(a+)+$", r"(\w)(.)?", "", "^", r"\pL*", "(?i)[^b]*")),
    "texts": st.lists(st.sampled_from(("%Y-%m-%d", "%d %b %Y", "unix", "ja", "%I:%M %p %Y")), max_size=2).map(tuple),
    "map": st.dictionaries(TEXTS, SINGLE, max_size=3),
    "lookup": st.sampled_from(("sections", "none")),
    "plain": SINGLE,
}


def _of(param: Param) -> st.SearchStrategy[object]:
    return st.sampled_from(param.choices) if param.kind == "choice" else KINDS[param.kind]


def _valid(step: Step) -> st.SearchStrategy[dict[str, object]]:
    must = {param.name: _of(param) for param in step.params if param.required}
    may = {param.name: _of(param) for param in step.params if not param.required}
    example = st.just(parameters(step, step.example[0]))
    return st.one_of(example, st.fixed_dictionaries(must, optional=may).filter(lambda given: _is_valid(step, given)))


def _is_valid(step: Step, given: dict[str, object]) -> bool:
    patterns = [given[param.name] for param in step.params if param.kind == "pattern" and param.name in given]
    return not any(check_pattern(str(pattern)) for pattern in patterns) and fault(step, given) is None


def _result(step: Step, value: object, params: dict[str, object]) -> object:
    try:
        return applied(step, value, CONTEXT, params)
    except StepError as error:
        return _message(error)


def _message(error: StepError) -> str:
    """One line that says what is so and what to do, and that any output can hold."""
    text = str(error)
    assert "; " in text
    assert text.isprintable()
    return text


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_nothing_but_a_step_error(step: Step, data: st.DataObject) -> None:
    params, value = data.draw(_valid(step)), data.draw(VALUES)
    result = _result(step, value, params)
    assert size(result.value if isinstance(result, Noted) else result) <= MAX_TEXT
    assert repr(_result(step, value, params)) == repr(result)


@pytest.mark.parametrize(
    "step", [step for step in STEPS.values() if step.takes not in ("any", "list")], ids=lambda s: s.name
)
def test_a_list_is_taken_element_by_element(step: Step) -> None:
    argument, value, expected = step.example
    params = parameters(step, argument)
    assert applied(step, [value, None, (value,)], CONTEXT, params) == [expected, None, [expected]]
    assert applied(step, None, CONTEXT, params) is None


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.name)
def test_large_and_deep_values(step: Step) -> None:
    deep: object = "x"
    for _ in range(100_000):
        deep = [deep]
    try:
        for value in ("a" * 1_100_000, deep, ["ab"] * 120_000, "ﷺ " * 90_000, "<div>" * 20_000):
            _result(step, value, parameters(step, step.example[0]))
    finally:
        while isinstance(deep, list):  # taken apart from outside: freeing it at once would recurse
            deep = deep[0]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("strip", True, "true"),
        ("strip", 3, "3"),
        ("strip", 2.5, "2.5"),
        ("strip", date(2024, 1, 5), "2024-01-05"),
        ("strip", datetime(2024, 1, 5, 10, tzinfo=UTC), "2024-01-05T10:00:00+00:00"),
        ("round", " 12.0 ", 12),
        ("round", "1e2", 100),
        ("first", "single", "single"),
        ("first", [], None),
        ("keys", [{"a": 1}, {"b": 2}], [["a"], ["b"]]),
    ],
)
def test_what_is_converted(name: str, value: object, expected: object) -> None:
    assert bound(STEPS[name], {})(value, CONTEXT) == expected


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("strip", {"a": 1}, "a map is no text; take one of its values with `get` or `first`, or use `json`"),
        ("round", True, "`True` is no number; correct it, or use `number` to say how it is written"),
        ("round", "1,5", "`1,5` is no number; correct it, or use `number` to say how it is written"),
        ("round", math.inf, "`inf` cannot be rounded; correct it"),
        ("keys", "a", "`a` is no map; use this step where a field holds one"),
        ("sha256", "\ud800", "`�` cannot be taken by `sha256` (it holds half a character); correct it"),
        ("upper", "ŉ" * 900_000, "the text has more than 1,000,000 characters; shorten it"),
        ("json", [10**5000], "a list cannot be written as JSON; take one of its values"),
        ("json", [math.nan], "a list cannot be written as JSON; take one of its values"),
    ],
)
def test_what_cannot_be_taken(name: str, value: object, message: str) -> None:
    with pytest.raises(StepError) as caught:
        bound(STEPS[name], {})(value, CONTEXT)
    assert str(caught.value) == message
