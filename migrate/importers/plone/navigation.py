"""The menu that Plone shows: what is public, wants to be in it, and lies no more than three levels deep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from migrate import urls
from migrate.importers.plone.ordering import path_of
from migrate.importers.plone.values import is_true
from migrate.model import NavNode, Page

DEPTH = 3


def navigation(pages: Iterable[Page]) -> list[NavNode]:
    """The menu; a container leads to its default page, which has no entry of its own."""
    listed = list(pages)
    stands_for = {page.duplicate_of for page in listed if page.duplicate_of is not None}
    inside: defaultdict[str, list[Page]] = defaultdict(list)
    for page in listed:
        if (path := path_of(page)) is not None and path != "/" and _is_shown(page, stands_for):
            inside[path.rpartition("/")[0] or "/"].append(page)
    for found in inside.values():
        found.sort(key=lambda page: (page.position or 0, page.id))
    return _nodes("/", inside, DEPTH)


def _is_shown(page: Page, stands_for: set[str]) -> bool:
    return page.published and page.id not in stands_for and not is_true(page.meta.get("exclude_from_nav"))


def _nodes(path: str, inside: Mapping[str, Sequence[Page]], depth: int) -> list[NavNode]:
    if depth == 0:
        return []
    return [_node(page, _nodes(path_of(page) or "", inside, depth - 1)) for page in inside.get(path, ())]


def _node(page: Page, children: list[NavNode]) -> NavNode:
    if page.kind == "link" and page.target:
        outside = urls.is_absolute(page.target)
        return NavNode(title=page.title, kind="link", url=page.target, external=outside, children=children)
    kept = page.duplicate_of or page.id
    return NavNode(title=page.title, kind="page", url=page.url, page=kept, children=children)
