"""What a site says as it can stand in a mapping file: as YAML, as a rule that reads a key, as an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from migrate.mapping.expressions import MAX_BRACKETS

MAX_EXAMPLE = 60  # characters
MAX_NAME = 80

_BARE = re.compile(r"[^\W\d](?:[\w./-]*\w)?")
# what YAML 1.1 takes for another value
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


def scalar(text: str) -> str:
    """`text` in YAML, on one line, in a block or in braces: bare where no YAML takes it for anything else."""
    if _BARE.fullmatch(text) and text.lower() not in _WORDS and text.isprintable():
        return text
    if text.isprintable():
        return "'{}'".format(text.replace("'", "''"))
    return '"{}"'.format("".join(_escaped(char) for char in text))


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def reading(path: str) -> str | None:
    """The rule that reads `path`: a field of a thing, or `meta.` and a key of it; None where no rule can.

    A dot in a key would lead a path astray, so an expression reads it; nothing reads a key without a name.
    """
    key = path.removeprefix("meta.")
    if not key or not _is_text(key):
        return None
    if key == path or "." not in key:
        return f"{{from: {scalar(path)}}}"
    if sum(key.count(bracket) for bracket in "([{") > MAX_BRACKETS:
        return None
    return f"{{expr: {scalar(f'meta.{json.dumps(key, ensure_ascii=not key.isprintable())}')}}}"


def _is_text(key: str) -> bool:
    """Whether it can be written at all: half of a pair of surrogates cannot."""
    return not any("\ud800" <= char <= "\udfff" for char in key)


def field_name(path: str, prefix: str, taken: Iterable[str]) -> str:
    """A name for the field of a record that holds `path`: that of the key in word characters, and none of `taken`."""
    key = path.removeprefix("meta.")
    bare = re.sub(r"[^\w-]+", "_", key).strip("_")[:MAX_NAME] or "key"
    name, number = f"{prefix}{bare}", 1
    while name in taken:
        name = f"{prefix}meta_{bare}" if number == 1 else f"{prefix}{bare}_{number}"
        number += 1
    return name


def example(value: object) -> str:
    """A value in short, for a comment: one line of printable characters."""
    if isinstance(value, str):
        return f"'{line(value)}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        names = [str(name)[:MAX_EXAMPLE] for name in list(value)[:MAX_EXAMPLE]]
        return f"a map of {line(', '.join(names))}"
    if isinstance(value, list | tuple):
        first = f", first {example(value[0])}" if value and isinstance(value[0], str) else ""
        return f"a list of {len(value):,}{first}"
    return line(str(value))


def line(text: str, most: int = MAX_EXAMPLE) -> str:
    """`text` on one line of printable characters, cut to `most` of them."""
    near = " ".join(text[: most * 4].split())
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in near[: most + 1])
    return shown if len(shown) <= most and len(text) <= most * 4 else f"{shown[: most - 1]}…"
