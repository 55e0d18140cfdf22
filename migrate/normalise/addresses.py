"""What an address of the old site leads to: one of its pages or files, a place outside, or nowhere.

The order of asking is that of certainty: the address as it is written, percent-decoded, as an old address of a
redirect, and at last with another slash, suffix or case. A page counts only where the old site published it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from migrate import urls
from migrate.model import LinkStatus, Site
from migrate.normalise.places import Match, Places
from migrate.normalise.suggestions import Suggestions
from migrate.refs import Ref, parsed

_UNTOUCHED = re.compile(
    r"(?:mailto|tel|sms|fax|javascript|vbscript|data|blob|about|callto|skype|whatsapp|geo|cid):", re.I
)
_WEB = re.compile(r"(https?):(/{0,2})([^/?#]*)(.*)", re.I | re.S)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_EMAIL = re.compile(r"[^\s@/?#:]+@[^\s@/?#:]+\.[^\s@/?#:]+")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+\.[a-z]{2,}(?::\d+)?", re.I)
# a first segment that is a host, whatever names files may have: `www.x`, or a domain that no file ends in
_SCHEMELESS = re.compile(
    r"(?:www\.[a-z0-9-]+\.[a-z0-9.-]+|(?:[a-z0-9-]+\.)+(?:(?:com|org|net|gov|edu)(?:\.[a-z]{2})?|sg))(?=[/?#:]|$)", re.I
)
_DROPPED = str.maketrans("", "", "\t\n\r")
_HOPS = 5
_REMEMBERED = 20_000

Anchors = Callable[[str], frozenset[str] | None]


class Resolution(NamedTuple):
    """What a link leads to. `code` and `why` are the finding that it is worth, if any."""

    status: LinkStatus
    target: str | None
    code: str | None = None
    why: str = ""

    @property
    def ref(self) -> Ref | None:
        return None if self.target is None or self.status == "outside" else parsed(self.target)


class Addresses:
    """The address book of a site. `files` are the ids and addresses of its assets; `hosts` are further names of it.

    `anchors` gives the anchors of a page by its id, or None where they cannot be known.
    """

    def __init__(
        self, site: Site, files: Iterable[tuple[str, str | None]], *, hosts: Iterable[str] = (), anchors: Anchors
    ) -> None:
        self._places = Places(site.pages, files)
        self._hosts = frozenset(_bare(host) for host in (*site.hosts, *hosts))
        self._staging = frozenset(_bare(host) for host in site.staging_hosts)
        self._site, self._base, self._anchors = site, site.baseurl.rstrip("/"), anchors
        self._known: dict[tuple[str, str | None], Resolution] = {}

    def resolve(self, href: str, base: str | None) -> Resolution:
        """What `href` leads to from a page at `base`. Never raises."""
        # where it does not matter on which page a link stands, all pages share its answer
        place = (href, None if href.startswith(("/", "http")) else base)
        known = self._known.get(place)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            # a browser drops these before it reads an address
            known = self._known[place] = self._resolved(href.translate(_DROPPED).strip(" \f"), base)
        return known

    def likeliest(self, href: str) -> str | None:
        """The address of the page or file that a broken link most likely meant; None when none is near."""
        path, _, _ = _parts(href.replace("\\", "/"))
        web = _WEB.match(path)
        return self._suggestions.nearest(urls.decoded(_rooted(web[4]) if web else path))

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions((*self._places.pages, *self._places.files))

    def _resolved(self, href: str, base: str | None) -> Resolution:
        if not href or _UNTOUCHED.match(href):
            return Resolution("untouched", None)
        if (ref := parsed(href)) is not None:
            return self._given(href, ref)
        if (web := _WEB.match(href)) is not None:
            return self._on_the_web(href, web)
        if _SCHEME.match(href):
            return Resolution("untouched", None)
        return self._on_the_site(href.replace("\\", "/"), base, href)

    def _given(self, href: str, ref: Ref) -> Resolution:
        """A ref that stands there already: of our own making when what it names exists."""
        if self._places.has(ref):
            return self._with_anchor(href, Match(ref, "ok"))
        return Resolution("broken", None, "link.broken", f"{_shown(href)} looks like a ref, but nothing has that id")

    def _on_the_web(self, href: str, web: re.Match[str]) -> Resolution:
        slashes, host, rest = web[2], web[3], web[4]
        if len(slashes) == 2 and host and _is_plausible(host):
            return self._at_host(href, host, rest)
        guess = f"; https://{(host + rest).lstrip('/')} may be meant" if host + rest else ""
        return Resolution("broken", None, "link.malformed", f"{_shown(href)} is no complete web address{guess}")

    def _at_host(self, href: str, host: str, rest: str) -> Resolution:
        name = _bare(host)
        if name in self._hosts:
            return self._on_the_site(_rooted(rest), "/", href)
        if name in self._staging:
            found = self._on_the_site(_rooted(rest), "/", href)
            if found.target is not None:
                why = f"{_shown(href)} leads to the staging site; taken as {found.target}"
                return found._replace(code="link.staging", why=why)
        return Resolution("outside", href)

    def _on_the_site(self, address: str, base: str | None, href: str) -> Resolution:
        """An address without scheme; `href` is how it was written."""
        if address.startswith("//") and (host := _HOST.fullmatch(address[2:].partition("/")[0])) is not None:
            return self._at_host(f"https:{address}", host[0], address[2 + len(host[0]) :])
        path, query, fragment = _parts(address)
        if not path and not query:
            return self._own_anchor(fragment, base, href)
        full = path if base is None and not path.startswith("/") else urls.joined(base or "/", path)
        found = self._by_path(full, href, query, fragment) if full.startswith("/") else None
        return found or self._schemeless(href, path + query + fragment) or self._broken(href, full)

    def _by_path(self, full: str, href: str, query: str, fragment: str) -> Resolution | None:
        path = self._below_base(full)
        if path is None:
            return None
        if (match := self._places.surely(path)) is None:
            if (redirected := self._redirected(path)) is not None:
                return redirected
            match = self._places.alike(path)
        if match is not None:
            return self._with_anchor(href, match._replace(ref=match.ref._replace(query=query, fragment=fragment)))
        if (match := self._places.withheld(path)) is not None:
            why = f"{_shown(href)} leads to a file that the old site did not publish"
            return Resolution(match.status, str(match.ref), "link.unpublished", why)
        return None

    def _below_base(self, path: str) -> str | None:
        """The address on the site; None where it lies above the folder that the site was served from."""
        if not self._base:
            return path
        if path == self._base or path.startswith(self._base + "/"):
            return path[len(self._base) :] or "/"
        return None

    def _own_anchor(self, fragment: str, base: str | None, href: str) -> Resolution:
        page = None if base is None else self._places.pages.get(base)
        if page is None:
            return Resolution("untouched", None)
        return self._with_anchor(href, Match(Ref("page", page, "", fragment), "ok"))

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        return {urls.key(urls.decoded(redirect.old)): redirect.new for redirect in reversed(self._site.redirects)}

    def _redirected(self, path: str) -> Resolution | None:
        """Where the site's own redirects lead; a circle leads nowhere."""
        for _ in range(_HOPS):
            new = self._redirects.get(urls.key(urls.decoded(path)))
            if new is None:
                return None
            if (web := _WEB.match(new)) is not None and _bare(web[3]) not in self._hosts:
                return Resolution("redirected", new)
            path, query, fragment = _parts(_rooted(web[4]) if web else new)
            match = self._places.surely(path) or (None if self._leads_on(path) else self._places.alike(path))
            if match is not None:
                return Resolution("redirected", str(match.ref._replace(query=query, fragment=fragment)))
        return None

    def _leads_on(self, path: str) -> bool:
        return urls.key(urls.decoded(path)) in self._redirects

    def _with_anchor(self, href: str, match: Match) -> Resolution:
        target, fragment = str(match.ref), match.ref.fragment[1:]
        if match.ref.kind == "page" and fragment and not self._has_anchor(match.ref.id, fragment):
            why = f"{_shown(href)}: {match.ref.id} has nothing called `{fragment:.60}`"
            return Resolution("anchor-missing", target, "link.anchor-missing", why)
        if match.status == "case":
            why = f"{_shown(href)} leads to {match.ref.id} only when upper and lower case are not told apart"
            return Resolution("case", target, "link.case", why)
        return Resolution(match.status, target)

    def _has_anchor(self, page: str, fragment: str) -> bool:
        # `#top` and text fragments are the browser's own
        if fragment.lower() == "top" or fragment.startswith(":~:"):
            return True
        anchors = self._anchors(page)
        return anchors is None or fragment in anchors or urls.decoded(fragment) in anchors

    def _schemeless(self, href: str, address: str) -> Resolution | None:
        """An address that is a host without `https://`, an e-mail address without `mailto:`."""
        if _EMAIL.fullmatch(address):
            why = f"{_shown(href)} is an e-mail address; mailto:{address} may be meant"
            return Resolution("broken", None, "link.malformed", why)
        host = _SCHEMELESS.match(address)
        if host is None:
            return None
        found = self._at_host(f"https://{address}", host[0], address[host.end() :])
        if found.target is None:
            return found
        why = f"{_shown(href)} has no https://, so that a browser looks for it on this site; taken as {found.target}"
        return found._replace(code="link.schemeless", why=why)

    def _broken(self, href: str, path: str) -> Resolution:
        hidden = self._places.hidden(path)
        if hidden is not None:
            why = f"{_shown(href)} leads to {hidden}, which was not published"
            return Resolution("broken", None, "link.unpublished", why)
        return Resolution("broken", None, "link.broken", f"{_shown(href)} leads to no page or file")


def _bare(host: str) -> str:
    """A host's name as it is compared: without port, user and `www.`."""
    name = host.rpartition("@")[2].partition(":")[0].rstrip(".").casefold()
    return name.removeprefix("www.")


def _is_plausible(host: str) -> bool:
    return not any(char in host for char in ' "<>\\^`{|}') and host.casefold() not in ("http:", "https:")


def _rooted(rest: str) -> str:
    """What follows a host, as an address of its site: without a path it means `/`."""
    return rest if rest.startswith("/") else f"/{rest}"


def _parts(address: str) -> tuple[str, str, str]:
    """Path, query with its `?`, fragment with its `#`."""
    rest, mark, fragment = address.partition("#")
    path, asked, query = rest.partition("?")
    return path, asked + query, mark + fragment if fragment else ""


def _shown(href: str) -> str:
    return f"`{href}`" if len(href) <= 200 else f"`{href[:200]}…`"
