"""Mapping files as text and as YAML nodes, read within bounds; what is beyond them is refused by name."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

import yaml

from migrate.errors import MappingError

# libyaml where PyYAML was built with it, as everywhere but on odd machines
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
MAX_NODES = 100_000  # aliases counted where they are used
MAX_CHARACTERS = 4 * MAX_BYTES  # of texts, the same
_TOO_DEEP = f"is nested deeper than {MAX_DEPTH} levels"


class Source(NamedTuple):
    """A mapping file as text, the root node of its YAML, and how many values that has, aliases written out."""

    text: str
    root: yaml.Node
    values: int


def compose(path: Path) -> Source:
    """A mapping file. Raises MappingError."""
    text = _text(path)
    _check_shape(path, text)
    try:
        root = yaml.compose(text, LOADER)
    except (yaml.YAMLError, ValueError) as error:
        raise MappingError(_syntax(path, text, error)) from error
    if root is None:
        raise MappingError(f"{path}:1:1: the file is empty; write `mapping: 1` and `types`")
    return Source(text, root, _values(path, root))


def _text(path: Path) -> str:
    try:
        raw = content(path, MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise MappingError(f"{path}: cannot be read ({why}); name a mapping file") from error
    if len(raw) > MAX_BYTES:
        raise MappingError(f"{path}: is larger than {MAX_BYTES:,} bytes; this is no mapping file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].rpartition(b"\n")
        line, column = raw.count(b"\n", 0, error.start) + 1, len(before[2].decode("utf-8", "replace")) + 1
        raise MappingError(f"{path}:{line}:{column}: is not UTF-8; save the file as UTF-8") from error


def _check_shape(path: Path, text: str) -> None:
    """Refuses what is too deep or too much before it is composed: composing recurses in C, and makes a node of each."""
    depth = count = 0
    try:
        for event in yaml.parse(text, LOADER):
            count += isinstance(event, yaml.NodeEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH or count > MAX_NODES:
                line, column = (mark.line + 1, mark.column + 1) if (mark := event.start_mark) else (1, 1)
                what = f"has more than {MAX_NODES:,} values" if count > MAX_NODES else _TOO_DEEP
                raise MappingError(f"{path}:{line}:{column}: {what}; this is no mapping file")
    except (yaml.YAMLError, ValueError) as error:
        raise MappingError(_syntax(path, text, error)) from error


def _values(path: Path, root: yaml.Node) -> int:
    """How many values there are when each alias is written out. Raises MappingError if that is too many or too deep."""
    count, characters, todo = 0, 0, [(root, 1)]
    while todo:
        node, depth = todo.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise MappingError(f"{path}: {_TOO_DEEP}, each alias written out; this is no mapping file")
        characters += len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        if count > MAX_NODES or characters > MAX_CHARACTERS:
            what = f"{MAX_NODES:,} values" if count > MAX_NODES else f"{MAX_CHARACTERS:,} characters"
            raise MappingError(f"{path}: its aliases stand for more than {what}; this is no mapping file")
        if isinstance(node, yaml.MappingNode):
            todo.extend((part, depth + 1) for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend((part, depth + 1) for part in node.value)
    return count


def _syntax(path: Path, text: str, error: Exception) -> str:
    from migrate.mapping.syntax import syntax_fault  # late: only a wrong file needs it

    return (
        f"{path}:{syntax_fault(text, error)}" if isinstance(error, yaml.YAMLError) else f"{path}: is not YAML; mend it"
    )


def is_file(path: Path) -> bool:
    """Whether there is a regular file."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that is too long, or holds a zero byte
        return False


def content(path: Path, most: int) -> bytes:
    """The first `most` bytes of a file. Raises OSError, for what is no regular file too.

    Reading a pipe may never end.
    """
    # without waiting for somebody to write into it
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(opened, "rb") as stream:
        mode = os.fstat(opened).st_mode
        if S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
        return stream.read(most)
