"""What is settled of every item before the first is written: number, address, parent, date.

The importer repairs nothing: an item whose address, parent or date it does not like arrives elsewhere, or not at all,
and it says "All done". So all that it would change is changed here first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from migrate.diagnostics import Finding
from migrate.exporters.wxr.asked import Asked
from migrate.exporters.wxr.dates import Time, Times, made_up, read
from migrate.exporters.wxr.logins import Logins
from migrate.exporters.wxr.numbers import Numbers
from migrate.exporters.wxr.slugs import AT_THE_ROOT, Taken
from migrate.exporters.wxr.tree import Leaf, Section, ordered
from migrate.exporters.wxr.uploads import Upload, uploads
from migrate.interfaces import Job, Planned
from migrate.model import Page

EARLY = ("post_type", "title", "status", "date", "slug", "author")
STATUSES = ("publish", "draft", "pending", "private", "future")
PUBLIC = "publish"
UNTITLED = "(Untitled)"
MAX_TEXT = 16_000  # characters; the columns of titles and excerpts hold 65,535 bytes
HOME = "home"
_TYPE = re.compile(r"[a-z0-9_-]{1,20}")
_NOT_OURS = ("attachment", "nav_menu_item", "revision")


class Settled(NamedTuple):
    """An item as it will arrive. `slug` and `path` are as they stand in addresses; `parent` is the id of an item."""

    id: str
    number: int
    type: str
    title: str
    status: str
    time: Time
    slug: str
    path: str
    author: str
    parent: str | None = None
    parent_number: int = 0
    depth: int = 0

    @property
    def address(self) -> str:
        """The path decoded, as readers see it."""
        return unquote(self.path)

    @property
    def is_public(self) -> bool:
        return self.status == PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All items by their ids; `sections` are pages for folders that have none; `front` is the id of the front page."""

    items: dict[str, Settled]
    sections: tuple[Settled, ...]
    uploads: dict[str, Upload]
    front: str | None
    logins: Logins
    findings: tuple[Finding, ...]
    numbers: Numbers = field(default_factory=Numbers)


class _Wanted(NamedTuple):
    """What the mapping says of an item, made fit. `slug` and `author` are empty where it says nothing."""

    page: Page
    type: str
    title: str
    status: str
    date: datetime
    slug: str
    author: str


def plan(job: Job, asked: Asked) -> Plan:
    """What is settled before the first record."""
    return _Planning(job, asked).plan()


