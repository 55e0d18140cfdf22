"""Jekyll's filters of text, `default`, and what turns values into JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from migrate.liquid import values
from migrate.liquid.faults import Fault
from migrate.liquid.filters.strings import cgi_escaped, words
from migrate.liquid.values import WHITE, to_s, truthy

if TYPE_CHECKING:
    from migrate.liquid.context import Context

_SPACES = re.compile(r"\s+", re.A)
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_ENDS = re.compile(r"^-|-$", re.M)
_RAW = re.compile(r"\s+", re.A)
_NOT_ASCII = re.compile(r"[^A-Za-z0-9]+")
_PRETTY: Final = "._~!$&'()+,;=@"
_CJK: Final = (  # Han, Katakana, Hiragana and Hangul
    r"\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    r"\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufad9\uff66-\uff9d"
    r"\U00020000-\U0003134a"
)
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_CJK_WORD = re.compile(rf"[^{_CJK}\s]+", re.A)


def markdownify(context: Context, value: object) -> str:
    return context.sources.markdownify(_counted(context, value))


def smartify(context: Context, value: object) -> str:
    text = _counted(context, value)
    if context.sources.smartify is None:
        context.tell("`smartify` is not done here, the text is left as it is")
        return text
    return context.sources.smartify(text)


def _counted(context: Context, value: object) -> str:
    context.weigh(value)
    text = values.to_s(value)
    context.spend(len(text) // 10)
    return text


def sassify(context: Context, value: object) -> object:
    context.tell("style sheets are not compiled here, the text is left as it is")
    return value


def slugify(context: Context, value: object, mode: object = None) -> str | None:
    """`Utils.slugify`: runs of other characters become one hyphen, none at the ends."""
    if value is None:
        return None
    text = _text(value, "slugify")
    context.spend(len(text) // 20)
    kind = "default" if mode is None or mode is False else mode
    if kind not in ("raw", "default", "pretty", "ascii", "latin"):
        return text.lower()
    if kind == "latin":
        text = _latin(text)
    if kind == "raw":
        slug = _RAW.sub("-", text)
    elif kind == "ascii":
        slug = _NOT_ASCII.sub("-", text)
    else:
        slug = _hyphened(text, _PRETTY if kind == "pretty" else "")
    return _ENDS.sub("", slug).lower()


def _hyphened(text: str, kept: str) -> str:
    slug: list[str] = []
    replaced = False
    for char in text:
        if unicodedata.category(char)[0] in "ML" or unicodedata.category(char) == "Nd" or char in kept:
            slug.append(char)
            replaced = False
        elif not replaced:
            slug.append("-")
            replaced = True
    return "".join(slug)


_LATIN: Final = str.maketrans(
    {"ß": "ss", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Þ": "Th", "þ": "th", "Ð": "D", "ð": "d",
     "Œ": "OE", "œ": "oe", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "ı": "i"}
)  # fmt: skip


def _latin(text: str) -> str:
    """`I18n.transliterate`: letters without their accents, a question mark for what has no Latin letter."""
    plain = values.normal("NFD", text.translate(_LATIN))
    return "".join(char if char.isascii() else "?" for char in plain if not unicodedata.combining(char))


def xml_escape(context: Context, value: object) -> str:
    return _xml(_printable(context, value))


def _xml(text: str) -> str:
    return text.translate(_ENTITIES)


def _printable(context: Context, value: object) -> str:
    context.weigh(value)
    return to_s(value)


def cgi_escape(context: Context, value: object) -> str:
    return cgi_escaped(_text(value, "cgi_escape"))


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise Fault(f"{name} takes a text, not {values.kind(value)}")
    return value


def normalize_whitespace(context: Context, value: object) -> str:
    return _SPACES.sub(" ", _printable(context, value)).strip(WHITE)


def number_of_words(context: Context, value: object, mode: object = None) -> int:
    text = _text(value, "number_of_words")
    if mode not in ("cjk", "auto"):
        return len(words(text))
    characters = len(_CJK_CHARACTER.findall(text))
    if mode == "auto" and not characters:
        return len(words(text))
    return characters + len(_CJK_WORD.findall(text))


def to_integer(context: Context, value: object) -> int:
    return int(value) if isinstance(value, bool) else values.to_i(value)


def default(context: Context, value: object, otherwise: object = "", options: object = None) -> object:
    allow = isinstance(options, dict) and truthy(options.get("allow_false"))
    missing = value is None if allow else not truthy(value)
    return otherwise if missing or values.empty(value) else value


def inspect(context: Context, value: object) -> str:
    context.weigh(value)
    return _xml(values.inspect(value))


def jsonify(context: Context, value: object) -> str:
    return "".join(_json(context, value, 0))


def _json(context: Context, value: object, depth: int) -> list[str]:
    """JSON as Ruby writes it: no blanks, and times as their text."""
    context.spend(1)
    values.check_depth(depth)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        raise Fault(f"{values.float_to_s(value)} is no number in JSON")
    if value is None or isinstance(value, bool):
        return [json.dumps(value)]
    if isinstance(value, int | float):
        return [to_s(value)]
    if isinstance(value, Mapping):
        return _json_map(context, value, depth)
    if isinstance(value, list):
        parts = [part for item in value for part in (",", *_json(context, item, depth + 1))]
        return ["[", *parts[1:], "]"]
    text = to_s(value)
    context.spend(len(text) // 100)
    return [json.dumps(text, ensure_ascii=False)]


def _json_map(context: Context, value: Mapping[str, object], depth: int) -> list[str]:
    parts: list[str] = []
    for key, item in value.items():
        parts += [
            "," if parts else "",
            json.dumps(to_s(key), ensure_ascii=False),
            ":",
            *_json(context, item, depth + 1),
        ]
    return ["{", *parts, "}"]


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "markdownify": markdownify,
    "smartify": smartify,
    "sassify": sassify,
    "scssify": sassify,
    "slugify": slugify,
    "xml_escape": xml_escape,
    "cgi_escape": cgi_escape,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "to_integer": to_integer,
    "default": default,
    "inspect": inspect,
    "jsonify": jsonify,
}
