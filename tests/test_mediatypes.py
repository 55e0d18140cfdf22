"""The media type of a file, by its first bytes and its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.mediatypes import HEAD_BYTES, UNKNOWN, by_content, by_name, media_type
from migrate.mediatypes.endings import MEDIA_TYPES

OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
REST = bytes(range(256)) * 2
WORD, EXCEL, SLIDES = f"{OFFICE}wordprocessingml.document", f"{OFFICE}spreadsheetml.sheet", f"{OFFICE}presentationml"


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype, zipfile.ZIP_STORED)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<x/>" * 20, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def streamed(*names: str) -> bytes:
    """A ZIP whose sizes stand after the entries, as programs write it that stream."""

    class Pipe(io.RawIOBase):
        raw = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            assert isinstance(piece, bytes | bytearray | memoryview)
            self.raw += piece
            return len(piece)

    pipe = Pipe()
    pipe.raw = bytearray()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<x/>" * 20, zipfile.ZIP_DEFLATED)
    return bytes(pipe.raw)


def boxed(brand: bytes, *others: bytes) -> bytes:
    return (16 + 4 * len(others)).to_bytes(4, "big") + b"ftyp" + brand + b"\0\0\0\0" + b"".join(others) + REST


DOCX = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + REST
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + REST


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + REST, "image/jpeg"),
        (PNG, "image/png"),
        (b"GIF87a" + REST, "image/gif"),
        (b"GIF89a" + REST, "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + REST, "image/webp"),
        (boxed(b"avif", b"mif1"), "image/avif"),
        (boxed(b"mif1", b"mif1", b"avif"), "image/avif"),
        (boxed(b"heic", b"mif1"), "image/heic"),
        (boxed(b"mif1", b"mif1", b"heic"), "image/heic"),
        (boxed(b"mif1", b"miaf"), "image/heif"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + REST, "image/bmp"),
        (b"II*\0" + REST, "image/tiff"),
        (b"MM\0*" + REST, "image/tiff"),
        (b"\0\0\1\0\2\0\x10\x10" + REST, "image/vnd.microsoft.icon"),
        (b"8BPS\0\1" + REST, "image/vnd.adobe.photoshop"),
        (b"<svg viewBox='0 0 1 1'/>", "image/svg+xml"),
        (b"<?xml version='1.0'?>\n<!-- drawn --><svg:svg>", "image/svg+xml"),
        (b"\xef\xbb\xbf <!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' [\n<!ENTITY a 'b'>]>", "image/svg+xml"),
        ("<?xml version='1.0' encoding='UTF-16'?><svg/>".encode("utf-16"), "image/svg+xml"),
        (b"%PDF-1.7\n" + REST, "application/pdf"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "application/postscript"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (OLE, "application/x-ole-storage"),
        (zipped("a.txt"), "application/zip"),
        (zipped(), "application/zip"),
        (zipped("a.txt", "word/document.xml"), "application/zip"),
        (DOCX, WORD),
        (streamed("[Content_Types].xml", "_rels/.rels", "word/document.xml"), WORD),
        (zipped("_rels/.rels", "docProps/core.xml", "xl/workbook.xml"), EXCEL),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), f"{SLIDES}.presentation"),
        (zipped("[Content_Types].xml", "_rels/.rels"), "application/zip"),
        (zipped("content.xml", mimetype=f"{ODF}text"), f"{ODF}text"),
        (zipped("content.xml", mimetype=f"{ODF}spreadsheet"), f"{ODF}spreadsheet"),
        (zipped("a.opf", mimetype="application/epub+zip"), "application/epub+zip"),
        (zipped("a", mimetype="text/html"), "application/zip"),
        (b"\x1f\x8b\x08\0" + REST, "application/gzip"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + REST, "application/x-7z-compressed"),
        (b"Rar!\x1a\x07\1\0" + REST, "application/vnd.rar"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + REST, "application/x-tar"),
        (b"ID3\3\0\0" + REST, "audio/mpeg"),
        (b"\xff\xfb\x90\x44" + REST, "audio/mpeg"),
        (b"\xff\xf3\x40\xc0" + REST, "audio/mpeg"),
        (b"fLaC\0" + REST, "audio/flac"),
        (b"RIFF\x10\0\0\0WAVEfmt " + REST, "audio/wav"),
        (b"OggS\0\2" + REST, "audio/ogg"),
        (boxed(b"M4A ", b"mp42"), "audio/mp4"),
        (boxed(b"isom", b"avc1"), "video/mp4"),
        (boxed(b"qt  "), "video/quicktime"),
        (b"\0\0\0\x08wide\0\1\2\3mdat" + REST, "video/quicktime"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm" + REST, "video/webm"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x88matroska" + REST, "video/x-matroska"),
        (b"RIFF\x10\0\0\0AVI LIST" + REST, "video/x-msvideo"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + REST, "application/x-ms-asf"),
        (b"\0\0\1\xba" + REST, "video/mpeg"),
        (b"wOFF\0\1\0\0" + REST, "font/woff"),
        (b"wOF2\0\1\0\0" + REST, "font/woff2"),
        (b"\0\1\0\0\0\x10\1\0" + REST, "font/ttf"),
        (b"OTTO\0\x10" + REST, "font/otf"),
        (b"\0\4\0\0\0\3\0\0\1\0\2\0".ljust(34, b"\0") + b"LP" + REST, "application/vnd.ms-fontobject"),
        (b"CWS\x0a" + REST, "application/x-shockwave-flash"),
        (b"MZ\x90\0\3" + REST, "application/vnd.microsoft.portable-executable"),
        (b"<!DOCTYPE html>\n<html>", "text/html"),
        (b"\n\n <HTML lang='en'>", "text/html"),
        (b"<!-- saved -->\n<!doctype html><title>", "text/html"),
        ("<!doctype html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><urlset>", "application/xml"),
        (b"<?xml version='1.0'?><!-- never ends", "application/xml"),
        (b"404 Not Found", "text/plain"),
        (b"caf\xe9, in Latin 1", "text/plain"),
        (b"BMW and MZ and FWS are firms", "text/plain"),
        (b"BMW", "text/plain"),
        (b"The wide road", "text/plain"),
        (b"FWS", "text/plain"),
        (b"MZ is a firm of the past".ljust(100), "text/plain"),
        (b"\0\1\2\3", None),
        (b"\xff", "text/plain"),
        (b"", None),
        (b"PK\3\4", "application/zip"),
        (b"RIFF\x10\0\0\0CDXA" + REST, None),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, bytes) else None,
)
def test_what_content_says(head: bytes, kind: str | None) -> None:
    assert by_content(head[:HEAD_BYTES]) == kind


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.JPG", None, "image/jpeg"),
        ("b.tar.xyz", None, UNKNOWN),
        ("c", b"", UNKNOWN),
        ("photo.jpg", PNG, "image/png"),
        ("photo.jpg", b"<html><title>404</title>", "text/html"),
        ("photo.jpg", b"Not Found", "text/plain"),
        ("photo.jpg", b"\0\1\2\3", "image/jpeg"),
        ("drawing.svg", b"<!DOCTYPE html><html>", "text/html"),
        ("drawing.svg", b"Not Found", "text/plain"),
        ("drawing.svg", b"<?xml version='1.0'?><!-- " + b"x" * HEAD_BYTES, "image/svg+xml"),
        ("drawing.html", b"<svg/>", "text/html"),
        ("chart.xml", b"<svg/>", "image/svg+xml"),
        ("map.kml", b"<?xml version='1.0'?><kml>", "application/vnd.google-earth.kml+xml"),
        ("report.pdf", DOCX, WORD),
        ("report.zip", DOCX, WORD),
        ("report.docx", DOCX, WORD),
        ("report.dotx", DOCX, f"{OFFICE}wordprocessingml.template"),
        ("report.xlsx", DOCX, WORD),
        ("report.docx", zipped("trash", "word/document.xml"), WORD),
        ("report.docx", OLE, WORD),
        ("report.doc", OLE, "application/msword"),
        ("report.xls", OLE, "application/vnd.ms-excel"),
        ("report.doc", b"{\\rtf1", "application/rtf"),
        ("report.xls", b"<html><table>", "text/html"),
        ("report.jpg", OLE, "application/x-ole-storage"),
        ("report.ods", zipped("content.xml", mimetype=f"{ODF}text"), f"{ODF}text"),
        ("talk.mp4", boxed(b"isom"), "video/mp4"),
        ("talk.m4a", boxed(b"isom"), "audio/mp4"),
        ("talk.mov", boxed(b"mp42"), "video/quicktime"),
        ("talk.ogv", b"OggS\0\2", "video/ogg"),
        ("photo.jpg", boxed(b"heic"), "image/heic"),
        ("photo.heif", boxed(b"heic"), "image/heif"),
        ("favicon.ico", PNG, "image/png"),
        ("letters.otf", b"\0\1\0\0\0\x10" + REST, "font/otf"),
        ("style.css", b"<!doctype html><html>", "text/css"),
        ("rows.csv", b"a,b\n1,2\n", "text/csv"),
        ("rows.csv", zipped("_rels/.rels", "xl/workbook.xml"), EXCEL),
        ("words.md", b"<div>words</div>", "text/markdown"),
        ("words", b"words", "text/plain"),
        ("photo", PNG, "image/png"),
    ],
)
def test_content_wins_unless_it_says_less(name: str, head: bytes | None, kind: str) -> None:
    assert media_type(name, head) == kind


def test_the_table_of_endings() -> None:
    assert list(MEDIA_TYPES) == sorted(MEDIA_TYPES)
    assert [kind for kind in MEDIA_TYPES.values() if kind != kind.lower() or kind.count("/") != 1] == []
    assert by_name("x/y.PDF") == "application/pdf"


@given(
    st.binary(max_size=600)
    | st.sampled_from((DOCX, OLE, PNG, boxed(b"mif1", b"heic"))).flatmap(
        lambda whole: st.integers(0, len(whole)).map(lambda end: whole[:end])
    )
)
def test_it_is_never_at_a_loss(head: bytes) -> None:
    assert media_type("a.jpg", head).count("/") == 1


def test_prologs_without_end_cost_no_more_than_their_length() -> None:
    assert by_content(b"<?a?>" * 1600) == "text/plain"
    assert by_content(b"<!--" * 2000) == "text/plain"
