"""The keys of a record that say how its file is written: `path`, `content`, `front_matter`, `format`, `fenced`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from migrate.errors import OptionError
from migrate.exporters.front_matter import FORMATS
from migrate.interfaces import Tell

RESERVED = ("path", "content", "front_matter", "format", "fenced")


def check_fields(type: str, fields: Sequence[str]) -> None:
    """Raises OptionError where records of those fields could have no file, or would lose some."""
    if "path" not in fields:
        near = get_close_matches("path", set(fields) - set(RESERVED), n=1)
        remedy = f"write `path` in place of `{near[0]}`" if near else "write one, as `path: {template: '{id}.html'}`"
        raise OptionError(f"types.{type}", f"type `{type:.80}` has no field `path`, so that it has no files; {remedy}")
    others = [name for name in fields if name not in RESERVED]
    if "front_matter" in fields and others:
        said = f"type `{type:.80}` has `front_matter`, beside which `{others[0]:.80}` is not written"
        raise OptionError(f"types.{type}", f"{said}; put it into that, or take `front_matter` out")


class Reserved:
    """The reserved keys of a record; what has the wrong type is told and stands for nothing.

    `omit_empty` leaves out keys of the front matter that are null, or an empty text, list or map; but not where it is
    the whole file.
    """

    def __init__(self, record: Mapping[str, object], tell: Tell, *, omit_empty: bool = False) -> None:
        self._record, self._tell, self._omit_empty = record, tell, omit_empty

    def path(self) -> str | None:
        """Where the file lies. Without it there is none."""
        given = self._record.get("path")
        if isinstance(given, str) and given.strip("/"):
            return given
        self._tell("record.reserved", f"`path` is {given!r:.40}; the record has no file")
        return None

    def front_matter(self) -> Mapping[str, object]:
        """What `front_matter` says, else all other keys; a dot in the name of one leads into a map."""
        given = self._record.get("front_matter")
        if given is not None and not isinstance(given, Mapping):
            self._wrong("front_matter", "a map of keys")
        if isinstance(given, Mapping):
            return self._filled(given)
        return _nested(self._filled({name: value for name, value in self._record.items() if name not in RESERVED}))

    def content(self) -> str:
        """What follows the front matter."""
        given = self._record.get("content")
        if given is not None and not isinstance(given, str):
            self._wrong("content", "text")
        elif given and not self.fenced():
            self._wrong("content", "empty, as it is in a file without fences")
        elif given:
            return given
        return ""

    def format(self) -> str:
        """Which language the front matter is in."""
        given = self._record.get("format")
        if isinstance(given, str) and given in FORMATS:
            return given
        if given is not None:
            self._wrong("format", "yaml, toml or json")
        return "yaml"

    def fenced(self) -> bool:
        """Whether the front matter has fences around it: without them it is the whole file."""
        given = self._record.get("fenced")
        if given is not None and not isinstance(given, bool):
            self._wrong("fenced", "true or false")
        return given is not False

    def _filled(self, values: Mapping[str, object]) -> Mapping[str, object]:
        if not self._omit_empty or not self.fenced():
            return values
        return {name: value for name, value in values.items() if not _is_empty(value)}

    def _wrong(self, name: str, right: str) -> None:
        self._tell("record.reserved", f"`{name}` is {self._record[name]!r:.40}, not {right}; it was passed over")


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)


def _nested(values: Mapping[str, object]) -> dict[str, object]:
    """`values` with what the dots in their names say: `a.b` is `b` in the map `a`, if that is a map at all."""
    found: dict[str, object] = {}
    for name, value in values.items():
        place, names = found, name.split(".")
        while len(names) > 1 and isinstance(below := place.get(names[0], {}), Mapping):
            place[names[0]] = inner = dict(below)  # a copy: it may be a value of the page
            place, names = inner, names[1:]
        place[".".join(names)] = value
    return found
