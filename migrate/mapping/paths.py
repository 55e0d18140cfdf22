"""Paths of fields: `title`, `meta.breadcrumb`, `sections.0.hero.title`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Fields = Mapping[str, object]
MAX_DIGITS = 9  # of a place in a list: no list is longer, and Python refuses to read very long numbers


def at(value: object, path: list[str]) -> object:
    """What stands at `path`; None where the path leads nowhere. A number is a place in a list, from 0."""
    for name in path:
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list | tuple) and name.isdecimal() and len(name) <= MAX_DIGITS:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value


def getter(path: str) -> Callable[[Fields], object]:
    """Takes what stands at `path`. The plain case is a single look-up."""
    names = path.split(".")
    if len(names) == 1:
        return lambda fields: fields.get(path)
    return lambda fields: at(fields, names)


def is_empty(value: object) -> bool:
    """Whether a value counts as none: null, empty text, an empty list or map."""
    return value is None or (not value and (value == "" or value == [] or value == () or value == {}))
