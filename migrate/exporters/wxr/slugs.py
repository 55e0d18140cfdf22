"""Slugs that WordPress takes as they are, so that the address of each item is known before it is imported.

A slug that `sanitize_title` would change is never written: what is written is what that function gives, and giving it
back once more changes nothing. What WordPress then does to make a slug unique (`wp_unique_post_slug`) is done here
first.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from urllib.parse import quote, unquote_to_bytes

MAX_BYTES = 200  # of the column post_name, percent-encoding counted
FEEDS = frozenset(("feed", "rdf", "rss", "rss2", "atom", "embed"))
AT_THE_ROOT = ("page", "post", "attachment")  # their addresses do not begin with the name of the type

_LETTERS = str.maketrans(
    {
        "ß": "s", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th",
        "Þ": "th",
        "ł": "l", "Ł": "l", "œ": "oe", "Œ": "oe", "ı": "i", "ħ": "h", "Ħ": "h", "ĸ": "k", "ŋ": "n", "Ŋ": "n", "ſ": "s",
        "ŧ": "t", "Ŧ": "t", "€": "e", "£": "",
    }
)  # fmt: skip
_DASHES = re.compile(r"[\s/.\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u3000]+")
_LATIN = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_PLAIN = re.compile(r"[^a-z0-9_-]")
_PLAIN_SLUG = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")
_RUNS = re.compile(r"-{2,}")
_STRIPPED = frozenset("\u0300\u0301\u0304\u030c\u0341\u02ca")  # letters and marks that `sanitize_title` takes out
_PAGED = re.compile(r"page[0-9]+\Z")


def slug(text: str) -> str:
    """What stands for `text` in an address: ASCII letters, digits, `-` and `_`, and other scripts percent-encoded.

    Empty where nothing of the text can stand there.
    """
    if len(text) <= MAX_BYTES and _PLAIN_SLUG.fullmatch(text):
        return text
    text = _DASHES.sub("-", text.translate(_LETTERS).lower())
    text = _LATIN.sub(_without_accent, unicodedata.normalize("NFC", text))
    parts: list[str] = []
    size = 0
    for char in text:
        part = _part(char)
        if size + len(part) > MAX_BYTES:
            break
        parts.append(part)
        size += len(part)
    return _RUNS.sub("-", "".join(parts)).strip("-")


def _without_accent(found: re.Match[str]) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", found[0]) if not unicodedata.combining(char))


def _part(char: str) -> str:
    if char.isascii():
        return "" if _PLAIN.match(char) else char
    if char in _STRIPPED:
        return ""
    if unicodedata.category(char)[0] not in "LN" and unicodedata.category(char) not in ("Mn", "Mc"):
        return ""
    return quote(char, safe="", errors="replace").lower()


def slug_or(text: str, kind: str, id: str) -> str:
    """The slug of `text`; where nothing of it can stand in an address, one that is made of `kind` and the id."""
    return slug(text) or f"{kind}-{digest(id)[:8]}"


def term_slug(text: str) -> str:
    """The slug of a term: always the same for a text, and no other term's, though long ones are cut."""
    found = slug_or(text, "term", text)
    if len(found) < MAX_BYTES - 12:
        return found
    return f"{_cut(found, MAX_BYTES - 9)}-{digest(text)[:8]}"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Taken:
    """The slugs that are taken: of pages below their parent, of posts among themselves, of files among all."""

    def __init__(self) -> None:
        self._of: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        self._all: set[str] = set()

    def unique(self, wanted: str, kind: str, parent: int) -> str:
        """`wanted`, or with the first number behind it that nothing else has; taken from now on."""
        slug, number = wanted, 2
        while self._is_taken(slug, kind, parent) or is_reserved(slug) or (parent == 0 and slug.startswith("wp-")):
            end = f"-{number}"
            slug, number = f"{_cut(_unprefixed(wanted, parent), MAX_BYTES - len(end))}{end}", number + 1
        self._of[kind, parent].add(slug)
        self._all.add(slug)
        return slug

    def _is_taken(self, slug: str, kind: str, parent: int) -> bool:
        """A page and a post of one slug would have one address where neither has a parent."""
        if kind == "attachment":
            return slug in self._all
        if slug in self._of[kind, parent]:
            return True
        return parent == 0 and any(slug in self._of[other, 0] for other in AT_THE_ROOT)


def _unprefixed(slug: str, parent: int) -> str:
    """Addresses that begin with `wp-` are those of the program itself."""
    return f"page-{slug}" if parent == 0 and slug.startswith("wp-") else slug


def is_reserved(slug: str) -> bool:
    """Whether WordPress would add a number: feeds, `page2`, and slugs of nothing but digits."""
    return slug in FEEDS or slug.isdecimal() or _PAGED.match(slug) is not None


def _cut(slug: str, size: int) -> str:
    """`slug` in no more than `size` bytes, no encoded character cut apart."""
    while len(slug) > size or not _is_whole(slug):
        slug = slug[:size] if len(slug) > size else slug[:-1]
    return slug.rstrip("-")


def _is_whole(text: str) -> bool:
    """Whether no encoded character is cut apart at the end."""
    try:
        unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return False
    return "%" not in text[-2:]
