"""What the first bytes of a file say of its kind.

Signatures are those of the formats' own documents; text and HTML are told as https://mimesniff.spec.whatwg.org does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OFFICE = "application/vnd.openxmlformats-officedocument."

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"8BPS\0\1", "image/vnd.adobe.photoshop"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\5\6", "application/zip"),  # one without entries
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"OTTO\0", "font/otf"),
    (b"ttcf\0", "font/collection"),
    (b"\0\1\0\0\0", "font/ttf"),
    (b"true\0", "font/ttf"),
    (b"ID3\2", "audio/mpeg"),
    (b"ID3\3", "audio/mpeg"),
    (b"ID3\4", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"OggS\0", "audio/ogg"),
    (b"\0\0\1\xba", "video/mpeg"),
    (b"\0\0\1\xb3", "video/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "application/x-ms-asf"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"M4V ": "video/x-m4v",
    b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
}
_BITMAP_HEADERS = {size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124)}
_OPC = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/")
_PARTS = {
    b"word": f"{_OFFICE}wordprocessingml.document",
    b"xl": f"{_OFFICE}spreadsheetml.sheet",
    b"ppt": f"{_OFFICE}presentationml.presentation",
}
_LOCAL_FILE = b"PK\3\4"
_DECLARED = re.compile(rb"application/(?:epub\+zip|vnd\.oasis\.opendocument\.[a-z-]+)")

_NO_TEXT = re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_PROLOG = re.compile(rb"\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.S)
_SVG = re.compile(rb"<(?:!doctype\s+|[\w.-]+:)?svg\b", re.I)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|script|style|iframe|h1|div|font|table|a|b|br|p|meta|center)[\s>]", re.I
)


def by_content(head: bytes) -> str | None:
    """The media type of what begins with `head`; None where that says nothing. Text of no known kind is text/plain."""
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return _container(head) or _weak(head) or _text(head)


def _container(head: bytes) -> str | None:
    """Kinds that say what is in them."""
    if head.startswith(_LOCAL_FILE):
        return _zipped(head)
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _boxed(head)
    if head[4:8] in (b"moov", b"mdat") or head.startswith(b"\0\0\0\x08wide"):
        return "video/quicktime"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    return None


def _zipped(head: bytes) -> str:
    names = _entries(head)
    first = next(names, b"")
    if first.startswith(b"mimetype"):
        return _declared(head) or "application/zip"
    if first.startswith(_OPC):
        for name in (first, *names):
            folder = name.partition(b"/")[0]
            if folder in _PARTS:
                return _PARTS[folder]
    return "application/zip"


def _entries(head: bytes) -> Iterator[bytes]:
    """The names of the entries that begin in `head`. Sizes are not asked: who streams a ZIP does not know them yet."""
    at = 0
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        yield head[at + 30 : at + 30 + length]
        at = head.find(_LOCAL_FILE, at + 30 + length)


def _declared(head: bytes) -> str | None:
    """The type that an OpenDocument or EPUB file names in its first entry, which is not compressed."""
    start = 38 + int.from_bytes(head[28:30], "little")
    found = _DECLARED.match(head, start, start + 80)
    return found[0].decode() if found else None


def _boxed(head: bytes) -> str:
    """A file of boxes (ISO 14496-12): what its brand says, for pictures those it is compatible with too."""
    brand = head[8:12]
    if brand in (b"mif1", b"msf1"):
        others = head[16 : min(int.from_bytes(head[:4], "big"), 256)]
        brands = [others[at : at + 4] for at in range(0, len(others), 4)]
        return next((_BRANDS[other] for other in brands if _BRANDS.get(other, "").startswith("image/")), "image/heif")
    return _BRANDS.get(brand, "video/mp4")


def _weak(head: bytes) -> str | None:
    """Kinds whose signature is so short that it takes a second look."""
    if head.startswith(b"BM") and head[14:18] in _BITMAP_HEADERS:
        return "image/bmp"
    if head[:4] == b"\0\0\1\0" and head[4:6] != b"\0\0":
        return "image/vnd.microsoft.icon"
    if head[34:36] == b"LP" and head[8:11] in (b"\0\0\1", b"\1\0\2", b"\2\0\2"):
        return "application/vnd.ms-fontobject"
    if head[:1] == b"\xff" and len(head) > 2 and _is_mp3_frame(head[1], head[2]):
        return "audio/mpeg"
    if head.startswith((b"FWS", b"CWS", b"ZWS")) and len(head) > 3 and head[3] < 32:  # the version
        return "application/x-shockwave-flash"
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return "application/vnd.microsoft.portable-executable"
    return "application/x-tar" if head[257:262] == b"ustar" else None


def _is_mp3_frame(second: int, third: int) -> bool:
    """Eleven set bits, layer III, and a bit rate and a sampling rate that there are."""
    return second & 0xE6 == 0xE2 and second & 0x18 != 0x08 and third >> 4 not in (0, 15) and third & 0x0C != 0x0C


def _text(head: bytes) -> str | None:
    text = _without_mark(head)
    if not text or _NO_TEXT.search(text):
        return None
    prolog = _PROLOG.match(text)
    assert prolog is not None
    if _SVG.match(text, prolog.end()):
        return "image/svg+xml"
    if _HTML.match(text, prolog.end()):
        return "text/html"
    return "application/xml" if text.lstrip().startswith(b"<?xml") else "text/plain"


def _without_mark(head: bytes) -> bytes:
    """UTF-8 without its byte order mark; UTF-16 with one as UTF-8."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf")
