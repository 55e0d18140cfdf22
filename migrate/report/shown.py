"""Text of anyone's making, as a report can hold it."""

from __future__ import annotations

import json


def printable(text: str) -> str:
    """`text` on one line and without what a terminal would obey: names of files are anyone's to choose."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else escaped(char) for char in text)


def escaped(char: str) -> str:
    r"""A character by its number, as Python and JSON write it: `\x1b`, `\ud800`."""
    return char.encode("unicode_escape").decode()


def json_bytes(document: object) -> bytes:
    """`document` as JSON in UTF-8, to be read by people too; half of a surrogate pair is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace") + b"\n"
