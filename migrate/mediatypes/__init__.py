"""What kind of file it is: by its first bytes, and by its name where those say no more.

Libraries that do this know fewer of the kinds that public sites hold (no SVG, HTML or old Office), name some by types
that are no longer registered, and would need the table of endings beside them.
"""

from __future__ import annotations

from migrate.mediatypes.endings import UNKNOWN, by_name, is_text
from migrate.mediatypes.signatures import by_content

__all__ = ["HEAD_BYTES", "UNKNOWN", "by_content", "by_name", "is_text", "media_type"]

HEAD_BYTES = 8192  # as far as the entries that say which Office document a ZIP is commonly lie

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MACROS = ".macroenabled.12"
_WORD = {f"{_OFFICE}wordprocessingml.template", f"application/vnd.ms-word.document{_MACROS}"}
_EXCEL = {f"{_OFFICE}spreadsheetml.template", f"application/vnd.ms-excel.sheet{_MACROS}"}
_POWERPOINT = {
    f"{_OFFICE}presentationml.slideshow",
    f"{_OFFICE}presentationml.template",
    f"application/vnd.ms-powerpoint.presentation{_MACROS}",
}
_DOCUMENT, _SHEET = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
_SLIDES = f"{_OFFICE}presentationml.presentation"
_OOXML = {_DOCUMENT, _SHEET, _SLIDES} | _WORD | _EXCEL | _POWERPOINT
_OPEN_DOCUMENT = {f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation")}
_BINARY_OFFICE = {f"application/{kind}" for kind in ("msword", "vnd.ms-excel", "vnd.ms-powerpoint", "vnd.ms-outlook")}

# Content of the type on the left may be any of those on the right: then the name knows better
_MORE_EXACT: dict[str, set[str]] = {
    "application/zip": _OOXML | _OPEN_DOCUMENT | {"application/epub+zip", "application/vnd.google-earth.kmz"},
    _DOCUMENT: _WORD,
    _SHEET: _EXCEL,
    _SLIDES: _POWERPOINT,
    "application/x-ole-storage": _BINARY_OFFICE | _OOXML,  # with a password, today's documents are such a container too
    "application/x-ms-asf": {"video/x-ms-wmv", "audio/x-ms-wma"},
    "audio/mpeg": {"audio/aac", "audio/flac"},  # the tags of MP3 stand before other kinds too
    "audio/ogg": {"video/ogg"},
    "font/ttf": {"font/otf"},
    "image/heic": {"image/heif"},
    "image/heif": {"image/heic"},
    "video/mp4": {"audio/mp4", "video/3gpp", "video/quicktime", "video/x-m4v"},
    "video/webm": {"audio/webm"},
    "video/x-m4v": {"video/mp4"},
}


def media_type(name: str, head: bytes | None) -> str:
    """The media type of a file of that name that begins with `head` (HEAD_BYTES are enough).

    Content wins over the name, unless it says less. Kinds of text, which content cannot tell apart, are the name's.
    """
    named = by_name(name)
    found = by_content(head) if head else None
    if found is None or _says_more(named, found):
        return named
    return found


def _says_more(named: str, found: str) -> bool:
    if found in ("text/plain", "text/html"):
        return is_text(named) and named != "image/svg+xml"
    if found == "application/xml":
        return is_text(named)
    if found == "image/svg+xml":
        return named.startswith("text/")  # drawn in a page
    return named in _MORE_EXACT.get(found, ())
