"""A site of which some pages are made again while its index stays as it is known from before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, cast

from migrate.diagnostics import Finding
from migrate.interfaces import Bodies, Rendered
from migrate.model import Page, Site
from migrate.normalise.addresses import Addresses, Resolution
from migrate.normalise.anchors import Anchors
from migrate.state import MadeRow, PageRow
from migrate.sync import prints
from migrate.sync.facts import Book
from migrate.sync.watch import Answer, Question


class Again(NamedTuple):
    """A page that is to be made again, and what was made of it before."""

    page: Page
    row: PageRow
    made: MadeRow

    @property
    def file(self) -> str:
        """Where it lies, which may be another place than its id says."""
        return self.page.source.file

    def home(self, finding: Finding) -> Finding:
        """A finding of the page at the file that it lies in."""
        if finding.file != self.page.id or self.page.id == self.row.source:
            return finding
        return replace(finding, file=self.file)


class Part:
    """See `interfaces.Source`: as much of it as is asked for when bodies are made."""

    def __init__(self, bodies: Bodies, pages: Iterable[Again]) -> None:
        self._bodies = bodies
        self._files = {one.page.id: one.file for one in pages if one.page.id != one.row.source}

    def body(self, page: Page) -> Rendered:
        return self._bodies.body(page)

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        return self._bodies.line(self._files.get(file, file), text, body=body)


class RememberedBook:
    """Where links lead, by the answers of before; only another question has the whole book opened.

    `touched` are the pages that are made again: whether they still have an anchor is asked anew. `page` finds a page by
    its id, `html` its body.
    """

    def __init__(
        self,
        asked: Iterable[MadeRow],
        touched: frozenset[str],
        site: Site,
        book: Book,
        hosts: Iterable[str],
        anchors: Anchors,
    ) -> None:
        self._site, self._book, self._hosts, self._anchors = site, book, tuple(hosts), anchors
        self._known: dict[Question, Answer] = {}
        for row in asked:
            for question, answer in prints.loaded(row.asked):
                if not _is_of(touched, question, answer):
                    self._known[tuple(question)] = answer

    @cached_property
    def _whole(self) -> Addresses:
        return Addresses(self._site, self._book.files(), hosts=self._hosts, anchors=self._anchors)

    @cached_property
    def _bare(self) -> Addresses:
        """For what is not asked of any place: anchors of the page itself."""
        nowhere = replace(self._site, pages=(), redirects=())
        return Addresses(nowhere, (), hosts=self._hosts, anchors=self._anchors)

    def resolve(self, href: str, base: str | None, *, themed: bool = False, page: str | None = None) -> Resolution:
        answer = self._known.get(("resolve", href, base, themed, page))
        if answer is not None:
            return Resolution(*cast("tuple[str, ...]", answer))  # type: ignore[arg-type]  # as `WatchedBook` noted it
        book = self._bare if href.strip().startswith("#") else self._whole
        return book.resolve(href, base, themed=themed, page=page)

    def looks_like_ref(self, href: str) -> bool:
        return self._bare.looks_like_ref(href)

    def likeliest(self, href: str, *, not_: str | None = None) -> str | None:
        answer = self._known.get(("likeliest", href, not_))
        return self._whole.likeliest(href, not_=not_) if answer is None else cast("str | None", answer[0])


def _is_of(touched: frozenset[str], question: list[object], answer: Answer) -> bool:
    """Whether an answer says something of an anchor of a page that is made again."""
    if question[0] != "resolve":
        return False
    ref = Resolution(*answer).ref  # type: ignore[arg-type]  # as `WatchedBook` noted it
    return ref is not None and bool(ref.fragment) and ref.kind == "page" and ref.id in touched


def anchors_of(pages: Callable[[str], Page], source: Part) -> Anchors:
    """The anchors of any page."""

    def html(page: Page) -> str | None:
        body = source.body(page).body
        return None if body is None else body.html

    return Anchors(pages, html)


def findings_of(told: str) -> list[Finding]:
    """The findings of a page as they were told before."""
    return [prints.finding_of(row) for row in prints.loaded(told)["findings"]]
