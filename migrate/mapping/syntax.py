"""What is wrong with a text that is no YAML, said in the words of the person who wrote it.

libyaml tells where it could not go on. What has to be mended stands before that place more often than not: a quote or a
bracket that nobody closed, a blank that is missing behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import yaml

_KEY_WITHOUT_BLANK = re.compile(r"[ ]*(?:- +)*([A-Za-z_][\w.-]*):(?=[^\s/:])")
_DASH_WITHOUT_BLANK = re.compile(r"[ ]*-(?=[A-Za-z_][\w.-]*: )")
_SECOND_COLON = re.compile(r"[^:]*:\s.*")
_CLOSES = {"{": "}", "[": "]"}
# of a larger text only the place where libyaml stopped is told: its tokens would take too long
_MAX_SCANNED = 64 * 1024


class Place(NamedTuple):
    """A line and a column, from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


class _Stop(NamedTuple):
    """Where libyaml could not go on: `lines` is the text, `at` and `since` count from 0, `char` stands there."""

    lines: list[str]
    problem: str
    at: Place
    since: Place
    char: str
    open: tuple[Place, str] | None  # the innermost bracket that is not closed
    quote: Place | None  # a quoted text of several lines that ends on the line of the stop

    @property
    def line(self) -> str:
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    @property
    def is_at_end(self) -> bool:
        return not any(line.strip() for line in [self.line[self.at.column :], *self.lines[self.at.line + 1 :]])


_Told = tuple[Place, str] | None


def syntax_fault(text: str, error: yaml.YAMLError) -> str:
    """`LINE:COLUMN: what is so; what to do` of a text that is no YAML; without the place where there is none."""
    if isinstance(error, yaml.reader.ReaderError):  # it has no mark
        before = text[: max(text.find(chr(error.character)), 0)]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        return f"{place}: U+{error.character:04X} is not allowed in YAML; remove it"
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return f" is not YAML ({error}); mend it"
    stop = _stop(text, error, mark)
    place, message = next(told for rule in _RULES if (told := rule(stop)) is not None)
    return f"{Place(place.line + 1, place.column + 1)}: {message}"


def _stop(text: str, error: yaml.YAMLError, mark: yaml.Mark) -> _Stop:
    lines = text.split("\n")
    since = getattr(error, "context_mark", None) or mark
    at = Place(mark.line, mark.column)
    line = lines[at.line] if at.line < len(lines) else ""
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or str(error)
    tokens = list(_tokens(text, at))
    return _Stop(
        lines=lines,
        problem=f"{context} {problem}",
        at=at,
        since=Place(since.line, since.column),
        char=line[at.column : at.column + 1],
        open=_opened(tokens),
        quote=_long_quote(tokens, at),
    )


def _tokens(text: str, end: Place) -> Iterator[yaml.Token]:
    """The tokens before `end`, or before what is no token."""
    if len(text) > _MAX_SCANNED:
        return
    try:
        for token in yaml.scan(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if (token.start_mark.line, token.start_mark.column) >= end:
                return
            yield token
    except yaml.YAMLError:
        return


def _opened(tokens: list[yaml.Token]) -> tuple[Place, str] | None:
    open: list[tuple[Place, str]] = []
    for token in tokens:
        place = Place(token.start_mark.line, token.start_mark.column)
        if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
            open.append((place, "{" if isinstance(token, yaml.FlowMappingStartToken) else "["))
        elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken) and open:
            open.pop()
    return open[-1] if open else None


def _long_quote(tokens: list[yaml.Token], at: Place) -> Place | None:
    for token in reversed(tokens):
        if token.end_mark.line < at.line:
            break
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.start_mark.line < at.line:
            return Place(token.start_mark.line, token.start_mark.column)
    return None


def _quote(stop: _Stop) -> _Told:
    if "scanning a quoted scalar" in stop.problem:
        return stop.since, "the quote that opens here is not closed; close it"
    if stop.quote is not None:
        return (
            stop.quote,
            f"the quote that opens here is closed on line {stop.at.line + 1} only; close it on its own line",
        )
    return None


