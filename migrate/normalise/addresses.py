"""What an address of the old site leads to: one of its pages or files, a place outside, or nowhere.

The order of asking is that of certainty: the address as it is written, percent-decoded, as an old address of a
redirect, and at last with another slash, suffix or case. A page counts only where the old site published it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple, Protocol

from migrate import urls
from migrate.model import LinkStatus, Site
from migrate.normalise.places import Match, Places
from migrate.normalise.redirections import Redirections
from migrate.normalise.suggestions import Suggestions
from migrate.refs import Ref, parsed

_UNTOUCHED = re.compile(
    r"(?:mailto|tel|sms|fax|javascript|vbscript|data|blob|about|callto|skype|whatsapp|geo|cid|sip|webcal|intent):", re.I
)
_ELSEWHERE = re.compile(r"(?:ftps?|sftp|ssh|git|irc|magnet|wss?):", re.I)
_NO_PLACE = re.compile(r"[a-z]:[\\/]|file:|[a-z][a-z0-9+.-]*://", re.I)
_WEB = re.compile(r"(https?):(/{0,2})([^/?#]*)(.*)", re.I | re.S)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_EMAIL = re.compile(r"[^\s@/?#:]+@[^\s@/?#:]+\.[^\s@/?#:]+")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+\.[a-z]{2,}(?::\d+)?", re.I)
# a first segment that is a host, whatever names files may have: `www.x`, or a domain that no file ends in
_SCHEMELESS = re.compile(
    r"(?:www\.[a-z0-9-]+\.[a-z0-9.-]+|(?:[a-z0-9-]+\.)+(?:(?:com|org|net|gov|edu)(?:\.[a-z]{2})?|sg))(?=[/?#:]|$)", re.I
)
_CONTROLS = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_HOPS = 5
_REMEMBERED = 4_000

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


class AddressBook(Protocol):
    """What is asked where links lead."""

    def resolve(self, href: str, base: str | None, *, themed: bool = False, page: str | None = None) -> Resolution: ...
    def looks_like_ref(self, href: str) -> bool: ...
    def likeliest(self, href: str, *, not_: str | None = None) -> str | None: ...


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
        self._redirections = Redirections(site.redirects)
        self._known: dict[tuple[str, str | None, bool, str | None], Resolution] = {}
        self._likely: dict[str, str | None] = {}

    def resolve(self, href: str, base: str | None, *, themed: bool = False, page: str | None = None) -> Resolution:
        """What `href` leads to from the page with the id `page` at `base`. Never raises.

        `themed` says that a theme writes the address, which puts the folder of the site before it.
        """
        # where it does not matter on which page a link stands, all pages share its answer
        alone = href.startswith(("/", "http:", "https:"))
        place = (href, None if alone else base, themed, None if alone else page)
        known = self._known.get(place)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[place] = self._resolved(_cleaned(href), base, themed, page)
        return known

    def looks_like_ref(self, href: str) -> bool:
        return parsed(_cleaned(href)) is not None

    def likeliest(self, href: str, *, not_: str | None = None) -> str | None:
        """The address of the page or file that a broken link most likely meant, but for the page `not_` itself."""
        if href not in self._likely:
            if len(self._likely) > _REMEMBERED:
                self._likely.clear()
            path, _, _ = _parts(href.replace("\\", "/"))
            web = _WEB.match(path)
            self._likely[href] = self._suggestions.nearest(urls.decoded(_rooted(web[4]) if web else path))
        likely = self._likely[href]
        own = not_ is not None and likely is not None and self._places.pages.get(likely) == not_
        return None if own else likely

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions((*self._places.pages, *self._places.files))

    def _resolved(self, href: str, base: str | None, themed: bool, page: str | None) -> Resolution:
        if href.startswith("#"):
            return self._own_anchor(href, page)
        if not href or _UNTOUCHED.match(href):
            return Resolution("untouched", None)
        if (ref := parsed(href)) is not None:
            return self._given(href, ref)
        if (web := _WEB.match(href)) is not None:
            return self._on_the_web(href, web)
        if _ELSEWHERE.match(href):
            return Resolution("outside", href)
        if _NO_PLACE.match(href):
            return Resolution(
                "broken", None, "link.malformed", f"{_shown(href)} begins with nothing that browsers open"
            )
        if _SCHEME.match(href):
            return Resolution("untouched", None)
        return self._on_the_site(href.replace("\\", "/"), base, href, themed)

    def _given(self, href: str, ref: Ref) -> Resolution:
        """A ref that stands there already: of our own making when what it names exists."""
        if self._places.has(ref):
            return self._with_anchor(href, Match(ref, "ok"))
        return Resolution("broken", None, "link.broken", f"{_shown(href)} looks like a ref, but nothing has that id")

    def _on_the_web(self, href: str, web: re.Match[str]) -> Resolution:
        slashes, host, rest = web[2], web[3], web[4]
        if len(slashes) == 2 and host and _is_plausible(host):
            return self._at_host(href, host, rest)
        meant = f"https://{(host + rest).lstrip('/').removeprefix('https://').removeprefix('http://')}"
        sensible = host + rest and _is_plausible(meant[8:].partition("/")[0]) and meant != href
        guess = f"; {meant} may be meant" if sensible else ""
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

    def _on_the_site(self, address: str, base: str | None, href: str, themed: bool = False) -> Resolution:
        """An address without scheme; `href` is how it was written."""
        if address.startswith("//") and (host := _HOST.fullmatch(address[2:].partition("/")[0])) is not None:
            return self._at_host(f"https:{address}", host[0], address[2 + len(host[0]) :])
        path, query, fragment = _parts(address)
        if not path and not query:
            return Resolution("untouched", None)
        schemeless = path + query + fragment
        if themed and not path.startswith(f"{self._base}/"):
            path = f"{self._base}/{path.removeprefix('/')}"
        full = path if base is None and not path.startswith("/") else urls.joined(f"{self._base}{base or '/'}", path)
        found = self._by_path(full, href, query, fragment, themed) if full.startswith("/") else None
        return found or self._schemeless(href, schemeless) or self._broken(href, full)

    def _by_path(self, full: str, href: str, query: str, fragment: str, rooted: bool) -> Resolution | None:
        path = self._below_base(full)
        if path is None:
            return None
        redirected = None
        if (match := self._places.surely(path)) is None:
            match = self._places.alike(path)
            # servers look for a folder before they look for a redirect, and for another suffix or case after it
            if match is None or match.status not in ("slash", "decoded"):
                redirected = self._redirected(path, href, query, fragment)
        if redirected is not None and (match is None or redirected.target is not None):
            return redirected
        if match is not None:
            if match.status == "ok" and not href.startswith(("/", "\\", ".", "http", "?")) and rooted:
                match = match._replace(status="slash")  # the theme, or the reader, has to put one before it
            return self._with_anchor(href, match._replace(ref=match.ref._replace(query=query, fragment=fragment)))
        if (match := self._places.withheld(path)) is not None:
            why = f"{_shown(href)} leads to a file that the old site did not publish; it is found all the same"
            return Resolution(match.status, str(match.ref), "link.unpublished", why)
        return None

    def _below_base(self, path: str) -> str | None:
        """The address on the site; None where it lies above the folder that the site was served from."""
        if not self._base:
            return path
        if path == self._base or path.startswith(self._base + "/"):
            return path[len(self._base) :] or "/"
        return None

    def _own_anchor(self, href: str, page: str | None) -> Resolution:
        if page is None:
            return Resolution("untouched", None)
        return self._with_anchor(href, Match(Ref("page", page, "", href if href != "#" else ""), "ok"))

    def _redirected(self, path: str, href: str, query: str, fragment: str) -> Resolution | None:
        """Where the site's own redirects lead, with the link's own query and anchor; a circle leads nowhere."""
        if self._redirections.of(path) is None:
            return None
        for _ in range(_HOPS):
            new = self._redirections.of(path)
            if new is None:
                break
            if (web := _WEB.match(new)) is not None and _bare(web[3]) not in self._hosts:
                return Resolution("redirected", new)
            path, asked, place = _parts(_rooted(web[4]) if web else new)
            query, fragment = asked or query, place or fragment
            match = self._places.surely(path)
            if match is None and self._redirections.of(path) is None:
                match = self._places.alike(path)
            if match is not None:
                ref = match.ref._replace(query=query, fragment=fragment)
                return self._with_anchor(href, Match(ref, "redirected"))
        return Resolution("broken", None, "link.broken", f"{_shown(href)} is redirected to no page or file")

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


def _cleaned(href: str) -> str:
    """`href` without what a browser drops before it reads an address."""
    return href.translate(_DROPPED).strip(_CONTROLS)


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
