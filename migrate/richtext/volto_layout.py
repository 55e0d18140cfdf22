"""Blocks by their ids, in their order, as Plone's fields `blocks` and `blocks_layout` have them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha1
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from migrate.richtext.slate import VoltoBlock

Document = dict[str, Any]

_IDS = UUID("6f1f3a52-6f0b-5f39-9a53-3a3d8f6c0b7e").bytes


def laid_out(blocks: Sequence[VoltoBlock], within: str = "") -> Document:
    """`blocks` by ids that are made of what they hold and where they stand: in `within`, which is the page if empty."""
    by_id: dict[str, VoltoBlock] = {}
    for at, block in enumerate(blocks):
        said = block.get("plaintext") or block.get("html") or block.get("url") or ""
        by_id[uuid5(_IDS, f"{within}{at} {block['@type']} {said}")] = block
    return {"blocks": by_id, "blocks_layout": {"items": list(by_id)}}


def uuid5(names: bytes, said: str) -> str:
    """The text of `uuid.uuid5(UUID(bytes=names), said)`, without its objects: a page has many blocks."""
    digits = sha1(names + said.encode("utf-8", "surrogatepass")).hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"
