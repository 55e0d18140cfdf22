"""An opened Isomer (or plain Jekyll) site: the index now, bodies and assets when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migrate import urls
from migrate.accounting import Ledger
from migrate.diagnostics import Finding
from migrate.encoding import Misreading
from migrate.errors import SourceError
from migrate.importers.aliases import with_aliases
from migrate.importers.isomer import assets, collisions
from migrate.importers.isomer.bodies import BodyReader
from migrate.importers.isomer.file_fates import count_config, count_data
from migrate.importers.isomer.hosts import hosts, staging_hosts
from migrate.importers.isomer.lines import Lines
from migrate.importers.isomer.mending import Mending
from migrate.importers.isomer.navigation import Navigation, categories, title_of
from migrate.importers.isomer.order import order_findings
from migrate.importers.isomer.origins import origins
from migrate.importers.isomer.outlines import outline
from migrate.importers.isomer.pages import PageReader, site_language
from migrate.importers.isomer.redirects import FILE as REDIRECTS
from migrate.importers.isomer.redirects import read_redirects
from migrate.importers.isomer.terms import terms
from migrate.importers.isomer.values import mapping, numbered, rest, text
from migrate.interfaces import Inspection, ReadOptions, Rendered
from migrate.jekyll.config import CONFIG_NAMES, Config, read_config
from migrate.jekyll.data import DataFiles, read_data
from migrate.jekyll.entries import CONTENT, Entry, Kind
from migrate.jekyll.item import Item
from migrate.jekyll.publisher import as_built
from migrate.jekyll.rows import row
from migrate.jekyll.site import JekyllSite, StaticFile, read_site
from migrate.model import Asset, Location, Page, Site

if TYPE_CHECKING:
    from migrate.jekyll.cached import Cached

DAMAGED = "damaged"
MARKUP = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm")


class IsomerImporter:
    """Reads Isomer sites. Any folder with a Jekyll configuration or Markdown files is taken for one."""

    name = "isomer"

    def recognises(self, root: Path) -> bool:
        if any(os.path.lexists(root / name) for name in CONFIG_NAMES):
            return True
        return any(name.lower().endswith(MARKUP) for _, _, names in os.walk(root) for name in names)

    def open(self, root: Path, options: ReadOptions) -> IsomerSource:
        cached, options = _cached(options), replace(options, cache=None)  # workers are to have none of it
        return IsomerSource(_read(root, options, mend=True, cached=cached), options, cached)

    def bodies(self, root: Path, options: ReadOptions, gist: str) -> IsomerBodies:
        """See `interfaces.Reopening`."""
        return IsomerBodies(root, read_config(root, timezone=options.timezone), options, gist)

    def inspect(self, root: Path, options: ReadOptions, *, render: bool) -> Inspection:
        jekyll = _read(root, options)
        rows = map(row, jekyll.items)
        return Inspection(_with_html(jekyll, options) if render else rows, jekyll.findings)


def _cached(options: ReadOptions) -> Cached | None:
    if options.cache is None:
        return None
    from migrate.jekyll.cached import Cached  # few runs have one

    return Cached(options.cache.get, options.cache.put)


def _whole(root: Path, options: ReadOptions, *, mend: bool = False, cached: Cached | None = None) -> JekyllSite:
    return read_site(
        root,
        now=options.now,
        timezone=options.timezone,
        drafts=options.drafts,
        skip=options.skip,
        mend=mend,
        cached=cached,
    )


def _read(root: Path, options: ReadOptions, *, mend: bool = False, cached: Cached | None = None) -> JekyllSite:
    jekyll = _whole(root, options, mend=mend, cached=cached)
    if jekyll.items:
        return jekyll
    bare = sum(file.lower().endswith(CONTENT) for file in jekyll.static)
    if bare:
        raise SourceError(
            f"{root}: none of its {bare:,} Markdown or HTML files has front matter, so Jekyll makes no page of them; "
            "begin those that are pages with two lines of ---"
        )
    raise SourceError(f"{root}: there is no page in it; name the folder that holds _config.yml and the pages")


def _as_built(root: Path, config: Config, options: ReadOptions) -> JekyllSite:
    """What templates may list: nothing that the public never saw."""
    return as_built(_whole(root, options, mend=True), options.now.astimezone(config.zone))


def _bodies(
    root: Path,
    config: Config,
    options: ReadOptions,
    read: Callable[[], JekyllSite],
    damaged: Mapping[str, frozenset[Misreading]] | None = None,
) -> BodyReader:
    """The reader of bodies. It reads the site anew where a template needs all of it: no index is kept for that."""
    return BodyReader(root, config, now=options.now, read=read, markdown=options.markdown, damaged=damaged)


def _entry(file: str, collection: str | None, *, draft: bool) -> Entry:
    kind: Kind = "page" if collection is None else "document"
    if collection == "posts":
        kind = "draft" if draft else "post"
    return Entry(file=file, kind=kind, collection=collection)


def _with_html(jekyll: JekyllSite, options: ReadOptions) -> Iterator[Mapping[str, object]]:
    bodies = _bodies(jekyll.root, jekyll.config, options, partial(_whole, jekyll.root, options))
    for item in jekyll.items:
        yield {**row(item), "html": bodies.output(_entry(item.file, item.collection, draft=item.draft))}


class IsomerBodies:
    """See `interfaces.Bodies`."""

    def __init__(self, root: Path, config: Config, options: ReadOptions, gist: str) -> None:
        self._root, self.files = str(root), config.files
        elsewhere = {"": frozenset[Misreading]()} if gist == DAMAGED else {}
        self._bodies = _bodies(root, config, options, partial(_as_built, root, config, options), elsewhere)
        self._lines = Lines(root)

    def body(self, page: Page) -> Rendered:
        return self._bodies.read(_entry(page.source.file, page.collection, draft=page.draft))

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        return self._lines.first(file, text, body=body)

    def outline(self, page: Page) -> str | None:
        return None if page.draft else outline(f"{self._root}/{page.source.file}")


class IsomerSource:
    """See `interfaces.Source`."""

    def __init__(self, jekyll: JekyllSite, options: ReadOptions, cached: Cached | None = None) -> None:
        self._root, self._config, self._options = jekyll.root, jekyll.config, options
        self._findings = jekyll.findings
        ours = (*jekyll.config.files, REDIRECTS)
        self._static = [static for static in jekyll.files if static.file not in ours]
        self._listed = self._assets_list(options.assets_list)
        files, ledger = DataFiles(), Ledger()
        data = read_data(jekyll.root, jekyll.config.data_dir, self._findings, files)
        mending = Mending(jekyll.root, jekyll.config, jekyll.items, files)
        self._findings.extend(mending.findings())
        reader = PageReader(jekyll.config, data, options.now.astimezone(jekyll.config.zone), self._findings, ledger)
        self._findings.extend(order_findings(jekyll))
        # one by one, so that an index of ten thousand pages is never in memory twice
        items = (mending.item(jekyll.items.pop()) for _ in range(len(jekyll.items)))
        pages = _pages(items, reader, mending, cached)
        site = self._site(pages, data, origins(jekyll.config, files))
        count_config(jekyll.config, site, ledger)
        count_data(files, site, ledger)
        self.site = replace(site, leaves=ledger.of_files(), accounting=ledger.closed())
        read = partial(_as_built, jekyll.root, jekyll.config, options)
        self._bodies = _bodies(jekyll.root, jekyll.config, options, read, mending.evidence)
        self._is_damaged = bool(mending.evidence)
        self._is_odd = mending.is_of(jekyll.config.files)  # then its values are mended
        self._lines = Lines(jekyll.root)

    @property
    def now(self) -> datetime:
        return self._options.now

    @property
    def findings(self) -> Sequence[Finding]:
        return self._findings

    def body(self, page: Page) -> Rendered:
        return self._bodies.read(_entry(page.source.file, page.collection, draft=page.draft))

    def files(self) -> Iterator[tuple[str, str | None]]:
        return ((static.file, static.url) for static in (*self._static, *self._listed))

    def common(self) -> str:
        """See `interfaces.Traced`: the Markdown options, and the configuration, which templates may show."""
        return self._bodies.common

    def trace(self, page: Page) -> str:
        """See `interfaces.Traced`: the damage that is certain of the file, which others may have shown."""
        return self._bodies.trace(page.source.file)

    def outline(self, page: Page) -> str | None:
        """See `interfaces.Outlined`."""
        return None if page.draft or self._is_odd else outline(f"{self._root}/{page.source.file}")

    def gist(self) -> str:
        """See `interfaces.Outlined`: whether anything is damaged, since then what templates bring in is mended."""
        return DAMAGED if self._is_damaged else ""

    def where(self, page: Page, path: str) -> Location | None:
        """Where the value at the path of a field is written: a key of the front matter, or the body."""
        first = path.partition(".")[0]
        if first == "body":
            return Location(file=page.id, line=self._lines.of_body(page.id))
        for leaf in page.leaves:
            if any(path == field or path.startswith(f"{field}.") for field in leaf.fields):
                deep = [name for name in path.split(".")[2:] if not name.isdecimal()] if first == "meta" else []
                names = [leaf.key.split("\0")[0].removesuffix("[]"), *deep]
                return Location(file=page.id, line=self._lines.of_key(page.id, names))
        return None

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        return self._lines.first(file, text, body=body)

    def assets(self, *, digest: bool = True) -> Iterator[Asset]:
        return assets.read_assets(self._root, self._static, self._listed, self._findings, digest=digest)

    def _assets_list(self, path: Path | None) -> list[StaticFile]:
        return [] if path is None else assets.read_list(path, self._root, self._config, self._findings)

    def _site(self, pages: list[Page], data: dict[str, object], origins: dict[str, str]) -> Site:
        config = self._config
        room = text(config.data.get("resources_name"))
        pages = list(_with_parents(list(collisions.resolved(pages, config.collections, self._findings))))
        redirects = read_redirects(self._root, pages, self._findings)
        pages = list(with_aliases(pages, redirects))
        navigation, footer = data.pop("navigation", None), data.pop("footer", None)
        return Site(
            title=text(config.data.get("title")),
            url=text(config.data.get("url")),
            description=text(config.data.get("description")),
            language=site_language(config),
            timezone=config.zone_name,
            pages=pages,
            navigation=Navigation(pages, room, self._findings).read(numbered(navigation)),
            footer=mapping(numbered(footer)) if isinstance(footer, dict) else None,
            terms=terms(pages, room),
            redirects=redirects,
            origins=origins,
            hosts=hosts(self._root, config.data),
            staging_hosts=staging_hosts(config.data),
            baseurl=text(config.data.get("baseurl")) or "",
            meta={
                "config": numbered(config.data),
                "data": numbered({**data, **_others("navigation", navigation), **_others("footer", footer)}),
                "resource_room": self._resource_room(pages, room),
            },
        )

    def _resource_room(self, pages: Sequence[Page], room: str | None) -> dict[str, object] | None:
        if room is None:
            return None
        slugs = categories(pages, room)
        if not slugs and not os.path.isdir(self._root / room):
            message = f"`resources_name: {room}` names a folder that is not there"
            self._findings.append(Finding(code="isomer.resource-room", message=message, file="_config.yml"))
        return {"name": room, "categories": [{"name": slug, "title": title_of(slug)} for slug in slugs]}


def _pages(items: Iterable[Item], reader: PageReader, mending: Mending, cached: Cached | None) -> list[Page]:
    """The pages of items by their ids."""
    if cached is None:
        return sorted(map(reader.page, items), key=lambda page: page.id)
    from migrate.importers.isomer.kept_pages import pages_of

    return sorted(pages_of(items, reader, mending, cached), key=lambda page: page.id)


def _others(name: str, value: object) -> dict[str, object]:
    """What the navigation and footer do not hold in fields of their own: the navigation's other keys."""
    if name == "navigation" and isinstance(value, dict):
        others = rest(value, {"links"} if isinstance(value.get("links"), list | None) else frozenset())
        return {name: others} if others else {}
    if isinstance(value, dict) or value is None or (name == "navigation" and isinstance(value, list)):
        return {}
    return {name: value}


def _with_parents(pages: Sequence[Page]) -> Iterator[Page]:
    """Each page with the id of the page above it: a post's category index, else the nearest address above.

    Nothing stands below a post or the homepage, and an address above is shorter, so that no page is above itself.
    """
    above = [page for page in pages if page.kind in ("page", "index") and page.url and not page.duplicate_of]
    by_url = {urls.key(page.url or ""): page.id for page in reversed(above)}
    indexes = {page.id.rpartition("/")[0]: page.id for page in above if page.kind == "index"}
    for page in pages:
        folder, posts, _ = f"/{page.id}".partition("/_posts/")
        parent = indexes.get(folder[1:]) if posts else None
        parent = parent or next((by_url[key] for key in urls.parents(page.url or "") if key in by_url), None)
        yield page if parent is None else replace(page, parent=parent)
