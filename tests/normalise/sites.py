"""Small sites, made by hand: pages and files by their addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from migrate.model import Body, Location, Page, Redirect, Site
from migrate.normalise import NormaliseOptions, Normaliser


def page(id_: str, url: str | None, **fields: object) -> Page:
    """A page with nothing but an id and an address."""
    given: dict[str, object] = {"kind": "page", "title": "", **fields}
    return Page(id=id_, url=url, source=Location(file=id_, line=1), **given)  # type: ignore[arg-type]


def site(pages: Sequence[Page], **fields: object) -> Site:
    """A site of those pages at https://www.lamps.example."""
    given: dict[str, object] = {
        "title": None, "url": "https://www.lamps.example", "description": None, "language": None, "timezone": "UTC",
        "hosts": ("www.lamps.example",), "staging_hosts": ("lamps-staging.example",), **fields,
    }  # fmt: skip
    return Site(pages=pages, **given)  # type: ignore[arg-type]


def redirect(old: str, new: str, status: int = 301) -> Redirect:
    return Redirect(old=old, new=new, status=status, source=Location(file="_redirects"))


def body(html: str) -> Body:
    return Body(html=html, text=html, format="html")


def normaliser(
    of: Site,
    files: Sequence[tuple[str, str | None]] = (),
    *,
    bodies: Mapping[str, str] | None = None,
    line: Callable[..., int | None] = lambda file, text, body=False: None,
    **options: object,
) -> Normaliser:
    """The normaliser of a site whose bodies are `bodies`, by page ids; a page without one has an empty body."""
    wanted = NormaliseOptions(**options)  # type: ignore[arg-type]
    return Normaliser.of(of, files, wanted, html=lambda one: (bodies or {}).get(one.id, ""), line=line)
