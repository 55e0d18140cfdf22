"""What Liquid sees of a Jekyll site: `site` and `page`, and an engine that renders with them.

Everything is lazy: the site's other pages are read, a body fetched and a list made only when a template asks for it,
so that a page which says no more than `{{ site.baseurl }}` costs nothing of that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from migrate.jekyll import frontmatter
from migrate.jekyll.clocks import clock
from migrate.jekyll.config import Config
from migrate.jekyll.data import read_data
from migrate.jekyll.drops import ItemDrop, Lazy, Looks, Reach
from migrate.jekyll.entries import BOM
from migrate.jekyll.item import Item
from migrate.jekyll.site import JekyllSite
from migrate.jekyll.tag_files import TagFiles, slug
from migrate.liquid import Engine, Problem, Sources

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
_BODY = {"content": Reach.ALL, "output": Reach.ALL}
_TEXT = {**_BODY, "excerpt": Reach.ALL}
_BESIDE = {"previous": Reach.INDEX, "next": Reach.INDEX}
_SPECIAL = frozenset("_*?[")  # in `include`: what may name such a folder
_REFERENCE = re.compile(r"^ {0,3}(\[[^\]]+\]):.+$", re.M)


class Made(NamedTuple):
    """What a template gave, and how far it looked for it."""

    text: str
    problems: Sequence[Problem]
    reach: Reach


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
        self.looks = Looks()
        self._drops: dict[str, ItemDrop] = {}

    def render(self, text: str, item: Item, line: int) -> Made:
        """`text`, a part of `item` that begins at `line`, with its Liquid run."""
        page = self.page(item)
        with self.looks.of(page):
            done = self.engine.render(text, page, line)
            return Made(*done, self.looks.reach)

    @cached_property
    def site(self) -> JekyllSite:
        return self._read()

    @cached_property
    def engine(self) -> Engine:
        ticking = clock(self.now, self.zone, self.config.zone, self.looks)
        files = TagFiles(self.root, self.config, lambda: self.site, self.looks, ticking.read)
        sources = Sources(
            include=files.include,
            relative=files.relative,
            link=files.link,
            post_url=files.post_url,
            markdownify=self.markdown,
        )
        return Engine(self._site(), sources, ticking)

    def page(self, item: Item) -> ItemDrop:
        """What `page` is for `item`."""
        drop = self._drops.get(item.file)
        if drop is None:
            drop = self._drops[item.file] = self._document(item) if item.collection else self._page(item)
        return drop

    def _site(self) -> Lazy:
        computed: dict[str, Callable[[], object]] = {
            "posts": lambda: self._newest_first(self._posts),
            "pages": lambda: self._all(self._pages),
            "html_pages": lambda: self._all(item for item in self._pages if _html(item)),
            "documents": lambda: self._all(item for item in self.site.items if item.collection is not None),
            "related_posts": lambda: self._newest_first(self._posts)[:10],
            "static_files": lambda: [self._static(file) for file in self.site.static],
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
        reach = {**dict.fromkeys(computed, Reach.INDEX), "time": Reach.ALL, "config": Reach.OWN}
        reach["data"] = Reach.ALL if self._may_hold_pages(self.config.data_dir) else Reach.INDEX
        return Lazy(self.looks, computed, {**DEFAULTS, **self.config.data}, reach)

    def _may_hold_pages(self, folder: str) -> bool:
        """Whether a file there may be a page as well: Jekyll looks for none in folders that begin with `_`."""
        top = folder.strip("/").partition("/")[0]
        named = {self.config.collections_dir, *(f"_{name}" for name in self.config.collections)}
        return top in named or not top.startswith("_") or not _SPECIAL.isdisjoint(str(self.config.include)[1:-1])

    def _collection(self, name: str) -> Lazy:
        computed: dict[str, Callable[[], object]] = {
            "label": lambda: name,
            "docs": lambda: self._all(self._documents(name)),
            "output": lambda: bool(self.config.collections[name].get("output", name == "posts")),
            "relative_directory": lambda: f"_{name}",
        }
        return Lazy(self.looks, computed, self.config.collections[name], {"docs": Reach.INDEX})

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
        if any(item.date is None for item in dated):
            self.looks.note(Reach.ALL)
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
        return ItemDrop(self.looks, computed, item.data, {}, _BODY)

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
        reach = _BESIDE if item.date is not None else {**_BESIDE, **_undated(item)}
        text = _BODY if item.data.get("excerpt") else _TEXT
        return ItemDrop(self.looks, computed, item.data, reach, text if item.date is not None else {**reach, **text})

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
        drop.hold("excerpt", head)
        text = self.engine.render(head, drop).text
        return self.markdown(text) if self._is_markdown(item) else text

    def _static(self, file: str) -> Lazy:
        name = file.rpartition("/")[2]
        stem, extension = os.path.splitext(name)
        said = {"path": f"/{file}", "name": name, "basename": stem, "extname": extension, "collection": None}
        return Lazy(self.looks, {}, said, {})

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


def _undated(item: Item) -> Mapping[str, Reach]:
    """What a document without a date has of the time of the build, a draft of that of its file."""
    return dict.fromkeys(("date", "url", "id") if item.draft else ("date",), Reach.ALL)


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
