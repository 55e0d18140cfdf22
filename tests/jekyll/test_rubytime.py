"""parse_time against a table of plain cases and real Ruby's Time.parse."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.jekyll import dateparse, rubytime
from migrate.jekyll.rubytext import ruby_to_s
from migrate.jekyll.rubytime import parse_time

if TYPE_CHECKING:
    from collections.abc import Callable

SINGAPORE, NEW_YORK = ZoneInfo("Asia/Singapore"), ZoneInfo("America/New_York")
NOW = datetime(2023, 11, 14, 22, 13, 20, 123456, tzinfo=UTC)

TIMES = [
    ("2023-12-22", "2023-12-22 00:00:00 +0800"),
    ("2023-12-22 10:30:15", "2023-12-22 10:30:15 +0800"),
    ("2023-12-22 10:30:15 +0800", "2023-12-22 10:30:15 +0800"),
    ("2023-12-22 10:30:15 -0530", "2023-12-22 10:30:15 -0530"),
    ("2023-12-22 10:30:15 -0000", "2023-12-22 10:30:15 UTC"),
    ("2023-12-22 10:30:15 UTC", "2023-12-22 10:30:15 UTC"),
    ("2023-12-22T10:30:15Z", "2023-12-22 10:30:15 UTC"),
    ("2023-12-22T10:30:15.5+08:00", "2023-12-22 10:30:15 +0800"),
    ("2023-12-22 10:30 EST", "2023-12-22 10:30:00 -0500"),
    ("2023-12-22 10:30 SGT", "2023-12-22 10:30:00 +0800"),
    ("2020-02-31", "2020-03-02 00:00:00 +0800"),
    ("22 Dec 2023", "2023-12-22 00:00:00 +0800"),
    ("Dec 22, 2023", "2023-12-22 00:00:00 +0800"),
    ("Monday, January 5th 2015", "2015-01-05 00:00:00 +0800"),
    ("22nd of December", "2023-12-01 00:00:00 +0800"),
    ("22/12/2023", "2023-12-22 00:00:00 +0800"),
    ("2023/12/22", "2023-12-22 00:00:00 +0800"),
    ("22-12-2023", "2023-12-22 00:00:00 +0800"),
    ("22.12.2023", "2023-12-22 00:00:00 +0800"),
    ("2023.12.22", "2023-12-22 00:00:00 +0800"),
    ("1/2/3", "2001-02-03 00:00:00 +0800"),
    ("20231222", "2023-12-22 00:00:00 +0800"),
    ("20231222T101010", "2023-12-22 10:10:10 +0800"),
    ("20231222101010.5+0900", "2023-12-22 10:10:10 +0900"),
    ("10:30", "2023-11-15 10:30:00 +0800"),
    ("10.30am", "2023-11-15 06:00:10 +0800"),
    ("10:30 pm", "2023-11-15 22:30:00 +0800"),
    ("Sat Aug 28 02:55:00 2000", "2000-08-28 02:55:00 +0800"),
    ("Sep", "2023-09-01 00:00:00 +0800"),
    ("'99", "1999-01-01 00:00:00 +0800"),
    ("5 Sep 68", "2068-09-05 00:00:00 +0800"),
    ("5 Sep 69", "1969-09-05 00:00:00 +0730"),
    ("2020-366", "2020-12-31 00:00:00 +0800"),
    ("H31.04.30", "2019-04-30 00:00:00 +0800"),
    ("23:59:60 31/12/2023", "2024-01-01 00:00:00 +0800"),
    ("2021-04-30 23:00 -0900", "2021-04-30 23:00:00 -0900"),
]
NO_TIMES = [
    "",
    "about",
    "Saturday",
    "2023-W51-5",
    "2023-13-01",
    "2020-12-00",
    "25:00",
    "2021-400",
    "1" * 129,
    "12024-01-01",
]


@pytest.mark.parametrize(("text", "shown"), TIMES)
def test_a_time_is_what_ruby_makes_of_it(text: str, shown: str) -> None:
    assert ruby_to_s(parse_time(text, SINGAPORE, NOW), SINGAPORE) == shown


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time_is_an_error(text: str) -> None:
    assert outcome(lambda text: parse_time(text, SINGAPORE, NOW), text) == "refused"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2020-03-08 02:30:00", "2020-03-08 03:30:00 -0400"),
        ("2020-11-01 01:30:00", "2020-11-01 01:30:00 -0500"),
        ("2020-07-01 10:00 EDT", "2020-07-01 10:00:00 -0400"),
    ],
)
def test_the_hours_that_summer_time_skips_and_repeats(text: str, shown: str) -> None:
    assert ruby_to_s(parse_time(text, NEW_YORK, NOW), NEW_YORK) == shown


BITS = st.sampled_from(
    [*"0123456789 -/.:,'TtZz+[]", "2023", "12", "Dec", "Sat", "am", "bc", "th", "é", "EST", "0800", "-0530", "W51"]
)
TEXTS = st.one_of(st.text(max_size=20), st.lists(BITS, max_size=14).map("".join))


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_nothing_but_value_error_comes_out(text: str) -> None:
    try:
        answer = parse_time(text, SINGAPORE, NOW)
    except ValueError:
        return
    assert answer.utcoffset() is not None


@settings(max_examples=1000, deadline=None)
@given(
    st.builds(
        "{:04}-{:02}-{:02}{}".format,
        st.integers(0, 9999),
        st.integers(0, 14),
        st.integers(0, 33),
        st.builds(
            " {:02}:{:02}:{:02}{}".format,
            st.integers(0, 25),
            st.integers(0, 61),
            st.integers(0, 61),
            st.sampled_from(["", " +0800", " -0500", " -0000", " +9999", " +0000", " -2400"]),
        )
        | st.just(""),
    ),
    st.sampled_from([SINGAPORE, NEW_YORK, UTC]),
)
def test_the_short_way_of_plain_times_is_the_long_way(text: str, zone: tzinfo) -> None:
    def long_way(text: str) -> str:
        return ruby_to_s(rubytime._make(dateparse.read(text), zone, NOW))

    def short_way(text: str) -> str:
        return ruby_to_s(parse_time(text, zone, NOW))

    assert outcome(short_way, text) == outcome(long_way, text)


def outcome(way: Callable[[str], object], text: str) -> str:
    try:
        return str(way(text))
    except ValueError:
        return "refused"


RUBY = """
require "time"; require "json"
now = Time.at(1700000000, 123456)
while line = $stdin.gets
  answer = begin
    time = Time.parse(JSON.parse(line), now)
    [time.to_s, (time.to_r * 1000000).floor.to_s]
  rescue ArgumentError, RangeError
    "refused"
  end
  puts JSON.generate(answer)
