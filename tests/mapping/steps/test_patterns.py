"""Regular expressions: faults at load, groups, and that none can hang."""

from __future__ import annotations

import pytest

from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.patterns import check_pattern, matches
from migrate.mapping.steps.step import StepError, applied, fault
from tests.mapping.steps.examples import CONTEXT

LEFT_OUT = "the pattern has what RE2 leaves out ({}); write it without look-around and back-references"
WRONG = "the pattern is no regular expression of RE2 ({}); correct it"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a+)+$", None),
        (r"(?i)\pL+|(?P<year>\d{4})|(?<month>\d\d)", None),
        ("", "the pattern is empty; say what is to be found"),
        ("a" * 1_001, "the pattern is longer than 1,000 characters; make it shorter"),
        ("[a", WRONG.format("missing ]: [a")),
        ("a**", WRONG.format("bad repetition operator: **")),
        ("(" * 900, WRONG.format("missing ): " + "(" * 900)),
        ("((a{100}){100}){100}", WRONG.format("invalid repetition size: {100}")),
        ("(?=a)", LEFT_OUT.format("invalid perl operator: (?=")),
        ("(?<!a)b", LEFT_OUT.format("invalid perl operator: (?<!")),
        (r"(a)\1", LEFT_OUT.format(r"invalid escape sequence: \1")),
        (r"a\Z", r"the pattern has `\Z`; write `\z`"),
        ("\ud800", WRONG.format("it is no text")),
    ],
)
def test_faults_of_patterns(pattern: str, message: str | None) -> None:
    assert check_pattern(pattern) == message


@pytest.mark.parametrize(
    ("params", "value", "expected"),
    [
        ({"pattern": "b*", "to": "-"}, "abc", "-a--c-"),
        ({"pattern": r"(\d+)-(x)?", "to": r"[\2\1\0]"}, "12- é 3-x", "[1212-] é [x33-x]"),
        ({"pattern": r"(?P<y>\d{4})", "to": r"\\\g<y>\n\g<1>"}, "2024", "\\2024\n2024"),
        ({"pattern": "a", "to": "b", "count": 2}, "aaa", "bba"),
        ({"pattern": "a", "to": "", "count": 0}, "aaa", ""),
        ({"pattern": r"\w+", "to": "x"}, "hé", "xé"),
    ],
)
def test_replacement(params: dict[str, object], value: str, expected: str) -> None:
    assert fault(STEPS["regex-replace"], params) is None
    assert applied(STEPS["regex-replace"], value, CONTEXT, params) == expected


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"pattern": "(a)", "to": r"\2"}, "`to` names the group `2`, which the pattern does not have; correct it"),
        ({"pattern": "(a)", "to": r"\g<x>"}, "`to` names the group `x`, which the pattern does not have; correct it"),
        ({"pattern": "(a)", "to": r"\g<²>"}, "`to` names the group `²`, which the pattern does not have; correct it"),
        ({"pattern": "a", "to": r"\q"}, r"`to` has `\q`; write `\\` for a backslash"),
        ({"pattern": "a", "to": "\\"}, "`to` has `\\`; write `\\\\` for a backslash"),
        ({"pattern": "a", "count": -1}, "`count` is negative; 0 replaces all"),
    ],
)
def test_faults_of_replacements(params: dict[str, object], message: str) -> None:
    assert fault(STEPS["regex-replace"], params) == message


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_what_hangs_other_engines_comes_to_an_end(pattern: str) -> None:
    value = "a" * 50_000 + "!"
    assert applied(STEPS["regex-replace"], value, CONTEXT, {"pattern": pattern, "to": "-"}) == value


@pytest.mark.parametrize(
    ("pattern", "value", "to", "message"),
    [
        ("[ab]*a[ab]{200}c", "ab" * 400_000, "",
         "the text is too long for so large a pattern; shorten the text or simplify the pattern"),
        ("a(.*c)?", "a" * 500_000, "", "the pattern takes more than 0.2 seconds on this text; simplify the pattern"),
        ("a", "a" * 2_000, "b" * 1_000, "the text would have more than 1,000,000 characters; shorten it first"),
    ],
    ids=["a large pattern", "matches that look far ahead", "growth"],
)  # fmt: skip
def test_what_takes_too_much(pattern: str, value: str, to: str, message: str) -> None:
    with pytest.raises(StepError) as caught:
        applied(STEPS["regex-replace"], value, CONTEXT, {"pattern": pattern, "to": to})
    assert str(caught.value) == message


def test_whether_a_pattern_is_found() -> None:
    assert matches("^é", "été")
    assert not matches("x", "\ud800")
    assert not matches("[ab]*a[ab]{200}", "ab" * 400_000)
