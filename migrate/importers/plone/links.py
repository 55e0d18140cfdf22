"""Links of an export as paths of its site, for the normaliser to understand.

`resolveuid/UID` and `@@images/image/large` are Plone's own words; relative links are read as a browser reads them on a
page without a closing slash, and where that leads nowhere, as Plone once served folders: with one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from migrate import urls
from migrate.htmllinks import with_addresses
from migrate.htmltree import Tag, rewritten
from migrate.importers.plone.portal import Portal

_RESOLVE = re.compile(r"(?:[^?#]*/)?resolveuid/([^/?#\s]+)([^?#]*)(.*)", re.I | re.S)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?|\$", re.I)
_WORDS = ("${portal_url}", "${navigation_root_url}")  # of old links, filled in when they were shown
_PARTS = re.compile(r"([^?#]*)(.*)", re.S)
_IMAGE_VIEW = re.compile(r"@@images/([^/]+)(?:/([^/]+))?|image_([a-z]+)|(image)|@@images()", re.I)
_FILE_VIEW = re.compile(r"@@(?:download|display-file)(?:/.*)?|at_download(?:/.*)?|download|file", re.I)
_PAGE_VIEW = re.compile(r"@?@?(?:view|[a-z]+_view|folder_[a-z]+|atct_[a-z_]+)", re.I)
_MADE = re.compile(r"[0-9a-f-]{32,}\.[a-z]{3,4}|[^/]+-\d+-[0-9a-f]{32}\.[a-z]{3,4}", re.I)  # a scale by its own name


_MOST = 10_000  # addresses that are remembered


class Goal(NamedTuple):
    """What stands at a path: its address for visitors, and the fields of it that hold files, with their addresses."""

    url: str
    fields: Mapping[str, str]
    is_file: bool


class Read(NamedTuple):
    """An address as it is to be written, and the scale of the image that it asked for."""

    address: str
    scale: str | None = None


class Links:
    """`goals` are what stands at the paths of the site, `uids` the paths of items by their UIDs."""

    def __init__(self, portal: Portal, goals: Mapping[str, Goal], uids: Mapping[str, str]) -> None:
        self._portal, self._goals, self._uids = portal, goals, uids
        self._read: dict[str, Read] = {}

    def html(self, html: str, path: str | None) -> str:
        """`html`, which stands on the item at `path`, with its links as paths of the site."""
        if "image" in html and "<" in html:
            html = rewritten(html, (("img[src]", lambda tag: self._with_scale(tag, path)),))
        return with_addresses(html, lambda href: self.read(href, path).address)

    def _with_scale(self, tag: Tag, path: str | None) -> None:
        scale = self.read(tag.get("src") or "", path).scale
        if scale is not None and not tag.get("data-scale"):
            tag.set_attribute("data-scale", scale)

    def read(self, href: str, path: str | None) -> Read:
        """What `href`, on the item at `path`, leads to. What leads nowhere is given as it is written."""
        if (known := self._read.get(href)) is not None:
            return known
        plain = href.strip()
        for word in _WORDS:
            plain = plain.removeprefix(word) or "/" if plain.startswith(word) else plain
        below = self._portal.cut(plain)
        resolve = _RESOLVE.fullmatch(below or plain) if below is not None or not urls.is_absolute(plain) else None
        if resolve is not None:
            return self._resolved(href, resolve)
        if below is None and (_SCHEME.match(plain) or not plain):
            return Read(href)
        return self._by_path(below, plain, path) or Read(href if below is None else below)

    def _resolved(self, href: str, resolve: re.Match[str]) -> Read:
        """What an address by UID leads to: the same, wherever it stands."""
        item = self._uids.get(resolve[1])
        found = None if item is None else self._found(f"{item.rstrip('/')}{resolve[2].rstrip('/')}", resolve[3])
        made = found or (Read(f"{_written(item)}{resolve[2]}{resolve[3]}") if item is not None else Read(href))
        if len(self._read) < _MOST:
            self._read[href] = made
        return made

    def _by_path(self, below: str | None, plain: str, path: str | None) -> Read | None:
        address, rest = _PARTS.fullmatch(plain if below is None else below).groups()  # type: ignore[union-attr]
        for base in ("/",) if below is not None else (path or "/", f"{(path or '').rstrip('/')}/"):
            full = urls.decoded(urls.joined(base, address)).rstrip("/") or "/"
            if (found := self._found(full, rest)) is not None:
                return found
        return None

    def _found(self, path: str, rest: str) -> Read | None:
        """What stands at the path, or at the beginning of it with one of Plone's views behind it."""
        if (goal := self._goals.get(path)) is not None:
            return Read(_written(goal.url) + rest)
        head, tail = path, ""
        for _ in range(4):
            head, _, name = head.rpartition("/")
            tail = f"{name}/{tail}" if tail else name
            if (goal := self._goals.get(head or "/")) is not None:
                return _of_view(goal, tail, rest)
            if not head:
                break
        return None


def _of_view(goal: Goal, view: str, rest: str) -> Read | None:
    if (image := _IMAGE_VIEW.fullmatch(view)) is not None and (goal.is_file or goal.fields):
        name = image[1] if image[1] and not _MADE.fullmatch(image[1]) else "image"
        url = goal.url if goal.is_file else goal.fields.get(name) or next(iter(goal.fields.values()))
        scale = image[2] or image[3]
        return Read(_written(url), scale if scale and not _MADE.fullmatch(scale) else None)
    if _FILE_VIEW.fullmatch(view) is not None and (goal.is_file or goal.fields):
        return Read(_written(goal.url if goal.is_file else next(iter(goal.fields.values()))))
    return Read(_written(goal.url) + rest) if _PAGE_VIEW.fullmatch(view) is not None else None


def _written(path: str) -> str:
    """The path as an address that leads there."""
    path = re.sub("%(?=[0-9A-Fa-f]{2})", "%25", path)
    return path.replace("?", "%3F").replace("#", "%23")
