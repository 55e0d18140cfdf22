"""Front matter in YAML, TOML or JSON, by python-frontmatter's handlers, made exact.

Its own YAML leaves text bare that Ruby or Go read as another value (`1,000`, `1e3`, `:name`), sorts keys, folds long
lines, and strips the body. Here text is bare only where no YAML could take it for anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal, get_args

import frontmatter
import tomli_w
import yaml
from frontmatter.default_handlers import BaseHandler

from migrate.exporters.plain_yaml import PlainYaml
from migrate.interfaces import Tell

Format = Literal["yaml", "toml", "json"]
FORMATS: tuple[str, ...] = get_args(Format)

_NO_FOLDING = float("inf")
_INT64 = 2**63
# what YAML escapes, or takes for the end of a line
_ODD_CHARS = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_ODD = re.compile(f"[{_ODD_CHARS}]")
# begins with a letter or slash, and holds no colon and no hash: text, whichever version of YAML reads it
_BARE = re.compile(rf"(?:[^\W\d_]|/)[^:#\xa0{_ODD_CHARS}]*(?<!\s)")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))


class _Yaml(BaseHandler):
    """YAML that PyYAML, Ruby's Psych and Go read back as the same values; keys keep their order."""

    FM_BOUNDARY = re.compile(r"^-{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        return _PLAIN.dumped(metadata)

    def format(self, post: frontmatter.Post, **kwargs: object) -> str:
        """The fences around the front matter, then the body as it is: the base class strips it."""
        return f"{self.START_DELIMITER}\n{self.export(post.metadata)}{self.END_DELIMITER}\n{post.content}"


class _Toml(_Yaml):
    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        return tomli_w.dumps(metadata)


class _Json(_Yaml):
    FM_BOUNDARY = re.compile(r"^(?:{|})$", re.MULTILINE)

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        return json.dumps(metadata, indent=2, ensure_ascii=False, default=lambda value: value.isoformat()) + "\n"

    def format(self, post: frontmatter.Post, **kwargs: object) -> str:
        return f"{self.export(post.metadata)}\n{post.content}"


HANDLERS: dict[str, BaseHandler] = {"yaml": _Yaml(), "toml": _Toml(), "json": _Json()}


def fenced(front_matter: Mapping[str, object], content: str, kind: str, tell: Tell, *, bare: bool = False) -> str:
    """A file of front matter and body. Without any front matter it is the body alone, without fences.

    With `bare` it is the front matter alone, as plain YAML, TOML or JSON.

    What the format cannot hold is told: in TOML a null, which is left out, and whole numbers beyond 64 bits, which
    become text; characters that are half of one everywhere.
    """
    values = _Values(kind, tell)
    metadata = values.map(front_matter)
    if bare:
        return HANDLERS[kind].export(metadata)
    post = frontmatter.Post(values.text(content), HANDLERS[kind])
    post.metadata = metadata  # not by keyword: a key may be called `content`
    return frontmatter.dumps(post) if post.metadata else post.content


class _Values:
    """Values as plain ones that the format can hold."""

    def __init__(self, kind: str, tell: Tell) -> None:
        self._kind, self._tell = kind, tell

    def map(self, value: Mapping[object, object] | Mapping[str, object]) -> dict[str, object]:
        plain = {self.text(str(name)): self._plain(inner) for name, inner in value.items()}
        return {name: inner for name, inner in plain.items() if inner is not None} if self._kind == "toml" else plain

    def text(self, text: str) -> str:
        try:
            text.encode()
        except UnicodeEncodeError:
            self._tell("record.value", "half a character is no text; it became U+FFFD")
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text

    def _plain(self, value: object) -> object:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return self.map(value)
        if isinstance(value, Sequence):
            return self._list([self._plain(inner) for inner in value])
        if self._kind == "toml" and isinstance(value, int) and not -_INT64 <= value < _INT64:
            self._tell("record.value", "TOML has no whole number of more than 64 bits; it became text")
            return str(value)
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value

    def _list(self, values: list[object]) -> list[object]:
        if self._kind != "toml" or None not in values:
            return values
        self._tell("record.value", "TOML has no null; it was left out of a list")
        return [value for value in values if value is not None]


class _Dumper(yaml.SafeDumper):
    """PyYAML's own emitter, not libyaml's: it writes emoji as they are, and the same bytes on every machine."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    if "\n" in text:
        return "|" if _fits_block(text) else '"'
    if _BARE.fullmatch(text):
        return "'" if text.casefold() in _WORDS else None
    return '"' if _ODD.search(text) else "'"


def _fits_block(text: str) -> bool:
    """Whether a literal block keeps every character, whoever reads it: no blanks at the ends, nothing to escape."""
    lines = text.removesuffix("\n").split("\n")
    return bool(lines[0] and lines[-1]) and not (
        lines[0][0].isspace() or any(_ODD.search(line) or line != line.rstrip() for line in lines)
    )


def _time_node(dumper: yaml.SafeDumper, value: date) -> yaml.Node:
    """With a `T`: Go takes no space before an offset."""
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def _dumped(metadata: dict[str, object]) -> str:
    return yaml.dump(
        metadata, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_NO_FOLDING, default_flow_style=False
    )


_PLAIN = PlainYaml(_style, _dumped)
_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(datetime, _time_node)
_Dumper.add_representer(date, _time_node)
