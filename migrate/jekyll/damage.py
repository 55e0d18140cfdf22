"""What is damaged in a file, as far as the index needs to know it."""

from __future__ import annotations

from typing import NamedTuple

from migrate.encoding import Misreading, evidence_of, repaired, suspicious
from migrate.jekyll.frontmatter import decode


class Damage(NamedTuple):
    """What is certain of a suspicious file: the kinds of damage, and on how many lines there is some."""

    evidence: frozenset[Misreading]
    lines: int


def damage(raw: bytes) -> Damage | None:
    """The damage of a file with these bytes; a clean one has none, and costs no memory and next to no time."""
    if raw.isascii():
        return None
    text, _ = decode(raw)
    if not suspicious(text):
        return None
    return Damage(evidence_of(text), sum(not repair.doubtful for repair in repaired(text)[1]))
