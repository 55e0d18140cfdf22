"""The names that Volto gives headings: where they are those of the source, links to them go on to work."""

from __future__ import annotations

from typing import Any

import pytest

from migrate.richtext.slate_anchors import anchor_of

MARK: dict[str, Any] = {"type": "em", "children": [{"text": "mark"}]}


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ([{"text": "Opening hours"}], "opening-hours"),
        ([{"text": "What's on: 2024, (new)"}], "whats-on-2024-new"),
        ([{"text": "Fees  &  more"}], "fees----more"),
        ([{"text": "snake_case-kept"}], "snake_case-kept"),
        ([{"text": "two\nlines"}], "twolines"),
        ([{"text": "A "}, MARK, {"text": " within"}], "amarkwithin"),
        ([{"text": ""}, {"type": "b", "children": [{"text": ""}, MARK, {"text": ""}]}, {"text": ""}], "-mark-"),
        ([{"text": "Über Café"}], "uber-cafe"),
        ([{"text": "日本"}], "日本"),
        ([{"text": "dash – dash"}], None),
        ([{"text": "!?"}], None),
        ([{"text": ""}], None),
    ],
)
def test_the_name_of_a_heading(children: list[dict[str, Any]], expected: str | None) -> None:
    assert anchor_of(children) == expected
