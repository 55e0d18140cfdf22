"""What a run that reads the whole index leaves for those that do not: the site without its pages, and sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from migrate.model import Location, Page, Redirect, Site, Term
from migrate.pipeline import Summary
from migrate.pipeline.work import Work
from migrate.sync import prints

_OF_SITE = ("language", "timezone", "url", "baseurl", "hosts", "staging_hosts")
_NOWHERE = Location(file="")


class Known(NamedTuple):
    """A page as far as others ask for it: where it is, and whether the public sees it."""

    id: str
    url: str | None
    published: bool
    draft: bool
    duplicate_of: str | None
    target: str | None


T = TypeVar("T")


class Late(Sequence[T]):
    """Things that are found out when somebody goes over them."""

    def __init__(self, find: Callable[[], Sequence[T]]) -> None:
        self._find = find

    def __len__(self) -> int:
        return len(self._find())

    def __iter__(self) -> Iterator[T]:
        return iter(self._find())

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # one or several, as sequences do
        return self._find()[at]


class Book:
    """All addresses of a site, read when the first is asked for."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @cached_property
    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = prints.loaded(self._raw.decode())
        return said

    @cached_property
    def pages(self) -> Sequence[Page]:
        return [Known(*row) for row in self._said["pages"]]  # type: ignore[misc]  # all of a page that is asked for

    def files(self) -> Iterable[tuple[str, str | None]]:
        return [(id, url) for id, url in self._said["files"]]

    @cached_property
    def redirects(self) -> list[Redirect]:
        return [
            Redirect(old=old, new=new, status=status, source=_NOWHERE) for old, new, status in self._said["redirects"]
        ]


def book_of(work: Work) -> bytes:
    """All addresses of a site as a state keeps them."""
    site = work.source.site
    pages = [(page.id, page.url, page.published, page.draft, page.duplicate_of, page.target) for page in site.pages]
    redirects = [(one.old, one.new, one.status) for one in site.redirects]
    return prints.as_json({"pages": pages, "files": list(work.source.files()), "redirects": redirects}).encode()


@dataclass(slots=True, kw_only=True)
class Facts:
    """`outer` is a digest of what the job depends on beside the files, `folders` one of the folders of the source.

    `gist` is that of the source; `used` counts the pages that lead to each asset. The rest is as in `Site`, `Work` and
    `Summary`.
    """

    outer: str
    folders: str
    site: dict[str, Any]
    terms: list[dict[str, Any]]
    gist: str
    addresses: dict[str, str]
    absent: list[str]
    pages: int
    kinds: dict[str, int]
    links: dict[str, int]
    counts: dict[str, int]
    used: dict[str, int]
    findings: list[prints.FindingRow] = field(default_factory=list)

    def encoded(self) -> bytes:
        return prints.as_json({name: getattr(self, name) for name in self.__slots__}).encode()

    def site_of(self, book: Book) -> Site:
        """The site, its pages and redirects read from the book when somebody asks for them."""
        return Site(
            title=None,
            description=None,
            language=self.site["language"],
            timezone=self.site["timezone"],
            url=self.site["url"],
            baseurl=self.site["baseurl"],
            pages=Late(lambda: book.pages),
            redirects=Late(lambda: book.redirects),
            terms=[Term(**said) for said in self.terms],
            hosts=tuple(self.site["hosts"]),
            staging_hosts=tuple(self.site["staging_hosts"]),
        )


def facts_of(outer: str, folders: str, gist: str, work: Work, summary: Summary, used: Counter[str]) -> Facts:
    return Facts(
        outer=outer,
        folders=folders,
        site={name: getattr(work.source.site, name) for name in _OF_SITE},
        terms=[
            {"taxonomy": term.taxonomy, "key": term.key, "name": term.name, "parent": term.parent}
            for term in work.source.site.terms
        ],
        gist=gist,
        addresses=dict(work.addresses),
        absent=sorted(work.absent),
        pages=len(work.pages),
        kinds=dict(summary.kinds),
        links={str(status): count for status, count in summary.links.items()},
        counts=summary.counts,
        used=dict(used),
        findings=[prints.finding_row(one) for one in summary.findings if one.code != "mapping.gate"],
    )


def facts_in(raw: bytes | None) -> Facts | None:
    """What `encoded` gave; None where there is nothing, or something else."""
    if not raw:
        return None
    try:
        said = prints.loaded(raw.decode())
        said["findings"] = [tuple(row) for row in said["findings"]]
        return Facts(**said)
    except (ValueError, LookupError, TypeError):
        return None
