"""`relative_url`, `absolute_url`, `strip_index` and `uri_escape`: addresses as the Addressable library writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote_to_bytes

from migrate.liquid.faults import Fault
from migrate.liquid.values import WHITE, found, normal, to_s

if TYPE_CHECKING:
    from migrate.liquid.context import Context

_URI = re.compile(r"^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$", re.M)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*")
_INDEX = re.compile(r"/index\.html?$", re.M)
_MARKS: Final = "-._~!$&'()*+,;="
_QUERY: Final = "-._~!$'()*+,=:@/?"
_PORTS: Final = {"http": ":80", "https": ":443", "ftp": ":21"}


def relative_url(context: Context, value: object) -> object:
    if value is None:
        return None
    address = _address(value)
    return address if _absolute(to_s(address)) else relative_address(context, to_s(address))


def absolute_url(context: Context, value: object) -> object:
    if value is None:
        return None
    address = _address(value)
    if _absolute(to_s(address)):
        return address
    url = found(context.site, "url")
    relative = relative_address(context, to_s(address))
    return relative if url is None or url == "" else normalized(to_s(url) + relative)


def _address(value: object) -> object:
    """A page or document stands for its address; a hash is no page."""
    return found(value, "url") if isinstance(value, Mapping) and not isinstance(value, dict) else value


def relative_address(context: Context, address: str) -> str:
    """The address below the site's `baseurl`; one with a scheme is left as it is."""
    context.spend(len(address) // 20 + sum(map(address.count, "/&+%")))
    if _absolute(address):
        return address
    base = to_s(found(context.site, "baseurl")).removesuffix("\n").removesuffix("/")
    return normalized(_slashed(base) + _slashed(address))


def _slashed(text: str) -> str:
    return f"/{text}" if text and not text.startswith("/") else text


def _parts(address: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    match = _URI.search(address)
    if match is None:
        raise Fault(f"{address!r:.60} is no address")
    scheme, authority, path, query, fragment = match.groups()
    if scheme is not None and not _SCHEME.fullmatch(scheme):
        raise Fault(f"{address!r:.60} reads as an address with the scheme {scheme!r:.20}")
    return scheme, authority, path, query, fragment


def _absolute(address: str) -> bool:
    return _parts(address)[0] is not None


def normalized(address: str) -> str:
    """Percent signs where they must be, no dot segments, the host in lower case."""
    scheme, authority, path, query, fragment = _parts(address)
    path = "/".join(component(part, _MARKS + ":@") for part in path.strip(WHITE).split("/"))
    path = _without_dots(path)
    if authority is not None:
        authority = component(authority.lower(), _MARKS + ":[]@").removesuffix(_PORTS.get(scheme or "", " "))
    if not path and scheme in ("http", "https", "ftp"):
        path = "/"
    written = "" if scheme is None else f"{scheme.lower()}:"
    written += "" if authority is None else f"//{authority}"
    written += path
    if query:
        written += "?" + "&".join(component(part, _QUERY, keep="+") for part in query.split("&"))
    return written if fragment is None else f"{written}#{component(fragment, _MARKS + ':@/?')}"


def component(text: str, safe: str, keep: str = "") -> str:
    """`normalize_component`: decoded, composed, and encoded again."""
    if keep:
        parts = re.split(f"(%{ord(keep):02X}|%{ord(keep):02x})", text)
        return "".join(part.upper() if at % 2 else component(part, safe) for at, part in enumerate(parts))
    raw = unquote_to_bytes(text.encode(errors="replace"))
    try:
        return quote(normal("NFKC", raw.decode()), safe=safe)
    except UnicodeDecodeError:
        return quote(raw, safe=safe)


def _without_dots(path: str) -> str:
    """Takes `.` and `..` out of an absolute path."""
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    parts = path.split("/")
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part == ".." and len(kept) > 1:
            kept.pop()
        if part not in (".", ".."):
            kept.append(part)
        elif last:
            kept.append("")
    return "/".join(kept)


def strip_index(context: Context, value: object) -> object:
    if value is None or to_s(value) == "":
        return None
    if not isinstance(value, str):
        raise Fault("strip_index takes a text")
    return _INDEX.sub("/", value, count=1)


def uri_escape(context: Context, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise Fault("uri_escape takes a text")
    return component(value, _MARKS + ":/?#[]@")


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "relative_url": relative_url,
    "absolute_url": absolute_url,
    "strip_index": strip_index,
    "uri_escape": uri_escape,
}
