"""A mapping file as YAML nodes with their places, its faults gathered as `file:line:col`.

Whatever the file holds, what comes out is a node or a MappingError.
"""

from __future__ import annotations

from collections import Counter
from math import isfinite
from pathlib import Path

import yaml

from migrate.errors import MappingError
from migrate.mapping.files import compose
from migrate.mapping.names import nearest
from migrate.mapping.steps.patterns import MAX_PATTERNS

__all__ = ["Document", "Faults", "is_null", "nearest"]

MAX_SCALAR = 100  # characters of a number or a date; a text may have any number
MOST_FAULTS = 50  # that are shown
MAX_FAULTS = 200  # that are looked for: each costs a search for the name that is meant
MAX_FAULT = 1_500  # characters
# in all files of a mapping: each type has the fields that it inherits, and RE2 makes 3 instructions in a microsecond
MOST = {
    "types": 300,
    "fields": 5_000,
    "look-ups": 200,
    "patterns": MAX_PATTERNS,
    "instructions of patterns": 1_000_000,
}

# What a single value can be; the tag `!!binary` and those of Python objects are none
_PLAIN = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "timestamp", "str"))


class Faults:
    """The faults of one mapping, of all the files that it is made of, and how many it has of what is bounded."""

    def __init__(self) -> None:
        self._lines: dict[str, None] = {}
        self.counts: Counter[str] = Counter()

    def add(self, place: str, message: str) -> None:
        # a key may hold the end of a line, and a fault is one line
        message = message[:MAX_FAULT].replace("\n", "\\n")
        shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in message)
        self._lines.setdefault(f"{place}: {shown}")
        if len(self._lines) > MAX_FAULTS:
            raise MappingError("\n".join([*list(self._lines)[:MOST_FAULTS], "… and many more faults"]))

    def take(self, error: MappingError) -> None:
        """The faults of a file that cannot be read at all."""
        self._lines.update(dict.fromkeys(str(error).split("\n")))

    def check(self) -> None:
        """Raises MappingError with every fault, one a line."""
        if not self._lines:
            return
        shown, more = list(self._lines)[:MOST_FAULTS], len(self._lines) - MOST_FAULTS
        raise MappingError("\n".join([*shown, f"… and {more:,} more faults"] if more > 0 else shown))

    def __bool__(self) -> bool:
        return bool(self._lines)


