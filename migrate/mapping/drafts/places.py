"""Where lines can be added to a mapping file as text: told by the places of its YAML nodes, so that comments stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from migrate.mapping.files import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class TypePlace:
    """A type in the text: it begins at the line `first` (from 0) with a hyphen in the column `indent`.

    Lines that are put before the line `rules`, in the column `column`, are entries of its `fields` (`at="fields"`), or
    keys of the type, which has none yet (`at="type"`). Into braces none can be put so (`at="braces"`).
    """

    first: int
    indent: int
    rules: int
    column: int
    at: str


def type_places(source: Source) -> dict[str, TypePlace]:
    """The types that stand in the file itself as blocks, by their names."""
    lines = source.text.split("\n")
    types = _keys(source.root).get("types")
    found: dict[str, TypePlace] = {}
    for node in types[1].value if types and isinstance(types[1], yaml.SequenceNode) else ():
        name = _keys(node).get("name")
        place = _place(node, lines)
        if name is not None and place is not None:
            found[str(name[1].value)] = place
    return found


def top_line(source: Source, key: str) -> int | None:
    """The line, from 0, of a key at the top of the file."""
    found = _keys(source.root).get(key)
    return None if found is None else int(found[0].start_mark.line)


def with_lines(text: str, added: Mapping[int, list[str]]) -> str:
    """`text` with lines put before those of the given numbers, from 0."""
    return "\n".join(_lines(text, added))


def _lines(text: str, added: Mapping[int, list[str]]) -> Iterator[str]:
    number = -1
    for number, line in enumerate(text.split("\n")):
        yield from added.get(number, ())
        yield line
    for after in sorted(added):
        if after > number:
            yield from added[after]


def _keys(node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    entries = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value): (key, value) for key, value in entries}


def _place(node: yaml.Node, lines: list[str]) -> TypePlace | None:
    mark, before = node.start_mark, lines[node.start_mark.line][: node.start_mark.column]
    if not _is_block(node) or before.strip() != "-":
        return None
    column, at, last = mark.column, "type", node
    if (entry := _keys(node).get("fields")) is not None:
        key, fields = entry
        if _is_block(fields) and fields.start_mark.index > key.end_mark.index:  # an alias has the place of its anchor
            column, at, last = fields.start_mark.column, "fields", fields
        else:
            at = "braces"
    return TypePlace(first=mark.line, indent=before.index("-"), rules=_after(last, column, lines), column=column, at=at)


def _is_block(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and not node.flow_style


def _after(node: yaml.Node, column: int, lines: list[str]) -> int:
    """The line after the last of a block. Its own mark stands at what comes next, behind blank lines and comments.

    What is indented further than `column` may be the text of a value, whatever it begins with.
    """
    after = int(node.end_mark.line)
    while after > 0:
        line = lines[after - 1] if after <= len(lines) else ""
        bare = line.lstrip(" ")
        if bare and not (bare.startswith("#") and len(line) - len(bare) <= column):
            break
        after -= 1
    return after
