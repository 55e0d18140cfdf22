"""Runs of characters that are the bytes of UTF-8 characters, and how sure it is that they are nothing else.

`É”` are the bytes of `ɔ`, and the end of a quotation. A *sequence* is therefore judged by what stands around it:

- It is **no** damage when it would become a control character, a private or unassigned one, or when its last
  character closes a quotation that was opened on the line.
- It is **sure** when it cannot be meant as it stands: it holds control characters, or signs that follow no letter
  (`Ã¼`), a capital follows a small letter (`voilÃ\\xa0`), a letter a closing quote (`CÃ”TE`), or several are in a row.
- Else it is **doubtful**: a capital before what may well follow it (`IRMÃ”`, `Â°`), a lone letter of another alphabet,
  a small letter before signs that may follow it (`â–º`, `é\\xa0»`). Only other repairs are evidence for it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

# `throughout` says that no character beyond ASCII of a file is whole, whichever the encoding
Misreading = Literal["windows-1252", "latin-1", "either", "throughout"]
Verdict = Literal["no", "doubtful", "sure"]


def _characters(first: int, last: int) -> dict[str, int]:
    """The characters that stand for the bytes, in Windows-1252 and in Latin-1."""
    named = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(first, last + 1)}
    return {char: byte for char, byte in (named | {chr(byte): byte for byte in range(first, last + 1)}).items() if char}


_BYTES = _characters(0x80, 0xFF)
_NEXT = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)
SEQUENCE = f"[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}|[ð-ô][{_NEXT}]{{3}}"

_UNNAMED = "\x81\x8d\x8f\x90\x9d"  # Windows-1252 has no character for these bytes: they are in both kinds of damage
NEL = "\x85"
_NEAR = 500  # characters: a longer quotation than that, and the work stays in proportion to the line
_CLOSING = "”’»›“‘«‹"  # in one language or another
_MARKS = "™®©°²³¹†‡•"
_BENIGN = frozenset(f"{_CLOSING}{_MARKS}ªº–—…·\xa0\xad{NEL}")
_VIETNAMESE = "[\u1ea0-\u1ef9]"
_LETTERS = frozenset("ŠŒŽšœžŸ")
_TWO_BYTES = frozenset(("GREEK", "CYRILLIC", "ARABIC", "HEBREW", "ARMENIAN"))
_OPENERS = {"”": "“„", "’": "‘‚", "»": "«", "›": "‹", "“": "„", "‘": "‚", "«": "»", "‹": "›"}


class Sequence(NamedTuple):
    """Characters `start` to `end` of a line, the one that they become, and what is thought of that."""

    start: int
    end: int
    text: str
    kind: Misreading
    verdict: Verdict


def sequences(line: str) -> list[Sequence]:
    """Every sequence of `line` that is valid UTF-8, in order."""
    found = [one for one in map(_read, _sequence().finditer(line)) if one is not None]
    whole = intact(line, found)
    judged = [one._replace(verdict=_verdict(line, whole, one)) for one in found]
    return [sure for chain in _chains(judged) for sure in _together(chain)]


def misread(text: str) -> tuple[str, ...]:
    """What `text` becomes when its UTF-8 is read as Windows-1252 or as Latin-1; nothing for ASCII."""
    if text.isascii():
        return ()
    raw = text.encode("utf-8", "surrogatepass")
    named = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in raw)
    return tuple(dict.fromkeys((named, raw.decode("latin-1"))))


def number(text: str) -> int:
    """How many sequences `text` may have, before any is judged."""
    return len(_sequence().findall(text))


@cache
def _sequence() -> re.Pattern[str]:
    return re.compile(SEQUENCE)


def intact(line: str, found: list[Sequence]) -> str:
    """`line` with blanks in place of the sequences: what is certainly not damaged, each at its place."""
    parts, end = [], 0
    for one in found:
        parts += [line[end : one.start], " " * (one.end - one.start)]
        end = one.end
    return "".join([*parts, line[end:]])


def _read(match: re.Match[str]) -> Sequence | None:
    try:
        text = bytes(_BYTES[char] for char in match[0]).decode()
    except UnicodeDecodeError:
        return None
    return Sequence(match.start(), match.end(), text, _kind(match[0]), "doubtful")


def _kind(characters: str) -> Misreading:
    if any(ord(char) > 0xFF for char in characters):
        return "windows-1252"
    if any("\x80" <= char <= "\x9f" and char not in _UNNAMED for char in characters):
        return "latin-1"
    return "either"


def _chains(found: list[Sequence]) -> list[list[Sequence]]:
    """The sequences that touch each other, together."""
    chains: list[list[Sequence]] = []
    for one in found:
        if chains and chains[-1][-1].end == one.start:
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _together(chain: list[Sequence]) -> list[Sequence]:
    """A chain is as sure as its surest part, and sure when three of one alphabet stand in a row."""
    strange = [_alphabet(one.text) for one in chain if not _is_plain(one.text)]
    if any(one.verdict == "sure" for one in chain) or (len(strange) > 2 and len(set(strange)) == 1):
        return [one._replace(verdict="sure") if _is_character(one.text) else one for one in chain]
    return chain


def _verdict(line: str, whole: str, one: Sequence) -> Verdict:
    lead, rest = line[one.start], line[one.start + 1 : one.end]
    if not _is_character(one.text):
        return "no"
    if not _is_plain(one.text):
        return _strange(one.text, whole[one.start - 1 : one.start], rest, whole[one.end : one.end + 1])
    before, after = line[max(0, one.start - 8) : one.start], line[one.end : one.end + 1]
    if unicodedata.combining(one.text) and not before[-1:].isalpha():
        return "doubtful"
    harmless = _BENIGN | _LETTERS if lead in "ÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ" else _BENIGN
    if not set(rest) <= harmless or (lead.isupper() and before[-1:].islower()):
        return "sure"
    if not lead.isupper():
        meant = _is_small_meant(before, whole, one, rest, after)
    else:
        meant = _is_capital_meant(before, lead, rest, after)
    if not meant:
        return "sure"
    return "no" if _closes(whole, one, rest) else "doubtful"


def _is_character(text: str) -> bool:
    return unicodedata.category(text) not in ("Cc", "Cn", "Co", "Cs")


def _closes(whole: str, one: Sequence, rest: str) -> bool:
    """Whether one of its characters closes a quotation that is open on the line."""
    for closer in rest:
        near = max(0, one.start - _NEAR)
        opened = max((whole.rfind(opener, near, one.start) for opener in _OPENERS.get(closer, "")), default=-1)
        if opened >= 0 and closer not in whole[opened + 1 : one.start]:
            return True
    return False


def _strange(text: str, before: str, rest: str, after: str) -> Verdict:
    """What is thought of a letter of another alphabet, by the letters that touch it."""
    beside = {_alphabet(char) for char in (before, after) if char}
    if _alphabet(text) == "LATIN":
        return "no"
    if len(rest) == 1:  # a letter and a sign, or a letter of another alphabet: only a damaged line around it can tell
        return "no" if _alphabet(text) not in _TWO_BYTES else "doubtful"
    if _alphabet(text) in beside or not set(rest) <= _BENIGN | _LETTERS:
        return "sure"
    return "no" if "LATIN" in beside else "doubtful"


def _is_small_meant(before: str, whole: str, one: Sequence, rest: str, after: str) -> bool:
    """Whether a small letter and the signs after it may be what the author wrote: `â–º`, `«está»…`."""
    if rest[0] in "ºª" or rest[1] in f"{_MARKS}\xad" or (rest[0] in "»”’›" and rest[1] in "‹“‘«"):
        return False
    if not _is_vietnamese(one.text) or _closes(whole, one, rest):
        return True
    return not (
        re.search(_VIETNAMESE, whole[max(0, one.start - _NEAR) : one.end + _NEAR])
        or (after.isalpha() and before[-1:].isalpha())
    )


def is_natural(line: str, one: Sequence) -> bool:
    """Whether a doubtful sequence may stand in ordinary text (`IRMÃ”`, `está»…`), unlike those of signs (`â–º`)."""
    return line[one.start] != "â"


def _is_vietnamese(char: str) -> bool:
    return re.match(_VIETNAMESE, char) is not None


def _is_capital_meant(before: str, lead: str, rest: str, after: str) -> bool:
    """Whether a capital and the sign after it may be what the author wrote: `IRMÃ”`, `Â°`."""
    alone = not before[-1:].isalpha()
    if lead == "Â" and rest in "°²³¹·" and alone:
        return not _counted(before)
    if rest in "ªº" or (rest in _CLOSING and rest != "’" and after.isalnum()) or (rest in _MARKS and after.isalpha()):
        return False
    if rest == "\xad" and after.islower():
        return False
    if lead in "ÂÃ" and alone:  # neither is a word; somebody may still write about the letter
        return any(before.endswith(opener) for opener in _OPENERS.get(rest, ""))
    return True


def _counted(before: str) -> bool:
    """Whether a number stands before: `25 Â°C`."""
    return before.rstrip(" \xa0")[-1:].isdigit()


def _is_plain(char: str) -> bool:
    """Whether `char` is at home in any text: Latin letters, punctuation, signs, emoji."""
    code = ord(char)
    return (
        code < 0x180
        or char in "ƠơƯưȘșȚț"
        or 0x2B9 <= code < 0x2BE
        or 0x300 <= code < 0x370
        or 0x1E00 <= code < 0x1F00
        or 0x2000 <= code < 0x2C00
        or 0xFB00 <= code < 0xFB07
        or code in (0xFE0F, 0xFEFF, 0xFFFD)
        or code >= 0x1F000
    )


def _alphabet(char: str) -> str:
    return unicodedata.name(char, "?").partition(" ")[0]
