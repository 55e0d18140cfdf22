"""Loads a mapping file and applies it. All faults of a file are told at once, each as file:line:col.

The part of the language that is here: `mapping`, `name`, `exporter`, and `types`, each with `name`, `when` (field:
value or list of values) or `otherwise: true`, and `fields` of `from` (a path or a list of fallbacks), `value` and
`default`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from math import isfinite
from pathlib import Path

import yaml

from migrate.errors import MappingError
from migrate.mapping.fields import PAGE_FIELDS

# libyaml where PyYAML was built with it, as everywhere but on odd machines
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1024 * 1024
MAX_DEPTH = 50
VERSION = 1

Fields = dict[str, object]
Rule = Callable[[Fields], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One type of records: which pages it takes, and a rule for each of its fields."""

    name: str
    when: dict[str, tuple[object, ...]]
    rules: tuple[tuple[str, Rule], ...]

    def takes(self, fields: Fields) -> bool:
        """Whether each field of `when` has one of its values; a list field, when one of its elements has."""
        return all(_is_one_of(_at(fields, path.split(".")), values) for path, values in self.when.items())


def _is_one_of(value: object, values: tuple[object, ...]) -> bool:
    return any(one in values for one in value) if isinstance(value, list | tuple) else value in values


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A mapping file, ready to be applied."""

    name: str
    exporter: str
    types: tuple[Type, ...]

    def record(self, fields: Fields) -> Fields | None:
        """The record of the first type that takes the page, None when none does."""
        for kind in self.types:
            if kind.takes(fields):
                return {name: rule(fields) for name, rule in kind.rules}
        return None


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`. Raises MappingError, whatever the file holds."""
    return _Loader(str(path)).mapping(_root(path))


def shipped(name: str) -> Path:
    """The mapping file called `name` that comes with the program. Raises MappingError."""
    package = Path(__file__).parent.parent
    # an installed wheel has them beside the code; a checkout has them at its top
    for folder in (package / "shipped" / "mappings", package.parent / "mappings"):
        if (folder / f"{name}.yml").is_file():
            return folder / f"{name}.yml"
    raise MappingError(f"no mapping called {name} is shipped; pass one with --mapping FILE")


def _root(path: Path) -> yaml.Node:
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
        raise MappingError(f"{path}:1:1: the file is empty; write `mapping: {VERSION}` and `types`")
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


