"""What a target could not take, gathered over a body and told once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

_MOST = 12  # kinds that are named; nobody reads more


class Losses:
    """Counts by what it is: look that was left out, HTML that was kept as it is, and changes that may matter."""

    def __init__(self) -> None:
        # no Counter: many are made that nothing is ever counted in, and its making is what costs
        self.look: defaultdict[str, int] = defaultdict(int)
        self.kept: defaultdict[str, int] = defaultdict(int)
        self.changed: defaultdict[str, int] = defaultdict(int)

    def add(self, other: Losses) -> None:
        for own, more in ((self.look, other.look), (self.kept, other.kept), (self.changed, other.changed)):
            for what, count in more.items():
                if count:
                    own[what] += count

    def notes(self) -> list[tuple[str, str]]:
        """A code of findings and a message for each kind that there is something of."""
        told = (
            ("render.html-block", "kept as HTML for want of a block: {}", self.kept),
            ("render.look", "no place in a block for: {}", self.look),
            ("render.changed", "{}", self.changed),
        )
        return [(code, message.format(_listed(counts))) for code, message, counts in told if counts]


def _listed(counts: Mapping[str, int]) -> str:
    most = Counter(counts).most_common(_MOST)
    named = [f"{what} ({count:,})" if count > 1 else what for what, count in most]
    more = len(counts) - len(named)
    return "; ".join(named) + (f"; and {more:,} more" if more > 0 else "")
