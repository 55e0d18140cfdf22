"""What should be found of an item on the target: a line of the manifest."""

from __future__ import annotations

from typing import NamedTuple

from migrate.verify.blocktext import blocks_text, digest
from migrate.verify.manifest import text_sha256


class Facts(NamedTuple):
    """An item as it will arrive. `order` and `default_page` are known when all are there."""

    id: str
    uid: str
    type: str
    path: str
    title: str
    description: str
    state: str | None
    effective: str | None
    language: str
    text_sha256: str = ""


def of_html(html: str) -> str:
    """The digest of what a reader sees of HTML."""
    return text_sha256(html)


def is_seen(document: object) -> bool:
    """Whether a reader sees any text of what may be blocks."""
    return isinstance(document, dict) and bool(blocks_text(document))


def of_blocks(document: dict[str, object]) -> str:
    """The digest of what a reader sees of blocks."""
    return digest(document)
