"""to_s and inspect as Ruby prints them."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest

from migrate.jekyll.rubytext import ZONELESS, fixed_zone, ruby_inspect, ruby_to_s

SINGAPORE = ZoneInfo("Asia/Singapore")

INSPECTED = [
    (None, "", "nil"),
    (True, "true", "true"),
    (1e16, "1.0e+16", "1.0e+16"),
    (1e15, "1000000000000000.0", "1000000000000000.0"),
    (1e-5, "1.0e-05", "1.0e-05"),
    (float("-inf"), "-Infinity", "-Infinity"),
    (date(2020, 1, 1), "2020-01-01", "#<Date: 2020-01-01 ((2458850j,0s,0n),+0s,2299161j)>"),
    ('a"#{b}#\n\x01', 'a"#{b}#\n\x01', '"a\\"\\#{b}#\\n\\u0001"'),
    ([1, {"a": None}], '[1, {"a"=>nil}]', '[1, {"a"=>nil}]'),
]


@pytest.mark.parametrize(("value", "to_s", "inspect"), INSPECTED)
def test_values_print_as_in_ruby(value: object, to_s: str, inspect: str) -> None:
    assert (ruby_to_s(value), ruby_inspect(value)) == (to_s, inspect)


@pytest.mark.parametrize("tz", [ZONELESS, UTC, fixed_zone(0), fixed_zone(28800)])
def test_a_time_survives_the_way_to_another_process(tz: tzinfo) -> None:
    when = datetime(2020, 1, 1, tzinfo=tz)
    assert ruby_to_s(pickle.loads(pickle.dumps(when)), SINGAPORE) == ruby_to_s(when, SINGAPORE)
