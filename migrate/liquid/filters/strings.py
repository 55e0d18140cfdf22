"""Liquid's own filters of text."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus, unquote_plus

from migrate.liquid.faults import Exhausted, Fault
from migrate.liquid.values import WHITE, to_integer, to_s

if TYPE_CHECKING:
    from migrate.liquid.context import Context

_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_TO_PLAIN: Final = bytes.maketrans(b"-_", b"+/")
_NOT_ESCAPED = re.compile(r"[\"><']|&(?!(?:[a-zA-Z]+|#[0-9]+);)")
_BREAK = re.compile(r"\r?\n")
_AWK = re.compile(r"[^ \t\n\v\f\r\0]+")
_REFERENCE = re.compile(r"\\([0-9&`'\\])")


def downcase(context: Context, value: object) -> str:
    return to_s(value).lower()


def upcase(context: Context, value: object) -> str:
    return to_s(value).upper()


def capitalize(context: Context, value: object) -> str:
    return to_s(value).capitalize()


def escape(context: Context, value: object) -> str | None:
    return None if value is None else to_s(value).translate(_ENTITIES)


def escape_once(context: Context, value: object) -> str:
    return _NOT_ESCAPED.sub(lambda found: found[0].translate(_ENTITIES), to_s(value))


def url_encode(context: Context, value: object) -> str | None:
    return None if value is None else cgi_escaped(to_s(value))


def cgi_escaped(text: str) -> str:
    return quote_plus(text, safe="", errors="replace")


def url_decode(context: Context, value: object) -> str | None:
    if value is None:
        return None
    try:
        return unquote_plus(to_s(value), errors="strict")
    except UnicodeDecodeError:
        raise Fault("invalid byte sequence in UTF-8") from None


def base64_encode(context: Context, value: object) -> str:
    return b64encode(_bytes(value)).decode()


def base64_url_safe_encode(context: Context, value: object) -> str:
    return urlsafe_b64encode(_bytes(value)).decode()


def _bytes(value: object) -> bytes:
    return to_s(value).encode(errors="replace")


def base64_decode(context: Context, value: object) -> str:
    return _decoded(lambda text: b64decode(text, validate=True), value)


def base64_url_safe_decode(context: Context, value: object) -> str:
    return _decoded(_url_safe_decoded, value)


def _url_safe_decoded(text: bytes) -> bytes:
    return b64decode(text.translate(_TO_PLAIN) + b"=" * (-len(text) % 4), validate=True)


def _decoded(decode: Callable[[bytes], bytes], value: object) -> str:
    try:
        return decode(to_s(value).encode("ascii")).decode(errors="replace")
    except (Base64Error, UnicodeEncodeError):
        raise Fault("the text is no base64") from None


def slice_(context: Context, value: object, offset: object, length: object = None) -> object:
    first = to_integer(offset)
    count = 1 if length is None or length is False else to_integer(length)
    text: str | list[object] = value if isinstance(value, list) else to_s(value)
    first += len(text) if first < 0 else 0
    if not 0 <= first <= len(text) or count < 0:
        return text[:0]
    return text[first : first + count]


def truncate(context: Context, value: object, length: object = 50, ellipsis: object = "...") -> str | None:
    if value is None:
        return None
    text, most, end = to_s(value), to_integer(length), to_s(ellipsis)
    return text[: max(0, most - len(end))] + end if len(text) > most else text


def truncatewords(context: Context, value: object, words: object = 15, ellipsis: object = "...") -> str | None:
    if value is None:
        return None
    text, most = to_s(value), max(1, to_integer(words))
    if most >= 2**31 - 1:
        raise Fault(f"integer {most} too big for truncatewords")
    found = [word[0] for word in islice(_AWK.finditer(text), most + 1)]
    return text if len(found) <= most else " ".join(found[:most]) + to_s(ellipsis)


def split(context: Context, value: object, pattern: object) -> list[object]:
    """Ruby's `split`: a blank splits at white space, nothing splits into characters, empty ends are left out."""
    text, by = to_s(value), to_s(pattern)
    context.afford(sum(map(text.count, WHITE)) if by == " " else text.count(by))
    parts = words(text) if by == " " else list(text) if not by else text.split(by)
    while parts and not parts[-1]:
        parts.pop()
    return list(parts)


def words(text: str) -> list[str]:
    """Ruby's `split` without a pattern."""
    return _AWK.findall(text)


