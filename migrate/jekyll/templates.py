"""What Liquid sees of a Jekyll site: `site` and `page`, and an engine that renders with them.

Everything is lazy: the site's other pages are read, a body fetched and a list made only when a template asks for it,
so that a page which says no more than `{{ site.baseurl }}` costs nothing of that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from migrate.jekyll import frontmatter
from migrate.jekyll.config import Config
from migrate.jekyll.data import read_data
from migrate.jekyll.entries import BOM
from migrate.jekyll.item import Item
from migrate.jekyll.rubytext import ZONELESS
from migrate.jekyll.rubytime import parse_time
from migrate.jekyll.site import JekyllSite
from migrate.jekyll.tag_files import TagFiles, slug
from migrate.liquid import Clock, Engine, Rendered, Sources
from migrate.liquid.values import Drop

HTML = (".html", ".xhtml", ".htm")
# Configuration::DEFAULTS, as far as a template could ask for them
DEFAULTS: Mapping[str, object] = {
    "collections_dir": "",
    "data_dir": "_data",
    "includes_dir": "_includes",
    "layouts_dir": "_layouts",
    "permalink": "date",
    "markdown": "kramdown",
    "highlighter": "rouge",
    "encoding": "utf-8",
    "excerpt_separator": "\n\n",
    "paginate_path": "/page:num",
    "limit_posts": 0,
    "host": "127.0.0.1",
    "port": "4000",
    "safe": True,
}
_REFERENCE = re.compile(r"^ {0,3}(\[[^\]]+\]):.+$", re.M)


class Lazy(Drop):
    """A drop of named values: `computed` are functions that are called when asked, the rest is plain data."""

    def __init__(self, computed: Mapping[str, Callable[[], object]], data: Mapping[str, object]) -> None:
        self.computed, self.data = computed, data
        self._known: dict[str, object] = {}

    def __getitem__(self, key: str) -> object:
        if key in self._known:
            return self._known[key]
        if key in self.computed:
            value = self.computed[key]()
            if key != "content":  # a template that goes over all pages must not leave all bodies in memory
                self._known[key] = value
            return value
        return self.data[key]

    def __contains__(self, key: object) -> bool:
        return key in self.computed or key in self.data

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self.computed, *self.data]))


class ItemDrop(Lazy):
    """A page, post or document. Printed it is its body, and in lists it stands in the order of its date."""

    def to_s(self) -> str:
        content = self["content"]
        return content if isinstance(content, str) else ""

    def order(self) -> object:
        return [self["date"], self["path"]] if "date" in self else None


class Templates:
    """The templates of one site. `read` reads the whole of it, when it is needed; `now` is the time of the build."""

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        now: datetime,
        read: Callable[[], JekyllSite],
        markdown: Callable[[str], str],
    ) -> None:
        self.root, self.config, self.markdown, self._read = root, config, markdown, read
        self.zone: tzinfo = ZoneInfo("UTC") if config.zone is UTC else config.zone
        self.now = now.astimezone(self.zone)
        self._drops: dict[str, ItemDrop] = {}

    def render(self, text: str, item: Item, line: int) -> Rendered:
        """`text`, a part of `item` that begins at `line`, with its Liquid run."""
        return self.engine.render(text, self.page(item), line)

    @cached_property
    def site(self) -> JekyllSite:
        return self._read()

    @cached_property
    def engine(self) -> Engine:
        files = TagFiles(self.root, self.config, lambda: self.site, self.now)
        sources = Sources(
            include=files.include,
            relative=files.relative,
            link=files.link,
            post_url=files.post_url,
            markdownify=self.markdown,
        )
        return Engine(self._site(), sources, self._clock())

    def page(self, item: Item) -> ItemDrop:
        """What `page` is for `item`."""
        drop = self._drops.get(item.file)
        if drop is None:
            drop = self._drops[item.file] = self._document(item) if item.collection else self._page(item)
        return drop

    def _clock(self) -> Clock:
        zone = self.config.zone
        return Clock(
            now=self.now,
            zone=self.zone,
            read=lambda text: parse_time(text, zone, self.now),
            local=lambda value: value.replace(tzinfo=UTC).astimezone(self.zone) if value.tzinfo is ZONELESS else value,
        )

    def _site(self) -> Lazy:
        computed: dict[str, Callable[[], object]] = {
            "posts": lambda: self._newest_first(self._posts),
            "pages": lambda: self._all(self._pages),
            "html_pages": lambda: self._all(item for item in self._pages if _html(item)),
            "documents": lambda: self._all(item for item in self.site.items if item.collection is not None),
            "related_posts": lambda: self._newest_first(self._posts)[:10],
            "static_files": lambda: [_static(file) for file in self.site.static],
            "collections": lambda: [self._collection(name) for name in sorted(self.config.collections)],
            "tags": lambda: self._by(lambda item: _names(item.data.get("tags"))),
            "categories": lambda: self._by(_categories),
            "data": lambda: read_data(self.root, self.config.data_dir, []),
            "time": lambda: self.now,
            "config": lambda: None,
        }
        for name in self.config.collections:
            if name != "posts":
                computed[name] = lambda name=name: self._all(self._documents(name))  # type: ignore[misc]
        return Lazy(computed, {**DEFAULTS, **self.config.data})

    def _collection(self, name: str) -> Lazy:
        computed: dict[str, Callable[[], object]] = {
            "label": lambda: name,
            "docs": lambda: self._all(self._documents(name)),
            "output": lambda: bool(self.config.collections[name].get("output", name == "posts")),
            "relative_directory": lambda: f"_{name}",
        }
        return Lazy(computed, self.config.collections[name])

    def _documents(self, name: str) -> list[Item]:
        return [item for item in self.site.items if item.collection == name]

    @cached_property
    def _pages(self) -> list[Item]:
        """Jekyll goes by the name of the file, wherever it lies (`Reader#sort_files!`)."""
        pages = (item for item in self.site.items if item.collection is None)
        return sorted(pages, key=lambda item: (item.file.rpartition("/")[2], item.path))

    @cached_property
    def _posts(self) -> list[Item]:
        return self._documents("posts")

    def _all(self, items: Iterable[Item]) -> list[object]:
        return [self.page(item) for item in items]

    def _newest_first(self, items: Iterable[Item]) -> list[object]:
        dated = sorted(items, key=lambda item: item.path)
        dated.sort(key=lambda item: item.date or self.now)
        return self._all(reversed(dated))

    def _by(self, names: Callable[[Item], list[str]]) -> dict[str, object]:
        named: dict[str, list[Item]] = {}
        for item in self._posts:
            for name in names(item):
                named.setdefault(name, []).append(item)
        return {name: self._newest_first(items) for name, items in named.items()}

    def _page(self, item: Item) -> ItemDrop:
        url = item.url or ""
        computed: dict[str, Callable[[], object]] = {
            "content": lambda: self.body(item)[0],
            "dir": lambda: url if url.endswith("/") else f"{url.rpartition('/')[0]}/",
            "excerpt": lambda: item.data.get("excerpt"),
            "name": lambda: item.file.rpartition("/")[2],
            "path": lambda: item.path,
            "url": lambda: item.url,
        }
        return ItemDrop(computed, item.data)

    def _document(self, item: Item) -> ItemDrop:
        name = item.file.rpartition("/")[2]
        computed: dict[str, Callable[[], object]] = {
            "content": lambda: self.body(item)[0],
            "output": lambda: None,
            "id": lambda: f"{(item.url or '').rpartition('/')[0]}/{slug(item)}",
            "path": lambda: item.path,
            "relative_path": lambda: item.path,
            "url": lambda: item.url,
            "date": lambda: (item.date or self.now).astimezone(self.zone),
            "collection": lambda: item.collection,
            "name": lambda: item.data.get("name") or name,
            "slug": lambda: slug(item),
            "ext": lambda: os.path.splitext(name)[1],
            "title": lambda: item.data.get("title"),
            "categories": lambda: _categories(item),
            "tags": lambda: _names(item.data.get("tags")),
            "excerpt": lambda: item.data.get("excerpt") or self._excerpt(item),
            "previous": lambda: self._beside(item, -1),
            "next": lambda: self._beside(item, 1),
        }
        return ItemDrop(computed, item.data)

    def _beside(self, item: Item, step: int) -> object:
        documents = self._documents(item.collection or "")
        at = next(place for place, other in enumerate(documents) if other.file == item.file) + step
        return self.page(documents[at]) if 0 <= at < len(documents) else None

    def _excerpt(self, item: Item) -> str:
        """The first paragraph, rendered; a template that asks for its own excerpt gets the source."""
        separator = item.data.get("excerpt_separator") or self.config.data.get("excerpt_separator") or "\n\n"
        head, _, tail = self.body(item)[0].partition(str(separator))
        head += _references(head, tail)
        drop = self.page(item)
        drop._known.setdefault("excerpt", head)
        text = self.engine.render(head, drop).text
        return self.markdown(text) if self._is_markdown(item) else text

    def _is_markdown(self, item: Item) -> bool:
        return os.path.splitext(item.file)[1].lower() in self.config.markdown_ext

    def body(self, item: Item) -> tuple[str, int]:
        """The source below the front matter, and the line that it starts at."""
        try:
            parts = frontmatter.split(Path(self.root, item.file).read_bytes().removeprefix(BOM))
        except OSError:
            return "", 1
        return frontmatter.decode(parts.body)[0], parts.body_line


def _references(head: str, tail: str) -> str:
    """The link definitions of the rest that the excerpt makes use of."""
    used = [found[0] for found in _REFERENCE.finditer(tail) if found[1] in head]
    return "\n\n" + "\n".join(text.strip(" ") for text in used) if used else ""


def _static(file: str) -> Lazy:
    name = file.rpartition("/")[2]
    stem, extension = os.path.splitext(name)
    return Lazy({}, {"path": f"/{file}", "name": name, "basename": stem, "extname": extension, "collection": None})


def _html(item: Item) -> bool:
    extension = os.path.splitext(item.file)[1].lower()
    return extension in HTML or (item.url or "").endswith(("/", ".html", ".htm", ".xhtml"))


def _categories(item: Item) -> list[str]:
    """The folders above `_posts`, then what the author wrote."""
    folders = item.path.partition("_posts/")[0].split("/") if "_posts/" in item.path else []
    single = item.data.get("category")
    one = [single] if isinstance(single, str) else _names(single)
    return list(dict.fromkeys(name for name in (*folders, *_names(item.data.get("categories")), *one) if name))


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [str(name) for name in value] if isinstance(value, list) else []
