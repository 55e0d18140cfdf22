"""The kinds of things that a mapping can make records of, and their words: those of the model, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from migrate import urls
from migrate.mapping.fields import PAGE_FIELDS
from migrate.mapping.steps.step import NOWHERE
from migrate.mapping.steps.texts import slug
from migrate.model import Asset, Link, Location, NavNode, Page, Redirect, Site, Taxonomy
from migrate.refs import Ref

PAGE = "page"

# In the order in which their records stand in the output
KINDS: Mapping[str, tuple[str, ...]] = {
    "site": (
        "title", "url", "description", "language", "timezone", "baseurl", "navigation", "footer", "redirects", "terms",
        "meta",
    ),
    "footer": ("values",),
    "navigation": (
        "id", "parent", "position", "depth", "title", "kind", "url", "target", "page", "external", "children", "meta",
    ),
    "term": ("taxonomy", "name", "slug", "parent", "position", "count"),
    "page": (*PAGE_FIELDS, "address"),
    "section": ("page", "url", "position", "name", "values"),
    "tagging": ("page", "taxonomy", "name", "slug", "position"),
    "asset": (
        "id", "url", "file", "media_type", "size", "sha256", "used", "same_as", "copy", "title", "description", "meta",
    ),
    "redirect": ("from", "path", "to", "status", "page", "shadowed", "source"),
}  # fmt: skip

# each kind in words, of one and of many
NAMES: Mapping[str, str] = {
    "site": "site", "footer": "footer", "navigation": "menu entry", "term": "term", "page": "page",
    "section": "section", "tagging": "tagging", "asset": "asset", "redirect": "redirect",
}  # fmt: skip
_MANY = {"navigation": "menu entries"}

# what is known of a page only when it is its turn
LATE = ("body", "links", "address")

BEFORE_PAGES = ("site", "footer", "navigation", "term")
OF_A_PAGE = ("section", "tagging")

# Fields that hold others, so that a path may go on below them; without names, any
HOLDERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "site": {"navigation": (), "footer": (), "redirects": (), "terms": (), "meta": ()},
    "footer": {"values": ()},
    "navigation": {"meta": ()},
    "page": {
        "meta": (), "source": ("file", "line"), "body": ("html", "text", "format"), "sections": (), "links": (),
        "tags": (), "categories": (), "aliases": (),
    },
    "section": {"values": ()},
    "asset": {"meta": ()},
    "redirect": {"source": ("file", "line")},
}  # fmt: skip

# Fields of a page that records of other things hold as well: the kind of thing, and its field
ELSEWHERE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sections": (("section", "values"),),
    "tags": (("tagging", "name"), ("tagging", "slug"), ("term", "name"), ("term", "slug"), ("site", "terms")),
    "categories": (("tagging", "name"), ("tagging", "slug"), ("term", "name"), ("term", "slug"), ("site", "terms")),
    "aliases": (("redirect", "from"), ("site", "redirects")),
    "redirects": (("redirect", "to"), ("site", "redirects")),
}

Fields = dict[str, object]


class _Slug(NamedTuple):
    """A term as its records have it: the name that readers see, and a slug that no other of the taxonomy has."""

    name: str
    slug: str
    parent: str | None


class Things:
    """The things of a site that are not its pages. `links` are those of the site as a whole, understood."""

    def __init__(self, site: Site, links: Iterable[tuple[Location, Link]] = ()) -> None:
        self._site = site
        self._targets = {link.field: link.target for _, link in links if link.field.startswith("navigation")}

    def before_pages(self, kind: str) -> Sequence[Fields]:
        """The things of one of the kinds that stand before the pages."""
        if kind == "site":
            return [self._whole()]
        if kind == "footer":
            return [] if self._site.footer is None else [{"values": self._site.footer}]
        return self._navigation if kind == "navigation" else self._terms

    def of_page(self, kind: str, page: Page) -> Iterator[Fields]:
        """The sections or the tags and categories of a page."""
        return self._sections(page) if kind == "section" else self._taggings(page)

    def redirects(self) -> list[Fields]:
        """The redirects, in the order of the site."""
        return [self._redirect(redirect) for redirect in self._site.redirects]

    def _whole(self) -> Fields:
        site = self._site
        return {
            **{
                name: getattr(site, name) for name in ("title", "url", "description", "language", "timezone", "baseurl")
            },
            "navigation": self._navigation,
            "footer": site.footer,
            "redirects": self.redirects(),
            "terms": self._terms,
            "meta": dict(site.meta),
        }

    @cached_property
    def _navigation(self) -> list[Fields]:
        return list(self._entries(self._site.navigation, None, 1, "navigation[{}]"))

    def _entries(self, nodes: Sequence[NavNode], parent: str | None, depth: int, field: str) -> Iterator[Fields]:
        for at, node in enumerate(nodes):
            id = f"{parent}.{at + 1}" if parent else str(at + 1)
            here = field.format(at)
            yield {
                "id": id,
                "parent": parent,
                "position": at + 1,
                "depth": depth,
                **{name: getattr(node, name) for name in ("title", "kind", "url")},
                "target": self._target(node, f"{here}.url"),
                "page": node.page,
                "external": node.external,
                "children": len(node.children),
                "meta": dict(node.meta),
            }
            yield from self._entries(node.children, id, depth + 1, f"{here.replace('{', '{{')}.children[{{}}]")

    def _target(self, node: NavNode, field: str) -> str | None:
        if (target := self._targets.get(field)) is not None:
            return target
        if node.page is not None:
            return str(Ref("page", node.page))
        return node.url if node.external else None

    @cached_property
    def _slugs(self) -> dict[tuple[Taxonomy, str], _Slug]:
        taken: set[tuple[Taxonomy, str]] = set()
        found: dict[tuple[Taxonomy, str], _Slug] = {}
        for term in self._site.terms:
            own = _unused(slug(term.name, NOWHERE, unicode=True) or "term", term.taxonomy, taken)
            above = found.get((term.taxonomy, term.parent)) if term.parent is not None else None
            found[term.taxonomy, term.key] = _Slug(term.name, own, above.slug if above else None)
        return found

    @cached_property
    def _terms(self) -> list[Fields]:
        counts: Counter[tuple[Taxonomy, str]] = Counter()
        for page in self._site.pages:
            counts.update(_terms_of(page))
        places: Counter[Taxonomy] = Counter()
        found: list[Fields] = []
        for (taxonomy, key), term in self._slugs.items():
            places[taxonomy] += 1
            found.append(
                {
                    "taxonomy": taxonomy,
                    **term._asdict(),
                    "position": places[taxonomy],
                    "count": counts[taxonomy, key],
                }
            )
        return found

    def _sections(self, page: Page) -> Iterator[Fields]:
        for position, section in enumerate(page.sections, 1):
            for name, values in section.items():
                yield {"page": page.id, "url": page.url, "position": position, "name": name, "values": values}

    def _taggings(self, page: Page) -> Iterator[Fields]:
        for position, (taxonomy, key) in enumerate(_terms_of(page), 1):
            term = self._slugs[taxonomy, key]
            yield {
                "page": page.id,
                "taxonomy": taxonomy,
                "name": term.name,
                "slug": term.slug,
                "position": position,
            }

    @cached_property
    def _by_key(self) -> dict[str, str]:
        pages = [page for page in self._site.pages if page.url and page.duplicate_of is None]
        return {urls.key(page.url or ""): page.id for page in reversed(pages)}

    @cached_property
    def _public(self) -> frozenset[str]:
        return frozenset(urls.key(page.url) for page in self._site.pages if page.url and page.published)

    def _redirect(self, redirect: Redirect) -> Fields:
        path = urls.decoded(redirect.old) if redirect.is_plain else None
        leads_inside = not urls.is_absolute(redirect.new) and "?" not in redirect.new
        return {
            "from": redirect.old,
            "path": path,
            "to": redirect.new,
            "status": redirect.status,
            "page": self._by_key.get(urls.key_of_link(redirect.new)) if leads_inside else None,
            "shadowed": path is not None and urls.key(path) in self._public,
            "source": {"file": redirect.source.file, "line": redirect.source.line},
        }


def counted(count: int, kind: str) -> str:
    """`1 page`, `3 menu entries`."""
    return f"{count:,} {NAMES[kind] if count == 1 else _MANY.get(kind, NAMES[kind] + 's')}"


def asset_fields(asset: Asset) -> Fields:
    """A file as a map of plain values."""
    return {name: getattr(asset, name) for name in KINDS["asset"]}


def _terms_of(page: Page) -> list[tuple[Taxonomy, str]]:
    return [*(("tags", tag) for tag in page.tags), *(("categories", name) for name in page.categories)]


def _unused(wanted: str, taxonomy: Taxonomy, taken: set[tuple[Taxonomy, str]]) -> str:
    """`wanted`, with a number where another term of the taxonomy has it."""
    slug, number = wanted, 2
    while (taxonomy, slug) in taken:
        slug, number = f"{wanted}-{number}", number + 1
    taken.add((taxonomy, slug))
    return slug
