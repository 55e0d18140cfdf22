"""One Jekyll item as a Page of the model: its kind, its fields, and everything else in `meta`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from migrate import urls
from migrate.diagnostics import Finding
from migrate.importers.isomer.sections import contact_sections, homepage_sections
from migrate.importers.isomer.values import items, rest, text
from migrate.jekyll import psych, rubytime
from migrate.jekyll.config import Config
from migrate.jekyll.site import Item
from migrate.model import Location, Page, PageKind

INDEX_LAYOUTS = ("resources", "resources-alt")

# Front-matter keys that a field of Page holds whole; `tag` is in `tags` and stays in meta too
TAKEN = frozenset(
    ("title", "permalink", "description", "layout", "date", "published", "tags", "image", "lang", "language")
)


class PageReader:
    """Makes pages of items. `data` is the site's `_data`, `now` the present; findings are collected."""

    def __init__(self, config: Config, data: Mapping[str, object], now: datetime, findings: list[Finding]) -> None:
        self.config, self.data, self.now, self.findings = config, data, now, findings

    def page(self, item: Item) -> Page:
        values = item.data
        layout = text(values.get("layout"))
        kind, target = self._kind(item, layout)
        sections, taken = self._sections(item, layout)
        return Page(
            id=item.file,
            kind=kind,
            source=Location(file=item.file, line=1),
            title=text(values.get("title")) or "",
            url=None if kind == "link" else urls.decoded(item.url or "/"),
            description=text(values.get("description")),
            layout=layout,
            collection=item.collection,
            position=item.position,
            date=self._time(item, "date"),
            modified=self._time(item, "last_modified_at"),
            draft=item.draft,
            published=self._public(item),
            language=text(values.get("lang")) or text(values.get("language")),
            tags=_tags(values),
            image=text(values.get("image")),
            target=target,
            sections=sections,
            meta=self._meta(item, taken),
        )

    def _kind(self, item: Item, layout: str | None) -> tuple[PageKind, str | None]:
        """The kind of an item, and where it leads when it is a file or a link (the theme's order)."""
        permalink = text(item.data.get("permalink"))
        if item.kind == "post":
            external, file_url = text(item.data.get("external")), text(item.data.get("file_url"))
            if external:
                return "link", external
            if file_url:
                return "file", file_url
            if layout in ("file", "link") and not permalink:
                self._tell("isomer.no-target", f"a `{layout}` post has neither `external` nor `file_url`", item)
        if permalink and urls.is_absolute(permalink):
            self._tell("page.external", f"the permalink leads to {permalink}", item)
            return "link", permalink
        if item.kind == "post":
            return "post", None
        if layout == "homepage" or item.url in ("/", "/index.html"):
            return "home", None
        stem = item.file.rpartition("/")[2].partition(".")[0]
        return ("index" if stem == "index" or layout in INDEX_LAYOUTS else "page"), None

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
        if isinstance(value, str | date):
            try:
                written = psych.ruby_to_s(value, self.config.zone)
                return rubytime.parse_time(written, self.config.zone, self.now).astimezone(self.config.zone)
            except ValueError:
                pass
        self._tell("date.invalid", f"`{key}` is no date: {value!r:.60}", item)
        return None

    def _meta(self, item: Item, taken: frozenset[str]) -> dict[str, object]:
        """What no field took. A value that its field could not hold (a title that is a list, say) stays here."""
        meta = rest(item.data, TAKEN | taken)
        for name in ("title", "description", "layout", "image"):
            value = item.data.get(name)
            if isinstance(value, dict | list):
                self._tell("front-matter.value", f"`{name}` should be text, but is {type(value).__name__}", item)
                meta[name] = value
        if item.data.get("date") is not None and item.date is None and not isinstance(item.data["date"], date):
            meta["date"] = item.data["date"]
        return meta

    def _tell(self, code: str, message: str, item: Item) -> None:
        self.findings.append(Finding(code=code, message=message, file=item.file))


def _tags(values: Mapping[str, object]) -> tuple[str, ...]:
    """`tag: a b` is one tag, `tags: a b` are two, as in Jekyll."""
    single, many = values.get("tag"), values.get("tags")
    listed = many.split() if isinstance(many, str) else items(many)
    named = [*([single] if isinstance(single, str) else items(single)), *listed]
    return tuple(dict.fromkeys(tag for tag in map(text, named) if tag))
