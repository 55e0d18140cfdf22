"""A mapping file as YAML nodes with their places: read within bounds, its faults gathered as `file:line:col`.

Whatever the file holds, what comes out is a node or a MappingError.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path

import yaml

from migrate.errors import MappingError

# libyaml where PyYAML was built with it, as everywhere but on odd machines
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
MAX_NODES = 100_000  # aliases counted where they are used
MOST_FAULTS = 50


def compose(path: Path) -> yaml.Node:
    """The root node of a mapping file. Raises MappingError."""
    try:
        with open(path, "rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise MappingError(f"{path}: is larger than {MAX_BYTES:,} bytes; this is no mapping file")
        text = raw.decode("utf-8-sig")
        if _depth(text) > MAX_DEPTH:
            raise MappingError(f"{path}: is nested deeper than {MAX_DEPTH} levels; this is no mapping file")
        node = yaml.compose(text, LOADER)
    except OSError as error:
        raise MappingError(f"{path}: cannot be read ({error.strerror}); name a mapping file") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MappingError(f"{path}:{line}: is not UTF-8; save the file as UTF-8") from error
    except yaml.YAMLError as error:
        raise MappingError(_syntax(path, text, error)) from error
    if node is None:
        raise MappingError(f"{path}:1:1: the file is empty; write `mapping: 1` and `types`")
    if _nodes(node) > MAX_NODES:
        raise MappingError(f"{path}: its aliases stand for more than {MAX_NODES:,} values; this is no mapping file")
    return node


def _depth(text: str) -> int:
    """How deep the YAML is nested, told before it is composed: composing recurses in C."""
    depth = deepest = 0
    for event in yaml.parse(text, LOADER):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            deepest = max(depth, deepest)
            if deepest > MAX_DEPTH:
                break
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1
    return deepest


def _nodes(root: yaml.Node) -> int:
    """How many values the file has when each alias is written out; it stops soon after there are too many."""
    count, todo = 0, [root]
    while todo and count <= MAX_NODES:
        node = todo.pop()
        count += 1
        if isinstance(node, yaml.MappingNode):
            todo.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)
    return count


def _syntax(path: Path, text: str, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):  # it has no mark
        before = text[: max(text.find(chr(error.character)), 0)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{path}:{line}:{column}: U+{error.character:04X} is not allowed in YAML; remove it"
    mark = getattr(error, "problem_mark", None)
    place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark is not None else str(path)
    return f"{place}: is not YAML ({getattr(error, 'problem', None) or error}); mend it"


class Faults:
    """The faults of one mapping, of all the files that it is made of."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, place: str, message: str) -> None:
        # a key may hold the end of a line, and a fault is one line
        message = message.replace("\n", "\\n")
        shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in message)
        line = f"{place}: {shown}"
        if line not in self._lines:
            self._lines.append(line)

    def check(self) -> None:
        """Raises MappingError with every fault, one a line."""
        if not self._lines:
            return
        shown, more = self._lines[:MOST_FAULTS], len(self._lines) - MOST_FAULTS
        raise MappingError("\n".join([*shown, f"… and {more:,} more faults"] if more > 0 else shown))

    def __bool__(self) -> bool:
        return bool(self._lines)


class Document:
    """One file of a mapping; its nodes are read as the shapes that a place wants, and what is wrong is a fault."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self.path, self.faults = path, faults
        self.root = compose(path)

    def place(self, node: yaml.Node) -> str:
        mark = node.start_mark
        return f"{self.path}:{mark.line + 1}:{mark.column + 1}"

    def fault(self, node: yaml.Node, message: str) -> None:
        self.faults.add(self.place(node), message)

    def map(self, node: yaml.Node | None, known: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        """The entries of a map whose keys are all among `known`."""
        found: dict[str, yaml.Node] = {}
        for key, key_node, value in self._entries(node, what):
            if key in known:
                found[key] = value
            else:
                self.fault(key_node, f"{what} has no key `{key}`; {nearest(key, known)}")
        return found

    def pairs(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node]]:
        return [(key, value) for key, _, value in self._entries(node, what)]

    def _entries(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what} should be a map of keys; write `key: value` lines")
            return []
        seen: set[str] = set()
        entries: list[tuple[str, yaml.Node, yaml.Node]] = []
        for key_node, value in node.value:
            key = self.text(key_node)
            if key is None:
                continue
            if key in seen:
                self.fault(key_node, f"`{key}` stands twice; remove one")
            seen.add(key)
            entries.append((key, key_node, value))
        return entries

    def elements(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"{what} should be a list; write `- ` before each")
            return []
        return list(node.value)

    def one_or_more(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def text(self, node: yaml.Node | None) -> str | None:
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, "should be plain text")
            return None
        return str(node.value)

    def flag(self, node: yaml.Node | None, what: str) -> bool:
        if node is None:
            return False
        value = self.plain(node)
        if not isinstance(value, bool):
            self.fault(node, f"{what} is true or false; write one of them")
        return value is True

    def integer(self, node: yaml.Node | None, what: str) -> int | None:
        if node is None:
            return None
        value = self.plain(node)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(node, f"{what} should be a whole number")
            return None
        return value

    def plain(self, node: yaml.Node) -> object:
        """A single value: text, a number, true or false, a date, null."""
        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, "should be a single value")
            return None
        try:
            value = yaml.safe_load(yaml.serialize(node))
        except (yaml.YAMLError, ValueError, LookupError, AttributeError, OverflowError):  # PyYAML on a wrong tag
            value = node
        if value is None or isinstance(value, str | int | date) or (isinstance(value, float) and isfinite(value)):
            return value
        self.fault(node, f"{node.value!r:.40} cannot be read as a value; put it in quotes")
        return None

    def data(self, node: yaml.Node) -> object:
        """Any value: lists and maps of plain values too."""
        if isinstance(node, yaml.MappingNode):
            return {key: self.data(value) for key, value in self.pairs(node, "a map")}
        if isinstance(node, yaml.SequenceNode):
            return [self.data(one) for one in node.value]
        return self.plain(node)


def nearest(name: str, known: tuple[str, ...]) -> str:
    """What to do about a name that is none of `known`."""
    near = get_close_matches(name, known, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"there are: {', '.join(known)}" if known else "remove it"
