"""`safe-redirect-manager`: the CSV that the WordPress plug-in of that name imports.

It compares small letters, no last slash, and takes percent-encoding out of the address that is asked for, so that only
addresses without any can be found. A `*` at the end stands for all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrate.redirects.formats import table
from migrate.redirects.formats.format import CASED, HIDES, PATTERN, QUERY, Format
from migrate.redirects.rule import SPLAT, Place, Rule

MOST = 1000
_KEPT = re.compile(r"[A-Za-z0-9/_.~!&'(),;=:+-]*")
_NO_308 = {308: 301}  # the plug-in has none; the two differ for forms that are sent, not for pages


def _text(rules: Sequence[Rule]) -> str:
    return table.rows(("source", "target", "regex", "code", "order"), _cells(rules))


def _cells(rules: Sequence[Rule]) -> Iterator[tuple[str, str, int, int, int]]:
    order = 0
    for rule in rules:
        order += rule.segments is not None  # after all single addresses, and in the order that they have
        for old in _sources(rule):
            yield (old, _target(rule), 0, _NO_308.get(rule.status, rule.status), order)


def _sources(rule: Rule) -> list[str]:
    if rule.segments is not None:
        return [rule.path]
    return list(dict.fromkeys(form.rstrip("/") or "/" for form in rule.forms))


def _target(rule: Rule) -> str:
    return "".join(piece if isinstance(piece, str) else "*" for piece in rule.target)


def _refusal(rule: Rule) -> str | None:
    if rule.query:
        return QUERY
    if rule.hides:
        return HIDES
    if rule.cased:
        return CASED
    if rule.segments is not None and not _is_simple(rule, rule.segments):
        return PATTERN
    own = rule.path if rule.segments is None else rule.path.removesuffix("*")
    return None if _KEPT.fullmatch(own) else "it finds no address with letters or marks that are percent-encoded"


def _is_simple(rule: Rule, segments: Sequence[str | Place]) -> bool:
    """Whether a pattern takes all that follows, and passes it on, if at all, as the end of the new address."""
    *others, last = segments
    *before, end = rule.target
    takes_all = last == Place(SPLAT) and all(isinstance(piece, str) for piece in others)
    passes_on = end == Place(SPLAT) and len(before) == 1 and str(before[0]).endswith("/") and "?" not in str(before[0])
    return takes_all and (passes_on or all(isinstance(piece, str) for piece in rule.target))


FORMAT = Format(
    file="safe-redirect-manager.csv",
    text=_text,
    refusal=_refusal,
    most=MOST,
    remedy="raise the plug-in's filter `srm_max_redirects`",
)
