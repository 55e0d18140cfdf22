"""What every file of redirects is made by: what it can say, and how it says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from migrate.redirects.rule import Rule

# why a format cannot say a rule; None where it can
Refusal = Callable[[Rule], str | None]

HIDES = "it would hide pages of the new site that lie below it"
PATTERN = "it has no patterns"
QUERY = "it cannot ask for a query"
CASED = "it takes upper and lower case for the same, and another address differs in nothing else"


class Format(NamedTuple):
    """A form in which servers and plug-ins take redirects.

    `file` is the name that its file has. `text` is given rules that `refusal` has nothing against. Beyond `most` of
    them the one who imports the file has to do something more, which `remedy` says.
    """

    file: str
    text: Callable[[Sequence[Rule]], str]
    refusal: Refusal
    most: int | None = None
    remedy: str = ""


def plain_only(rule: Rule) -> str | None:
    """For formats that know single addresses alone, with a query or without."""
    return PATTERN if rule.has_places else None
