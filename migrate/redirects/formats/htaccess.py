"""`htaccess`: rules of Apache's mod_alias, for a file `.htaccess` or a virtual host.

`Redirect` fits all that begins alike, so each rule is a `RedirectMatch`. It compares decoded addresses, and encodes the
path of the new one by itself. https://httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from migrate.redirects import patterns
from migrate.redirects.formats.format import HIDES, QUERY, Format
from migrate.redirects.rule import Place, Rule

LONGEST = 255  # bytes of a name in a folder, which Apache looks for before it comes to `.htaccess`

HEAD = """\
# Redirects of old addresses. In the .htaccess of WordPress they have to stand above the line `# BEGIN WordPress`.
<IfModule mod_alias.c>
"""
_TAIL = "</IfModule>\n"
_AFTER = re.compile("(?=[?#])")
_SPECIAL = re.compile(r"[$&{}\\]")
_SCHEME = re.compile(r"https?://[^/]*")


def _text(rules: Sequence[Rule]) -> str:
    lines = (f"RedirectMatch {rule.status} {_quoted(_old(rule))} {_quoted(_new(rule))}\n" for rule in rules)
    return "".join((HEAD, *lines, _TAIL))


def _old(rule: Rule) -> str:
    if rule.segments is not None:
        return f"^{patterns.regex(rule.segments, re.escape, lambda _, inner: f'({inner})')}$"
    shortest = min(rule.forms, key=len)
    stem = re.escape(shortest.rstrip("/"))
    if len(rule.forms) == 1:
        return f"^{re.escape(shortest)}$"
    return f"^{stem}(?:/(?:index\\.html)?)?$" if rule.path.endswith("/index.html") else f"^{stem}/?$"


def _new(rule: Rule) -> str:
    names = [piece.name for piece in rule.segments or () if isinstance(piece, Place)]
    path, after = _path_and_rest(rule)
    decoded = "".join(_literal(unquote(p)) if isinstance(p, str) else f"${names.index(p.name) + 1}" for p in path)
    return decoded + "".join(_literal(p) if isinstance(p, str) else f"${names.index(p.name) + 1}" for p in after)


def _path_and_rest(rule: Rule) -> tuple[list[str | Place], list[str | Place]]:
    """The pieces of the new address up to its `?` or `#`, and those from there on."""
    path: list[str | Place] = []
    after: list[str | Place] = []
    for piece in rule.target:
        if after or isinstance(piece, Place):
            (after or path).append(piece)
            continue
        before, *rest = _AFTER.split(piece, maxsplit=1)
        path.append(before)
        after.extend(rest)
    return path, after


def _literal(text: str) -> str:
    """Text of a new address in which nothing stands for what a group has, or for a variable."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _quoted(text: str) -> str:
    """A word of the configuration. A backslash before another or before the quote is taken away when it is read."""
    return '"' + text.replace("\\\\", "\\\\\\\\").replace('"', '\\"') + '"'


def _refusal(rule: Rule) -> str | None:
    if rule.query:
        return QUERY
    if rule.hides:
        return HIDES
    if any(len(segment.encode()) > LONGEST for segment in rule.path.split("/")):
        return "Apache refuses an address with a name that no file can have"
    path, after = _path_and_rest(rule)
    if any(isinstance(piece, Place) for piece in after):
        return "it writes what it takes over into a query without encoding it"
    decoded = "".join(unquote(piece) for piece in path if isinstance(piece, str))
    return "it cannot write a `?` or `#` in the path of a new address" if re.search("[?#]", decoded) else None


FORMAT = Format(file="redirects.htaccess", text=_text, refusal=_refusal)
