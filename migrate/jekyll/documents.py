"""What Jekyll computes for a post or collection document: title, date, categories, tags, slug (`Document#read`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial

from migrate.jekyll import permalinks, psych, rubytime
from migrate.jekyll.merge import deep_merge

# Document::DATE_FILENAME_MATCHER and DATELESS_FILENAME_MATCHER
DATED = re.compile(r"^(?>.+/)*?([0-9]{2,4}-[0-9]{1,2}-[0-9]{1,2})-([^/]*)(\.[^.]+)$", re.M)
DATELESS = re.compile(r"^(?:.+/)*(.*)(\.[^.]+)$", re.M)

# What Jekyll puts into a document's data by itself
COMPUTED = frozenset(
    ("collection", "excerpt", "draft", "categories", "slug", "ext", "next", "previous", "relative_path")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A document's data as Liquid sees it, and what its address is made of."""

    data: dict[str, object]
    date: datetime | None
    slug: object
    categories: tuple[str, ...]
    bad_date: str | None = None


def compute(
    path: str,
    defaults: dict[str, object],
    own: dict[str, object],
    *,
    special_folder: str,
    zone: tzinfo,
    now: datetime,
    readable: bool,
) -> Computed:
    """The data of the document at `path` (relative to the collections' folder).

    `readable` is False when its front matter could not be read: Jekyll then stops half way, without title,
    tags, slug and the date of the file name.
    """
    data = deep_merge(defaults, own)
    categories = _union(_from_folders(path, special_folder), _listed(defaults.get("categories")))
    categories = _union(categories, _listed(own.get("categories")))
    date, bad = _date(data, zone, now)
    if not readable:
        return Computed(data=data, date=date, slug=None, categories=tuple(categories), bad_date=bad)
    named = DATED.search(path)
    stem = (named[2] if named else _stem(path)).rstrip(".")
    if named and date is None:
        date, bad_name = _parsed(named[1], zone, now)
        bad = bad or bad_name
        if date is not None:
            data["date"] = date
    data["title"] = data.get("title") if _truthy(data.get("title")) else _titleized(stem)
    categories = _union(categories, [_text(value) for value in _pluralized(data, "category", "categories")])
    data["tags"] = _pluralized(data, "tag", "tags")
    slug = data["slug"] if _truthy(data.get("slug")) else stem
    return Computed(data=data, date=date, slug=slug, categories=tuple(categories), bad_date=bad)


def placeholders(
    computed: Computed, *, collection: str, clean_path: str, basename: str, output_ext: str, now: datetime
) -> dict[str, Callable[[], str]]:
    """What `UrlDrop` offers to a permalink template; each is computed only when the template asks."""
    pretty = partial(permalinks.slugify, pretty=True, cased=True)
    slug = None if computed.slug is None else _text(computed.slug)
    when = computed.date or now
    named: dict[str, Callable[[], str]] = {
        "collection": lambda: collection,
        "path": lambda: clean_path,
        "output_ext": lambda: output_ext,
        "name": lambda: permalinks.slugify(basename),
        "title": lambda: pretty(basename if slug is None else slug),
        "slug": lambda: permalinks.slugify(basename if slug is None else slug),
        "categories": lambda: "/".join(dict.fromkeys(name.lower() for name in computed.categories)),
        "slugified_categories": lambda: "/".join(
            dict.fromkeys(permalinks.slugify(name) for name in computed.categories)
        ),
    }
    for name, directive in permalinks.DATE_PLACEHOLDERS.items():
        named[name] = partial(permalinks.date_part, when, directive)
    return named


def _stem(path: str) -> str:
    found = DATELESS.search(path)
    return found[1] if found else path.rpartition("/")[2]


def _titleized(stem: str) -> str:
    parts = stem.split("-")
    while parts and not parts[-1]:
        parts.pop()
    return " ".join(part.capitalize() for part in parts)


def _from_folders(path: str, special_folder: str) -> list[str]:
    """The folders above `_posts` are categories; those below it are not."""
    if path.startswith(special_folder):
        return []
    above = path[: path.index(special_folder)] if special_folder in path else path
    base = path.rpartition("/")[2]
    return [name for name in above.split("/") if name and name not in (special_folder, base)]


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list):
        return [_text(item) for item in value]
    return [] if value is None else [_text(value)]


def _union(first: list[str], second: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _pluralized(data: dict[str, object], singular: str, plural: str) -> list[object]:
    """`Utils.pluralized_array_from_hash`: `tag: a b` is one tag, `tags: a b` are two."""
    value = data.get(singular)
    if not _truthy(value):
        value = data.get(plural)
        if isinstance(value, str):
            value = value.split()
        elif not isinstance(value, list):
            value = None
    return [item for item in _flattened(value) if item is not None]


def _flattened(value: object) -> list[object]:
    if isinstance(value, list):
        return [leaf for item in value for leaf in _flattened(item)]
    return [value]


def _date(data: dict[str, object], zone: tzinfo, now: datetime) -> tuple[datetime | None, str | None]:
    """The front matter's date as a time of the site's zone; `data` then holds it too."""
    value = data.get("date")
    if value is None:
        return None, None
    date, bad = _parsed(psych.ruby_to_s(value, zone), zone, now)
    if date is not None:
        data["date"] = date
    return date, bad


def _parsed(text: str, zone: tzinfo, now: datetime) -> tuple[datetime | None, str | None]:
    try:
        return rubytime.parse_time(text, zone, now).astimezone(zone), None
    except ValueError:
        return None, text


def _truthy(value: object) -> bool:
    return value is not None and value is not False


def _text(value: object) -> str:
    return value if isinstance(value, str) else psych.ruby_to_s(value, UTC)
