"""What a visitor saw of blocks, gathered without the program: by the names of fields, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

FIELDS = frozenset(
    ("title", "headline", "heading", "head_title", "headtitle", "description", "text", "alt", "buttonText", "caption")
)
# what stands in these is a setting, or said of another page
_ELSEWHERE = frozenset(
    ("styles", "href", "preview_image", "querystring", "query", "image_scales", "buttonLink", "logo")
)


def texts(value: Any) -> Iterator[str]:
    """The texts of rich text and of the usual fields, however deep, without white space at their ends."""
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for name, inner in _shown(value):
            if isinstance(inner, str):
                if name in FIELDS and inner.strip():
                    yield " ".join(inner.split())
            else:
                yield from texts(inner)


def _shown(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a map; of blocks those that the layout names; a block's own blocks come from there."""
    blocks, layout = value.get("blocks"), value.get("blocks_layout")
    if isinstance(blocks, dict) and isinstance(layout, dict):
        for id in layout["items"]:
            yield "", blocks[id]
    for name, inner in value.items():
        if name not in _ELSEWHERE and name != "blocks":
            yield name, inner
