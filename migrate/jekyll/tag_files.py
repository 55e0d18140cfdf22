"""The files and addresses behind Liquid's tags: `include`, `include_relative`, `link` and `post_url`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from migrate.jekyll import frontmatter
from migrate.jekyll.config import Config
from migrate.jekyll.drops import Looks, Reach
from migrate.jekyll.entries import BOM
from migrate.jekyll.frontmatter import HEADER
from migrate.jekyll.item import Item
from migrate.jekyll.paths import inside
from migrate.jekyll.site import JekyllSite

MAX_INCLUDE = 4 * 1024 * 1024
_DATED = re.compile(r"(?:.*/)?_posts/(.*)")
_NAMED_POST = re.compile(r"(.+/)?([0-9]+-[0-9]+-[0-9]+)-(.*)")
_FULL_NAME = re.compile(r"[0-9]+-[0-9]+-[0-9]+-(.*)")


class TagFiles:
    """Asks for the site, by `site`, only when a tag needs its addresses. Nothing outside of the site is read.

    `time` reads a time. What is asked for is noted in `looks`. A file is read once.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        site: Callable[[], JekyllSite],
        looks: Looks,
        time: Callable[[str], datetime],
    ) -> None:
        self._root, self._site, self._looks, self._time, self._zone = str(root), site, looks, time, config.zone
        self._includes = config.text("includes_dir") or "_includes"
        self._texts: dict[str, tuple[str, Reach]] = {}

    def include(self, name: str) -> str | None:
        """The text of an include; None when the site has none of that name."""
        return self._file(f"{self._includes}/{name}", self._includes)

    def relative(self, path: str) -> str | None:
        """The text of a file, for `include_relative`."""
        return self._file(path, "")

    def _file(self, path: str, within: str) -> str | None:
        known = self._texts.get(path)
        if known is None:
            raw = self._raw(path, within)
            if raw is None:
                self._looks.note(Reach.INDEX)
                return None
            reach = Reach.ALL if _may_be_page(path, raw) else Reach.INDEX
            known = self._texts[path] = frontmatter.decode(raw)[0], reach
        self._looks.note(known[1])
        return known[0]

    def _raw(self, path: str, within: str) -> bytes | None:
        """The bytes of a file of the site; None for what is not there, lies outside or cannot be read."""
        bound, file = f"{self._root}/{within}", f"{self._root}/{path}"
        # the folder of includes is named by the site's configuration, so that it is not to be trusted either
        if not (inside(self._root, bound) and inside(bound, file) and os.path.isfile(file)):
            return None
        if os.path.getsize(file) > MAX_INCLUDE:
            return None
        try:
            return Path(file).read_bytes().removeprefix(BOM)
        except OSError:
            return None

    def link(self, path: str) -> str | None:
        """The address of the page or file at `path`."""
        return self._seen(self._addresses.get(path) or self._addresses.get(f"/{path.lstrip('/')}"))

    def _seen(self, found: tuple[str | None, Reach] | None) -> str | None:
        """An address, with its look noted."""
        url, reach = found or (None, Reach.INDEX)
        self._looks.note(reach)
        return url

    @cached_property
    def _addresses(self) -> dict[str, tuple[str | None, Reach]]:
        found: dict[str, tuple[str | None, Reach]] = {}
        for item in self._site().items:
            found.setdefault(item.path, _address(item))
        for file in self._site().static:
            found.setdefault(f"/{file}", (f"/{file}", Reach.INDEX))
        return found

    def post_url(self, name: str) -> str | None:
        """By path and whole name, else by date and slug as older Jekylls did."""
        named = _NAMED_POST.fullmatch(name.removeprefix("/"))
        if named is None:
            return None
        full = self._posts_by_name.get(f"{named[1] or ''}{named[2]}-{named[3]}")
        if full is not None or named[1]:
            return self._seen(full)
        try:
            day = self._time(named[2]).date()
        except ValueError:
            return self._seen(None)
        return self._seen(self._posts_by_slug.get((day.isoformat(), named[3])))

    @cached_property
    def _posts_by_name(self) -> dict[str, tuple[str | None, Reach]]:
        found: dict[str, tuple[str | None, Reach]] = {}
        for item in self._posts:
            below = _DATED.fullmatch(item.path)
            name = os.path.splitext(below[1] if below else item.path)[0]
            above = item.path.partition("_posts/")[0]
            found.setdefault(name, _address(item))
            found.setdefault(above + name, _address(item))
        return found

    @cached_property
    def _posts_by_slug(self) -> dict[tuple[str, str], tuple[str | None, Reach]]:
        return {
            (item.date.astimezone(self._zone).date().isoformat(), slug(item)): _address(item)
            for item in reversed(self._posts)
            if item.date is not None
        }

    @cached_property
    def _posts(self) -> list[Item]:
        return [item for item in self._site().items if item.collection == "posts"]


def _may_be_page(path: str, raw: bytes) -> bool:
    """Whether a file may be a page by itself, so that it is not the same as long as the index is."""
    return HEADER.match(raw) is not None or not {"_posts", "_drafts"}.isdisjoint(path.split("/"))


def _address(item: Item) -> tuple[str | None, Reach]:
    """Where an item is. The time of a draft's file may be in it."""
    return item.url, Reach.ALL if item.draft and item.date is None else Reach.INDEX


def slug(item: Item) -> str:
    """The name of a document in addresses: what its author wrote, else its file's name without the date."""
    stem = os.path.splitext(item.file.rpartition("/")[2])[0]
    named = _FULL_NAME.fullmatch(stem)
    slug = item.data.get("slug")
    return slug if isinstance(slug, str) else named[1] if named else stem
