"""YAML as Jekyll reads it: Ruby's `Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true)`.

libyaml splits the text into events; in which order merge keys win and what is refused follow Psych 4
(`visitors/to_ruby.rb`, `class_loader.rb`), and so does what a scalar means (scalars.py), not YAML 1.1's table.

Where Python cannot hold what Ruby holds: keys are strings, `1` and `"1"` are one key here, told as a duplicate,
and a collection used as a key prints its own keys as strings.
Refused though Psych reads them: `!ruby/class`, `!ruby/encoding`, `!ruby/hash-with-ivars`, a mapping tagged
`!str`, an `!omap` whose items are not single pairs, and an alias inside the collection it stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from migrate.jekyll.rubytext import ZONELESS, ruby_inspect, ruby_to_s
from migrate.jekyll.scalars import WORDS, YAML_ORG, Refused, Scalar, scalar, tagged

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ZONELESS", "Duplicate", "Loaded", "Value", "YamlError", "load", "ruby_to_s"]

Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"


class YamlError(Exception):
    """The text is not YAML that Jekyll would read; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message, line, column)
        self.message, self.line, self.column = message, line, column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


class Duplicate(NamedTuple):
    """A key written twice in one mapping: the later one wins and keeps the place of the first.

    A merge (`<<`) that overrides a key written above it counts too: Psych lets the merged value win.
    """

    path: str
    """Keys and list positions from the top, joined by dots."""
    first: int
    last: int
    lost: Value


class Loaded(NamedTuple):
    """The first document of the text; containers reached through an alias are shared, not copied."""

    value: Value
    duplicates: tuple[Duplicate, ...]
    lines: dict[str, int]
    """Line of each key of the top mapping, from 1; where it stands twice, the last. A key only merged in has none."""


class _Limits(NamedTuple):
    depth: int
    values: int


RATIO: Final = 100
"""Aliases may make a document this many times as large as it was written, once it has a thousand values."""


def load(
    text: str,
    *,
    zone: tzinfo = UTC,
    max_chars: int = 1 << 20,
    max_depth: int = 100,
    max_values: int = 200_000,
) -> Loaded:
    """What Jekyll sees in `text`; `zone` only shows in keys that are times without a zone.

    Raises YamlError, and nothing else, for syntax errors, symbols and Ruby objects, aliases that are unknown,
    hold themselves or multiply, and texts longer, deeper or larger than the limits.
    """
    if len(text) > max_chars:
        raise YamlError(f"the text is longer than {max_chars} characters", 1, 1)
    return _flat(text) or _composed(text, _Composer(_Limits(depth=max_depth, values=max_values), zone))


