"""Redirects as the source has them, taken apart: what Netlify's `_redirects` and front matter say of old and new."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from migrate.model import Location, Redirect
from migrate.redirects import address, patterns
from migrate.redirects.address import Address, Hosts, RefusedError
from migrate.redirects.rule import SPLAT, Piece, Place

STATUSES = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)

Query = tuple[tuple[str, Piece], ...]
_CONDITIONS = re.compile(r"\s[^\s=/?#]+=")
_AFTER_PATH = re.compile("[?#]")
_PLACE = re.compile(r":([A-Za-z_][A-Za-z0-9_]*)\Z")


class Draft(NamedTuple):
    """A redirect taken apart. `target` is marked where it takes over what stands in places of a pattern."""

    path: str
    target: Address
    status: int = 301
    query: Query = ()
    segments: tuple[Piece, ...] | None = None
    source: Location | None = None

    @property
    def key(self) -> str:
        return address.key(self.path)

    @property
    def is_open(self) -> bool:
        """Whether it is for more than one address."""
        return self.segments is not None or any(isinstance(value, Place) for _, value in self.query)


class _Old(NamedTuple):
    site: str
    path: str
    query: Query
    segments: tuple[Piece, ...] | None

    @property
    def names(self) -> frozenset[str]:
        values = [*(self.segments or ()), *(value for _, value in self.query)]
        return frozenset(value.name for value in values if isinstance(value, Place))


class StatusError(ValueError):
    """A rule that is no redirect: a rewrite, or an error page."""


class HostError(ValueError):
    """A redirect from or to a host that nobody named; the message names it."""


def draft(redirect: Redirect, hosts: Hosts) -> Draft:
    """A redirect of the source. Raises RefusedError, StatusError or HostError, whose messages say why it is none."""
    if redirect.status not in STATUSES:
        raise StatusError(f"its status is {redirect.status}")
    old = _old(redirect.old)
    if not hosts.is_own(old.site):
        raise HostError(f"{old.site} is no host of the site")
    target = _new(redirect.new, old.names)
    if not hosts.allow(target.site):
        raise HostError(f"{target.site.partition('://')[2]} is not among the hosts that are named")
    if target.site and hosts.is_own(target.site):
        target = target._replace(site="")
    return Draft(old.path, target, redirect.status, old.query, old.segments, redirect.source)


def moved(old: str, new: str, hosts: Hosts) -> Draft:
    """The redirect of a page or file whose decoded address changed. Raises RefusedError or HostError."""
    if "://" not in new:
        return Draft(address.path(old), Address("", address.path(new)))
    target = address.parsed(address.unmarked(new))
    if not hosts.allow(target.site):
        raise HostError(f"{target.site.partition('://')[2]} is not among the hosts that are named")
    return Draft(address.path(old), target._replace(site="") if hosts.is_own(target.site) else target)


def _old(written: str) -> _Old:
    text = address.unmarked(written)
    conditions: list[str] = []
    if "=" in text and _CONDITIONS.search(text):
        text, *conditions = text.split()
    found = address.parsed(text)
    if found.fragment:
        raise RefusedError("what follows its `#` never reaches a server")
    query = (*pairs(found.query), *map(_condition, conditions)) if found.query or conditions else ()
    cut = _segments(text, found.site) if "*" in text or ":" in text else None
    return _Old(found.site, found.path, query, cut)


def _segments(text: str, site: str) -> tuple[Piece, ...] | None:
    """The decoded segments of a pattern; None where `text` is the address of one page."""
    path = _AFTER_PATH.split(text.partition("://")[2].partition("/")[2] if site else text, maxsplit=1)[0]
    cut = patterns.segments(path) if patterns.is_pattern(f"/{path}") else ()
    return tuple(map(_decoded, cut)) if any(isinstance(piece, Place) for piece in cut) else None


def _condition(word: str) -> tuple[str, Piece]:
    name, is_condition, value = word.partition("=")
    if not is_condition or not name:
        raise RefusedError(f"`{word:.40}` is no condition of the form name=value")
    place = _PLACE.match(value)
    return _unquoted(name), Place(place[1]) if place is not None and place[1] != SPLAT else _unquoted(value)


def _decoded(piece: Piece) -> Piece:
    if isinstance(piece, Place):
        return piece
    segment = address.parsed(f"/{piece}").path[1:]
    if "/" in segment:
        raise RefusedError("a slash is encoded in it")
    return segment


def pairs(query: str) -> tuple[tuple[str, str], ...]:
    """The names and values of a written query, decoded. Raises RefusedError."""
    parts = [part.partition("=") for part in query.removeprefix("?").split("&") if part]
    return tuple((_unquoted(name), _unquoted(value)) for name, _, value in parts)


def _unquoted(text: str) -> str:
    try:
        return address.plain(unquote(text, errors="strict"))
    except UnicodeDecodeError:
        raise RefusedError("its percent-encoding is not that of UTF-8") from None


def _new(written: str, names: frozenset[str]) -> Address:
    return address.parsed(patterns.marked(address.unmarked(written), names))
