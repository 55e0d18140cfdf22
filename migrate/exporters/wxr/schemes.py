"""Addresses of links that open a window, as WordPress before 6.7 would store them (`wp_kses_bad_protocol`)."""

from __future__ import annotations

import re
from html import unescape

# `wp_allowed_protocols`
_KNOWN = """
http https ftp ftps mailto news irc irc6 ircs gopher nntp feed telnet mms rtsp sms svn tel fax xmpp webcal urn
"""
KNOWN = frozenset(_KNOWN.split())
_COLON = re.compile(r":|&#0*58(?![0-9]);?|&#x0*3a(?![0-9a-f]);?|&colon;", re.I)
_BLANKS = " \t\n\r\0\x0b"


def kept(address: str) -> str | None:
    """`address` in a form that WordPress leaves as it is; None where there is none, since it knows no such scheme.

    It takes whatever stands before the first colon for a scheme, and what it does not know out, be it half of a path.
    """
    found = _COLON.search(address)
    if found is None or "/?" in address[: found.start()]:
        return address
    scheme = "".join(unescape(address[: found.start()]).split()).lower()
    if scheme in KNOWN:
        return f"{scheme}:{address[found.end() :].strip(_BLANKS)}"
    if address.startswith(("/", "#", "?")) and not address.startswith("//"):
        return _COLON.sub("%3A", address)
    return None