_ENTRY = re.compile(
    r"""([A-Za-z][\w-]{0,99}):(?:\ +(?:"([^"\\]*)"|'([^']*)'|([^\s\-?:,\[\]{}#&*!|>'"%@`].*)))?\ *""",
    re.A | re.X,
)
# values that most pages have, held once for all of them
_SHARED: Final = {
    word: word for word in ("page", "post", "file", "link", "markdown", "tiptap", "resources", "contact_us")
}
# all that is not allowed, not the negation of what is: that takes ten times as long to compile
_UNPRINTED = re.compile("[\0-\t\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _flat(text: str) -> Loaded | None:
    """The document if every line is `key: value` in its plainest form, else None: libyaml decides then."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _UNPRINTED.search(text):
        return None
    value: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found = _ENTRY.fullmatch(line)
        if found is None:
            if not line or line[0] == "#" or (number == 1 and line.rstrip(" ") == "---"):
                continue
            return None
        key, double, single, plain = found.groups()
        key = intern(key)  # ten thousand pages say `title`: one of them is enough in memory
        if key in value or (len(key) <= 5 and key.lower() in WORDS):
            return None
        if plain is None:
            value[key] = double if single is None else single
        elif plain in _SHARED:
            value[key] = _SHARED[plain]
        elif ": " in plain or " #" in plain or plain[-1] == ":":
            return None
        else:
            try:
                value[key] = scalar(plain.rstrip(" "))
            except Refused:
                return None
        lines[key] = number
    return Loaded(value, (), lines) if value else None


def _composed(text: str, composer: _Composer) -> Loaded:
    try:
        return composer.run(_Parser(text).get_event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(error.problem or error.context or "not YAML", line, column) from None
    except (yaml.reader.ReaderError, UnicodeError):
        raise _unreadable(text) from None


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """The events of libyaml without libyaml, some thirty times slower."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


_Parser: Callable[[str], Any] = _PythonParser
if yaml.__with_libyaml__:
    from yaml._yaml import CParser as _Parser


_FORBIDDEN = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"


def _unreadable(text: str) -> YamlError:
    """Names the first character that YAML does not allow."""
    found = re.search(_FORBIDDEN, text)
    before = text[: found.start()] if found else ""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    what = f"U+{ord(found[0]):04X}" if found else "a character"
    return YamlError(f"{what} is not allowed in YAML", line, column)


_OMAP_TAGS: Final = frozenset({"!omap", f"{YAML_ORG}omap"})
_REFUSED_LISTS = re.compile(r"!(?:seq|ruby/array):")
_REFUSED_MAPS = re.compile(
    r"!ruby/(?:struct|object(?!:Hash\Z)|array:|range\Z|exception|hash-with-ivars|hash:|marshalable:|string)"
    r"|!map:|!str|tag:yaml\.org,2002:str\Z|(?:!|tag:yaml\.org,2002:)(?:set|omap)\Z"
)


class _Composer:
    """Builds the value of one document, event by event, on a stack of its own: depth is no recursion."""

    def __init__(self, limits: _Limits, zone: tzinfo) -> None:
        self.limits, self.zone = limits, zone
        self.root = _List(None)
        self.stack: list[_List | _Map] = [self.root]
        self.top: _List | _Map = self.root
        self.anchors: dict[str, _Anchored] = {}
        self.duplicates: list[Duplicate] = []
        self.lines: dict[str, int] = {}
        self.written = self.expanded = 0

    def run(self, next_event: Callable[[], Any]) -> Loaded:
        """The document whose events come next; raises YamlError at the event that Psych refuses."""
        steps: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._open_map,
            SequenceStartEvent: self._open_list,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
        }
        event = next_event()
        while (kind := event.__class__) is not DocumentEndEvent and kind is not StreamEndEvent:
            if step := steps.get(kind):
                try:
                    step(event)
                except Refused as error:
                    mark = event.start_mark
                    raise YamlError(str(error), mark.line + 1, mark.column + 1) from None
            event = next_event()
        return self._loaded()

    def report(self, key: str, first: int, last: int, lost: Value) -> None:
        path = [frame.place() for frame in self.stack[1:-1]]
        self.duplicates.append(Duplicate(".".join([*path, key]), first, last, lost))

    def _scalar(self, event: Any) -> None:
        plain, quoted = event.implicit
        value: Scalar = event.value
        if plain:
            value = scalar(event.value)
        elif not quoted:
            value = tagged(event.value, event.tag)
        if event.anchor is not None:
            # a long text counts for more, or aliases could make a huge site of a few lines
            self.anchors[event.anchor] = _Anchored(value, size=1 + len(event.value) // 100, closed=True)
        self.written += 1
        top = self.top
        top.size += 1
        top.add(value, event)

    def _open_map(self, event: Any) -> None:
        if event.tag and _REFUSED_MAPS.match(event.tag):
            raise Refused(f"the tag {event.tag[:80]} is not allowed")
        self._open(_Map(event, self))

    def _open_list(self, event: Any) -> None:
        if event.tag and _REFUSED_LISTS.match(event.tag):
            raise Refused(f"the tag {event.tag[:80]} is not allowed")
        self._open(_List(event, event.tag in _OMAP_TAGS))

    def _open(self, frame: _List | _Map) -> None:
        if frame.anchored:
            self.anchors[frame.event.anchor] = frame.anchored
        if len(self.stack) > self.limits.depth:
            raise Refused(f"nested more than {self.limits.depth} levels deep")
        self.written += 1
        self.stack.append(frame)
        self.top = frame

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        top = self.top = self.stack[-1]
        value = frame.closed()
        if frame.anchored:
            done = frame.anchored
            done.value, done.size, done.height, done.closed = value, frame.size, frame.height + 1, True
        if top is self.root and isinstance(frame, _Map):
            self.lines = frame.lines
        top.size += frame.size
        top.height = max(top.height, frame.height + 1)
        top.add(value, frame.event)

    def _alias(self, event: Any) -> None:
        anchored = self.anchors.get(event.anchor)
        if anchored is None:
            raise Refused(f"unknown alias: {event.anchor}")
        if not anchored.closed:
            raise Refused(f"the alias {event.anchor} stands inside what it stands for")
        top = self.top
        top.size += anchored.size
        top.height = max(top.height, anchored.height)
        self.expanded += anchored.size
        if self.expanded > self.limits.values:
            raise Refused(f"aliases make more than {self.limits.values} values of this text")
        if len(self.stack) - 1 + anchored.height > self.limits.depth:
            raise Refused(f"nested more than {self.limits.depth} levels deep")
        top.add(anchored.value, event)

    def _loaded(self) -> Loaded:
        if self.expanded > max(1000, RATIO * self.written):
            raise YamlError(f"aliases make this text {RATIO} times as large as it was written", 1, 1)
        value = self.root.value[0] if self.root.value else None
        return Loaded(value, tuple(self.duplicates), self.lines)


@dataclass(slots=True)
class _Anchored:
    """What an alias stands for: its value and, once it is closed, how many values and levels that is."""

    value: Value
    size: int = 1
    height: int = 0
    closed: bool = False


class _List:
    __slots__ = ("anchored", "event", "height", "omap", "size", "value")

    def __init__(self, event: Any, omap: bool = False) -> None:
        self.event, self.value = event, list[Value]()
        self.anchored, self.omap, self.size, self.height = _anchored(event, self.value), omap, 1, 0

    def add(self, value: Value, event: Any) -> None:
        self.value.append(value)

    def place(self) -> str:
        return str(len(self.value))

    def closed(self) -> Value:
        if not self.omap:
            return self.value
        if not all(isinstance(item, dict) and len(item) == 1 for item in self.value):
            raise Refused("an !omap is a list of single pairs")
        return {key: value for item in self.value if isinstance(item, dict) for key, value in item.items()}


class _Map:
    __slots__ = ("anchored", "composer", "event", "height", "key", "key_line", "lines", "merge", "size", "value")

    def __init__(self, event: Any, composer: _Composer) -> None:
        self.event, self.value, self.lines = event, dict[str, Value](), dict[str, int]()
        self.anchored, self.composer, self.size, self.height = _anchored(event, self.value), composer, 1, 0
        self.key: str | None = None

    def add(self, value: Value, event: Any) -> None:
        """The key, then its value, in turn."""
        key = self.key
        if key is None:
            self.key = intern(value) if isinstance(value, str) else _key(value, self.composer.zone)
            self.key_line = event.start_mark.line + 1
            self.merge = value == "<<" and getattr(event, "tag", None) != f"{YAML_ORG}str"
            return
        self.key = None
        if self.merge and (pairs := _merged(value, event)) is not None:
            self._merge(pairs)
            return
        if key in self.lines:
            self.composer.report(key, self.lines[key], self.key_line, self.value[key])
        self.value[key] = value
        self.lines[key] = self.key_line

    def _merge(self, pairs: dict[str, Value]) -> None:
        for key, value in pairs.items():
            if key in self.lines and self.value[key] != value:
                self.composer.report(key, self.lines[key], self.key_line, self.value[key])
                self.lines[key] = self.key_line
        self.value.update(pairs)

    def place(self) -> str:
        return self.key or ""

    def closed(self) -> Value:
        return self.value


def _anchored(event: Any, value: Value) -> _Anchored | None:
    return _Anchored(value) if event is not None and event.anchor is not None else None


def _merged(value: Value, event: Any) -> dict[str, Value] | None:
    """What `<<` adds, or None where Psych finds nothing to merge and keeps `<<` as a key.

    Of a written list the first item wins; a list reached through an alias is not merged.
    """
    if isinstance(value, dict):  # an !omap is written as a list of pairs, and pairs do not merge
        return None if value and event.__class__ is SequenceStartEvent else value
    if not isinstance(value, list) or event.__class__ is AliasEvent:
        return None
    pairs: dict[str, Value] = {}
    for item in reversed(value):
        if not isinstance(item, dict):
            return None
        pairs.update(item)
    return pairs


def _key(value: Value, zone: tzinfo) -> str:
    return ruby_inspect(value, zone) if isinstance(value, list | dict) else ruby_to_s(value, zone)