class Document:
    """One file of a mapping; its nodes are read as the shapes that a place wants, and what is wrong is a fault.

    One mistake is one fault: of a node that has the wrong shape nothing else is told, and of a map with a key that
    nobody knows not what it lacks.
    """

    def __init__(self, path: Path, faults: Faults) -> None:
        self.path, self.faults = path, faults
        source = compose(path)
        self.root, self.values, self._lines = source.root, source.values, source.text.split("\n")
        self._misshapen: set[int] = set()
        self._misspelt: set[int] = set()

    def place(self, node: yaml.Node, offset: int = 0) -> str:
        """`file:line:column` of a node, or of the character number `offset` of a text."""
        mark = node.start_mark
        line, column = self._within(node, offset) if offset and isinstance(node, yaml.ScalarNode) else (0, 0)
        return f"{self.path}:{(line or mark.line) + 1}:{(column or mark.column) + 1}"

    def _within(self, node: yaml.ScalarNode, offset: int) -> tuple[int, int]:
        """Where a character of a text stands, if the file has the text before it as it is read; else zeros."""
        before, mark = node.value[:offset], node.start_mark
        if node.style in ("|", ">"):
            number, begun = mark.line + 1 + before.count("\n"), before.rpartition("\n")[2]
            first = self._lines[mark.line + 1] if mark.line + 1 < len(self._lines) else ""
            start = len(first) - len(first.lstrip())
        else:
            number, begun = mark.line, before
            start = mark.column + (1 if node.style else 0)
        line = self._lines[number] if number < len(self._lines) else ""
        return (number, start + len(begun)) if line[start:].startswith(begun) else (0, 0)

    def fault(self, node: yaml.Node, message: str, offset: int = 0) -> None:
        if id(node) not in self._misshapen:
            self.faults.add(self.place(node, offset), message)

    def count(self, node: yaml.Node, what: str, number: int = 1) -> None:
        """Counts some of `MOST`. Raises MappingError, with all faults so far, where there are too many."""
        self.faults.counts[what] += number
        if self.faults.counts[what] > MOST[what]:
            self.fault(node, f"there are more than {MOST[what]:,} {what} in the mapping; take out what is not needed")
            self.faults.check()

    def lacks(self, node: yaml.Node, message: str, where: yaml.Node | None = None) -> None:
        """A fault of what is missing in a map, told at its beginning or at `where`."""
        if id(node) not in self._misspelt | self._misshapen:
            self.fault(where or node, message)

    def misshapen(self, node: yaml.Node, message: str) -> None:
        """A fault of a node's shape."""
        self.fault(node, message)
        self._misshapen.add(id(node))

    def map(self, node: yaml.Node | None, known: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        """The entries of a map whose keys are all among `known`."""
        found: dict[str, yaml.Node] = {}
        empty: tuple[str, yaml.Node] | None = None
        for key, key_node, value in self.entries(node, what):
            if key in known:
                found[key] = value
                empty = (key, value) if is_null(value) else None
                continue
            self._misspelt.add(id(node))
            if empty is not None and id(empty[1]) not in self._misshapen:
                self.fault(
                    key_node, f"{what} has no key `{key:.80}`; indent it deeper than `{empty[0]}:`, to be part of that"
                )
                self._misshapen.add(id(empty[1]))
            elif empty is None:
                self._unknown(key, key_node, known, what)
        return found

    def _unknown(self, key: str, node: yaml.Node, known: tuple[str, ...], what: str) -> None:
        name, colon, rest = key.partition(":")
        if node.tag.endswith(":merge"):
            self.fault(node, f"{what} takes no `<<`; use `extends`, or an alias for the whole of it")
        elif colon and name in known:
            self.fault(node, f"a blank is missing after `{name}:`; write `{name}: {rest.strip():.40}`")
        else:
            self.fault(node, f"{what} has no key `{key:.80}`; {nearest(key, known)}")

    def pairs(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node]]:
        return [(key, value) for key, _, value in self.entries(node, what)]

    def entries(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
        """The entries of a map: each key, its node, and the node of its value."""
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self.misshapen(node, f"{what} should be a map of keys{_not(node)}; write `key: value` lines")
            return []
        seen: dict[str, int] = {}
        entries: list[tuple[str, yaml.Node, yaml.Node]] = []
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.misshapen(
                    key_node, f"a key of {what} should be plain text{_not(key_node)}; write `key: value` lines"
                )
                continue
            key = str(key_node.value)
            if key in seen:
                self.fault(key_node, f"`{key:.80}` stands on line {seen[key]} already; remove one of the two")
            seen.setdefault(key, key_node.start_mark.line + 1)
            entries.append((key, key_node, value))
        return entries

    def elements(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.misshapen(node, f"{what} should be a list{_not(node)}; write `- ` before each")
            return []
        return list(node.value)

    def one_or_more(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def text(self, node: yaml.Node | None) -> str | None:
        """A text, empty for null; None, and a fault, for a list or a map."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            quotes = isinstance(node, yaml.MappingNode) and all(is_null(value) for _, value in node.value)
            remedy = "put a text that begins with `{` in quotes" if quotes else "write one text"
            self.misshapen(node, f"should be plain text{_not(node)}; {remedy}")
            return None
        if node.tag.startswith("!"):
            self.misshapen(node, f"`{node.tag:.80}` is a tag of YAML and no text; put it in quotes")
            return None
        return "" if is_null(node) else str(node.value)

    def flag(self, node: yaml.Node | None, what: str) -> bool:
        if node is None:
            return False
        value = self.plain(node)
        if not isinstance(value, bool):
            without = " without quotes" if isinstance(value, str) else ""
            self.fault(node, f"{what} is true or false; write one of them{without}")
        return value is True

    def integer(self, node: yaml.Node | None, what: str) -> int | None:
        if node is None:
            return None
        value = self.plain(node)
        if isinstance(value, bool) or not isinstance(value, int):
            without = "; write it without quotes" if isinstance(value, str) and value.isdecimal() else "; write one"
            self.fault(node, f"{what} should be a whole number{without}")
            return None
        return value

    def plain(self, node: yaml.Node) -> object:
        """A single value: text, a number, true or false, a date, null."""
        if not isinstance(node, yaml.ScalarNode):
            self.misshapen(node, f"should be a single value{_not(node)}; write one value")
            return None
        value = _value(node)
        if value is not node:
            return value
        self.misshapen(node, f"{node.value[:80]!r:.40} cannot be read as a value; put it in quotes")
        return None

    def data(self, node: yaml.Node) -> object:
        """Any value: lists and maps of plain values too."""
        if isinstance(node, yaml.MappingNode):
            found: dict[str, object] = {}
            for key, key_node, value in self.entries(node, "a map"):
                if key_node.tag.endswith(":merge"):
                    self._unknown(key, key_node, (), "a map")
                found[key] = self.data(value)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self.data(one) for one in node.value]
        return self.plain(node)


def is_null(node: yaml.Node) -> bool:
    """Whether a node is YAML's word for nothing: `null`, `~`, or no word at all."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _not(node: yaml.Node) -> str:
    """What a node is, where another shape is wanted."""
    if is_null(node):
        return " and is empty"
    shape = "a list" if isinstance(node, yaml.SequenceNode) else "a single value"
    return f" and is {'a map' if isinstance(node, yaml.MappingNode) else shape}"


def _value(node: yaml.ScalarNode) -> object:
    """What a scalar stands for; the node itself where it stands for nothing that a mapping can hold."""
    if node.tag == "tag:yaml.org,2002:str":
        return str(node.value)
    if node.tag not in _PLAIN or len(node.value) > MAX_SCALAR:
        return node
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, OverflowError):  # PyYAML on a wrong tag
        return node
    if isinstance(value, int) and value.bit_length() > 64:
        return node
    return node if isinstance(value, float) and not isfinite(value) else value
