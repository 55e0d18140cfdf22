"""`nginx`: maps from old addresses to new ones, and in a comment the lines that make a server look into them.

A map compares decoded addresses and takes small and capital letters for the same, so that those which differ in
nothing else are regular expressions. A new address has no `$` in it but those of its places, and of the query, which
goes along. https://nginx.org/en/docs/http/ngx_http_map_module.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from migrate.redirects import patterns
from migrate.redirects.formats.format import HIDES, QUERY, Format
from migrate.redirects.rule import Place, Rule

LONGEST = 4000  # bytes of a word in a configuration; more than 4,096 are refused

_REGEX = '    "~'
_PERCENT = re.compile("%[0-9A-F]{2}")
_LETTER = re.compile("[A-F]")


def _text(rules: Sequence[Rule]) -> str:
    maps = [
        (f"$ssi_{name}_{status}", variable, lines)
        for name, variable, of in _KINDS
        for status in sorted({rule.status for rule in rules})
        if (lines := _once(line for rule in rules if rule.status == status for line in of(rule)))
    ]
    keys = [len(form.encode()) for rule in rules if _is_key(rule) for form in rule.forms]
    bodies = (_map(name, variable, lines) for name, variable, lines in maps)
    return "".join((*_head([name for name, _, _ in maps]), _sizes(keys), *bodies))


def _once(lines: Iterable[str]) -> list[str]:
    """The lines without those that differ from one before in ASCII letters' case alone: nginx does not start with both.

    Regular expressions are all kept; no two of them are the same.
    """
    seen: dict[str | bytes, str] = {}
    for line in lines:
        seen.setdefault(line if line.startswith(_REGEX) else line.encode().lower(), line)
    return list(seen.values())


def _head(names: Sequence[str]) -> Iterable[str]:
    yield "# Redirects of old addresses. Include this file in `http`; in each `server` that is to have them write:\n#\n"
    for name in names:
        yield f"#     if ({name}) {{ return {name[-3:]} {name}; }}\n"
    yield "#\n"


def _sizes(keys: Sequence[int]) -> str:
    """Room for the longest and for all keys; nginx does not start without the first."""
    longest = max(keys, default=0)
    bucket = next(size for size in (128 << power for power in range(10)) if size >= longest + 32)
    room = max(2048, 1 << (2 * len(keys)).bit_length())
    return (
        "# Where your `http` sets these two itself, keep the larger values.\n"
        f"map_hash_bucket_size {bucket};\nmap_hash_max_size {room};\n"
    )


def _map(name: str, variable: str, lines: Sequence[str]) -> str:
    return f'\nmap {variable} {name} {{\n    default "";\n{"".join(lines)}}}\n'


def _is_key(rule: Rule) -> bool:
    return rule.segments is None and not rule.cased


def _plain(rule: Rule) -> list[str]:
    """Lines of a map of decoded addresses."""
    if rule.segments is not None:
        return []
    if not rule.cased:
        return [f"    {_quoted(form)} {_quoted(_new(rule))};\n" for form in rule.forms]
    return [f"    {_quoted(f'~^{re.escape(form)}$')} {_quoted(_new(rule))};\n" for form in rule.forms]


def _pattern(rule: Rule) -> list[str]:
    """A line of a map of addresses as they were asked for: what is taken over stays encoded, so no line can break."""
    if rule.segments is None:
        return []
    return [f"    {_quoted(_raw_regex(rule))} {_quoted(_new(rule))};\n"]


def _raw_regex(rule: Rule) -> str:
    path = patterns.regex(rule.segments or (), _raw_literal, lambda number, inner: f"(?<ssi_{number}>{inner})")
    return rf"~^{path}(?:\?|$)"


def _raw_literal(text: str) -> str:
    """What fits `text` as a browser encodes it, its hexadecimal letters of either case."""
    parts: list[str] = []
    for char in text:
        coded = quote(char, safe="!$&'()*+,;=:@~")
        parts.append(_PERCENT.sub(_either_case, coded) if len(coded) > 1 else re.escape(coded))
    return "".join(parts)


def _either_case(found: re.Match[str]) -> str:
    return _LETTER.sub(lambda letter: f"[{letter[0]}{letter[0].lower()}]", found[0])


def _new(rule: Rule) -> str:
    """The new address. The query of the old one goes along where the new one has none."""
    names = [piece.name for piece in rule.segments or () if isinstance(piece, Place)]
    text = "".join(
        piece.replace("$", "%24") if isinstance(piece, str) else f"${{ssi_{names.index(piece.name) + 1}}}"
        for piece in rule.target
    )
    before, mark, fragment = text.partition("#")
    return text if "?" in before else f"{before}$is_args$args{mark}{fragment}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _refusal(rule: Rule) -> str | None:
    if rule.query:
        return QUERY
    if rule.hides:
        return HIDES
    words = [*_plain(rule), *_pattern(rule)]
    return "it takes no word of that length" if any(len(word.encode()) > LONGEST for word in words) else None


_KINDS: tuple[tuple[str, str, Callable[[Rule], list[str]]], ...] = (
    ("to", "$uri", _plain),
    ("to_all", "$request_uri", _pattern),
)

FORMAT = Format(file="redirects.nginx.conf", text=_text, refusal=_refusal)
