"""What Jekyll computes for a post or collection document: title, date, categories, tags, slug (`Document#read`)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import NamedTuple

from migrate.jekyll import permalinks, rubytext, rubytime
from migrate.jekyll.merge import deep_merge

# Document::DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER
DATED = re.compile(r"^(?>.+/)*?([0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2})-([^/]*)(\.[^.]+)$", re.M)
DATELESS = re.compile(r"^(?:.+/)*(.*)(\.[^.]+)$", re.M)

_WORD = re.compile(r"[^ \t\n\v\f\r\0]+")

# What Jekyll puts into a document's data by itself
COMPUTED = frozenset(
    ("collection", "excerpt", "draft", "categories", "slug", "ext", "next", "previous", "relative_path")
)


class Computed(NamedTuple):
    """A document's data as Liquid sees it, and what its address is made of.

    `full` has the keys that Jekyll adds by itself as well; `data` has them only where the defaults or the author
    set them. `opened` is False where Jekyll fails before it reads the file: it then leaves a post out altogether.
    """

    data: dict[str, object]
    full: dict[str, object]
    date: datetime | None
    slug: object
    categories: tuple[str, ...]
    draft: bool
    opened: bool = True
    bad_date: str | None = None


def compute(
    path: str,
    defaults: dict[str, object],
    own: dict[str, object],
    *,
    collection: str,
    zone: tzinfo,
    now: datetime,
    readable: bool,
) -> Computed:
    """The data of the document at `path` (relative to the collections' folder) in the collection of that label.

    `readable` is False when its front matter could not be read: Jekyll then stops half way, without title,
    tags, slug and the date of the file name.
    """
    reading = _Reading(path, collection, zone, now)
    opened = complete = False
    try:
        reading.merge(defaults)
        opened = True
        if readable:
            reading.merge(own)
            complete = True
    except _NotAList:
        pass
    if complete:
        reading.populate()
    return reading.computed(defaults, own if complete else {}, opened=opened, complete=complete)


def whole_file(own: dict[str, object], defaults: dict[str, object]) -> Computed:
    """The data of a YAML file in a collection: Jekyll takes it as it is, the defaults only where a page is shown."""
    date = own.get("date")
    return Computed(
        data={**defaults, **own},
        full=own,
        date=date if isinstance(date, datetime) else None,
        slug=own.get("slug"),
        categories=tuple(_text(name) for name in _array(own.get("categories"))),
        draft=_truthy(own.get("draft")),
    )


class _NotAList(Exception):
    """`categories` is neither text nor a list: Ruby raises here, and Jekyll stops to read this document."""


class _Reading:
    """The data of one document on its way through the steps of `Document#read`."""

    def __init__(self, path: str, collection: str, zone: tzinfo, now: datetime) -> None:
        self.path, self.zone, self.now = path, zone, now
        special = f"_{collection}"
        self.draft = collection == "posts" and special not in path
        self.data: dict[str, object] = {
            "draft": self.draft,
            "categories": _from_folders(path, "_drafts" if self.draft else special),
        }
        self.date: datetime | None = None
        self.bad_date: str | None = None

    def merge(self, other: dict[str, object]) -> None:
        """`merge_data!`. Raises _NotAList before anything is merged."""
        categories = other.get("categories")
        if categories is not None:
            other = {**other, "categories": _united(self.data["categories"], categories)}
        self.data = deep_merge(self.data, other)
        self._read_date()

    def _read_date(self) -> None:
        """The date as a time of the site's zone; `data` then holds it too."""
        value = self.data.get("date")
        if value is None:
            return
        if self.date is not None and value is self.date:
            # read before; Ruby reads it again from its text, which has no fractions
            self.date = self.data["date"] = self.date.replace(microsecond=0)
            return
        try:
            text = rubytext.ruby_to_s(value, self.zone)
            self.date = self.data["date"] = rubytime.parse_time(text, self.zone, self.now).astimezone(self.zone)
        except (ValueError, OverflowError):  # the year 9999 in another zone is beyond what Python holds
            self.date, self.bad_date = None, str(value)

    def populate(self) -> None:
        """Title, date of the file name, slug, categories and tags (`read_post_data`)."""
        date, stem, extension = _name_parts(self.path)
        if date and (self.date is None or int(self.date.timestamp()) == int(self.now.timestamp())):
            self.merge({"date": date})
        for key, value in (("title", _titleized(stem)), ("slug", stem), ("ext", extension)):
            if not _truthy(self.data.get(key)):
                self.data[key] = value
        listed = [*_array(self.data["categories"]), *_pluralized(self.data, "category", "categories")]
        self.merge({"categories": [_text(value) for value in listed]})
        self.merge({"tags": _pluralized(self.data, "tag", "tags")})

    def computed(self, given: dict[str, object], own: dict[str, object], *, opened: bool, complete: bool) -> Computed:
        data = {key: value for key, value in self.data.items() if key not in COMPUTED or key in given}
        data.update((key, value) for key, value in own.items() if key in COMPUTED and key not in given)
        return Computed(
            data=data,
            full=self.data,
            date=self.date,
            slug=self.data.get("slug"),
            categories=tuple(_text(name) for name in _array(self.data["categories"])),
            draft=_truthy(self.data["draft"]) or self.draft,
            opened=opened,
            bad_date=self.bad_date,
        )


def _name_parts(path: str) -> tuple[str | None, str, str | None]:
    """Date, slug and extension of a file name; Jekyll sees an extension only after a name."""
    if named := DATED.search(path):
        return named[1], named[2].rstrip("."), named[3]
    if dateless := DATELESS.search(path):
        return None, dateless[1].rstrip("."), dateless[2]
    return None, basename(path).rstrip("."), None


def basename(path: str) -> str:
    """`basename_without_ext`."""
    return os.path.splitext(path.rpartition("/")[2])[0]


def placeholders(
    computed: Computed, *, collection: str, clean_path: str, stem: str, output_ext: str, now: datetime
) -> dict[str, Callable[[], str]]:
    """What `UrlDrop` offers to a permalink template; each is computed only when the template asks."""
    pretty = partial(permalinks.slugify, pretty=True, cased=True)
    slug = None if computed.slug is None else _text(computed.slug)
    when = computed.date or now
    named: dict[str, Callable[[], str]] = {
        "collection": lambda: collection,
        "path": lambda: clean_path,
        "output_ext": lambda: output_ext,
        "name": lambda: permalinks.slugify(stem),
        "title": lambda: pretty(stem if slug is None else slug),
        "slug": lambda: permalinks.slugify(stem if slug is None else slug),
        "categories": lambda: "/".join(dict.fromkeys(permalinks.downcase(name) for name in computed.categories)),
        "slugified_categories": lambda: "/".join(
            dict.fromkeys(permalinks.slugify(name) for name in computed.categories)
        ),
    }
    for name, directive in permalinks.DATE_PLACEHOLDERS.items():
        named[name] = partial(permalinks.date_part, when, directive)
    return named


def _titleized(stem: str) -> str:
    """`Utils.titleize_slug`."""
    return " ".join(_capitalized(part) for part in stem.rstrip("-").split("-"))


def _capitalized(text: str) -> str:
    return text[:1].title() + permalinks.downcase(text[1:])


def _from_folders(path: str, special_folder: str) -> list[str]:
    """The folders above `_posts` are categories; those below it are not."""
    if path.startswith(special_folder):
        return []
    above = path[: path.index(special_folder)] if special_folder in path else path
    base = path.rpartition("/")[2]
    return [name for name in above.split("/") if name and name not in (special_folder, base)]


def _united(first: object, second: object) -> list[object]:
    """Ruby's `first | second`, where text counts as its words."""
    if isinstance(second, str):
        second = _words(second)
    if not isinstance(second, list):
        raise _NotAList
    once: dict[str, object] = {}
    for value in (*_array(first), *second):
        once.setdefault(rubytext.ruby_inspect(value), value)
    return list(once.values())


def _words(text: str) -> list[str]:
    """Ruby's `split`: between ASCII white space."""
    return _WORD.findall(text)


def _array(value: object) -> list[object]:
    """Ruby's `Array(value)`; a map, which Ruby would make pairs of, stays one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _pluralized(data: dict[str, object], singular: str, plural: str) -> list[object]:
    """`Utils.pluralized_array_from_hash`: `tag: a b` is one tag, `tags: a b` are two."""
    value = data.get(singular)
    if not _truthy(value):
        value = data.get(plural)
        if isinstance(value, str):
            value = _words(value)
        elif not isinstance(value, list):
            value = None
    return [item for item in _flattened(value) if item is not None]


def _flattened(value: object) -> list[object]:
    if isinstance(value, list):
        return [leaf for item in value for leaf in _flattened(item)]
    return [value]


def _truthy(value: object) -> bool:
    return value is not None and value is not False


def _text(value: object) -> str:
    return value if isinstance(value, str) else rubytext.ruby_to_s(value, UTC)
