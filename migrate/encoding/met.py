"""What else was met in the bytes of a text file: other encodings of Unicode, and control characters."""

from __future__ import annotations

import codecs
import re

from migrate.diagnostics import Finding

# the longer mark first: that of UTF-32 begins with that of UTF-16
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes([*range(1, 9), 11, 12, *range(14, 32), 127])
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_PAIR = re.compile(rb"(\xed[\xa0-\xaf][\x80-\xbf])(\xed[\xb0-\xbf][\x80-\xbf])")


def as_utf8(raw: bytes, file: str, findings: list[Finding]) -> bytes:
    """`raw` in UTF-8 where a byte order mark says that it is UTF-16 or UTF-32, told; else as it is."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            message = f"the file is {name.upper()}"
            findings.append(Finding(code="encoding.other", message=message, file=file, line=1))
            return raw.decode(name, "replace").encode("utf-8", "replace")
    return raw


def controls(raw: bytes, file: str) -> list[Finding]:
    """The finding for control characters other than tab, line ends and NUL; they are kept."""
    count = len(raw) - len(raw.translate(None, _CONTROLS))
    if not count:
        return []
    first = _CONTROL.search(raw)
    assert first is not None
    others = f" (and {count - 1:,} more in this file)" if count > 1 else ""
    line = raw.count(b"\n", 0, first.start()) + 1
    message = f"control character U+{raw[first.start()]:04X}{others}"
    return [Finding(code="encoding.control", message=message, file=file, line=line)]


def odd_bytes(error: UnicodeError) -> tuple[str, int]:
    """The text of bytes that are no UTF-8: surrogates that were encoded one by one, else Windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    pair = _PAIR.match(error.object, error.start)
    if pair is not None:
        high, low = (part.decode("utf-8", "surrogatepass") for part in pair.groups())
        return (high + low).encode("utf-16", "surrogatepass").decode("utf-16"), pair.end()
    single = _SURROGATE.match(error.object, error.start)
    if single is not None:
        return "\ufffd", single.end()
    odd = error.object[error.start : error.end]
    return odd.decode("cp1252", "ignore") or odd.decode("latin-1"), error.end
