"""What a code of findings is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Code(NamedTuple):
    """What all findings of a code share. `meaning` says in a sentence or two what is so and what the program did."""

    severity: Severity
    title: str
    remedy: str
    meaning: str = ""
