"""What is told of collections: their order and whether they were published."""

from __future__ import annotations

from tests.conftest import Opener

COLLECTION = """collections:
  lamps:
    output: %s
    order:
      - b.md
      - sub/.keep
      - sub/c.md
      - gone.md
      - b.md
"""


def _site(output: str) -> dict[str, str | bytes]:
    return {
        "_lamps/collection.yml": COLLECTION % output,
        **{f"_lamps/{name}": "---\ntitle: x\n---\n" for name in ("a.md", "b.md", "sub/c.md")},
    }


def test_positions_and_findings(open_site: Opener) -> None:
    source = open_site(_site("true"))
    assert {page.id: page.position for page in source.site.pages} == {
        "_lamps/b.md": 0,
        "_lamps/sub/c.md": 1,
        "_lamps/a.md": 2,
    }
    assert [(finding.code, finding.file) for finding in source.findings] == [
        ("isomer.order-duplicate", "_lamps/collection.yml"),
        ("isomer.order-missing", "_lamps/collection.yml"),
        ("isomer.order-unlisted", "_lamps/a.md"),
    ]


def test_a_collection_without_output_is_not_published(open_site: Opener) -> None:
    source = open_site(_site("false"))
    assert [page.published for page in source.site.pages] == [False, False, False]
    assert str(source.findings[0]) == (
        "_lamps/collection.yml: collection `lamps` has no `output: true` (pages: 3); "
        "they are marked as not published [isomer.collection-unpublished]"
    )
