"""What is there, asked of a live WordPress over REST: every type that visitors can see, with what lies in the trash."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from migrate.errors import OutputError
from migrate.verify import shapes
from migrate.verify.fetched import Fetched, fetched
from migrate.verify.found import TRASH, Found, Target, source_id
from migrate.verify.manifest import NO_FILES, content_sha256, slashed, text_sha256
from migrate.verify.rest import Parameters, Rest
from migrate.verify.shapes import Row, ShapeError
from migrate.verify.web import Web

# no more than routes are made of, so that an answer cannot choose where the next question goes
_ROUTE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*")
_FIELDS = (
    "id", "slug", "status", "date", "link", "parent", "post", "title.raw", "content.raw", "description.raw",
    "source_url",
)  # fmt: skip
_MAX_DEPTH = 100
_LEFT_OUT = ("nav_menu_item",)
_AT_THE_ROOT = ("post", "page", "attachment")  # their addresses do not begin with the type's name

Progress = Callable[[int, int], None]


class _Type(NamedTuple):
    """A type of posts: the route of its list, and the taxonomies whose terms it can have."""

    name: str
    route: str
    taxonomies: tuple[str, ...]


class _Seen(NamedTuple):
    """A row as it was read, before its address is known: that hangs on its parents, which may come later."""

    number: int
    parent: int
    slug: str
    type: str
    link: str
    found: Found


class Terms(NamedTuple):
    """The field of a post's row that has its terms of a taxonomy, and the slugs of these by number."""

    field: str
    slugs: Mapping[int, str]


def read(
    web: Web,
    types: Collection[str],
    progress: Progress = lambda done, total: None,
    *,
    files: Mapping[str, str] = NO_FILES,
) -> Target:
    """All that is on the site, of `types` and of every other type that visitors see. Raises OutputError.

    Contents are taken with the addresses in `files` that they had before the import, by path.
    """
    rest = Rest(web)
    try:
        return _Reading(rest, web.place.path, files).target(str(web.place), types, progress)
    except ShapeError as error:
        raise rest.unfit(error) from error


