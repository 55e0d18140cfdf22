"""Leaves counted, gathered by key, summed and shown."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.accounting import (
    FRONT_MATTER,
    Aside,
    Ledger,
    leaves,
    lost,
    reading,
    record,
    said,
    spread,
    standing,
    unread,
    verify,
)
from migrate.errors import AccountingError
from migrate.jekyll import psych
from migrate.jekyll.merge import deep_merge
from migrate.model import Accounting, Tally
from migrate.report.accounting import accounting_lines, accounting_markdown, accounting_summary

SCALARS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b"])
NAMES = st.sampled_from(["a", "b", "a.b", "[]", ""])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))
MAPS = st.dictionaries(NAMES, VALUES, max_size=3)


def by_key(value: object, key: str = "") -> dict[str, int]:
    ledger = Ledger()
    ledger.read("x", leaves(value))
    spread(value, key, ledger.column("x", "kept"))
    return {tally.key: tally.leaves for tally in ledger.closed().tallies}


@pytest.mark.parametrize(
    ("value", "count"),
    [
        (None, 1),
        ("", 1),
        (False, 1),
        ([], 1),
        ({}, 1),
        ([[]], 1),
        ([None, "a", {}], 3),
        ({"a": {"b": [1, 2]}, "c": None}, 3),
    ],
)
def test_leaves(value: object, count: int) -> None:
    assert leaves(value) == count


@pytest.mark.parametrize(("value", "count"), [(None, 0), ([], 0), ({}, 0), (False, 1), (0, 1), ("", 1), ([{}], 1)])
def test_a_file_that_says_nothing_has_no_leaves(value: object, count: int) -> None:
    assert said(value) == count


def test_an_alias_counts_where_it_stands() -> None:
    assert leaves(psych.load("a: &x [1, 2]\nb: *x\nc: {<<: {d: 1}}\n").value) == 5


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("a", {"": 1}),
        ({"a": 1, "b": []}, {"a": 1, "b": 1}),
        ([{"a": 1}, {"a": 2, "b": {}}], {"[].a": 2, "[].b": 1}),
        ({"s": [{"hero": {"title": 1, "buttons": [1, 2]}}]}, {"s[].hero.buttons[]": 2, "s[].hero.title": 1}),
        ({"a": {"b": {"c": {"d": {"e": 1, "f": [{"g": 2}]}}}}}, {"a.b.c.d": 1, "a.b.c.d[]": 1}),
        ({"a": [[1, [2]], 3]}, {"a[]": 3}),
        ({"a" * 200: 1}, {"a" * 99 + "…": 1}),
    ],
)
def test_keys(value: object, keys: dict[str, int]) -> None:
    assert by_key(value) == keys


def test_a_map_of_many_names_is_a_table() -> None:
    table = {f"row{number}": {"a": number, "b": [number]} for number in range(201)}
    assert by_key({"rows": table, "c": 1}) == {"c": 1, "rows.*": 402}
    assert by_key(table) == {"*": 402}
    assert len(by_key({f"row{number}": 1 for number in range(200)})) == 200


def test_a_source_of_too_many_keys_is_cut_shorter() -> None:
    wide = {f"a{one}": {f"b{two}": {"c": 1} for two in range(150)} for one in range(150)}
    assert by_key(wide) == {f"a{one}": 150 for one in range(150)}


def test_the_keys_of_all_pages_are_no_table() -> None:
    ledger = Ledger()
    ledger.read(FRONT_MATTER, 201)
    for number in range(201):
        spread(1, f"key{number}", ledger.column(FRONT_MATTER, "kept"))
    assert len(ledger.closed().tallies) == 201


@pytest.mark.parametrize(
    ("text", "asides"),
    [
        ("a: 1\na: 2\n", (Aside("a", 1),)),
        ("a: [1, 2, {}]\na: 2\n", (Aside("a", 3),)),
        ("s:\n- h: {t: 1, t: 2}\n", (Aside("s[]\0h\0t", 1),)),
        ("- t: 1\n  t: 2\n", (Aside("[]\0t", 1),)),
        ("2024: 1\n2024: 2\n", (Aside("2024", 1),)),
        ("a: 1\nb: {a: 1}\n", ()),
    ],
)
def test_what_a_duplicate_key_loses(text: str, asides: tuple[Aside, ...]) -> None:
    assert lost(psych.load(text).duplicates) == asides


def test_a_reading_counts_the_values_that_are_lost() -> None:
    loaded = psych.load("a: [1, 2]\na: 3\n")
    assert reading("x.yml", loaded.value, loaded.duplicates) == ("x.yml", {"a": 3}, 3, (Aside("a", 2),))
    assert unread("x.yml") == ("x.yml", None, 1, (Aside("", 1),))
    assert reading("x.yml", [1, 2]).without_value() == ("x.yml", None, 2, (Aside("", 2),))


@given(VALUES)
def test_spread_loses_no_leaf(value: object) -> None:
    into = Counter[str]()
    assert spread(value, "", into) == into.total() == leaves(value)


@given(st.lists(MAPS, min_size=1, max_size=4))
def test_what_stands_in_a_merge_is_all_of_it(maps: list[dict[str, object]]) -> None:
    merged: dict[str, object] = {}
    for one in maps:
        merged = deep_merge(merged, one)
    found = standing(maps, merged)
    stands = [unit for own in found for unit, there in own if there]
    assert [sum(leaves(unit.value) for unit, _ in own) for own in found] == [said(one) for one in maps]
    assert sum(leaves(unit.value) for unit in stands) == said(merged)
    assert len({unit.path for unit in stands}) == len(stands)


def test_only_the_value_itself_stands_for_it() -> None:
    (found,) = standing([{"a": "x", "b": 1, "c": None, "d": ["x"]}], {"a": "y", "b": 2, "c": "x", "d": ["y"]})
    assert [stands for _, stands in found] == [False, False, False, False]


def test_a_leaf_without_a_fate_is_a_fault() -> None:
    ledger = Ledger()
    for source in ("a.yml", "b.yml", "c.yml"):
        ledger.read(source, 2)
    ledger.column("a.yml", "kept")["x"] = 1
    ledger.column("b.yml", "kept")["x"] = 2
    ledger.column("c.yml", "kept")["x"] = 3
    with pytest.raises(AccountingError) as raised:
        ledger.closed()
    message = "leaves that nobody accounted for: a.yml (read 2, found 1), c.yml (read 2, found 3)"
    assert str(raised.value) == message


def tally(source: str, key: str, fate: str, leaves: int, why: str | None = None) -> Tally:
    return Tally(source=source, key=key, fate=fate, leaves=leaves, why=why)  # type: ignore[arg-type]


ACCOUNTING = Accounting(
    leaves=1307,
    tallies=[
        tally("front matter", "title", "mapped", 1300),
        tally("front matter", "title", "reported", 1),
        tally("_data/a|b.yml", "[].<b>", "kept", 4),
        tally("_data/a|b.yml", "x\x1b", "discarded", 2, "hidden"),
    ],
)


def test_the_four_sum_to_the_leaves() -> None:
    verify(ACCOUNTING)
    verify(None)
    with pytest.raises(AccountingError) as raised:
        verify(Accounting(leaves=1308, tallies=ACCOUNTING.tallies))
    message = "1,308 leaves were read, and 1,307 are accounted for: _data/a|b.yml (6), front matter (1,301)"
    assert str(raised.value) == message


def test_the_order_is_by_source_key_and_fate() -> None:
    ledger = Ledger()
    for source, key, fate in (("_b", "x", "kept"), ("_a", "y", "kept"), ("_a", "x", "reported"), ("_a", "x", "mapped")):
        ledger.read(source, 1)
        ledger.column(source, fate)[key] += 1  # type: ignore[arg-type]
    ledger.read(FRONT_MATTER, 1, [Aside("", 1)])
    accounting = ledger.closed()
    assert accounting == Accounting(
        leaves=5,
        tallies=[
            tally(FRONT_MATTER, "", "reported", 1),
            tally("_a", "x", "mapped", 1),
            tally("_a", "x", "reported", 1),
            tally("_a", "y", "kept", 1),
            tally("_b", "x", "kept", 1),
        ],
    )


def test_record() -> None:
    small = Accounting(leaves=3, tallies=[tally("a", "x", "mapped", 2), tally("a", "y", "discarded", 1, "hidden")])
    assert record(small) == {
        "leaves": 3,
        "mapped": 2,
        "kept": 0,
        "discarded": 1,
        "reported": 0,
        "keys": [
            {"source": "a", "key": "x", "fate": "mapped", "leaves": 2, "why": None},
            {"source": "a", "key": "y", "fate": "discarded", "leaves": 1, "why": "hidden"},
        ],
    }


def test_summary() -> None:
    assert accounting_summary(ACCOUNTING) == "1,307 leaves of the source: 1,300 mapped, 4 kept, 2 discarded, 1 reported"
    none = Accounting(leaves=0, tallies=[])
    assert accounting_summary(none) == "0 leaves of the source: 0 mapped, 0 kept, 0 discarded, 0 reported"


def test_lines() -> None:
    assert list(accounting_lines(ACCOUNTING)) == [
        "source            leaves     mapped       kept  discarded   reported",
        "front matter       1,301      1,300          0          0          1",
        "_data/a|b.yml          6          0          4          2          0",
        "all                1,307      1,300          4          2          1",
        r"discarded: 2 of _data/a|b.yml: x\x1b: hidden",
    ]


def test_markdown() -> None:
    assert list(accounting_markdown(ACCOUNTING)) == [
        "| source | leaves | mapped | kept | discarded | reported |",
        "|---|--:|--:|--:|--:|--:|",
        "| front matter | 1,301 | 1,300 | 0 | 0 | 1 |",
        r"| _data/a\|b.yml | 6 | 0 | 4 | 2 | 0 |",
        "| all | 1,307 | 1,300 | 4 | 2 | 1 |",
        "",
        "| source | key | fate | leaves | why |",
        "|---|---|---|--:|---|",
        "| front matter | title | mapped | 1,300 |  |",
        "| front matter | title | reported | 1 |  |",
        r"| _data/a\|b.yml | [].&lt;b> | kept | 4 |  |",
        r"| _data/a\|b.yml | x\x1b | discarded | 2 | hidden |",
    ]
