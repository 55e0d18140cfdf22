"""Front matter: where it ends and what it says, by Jekyll's own rules.

The fence is Jekyll's regular expression `\\A(---\\s*\\n.*?\\n?)^((---|\\.\\.\\.)\\s*$\\n?)`: it ends at a line that is
nothing but dashes or dots, so a `---` inside a value does not end it. Ruby's `\\s` is ASCII.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from migrate import accounting
from migrate.diagnostics import Finding
from migrate.encoding import repaired
from migrate.encoding.met import odd_bytes
from migrate.jekyll import psych

MAX_HEAD = 1024 * 1024

# Utils.has_yaml_header?, on bytes: a byte order mark is not skipped
HEADER = re.compile(rb"---[ \t\r\f\v]*\n")
_CLOSE = re.compile(rb"^(?:---|\.\.\.)[ \t\r\n\f\v]*$\n?", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A text file cut in two. `head` is None when there is no front matter; `body_line` counts from 1."""

    head: bytes | None
    body: bytes
    body_line: int
    unclosed: bool = False


def split(raw: bytes) -> Split:
    """`raw` (without a byte order mark) as front matter and body; an unclosed fence makes it all body."""
    opened = HEADER.match(raw)
    if opened is None:
        return Split(head=None, body=raw, body_line=1)
    closed = _CLOSE.search(raw, opened.end())
    if closed is None:
        return Split(head=None, body=raw, body_line=1, unclosed=True)
    return Split(head=raw[: closed.start()], body=raw[closed.end() :], body_line=raw.count(b"\n", 0, closed.end()) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What a file's front matter says; `ok` is False where Jekyll would have gone on without it.

    `leaves` is how many leaves were read, those that are not in `data` too: these are the `asides`.
    """

    data: dict[str, object]
    ok: bool
    findings: tuple[Finding, ...] = ()
    asides: tuple[accounting.Aside, ...] = field(default=(), compare=False)
    leaves: int = field(default=0, compare=False)


EMPTY = FrontMatter(data={}, ok=True)


def read(head: bytes | None, file: str) -> FrontMatter:
    """The values of `head`. Whatever is wrong with it is told, and the page goes on without front matter."""
    if head is None:
        return EMPTY
    if len(head) > MAX_HEAD:
        return _failed(
            "front-matter.unparsable",
            f"front matter of {len(head):,} bytes is over the limit of {MAX_HEAD:,}",
            file,
            1,
        )
    text, bad = decode(head)
    findings = [] if bad is None else [bad_encoding(file, head, bad)]
    try:
        loaded = psych.load(text, max_chars=MAX_HEAD)
    except psych.YamlError as error:
        message = f"front matter cannot be read: {error.message}"
        return _failed("front-matter.unparsable", message, file, error.line, error.column, *findings)
    findings.extend(duplicate(twice, file) for twice in loaded.duplicates)
    value = loaded.value
    counted = accounting.reading(file, value, loaded.duplicates)
    told = tuple(findings)
    if isinstance(value, dict):
        data: dict[str, object] = dict(value)
        return FrontMatter(data=data, ok=True, findings=told, asides=counted.asides, leaves=counted.leaves)
    if value is None or value is False:
        counted = counted.without_value("front matter that is only `false` is none")
        return FrontMatter(data={}, ok=True, findings=told, asides=counted.asides, leaves=counted.leaves)
    message = f"front matter is {_kind(value)}, not a map of keys"
    failed = _failed("front-matter.not-a-map", message, file, 1, None, *findings)
    counted = counted.without_value()
    return replace(failed, asides=counted.asides, leaves=counted.leaves)


def read_mended(head: bytes, file: str) -> FrontMatter | None:
    """The values of `head` once its damaged text is repaired; None where that does not make it readable."""
    text, _ = decode(head)
    mended, repairs = repaired(text)
    found = read(mended.encode("utf-8", "surrogatepass"), file) if repairs else None
    return found if found is not None and found.ok else None


def _failed(code: str, message: str, file: str, line: int, column: int | None = None, *before: Finding) -> FrontMatter:
    """No front matter, told. It counts for one leaf, since nobody can count what cannot be read."""
    finding = Finding(code=code, message=message, file=file, line=line, column=column)
    unread = accounting.unread(file)
    return FrontMatter(data={}, ok=False, findings=(*before, finding), asides=unread.asides, leaves=unread.leaves)


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a single value"


def duplicate(twice: psych.Duplicate, file: str, code: str = "front-matter.duplicate-key") -> Finding:
    """The finding for a key that stands twice in one map."""
    message = f"`{twice.path}` stands twice; the value of line {twice.first} is lost: {twice.lost!r:.80}"
    return Finding(code=code, message=message, file=file, line=twice.last)


codecs.register_error("ssi-windows-1252", odd_bytes)


def decode(raw: bytes) -> tuple[str, int | None]:
    """`raw` as text, and where the first byte stands that is not UTF-8 (None when all are).

    Such bytes are read as Windows-1252, what such files were most often saved as, so that none is lost; two halves
    of a character beyond the first 65,536 that were encoded one by one are put together.
    """
    try:
        return raw.decode(), None
    except UnicodeDecodeError as error:
        return raw.decode("utf-8", "ssi-windows-1252"), error.start


def bad_encoding(file: str, raw: bytes, at: int, first_line: int = 1) -> Finding:
    """The finding for the byte at `at` of `raw`, whose first line is line `first_line` of the file."""
    line = first_line + raw.count(b"\n", 0, at)
    return Finding(code="encoding.invalid-utf8", message=f"byte 0x{raw[at]:02X} is not UTF-8", file=file, line=line)
