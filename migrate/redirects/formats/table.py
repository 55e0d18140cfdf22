"""`csv` and `json`: a plain table of old address, new address and status, for people and for programs of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import orjson

from migrate.redirects.address import encoded
from migrate.redirects.formats.format import Format, plain_only
from migrate.redirects.rule import Rule


def rows(header: Sequence[str], cells: Iterable[Sequence[object]]) -> str:
    """Rows as CSV: no cell begins as a formula does, since every address begins with a slash or `http`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(cells)
    return text.getvalue()


def old(rule: Rule) -> str:
    """The old address as it is written."""
    return encoded(rule.path) + rule.written_query


def _csv(rules: Sequence[Rule]) -> str:
    return rows(("from", "to", "status"), ((old(rule), rule.new, rule.status) for rule in rules))


def _json(rules: Sequence[Rule]) -> str:
    lines = (orjson.dumps({"from": old(rule), "to": rule.new, "status": rule.status}).decode() for rule in rules)
    return "[\n" + ",\n".join(lines) + "\n]\n"


CSV = Format(file="redirects.csv", text=_csv, refusal=plain_only)
JSON = Format(file="redirects.json", text=_json, refusal=plain_only)