end
"""
ATOMS = [
    *("22 Dec 2023", "Dec 22, 2023", "22/12/2023", "2023/12/22", "2023.12.22", "20231222", "20231222T101010Z"),
    *("20231222101010.5+0800", "10:30", "10.30am", "10 am", "10:30 pm", "5h 30m", "Sat Aug 28 02:55:00 2000"),
    *("2023-W51-5", "22nd", "22nd of December", "Sat", "Saturday", "sept 5", "Dec", "'99", "'05", "1/2", "1/2/3"),
    *("12/25/99", "2020-02-30", "2020-13-01", "2020-356", "-356", "--12-25", "--1225", "H31.04.30", "R2.5.6"),
    *("22-Dec-2023", "Dec-22-2023", "Dec-22", "BC", "B.C.", "100 bc", "a.d. 500", "UTC", "GMT", "+0800", "+08:00"),
    *("+8", "-0000", "EST", "EDT", "Z", "+08", "SGT", "GMT+8", "utc-5", "pacific daylight time", "est dst"),
    *("10:10:10", "10:10:10.123", "24:00", "24:00:00", "23:59:60", "25:00", "12:60", "0", "7", "12", "31", "32"),
    *("100", "1999", "2020", "20201", "0101", "123", "12345", "1234567", "12345678901234", "T", "t", "-", ",", "."),
    *("/", " ", "  ", ":", "th", "st", "of", "at", "2023-12-22", "2023-12-22 10:10:10", "2023-12-22 10:10:10 +0800"),
    *("2023-12-22T10:10:10+08:00", "[+9]", "[-5:EST]", "é", "x", "Monday, January 5th 2015", "3rd Feb 2001 04:05 PM"),
    *("+05:30", "2021-04-31 23:00 +0900", "2019-12-31 23:30 -0700", "366", "2020-366", "2021-366", "2020-031"),
    *("12 noon", "10:30 a.m.", "  5  ", "\n", "_", "2020-11-01 01:30", "2020-03-08 02:30", "2023-10-29 01:30"),
]


def date_texts(rng: random.Random, count: int) -> list[str]:
    return [
        mutated(rng, rng.choice(["", " "]).join(rng.choices(ATOMS, k=rng.choice([1, 2, 2, 3, 4]))))
        for _ in range(count)
    ]


def mutated(rng: random.Random, text: str) -> str:
    """One text in five has a character changed."""
    at = rng.randrange(len(text))
    new = rng.choice(["", text[at] * 2, rng.choice("0123456789 -/.:,'TtZz+abcdjmst")])
    return text[:at] + new + text[at + 1 :] if rng.random() < 0.2 else text


@pytest.mark.oracle
@pytest.mark.skipif(not shutil.which("ruby"), reason="ruby is not installed")
@pytest.mark.parametrize("name", ["Asia/Singapore", "America/New_York", "Europe/London"])
def test_dates_against_ruby(name: str) -> None:
    texts = date_texts(random.Random(name), 5000)
    result = subprocess.run(
        ["ruby", "-e", RUBY],
        input="".join(json.dumps(text) + "\n" for text in texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": name},
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    pairs = [
        (text, theirs, ours(text, ZoneInfo(name)))
        for text, theirs in zip(texts, answers, strict=True)
        if theirs == "refused" or re.match(r"(?!0000)\d{4}-", theirs[0])  # the years that Python has
    ]
    assert len(pairs) > len(texts) * 0.9
    assert [case for case in pairs if case[1] != case[2]] == []


def ours(text: str, zone: tzinfo) -> object:
    try:
        answer = parse_time(text, zone, NOW)
    except ValueError:
        return "refused"
    return [ruby_to_s(answer, zone), str((answer - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))]
