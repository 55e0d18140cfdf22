"""A source whose pages have the ids that they were once given, and the redirects of those that have moved since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from migrate import urls
from migrate.diagnostics import Finding
from migrate.interfaces import Rendered, Source
from migrate.model import Asset, Location, NavNode, Page, Redirect, Site

PERMANENT = 301
_KEPT = "/@!$&+,;=~"  # in an address of a redirect; `*` and `:` are no patterns there


class KnownSource:
    """See `interfaces.Source`. `ids` are those of all pages by their ids in `inner`; `moved` has old addresses with the
    ids of the pages that had them.

    `old_ones` are the redirects of `moved` that hold: nothing else stands at the address, and the page has one.
    """

    def __init__(self, inner: Source, ids: Mapping[str, str], moved: Mapping[str, str]) -> None:
        self.inner = inner
        self._own = {ids[page.id]: page for page in inner.site.pages}
        self._files = {id: page.source.file for id, page in self._own.items() if id != page.id}
        pages = _named(inner.site.pages, ids) if self._files else list(inner.site.pages)
        self.old_ones = _holding(moved, pages, inner.site.redirects)
        self.site = _with_redirects(_renamed(inner.site, ids, pages), self.old_ones)

    @property
    def now(self) -> datetime:
        return self.inner.now

    @property
    def findings(self) -> Sequence[Finding]:
        return self.inner.findings

    def own(self, page: Page) -> Page:
        """The page as the source itself has it."""
        return self._own[page.id]

    def body(self, page: Page) -> Rendered:
        return self.inner.body(self.own(page))

    def files(self) -> Iterable[tuple[str, str | None]]:
        return self.inner.files()

    def assets(self, *, digest: bool = True) -> Iterator[Asset]:
        return self.inner.assets(digest=digest)

    def where(self, page: Page, path: str) -> Location | None:
        return self.inner.where(self.own(page), path)

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        return self.inner.line(self._files.get(file, file), text, body=body)

    def told(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings of pages by the files that they lie in now."""
        files = self._files
        return [replace(one, file=files[one.file]) if one.file in files else one for one in findings]


def _named(pages: Iterable[Page], ids: Mapping[str, str]) -> list[Page]:
    """The pages under their ids, in the order of these."""
    named = (
        replace(
            page,
            id=ids[page.id],
            parent=page.parent and ids.get(page.parent, page.parent),
            duplicate_of=page.duplicate_of and ids.get(page.duplicate_of, page.duplicate_of),
        )
        for page in pages
    )
    return sorted(named, key=lambda page: page.id)


def _renamed(site: Site, ids: Mapping[str, str], pages: list[Page]) -> Site:
    return replace(site, pages=pages, navigation=[_node(node, ids) for node in site.navigation])


def _node(node: NavNode, ids: Mapping[str, str]) -> NavNode:
    children = [_node(child, ids) for child in node.children]
    return replace(node, page=node.page and ids.get(node.page, node.page), children=children)


def _holding(moved: Mapping[str, str], pages: Iterable[Page], own: Iterable[Redirect]) -> dict[str, Page]:
    """The old addresses with their pages: not where a page stands, nor where the site has a redirect of its own."""
    by_id = {page.id: page for page in pages if page.url is not None and page.published}
    taken = {urls.key(page.url or "") for page in by_id.values()}
    taken |= {urls.key(urls.decoded(redirect.old)) for redirect in own if redirect.is_plain}
    return {old: by_id[id] for old, id in sorted(moved.items()) if id in by_id and urls.key(old) not in taken}


def _with_redirects(site: Site, old_ones: Mapping[str, Page]) -> Site:
    if not old_ones:
        return site
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    own = list(_in_one_hop(site.redirects, old_ones, aliases))
    for old, page in old_ones.items():
        aliases[page.id].append(old)
    pages = [
        replace(page, aliases=tuple(dict.fromkeys((*page.aliases, *aliases[page.id])))) if page.id in aliases else page
        for page in site.pages
    ]
    ours = [
        Redirect(old=_written(old), new=_written(page.url or ""), status=PERMANENT, source=page.source)
        for old, page in old_ones.items()
    ]
    return replace(site, pages=pages, redirects=[*own, *ours])


def _in_one_hop(
    redirects: Iterable[Redirect], old_ones: Mapping[str, Page], aliases: Mapping[str, list[str]]
) -> Iterator[Redirect]:
    """The site's own redirects: one that leads to where a page was leads to where it is."""
    by_key = {urls.key(old): page for old, page in old_ones.items()}
    for redirect in redirects:
        path, mark, rest = redirect.new.partition("#")
        page = None if urls.is_absolute(redirect.new) or "?" in path else by_key.get(urls.key_of_link(path))
        if page is None:
            yield redirect
            continue
        if redirect.is_plain:
            aliases[page.id].append(urls.decoded(redirect.old))
        yield replace(redirect, new=_written(page.url or "") + mark + rest)


def _written(address: str) -> str:
    return quote(address, safe=_KEPT)
