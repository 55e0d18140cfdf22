"""The lines of source files, looked up only when something is told of them."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from migrate.jekyll import frontmatter
from migrate.jekyll.paths import inside

MAX_BYTES = 64 * 1024 * 1024
# libyaml where PyYAML was built with it
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = b"\xef\xbb\xbf"
_END = rb"(?![\w/%-]|[.?#&=]\w)"  # where no address goes on


class Lines:
    """Remembers the file that was asked for last: findings come file by file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last: tuple[str, bytes, int] = ("", b"", 0)  # with the length of the front matter

    def first(self, file: str, text: str, *, body: bool) -> int | None:
        """The first line of `file` that says `text`, and not as a part of a longer address. Never raises.

        `body` is for what stands below the front matter: it is looked for there only.
        """
        _, raw, head = self._of(file)
        wanted = re.compile(rb"(?<![\w/.%-])" * _begins_address(text) + re.escape(_raw(text)) + _END)
        found = wanted.search(raw, head if body else 0)
        return None if found is None else raw.count(b"\n", 0, found.start()) + 1

    def of_key(self, file: str, names: Sequence[str]) -> int | None:
        """The line of the key of front matter that `names` lead to, or of the last of them that is there."""
        _, raw, head = self._of(file)
        text, _ = frontmatter.decode(raw[:head].removeprefix(_BOM))
        try:
            node = next(iter(yaml.compose_all(text, LOADER)), None)
        except (yaml.YAMLError, RecursionError, ValueError):
            return None
        found: int | None = None
        for name in names:
            key = _entry(node, name)
            if key is None:
                break
            found, node = key[0].start_mark.line + 1, key[1]
        return found

    def of_body(self, file: str) -> int:
        """The line that the body of a file begins at."""
        _, raw, head = self._of(file)
        return raw.count(b"\n", 0, head) + 1

    def _of(self, file: str) -> tuple[str, bytes, int]:
        if self._last[0] != file:
            raw = self._read(file)
            self._last = (file, raw, len(raw) - len(frontmatter.split(raw).body))
        return self._last

    def _read(self, file: str) -> bytes:
        path = self._root / file
        try:
            if not os.path.isfile(path) or not inside(self._root, path):
                return b""
            with open(path, "rb") as stream:
                return stream.read(MAX_BYTES)
        except (OSError, ValueError):
            return b""


def _entry(node: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    """The entry of a map; of a list, that of its first map which has it."""
    maps = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for one in maps:
        for key, value in one.value if isinstance(one, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode) and key.value == name:
                return key, value
    return None


def _begins_address(text: str) -> bool:
    return text[:1].isalnum() or text[:1] in "/.%-"


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
