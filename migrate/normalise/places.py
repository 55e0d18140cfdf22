"""The places of a site by their addresses: pages that the public could see, and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import NamedTuple
from unicodedata import normalize

from migrate import urls
from migrate.encoding import misread
from migrate.model import LinkStatus, Page
from migrate.refs import Ref

# how well an address fits, best first
_RANKS: dict[LinkStatus, int] = {"ok": 0, "decoded": 1, "slash": 2, "html-suffix": 3, "case": 4}


class Match(NamedTuple):
    """A place, and in which way an address leads to it."""

    ref: Ref
    status: LinkStatus


class Places:
    """`files` are ids and addresses of assets; one without address was not published."""

    def __init__(self, pages: Iterable[Page], files: Iterable[tuple[str, str | None]]) -> None:
        self._all, files = tuple(pages), tuple(files)
        self.pages = {page.url: page.id for page in _by_precedence(self._all) if page.url is not None}
        self.files = {url: file for file, url in files if url is not None}
        self._withheld = frozenset(file for file, url in files if url is None)

    def surely(self, path: str) -> Match | None:
        """The place whose address is `path`, as it is written or with its encoding undone.

        An address that was published in damaged text is damaged itself, while the text of the link is mended by now.
        """
        if (ref := self._exact(path)) is not None:
            return Match(ref, "ok")
        decoded = urls.decoded(path)
        for other in dict.fromkeys((decoded, urls.decoded(unescape(path)), *misread(decoded))):
            if other != path and (ref := self._exact(other)) is not None:
                return Match(ref, "decoded")
        return None

    def alike(self, path: str) -> Match | None:
        """The place whose address differs least: by slashes, by its suffix, by case. Pages come before files."""
        plain = urls.decoded(unescape(path))
        found = [(_difference(plain, url), url) for url in self._folded.get(_fold(plain), ())]
        if not found:
            return None
        status, url = min(found, key=lambda one: (_RANKS[one[0]], one[1] not in self.pages, one[1]))
        ref = self._exact(url)
        return None if ref is None else Match(ref, status)

    def withheld(self, path: str) -> Match | None:
        """A file that lies in the source though the old site did not publish it: the new one can."""
        name = path.removeprefix("/")
        if name in self._withheld:
            return Match(Ref("asset", name), "ok")
        decoded = urls.decoded(name)
        return Match(Ref("asset", decoded), "decoded") if decoded in self._withheld else None

    def hidden(self, path: str) -> str | None:
        """The id of the page that has this address but was not published."""
        return self._hidden.get(_fold(urls.decoded(path)))

    def has(self, ref: Ref) -> bool:
        """Whether what the ref names exists, and was published if it is a page."""
        return ref.id in (self._page_ids if ref.kind == "page" else self._file_ids)

    def _exact(self, path: str) -> Ref | None:
        if (page := self.pages.get(path)) is not None:
            return Ref("page", page)
        if (file := self.files.get(path)) is not None:
            return Ref("asset", file)
        return None

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:
        folded: dict[str, tuple[str, ...]] = {}
        for url in (*self.pages, *self.files):
            key = _fold(url)
            folded[key] = (*folded.get(key, ()), url)
        return folded

    @cached_property
    def _hidden(self) -> dict[str, str]:
        return {_fold(page.url): page.id for page in reversed(self._all) if page.url and not _is_public(page)}

    @cached_property
    def _page_ids(self) -> frozenset[str]:
        return frozenset(page.id for page in self._all if _is_public(page))

    @cached_property
    def _file_ids(self) -> frozenset[str]:
        return frozenset(self.files.values()) | self._withheld


def _is_public(page: Page) -> bool:
    return page.published and not page.draft


def _by_precedence(pages: Iterable[Page]) -> Iterator[Page]:
    """Public pages; the one that keeps an address comes after those that have it as well, so that it counts."""
    public = [page for page in pages if _is_public(page)]
    yield from (page for page in public if page.duplicate_of is not None)
    yield from (page for page in public if page.duplicate_of is None)


def _fold(path: str) -> str:
    """What two addresses have in common that differ in case, slashes, suffix or composition of letters."""
    return normalize("NFC", _stem(_slashed(path)).casefold())


def _slashed(path: str) -> str:
    return "/".join(part for part in path.split("/") if part)


def _stem(path: str) -> str:
    """An address without slashes around, `index.html` and `.html`."""
    lower = path.lower()
    if lower == "index.html" or lower.endswith("/index.html"):
        return path[: -len("index.html")].rstrip("/")
    return path[:-5] if lower.endswith(".html") else path


def _difference(path: str, url: str) -> LinkStatus:
    one, other = _slashed(path), _slashed(url)
    if one == other:
        return "slash"
    if normalize("NFC", one) == normalize("NFC", other):
        return "decoded"
    return "html-suffix" if _stem(one) == _stem(other) else "case"
