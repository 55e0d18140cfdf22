"""The places of items among those of one container, and the pages that stand for containers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from migrate import urls
from migrate.importers.plone.pages import is_file
from migrate.importers.plone.placing import Placed
from migrate.importers.plone.values import mapping, text
from migrate.model import Page
from migrate.ploneuids import ROOT

Tell = Callable[[str, Placed | None], None]
_LAST = 1 << 62


def positions(items: Sequence[Placed], ordering: Mapping[str, object]) -> dict[str, int]:
    """The place of each item in its container from 0, by UID. What the order does not name comes after what it does."""
    inside: defaultdict[str | None, list[tuple[int, int, str]]] = defaultdict(list)
    for at, one in enumerate(items):
        said = ordering.get(one.uid)
        rank = said if isinstance(said, int) and not isinstance(said, bool) else _LAST
        inside[one.above].append((rank, at, one.uid))
    return {uid: place for ranked in inside.values() for place, (_, _, uid) in enumerate(sorted(ranked))}


def default_pages(items: Iterable[Placed], said: Mapping[str, object], tell: Tell) -> dict[str, str]:
    """The UID of the item that stands for each container, by the container's UID, as Plone's importer finds it.

    The UID of an entry counts before its id, and both only where they name something in that container.
    """
    by_uid = {one.uid: one for one in items}
    by_path = {one.path: one for one in by_uid.values() if one.path is not None and one.twin is None}
    found: dict[str, str] = {}
    for uid, entry in said.items():
        holder = by_uid.get(uid)
        path = "/" if uid == ROOT else holder.path if holder is not None else None
        if path is None:
            continue  # no item has that UID, which is told of the whole file
        names = mapping(entry)
        chosen = by_uid.get(text(names.get("default_page_uuid")) or "")
        if chosen is None or chosen.above != path:
            chosen = by_path.get(f"{path.rstrip('/')}/{text(names.get('default_page')) or ''}")
        if chosen is None or chosen.above != path:
            name = text(names.get("default_page")) or text(names.get("default_page_uuid"))
            tell(f"the default page of {path}, `{name or ''}`, is nothing in it", holder)
        elif is_file(chosen):
            tell(f"the default page of {path}, `{chosen.name}`, is a file", holder)
        else:
            found[uid] = chosen.uid
    return found


def ends(pages: Mapping[str, str]) -> dict[str, str]:
    """The last of a chain of default pages for each container; a circle has none."""
    found: dict[str, str] = {}
    for uid in pages:
        seen, last = {uid}, pages[uid]
        while last in pages and last not in seen:
            seen.add(last)
            last = pages[last]
        if last not in seen:
            found[uid] = last
    return found


def with_default_pages(pages: Iterable[Page], last: Mapping[str, str]) -> Iterator[Page]:
    """The pages, each default page at the address of what it stands for; that names it in `duplicate_of`."""
    known = {page.id: page for page in pages}
    chosen: dict[str, list[str]] = defaultdict(list)
    for uid, end in last.items():
        if end in known:
            chosen[end].append(known[uid].url or "/" if uid in known else "/")
    for page in known.values():
        if page.id in chosen and page.url is not None:
            address = min(chosen[page.id], key=len)
            others = [url for url in chosen[page.id] if url != address]
            meta = {**page.meta, "path": page.url}
            page = replace(page, url=address, aliases=(*sorted(others, key=len), page.url), meta=meta)
        elif last.get(page.id) in known:
            page = replace(page, duplicate_of=last[page.id])
        yield page


def with_parents(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, each with the id of the page above it: of the nearest address, of those that keep theirs."""
    known = list(pages)
    above = [page for page in known if page.kind in ("page", "index") and page.url and page.duplicate_of is None]
    by_url = {urls.key(page.url or ""): page.id for page in reversed(above)}
    for page in known:
        parents = (by_url.get(key) for key in urls.parents(path_of(page) or ""))
        parent = next((id for id in parents if id is not None and id != page.id), None)
        yield page if parent is None else replace(page, parent=parent)


def path_of(page: Page) -> str | None:
    """The path that a page has in Plone: for a default page, not the address that visitors see it at."""
    path = page.meta.get("path")
    return path if isinstance(path, str) else page.url
