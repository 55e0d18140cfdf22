"""What is damaged in a file, as far as the index needs to know it."""

from __future__ import annotations

from typing import NamedTuple

from migrate.encoding import Misreading, evidence_of, number, repaired, suspicious
from migrate.jekyll.frontmatter import decode

MOST = 100_000  # sequences of one file: ten seconds of work; the largest page of 44 sites has as many bytes


class Damage(NamedTuple):
    """What is certain of a suspicious file: the kinds of damage, and on how many lines there is some.

    `too_much` says that nobody looked closer: there is more of it than can be mended in good time.
    """

    evidence: frozenset[Misreading]
    lines: int
    too_much: bool = False


def damage(raw: bytes) -> Damage | None:
    """The damage of a file with these bytes; a clean one has none, and costs no memory and next to no time."""
    if raw.isascii():
        return None
    text, _ = decode(raw)
    if not suspicious(text):
        return None
    if number(text) > MOST:
        return Damage(frozenset(), 0, too_much=True)
    return Damage(evidence_of(text), sum(not repair.doubtful for repair in repaired(text)[1]))
