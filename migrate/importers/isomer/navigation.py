"""`_data/navigation.yml` as a tree of nodes, every link shape that the theme knows.

The theme asks in this order: `collection`, `sublinks` (`sub-links` in the oldest sites), `resource_room`, and else
takes the entry for a plain link. Older sites have a list at the top instead of `links`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from migrate import urls
from migrate.diagnostics import Finding
from migrate.importers.isomer.values import items, mapping, text
from migrate.model import NavNode, Page

FILE = "_data/navigation.yml"
SUBLINKS = ("sublinks", "sub-links")


class Navigation:
    """Builds the tree from the site's pages; what cannot be understood is told and kept as a node's `meta`."""

    def __init__(self, pages: Sequence[Page], room: str | None, findings: list[Finding]) -> None:
        self.pages, self.room, self.findings = pages, room, findings
        self.by_url = {urls.key(page.url): page.id for page in reversed(pages) if page.url}

    def read(self, data: object) -> list[NavNode]:
        entries = data if isinstance(data, list) else mapping(data).get("links")
        if entries is not None and not isinstance(entries, list):
            self._tell("`links` is no list")
        return [self._node(entry) for entry in items(entries)]

    def _node(self, entry: object) -> NavNode:
        if not isinstance(entry, dict):
            self._tell(f"an entry is no map of keys: {entry!r:.60}")
            return NavNode(title="", kind="link", url=None, meta={"entry": entry})
        if not text(entry.get("title")):
            self._tell(f"an entry has no title: {entry!r:.60}")
        collection = text(entry.get("collection"))
        if collection:
            return self._collection(entry, collection)
        if any(isinstance(entry.get(key), list) for key in SUBLINKS):
            return self._link(entry)
        if entry.get("resource_room"):
            return self._resource_room(entry)
        return self._link(entry)

    def _link(self, entry: Mapping[str, object]) -> NavNode:
        listed = next((entry[key] for key in SUBLINKS if isinstance(entry.get(key), list)), None)
        children = tuple(self._node(one) for one in items(listed))
        url = text(entry.get("url"))
        outside = url is not None and urls.is_absolute(url)
        external = entry.get("external") in (True, "true")
        page = self.by_url.get(urls.key_of_link(url)) if url and not outside else None
        if url is None and not children:
            self._tell(f"`{text(entry.get('title'))}` has neither `url`, `collection`, `sublinks` nor `resource_room`")
        title = text(entry.get("title"))
        taken = {"title": title, "url": url, "external": entry.get("external") if external else None}
        others = {key: value for key, value in entry.items() if value is not listed or listed is None}
        return NavNode(
            title=title or "",
            kind="link",
            url=url,
            page=page,
            external=outside or external,
            children=children,
            meta=_kept(others, taken),
        )

    def _collection(self, entry: Mapping[str, object], name: str) -> NavNode:
        members = [page for page in self.pages if page.collection == name and page.published]
        members.sort(key=lambda page: page.position or 0)
        if not members:
            self._tell(f"`{text(entry.get('title'))}` names the collection `{name}`, which has no published page")
        first = _leaf(members[0]) if members else None
        title = text(entry.get("title"))
        return NavNode(
            title=title or "",
            kind="collection",
            url=first.url if first else text(entry.get("url")),
            page=first.page if first else None,
            external=first.external if first else False,
            children=grouped(members),
            meta=_kept(entry, {"title": title}),
        )

    def _resource_room(self, entry: Mapping[str, object]) -> NavNode:
        url = f"/{self.room}/" if self.room else text(entry.get("url"))
        title = text(entry.get("title"))
        return NavNode(
            title=title or "",
            kind="resource-room",
            url=url,
            page=self.by_url.get(urls.key_of_link(url)) if url else None,
            children=[self._category(slug) for slug in categories(self.pages, self.room)],
            meta=_kept(entry, {"title": title, "url": url, "resource_room": True}),
        )

    def _category(self, slug: str) -> NavNode:
        url = f"/{self.room}/{slug}/"
        return NavNode(
            title=title_of(slug),
            kind="category",
            url=url,
            page=self.by_url.get(urls.key(url)),
            meta={"slug": slug},
        )

    def _tell(self, message: str) -> None:
        self.findings.append(Finding(code="isomer.navigation", message=message, file=FILE))


def grouped(members: Iterable[Page]) -> list[NavNode]:
    """The theme groups neighbours with the same `third_nav_title`; a group leads to its first page."""
    nodes: list[NavNode] = []
    for title, group in groupby(members, key=lambda page: text(page.meta.get("third_nav_title"))):
        leaves = [_leaf(page) for page in group]
        if title is None:
            nodes.extend(leaves)
        else:
            first = leaves[0]
            nodes.append(
                NavNode(
                    title=title,
                    kind="group",
                    url=first.url,
                    page=first.page,
                    external=first.external,
                    children=leaves,
                )
            )
    return nodes


def _kept(entry: Mapping[str, object], taken: Mapping[str, object]) -> dict[str, object]:
    """The keys of an entry whose values no field holds exactly."""
    return {key: value for key, value in entry.items() if key not in taken or taken[key] != value}


def _leaf(page: Page) -> NavNode:
    outside = page.kind == "link"
    return NavNode(
        title=page.title,
        kind="page",
        url=page.target if outside else page.url,
        page=page.id,
        external=outside,
    )


def categories(pages: Iterable[Page], room: str | None) -> list[str]:
    """The slugs of the resource room's categories, sorted: folders of the room that hold an index or posts."""
    if not room:
        return []
    found: set[str] = set()
    for page in pages:
        above, slash, inside = page.id.partition("/")
        if above == room and slash and "/" in inside and (page.kind == "index" or "/_posts/" in page.id):
            found.add(inside.split("/", 1)[0])
    return sorted(found - {"_posts"})


def title_of(slug: str) -> str:
    """The theme shows a category by its folder's name: `media-releases` is `Media Releases`."""
    return " ".join(word[:1].upper() + word[1:] for word in slug.replace("-", " ").split())
