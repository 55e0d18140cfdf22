"""Regular expressions that cannot hang: RE2's, which take time in proportion to the text whatever the pattern.

RE2 has no look-around and no back-references in patterns; those are refused when a mapping is loaded. Two things can
still take long: a large pattern on a large text, which a product of sizes bounds, and a great many matches that each
look far ahead, which a clock bounds between matches.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from migrate.mapping.steps.plain import MAX_TEXT, StepError
from migrate.mapping.steps.step import Context

MAX_PATTERN = 1_000
MAX_PATTERNS = 300  # of a mapping: with fewer in memory, each page would have them compiled anew
MAX_SECONDS = 0.2
# RE2's slowest engine takes 4.4 ns for each instruction and byte
MAX_WORK = 45_000_000
_GROUP = re.compile(r"\\(?:([0-9]{1,2})|g<([^>]*)>|(.?))", re.S)


def check_pattern(text: str) -> str | None:
    """What is wrong with a pattern, as `what is so; what to do`; None if nothing is."""
    if not text:
        return "the pattern is empty; say what is to be found"
    if len(text) > MAX_PATTERN:
        return f"the pattern is longer than {MAX_PATTERN:,} characters; make it shorter"
    try:
        _compiled(text)
    except StepError as error:
        return str(error)
    return None


def instructions(text: str) -> int:
    """How many instructions RE2 makes of a pattern that `check_pattern` has let pass."""
    return int(_compiled(text).programsize)


def regex_replaced(text: str, _: Context, pattern: str, to: str, count: int) -> str:
    regex = _compiled(pattern)
    if regex.programsize * len(text.encode()) > MAX_WORK:
        raise StepError("the text is too long for so large a pattern; shorten the text or simplify the pattern")
    return "".join(_pieces(text, _matches(regex, text, count), _template(pattern, to)))


def regex_fault(pattern: str, to: str, count: int) -> str | None:
    try:
        regex, template = _compiled(pattern), _template(pattern, to)
    except StepError as error:
        return str(error)
    other = re.search(r"\$\{?([1-9])", to)
    if other and int(other[1]) <= regex.groups and all(isinstance(part, str) for part in template):
        return f"`to` has `{other[0]}`, which is no group here; write `\\{other[1]}`"
    return "`count` is negative; 0 replaces all" if count < 0 else None


def _matches(regex: Any, text: str, count: int) -> Iterator[Any]:
    end = time.perf_counter() + MAX_SECONDS
    for number, found in enumerate(regex.finditer(text), start=1):
        yield found
        if number == count:
            return
        if time.perf_counter() > end:
            raise StepError(f"the pattern takes more than {MAX_SECONDS} seconds on this text; simplify the pattern")


def _pieces(text: str, matches: Iterator[Any], template: tuple[str | int, ...]) -> Iterator[str]:
    at = total = 0
    for found in matches:
        new = "".join(part if isinstance(part, str) else found[part] or "" for part in template)
        total += len(new)
        if total > MAX_TEXT:
            raise StepError(f"the text would have more than {MAX_TEXT:,} characters; shorten it first")
        yield text[at : found.start()]
        yield new
        at = found.end()
    yield text[at:]


@lru_cache(maxsize=MAX_PATTERNS)
def _compiled(pattern: str) -> Any:
    import re2  # type: ignore[import-untyped]  # late: 10 ms, and few mappings need it

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeError) as error:
        raise StepError(_explained(error)) from error


def _explained(error: Exception) -> str:
    why = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else "it is no text"
    if "invalid perl operator" in why or re.search(r"escape sequence: \\[1-9]", why):
        return f"the pattern has what RE2 leaves out ({why}); write it without look-around and back-references"
    if why.endswith(r"\Z"):
        return r"the pattern has `\Z`; write `\z`"
    return f"the pattern is no regular expression of RE2 ({why}); correct it"


@lru_cache(maxsize=MAX_PATTERNS)
def _template(pattern: str, to: str) -> tuple[str | int, ...]:
    r"""`to` as texts and numbers of groups: `\1` and `\g<name>` are groups, `\\` is a backslash."""
    regex, parts, at = _compiled(pattern), list[str | int](), 0
    for found in _GROUP.finditer(to):
        parts += [to[at : found.start()], _part(found, regex)]
        at = found.end()
    return (*parts, to[at:])


def _part(found: re.Match[str], regex: Any) -> str | int:
    if found[3] is not None:
        if found[3] in ("\\", "n", "t"):
            return {"\\": "\\", "n": "\n", "t": "\t"}[found[3]]
        raise StepError(f"`to` has `{found[0]}`; write `\\\\` for a backslash")
    name = found[1] or found[2]
    group = int(name) if re.fullmatch("[0-9]{1,2}", name) else regex.groupindex.get(name, -1)
    if not isinstance(group, int) or not 0 <= group <= regex.groups:
        raise StepError(f"`to` names the group `{name}`, which the pattern does not have; correct it")
    return group


def matches(pattern: str, text: str) -> bool:
    """Whether `pattern`, which `check_pattern` has let pass, is found in `text`. A text that is too long has none."""
    regex, raw = _compiled(pattern), text.encode("utf-8", "replace")
    return regex.programsize * len(raw) <= MAX_WORK and regex.search(raw) is not None
