"""Steps that make texts of texts. Letters follow Unicode's own tables, never those of a locale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from migrate.mapping.steps.plain import MAX_TEXT, StepError, told
from migrate.mapping.steps.step import Context

_WORD_START = re.compile(r"(?<!\S)([^\w\s]*)(\w)")
_WORD = re.compile(r"\S+")
_WHOLE_WORDS = re.compile(r"(.*\S)\s", re.S)
_APOSTROPHES = re.compile(r"['’‘ʼ]")
_NOT_ASCII = re.compile(r"[^a-z0-9_]+")
_NOT_WORD = re.compile(r"[^\w]+")
# letters of Latin alphabets that Unicode takes apart into nothing
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)


def strip(text: str, _: Context) -> str:
    return text.strip()


def lower(text: str, _: Context) -> str:
    return text.lower()


def upper(text: str, _: Context) -> str:
    return text.upper()


def capitalized(text: str, _: Context) -> str:
    return text[:1].upper() + text[1:]


def titled(text: str, _: Context) -> str:
    return _WORD_START.sub(lambda found: found[1] + found[2].upper(), text)


def slug(text: str, _: Context, unicode: bool) -> str:
    """What WordPress makes of a title (`sanitize_title`), but for letters without ASCII form, which are told."""
    text = _APOSTROPHES.sub("", text.lower())
    if unicode:
        return _NOT_WORD.sub("-", unicodedata.normalize("NFC", text)).strip("-_")
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(letter for letter in apart if not unicodedata.combining(letter))
    ascii_only = _NOT_ASCII.sub("-", text).strip("-_")
    if not ascii_only and any(letter.isalnum() for letter in text):
        raise StepError(f"{told(text)} has no letter for an ASCII slug; use `slug: {{unicode: true}}`")
    return ascii_only


def replaced(text: str, _: Context, from_: str, to: str) -> str:
    if len(text) + text.count(from_) * (len(to) - len(from_)) > MAX_TEXT:
        raise StepError(f"the text would have more than {MAX_TEXT:,} characters; shorten it first")
    return text.replace(from_, to)


def empty_from(from_: str, to: str) -> str | None:
    return None if from_ else "`from` is empty; say what is to be replaced"


def with_prefix(text: str, _: Context, with_: str) -> str:
    return with_ + text


def with_suffix(text: str, _: Context, with_: str) -> str:
    return text + with_


def without_prefix(text: str, _: Context, prefix: str) -> str:
    return text.removeprefix(prefix)


def without_suffix(text: str, _: Context, suffix: str) -> str:
    return text.removesuffix(suffix)


def padded(text: str, _: Context, width: int, with_: str) -> str:
    return text.rjust(width, with_)


def pad_fault(width: int, with_: str) -> str | None:
    if not 0 <= width <= 1_000:
        return "`width` is not between 0 and 1,000; correct it"
    return None if len(with_) == 1 else "`with` is not one character; give one, as `0`"


Form = Literal["NFC", "NFD", "NFKC", "NFKD"]


def normalized(text: str, _: Context, form: Form) -> str:
    if len(text) > MAX_TEXT:
        raise StepError(f"the text has more than {MAX_TEXT:,} characters; shorten it first")
    return unicodedata.normalize(form, text)


def truncated(text: str, _: Context, length: int, words: bool, ellipsis: str) -> str:
    """At most `length` characters with the ellipsis; cut within a word only where the first is too long itself."""
    return text if len(text) <= length else cut(text, length - len(ellipsis), words) + ellipsis


def truncate_fault(length: int, words: bool, ellipsis: str) -> str | None:
    return None if length > len(ellipsis) else "`length` leaves no room for the ellipsis; make it larger"


def cut(text: str, length: int, at_word: bool) -> str:
    """The first `length` characters at most, no accent parted from its letter, no space at the end."""
    at = length
    while at > 0 and unicodedata.combining(text[at]):
        at -= 1
    if at_word and not text[at].isspace():
        whole = _WHOLE_WORDS.match(text[:at])
        at = whole.end(1) if whole else at
    return text[:at].rstrip()


def words(text: str, _: Context, first: int | None) -> object:
    """How many words `text` has, or with `first` that many of them, with the spaces that stand between them."""
    if first is None:
        return sum(1 for _ in _WORD.finditer(text))
    return first_words(text, first).strip()


def words_fault(first: int | None) -> str | None:
    return "`first` is less than 1; give a number of words" if first is not None and first < 1 else None


def first_words(text: str, count: int) -> str:
    """`text` up to the end of its word number `count`."""
    end = len(text)
    for number, found in enumerate(_until(_WORD.finditer(text), count), start=1):
        end = found.end() if number == count else end
    return text[:end]


def _until(found: Iterator[re.Match[str]], count: int) -> Iterator[re.Match[str]]:
    return (one for one, _ in zip(found, range(count), strict=False))
