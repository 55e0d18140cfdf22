"""Addresses: the one place where they are decoded, joined and compared.

`urllib.parse` takes `//about-us/` for a host named `about-us`; nothing here ever loses a segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*://|(?:mailto|tel|sms):|//[^/]*[^/.]\.[^/.]", re.I)
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:(?!/)", re.I)


def is_absolute(address: str) -> bool:
    """Whether `address` leads out of its page's site by itself: it has a scheme or a host."""
    return _ABSOLUTE.match(address.strip()) is not None


def leads_outside(permalink: str) -> bool:
    """Whether a permalink is an address elsewhere, no path on the site: `//about-us/` and `news: today/` are paths."""
    return _OUTSIDE.match(permalink.strip()) is not None


def is_path(address: str) -> bool:
    """Whether a decoded address is a path from the root, and leads nowhere else in any browser."""
    odd = address.startswith(("//", "/\\")) or any(not char.isprintable() for char in address)
    return address.startswith("/") and not odd and not {".", ".."} & set(address.split("/"))


def decoded(address: str) -> str:
    """`address` with its percent-encoding undone; left as it is where that would not be UTF-8."""
    if "%" not in address:
        return address
    try:
        return unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address


def key(path: str) -> str:
    """What two decoded addresses of one page have in common: no last slash, no `index.html`."""
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return "/" + path.strip("/")


def key_of_link(href: str) -> str:
    """The key of the page that a link on the own site leads to: decoded, without query and anchor."""
    return key(decoded(re.split(r"[?#]", href, maxsplit=1)[0]))


def parents(address: str) -> Iterator[str]:
    """The keys above an address, nearest first, the root left out: `/a/b/c/` gives `/a/b`, `/a`."""
    segments = [part for part in key(address).split("/") if part]
    return ("/" + "/".join(segments[:length]) for length in range(len(segments) - 1, 0, -1))


def joined(base: str, path: str) -> str:
    """`path` as it is written on a page at `base`, from the root: no segment is lost but by `..`, no slash is added.

    Both are paths without query and fragment. A `..` at the root stays there, as in a browser (RFC 3986, 5.2.4).
    """
    if path.startswith("/"):
        segments = path.split("/")[1:]
    elif path:
        segments = [*base.split("/")[1:-1], *path.split("/")]
    else:
        return base
    if not any(segment in (".", "..") for segment in segments):
        return "/" + "/".join(segments)
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if segments[-1] in (".", "..") and kept else "")
