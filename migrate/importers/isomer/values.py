"""Values of front matter and data files, taken as the type that a field wants."""

from __future__ import annotations

from collections.abc import Mapping


def text(value: object) -> str | None:
    """Plain text, None where there is none; numbers and booleans as Liquid prints them."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return None


def mapping(value: object) -> dict[str, object]:
    """A map of keys; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """A list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def rest(values: Mapping[str, object], taken: frozenset[str] | set[str]) -> dict[str, object]:
    """The keys that no field takes."""
    return {key: value for key, value in values.items() if key not in taken}
