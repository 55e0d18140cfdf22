"""Dates as Plone writes and reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.importers.plone.dates import DateError, date

NINE = datetime(2021, 3, 1, 9, tzinfo=UTC)
ONE = datetime(2021, 3, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2021-03-01T09:00:00+00:00", NINE),
        ("2021-03-01T09:00:00Z", NINE),
        ("2021-03-01T09:00:00", NINE),
        ("2021-03-01", NINE.replace(hour=0)),
        ("2021-03-01 09:00:00 +0800", ONE),
        ("2021/03/01 09:00:00 GMT+8", ONE),
        ("2021/03/01 09:00:00.123 UTC", NINE),
        ("2021/3/1 09:00 US/Eastern", NINE.replace(hour=14)),
        ("2021/03/01", NINE.replace(hour=0)),
        ("2021/03/01 09:00:00 GMT-3:30", NINE.replace(hour=12, minute=30)),
        ("Mon, 01 Mar 2021 09:00:00 +0800", ONE),
        (" 2021-03-01T09:00:00Z ", NINE),
        ("1969-12-31T00:00:00+00:00", None),
        ("2499-12-31T00:00:00+00:00", None),
        ("1950-01-01T00:00:00Z", datetime(1950, 1, 1, tzinfo=UTC)),
        ("None", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(written: object, when: datetime | None) -> None:
    assert date(written, UTC) == when


def test_a_date_without_a_zone_is_of_the_one_that_is_named() -> None:
    zone = ZoneInfo("Asia/Singapore")
    found = date("2021/03/01 09:00:00", zone)
    assert found == ONE
    assert found is not None
    assert found.utcoffset() == timedelta(hours=8)
    assert date("2021-03-01T09:00:00Z", zone) == NINE.astimezone(timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    "odd", [7, True, [], "tomorrow", "2021-02-30", "2021/13/01", "0001-01-01T00:00:00+14:00", "x" * 200]
)
def test_what_is_no_date(odd: object) -> None:
    with pytest.raises(DateError):
        date(odd, UTC)


@pytest.mark.parametrize(
    ("edge", "zone"), [("0001-01-01T00:00:00", "Asia/Singapore"), ("9999-12-31T23:59:59", "America/New_York")]
)
def test_a_date_that_utc_has_not_is_none(edge: str, zone: str) -> None:
    with pytest.raises(DateError):
        date(edge, ZoneInfo(zone))


@given(st.text(max_size=40))
def test_nothing_else_is_raised(written: str) -> None:
    try:
        date(written, UTC)
    except DateError:
        pass
