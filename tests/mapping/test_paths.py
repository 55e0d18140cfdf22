"""Paths of fields: whatever stands in them, they lead to a value or to nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.mapping.paths import at, getter

FIELDS = {"sections": [{"hero": {"title": "T"}}, ["a", "b"]], "meta": {"2024000000001": 1}}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sections.0.hero.title", "T"),
        ("sections.1.1", "b"),
        ("sections.1.00000001", "b"),
        ("sections.1.0000000001", None),
        ("sections.2", None),
        ("sections." + "9" * 5_000, None),
        ("sections.-1", None),
        ("sections.²", None),
        ("meta.2024000000001", 1),
    ],
)
def test_what_stands_at_a_path(path: str, value: object) -> None:
    assert getter(path)(FIELDS) == value


@given(st.lists(st.text("0123456789²٣-.x")))
def test_a_path_never_breaks(names: list[str]) -> None:
    at([[["a"] * 3] * 3] * 3, names)
