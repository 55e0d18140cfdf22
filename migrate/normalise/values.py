"""The links of values: front matter, data files, navigation, footer. Which texts are addresses, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

MAX_ADDRESS = 2_000
MAX_DEPTH = 100

# the last word of a key that holds an address, as themes call them
_ADDRESS_KEY = re.compile(
    r"(?:^|[^a-z])file$|(?:url|link|href|src|image|img|icon|logo|background|thumbnail|photo|picture|poster|pdf|feedback|script|css|stylesheet)s?$",
    re.I,
)
# what names a page's own address, or anything but a place
_OTHER_KEY = re.compile(r"(?:permalink|redirect_from|slug|layout|title|alt|id)$", re.I)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]|/[^/\s]|/$|www\.\S+\.\S|mailto:|tel:", re.I)
_FILE = re.compile(r"[^\s#?]\.[a-z0-9]{2,5}$", re.I)
_LOOSE_SLASH = re.compile(r"\s/|/\s")
_HTML_LINKS = ("href", "src", "HREF", "SRC", "poster", "style")


class Finder(Protocol):
    """What is to stand in the place of an address, or of the addresses in HTML and CSS; `field` says where it stands.

    `sure` says that a value must be an address, by its key or its own shape.
    """

    def value(self, field: str, href: str, sure: bool) -> str: ...
    def html(self, field: str, html: str) -> str: ...
    def css(self, field: str, css: str) -> str: ...
    def markdown(self, field: str, text: str) -> str: ...


def with_refs(value: object, field: str, finder: Finder, depth: int = 0) -> object:
    """`value` with the addresses in it replaced; `field` is the path of names that leads to it."""
    if isinstance(value, str):  # as most are, and to ask whether one is a map takes ten times as long
        return value if depth > MAX_DEPTH else _text(value, field, finder)
    if value is None or isinstance(value, int) or depth > MAX_DEPTH:
        return value
    if isinstance(value, Mapping):
        return {
            name: with_refs(inner, f"{field}.{name}" if field else str(name), finder, depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, Sequence):
        return [with_refs(inner, f"{field}[{at}]", finder, depth + 1) for at, inner in enumerate(value)]
    return value


def _text(value: str, field: str, finder: Finder) -> str:
    if "/" not in value and "." not in value and ":" not in value:
        return value  # by far most values: neither an address nor HTML with one
    html, markdown = "<" in value and any(name in value for name in _HTML_LINKS), "](" in value
    if html or markdown:
        value = finder.html(field, value) if html else value
        return finder.markdown(field, value) if markdown else value
    if "url(" in value.lower():
        return finder.css(field, value)
    key = _key(field.rpartition(".")[2])
    if len(value) > MAX_ADDRESS or "\n" in value or key.is_other:
        return value
    if key.holds_address or field.startswith("footer."):
        return finder.value(field, value, _ADDRESS.match(value) is not None or _is_file(value))
    if _ADDRESS.match(value):
        return finder.value(field, value, "//" in value[:8] or _is_file(value))
    return value


class _Key(NamedTuple):
    """What a key says of the values that it has."""

    is_other: bool
    holds_address: bool


@lru_cache(4096)  # pages of a site have the same keys
def _key(name: str) -> _Key:
    """What is known of the key `name`, which may end in places of a list."""
    name = re.sub(r"(?:\[\d+\])+$", "", name)
    return _Key(_OTHER_KEY.search(name) is not None, _ADDRESS_KEY.search(name) is not None)


def _is_file(value: str) -> bool:
    """Whether a value ends as the name of a file does; `A. Smith / NYT` is none."""
    return _FILE.search(value) is not None and not _LOOSE_SLASH.search(value)
