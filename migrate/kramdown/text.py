"""The string functions of Ruby that the syntax rests on: white space is ASCII, words may be Unicode."""

from __future__ import annotations

import re
from functools import cache

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


_ASCII_NAME = re.compile(r"[:_a-zA-Z][:_a-zA-Z\-.0-9]*")


def is_xml_name(text: str) -> bool:
    """Whether `text` is a name as XML 1.0 has it: the ids that a heading may be given."""
    return (_ASCII_NAME if text.isascii() else _xml_name()).fullmatch(text) is not None


@cache
def _xml_name() -> re.Pattern[str]:
    """Compiled where first needed: it takes a quarter of the time to import the whole package."""
    start = ":_a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    start += "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
    return re.compile(rf"[{start}][{start}\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*")


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


_CJK = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d"
    "\ufa70-\ufad9\uff66-\uff6f\uff71-\uff9d\U00020000-\U0003ffff"
)
"""Han, Hiragana and Katakana: neither Hangul nor punctuation."""


def joined_cjk(text: str) -> str:
    """`text` without the line ends between two characters of `_CJK`."""
    return re.sub(rf"(?<=[{_CJK}])\n(?=[{_CJK}])", "", text)


def entity_of(character: str, source: str, output: str) -> str:
    """How the option `entity_output` has `character` written; `source` is the reference it was, empty for none.

    A number that is no character is kept as it is, which `character` being empty says.
    """
    if output == "as_input" and source:
        return source
    if character and character in '&<>"':
        return ESCAPES[character]
    if output == "as_char":
        return character
    name = _name_of(character) if output == "symbolic" else ""
    return f"&{name};" if name else f"&#{_number_of(character, source)};"


def _name_of(character: str) -> str:
    import html.entities  # a table that few pages need

    if character == "'":
        return "apos"
    return html.entities.codepoint2name.get(ord(character), "") if character else ""


def _number_of(character: str, source: str) -> int:
    if character:
        return ord(character)
    digits = source[2:-1]
    return int(digits[1:], 16) if digits.startswith("x") else int(digits)


def normal_lines(text: str) -> str:
    """`text` with Unix line ends and exactly one at its end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else text + "\n"
