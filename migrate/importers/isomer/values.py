"""Values of front matter and data files, taken as the type that a field wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite


def text(value: object) -> str | None:
    """Plain text, None where there is none; numbers and booleans as Liquid prints them."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(numbered(value))
    return None


def mapping(value: object) -> dict[str, object]:
    """A map of keys; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """A list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def numbered(value: object) -> object:
    """`value` with the numbers that JSON has no word for as text, so that none of them becomes null."""
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: numbered(inner) for key, inner in value.items()}
    return [numbered(inner) for inner in value] if isinstance(value, list) else value


def rest(values: Mapping[str, object], taken: frozenset[str] | set[str]) -> dict[str, object]:
    """The keys that no field takes."""
    return {key: value for key, value in values.items() if key not in taken}


def are_tags(value: object, tags: Sequence[str]) -> bool:
    """Whether all that a value of the key `tags` says is among `tags`; what is null or blank says nothing."""
    if isinstance(value, str):
        return all(word in tags for word in value.split())
    return value is None or (isinstance(value, list) and all(_is_tag(inner, tags) for inner in value))


def _is_tag(value: object, tags: Sequence[str]) -> bool:
    if isinstance(value, list):
        return all(_is_tag(inner, tags) for inner in value)
    return is_blank(value) or text(value) in tags


def is_blank(value: object) -> bool:
    """Whether a value says nothing: null, or text of nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())
