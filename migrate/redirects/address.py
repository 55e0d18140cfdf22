"""Addresses of redirects: taken apart, compared decoded, written percent-encoded; what could lead astray is refused.

Whoever writes one page of a site writes redirects too. An address that a server, a browser or a file format could read
in two ways is therefore none: control characters, backslashes, dot segments, `//host`, a user name before a host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from migrate.model import Site

MARK = "\ue000"  # stands around the name of a place while a pattern is followed; no address may hold it
LONGEST = 2048  # characters of an address as it is written; more than that, and some servers answer 414

_SAFE = "/:@!&+,;=~"
_SAFE_AFTER = "/:@!&+,;=~?%"  # of a query or a fragment, whose own encoding stays
_NEEDS_NOTHING = re.compile(rf"[A-Za-z0-9_.{_SAFE}-]*")
_MOST_BYTES = 12  # of an encoded character
_SLASHES = re.compile("//+")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_ENCODED_MARK = "%ee%80%80"
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")
_ODD = re.compile(rf"{_UNSAFE.pattern}|\\|//|{_DOTS.pattern}")
_WEB = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.I | re.S)
_PATH = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.S)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_AUTHORITY = re.compile(rf"((?:{_LABEL}\.)*{_LABEL})\.?(?::([0-9]{{1,5}}))?")


class RefusedError(ValueError):
    """An address that no redirect is written for; the message says why."""


class Address(NamedTuple):
    """An address taken apart. `path` is decoded; `query` and `fragment` are written, with their `?` and `#`.

    `site` is scheme and host of another site, and empty for the own one.
    """

    site: str
    path: str
    query: str = ""
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.site}{encoded(self.path)}{self.query}{self.fragment}"

    def after(self, before: Address) -> Address:
        """The address that a visitor comes to who was sent to `before`, and from there to this one."""
        if not before.query and not before.fragment:
            return self
        return self._replace(query=self.query or before.query, fragment=self.fragment or before.fragment)


class Hosts:
    """The hosts that redirects may lead to: the site's `own`, with and without `www.`, and the `others` as named."""

    def __init__(self, own: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        self._own = frozenset(_bare(name) for name in map(host, own) if name)
        self._others = frozenset(name for name in map(host, others) if name)

    def is_own(self, site: str) -> bool:
        return not site or _bare(site.partition("://")[2]) in self._own

    def allow(self, site: str) -> bool:
        return self.is_own(site) or site.partition("://")[2] in self._others


def host(name: str) -> str | None:
    """A host as it is compared: small letters, ASCII, its port unless it is that of the web; None where it is none."""
    try:
        ascii_name = name.encode("idna").decode() if not name.isascii() else name
    except UnicodeError:
        return None
    found = _AUTHORITY.fullmatch(ascii_name.lower())
    if found is None or len(found[1]) > 253:
        return None
    return found[1] if found[2] in (None, "80", "443") else f"{found[1]}:{found[2]}"


def host_of(url: str | None) -> str:
    """The host and port of an address, as it is written; empty where it has none."""
    try:
        return urlsplit(url or "").netloc
    except ValueError:
        return ""


def own_hosts(site: Site) -> list[str]:
    """The names that the old site answered to, those of its try-outs too."""
    return [name for name in (*site.hosts, *site.staging_hosts, host_of(site.url)) if name]


def _bare(name: str) -> str:
    return name.removeprefix("www.")


def parsed(written: str) -> Address:
    """The address that somebody wrote in a redirect. One without a slash before it begins at the root.

    Raises RefusedError.
    """
    text = plain(written)
    if text.startswith(("//", "/\\", "\\")):
        raise RefusedError("a browser takes what follows the slashes for a host")
    if (web := _WEB.fullmatch(text)) is not None:
        return _checked(_site(web[1], web[2]), _decoded(web[3]), web[4], web[5])
    if _SCHEME.match(text.partition("/")[0]):
        raise RefusedError("it is no address of the web")
    parts = _PATH.fullmatch(text)
    if not text or parts is None:
        raise RefusedError("it is empty")
    return _checked("", _decoded(parts[1]), parts[2], parts[3])


def plain(written: str) -> str:
    """What is written without white space around it. Raises RefusedError where it holds what no address holds."""
    text = written.strip(" \t\r\n")
    if _UNSAFE.search(text):
        raise RefusedError("it holds a control character")
    return text


def unmarked(written: str) -> str:
    """The same, where it holds no mark of ours either. Raises RefusedError."""
    if MARK in written or ("%" in written and _ENCODED_MARK in written.lower()):
        raise RefusedError("it holds a character that no font has")
    return plain(written)


def path(decoded: str) -> str:
    """The path of a page or file of a site, decoded, with one slash where several stand. Raises RefusedError."""
    if MARK in decoded:
        raise RefusedError("it holds a character that no font has")
    return _checked("", decoded, None, None).path


def _checked(site: str, decoded: str, query: str | None, fragment: str | None) -> Address:
    rooted = decoded if decoded.startswith("/") else f"/{decoded}"
    if _ODD.search(rooted):
        rooted = _refused_or_mended(rooted)
    address = Address(site, rooted, _after(query), _after(fragment))
    longest = len(site) + _MOST_BYTES * len(rooted) + len(address.query) + len(address.fragment)
    if longest > LONGEST and len(str(address)) > LONGEST:
        raise RefusedError(f"it has more than {LONGEST:,} characters")
    return address


def _refused_or_mended(rooted: str) -> str:
    if _UNSAFE.search(rooted):
        raise RefusedError("it holds a control character")
    if "\\" in rooted:
        raise RefusedError("a browser reads its backslash as a slash")
    if _DOTS.search(rooted):
        raise RefusedError("it has a segment of dots, which browsers take away")
    return _SLASHES.sub("/", rooted)


def _site(scheme: str, authority: str) -> str:
    name = host(authority)
    if name is None:
        raise RefusedError("its host is none that browsers and servers read alike")
    return f"{scheme.lower()}://{name}"


def _decoded(text: str) -> str:
    if "%" not in text:
        return text
    try:
        decoded = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise RefusedError("its percent-encoding is not that of UTF-8") from None
    if decoded.startswith("//"):
        raise RefusedError("a browser takes what follows the slashes for a host")
    return decoded


def _after(text: str | None) -> str:
    """A query or fragment as it is written; empty where nothing follows its mark."""
    if text is None or len(text) == 1:
        return ""
    return text[0] + quote(_BARE_PERCENT.sub("%25", text[1:]), safe=_SAFE_AFTER)


def encoded(text: str) -> str:
    """A decoded path, percent-encoded so that no format and no server reads more into it."""
    return text if _NEEDS_NOTHING.fullmatch(text) else quote(text, safe=_SAFE)


def key(decoded: str) -> str:
    """What the forms of one address have in common, `/a`, `/a/` and `/a/index.html`: no last slash, no `index.html`."""
    stem = decoded[:-10] if decoded.endswith("/index.html") else decoded
    return stem.rstrip("/") or "/"
