"""Addresses of an export as paths of its site: `http://nohost/Plone/about` and `/Plone/about` are `/about`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from migrate import urls

_NUMBERS = re.compile(r"(?:127|10|192\.168|0)\.[0-9.]+|\[.*")
_WEB = re.compile(r"https?://([^/?#]*)([^?#]*)(.*)", re.I | re.S)


class Portal(NamedTuple):
    """What the site answered to: `host` and `prefix`, the path on it; `site_id` stands first in physical paths."""

    host: str | None
    prefix: str
    scheme: str = "https"
    site_id: str | None = None

    @property
    def url(self) -> str | None:
        """The address that the public knew, as far as an export says it."""
        if self.host is None or self.is_local:
            return None
        return f"{self.scheme}://{self.host.rpartition('@')[2]}{self.prefix}"

    @property
    def is_local(self) -> bool:
        """Whether it is `nohost` or a name of one's own machine: no address that the public knew."""
        name = _bare(self.host or "")
        return self.host is not None and ("." not in name or _NUMBERS.fullmatch(name) is not None)

    @property
    def name(self) -> str | None:
        """The host without its port, where it is one that others knew."""
        return None if self.host is None or self.is_local else _bare(self.host)

    def cut(self, address: str) -> str | None:
        """The address below the site, as it is written, where it begins with one of the site; else None."""
        web = _WEB.fullmatch(address)
        if web is not None:
            host, path, rest = web.groups()
            if self.host is None or _bare(host) != _bare(self.host):
                return None
            below = self._below(path)
            return None if below is None else f"{below}{rest}"
        return self._below(address, physical=True) if address.startswith("/") and address[1:2] != "/" else None

    def _below(self, path: str, *, physical: bool = False) -> str | None:
        prefixes = [f"/{self.site_id}"] if physical and self.site_id else [self.prefix]
        for prefix in prefixes:
            if path == prefix or path.startswith(f"{prefix}/"):
                return path[len(prefix) :] or "/"
        return path or "/" if physical else None

    def path(self, address: object) -> str | None:
        """The path of the item whose `@id` is `address`; None where it can have none."""
        if not isinstance(address, str) or not address.strip():
            return None
        below = self.cut(address.strip())
        if below is None:
            below = address.strip() if not urls.is_absolute(address) else None
        if below is None:
            return None
        path = urls.decoded(below if below.startswith("/") else f"/{below}").rstrip("/") or "/"
        return path if urls.is_path(path) and "//" not in path else None


def _bare(host: str) -> str:
    name = host.rpartition("@")[2].casefold()
    return name if name.startswith("[") else name.partition(":")[0]


def portal_of(sites: Iterable[str], addresses: Iterable[str], physical: Iterable[str]) -> Portal:
    """The portal of an export: `sites` are addresses of the site itself, `addresses` those of items.

    `physical` are paths with the id of the site before them, as in redirects.
    """
    site_id = next((path.split("/")[1] for path in physical if path.startswith("/") and path.count("/") >= 1), None)
    for address in sites:
        if (web := _WEB.fullmatch(address)) is not None:
            prefix = web[2].rstrip("/")
            own = prefix.rpartition("/")[2] or None
            return Portal(web[1], prefix, _scheme(address), own or site_id)
        if address.startswith("/") and len(address) > 1:
            site_id = address.strip("/").partition("/")[0]
    return _guessed(addresses, site_id)


def _guessed(addresses: Iterable[str], site_id: str | None) -> Portal:
    """The portal where no item is the site: on one's own machine, the first name of a path is the site's."""
    for address in addresses:
        if (web := _WEB.fullmatch(address)) is not None:
            first = web[2].split("/")[1] if web[2].startswith("/") else ""
            is_id = first == site_id or (Portal(web[1], "").is_local and first != "")
            return Portal(web[1], f"/{first}" if is_id else "", _scheme(address), site_id or (first if is_id else None))
    return Portal(None, "", site_id=site_id)


def _scheme(address: str) -> str:
    return address.partition(":")[0].lower()