def _syntax(path: Path, text: str, error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):  # it has no mark
        before = text[: max(text.find(chr(error.character)), 0)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"{path}:{line}:{column}: U+{error.character:04X} is not allowed in YAML; remove it"
    mark = getattr(error, "problem_mark", None)
    place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark is not None else str(path)
    return f"{place}: is not YAML ({getattr(error, 'problem', None) or error}); mend it"


class _Loader:
    """Checks every node of one file and gathers the faults."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[str] = []

    def mapping(self, root: yaml.Node) -> Mapping:
        top = self._map(root, ("mapping", "name", "exporter", "types"), "a mapping file")
        version = self._plain(top["mapping"]) if "mapping" in top else None
        if version != VERSION:
            self._fault(top.get("mapping", root), f"`mapping: {VERSION}` is missing; it names the language's version")
        if "types" not in top:
            self._fault(root, "there are no `types`; write at least one with `otherwise: true`")
        types = [self._type(node) for node in self._list(top.get("types"), "`types`")]
        name = self._text(top.get("name")) or Path(self.file).stem
        exporter = self._text(top.get("exporter")) or name
        if self.faults:
            raise MappingError("\n".join(_first(self.faults)))
        return Mapping(name=name, exporter=exporter, types=tuple(types))

    def _type(self, node: yaml.Node) -> Type:
        keys = self._map(node, ("name", "when", "otherwise", "fields"), "a type")
        name = self._text(keys.get("name")) or ""
        if not name:
            self._fault(node, "a type has no `name`; give it one")
        if ("when" in keys) == ("otherwise" in keys):
            self._fault(node, f"type `{name}` needs either `when` or `otherwise: true`")
        if "otherwise" in keys and self._plain(keys["otherwise"]) is not True:
            self._fault(keys["otherwise"], "`otherwise` can only be true; leave it out or write `when`")
        if "fields" not in keys:
            self._fault(node, f"type `{name}` has no `fields`; name what its records hold")
        when = {path: self._choices(path, value) for path, value in self._pairs(keys.get("when"), "`when`")}
        rules = [(key, self._rule(value)) for key, value in self._pairs(keys.get("fields"), "`fields`")]
        return Type(name=name, when=when, rules=tuple(rules))

    def _rule(self, node: yaml.Node) -> Rule:
        keys = self._map(node, ("from", "value", "default"), "a field")
        if ("from" in keys) == ("value" in keys):
            self._fault(node, "a field needs either `from` or `value`")
        if "value" in keys:
            value = self._plain(keys["value"])
            return lambda _: value
        default = self._plain(keys["default"]) if "default" in keys else None
        paths = [self._path(one) for one in self._one_or_more(keys.get("from"))]
        return _taker(paths, default)

    def _path(self, node: yaml.Node) -> list[str]:
        parts = (self._text(node) or "").split(".")
        if parts[0] not in PAGE_FIELDS:
            self._fault(node, f"a page has no field `{parts[0]}`; {_near(parts[0], PAGE_FIELDS)}")
        return parts

    def _choices(self, path: str, node: yaml.Node) -> tuple[object, ...]:
        if path.split(".")[0] not in PAGE_FIELDS:
            self._fault(node, f"a page has no field `{path}`; {_near(path, PAGE_FIELDS)}")
        return tuple(self._plain(one) for one in self._one_or_more(node))

    def _one_or_more(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def _map(self, node: yaml.Node, known: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        for key, value in self._pairs(node, what):
            if key not in known:
                self._fault(value, f"{what} has no key `{key}`; {_near(key, known)}")
            found[key] = value
        return found

    def _pairs(self, node: yaml.Node | None, what: str) -> list[tuple[str, yaml.Node]]:
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, f"{what} should be a map of keys; write `key: value` lines")
            return []
        seen: set[str] = set()
        pairs: list[tuple[str, yaml.Node]] = []
        for key, value in node.value:
            name = self._text(key) or ""
            if name in seen:
                self._fault(key, f"`{name}` stands twice; remove one")
            seen.add(name)
            pairs.append((name, value))
        return pairs

    def _list(self, node: yaml.Node | None, what: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f"{what} should be a list; write `- ` before each")
            return []
        return list(node.value)

    def _text(self, node: yaml.Node | None) -> str | None:
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "should be plain text")
            return None
        return str(node.value)

    def _plain(self, node: yaml.Node) -> object:
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, "should be a single value")
            return None
        try:
            value = yaml.safe_load(yaml.serialize(node))
        except (yaml.YAMLError, ValueError, LookupError, AttributeError, OverflowError):  # PyYAML on a wrong tag
            value = node
        if value is None or isinstance(value, str | int | date) or (isinstance(value, float) and isfinite(value)):
            return value
        self._fault(node, f"{node.value!r:.40} cannot be read as a value; put it in quotes")
        return None

    def _fault(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        # a key may hold the end of a line, and a fault is one line
        message = message.replace("\n", "\\n")
        shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in message)
        self.faults.append(f"{self.file}:{mark.line + 1}:{mark.column + 1}: {shown}")


def _first(faults: list[str], most: int = 50) -> list[str]:
    return faults if len(faults) <= most else [*faults[:most], f"… and {len(faults) - most:,} more faults"]


def _taker(paths: list[list[str]], default: object) -> Rule:
    """A rule that takes the first of `paths` that has a value. The plain case is a single look-up."""
    if len(paths) == 1 and len(paths[0]) == 1 and default is None:
        name = paths[0][0]
        return lambda fields: fields.get(name)

    def taken(fields: Fields) -> object:
        for path in paths:
            value = _at(fields, path)
            if value is not None:
                return value
        return default

    return taken


def _at(value: object, path: list[str]) -> object:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _near(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(known)}"
