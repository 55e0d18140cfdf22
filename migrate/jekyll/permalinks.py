"""The address of a page or document, built as `Jekyll::URL` and `UrlDrop` build it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote

MAX_ADDRESS = 16_000  # characters: no browser or server takes as many

_PLAIN = re.compile(r"^[a-zA-Z0-9./-]+$", re.M)
_URI = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.S)
_TOKEN = re.compile(r":([a-z_]+)")
_SQUEEZE = re.compile(r"//+")
_ENDS = re.compile(r"^-|-$", re.M)
_PCHAR = "-._~!$&'()*+,;=:@"
_PRETTY = "._~!$&'()+,;=@"
_NOT_ASCII = re.compile(r"[^a-zA-Z0-9]+")
_NOT_PRETTY_ASCII = re.compile(rf"[^a-zA-Z0-9{re.escape(_PRETTY)}]+")
_RUNS = re.compile(r"--+")


class PermalinkError(ValueError):
    """Jekyll itself cannot build this address: the message says why."""


def escape(path: str) -> str:
    """`URL.escape_path`: percent-encodes each part of an address by its own rule, and the first `#`."""
    if not path or _PLAIN.search(path):
        return path
    scheme, authority, rest, query, fragment = _split(path)
    out = "" if scheme is None else f"{scheme}:"
    out += "" if authority is None else f"//{quote(authority, safe=_PCHAR + '[]')}"
    out += quote(rest, safe=_PCHAR + "/")
    out += "" if query is None else f"?{quote(query, safe=_PCHAR + '/?')}"
    out += "" if fragment is None else f"#{quote(fragment, safe=_PCHAR + '/?')}"
    return out.replace("#", "%23", 1)


def _split(path: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    found = _URI.match(path)
    assert found is not None  # every part is optional
    scheme, authority, rest, query, fragment = found.groups()
    if scheme is not None and not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9.+-]*", scheme):
        raise PermalinkError(f"{path!r:.60} reads as an address with the scheme {scheme!r:.60}")
    return scheme, authority, rest, query, fragment


def sanitize(address: str) -> str:
    """`URL#sanitize_url`: one leading slash, no `..`, no `./`, no doubled slashes."""
    return _SQUEEZE.sub("/", f"/{address}".replace("..", "/").replace("./", ""))


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """`Utils.slugify`: runs of other characters become one hyphen, none at the ends."""
    if text.isascii():
        slug = (_NOT_PRETTY_ASCII if pretty else _NOT_ASCII).sub("-", text)
    else:
        slug = _RUNS.sub("-", "".join(char if _keeps(char, pretty) else "-" for char in text))
    slug = _ENDS.sub("", slug)
    return slug if cased else downcase(slug)


def downcase(text: str) -> str:
    """Ruby's `downcase`: unlike Python's, it has no other small sigma at the end of a word."""
    return text.lower() if text.isascii() else "".join(char.lower() for char in text)


def _keeps(char: str, pretty: bool) -> bool:
    if char.isascii():
        return char.isalnum() or (pretty and char in _PRETTY)
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def page_url(permalink: str | None, template: str, *, folder: str, basename: str, output_ext: str) -> str:
    """The address of a page; `folder` is `""` or `/news`. The three placeholders stand in permalinks as well."""
    address = permalink if permalink is not None else template
    for token, value in ((":path", folder), (":basename", basename), (":output_ext", output_ext)):
        if ":" not in address:
            break
        value = escape(value)
        _bounded(len(address) + address.count(token) * (len(value) - len(token)))
        address = address.replace(token, value)
    _bounded(len(address))
    return sanitize(address)


def _bounded(size: int) -> None:
    if size > MAX_ADDRESS:
        raise PermalinkError(f"the address would have {size:,} characters, more than {MAX_ADDRESS:,}")


def document_url(permalink: str | None, template: str, placeholders: Mapping[str, Callable[[], str]]) -> str:
    """The address of a post or collection document. Raises PermalinkError on a placeholder that does not exist."""

    address = permalink if permalink is not None else template
    _bounded(len(address))
    size = 0

    def filled(token: re.Match[str]) -> str:
        nonlocal size
        value = placed(token[1])
        size += len(value)
        _bounded(size)
        return value

    def placed(name: str) -> str:
        if name not in placeholders and name.endswith("_") and name[:-1] in placeholders:
            return escape(placeholders[name[:-1]]()) + "_"
        if name not in placeholders:
            raise PermalinkError(f"there is no placeholder :{name}")
        return escape(placeholders[name]())

    filled_in = _TOKEN.sub(filled, address)
    _bounded(len(filled_in))
    return sanitize(filled_in)


def static_url(file: str, template: str | None, collection: str) -> str:
    """The address of a file that is copied as it is (`StaticFile#url`); `template` is that of its collection."""
    stem, extension = os.path.splitext(file)
    if template is None:
        return f"/{stem.rstrip('.')}{extension}"
    named = {
        ":collection": collection,
        ":path": stem.rstrip(".").replace(f"_{collection}", "", 1),
        ":output_ext": "",
        ":name": stem.rpartition("/")[2].rstrip("."),
        ":title": "",
    }
    for token, value in named.items():
        template = template.replace(token, escape(value))
    return sanitize(template).removesuffix("/") + extension


def page_template(style: str, *, html: bool, index: bool) -> str:
    """`Page#template`."""
    if not html:
        return "/:path/:basename:output_ext"
    return "/:path/" if index else with_suffix("/:path/:basename", style)


def with_suffix(template: str, style: str) -> str:
    """`Utils.add_permalink_suffix`: what the site's permalink style adds to a template."""
    if style == "pretty" or style.endswith("/"):
        return f"{template}/"
    if style in ("date", "ordinal", "none") or style.endswith(":output_ext"):
        return f"{template}:output_ext"
    return template


# UrlDrop: the placeholders that a date fills, by strftime directive; %G %V %u are ISO weeks
DATE_PLACEHOLDERS: dict[str, str] = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S",
    "i_day": "%-d", "i_month": "%-m", "short_month": "%b", "long_month": "%B", "short_year": "%y",
    "w_year": "%G", "week": "%V", "w_day": "%u", "short_day": "%a", "long_day": "%A", "y_day": "%j",
}  # fmt: skip

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def date_part(when: datetime, directive: str) -> str:
    """One strftime directive in English, whatever the locale of the machine."""
    iso = when.isocalendar()
    parts: dict[str, Callable[[], str]] = {
        "%Y": lambda: f"{when.year:04}",
        "%G": lambda: f"{iso.year:04}",
        "%V": lambda: f"{iso.week:02}",
        "%u": lambda: str(iso.weekday),
        "%-d": lambda: str(when.day),
        "%-m": lambda: str(when.month),
        "%y": lambda: f"{when.year % 100:02}",
        "%b": lambda: _MONTHS[when.month - 1][:3],
        "%B": lambda: _MONTHS[when.month - 1],
        "%a": lambda: _DAYS[when.weekday()][:3],
        "%A": lambda: _DAYS[when.weekday()],
    }
    return parts[directive]() if directive in parts else when.strftime(directive)
