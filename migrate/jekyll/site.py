"""What Jekyll makes of a folder: pages, posts and documents with their addresses and data, in Jekyll's order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from migrate.diagnostics import Finding
from migrate.encoding import met
from migrate.jekyll import documents, frontmatter, permalinks, rubytext, rubytime
from migrate.jekyll.config import Config, label, read_config
from migrate.jekyll.damage import damage
from migrate.jekyll.defaults import Defaults
from migrate.jekyll.entries import BOM, Entries, Entry, find
from migrate.jekyll.item import Item, names
from migrate.jekyll.ordering import arranged

if TYPE_CHECKING:
    from migrate.jekyll.cached import Cached
    from migrate.jekyll.kept import KeptItems

MAX_TEXT = 64 * 1024 * 1024
YAML_EXT = (".yml", ".yaml")
CONVERTED = {".scss": ".css", ".sass": ".css"}
HTML_EXT = (".html", ".xhtml", ".htm")


class StaticFile(NamedTuple):
    """A file that is no content; `url` is None where Jekyll does not publish it."""

    file: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JekyllSite:
    """`items` are pages by path, then each collection in its own order; `files` is what is not content."""

    root: Path
    config: Config
    items: list[Item]
    files: list[StaticFile]
    findings: list[Finding]

    @property
    def static(self) -> list[str]:
        """The files that Jekyll copies as they are."""
        return [static.file for static in self.files if static.url is not None]


def item_reader(root: Path, config: Config, now: datetime) -> Callable[[Entry], Item | None]:
    """Reads one file as `read_site` does, without its position; None for what cannot be read."""
    return _Reader(root, config, Entries(), now, mend=True).item


def read_site(
    root: Path,
    *,
    now: datetime,
    timezone: str | None = None,
    drafts: bool = False,
    skip: frozenset[Path] = frozenset(),
    mend: bool = False,
    cached: Cached | None = None,
) -> JekyllSite:
    """Reads the site in `root`, bodies left aside. Raises SourceError when its configuration cannot be read.

    `mend` reads front matter that is no YAML only because its text is damaged, which Jekyll would go on without. Files
    that `cached` knows are not opened.
    """
    config = read_config(root, timezone=timezone)
    reader = _Reader(root, config, Entries(), now, mend=mend, cached=cached)
    entries = reader.entries = find(root, config, drafts=drafts, skip=skip, cached=cached)
    return JekyllSite(
        root=root,
        config=config,
        items=list(reader.items()),
        files=sorted(reader.files()),
        findings=[*config.findings, *entries.findings],
    )


class _Reader:
    """Opens the files of the entries, one after the other."""

    def __init__(
        self, root: Path, config: Config, entries: Entries, now: datetime, *, mend: bool, cached: Cached | None = None
    ) -> None:
        self.root, self.config, self.entries, self.mend = str(root), config, entries, mend
        self.now = _clock(config, now.astimezone(config.zone))
        self.defaults = Defaults(config, root, self.now)
        self.prefix = f"{config.collections_dir}/" if config.collections_dir else ""
        self.binary: list[str] = []
        self.kept = None if cached is None else self._items_of(cached)

    def _items_of(self, cached: Cached) -> KeptItems:
        from migrate.jekyll.kept import KeptItems, conditions  # few runs have a cache

        return KeptItems(cached, self, conditions(self.config, self.defaults, mend=self.mend))

    def files(self) -> Iterator[StaticFile]:
        """What is not content, when the items have been read."""
        for entry in self.entries.found:
            if entry.kind == "static":
                yield StaticFile(entry.file, static_address(self.config, entry.file, entry.collection))
            elif entry.kind == "unpublished":
                yield StaticFile(entry.file, None)
        yield from (StaticFile(file, None) for file in self.binary)

    def items(self) -> Iterator[Item]:
        by_collection: dict[str, list[Item]] = {name: [] for name in self.config.collections}
        pages: list[Item] = []
        for entry in self.entries.found:
            if entry.kind in ("static", "unpublished"):
                continue
            item = self.item(entry) if self.kept is None else self.kept.item(entry)
            if item is not None:
                (pages if item.collection is None else by_collection[item.collection]).append(item)
        yield from sorted(pages, key=lambda page: page.path)
        for name, found in by_collection.items():
            options = self.config.collections[name] if name != "posts" else {}
            docs = arranged(found, options)
            if name == "posts" and self.config.limit_posts:
                docs = self._limited(docs)
            for position, item in enumerate(docs):
                item.position = position
                yield item

    def _limited(self, posts: list[Item]) -> list[Item]:
        """The newest posts, as many as `limit_posts` lets Jekyll publish; how many are left out is told."""
        newest = posts[-self.config.limit_posts :]
        if len(newest) < len(posts):
            message = f"`limit_posts: {self.config.limit_posts}` leaves out {len(posts) - len(newest):,} older posts"
            self.entries.tell("config.limit-posts", message, self.config.files[0])
        return newest

    def at(self, now: datetime) -> _Reader:
        """A reader that reads the same at another time, and tells what it tells to nobody."""
        other = copy(self)
        other.now, other.entries = now, Entries()
        return other

    def item(self, entry: Entry) -> Item | None:
        raw = self._raw(entry.file)
        if raw is None:
            return None
        raw = met.as_utf8(raw, entry.file, self.entries.findings)
        item = self._item(entry, raw)
        if item is not None:
            self.entries.findings.extend(met.controls(raw, entry.file))
            item.damage = damage(raw)
        return item

    def _item(self, entry: Entry, raw: bytes) -> Item | None:
        if entry.kind != "page":
            raw = raw.removeprefix(BOM)
        if entry.kind == "document" and entry.file.endswith(YAML_EXT):
            return self.document(entry, self._matter(raw, entry.file))
        parts = frontmatter.split(raw)
        if entry.collection == "posts" and parts.head is None and frontmatter.decode(raw)[1] is not None:
            self.binary.append(entry.file)
            self.entries.tell("asset.unpublished", "Jekyll leaves out what is no text among the posts", entry.file)
            return None
        if parts.unclosed:
            self.entries.tell("front-matter.unclosed", "the front matter is never closed", entry.file)
        matter = self._matter(parts.head, entry.file)
        return self._page(entry, matter) if entry.kind == "page" else self.document(entry, matter)

    def _matter(self, head: bytes | None, file: str) -> frontmatter.FrontMatter:
        matter = frontmatter.read(head, file)
        if self.mend and head is not None and not matter.ok:
            matter = frontmatter.read_mended(head, file) or matter
        self.entries.findings.extend(matter.findings)
        return matter

    def _raw(self, file: str) -> bytes | None:
        try:
            with open(f"{self.root}/{file}", "rb", buffering=0) as stream:
                size = os.fstat(stream.fileno()).st_size
                if size > MAX_TEXT:
                    self.entries.tell("source.too-large", f"{size:,} bytes are over the limit of {MAX_TEXT:,}", file)
                    return None
                return stream.readall()
        except OSError as error:
            self.entries.tell("source.unreadable", f"cannot be read ({error.strerror})", file)
            return None

    def _page(self, entry: Entry, matter: frontmatter.FrontMatter) -> Item:
        folder, _, name = f"/{entry.file}".rpartition("/")
        stem, extension = os.path.splitext(name)
        basename = stem.rstrip(".")
        given = self.defaults.values(entry.file, "pages")
        output = self._output_ext(extension)
        template = permalinks.page_template(self.config.permalink, html=output in HTML_EXT, index=basename == "index")

        def url(permalink: str | None) -> str:
            ext = self._output_ext(extension, permalink)
            return permalinks.page_url(permalink, template, folder=folder, basename=basename, output_ext=ext)

        permalink = self._own_or_default(matter.data, "permalink", entry.file)
        address, refused = self._url(url, permalink, entry.file, empty_is_none=True)
        return Item(
            file=entry.file,
            path=entry.file,
            kind="page",
            collection=None,
            position=None,
            url=address,
            refused=refused,
            data={**given, **matter.data} if given else matter.data,
            given=names(tuple(given)),
            published=matter.data.get("published", True) is not False,
            draft=False,
            date=None,
            matter=matter,
        )

    def _own_or_default(self, own: dict[str, object], key: str, file: str) -> object:
        return own[key] if key in own else self.defaults.value(file, "pages", key)

    def document(self, entry: Entry, matter: frontmatter.FrontMatter) -> Item | None:
        """The post or document with that front matter."""
        assert entry.collection is not None
        path = entry.file.removeprefix(self.prefix)
        collection = label(entry.collection)
        stem, extension = os.path.splitext(path)
        given = self.defaults.values(path, collection)
        if extension in YAML_EXT:
            computed = documents.whole_file(matter.data, given)
        else:
            computed = documents.compute(
                path, given, matter.data, collection=collection, zone=self.config.zone, now=self.now, readable=matter.ok
            )
        if computed.bad_date is not None:
            self.entries.tell("date.invalid", f"Jekyll cannot read the date {computed.bad_date!r:.60}", entry.file)
        if entry.kind != "document" and (extension in YAML_EXT or not computed.opened):
            self.entries.tell("source.hidden-content", "Jekyll leaves this post out: it cannot read it", entry.file)
            return None

        def url(permalink: str | None) -> str:
            named = documents.placeholders(
                computed,
                collection=collection,
                clean_path=stem.replace(f"_{collection}", "", 1).rstrip("."),
                stem=documents.basename(path),
                output_ext=self._output_ext(extension, permalink),
                now=self._undated(entry, computed),
            )
            return permalinks.document_url(permalink, _template(self.config, entry.collection or ""), named)

        read = computed.full  # unlike `data`, without the defaults where Jekyll does not ask them
        address, refused = self._url(url, read.get("permalink"), entry.file)
        return Item(
            file=entry.file,
            path=path,
            kind="document" if entry.kind == "document" else "post",
            collection=entry.collection,
            position=None,
            url=address,
            refused=refused,
            bad_date=computed.bad_date,
            data=computed.data,
            given=names(tuple(given)),
            published=read.get("published") is not False,
            draft=entry.kind == "draft",
            date=computed.date,
            sort_key=computed.full.get(str(self.config.collections[entry.collection].get("sort_by"))),
            matter=matter,
        )

    def _url(
        self, build: Callable[[str | None], str], permalink: object, file: str, *, empty_is_none: bool = False
    ) -> tuple[str | None, bool]:
        """The address by `permalink`; where Jekyll would stop the build, the default one, told, and True."""
        fault = None
        if permalink is None or permalink is False:
            permalink = None
        elif not isinstance(permalink, str):
            fault = "is not text"
        elif empty_is_none and permalink == "":
            fault = "is empty"
        else:
            try:
                return build(permalink), False
            except permalinks.PermalinkError as error:
                fault = f"cannot be built: {error}"
        if fault is not None:
            self.entries.tell("url.invalid-permalink", f"the permalink {permalink!r:.60} {fault}", file)
        try:
            return build(None), fault is not None
        except permalinks.PermalinkError as error:
            self.entries.tell("url.invalid-permalink", f"Jekyll cannot build the default address: {error}", file)
            return None, True

    def _output_ext(self, extension: str, permalink: str | None = None) -> str:
        """The permalink's own extension, else what the converters make of the file's."""
        if permalink and not permalink.endswith("/"):
            own = os.path.splitext(permalink)[1]
            if own:
                return own
        if extension.lower() in self.config.markdown_ext:
            return ".html"
        return CONVERTED.get(extension.lower(), extension)

    def _undated(self, entry: Entry, computed: documents.Computed) -> datetime:
        """The time that stands in the address of a document without a date: for drafts, the file's own."""
        if not computed.draft:
            return self.now
        changed = os.stat(f"{self.root}/{entry.file}").st_mtime
        return datetime.fromtimestamp(changed, self.config.zone)


def static_address(config: Config, file: str, collection: str | None) -> str | None:
    """Where Jekyll copies a file that is not content; None when it does not, decoded."""
    if collection is None:
        return permalinks.static_url(file, None, "")
    if config.collections[collection].get("output") is not True:
        return None
    path = file.removeprefix(f"{config.collections_dir}/") if config.collections_dir else file
    return unquote(permalinks.static_url(path, _template(config, collection), label(collection)))


def _template(config: Config, collection: str) -> str:
    template = config.collections[collection].get("permalink")
    if isinstance(template, str):
        return template
    return permalinks.with_suffix("/:collection/:path", config.permalink)


def _clock(config: Config, now: datetime) -> datetime:
    """The time of the build: `time` of the configuration, else now."""
    value = config.data.get("time")
    if not value:
        return now
    try:
        return rubytime.parse_time(rubytext.ruby_to_s(value, config.zone), config.zone, now).astimezone(config.zone)
    except ValueError:
        message = f"`time` should be a time, but is {value!r:.60}"
        config.findings.append(Finding(code="config.value", message=message, file=config.files[0]))
        return now
