"""Fields that bind items to others are taken out of the items, for `relations.json`."""

from __future__ import annotations

import pytest

from migrate.exporters.plone.related import Bond, bonds

A, B = "a" * 32, "b" * 32
SAID = {"@id": "/a", "@type": "Document", "UID": A}


def find(ref: object) -> str | None:
    return {"page:a": A, "asset:b": B}.get(str(ref))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"relatedItems": [A, "page:a", {"UID": B}, {"@id": "asset:b"}, 7]},
         [("relatedItems", A), ("relatedItems", A), ("relatedItems", B), ("relatedItems", B)]),
        ({"preview_image_link": "asset:b"}, [("preview_image_link", B)]),
        ({"preview_image_link": None, "relatedItems": []}, []),
        ({"cook": SAID}, [("cook", A)]),
        ({"dishes": [SAID, {**SAID, "UID": B}]}, [("dishes", A), ("dishes", B)]),
    ],
)  # fmt: skip
def test_bonds(fields: dict[str, object], found: list[tuple[str, str]]) -> None:
    assert bonds(fields, find) == [Bond(*one) for one in found]
    assert fields == {}


def test_other_fields_stay() -> None:
    fields: dict[str, object] = {"a": A, "b": [], "c": [SAID, 1], "d": {"@id": "/a"}}
    assert bonds(fields, find) == []
    assert fields == {"a": A, "b": [], "c": [SAID, 1], "d": {"@id": "/a"}}
