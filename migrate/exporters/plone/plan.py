"""What is settled of every item before the first is written: type, UID, place, order.

The importer creates by path and fills afterwards, and one item that cannot be created ends it. So all that it would
refuse is changed here first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from migrate import urls
from migrate.diagnostics import Finding
from migrate.exporters.plone import portal_types as names
from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.order import Order, readable
from migrate.exporters.plone.portal_types import Types
from migrate.exporters.plone.tree import Key, Leaf, Place, placed
from migrate.exporters.plone.uids import is_uid, uid
from migrate.interfaces import Held, Job, Planned
from migrate.model import Page
from migrate.ploneuids import ROOT, true_uid

EARLY = ("portal_type", "path", "title", "review_state", "position")
PUBLIC = "published"
_SPLIT = (names.DOCUMENT, names.NEWS, names.EVENT)


class Settled(NamedTuple):
    """An item as it will arrive: `path` are ids from the site down, none of them for the site itself.

    `inner` is the id of the page in it that gets what the item has no field for: a body, where it is a folder. `body`
    is the type of that page. `title` and `state` are those of an item that no record is made of.
    """

    id: str
    uid: str
    type: str
    path: Key
    parent: str | None
    inner: str | None = None
    body: str | None = None
    title: str = ""
    state: str | None = None

    @property
    def address(self) -> str:
        return "/" + "/".join(self.path)

    @property
    def inner_uid(self) -> str:
        return uid(None, f"{self.uid}#body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All items by the ids of their pages, and by `asset:ID` of their files; `made` are containers for others.

    `order` has the places of all UIDs among their neighbours. `defaults` are the UIDs of the containers whose default
    page is another item, and the UID of that. `uids` say what links to a page lead to, by its id. `hidden` are the UIDs
    of what the menu did not lead to: Plone's has all that lies at the top. `shown` are the UIDs that Plone finds things
    by where they are not their own: what languages share has one of them behind it.
    """

    items: Mapping[str, Settled]
    made: tuple[Settled, ...]
    order: Mapping[str, int]
    defaults: Mapping[str, str]
    uids: Mapping[str, str]
    hidden: frozenset[str]
    findings: tuple[Finding, ...]
    types: Types = field(repr=False)
    shown: Mapping[str, str] = field(default_factory=dict)


def plan(job: Job, asked: Asked) -> Plan:
    """What is settled before the first record. Raises MappingError where a rule for it asks for the body."""
    return _Planning(job, asked).plan()


