"""Records made of pages, one by one: read, rendered, normalised, mapped and encoded. Runs in worker processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from migrate.diagnostics import Finding
from migrate.interfaces import Exporter, FolderExporter, Record, Source, Written
from migrate.mapping import Mapping as Rules
from migrate.mapping import Things, page_fields
from migrate.mapping.kinds import OF_A_PAGE
from migrate.mapping.types import Taken
from migrate.model import Body, Link, LinkStatus, OutFile, Page
from migrate.normalise import Normalised, Normaliser
from migrate.refs import parsed

Encoded = Written | OutFile


class Chunk(NamedTuple):
    """What came of some pages, in their order. `assets` are those that their links lead to.

    `makers` has for each page the type that took it (empty when none did) and those that made records of it.
    `unread` counts the pages on which a field has a value that no rule of a type reads, by type and path. `lost` counts
    links that lead to files that are not there.
    """

    records: list[Encoded]
    findings: list[Finding]
    kinds: list[str]
    links: Counter[LinkStatus]
    assets: set[str]
    makers: list[tuple[str, ...]]
    unread: Counter[tuple[str, str]]
    lost: Counter[str]


def empty_chunk() -> Chunk:
    return Chunk([], [], [], Counter(), set(), [], Counter(), Counter())


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that is needed to make records. Without a mapping and exporter, findings are all that is wanted.

    `addresses` are those that pages have on the target, by their ids, where they are not the old ones. `absent` are the
    pages of which the mapping makes no record.
    """

    source: Source
    normaliser: Normaliser
    pages: Sequence[Page]
    mapping: Rules | None = None
    exporter: Exporter | FolderExporter | None = None
    things: Things | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    def chunk(self, span: tuple[int, int]) -> Chunk:
        chunk = empty_chunk()
        for page in self.pages[slice(*span)]:
            self._page(page, chunk)
        return chunk

    def records(
        self, kind: str, things: Iterable[Mapping[str, object]], chunk: Chunk, origin: str | None = None
    ) -> None:
        """Makes the records of things of one kind; what is told of them is told at `origin`."""
        assert self.mapping is not None
        for fields in things:
            taken = self.mapping.taken(fields, kind)
            if taken.by is None and not taken.records:
                chunk.unread[f"of {kind}", ""] += 1
            self._made(taken, origin, chunk)

    def _page(self, page: Page, chunk: Chunk) -> None:
        body, findings = body_of(self.source, page)
        chunk.findings.extend(findings)
        done = self._normalised(page, body)
        chunk.findings.extend(done.findings)
        count_links(done.links, chunk)
        if self.mapping is None:
            chunk.kinds.append(page.kind)
        else:
            self._mapped(done, chunk)

    def _normalised(self, page: Page, body: Body | None) -> Normalised:
        try:
            return self.normaliser.page(page, body)
        except Exception as error:  # as for `body_of`: one of ten thousand must not stop the rest
            message = (
                f"its links and markup could not be read ({type(error).__name__}: {error}); it is as the source has it"
            )
            return Normalised(page, body, (), [Finding(code="page.failed", message=message, file=page.id)])

    def _mapped(self, done: Normalised, chunk: Chunk) -> None:
        assert self.mapping is not None
        page = done.page
        fields = page_fields(page, done.body, done.links, self.addresses.get(page.id, page.url))
        taken = self.mapping.taken(fields)
        if taken.by is None and not taken.records:
            message = f"no type of the mapping {self.mapping.name} takes a page of the kind `{page.kind}`"
            chunk.findings.append(Finding(code="mapping.no-type", message=message, file=page.id))
        if self.absent and page.id not in self.absent:
            chunk.findings.extend(self._into_nowhere(page, done.links))
        made = self._made(taken, page.id, chunk)
        if made:
            chunk.kinds.append(page.kind)
        chunk.makers.append((taken.by.name if taken.by else "", *made))
        if self.things is not None:
            for kind in OF_A_PAGE:
                if self.mapping.of(kind):
                    self.records(kind, self.things.of_page(kind, page), chunk, page.id)

    def _into_nowhere(self, page: Page, links: Iterable[Link]) -> Iterator[Finding]:
        """Links to pages that the target will not have; each page once."""
        targets = (parsed(link.target) for link in links if link.target is not None)
        ids = dict.fromkeys(ref.id for ref in targets if ref is not None and ref.kind == "page")
        for id in ids:
            if id in self.absent:
                yield Finding(code="link.left-out", message=f"links lead to {id}, which has no record", file=page.id)

    def _made(self, taken: Taken, origin: str | None, chunk: Chunk) -> list[str]:
        """Encodes the records of a thing; gives the types of those that there are in the end."""
        assert self.exporter is not None
        made: list[str] = []

        def tell(code: str, message: str) -> None:
            chunk.findings.append(Finding(code=code, message=message, file=origin))

        for mapped in taken.records:
            for note in mapped.notes:
                tell(note.code, note.message)
            for path in mapped.unread:
                chunk.unread[mapped.type.name, path] += 1
            encoded = self.exporter.encode(Record(mapped.type.of, mapped.type.name, mapped.values), tell)
            if isinstance(encoded, OutFile):
                chunk.records.append(OutFile(path=encoded.path, content=encoded.content, origin=origin))
            elif encoded is not None:
                chunk.records.append(Written(mapped.type.of, mapped.type.name, encoded))
            if encoded is not None:
                made.append(mapped.type.name)
        return made


def count_links(links: Iterable[Link], chunk: Chunk) -> None:
    """Counts links by their status, and notes the files that they lead to."""
    for link in links:
        chunk.links[link.status] += 1
        if link.target is not None and link.target.startswith("asset:") and (ref := parsed(link.target)):
            chunk.assets.add(ref.id)
        elif link.status == "broken" and _names_file(link.href):
            chunk.lost["missing_assets"] += 1


def _names_file(href: str) -> bool:
    """Whether an address looks like that of a file that is no page."""
    last = href.partition("#")[0].partition("?")[0].rpartition("/")[2]
    return "." in last.strip(".") and not last.lower().endswith((".html", ".htm", ".md"))


def body_of(source: Source, page: Page) -> tuple[Body | None, Sequence[Finding]]:
    """The page's body. Whatever breaks on one page is told with its path, and the others go on."""
    try:
        found = source.body(page)
        return found.body, found.findings
    except Exception as error:  # a page is untrusted input; one of ten thousand must not stop the rest
        message = f"could not be rendered ({type(error).__name__}: {error})"
        return None, [Finding(code="page.failed", message=message, file=page.id)]
