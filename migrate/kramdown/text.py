"""The string functions of Ruby that the syntax rests on: white space is ASCII, words may be Unicode."""

from __future__ import annotations

import re

SPACE = " \t\n\v\f\r"
"""What Ruby's `\\s` and the patterns of this package mean by white space."""

STRIPPED = SPACE + "\0"
"""What Ruby's `strip` takes off; U+00A0 and its like stay."""

REFERENCE = r"&(?:[^\W\d][\w.:-]*|#[0-9]+|#x[0-9a-fA-F]+);"
TEXT_UNSAFE = re.compile(rf"({REFERENCE})|[&<>]")
ATTR_UNSAFE = re.compile(rf'({REFERENCE})|[&<>"]')
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def _escaped(match: re.Match[str]) -> str:
    return match[1] or ESCAPES[match[0]]


def escape_text(text: str) -> str:
    """`text` for element content; what looks like an entity reference is left alone."""
    if "&" in text:
        return TEXT_UNSAFE.sub(_escaped, text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escape_attr(text: str) -> str:
    """`text` for a double-quoted attribute; what looks like an entity reference is left alone."""
    return ATTR_UNSAFE.sub(_escaped, text)


def escape_all(text: str) -> str:
    """`text` as code: entity references are shown, not meant."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def normal_lines(text: str) -> str:
    """`text` with Unix line ends and exactly one at its end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"