class _Planning:
    def __init__(self, job: Job, asked: Asked) -> None:
        self._job, self._asked, self._types = job, asked, Types(asked)
        self._languages = asked.languages if len(asked.languages) > 1 else ()
        self._findings: list[Finding] = []
        self._items: dict[str, Settled] = {}
        self._defaults: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._taken: set[str] = {ROOT}
        self._at: dict[Key, str] = {(): ROOT}
        self._wrapped: dict[Key, str] = {}
        self._urls: dict[str, str | None] = {}
        self._front: str | None = None
        self._root: str | None = None

    def plan(self) -> Plan:
        pages = {one.page.id: one for one in self._job.planned(EARLY)}
        held = [one for one in self._job.held(("path",)) if one.asset.file is not None or is_uid(one.asset.id)]
        self._share(pages, "")
        files = {one.asset.id: one for one in held}
        self._share(files, "asset:")
        self._merge(pages)
        leaves = [*self._of_pages(pages), *map(self._of_file, files.values())]
        order = Order(self._job.site)
        made = [self._settle(place, pages, order) for place in placed(leaves, self._types, names.SITE)]
        # the target has the folders of its languages by itself, and what is said of them here is made up
        sections = tuple(one for one in made if one is not None and one.type not in (names.LANGUAGE, names.SHARED))
        if sections:
            self._tell("plone.section", listed([one.address for one in sections]))
        return Plan(
            items=self._items,
            made=sections,
            order=order.places(),
            defaults=self._defaults,
            uids=self._by_id(),
            hidden=order.hidden(ROOT),
            shown=self._shown,
            findings=tuple(self._findings),
            types=self._types,
        )

    def _by_id(self) -> dict[str, str]:
        found = {id: self._shown.get(one.uid, one.uid) for id, one in self._items.items()}
        return found | {id: self._other(id, found[other]) for id, other in self._merged.items() if other in found}

    def _other(self, id: str, uid: str) -> str:
        """The UID of what another stands for: with its own language, where Plone shows it in that too."""
        own = id.removeprefix("asset:")
        is_shown = true_uid(own) == true_uid(uid) != uid and own[33:] in self._languages
        return own if is_shown else uid

    # --- what lies where ---

    def _share(self, things: dict[str, Any], kind: str) -> None:
        """Leaves the first of what Plone shows in each language and exports as often: it is one item."""
        firsts: dict[str, str] = {}
        for id in sorted(things):
            if (first := firsts.setdefault(true_uid(id), id)) != id:
                del things[id]
                self._merged[f"{kind}{id}"] = f"{kind}{first}"
                self._tell("plone.shared", f"it is {first}, shown in another language", id)

    def _merge(self, pages: dict[str, Planned]) -> None:
        """Volto shows no default pages: a folder's takes its place, and what the folder says of itself is told."""
        if not self._asked.is_volto:
            return
        for id, one in list(pages.items()):
            other = one.page.duplicate_of
            if one.page.layout in (names.FOLDER, names.SITE) and other in pages and pages[other].page is not one.page:
                self._merged[id] = other
                title = str(one.values.get("title") or "")
                self._tell("plone.default-page", f"{title!r:.80}: its default page {other} takes its place", id)
        for id, other in self._merged.items():
            if id not in pages or other not in pages:  # such as is shown in each language, and left out already
                continue
            at = self._key(pages[id])
            pages[other] = pages[other]._replace(values={**pages[other].values, "path": "/" + "/".join(at)})
            del pages[id]

    def _of_pages(self, pages: Mapping[str, Planned]) -> Iterator[Leaf]:
        """The pages but for that which is the site itself; in Classic a front page is a page of its own."""
        for id, one in pages.items():
            key = self._key(one)
            if not key and self._root is None and (self._asked.is_volto or id == ROOT):
                self._root = id
                self._items[id] = Settled(id, ROOT, names.SITE, (), None)
                continue
            if not key and self._front is None and self._root is None:
                self._front = id
            yield self._leaf(one, key or (self._asked.front_page,))

    def _leaf(self, one: Planned, key: Key) -> Leaf:
        page = one.page
        type = self._type(one)
        is_public = one.values.get("review_state") == PUBLIC
        rank = (page.duplicate_of is not None, not is_public, page.id)
        return Leaf(page.id, key, type, is_public, rank, splits=not self._asked.is_volto and type in _SPLIT)

    def _key(self, one: Planned) -> Key:
        path = one.values.get("path")
        url = path if isinstance(path, str) and path else self._job.addresses.get(one.page.id, one.page.url)
        if url is not None:
            return tuple(name for name in urls.key(url).split("/") if name)
        return (*self._above(one.page), _stem(one.page))

    def _above(self, page: Page) -> Key:
        """Where a page lies that had no address: below its parent."""
        if not self._urls:
            self._urls = {one.id: one.url for one in self._job.site.pages}
        url = self._urls.get(page.parent) if page.parent is not None else None
        return tuple(name for name in urls.key(url or "/").split("/") if name)

    def _type(self, one: Planned) -> str:
        value = one.values.get("portal_type")
        if isinstance(value, str) and value in self._types and value != names.SITE:
            return value
        found = self._types.section if value in (names.LANGUAGE, names.SHARED) else names.DOCUMENT
        self._tell("plone.type", f"`portal_type` is {value!r:.60}, and is taken as {found}", one.page.id)
        return found

    def _of_file(self, one: Held) -> Leaf:
        path, asset = one.values.get("path"), one.asset
        place = path if isinstance(path, str) and path else asset.url or f"/{asset.id}"
        key = tuple(name for name in place.split("/") if name) or (asset.id,)
        return Leaf(f"asset:{asset.id}", key, names.FILE, True, (False, True, asset.id))

    # --- what each is ---

    def _type_at(self, place: Place) -> str:
        """The type of what lies there: with several languages the target has a folder for each already."""
        if not place.path or place.path[0] not in self._languages or not self._types[place.type].is_folderish:
            return place.type
        return {1: names.LANGUAGE, 2: names.SHARED if place.path[1:] == (names.ASSETS,) else place.type}.get(
            len(place.path), place.type
        )

    def _settle(self, place: Place, pages: Mapping[str, Planned], order: Order) -> Settled | None:
        """Settles one; gives it back where it is made for others."""
        leaf = place.leaf
        if leaf is None:
            return self._container(place, order)
        is_split = place.type != leaf.type
        settled = Settled(
            id=leaf.id,
            uid=self._uid(leaf.id.removeprefix("asset:")),
            type=self._type_at(place),
            path=place.path,
            parent=self._at[place.path[:-1]],
            inner=place.inner,
            body=leaf.type if is_split else names.DOCUMENT,
        )
        self._items[leaf.id] = settled
        self._note(settled, place, order, pages[leaf.id].values.get("position") if leaf.id in pages else None)
        if place.path[-1] != place.key[-1]:
            self._tell("plone.id", f"/{'/'.join(place.key)} becomes {settled.address}", leaf.id)
        if (above := self._wrapped.get(place.path)) is not None and not self._asked.is_volto:
            self._defaults[above] = settled.uid
        if self._front == leaf.id:
            self._defaults[ROOT] = settled.uid
        return None

    def _container(self, place: Place, order: Order) -> Settled:
        id = f"folder:/{'/'.join(place.key)}"
        settled = Settled(
            id=id,
            uid=self._uid(id),
            type=self._type_at(place),
            path=place.path,
            parent=self._at[place.path[:-1]],
            title=order.title(place.key) or readable(place.key[-1]),
            state=PUBLIC if place.is_public else "private",
        )
        if place.inner is not None:
            self._wrapped[(*place.path, place.inner)] = settled.uid
        self._note(settled, place, order, None)
        return settled

    def _note(self, settled: Settled, place: Place, order: Order, position: object) -> None:
        self._at[place.path] = settled.uid
        if len(place.path) > 2 and place.path[0] in self._languages and place.path[1] == names.ASSETS:
            self._shown[settled.uid] = f"{settled.uid}-{place.path[0]}"
        id = settled.id if place.leaf is not None else None
        order.add(settled.uid, self._at[place.path[:-1]], place.key, place.path, id, position)

    def _uid(self, id: str) -> str:
        """A UID that nothing else has."""
        found = next(one for one in _uids(self._job.site.url, id) if one not in self._taken)
        self._taken.add(found)
        return found

    def _tell(self, code: str, message: str, file: str | None = None) -> None:
        self._findings.append(Finding(code=code, message=message, file=file and file.removeprefix("asset:")))


def _uids(base: str | None, id: str) -> Iterator[str]:
    yield uid(base, id)
    yield from (uid(base, f"{id}#{number}") for number in count(2))


def listed(texts: Sequence[str]) -> str:
    """The first five of them, and how many more there are."""
    shown = ", ".join(texts[:5])
    return shown if len(texts) <= 5 else f"{shown} and {len(texts) - 5:,} more"


def _stem(page: Page) -> str:
    """The name of a page that had no address: that of its file, else its title."""
    name = page.source.file.rpartition("/")[2].partition(".")[0]
    return name or page.title or page.id
