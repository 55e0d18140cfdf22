"""`redirection-csv` and `redirection-json`: what the WordPress plug-in Redirection imports.

It decodes what it is given. A CSV has no flags, so those of the site's settings hold: those of a new one take upper
and lower case for the same. https://redirection.me/support/import-export-redirects/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import orjson

from migrate.redirects import patterns
from migrate.redirects.address import encoded
from migrate.redirects.formats import table
from migrate.redirects.formats.format import CASED, HIDES, PATTERN, QUERY, Format
from migrate.redirects.rule import Place, Rule

GROUP = "Old addresses"

# it takes these out of a decoded address or reads more into them: tags, percent-encoding, a query, spaces at the end
_LOST = re.compile(r"[<>?]|%[0-9a-f]{2}|&[a-z0-9#]+;|\s$|\s/$", re.I)
_TAKEN_OUT = "it takes such characters out of an address"


def _csv(rules: Sequence[Rule]) -> str:
    cells = ((old, rule.new, 0, rule.status) for rule in rules for old in _both(rule))
    return table.rows(("source", "target", "regex", "code"), cells)


def _both(rule: Rule) -> Iterator[str]:
    """The forms of an old address, since the site's settings may tell `/a` and `/a/` apart."""
    return (encoded(form) + rule.written_query for form in rule.forms)


def _json(rules: Sequence[Rule]) -> str:
    redirects: list[str] = []
    for rule in rules:
        for url in _urls(rule):
            redirects.append(orjson.dumps(_redirect(rule, url, len(redirects))).decode())
    group = orjson.dumps({"id": 1, "name": GROUP, "module_id": 1, "enabled": True}).decode()
    return f'{{"groups":[{group}],"redirects":[\n' + ",\n".join(redirects) + "\n]}\n"


def _urls(rule: Rule) -> list[str]:
    """The old address, in each form that differs in more than a last slash."""
    if rule.segments is not None:
        path = patterns.regex(rule.segments, re.escape, lambda _, inner: f"({inner})")
        return [rf"^{path}(?:\?.*)?$"]
    alone = dict.fromkeys(form.rstrip("/") or "/" for form in rule.forms) if len(rule.forms) > 1 else rule.forms
    return [encoded(form) + rule.written_query for form in alone]


def _redirect(rule: Rule, url: str, position: int) -> dict[str, object]:
    is_regex = rule.segments is not None
    flags = {
        "flag_query": "exact" if rule.query or is_regex else "pass",
        "flag_case": False,
        "flag_trailing": not is_regex and len(rule.forms) > 1,
        "flag_regex": is_regex,
    }
    return {
        "url": url,
        "match_data": {"source": flags},
        "action_code": rule.status,
        "action_type": "url",
        "action_data": {"url": _target(rule)},
        "match_type": "url",
        "title": "",
        "regex": is_regex,
        "group_id": 1,
        "position": position,
        "enabled": True,
    }


def _target(rule: Rule) -> str:
    names = [piece.name for piece in rule.segments or () if isinstance(piece, Place)]
    return "".join(piece if isinstance(piece, str) else f"${{{names.index(piece.name) + 1}}}" for piece in rule.target)


def _csv_refusal(rule: Rule) -> str | None:
    if rule.has_places:
        return PATTERN
    return CASED if rule.cased else _lost(rule)


def _json_refusal(rule: Rule) -> str | None:
    if rule.hides:
        return HIDES
    if rule.has_places and rule.query:
        return QUERY
    return _lost(rule)


def _lost(rule: Rule) -> str | None:
    parts = [rule.path, *(text for pair in rule.query for text in pair if isinstance(text, str))]
    return _TAKEN_OUT if any(_LOST.search(part) for part in parts) else None


CSV = Format(file="redirection.csv", text=_csv, refusal=_csv_refusal)
JSON = Format(file="redirection.json", text=_json, refusal=_json_refusal)
