"""Readers of the files of redirects, each by the rules of the server or plug-in that it is for, and no more of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote


class Row(NamedTuple):
    """One redirect as the reader takes it: the old address decoded, the new one as it would be sent."""

    old: str
    new: str
    status: int


def redirection_csv(text: str) -> list[Row]:
    """Columns by position; the plug-in decodes the source; what is not `0` there would be a regular expression."""
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["source", "target", "regex", "code"]
    assert {row[2] for row in rows} <= {"0"}
    assert all(len(",".join(row).encode()) < 5000 for row in rows)
    return [Row(unquote(row[0], errors="strict"), row[1], int(row[3])) for row in rows]


def redirection_json(text: str) -> list[Row]:
    document = json.loads(text)
    assert [group["id"] for group in document["groups"]] == [1]
    redirects = document["redirects"]
    assert [redirect["position"] for redirect in redirects] == list(range(len(redirects)))
    return [
        Row(unquote(redirect["url"], errors="strict"), redirect["action_data"]["url"], redirect["action_code"])
        for redirect in redirects
        if not redirect["regex"]
    ]


def safe_redirect_manager(text: str) -> list[Row]:
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["source", "target", "regex", "code", "order"]
    assert {row[2] for row in rows} <= {"0"}
    return [Row(row[0], row[1], int(row[3])) for row in rows]


def table(text: str) -> list[Row]:
    header, *rows = csv.reader(io.StringIO(text))
    assert header == ["from", "to", "status"]
    return [Row(unquote(row[0], errors="strict"), row[1], int(row[2])) for row in rows]


def objects(text: str) -> list[Row]:
    return [Row(unquote(one["from"], errors="strict"), one["to"], one["status"]) for one in json.loads(text)]


def netlify(text: str) -> list[Row]:
    """White space between words, `#` begins a comment; a word with `*` or `/:` would be a pattern."""
    rows: list[Row] = []
    for line in text.split("\n")[:-1]:
        words = line.split()
        assert len(words) == 3, line
        assert not any(word.startswith("#") for word in words)
        assert "*" not in words[0]
        assert "/:" not in words[0]
        rows.append(Row(unquote(words[0], errors="strict"), words[1], int(words[2])))
    return rows


class Match(NamedTuple):
    """A `RedirectMatch` as Apache holds it."""

    status: int
    regex: str
    target: str


def htaccess(text: str) -> list[Match]:
    """Each line is a directive; a word in quotes ends at the next quote without a backslash before it."""
    lines = text.split("\n")
    assert lines[-2:] == ["</IfModule>", ""]
    assert lines[0].startswith("# ")
    assert lines[1] == "<IfModule mod_alias.c>"
    matches: list[Match] = []
    for line in lines[2:-2]:
        directive, status, rest = line.split(" ", 2)
        assert directive == "RedirectMatch"
        regex, target = _apache_words(rest)
        matches.append(Match(int(status), regex, target))
    return matches


def _apache_words(rest: str) -> list[str]:
    words: list[str] = []
    at = 0
    while at < len(rest):
        assert rest[at] == '"', rest
        at += 1
        word = ""
        while rest[at] != '"':
            if rest[at] == "\\" and rest[at + 1] in '\\"':
                at += 1
            word += rest[at]
            at += 1
        words.append(word)
        at += 1
        assert at == len(rest) or rest[at] == " ", rest
        at += 1
    return words


def apache_sends(match: Match, path: str) -> str | None:
    """The address that Apache sends for a decoded path: groups put in, the path encoded, the rest as it is."""
    found = re.search(match.regex, path)
    if found is None:
        return None
    new = re.sub(r"\$([0-9])|\\(.)", lambda one: one[2] or found[int(one[1])] or "", match.target, flags=re.S)
    before, after = re.fullmatch(r"([^?#]*)(.*)", new, re.S).groups()  # type: ignore[union-attr]
    return quote(before, safe="$-_.+!*'(),;:@&=/~") + after


class Map(NamedTuple):
    """A `map` of nginx: the variable that is looked up, the one that is set, and its pairs."""

    given: str
    name: str
    pairs: list[tuple[str, str]]


def nginx(text: str) -> list[Map]:
    """The maps of a configuration that holds nothing else."""
    maps: list[Map] = []
    words: list[str] = []
    inside = False
    for token in _nginx_tokens(text):
        if token == ";":
            if inside:
                assert len(words) == 2, words
                maps[-1].pairs.append((words[0], words[1]))
            else:
                assert words[0] in ("map_hash_bucket_size", "map_hash_max_size"), words
            words = []
        elif token == "{":
            assert not inside
            assert (words[0], len(words)) == ("map", 3), words
            maps.append(Map(words[1], words[2], []))
            inside, words = True, []
        elif token == "}":
            assert inside
            assert not words
            inside = False
        else:
            words.append(token[1:])
    assert not inside
    assert not words
    for one in maps:
        assert one.pairs.pop(0) == ("default", "")
    return maps


def _nginx_tokens(text: str) -> Iterator[str]:
    """Words with `=` before them, and the three signs, by the rules of ngx_conf_read_token."""
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace():
            at += 1
        elif char == "#":
            at = text.index("\n", at)
        elif char in ";{}":
            at += 1
            yield char
        elif char == '"':
            word = "="
            at += 1
            while text[at] != '"':
                if text[at] == "\\" and text[at + 1] in "\"'\\":
                    at += 1
                elif text[at] == "\\" and text[at + 1] in "trn":
                    raise AssertionError("a backslash that becomes a control character")
                word += text[at]
                at += 1
            at += 1
            assert text[at] in " ;{", text[at : at + 20]
            yield word
        else:
            found = re.compile(r"[^\s;{}\"]+").match(text, at)
            assert found is not None
            at = found.end()
            yield "=" + found[0]
