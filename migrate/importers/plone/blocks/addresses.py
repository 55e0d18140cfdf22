"""Where a link of a block leads: Volto writes the same address in half a dozen shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

_NAMES = ("@id", "url", "href")
_DEEPEST = 4


def address(value: object, depth: int = 0) -> str:
    """The address that `value` holds: text, `{"@id": …}`, or a list of them, whose first counts; else nothing."""
    if isinstance(value, str):
        return value.strip()
    if depth > _DEEPEST:
        return ""
    if isinstance(value, dict):
        return next((found for name in _NAMES if (found := address(value.get(name), depth + 1))), "")
    return address(value[0], depth + 1) if isinstance(value, list) and value else ""


def target(value: object) -> Mapping[str, object]:
    """What a link says of the item that it leads to (`Title`, `image_field` …); empty where it is an address alone."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, dict) else {}


class Link(NamedTuple):
    """A link of rich text: its address, the window it opens in, its title, and the name of a file that it gives."""

    href: str
    target: str | None = None
    title: str | None = None
    download: str | None = None


def link(node: Mapping[str, object]) -> Link:
    """The link that a node is, in the shapes of both of volto-slate's plug-ins for links."""
    data = node.get("data")
    if not isinstance(data, dict):
        return Link(address(node))
    target, title, download = _text(data.get("target")), _text(data.get("title")), data.get("download")
    saved = "" if download is True else _text(download)
    if "link" in data:
        return _advanced(_map(data["link"]), address(data) or address(node), target, title)
    href = data.get("url")  # nearly always a text
    href = href.strip() if isinstance(href, str) else address(data)
    return Link(href or address(data) or address(node), target, title, saved)


def _advanced(said: Mapping[str, object], other: str, target: str | None, title: str | None) -> Link:
    outside, inside = _map(said.get("external")), _map(said.get("internal"))
    mail = _mail(_map(said.get("email")))
    href = mail or address(outside.get("external_link")) or address(inside.get("internal_link")) or other
    return Link(href, target or _text(outside.get("target")), title)


def _mail(email: Mapping[str, object]) -> str:
    to, subject = _text(email.get("email_address")), _text(email.get("email_subject"))
    if not to:
        return ""
    return f"mailto:{to}" + (f"?subject={quote(subject.encode('utf-8', 'replace'))}" if subject else "")


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