class _Reading:
    def __init__(self, rest: Rest, base: str, files: Mapping[str, str]) -> None:
        self._rest, self._base = rest, unquote(base)
        self._files, self._before = files, Fetched()
        self._notes: list[str] = []
        self._terms: dict[str, Terms] = {}

    def target(self, name: str, wanted: Collection[str], progress: Progress) -> Target:
        types = sorted(self._types(self._rest.opened(), wanted), key=lambda one: one.name != "attachment")
        self._terms = dict(self._taxonomies({taxonomy for one in types for taxonomy in one.taxonomies}))
        seen: dict[int, _Seen] = {}
        for done, one in enumerate(types):
            progress(done, len(types))
            seen.update((row.number, row) for row in self._rows(one, one.name in wanted))
            if one.name == "attachment" and self._files:
                self._before = fetched(self._files, (self._placed(row, seen) for row in seen.values()))
        return Target(
            name=name,
            found=tuple(self._placed(row, seen) for row in seen.values()),
            default_terms=self._defaults(),
            notes=(*self._notes, *self._rest.notes, *self._of_addresses(seen)),
        )

    def _types(self, rows: Row, wanted: Collection[str]) -> Iterator[_Type]:
        for name, value in rows.items():
            row = shapes.as_row(value, name)
            if name not in _LEFT_OUT and (name in wanted or row.get("viewable") is True):
                yield _Type(name, _route(row, name), shapes.texts(row, "taxonomies", name))
        for name in sorted(set(wanted) - set(rows)):
            self._notes.append(f"the type `{name}` is not shown over REST, so nothing of it can be found")

    def _taxonomies(self, wanted: Collection[str]) -> Iterator[tuple[str, Terms]]:
        for name, value in (self._rest.one("wp/v2/taxonomies") or {}).items():
            if name in wanted:
                row = shapes.as_row(value, name)
                terms = self._rest.rows(_route(row, name), {"context": "edit", "_fields": "id,slug"})
                slugs = {shapes.number(one, "id", name): _decoded(shapes.text(one, "slug", name)) for one in terms}
                yield name, Terms(shapes.text(row, "rest_base", name), slugs)

    def _rows(self, one: _Type, is_wanted: bool) -> Iterator[_Seen]:
        """The rows of a type; one that the manifest does not speak of is passed over where it cannot be read."""
        fields = (*_FIELDS, "guid.raw", *(self._terms[name].field for name in one.taxonomies if name in self._terms))
        status = "inherit,private,trash" if one.name == "attachment" else "any,trash"
        parameters: Parameters = {"context": "edit", "status": status, "orderby": "id", "order": "asc"}
        try:
            for row in self._rest.rows(one.route, {**parameters, "_fields": ",".join(fields)}):
                yield self._seen(row, one)
        except OutputError as error:
            if is_wanted:
                raise
            self._notes.append(f"the type `{one.name}` was passed over: {error}")

    def _seen(self, row: Row, one: _Type) -> _Seen:
        number, place = shapes.number(row, "id", one.name), f"{one.name} {row['id']}"
        parent = next((shapes.number(row, key, place) for key in ("parent", "post") if row.get(key) is not None), 0)
        content = next((raw for key in ("content", "description") if (raw := _raw(row, key, place)) is not None), None)
        content = None if content is None else self._before.undone(content)
        found = Found(
            key=str(number),
            type=one.name,
            paths=(),
            parent=str(parent) if parent else None,
            status=shapes.text(row, "status", place),
            date=shapes.text(row, "date", place).replace("T", " "),
            title=_raw(row, "title", place) or "",
            terms=self._terms_of(row, one, place),
            content_sha256=None if content is None else content_sha256(content),
            text_sha256=None if content is None else text_sha256(content),
            source=source_id(_raw(row, "guid", place) or ""),
            address=shapes.text_or_none(row, "source_url", place),
        )
        slug, link = _decoded(shapes.text(row, "slug", place)), shapes.text(row, "link", place)
        return _Seen(number, parent, slug, one.name, link, found)

    def _terms_of(self, row: Row, one: _Type, place: str) -> dict[str, tuple[str, ...]]:
        known = {name: self._terms[name] for name in one.taxonomies if name in self._terms}
        return {name: tuple(_slugs(row, terms, place)) for name, terms in known.items() if row.get(terms.field)}

    def _placed(self, row: _Seen, seen: Mapping[int, _Seen]) -> Found:
        """The thing with its addresses. By name it has one where its link is a number, and beside `/` as front page."""
        served = self._served(row.link)
        built = _built(row, seen) if served in (None, "/") else None
        return replace(row.found, paths=tuple(dict.fromkeys(path for path in (served, built) if path)))

    def _served(self, link: str) -> str | None:
        """The path of a link, None where the address is no path but a number, as those of drafts are."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return None
        path = unquote(parts.path)
        return None if parts.query else slashed(path.removeprefix(self._base))

    def _defaults(self) -> dict[str, str]:
        """WordPress gives a post without a category this one."""
        settings, categories = self._rest.one("wp/v2/settings"), self._terms.get("category")
        number = 1 if settings is None else settings.get("default_category")
        slug = categories.slugs.get(number) if categories and isinstance(number, int) else None
        return {} if slug is None else {"category": slug}

    def _of_addresses(self, seen: Mapping[int, _Seen]) -> Iterator[str]:
        public = [row for row in seen.values() if row.type == "post" and row.found.status == "publish"]
        if any(self._served(row.link) != _built(row, seen) for row in public):
            yield "the site does not serve posts by their name alone: set its permalinks to /%postname%/"


def _built(row: _Seen, seen: Mapping[int, _Seen]) -> str | None:
    """The address by slugs alone; None where one is empty, as drafts' are, or the parents stand in a circle."""
    slugs = [row.slug.removesuffix("__trashed") if row.found.status == TRASH else row.slug]
    above = seen.get(row.parent)
    while above is not None:
        slugs.append(above.slug)
        if len(slugs) > _MAX_DEPTH:
            return None
        above = seen.get(above.parent)
    if not all(slugs):
        return None
    first = [] if row.type in _AT_THE_ROOT else [row.type]
    return slashed("/".join([*first, *reversed(slugs)]))


def _route(row: Row, name: str) -> str:
    """The route of a list. WordPress before 5.9 does not tell the namespace."""
    route = f"{row.get('rest_namespace') or 'wp/v2'}/{shapes.text(row, 'rest_base', name)}"
    if not _ROUTE.fullmatch(route):
        raise ShapeError(f"the route of `{name}` is no route")
    return route


def _raw(row: Row, key: str, place: str) -> str | None:
    """The stored form of a field that has others too; None where the type has no such field."""
    value = row.get(key)
    return (
        None if value is None else shapes.text_or_none(shapes.as_row(value, f"{place}.{key}"), "raw", f"{place}.{key}")
    )


def _slugs(row: Row, terms: Terms, place: str) -> Iterator[str]:
    numbers = row[terms.field]
    if not isinstance(numbers, list) or not all(isinstance(number, int) for number in numbers):
        raise ShapeError(f"{place}.{terms.field} is not a list of numbers")
    return (terms.slugs.get(number, f"number {number}") for number in numbers)


def _decoded(slug: str) -> str:
    """Slugs of other alphabets are stored percent-encoded, cut at 200 bytes."""
    return unquote(slug)
