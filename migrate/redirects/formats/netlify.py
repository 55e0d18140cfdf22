"""`netlify`: the file `_redirects`, which Netlify and Cloudflare Pages read; pages that are there come before it.

https://docs.netlify.com/routing/redirects/, https://developers.cloudflare.com/pages/configuration/redirects/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from migrate.redirects.address import encoded
from migrate.redirects.formats.format import Format
from migrate.redirects.rule import SPLAT, Piece, Place, Rule


def _text(rules: Sequence[Rule]) -> str:
    return "".join(f"{line}\n" for rule in rules for line in _lines(rule))


def _lines(rule: Rule) -> Iterator[str]:
    """A line for each form of the address: Netlify takes `/a` and `/a/` for the same, Cloudflare does not."""
    conditions = "".join(f" {_word(name)}={_value(value)}" for name, value in rule.query)
    for old in _olds(rule):
        yield f"{old}{conditions} {rule.new} {rule.status}"


def _olds(rule: Rule) -> list[str]:
    if rule.segments is None:
        return [_path(form) for form in rule.forms]
    return ["/" + "/".join(_piece(piece) for piece in rule.segments)]


def _piece(piece: Piece) -> str:
    if isinstance(piece, Place):
        return "*" if piece.name == SPLAT else f":{piece.name}"
    return _path(f"/{piece}")[1:]


def _path(decoded: str) -> str:
    """A path that is no pattern and one word."""
    return encoded(decoded).replace("/:", "/%3A")


def _value(value: Piece) -> str:
    return f":{value.name}" if isinstance(value, Place) else _word(value)


def _word(text: str) -> str:
    """A name or value of a condition that is no place, and none that a condition or an address begins with."""
    return quote(text, safe="")


def _refusal(rule: Rule) -> str | None:
    if any("" in pair for pair in rule.query):
        return "it has no place for an empty name or value"
    begins_open = rule.target[0] == "/" and len(rule.target) > 1
    return "what a visitor asks for could become the name of a host" if begins_open else None


FORMAT = Format(file="_redirects", text=_text, refusal=_refusal)
