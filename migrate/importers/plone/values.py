"""Values of an export taken as the type that a field wants; whoever wrote it, old Archetypes too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

import orjson

MAX_DEPTH = 120  # of what one item holds: blocks in grids in tabs are a dozen deep
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_NO_LANGUAGE = ("", "##DEFAULT##", "none", "neutral")
FALSE = (False, None, "", "false", "False", "0", 0)


def parsed(text: bytes) -> object:
    """The value of JSON; halves of characters become U+FFFD. Raises ValueError."""
    try:
        value: object = orjson.loads(text.strip(b" \t\r\n,"))
    except orjson.JSONDecodeError:
        try:
            value = _whole(json.loads(text.decode("utf-8", "replace").strip(" \t\r\n,")))
        except RecursionError as error:
            raise ValueError("it is nested too deep") from error
    return value


def _whole(value: object) -> object:
    """`value` with nothing in it that UTF-8 or JSON cannot hold; Python's reader is laxer than ours."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_SURROGATE.sub("\ufffd", key): _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    return str(value) if isinstance(value, int) and abs(value) >> 63 else value


def text(value: object) -> str | None:
    """Text, that of a vocabulary's term too; None where there is none."""
    if isinstance(value, dict):
        value = value.get("token", value.get("title"))
    return value.strip() or None if isinstance(value, str) else None


def mapping(value: object) -> Mapping[str, object]:
    """A map of keys; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """A list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def words(value: object) -> tuple[str, ...] | None:
    """The texts of a list, of which empty ones say nothing; None where it is no list of texts."""
    if isinstance(value, str):
        value = value.splitlines()
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    found = [text(one) if isinstance(one, str | dict) else "" for one in value]
    if any((isinstance(one, dict) and text(one) is None) or not isinstance(one, str | dict) for one in value):
        return None
    return tuple(dict.fromkeys(one for one in found if one))


def is_true(value: object) -> bool:
    """Whether a flag is set; old exports have None, numbers and texts for flags."""
    return not any(value is no or (type(value) is type(no) and value == no) for no in FALSE)


def language(value: object) -> str | None:
    """A language as BCP 47 writes it (`pt-br` is `pt-BR`); None where it is the site's own."""
    said = text(value)
    if said is None or said.lower() in (word.lower() for word in _NO_LANGUAGE):
        return None
    if _TAG.fullmatch(said) is None:
        return said
    first, *others = said.replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_subtag, others)])


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part.lower()


class Shared:
    """Gives one text for all that are equal, so that ten thousand items hold `simple_publication_workflow` once."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __call__(self, value: object) -> object:
        if isinstance(value, str):
            return self._texts.setdefault(value, value) if len(value) < 80 else value
        if isinstance(value, dict):
            return {self._texts.setdefault(key, key): self(inner) for key, inner in value.items()}
        return [self(inner) for inner in value] if isinstance(value, list) else value

    def text(self, value: str) -> str:
        return self._texts.setdefault(value, value)


def listed(names: Iterable[str], most: int = 3) -> str:
    """The first few names, and how many more there are."""
    known = list(names)
    more = f" and {len(known) - most:,} more" if len(known) > most else ""
    return ", ".join(f"{name:.80}" for name in known[:most]) + more
