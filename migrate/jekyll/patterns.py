"""Which entries of a folder Jekyll looks at (`EntryFilter`): include, exclude, special and backup names.

Paths are relative to the site's root and start with `/`, as the patterns do once they are joined to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

SPECIAL = (".", "_", "#", "~")
_GLOB = re.compile(r"[*?\[\\]")
_TOKEN = re.compile(r"\\.|\[[!^]?(?:\\.|[^\]\\])*\]|.", re.S)
_MEMBER = re.compile(r"\\?(.)(?:-\\?(.))?", re.S)


class Patterns:
    """A list of `include` or `exclude` patterns, ready to be asked.

    Ruby's rule: a pattern takes an entry when it matches as a glob whose `*` crosses `/`, when the entry's
    path *starts with* it (so `foo` takes `foobar.md` too), or when it is the entry's folder with a slash.
    """

    def __init__(self, patterns: Iterable[object]) -> None:
        joined = [_joined(pattern) for pattern in patterns if isinstance(pattern, str)]
        self._prefixes = tuple(joined)
        self._globs = [re.compile(glob_regex(pattern), re.S) for pattern in joined if _GLOB.search(pattern)]

    def match(self, path: str, is_folder: Callable[[str], bool]) -> bool:
        """Whether `path` (`/news/a.md`) is taken; `is_folder` is asked only where a pattern is `path` with a slash."""
        if path.startswith(self._prefixes):
            return True
        if f"{path}/" in self._prefixes and is_folder(path):
            return True
        return bool(self._globs) and any(glob.match(path) for glob in self._globs)


class EntryFilter:
    """Jekyll's choice among the entries of one folder."""

    def __init__(
        self,
        include: Sequence[object],
        exclude: Sequence[object],
        is_folder: Callable[[str], bool] = lambda path: False,
    ) -> None:
        """`is_folder` tells of a path from the root (`/news`) whether it is a folder."""
        self._is_folder = is_folder
        self._include = Patterns(include)
        self._exclude = Patterns(pattern for pattern in exclude if pattern not in include)

    def keeps(self, entry: str, base: str) -> bool:
        """Whether `entry`, relative to the folder `base` (`""` or `/news`), is looked at.

        `include` is compared with the entry as it stands in its folder and with its bare name, not with its
        path from the root: that is Jekyll's rule, odd as it is.
        """
        if entry.endswith("."):
            return False
        name = entry.rpartition("/")[2]
        if self._include.match(f"/{entry}", self._is_folder):
            return True
        if name != entry and self._include.match(f"/{name}", self._is_folder):
            return True
        if self._exclude.match(f"{base}/{entry}", self._is_folder):
            return False
        return not (entry.startswith(SPECIAL) or name.startswith(SPECIAL) or entry.endswith("~"))


def _joined(pattern: str) -> str:
    return "/" + pattern.lstrip("/")


def glob_regex(pattern: str) -> str:
    """A regular expression for Ruby's `File.fnmatch` without flags: `*` and `?` cross slashes.

    What stands between two stars is sought once, left to right (atomic groups), so that a pattern of many
    stars costs no more than its length.
    """
    first, *rest = ("".join(_pieces(part)) for part in _between_stars(pattern))
    if not rest:
        return first + r"\Z"
    *middle, last = rest
    return first + "".join(f"(?>.*?{part})" for part in middle if part) + f".*{last}" + r"\Z"


def _between_stars(pattern: str) -> list[str]:
    parts = [""]
    for token in _TOKEN.findall(pattern):
        if token == "*":
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _pieces(part: str) -> Iterable[str]:
    for token in _TOKEN.findall(part):
        yield _piece(token)


def _piece(token: str) -> str:
    if token == "?":
        return "."
    if token == "[":
        return r"(?!)"  # a set that is never closed takes nothing
    if token[0] == "\\" and len(token) > 1:
        return re.escape(token[1])
    return _character_set(token[1:-1]) if token[0] == "[" else re.escape(token)


def _character_set(inside: str) -> str:
    """A set `[a-z]` or `[!a-z]`; of a range that runs backwards only the ends count."""
    negated = inside[:1] in ("!", "^")
    members = "".join(_range(*found) for found in _MEMBER.findall(inside[1:] if negated else inside))
    if not members:
        return "." if negated else r"(?!)"
    return f"[{'^' if negated else ''}{members}]"


def _range(first: str, last: str) -> str:
    ends = [re.escape(char) for char in (first, last) if char]
    return ("-" if first <= last else "").join(ends)