def strip(context: Context, value: object) -> str:
    return to_s(value).strip(WHITE)


def lstrip(context: Context, value: object) -> str:
    return to_s(value).lstrip(WHITE)


def rstrip(context: Context, value: object) -> str:
    return to_s(value).rstrip(WHITE)


_BLOCKS: Final = (("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>"))


def strip_html(context: Context, value: object) -> str:
    """Without scripts, styles, comments and tags. What is never closed stays."""
    return _without(_without(to_s(value), _BLOCKS), (("<", ">"),))


def _without(text: str, blocks: tuple[tuple[str, str], ...]) -> str:
    closed = dict(blocks)
    kept, place = [], 0
    opening = re.compile("|".join(map(re.escape, closed)))
    while closed and (found := opening.search(text, place)) is not None:
        end = text.find(closed[found[0]], found.end()) if found[0] in closed else -1
        if end < 0:
            closed.pop(found[0], None)  # and never will be further on
            if closed:
                opening = re.compile("|".join(map(re.escape, closed)))
            continue
        kept.append(text[place : found.start()])
        place = end + len(closed[found[0]])
    return "".join(kept) + text[place:]


def strip_newlines(context: Context, value: object) -> str:
    return _BREAK.sub("", to_s(value))


def newline_to_br(context: Context, value: object) -> str:
    return _BREAK.sub("<br />\n", to_s(value))


def replace(context: Context, value: object, old: object, new: object = "") -> str:
    return _replaced(context, to_s(value), to_s(old), to_s(new), -1)


def replace_first(context: Context, value: object, old: object, new: object = "") -> str:
    return _replaced(context, to_s(value), to_s(old), to_s(new), 1)


def _replaced(context: Context, text: str, old: str, new: str, count: int) -> str:
    """Ruby reads `\\0` and `\\\\` in what it puts in."""
    _fit(context, len(new) + new.count("\\") * len(old))
    if "\\" in new:
        new = _REFERENCE.sub(lambda found: _reference(found[1], old), new)
    _fit(context, len(text) + (1 if count == 1 else text.count(old)) * len(new))
    return text.replace(old, new, count)


def _fit(context: Context, length: int) -> None:
    if length > context.limits.output:
        raise Exhausted(f"a value grows over {context.limits.output:,} characters")


def _reference(name: str, old: str) -> str:
    return old if name in "0&" else "\\" if name == "\\" else ""


def replace_last(context: Context, value: object, old: object, new: object) -> str:
    """Looks from the front in the text read backwards: Python's own way back takes the product of both lengths."""
    text, wanted = to_s(value), to_s(old)
    place = text[::-1].find(wanted[::-1])
    if place < 0:
        return text
    end = len(text) - place
    return text[: end - len(wanted)] + to_s(new) + text[end:]


def remove(context: Context, value: object, old: object) -> str:
    return _replaced(context, to_s(value), to_s(old), "", -1)


def remove_first(context: Context, value: object, old: object) -> str:
    return _replaced(context, to_s(value), to_s(old), "", 1)


def remove_last(context: Context, value: object, old: object) -> str:
    return replace_last(context, value, old, "")


def append(context: Context, value: object, text: object) -> str:
    return to_s(value) + to_s(text)


def prepend(context: Context, value: object, text: object) -> str:
    return to_s(text) + to_s(value)


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "downcase": downcase,
    "upcase": upcase,
    "capitalize": capitalize,
    "escape": escape,
    "h": escape,
    "escape_once": escape_once,
    "url_encode": url_encode,
    "url_decode": url_decode,
    "base64_encode": base64_encode,
    "base64_decode": base64_decode,
    "base64_url_safe_encode": base64_url_safe_encode,
    "base64_url_safe_decode": base64_url_safe_decode,
    "slice": slice_,
    "truncate": truncate,
    "truncatewords": truncatewords,
    "split": split,
    "strip": strip,
    "lstrip": lstrip,
    "rstrip": rstrip,
    "strip_html": strip_html,
    "strip_newlines": strip_newlines,
    "newline_to_br": newline_to_br,
    "replace": replace,
    "replace_first": replace_first,
    "replace_last": replace_last,
    "remove": remove,
    "remove_first": remove_first,
    "remove_last": remove_last,
    "append": append,
    "prepend": prepend,
}
