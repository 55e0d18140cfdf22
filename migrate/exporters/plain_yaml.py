"""Front matter in YAML as PyYAML's emitter writes it, to the byte, where it is as plain as most: ten times as fast.

What is not plain (a text of several lines, one that must be escaped, a number with a point) is left to PyYAML, entry by
entry: a block mapping is its entries one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

LONGEST = 100  # characters of a key: of longer ones YAML writes a `?` before


class NotPlainError(Exception):
    """PyYAML has to write it."""


class PlainYaml:
    """`style` gives the quotes of a text (None without, `'`, or others), `dump` is PyYAML."""

    def __init__(self, style: Callable[[str], str | None], dump: Callable[[dict[str, object]], str]) -> None:
        self._style, self._dump = style, dump

    def dumped(self, metadata: Mapping[str, object]) -> str:
        if not metadata:
            return self._dump({})
        return "".join(self._entry(name, value) for name, value in metadata.items())

    def _entry(self, name: str, value: object) -> str:
        try:
            return "".join(self._lines(name, value, ""))
        except NotPlainError:
            return self._dump({name: value})

    def _lines(self, name: str, value: object, indent: str) -> Iterator[str]:
        """The lines of one entry of a mapping."""
        if len(name) > LONGEST or self._style(name) is not None:
            raise NotPlainError
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:\n"
            for key, inner in value.items():
                yield from self._lines(_key(key), inner, indent + "  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{name}:\n"
            yield from self._items(value, indent)
        else:
            yield f"{indent}{name}: {self._scalar(value)}\n"

    def _items(self, values: list[object], indent: str) -> Iterator[str]:
        """A list, its dashes below the first letter of its key; the first key of a map stands beside its dash."""
        for value in values:
            if isinstance(value, dict) and value:
                lines = [line for key, inner in value.items() for line in self._lines(_key(key), inner, indent + "  ")]
                yield f"{indent}- {lines[0][len(indent) + 2 :]}"
                yield from lines[1:]
            elif isinstance(value, list) and value:
                raise NotPlainError
            else:
                yield f"{indent}- {self._scalar(value)}\n"

    def _scalar(self, value: object) -> str:
        if isinstance(value, str):
            style = self._style(value)
            if style is None:
                return value
            if style == "'" and value:
                return "'" + value.replace("'", "''") + "'"
            raise NotPlainError
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if type(value) is int:
            return str(value)
        if value == {} or value == []:
            return "{}" if isinstance(value, dict) else "[]"
        raise NotPlainError


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise NotPlainError
    return key
