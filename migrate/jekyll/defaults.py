"""Front matter defaults: the `defaults` of `_config.yml`, by scope (`FrontmatterDefaults`)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from migrate.jekyll import rubytime
from migrate.jekyll.config import Config
from migrate.jekyll.merge import deep_merge
from migrate.jekyll.patterns import glob_regex

# update_deprecated_types
_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Set:
    """One entry of `defaults`. `prefixes` are the path beginnings it takes; None takes every path."""

    type: str | None
    prefixes: tuple[str, ...] | None
    length: int
    values: dict[str, object]

    def takes(self, path: str, type: str) -> bool:
        return (self.type is None or self.type == type) and (self.prefixes is None or path.startswith(self.prefixes))

    def outranks(self, other: _Set) -> bool:
        """The longer scope path wins; of equal ones, the one with a type; else the later."""
        if self.length != other.length:
            return self.length > other.length
        return self.type is not None or other.type is None


class Defaults:
    """Asks which values a file has before its own front matter."""

    def __init__(self, config: Config, root: Path, now: datetime) -> None:
        """`now` is the clock that a date without a day is completed from."""
        self._sets = list(_sets(config, root, now))

    def told(self) -> str:
        """All that the answers depend on, as a text that is the same if that is."""
        return repr(self._sets)

    def values(self, path: str, type: str) -> dict[str, object]:
        """The merged values for `path` (from the root, no leading slash) of `type` (`pages`, `posts`, a collection)."""
        merged: dict[str, object] = {}
        strongest: _Set | None = None
        for entry in self._sets:
            if not entry.takes(path, type):
                continue
            if strongest is None or entry.outranks(strongest):
                merged, strongest = deep_merge(merged, entry.values), entry
            else:
                merged = deep_merge(entry.values, merged)
        return merged

    def value(self, path: str, type: str, key: str) -> object:
        """The value of one key (`FrontmatterDefaults#find`): only sets that have it vie for rank.

        So it can differ from `values`, where a set without the key can outrank one that has it.
        """
        best: _Set | None = None
        for entry in self._sets:
            if key in entry.values and entry.takes(path, type) and (best is None or entry.outranks(best)):
                best = entry
        return None if best is None else best.values[key]


def _sets(config: Config, root: Path, now: datetime) -> Iterator[_Set]:
    for entry in config.defaults:
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            continue
        scope = entry.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        kind = scope.get("type") if "type" in scope else None
        path = scope.get("path")
        yield _Set(
            type=_OLD_TYPES.get(str(kind), str(kind)) if "type" in scope else None,
            prefixes=_prefixes(path, root, config.collections_text),
            length=len(_sanitized(path)) if isinstance(path, str) else 0,
            values=_timed(entry["values"], config.zone, now),
        )


def _timed(values: dict[str, object], zone: tzinfo, now: datetime) -> dict[str, object]:
    """`ensure_time!`: a date written as text becomes a time; one that cannot be read stays as it is."""
    text = values.get("date")
    if not isinstance(text, str):
        return values
    try:
        return {**values, "date": rubytime.parse_time(text, zone, now)}
    except ValueError:
        return values


def _prefixes(path: object, root: Path, collections_dir: str) -> tuple[str, ...] | None:
    if not isinstance(path, str) or not path:
        return None
    if "*" in path:
        return tuple(_without(collections_dir, found) for found in _found(path, root))
    return (_without(collections_dir, path),)


def _found(pattern: str, root: Path) -> Iterator[str]:
    """What Ruby's Dir.glob finds; a pattern that leads out of the site finds nothing."""
    if pattern.startswith("/") or ".." in pattern.split("/"):
        return
    for plain in _expanded(pattern):
        yield from _globbed(str(root), "", plain.split("/"))


def _globbed(root: str, base: str, parts: Sequence[str]) -> Iterator[str]:
    """Paths below `base` that the parts of a pattern lead to; `**` before a slash enters no hidden folders."""
    part, rest = parts[0], parts[1:]
    if part in ("", "."):
        yield from _globbed(root, base, rest) if rest else [base or "."]
        return
    if part == "**" and rest:
        yield from _globbed(root, base, rest)
        for name in _names(root, base):
            path = f"{root}/{base}/{name}"
            if not name.startswith(".") and os.path.isdir(path) and not os.path.islink(path):
                yield from _globbed(root, f"{base}/{name}".lstrip("/"), parts)
        return
    wanted = re.compile(glob_regex(part), re.S)
    for name in _names(root, base):
        if wanted.match(name) and (part.lstrip("\\").startswith(".") or not name.startswith(".")):
            inner = f"{base}/{name}".lstrip("/")
            if not rest:
                yield inner
            elif os.path.isdir(f"{root}/{inner}"):
                yield from _globbed(root, inner, rest)


def _names(root: str, base: str) -> list[str]:
    try:
        return os.listdir(f"{root}/{base}")
    except OSError:
        return []


def _expanded(pattern: str, most: int = 64) -> list[str]:
    """`a{b,c}` as `ab` and `ac`; at most `most` of them."""
    done: list[str] = []
    todo = [pattern]
    while todo and len(done) < most:
        one = todo.pop(0)
        braces = _BRACES.search(one)
        if braces is None:
            done.append(one)
        else:
            todo[:0] = [one[: braces.start()] + choice + one[braces.end() :] for choice in braces[1].split(",")]
            del todo[most:]
    return done


def _without(collections_dir: str, path: str) -> str:
    slashed = f"{collections_dir}/"
    return path.removeprefix(slashed) if collections_dir and path.startswith(slashed) else path


def _sanitized(path: str) -> str:
    return path[1:] if path.startswith("/") else path
