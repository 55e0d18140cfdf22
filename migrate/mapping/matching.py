"""The patterns of a mapping, counted: each takes time when the mapping is read, and memory as long as it is used."""

from __future__ import annotations

import yaml

from migrate.mapping.document import Document
from migrate.mapping.steps.patterns import check_pattern, instructions

_TOO_LARGE = 250_000  # instructions that RE2 has made about when it gives up


def pattern_fault(document: Document, node: yaml.Node, text: str) -> str | None:
    """What is wrong with a pattern of a mapping, None if nothing is. Raises MappingError where there are too many."""
    document.count(node, "patterns")
    fault = check_pattern(text)
    if fault is None:
        document.count(node, "instructions of patterns", instructions(text))
    elif "too large" in fault:
        document.count(node, "instructions of patterns", _TOO_LARGE)
    return fault
