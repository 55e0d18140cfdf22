"""The links of real sites, against what a reader of the old site's own addresses would say; and the text they stand in.

The truth is made here, by other means than the program's: BeautifulSoup finds the links, the addresses are those of
Jekyll's pages and of the list of files. `pytest -s` shows the table of links by status and site.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
import turbohtml
from bs4 import BeautifulSoup

from migrate import pipeline
from migrate.interfaces import ReadOptions
from migrate.model import Link, Page, Site
from migrate.normalise import NormaliseOptions
from migrate.refs import Ref
from tests.conftest import corpus_sites

pytestmark = pytest.mark.corpus
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Truth(NamedTuple):
    """How an address is found, and the ref that it leads to; None where it is none of the site."""

    way: str
    ref: str | None


class Known:
    """The addresses of a site by hand: exact, decoded, with another slash, in another case."""

    def __init__(self, site: Site, files: list[str]) -> None:
        public = [page for page in site.pages if page.published and page.url and not page.duplicate_of]
        self.pages = {page.url or "": str(Ref("page", page.id)) for page in public}
        self.files = {f"/{file}": str(Ref("asset", file)) for file in files}
        self.hosts = {host.removeprefix("www.") for host in site.hosts}
        self.folded = {url.strip("/").lower(): ref for url, ref in (*self.files.items(), *self.pages.items())}

    def truth(self, href: str, base: str) -> Truth | None:
        path = self._path(href.strip())
        if path is None:
            return None
        path = posixpath.normpath(posixpath.join(base.rpartition("/")[0] + "/", path)) + "/" * path.endswith("/")
        path = re.sub("^//+", "/", path)
        for way, tried in (("exact", path), ("decoded", unquote(path))):
            if ref := self.pages.get(tried) or self.files.get(tried):
                return Truth(way, ref)
        plain = unquote(path)
        if ref := self.pages.get(f"{plain}/") or self.pages.get(plain.rstrip("/")):
            return Truth("slash", ref)
        ref = self.folded.get(plain.strip("/").lower())
        return Truth("case", ref) if ref else Truth("broken", None)

    def _path(self, href: str) -> str | None:
        web = re.match(r"(?:https?:)?//([^/?#]+)(.*)", href, re.S)
        if web:
            if web[1].lower().removeprefix("www.") not in self.hosts:
                return None
            href = web[2] if web[2].startswith("/") else f"/{web[2]}"
        elif not href or href.startswith(("#", "\\")) or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
            return None
        return re.split("[?#]", href)[0] or None


def addresses_in(html: str) -> Iterator[str]:
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        for name in ("href", "src", "poster"):
            value = tag.get(name)
            if isinstance(value, str):
                yield value


def seen(html: str) -> str:
    root = turbohtml.parse_fragment(html)
    for element in list(root.iter_elements()):  # taking one out that has children would end the walk
        if element.tag in ("script", "style", "template"):
            element.decompose()
    return "".join(root.text.split())


@pytest.mark.parametrize("root", corpus_sites(), ids=lambda root: root.name)
def test_links_and_text(root: Path) -> None:
    options = ReadOptions(now=NOW, assets_list=root / "files.txt")
    source = pipeline.open_source(root, "auto", options)
    normaliser = pipeline.normaliser(source, NormaliseOptions())
    known = Known(source.site, (root / "files.txt").read_text("utf-8", "surrogateescape").split("\n"))
    table: Counter[str] = Counter()
    wrong: list[object] = []
    for page in source.site.pages:
        body = source.body(page).body
        done = normaliser.page(page, body)
        table.update(link.status for link in done.links)
        if body is None or body.html is None:
            continue
        assert done.body is not None
        wrong.extend(_differences(page, body.html, done.links, known))
        if seen(done.body.html or "") != seen(body.html):
            wrong.append((page.id, "other text"))
    print(f"\n{root.name:28}", *(f"{status} {count:,}" for status, count in table.most_common()), sep="  ")
    assert wrong == []


def _differences(page: Page, html: str, links: object, known: Known) -> Iterator[tuple[str, str, Truth, Link | None]]:
    assert isinstance(links, list)
    found = {re.sub("[\t\n\r]", "", link.href).strip(): link for link in links if link.field == "body"}
    for href in addresses_in(html):
        truth = known.truth(href, page.url or "/")
        if truth is None:
            continue
        link = found.get(re.sub("[\t\n\r]", "", href).strip())
        if link is None or not _agree(link, truth):
            yield page.id, href, truth, link


def _agree(link: Link, truth: Truth) -> bool:
    """What the truth resolves leads there; what it does not resolve is broken, or understood in a way told by name."""
    if truth.ref is None:
        return link.status in ("broken", "html-suffix", "redirected", "outside") or _published_elsewhere(link)
    return link.target is not None and re.split("[?#]", link.target)[0] == truth.ref


def _published_elsewhere(link: Link) -> bool:
    """A file of a collection's folder is published without the `_`; doubled slashes are one for a server."""
    ref = link.target or ""
    return ref.startswith("asset:_") or ("//" in link.href[1:] and link.status == "slash")
