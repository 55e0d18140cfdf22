"""One Jekyll item as a Page of the model: its kind, its fields, and everything else in `meta`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date
from datetime import datetime

from migrate import urls
from migrate.accounting import Ledger
from migrate.diagnostics import Finding
from migrate.importers.isomer.page_fates import PageFates
from migrate.importers.isomer.sections import contact_sections, homepage_sections
from migrate.importers.isomer.values import are_tags, items, mapping, numbered, rest, text
from migrate.jekyll import psych, rubytime
from migrate.jekyll.config import Config
from migrate.jekyll.documents import DATED
from migrate.jekyll.item import Item
from migrate.jekyll.site import YAML_EXT
from migrate.model import Location, Page, PageKind

INDEX_LAYOUTS = ("resources", "resources-alt")

# Front-matter keys that a field of Page holds whole; `tag` is in `tags` and stays in meta too
TAKEN = frozenset(
    ("title", "permalink", "description", "layout", "date", "published", "tags", "image", "lang", "language")
)
TEXTS = ("title", "description", "layout", "image", "lang", "language")
# most pages have no meta: one empty map for all of them, which nobody changes
NOTHING: Mapping[str, object] = {}


class PageReader:
    """Makes pages of items. `data` is the site's `_data`, `now` the present; findings are collected.

    What became of every leaf of their front matter is noted in `ledger`.
    """

    def __init__(
        self,
        config: Config,
        data: Mapping[str, object],
        now: datetime,
        findings: list[Finding],
        ledger: Ledger | None = None,
    ) -> None:
        self.config, self.data, self.now, self.findings = config, data, now, findings
        self.fates = PageFates(ledger or Ledger())
        self.language = site_language(config)

    def page(self, item: Item) -> Page:
        """The page that an item makes. Raises AccountingError when a leaf of its front matter is nowhere in it."""
        page = self.bare(item)
        return replace(page, leaves=self.fates.count(item, page))

    def bare(self, item: Item) -> Page:
        """The page without its leaves, which are not counted."""
        values = item.data
        layout = text(values.get("layout"))
        outside = self._outside(item)
        kind, target = self._kind(item, layout, outside)
        sections, taken = self._sections(item, layout)
        date, tags = self._time(item, "date"), _tags(values)
        return Page(
            id=item.file,
            kind=kind,
            source=Location(file=item.file, line=1),
            title=text(values.get("title")) or "",
            url=None if outside else urls.decoded(item.url or "/"),
            description=text(values.get("description")),
            layout=layout,
            collection=item.collection,
            position=item.position,
            date=date,
            modified=self._time(item, "last_modified_at"),
            draft=item.draft,
            published=self._public(item),
            language=text(values.get("lang")) or text(values.get("language")) or self.language,
            tags=tags,
            categories=_categories(item) if item.kind == "post" else (),
            image=text(values.get("image")),
            target=target,
            sections=tuple(mapping(numbered(section)) for section in sections),
            meta=self._meta(item, target, date, tags, taken) or NOTHING,
        )

    def _kind(self, item: Item, layout: str | None, outside: str | None) -> tuple[PageKind, str | None]:
        """The kind of an item, and where it leads when it is a file or a link (the theme's order)."""
        if item.kind == "post":
            external, file_url = text(item.data.get("external")), text(item.data.get("file_url"))
            if external:
                return "link", external
            if file_url:
                return "file", file_url
            if layout in ("file", "link") and not text(item.data.get("permalink")):
                self._tell("isomer.no-target", f"a `{layout}` post has neither `external` nor `file_url`", item)
        if outside:
            return "link", outside
        if item.kind == "post":
            return "post", None
        if item.url in ("/", "/index.html"):
            return "home", None
        name = item.file.rpartition("/")[2]
        if DATED.search(name) and (item.data.get("file_url") or item.data.get("external")):
            self._tell("isomer.misplaced-post", "has a post's name and target, but is in no folder _posts", item)
        return ("index" if name.partition(".")[0] == "index" or layout in INDEX_LAYOUTS else "page"), None

    def _outside(self, item: Item) -> str | None:
        """The permalink of an entry that has no page of its own, because it is an address elsewhere; told."""
        permalink = text(item.data.get("permalink"))
        if permalink is None or not urls.leads_outside(permalink):
            return None
        self._tell("page.external", f"the permalink leads to {permalink}", item)
        return permalink

    def _sections(self, item: Item, layout: str | None) -> tuple[list[dict[str, object]], frozenset[str]]:
        if "sections" in item.data:
            sections, odd = homepage_sections(item.data["sections"])
            for message in odd:
                self._tell("isomer.sections", message, item)
            return sections, frozenset(("sections",) if sections else ())
        return contact_sections(layout, item.data, self.data)

    def _public(self, item: Item) -> bool:
        """Whether Jekyll writes the item to the site: not withheld, not a draft, not of the future."""
        if not item.published or item.draft:
            return False
        if item.collection is not None:
            if self.config.collections[item.collection].get("output") is not True:
                return False
            if item.date is not None and item.date > self.now and not self.config.future:
                self._tell("page.future", f"is dated {item.date:%Y-%m-%d}", item)
                return False
        return True

    def _time(self, item: Item, key: str) -> datetime | None:
        if key == "date" and item.date is not None:
            return item.date
        value = item.data.get(key)
        if value is None or (item.collection is not None and key == "date"):
            return None
        if isinstance(value, str | Date):
            try:
                written = psych.ruby_to_s(value, self.config.zone)
                return rubytime.parse_time(written, self.config.zone, self.now).astimezone(self.config.zone)
            except (ValueError, OverflowError):  # the year 9999 in another zone is beyond what Python holds
                pass
        self._tell("date.invalid", f"`{key}` is no date: {value!s:.60}", item)
        return None

    def _meta(
        self, item: Item, target: str | None, date: datetime | None, tags: tuple[str, ...], taken: frozenset[str]
    ) -> dict[str, object]:
        """What no field took, as plain values. What its field could not hold (a title that is a list) stays here."""
        values, own = item.data, item.matter.data
        meta = rest(values, TAKEN | taken)
        kept = [name for name in TEXTS if values.get(name) not in (None, "") and text(values[name]) is None]
        for name in kept:
            self._tell("front-matter.value", f"`{name}` should be text, but is {_kind_of(values[name])}", item)
        if values.get("published") not in (None, True, False, "true"):
            kept.append("published")
        if text(values.get("lang")) and text(values.get("language")):
            kept.append("language")
        permalink = values.get("permalink")
        if permalink is not None and (item.refused or (urls.leads_outside(str(permalink)) and permalink != target)):
            kept.append("permalink")
        meta.update({name: values[name] for name in kept})
        if not (_are_texts(values.get("tags")) and are_tags(own.get("tags"), tags)):
            meta["tags"] = values.get("tags") if own.get("tags") is None else own["tags"]
        if item.bad_date is not None or (values.get("date") is not None and date is None):
            written = own.get("date")
            meta["date"] = written if isinstance(written, list | dict) else item.bad_date or values["date"]
        meta.update(self._unread(item))
        return {name: numbered(value) for name, value in meta.items()}

    def _unread(self, item: Item) -> Mapping[str, object]:
        """What the author wrote and Jekyll made something else of: `categories`, and what it did not read for them."""
        own = item.matter.data
        if not own or item.kind == "page" or item.file.endswith(YAML_EXT):
            return NOTHING
        categories = own.get("categories")
        if not (categories is None or isinstance(categories, str | list)):
            odd = f"`categories` should be text or a list, but is {_kind_of(categories)}"
        elif "tags" not in item.data:  # which Jekyll computes for every document that it reads
            odd = "the defaults should give text or a list for `categories`"
        else:
            return NOTHING if categories is None else {"categories": categories}
        self._tell("front-matter.value", odd, item)
        return own

    def _tell(self, code: str, message: str, item: Item) -> None:
        self.findings.append(Finding(code=code, message=message, file=item.file))


def site_language(config: Config) -> str | None:
    """The language of pages that name none."""
    named = (text(config.data.get(key)) for key in ("lang", "language", "locale"))
    return next((language for language in named if language), None)


def _kind_of(value: object) -> str:
    kinds = ((list, "a list"), (dict, "a map"), (bool, "true or false"), (int, "a number"), (float, "a number"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "a date")


def _are_texts(value: object) -> bool:
    listed = value if isinstance(value, list) else [value]
    return all(one is None or text(one) is not None for one in listed)


def _tags(values: Mapping[str, object]) -> tuple[str, ...]:
    """`tag: a b` is one tag, `tags: a b` are two, as in Jekyll."""
    single, many = values.get("tag"), values.get("tags")
    listed = many.split() if isinstance(many, str) else items(many)
    named = [*([single] if isinstance(single, str) else items(single)), *listed]
    return tuple(dict.fromkeys(tag for tag in map(text, named) if tag))


def _categories(item: Item) -> tuple[str, ...]:
    """The folders above `_posts`, then what the author wrote; each is below the one before it, as in addresses."""
    folders = item.path.partition("_posts/")[0].split("/") if "_posts/" in item.path else []
    single, many = item.data.get("category"), item.data.get("categories")
    listed = many.split() if isinstance(many, str) else items(many)
    named = [*folders, *listed, *([single] if isinstance(single, str) else items(single))]
    return tuple(dict.fromkeys(name for name in map(text, named) if name))
