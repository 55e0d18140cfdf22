"""`gates`: how much of what may be wrong at most, so that a scheduled run fails when a site gets worse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

from migrate.diagnostics import CODES
from migrate.mapping.document import Document, nearest

# What can be counted beside findings of one code
COUNTS = {
    "unmapped_fields": "fields that have a value somewhere and that no rule of the type reads",
    "reported_leaves": "leaves of the source of which only a finding tells",
    "broken_links": "links that lead nowhere",
    "missing_anchors": "links whose page has no such anchor",
    "missing_assets": "files that links lead to, or that are listed, and whose bytes are not there",
    "pages_left_out": "pages that no type takes, or of which no record could be made; not those under `skip`",
    "errors": "findings that are errors",
    "warnings": "findings that are warnings",
}
_SHARE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%")


class Gate(NamedTuple):
    """No more than `most` of `name`; of a share, `most` is a percentage of the pages."""

    name: str
    place: str
    most: float
    share: bool = False

    def failure(self, count: int, pages: int) -> str | None:
        """What is to be told where `count` is too many; None where it is not."""
        bound = self.most * pages / 100 if self.share else self.most
        if count <= bound:
            return None
        said = f"{self.most:g} % of {pages:,} pages" if self.share else f"{int(self.most):,}"
        return f"the gate `{self.name}` allows {said}, and there are {count:,} (gate at {self.place})"


def gates(document: Document, node: yaml.Node | None) -> Iterator[Gate]:
    """The gates of one file; what is wrong with one is a fault."""
    for name, key_node, value in document.entries(node, "`gates`"):
        if name not in COUNTS and name not in CODES:
            known = (*COUNTS, *CODES)
            near = nearest(name, known)
            remedy = near if near.startswith("did") else f"there are: {', '.join(COUNTS)}, and the codes of findings"
            document.fault(key_node, f"there is no gate `{name:.60}`; {remedy}")
            continue
        bound = _bound(document.plain(value))
        if bound is None:
            document.fault(value, f"the gate `{name}` should be a number, or a share of the pages such as 0.5%")
        elif bound[1] and bound[0] > 100:
            document.fault(value, f"the gate `{name}` allows more than 100 % of the pages; write a number instead")
        else:
            yield Gate(name, document.place(key_node), *bound)


def _bound(value: object) -> tuple[float, bool] | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
        return float(value), False
    found = _SHARE.fullmatch(value) if isinstance(value, str) else None
    return (float(found[1]), True) if found else None


def failures(found: tuple[Gate, ...], count: Callable[[str], int], pages: int) -> list[str]:
    """What the gates say that did not hold; `count` knows how many there are of each name."""
    said = (gate.failure(count(gate.name), pages) for gate in found)
    return [failure for failure in said if failure is not None]
