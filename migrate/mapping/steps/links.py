"""Steps for addresses and paths: of the site, of its pages and of files."""

from __future__ import annotations

import re
from urllib.parse import quote

from migrate import refs, urls
from migrate.mapping.steps.plain import StepError
from migrate.mapping.steps.step import Context

_EXTENSION = re.compile(r"(?<=[^.])\.([A-Za-z0-9]{1,10})$", re.A)


def last_segment(address: str, _: Context) -> str | None:
    segments = _segments(address)
    return segments[-1] if segments else None


def first_segment(address: str, _: Context) -> str | None:
    segments = _segments(address)
    return segments[0] if segments else None


def basename(address: str, _: Context, extension: bool) -> str | None:
    segments = _segments(address)
    name = urls.decoded(segments[-1]) if segments else None
    return name if extension or name is None else _EXTENSION.sub("", name)


def extension(address: str, context: Context) -> str | None:
    found = _EXTENSION.search(basename(address, context, extension=True) or "")
    return found[1].lower() if found else None


def absolute_url(address: str, context: Context) -> str:
    """`address` with the site's scheme and host. Refs and what has a scheme stay; what has none is from the root."""
    address = address.strip()
    if refs.parsed(address) or (urls.is_absolute(address) and not address.startswith("//")):
        return address
    if context.site_url is None:
        raise StepError("the address of the site is not known; give it in its configuration, or leave this step out")
    if address.startswith("//"):
        return context.site_url.partition("//")[0] + address
    path, rest = _parted(address)
    return context.site_url + urls.joined("/", path) + rest


def url_encoded(path: str, _: Context) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~", errors="replace")


def url_decoded(address: str, _: Context) -> str:
    return urls.decoded(address)


def relative_url(address: str, context: Context) -> str:
    """`address` from the root if it leads to the site's own host; any other stays."""
    address, site = address.strip(), context.site_url
    if site is None:
        return address
    bare, host = re.sub(r"^https?:(?=//)", "", address, flags=re.I), site.partition(":")[2]
    after = bare[len(host) :]
    if bare[: len(host)].lower() != host.lower() or after[:1] not in ("", "/", "?", "#"):
        return address
    return after if after.startswith("/") else "/" + after


def _segments(address: str) -> list[str]:
    path = _parted(address.strip())[0]
    path = re.sub(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*", "", path)
    return [segment for segment in path.split("/") if segment]


def _parted(address: str) -> tuple[str, str]:
    """The path, and the query with the anchor."""
    found = re.search(r"[?#]", address)
    return (address[: found.start()], address[found.start() :]) if found else (address, "")
