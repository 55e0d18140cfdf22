"""Values come back from JSON as they were, dates and all, or are not written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.jekyll.dated import Unkept, apart, together
from migrate.jekyll.rubytext import ZONELESS, fixed_zone

SITE = ZoneInfo("Asia/Singapore")
ZONES = st.sampled_from((SITE, UTC, ZONELESS, fixed_zone(0), fixed_zone(-16200)))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"))
    | st.dates()
    | st.datetimes(timezones=ZONES)
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abc"), inner))


@given(st.lists(VALUES))
def test_a_row_comes_back(row: list[object]) -> None:
    back = orjson.loads(orjson.dumps(apart(row, SITE)))
    together(back, SITE)
    assert repr(back) == repr(row)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        2**53,
        time(1),
        datetime(2026, 1, 1),  # that is what is refused
        datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Rome")),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(seconds=1.5))),
        {1: "a key that is no text"},
        (1, 2),
        frozenset({"a"}),
        b"bytes",
    ],
    ids=repr,
)
def test_what_json_does_not_hold_is_not_written(value: object) -> None:
    with pytest.raises(Unkept):
        apart([[value]], SITE)


def test_what_is_too_deep_is_not_written() -> None:
    deep: list[object] = []
    deep.append(deep)
    with pytest.raises(Unkept):
        apart(deep, SITE)


def test_the_dates_stand_apart() -> None:
    row: list[object] = ["a", {"date": datetime(2026, 1, 2, 3, 4, 5, tzinfo=SITE)}, [date(2026, 1, 2)]]
    assert apart(row, SITE) == [
        "a",
        {"date": None},
        [None],
        [[[1, "date"], [2026, 1, 2, 3, 4, 5, 0, 0, "site"]], [[2, 0], [2026, 1, 2]]],
    ]