class _Planning:
    def __init__(self, job: Job, asked: Asked) -> None:
        self._job, self._asked = job, asked
        self._numbers, self._taken, self._times, self._logins = Numbers(), Taken(), Times(job.zone), Logins()
        self._findings: list[Finding] = []
        self._items: dict[str, Settled] = {}
        self._front: str | None = None

    def plan(self) -> Plan:
        default = self._logins.of(self._asked.author)
        wanted = [self._wanted(one) for one in self._job.planned(EARLY)]
        leaves = [self._leaf(one) for one in wanted if one.type == "page"]
        by_id = {one.page.id: one for one in wanted}
        sections = self._pages(leaves, by_id, default)
        for one in wanted:
            if one.type != "page":
                self._flat(one, self._author(one, default))
        if sections:
            self._tell("wxr.section", f"{_listed([one.address for one in sections])}")
        return Plan(
            items=self._items,
            sections=tuple(sections),
            uploads=uploads(self._job, self._asked, self._numbers, self._taken, self._times, default),
            front=self._front,
            logins=self._logins,
            findings=tuple(self._findings),
            numbers=self._numbers,
        )

    def _wanted(self, one: Planned) -> _Wanted:
        values, id = one.values, one.page.id
        date = read(values.get("date"), self._job.zone)
        status = self._status(values.get("status"), id)
        return _Wanted(
            page=one.page,
            type=self._type(values.get("post_type"), id),
            title=title(values.get("title")),
            status="publish" if status == "future" and (date is None or date <= self._job.now) else status,
            date=self._date(date, status, id),
            slug=_text(values.get("slug")),
            author=_text(values.get("author")).strip(),
        )

    def _type(self, value: object, id: str) -> str:
        if value is None:
            return "page"
        if isinstance(value, str) and _TYPE.fullmatch(value) and value not in _NOT_OURS:
            return value
        self._tell("wxr.field", f"`post_type` is {value!r:.60}, and is taken as page", id)
        return "page"

    def _status(self, value: object, id: str) -> str:
        if value in STATUSES and isinstance(value, str):
            return value
        self._tell("wxr.field", f"`status` is {value!r:.60}, and is taken as draft; write {', '.join(STATUSES)}", id)
        return "draft"

    def _date(self, date: datetime | None, status: str, id: str) -> datetime:
        if date is None:
            return made_up(id)
        if status in ("publish", "private") and date > self._job.now:
            today = self._job.now.astimezone(self._job.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            self._tell("wxr.date", f"its date {date:%Y-%m-%d} is to come; it is {today:%Y-%m-%d}", id)
            return today
        return date

    def _leaf(self, one: _Wanted) -> Leaf:
        page = one.page
        url = self._job.addresses.get(page.id, page.url)
        is_home = page.kind == HOME or url == "/"
        return Leaf(
            id=page.id,
            url="/home/" if is_home else url,
            slug=one.slug or None,
            title=one.title,
            is_public=one.status == PUBLIC,
            is_first=page.duplicate_of is None,
            is_home=is_home,
        )

    def _pages(self, leaves: Iterable[Leaf], by_id: Mapping[str, _Wanted], author: str) -> list[Settled]:
        """Settles the pages, parents first; gives the sections that were made."""
        made: list[Settled] = []
        for node in ordered(leaves, self._job.site.navigation):
            parent = self._items.get(node.parent) if node.parent is not None else None
            slug = self._taken.unique(node.slug, "page", parent.number if parent else 0)
            if isinstance(node, Section):
                settled = self._section(node, slug, parent, author)
                made.append(settled)
            else:
                one = by_id[node.id]
                settled = self._settled(
                    one, slug, f"{parent.path if parent else '/'}{slug}/", self._author(one, author), parent
                )
                if node.is_home and node.is_public and self._front is None and parent is None:
                    self._front = node.id
            self._items[node.id] = settled
        return made

    def _section(self, node: Section, slug: str, parent: Settled | None, author: str) -> Settled:
        status = PUBLIC if node.is_public else "draft"
        name = title(node.title)
        time = self._times.unique("page", name, made_up(node.id))
        return Settled(
            id=node.id,
            number=self._numbers.of(node.id),
            type="page",
            title=name,
            status=status,
            time=time,
            slug=slug,
            path=f"{parent.path if parent else '/'}{slug}/",
            author=author,
            parent=parent.id if parent else None,
            parent_number=parent.number if parent else 0,
            depth=parent.depth + 1 if parent else 0,
        )

    def _flat(self, one: _Wanted, author: str) -> None:
        page = one.page
        leaf = Leaf(id=page.id, url=self._job.addresses.get(page.id, page.url), slug=one.slug or None, title=one.title)
        found = self._taken.unique(leaf.last, one.type, 0)
        start = "/" if one.type in AT_THE_ROOT else f"/{one.type}/"
        self._items[page.id] = self._settled(one, found, f"{start}{found}/", author, None)

    def _settled(self, one: _Wanted, slug: str, path: str, author: str, parent: Settled | None) -> Settled:
        id = one.page.id
        return Settled(
            id=id,
            number=self._numbers.of(id),
            type=one.type,
            title=one.title,
            status=one.status,
            time=self._times.unique(one.type, one.title, one.date),
            slug=slug,
            path=path,
            author=author,
            parent=parent.id if parent else None,
            parent_number=parent.number if parent else 0,
            depth=parent.depth + 1 if parent else 0,
        )

    def _author(self, one: _Wanted, default: str) -> str:
        return self._logins.of(one.author) if one.author else default

    def _tell(self, code: str, message: str, file: str | None = None) -> None:
        self._findings.append(Finding(code=code, message=message, file=file))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def title(value: object) -> str:
    """A title on one line, never empty: the importer takes an item without a title for any other of its date."""
    from migrate.exporters.wxr.xml import allowed

    text = " ".join(allowed(str(value)).split()) if value is not None else ""
    return text[:MAX_TEXT] or UNTITLED


def _listed(addresses: list[str]) -> str:
    shown = ", ".join(addresses[:5])
    return shown if len(addresses) <= 5 else f"{shown} and {len(addresses) - 5:,} more"
