"""The links of values: front matter, data files, navigation, footer. Which texts are addresses, and of which kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

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
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, Mapping):
        return {
            name: with_refs(inner, f"{field}.{name}" if field else str(name), finder, depth + 1)
            for name, inner in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [with_refs(inner, f"{field}[{at}]", finder, depth + 1) for at, inner in enumerate(value)]
    return _text(value, field, finder) if isinstance(value, str) else value


def _text(value: str, field: str, finder: Finder) -> str:
    if "/" not in value and "." not in value and ":" not in value:
        return value  # by far most values: neither an address nor HTML with one
    html, markdown = "<" in value and any(name in value for name in _HTML_LINKS), "](" in value
    if html or markdown:
        value = finder.html(field, value) if html else value
        return finder.markdown(field, value) if markdown else value
    if "url(" in value.lower():
        return finder.css(field, value)
    key = re.sub(r"(?:\[\d+\])+$", "", field).rpartition(".")[2]
    if len(value) > MAX_ADDRESS or "\n" in value or _OTHER_KEY.search(key):
        return value
    if _ADDRESS_KEY.search(key) or field.startswith("footer."):
        return finder.value(field, value, _ADDRESS.match(value) is not None or _is_file(value))
    if _ADDRESS.match(value):
        return finder.value(field, value, "//" in value[:8] or _is_file(value))
    return value


def _is_file(value: str) -> bool:
    """Whether a value ends as the name of a file does; `A. Smith / NYT` is none."""
    return _FILE.search(value) is not None and not _LOOSE_SLASH.search(value)
