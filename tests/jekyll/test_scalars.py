"""Plain scalars in Ruby's notations; test_psych.py asks real Psych for many more."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from migrate.jekyll.rubytext import ZONELESS, fixed_zone, ruby_to_s
from migrate.jekyll.scalars import Refused, Scalar, scalar, tagged

SINGAPORE = ZoneInfo("Asia/Singapore")

SCALARS = [
    ("", None),
    ("~", None),
    ("Null", None),
    ("NULL", None),
    ("yes", True),
    ("On", True),
    ("tRuE", True),
    ("off", False),
    ("no", False),
    ("y", "y"),
    ("nope", "nope"),
    ("12", 12),
    ("-1", -1),
    ("+7", 7),
    ("014", 12),
    ("018", "018"),
    ("0b101", 5),
    ("0x1F", 31),
    ("0o17", "0o17"),
    ("1,234", 1234),
    ("1_000", 1000),
    ("1,234.5", 1234.5),
    ("1__0", "1__0"),
    (".5", 0.5),
    ("1.", 1.0),
    (".", "."),
    ("-.", "-."),
    ("1e5", "1e5"),
    ("1.e+5", 100000.0),
    (".inf", float("inf")),
    ("-.INF", float("-inf")),
    ("12:30", 45000),
    ("12:30:45", 45045),
    ("12:30.5", 45030.0),
    ("12:60", "12:60"),
    ("3.4.1", "3.4.1"),
    ("2020-01-01", date(2020, 1, 1)),
    ("2020-1-1", date(2020, 1, 1)),
    ("2020-02-30", "2020-02-30"),
    ("2020-13-01", "2020-13-01"),
    ("1582-10-10", "1582-10-10"),
    ("0000-01-01", "0000-01-01"),
    ("2020-01-01 10:10:10 ago", "2020-01-01 10:10:10 ago"),
    ("2020-01-01 25:10:10", "2020-01-01 25:10:10"),
    ("2020-01-01 10:10:10 +24:00", "2020-01-01 10:10:10 +24:00"),
    ("http://a.sg/", "http://a.sg/"),
    ("+65 6123 4567", "+65 6123 4567"),
    (":", ":"),
]
TIMES = [
    ("2020-01-01 10:10:10", datetime(2020, 1, 1, 10, 10, 10, tzinfo=ZONELESS), "2020-01-01 18:10:10 +0800"),
    ("2020-01-01T10:10:10Z", datetime(2020, 1, 1, 10, 10, 10, tzinfo=UTC), "2020-01-01 10:10:10 UTC"),
    (
        "2020-01-01 10:10:10 +00:00",
        datetime(2020, 1, 1, 10, 10, 10, tzinfo=fixed_zone(0)),
        "2020-01-01 10:10:10 +0000",
    ),
    (
        "2020-01-01 10:10:10.25 -05:30",
        datetime(2020, 1, 1, 10, 10, 10, 250000, tzinfo=fixed_zone(-19800)),
        "2020-01-01 10:10:10 -0530",
    ),
    ("2020-02-31 24:00:00Z", datetime(2020, 3, 3, tzinfo=UTC), "2020-03-03 00:00:00 UTC"),
    ("2020-01-01 23:59:60 +8", datetime(2020, 1, 2, tzinfo=fixed_zone(28800)), "2020-01-02 00:00:00 +0800"),
]
REFUSED = [":sym", "0b,", "0x_", ".e+5", "2020-01-01\t10:10:10", "9" * 1001, "9" * 1001 + ":30"]
TAGGED: list[tuple[str, str, Scalar]] = [
    ("12", "!str", "12"),
    ("12", "!float", 12.0),
    ("1" + "0" * 400, "!float", float("inf")),
    ("12", "!foo", 12),
    ("aG-k", "!binary", "hi"),
    ("/w==", "tag:yaml.org,2002:binary", "\ufffd"),
]


@pytest.mark.parametrize(("text", "value"), SCALARS)
def test_a_plain_scalar_is_what_psych_makes_of_it(text: str, value: object) -> None:
    result = scalar(text)
    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize(("text", "value", "shown"), TIMES)
def test_a_time_keeps_how_its_zone_was_written(text: str, value: datetime, shown: str) -> None:
    result = scalar(text)
    assert isinstance(result, datetime)
    assert (result, result.utcoffset()) == (value, value.utcoffset())
    assert ruby_to_s(result, SINGAPORE) == shown


@pytest.mark.parametrize("text", REFUSED, ids=[text[:20] for text in REFUSED])
def test_what_ruby_raises_for_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        scalar(text)


@pytest.mark.parametrize(("text", "tag", "value"), TAGGED, ids=[f"{tag} {text[:20]}" for text, tag, _ in TAGGED])
def test_a_tag_decides_what_a_scalar_means(text: str, tag: str, value: Scalar) -> None:
    result = tagged(text, tag)
    assert (result, type(result)) == (value, type(value))


@pytest.mark.parametrize("tag", ["!ruby/sym", "!ruby/regexp", "!str:Name", "!ruby/object:Complex"])
def test_a_tag_of_another_class_is_refused(tag: str) -> None:
    with pytest.raises(Refused, match="is not allowed"):
        tagged("1", tag)
