"""The links of values: front matter, data files, navigation, footer. Which texts are addresses, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

MAX_ADDRESS = 2_000
MAX_DEPTH = 100

# the last word of a key that holds an address, as themes call them
_ADDRESS_KEY = re.compile(
    r"(?:^|[^a-z])file$|(?:url|link|href|src|image|img|icon|logo|background|thumbnail|photo|picture|poster|pdf)s?$",
    re.I,
)
# what names a page's own address, or anything but a place
_OTHER_KEY = re.compile(r"(?:permalink|redirect_from|slug|layout|title|alt|id)$", re.I)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]|/[^/\s]|/$|www\.\S+\.\S|mailto:|tel:", re.I)
_FILE = re.compile(r"[^\s#?]\.[a-z0-9]{2,5}$", re.I)
_HTML_LINKS = ("href", "src", "HREF", "SRC", "poster", "style")

# `replace(field, address, sure)` gives what is to stand in the place of an address; `sure` says that it must be one
ReplaceField = Callable[[str, str, bool], str]
ReplaceHtml = Callable[[str, str], str]


def with_refs(value: object, field: str, address: ReplaceField, html: ReplaceHtml, depth: int = 0) -> object:
    """`value` with the addresses in it replaced; `field` is the path of names that leads to it."""
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, Mapping):
        return {
            name: with_refs(inner, f"{field}.{name}" if field else str(name), address, html, depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [with_refs(inner, f"{field}[{at}]", address, html, depth + 1) for at, inner in enumerate(value)]
    return _text(value, field, address, html) if isinstance(value, str) else value


def _text(value: str, field: str, address: ReplaceField, html: ReplaceHtml) -> str:
    if "/" not in value and "." not in value and ":" not in value:
        return value  # by far most values: neither an address nor HTML with one
    if "<" in value and any(name in value for name in _HTML_LINKS):
        return html(field, value)
    key = re.sub(r"(?:\[\d+\])+$", "", field).rpartition(".")[2]
    if not value or len(value) > MAX_ADDRESS or "\n" in value or _OTHER_KEY.search(key):
        return value
    if _ADDRESS_KEY.search(key):
        sure = _ADDRESS.match(value) is not None or "/" in value or _FILE.search(value) is not None
        return address(field, value, sure)
    if _ADDRESS.match(value):
        return address(field, value, "//" in value[:8] or _FILE.search(value) is not None)
    return value
