"""Where a target is, and which machines may be connected to for it: a name must not lead into the inner network."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import SplitResult, urlsplit

from migrate.errors import UsageError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS = {"http": 80, "https": 443}
# an IPv6 address of this network is an IPv4 address behind a translator (RFC 6052)
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The root of a website. `path` is percent-encoded and has no slash at its end: empty for a site at the root."""

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        return f"{self.origin}{self.path}/"

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def is_named(self) -> bool:
        """Whether the host is an address, or a name of this machine, so that it cannot lead to another one."""
        return _address(self.host) is not None or _is_this_machine(self.host)

    @property
    def is_local(self) -> bool:
        """Whether what is sent to the host stays on this machine or in the network that it stands in."""
        address = _address(self.host)
        return _is_this_machine(self.host) or (address is not None and not is_public(address))


def place(url: str, *, allow_http: bool = False, option: str = "--wordpress") -> Place:
    """The place that `url` names. Raises UsageError for what is no address of a website, or is not safe to ask.

    `option` is the name of what the address was given with.
    """
    told = f"{option} {url}"
    parts = _parts(url, option)
    found = Place(
        scheme=parts.scheme,
        host=_host(parts, told),
        port=_port(parts, told),
        path=parts.path.rstrip("/"),
    )
    if found.scheme == "http" and not found.is_local and not allow_http:
        _refuse(told, "is not encrypted, and the password would be sent in it; write https:// or pass --allow-http")
    return found


def may_be_reached(address: str, at: Place, *, allow_private: bool) -> bool:
    """Whether a connection to `address`, which the host's name leads to, is what the user named."""
    found = _address(address)
    if found is None:
        return False
    if _is_this_machine(at.host):
        return found.is_loopback
    return allow_private or at.is_named or is_public(found)


def is_public(address: IPAddress) -> bool:
    """Whether `address` is one of the open internet, also where it holds an IPv4 address within."""
    inner = _within(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _within(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _parts(url: str, option: str) -> SplitResult:
    told = f"{option} {url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        _refuse(told, "is no address; write it as https://www.example.org")
    if not url.isprintable() or " " in url or not parts.path.isascii():
        _refuse(told, "holds what an address cannot; write it percent-encoded")
    if parts.scheme not in _PORTS or not parts.hostname:
        _refuse(told, "is no address of a website; write it as https://www.example.org")
    if parts.username is not None or parts.password is not None:
        # the address is not repeated here: it holds a password
        raise UsageError(f"{option}: the address holds a user; give it with --user, the password as docs/cli.md says")
    if parts.query or parts.fragment:
        _refuse(told, "has a query or an anchor; name the root of the site")
    return parts


def _host(parts: SplitResult, told: str) -> str:
    host = parts.hostname or ""
    if _address(host) is not None:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        _refuse(told, "has a host name that cannot be; look at its spelling")


def _port(parts: SplitResult, told: str) -> int:
    try:
        return parts.port or _PORTS[parts.scheme]
    except ValueError:
        _refuse(told, "has a port that cannot be; give a number below 65536")


def _refuse(told: str, what: str) -> NoReturn:
    raise UsageError(f"{told}: {what}")


def _address(host: str) -> IPAddress | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _is_this_machine(host: str) -> bool:
    """RFC 6761, 6.3: such a name is never another machine's."""
    name = host.lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost")