def _blank(stop: _Stop) -> _Told:
    """`key:value` is a text and no key, and the line after it is what libyaml stumbles over."""
    if "mapping values are not allowed" not in stop.problem and "expected ':'" not in stop.problem:
        return None
    here = max(
        line for line in range(min(stop.at.line, len(stop.lines) - 1) + 1) if line == 0 or stop.lines[line].strip()
    )
    for number in (here, *reversed([line for line in range(here) if stop.lines[line].strip()][-1:])):
        if (found := _DASH_WITHOUT_BLANK.match(stop.lines[number])) is not None:
            return Place(number, found.end() - 1), "a blank is missing after `-`; write `- `"
        if (found := _KEY_WITHOUT_BLANK.match(stop.lines[number])) is not None:
            return Place(number, found.start(1)), f"a blank is missing after `{found[1]}:`; write `{found[1]}: `"
    return None


def _tab(stop: _Stop) -> _Told:
    if stop.char == "\t" or "tab character" in stop.problem:
        return stop.at, "a tab stands here; YAML is indented with spaces, put them in its place"
    return None


def _bracket(stop: _Stop) -> _Told:
    if stop.open is None:
        return _closing(stop)
    place, bracket = stop.open
    if stop.is_at_end or place.line < stop.at.line:
        return place, f"the `{bracket}` that opens here is not closed; write `{_CLOSES[bracket]}` where it ends"
    if stop.char in (",", *_CLOSES.values()) and "node content" in stop.problem:
        return stop.at, f"`{stop.char}` stands where a value should; write one, or remove it"
    if stop.char == ":":
        return stop.at, "a second `: ` stands in one entry; put a text that has a colon in quotes"
    if stop.char and "expected ','" in stop.problem:
        return (
            stop.at,
            f"`{stop.char}` cannot stand here; a `,` or the `{_CLOSES[bracket]}` of this `{bracket}` is missing",
        )
    return None


def _closing(stop: _Stop) -> _Told:
    if stop.char and stop.char in "]}":
        return stop.at, f"`{stop.char}` closes nothing; remove it, or put a text that begins with it in quotes"
    return None


def _first_letter(stop: _Stop) -> _Told:
    if stop.char and stop.char in "@`%|>" and "cannot start any token" in stop.problem:
        return stop.at, f"no text can begin with `{stop.char}` here; put it in quotes"
    return None


def _colon(stop: _Stop) -> _Told:
    if "could not find expected ':'" in stop.problem:
        return stop.since, "is neither a key nor part of the text above; write `key: value`, or indent it"
    if "mapping values are not allowed" not in stop.problem:
        return None
    if _SECOND_COLON.fullmatch(stop.line[: stop.at.column]):
        return stop.at, "a second `: ` stands on this line; put a text that has a colon in quotes"
    indent = len(stop.line) - len(stop.line.lstrip())
    return Place(
        stop.at.line, indent
    ), "a key stands below one that has a value; indent it as that one, or give it its own"


def _escape(stop: _Stop) -> _Told:
    if "unknown escape" not in stop.problem:
        return None
    at = stop.line.find("\\", stop.at.column)
    escape = stop.line[at : at + 2] if at >= 0 else "\\"
    place = Place(stop.at.line, max(at, 0))
    return place, f"`{escape}` means nothing in double quotes; use single quotes, where a backslash is a backslash"


def _anchor(stop: _Stop) -> _Told:
    name = re.match(r"[*&]?([^\s,\[\]{}]*)", stop.line[stop.at.column :])
    if "undefined alias" in stop.problem:
        return stop.at, f"there is no anchor `&{name[1] if name else ''}` before this; write one, or the value itself"
    if "duplicate anchor" in stop.problem:
        return stop.at, f"the anchor `&{name[1] if name else ''}` stands twice; give each its own name"
    return None


def _another(stop: _Stop) -> _Told:
    if "another document" in stop.problem:
        return stop.at, "a second document begins here; a mapping file holds one, remove the `---`"
    return None


def _indented(stop: _Stop) -> _Told:
    if "block sequence entries are not allowed" in stop.problem:
        return stop.at, "a list begins on the line of its key; write each `- ` on a line of its own"
    if "did not find expected key" not in stop.problem and "'-' indicator" not in stop.problem:
        return None
    before = stop.line[: stop.at.column].rstrip()
    if before.endswith(("'", '"')):
        return stop.at, "the text goes on behind its quotes; put all of it in quotes, a `'` in single quotes twice"
    return stop.at, "is indented like no line before it; give it as many spaces as the keys or `- ` that it belongs to"


def _any(stop: _Stop) -> _Told:
    return stop.at, f"is not YAML ({stop.problem.strip()}); mend it"


# the first that knows what it sees
_RULES: tuple[Callable[[_Stop], _Told], ...] = (
    _quote, _tab, _escape, _anchor, _another, _first_letter, _blank, _bracket, _colon, _indented, _any,
)  # fmt: skip
