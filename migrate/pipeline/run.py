"""What a run gathers on its way: counts, findings, which assets are used, and what became of every leaf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from migrate.accounting import verify
from migrate.diagnostics import CODES, Finding, order
from migrate.errors import MappingError
from migrate.interfaces import Source
from migrate.mapping import Mapping
from migrate.mapping.fates import Fates
from migrate.mapping.gates import failures
from migrate.mapping.kinds import PAGE, counted
from migrate.model import PAGE_KINDS, Accounting, Asset, LinkStatus, Location, NavNode, Page, PageKind, Site
from migrate.normalise import Census, SiteLinks
from migrate.pipeline.work import Chunk, count_links, empty_chunk


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did: pages of which kind, links of which status, bytes, and every finding in the order of places.

    `counts` are those that gates may be for, by their names; `gates` are those that did not hold, as they are told.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    links: Counter[LinkStatus] = field(default_factory=Counter)
    accounting: Accounting | None = None
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    gates: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def pages(self) -> int:
        return self.kinds.total()

    def by_kind(self) -> list[tuple[PageKind, int]]:
        return [(kind, self.kinds[kind]) for kind in PAGE_KINDS if self.kinds[kind]]


class Run:
    """Takes what came of the pages, chunk by chunk, and says at the end what was done.

    `pages` are those that were chosen; `carries` are the kinds of things that the exporter writes by itself.
    """

    def __init__(
        self,
        source: Source,
        site: SiteLinks,
        pages: Sequence[Page],
        mapping: Mapping | None = None,
        carries: frozenset[str] = frozenset(),
    ) -> None:
        self.site, self.summary = site, Summary(accounting=source.site.accounting)
        self._source, self._mapping, self._pages = source, mapping, pages
        self._fates = Fates(mapping, carries) if mapping is not None else None
        self._told = list(site.findings)
        self._used: set[str] = set()
        self._homes = {page.id: page.source for page in source.site.pages if page.source.file != page.id}
        self._unread: Counter[tuple[str, str]] = Counter()
        self._lost: Counter[str] = Counter()
        self.seen = self._skipped = 0
        self._skips = {type.name for type in mapping.types if type.skip is not None} if mapping is not None else set()
        if mapping is not None:
            self._told.extend(_left_out(mapping, source.site, carries))
        own = empty_chunk()
        count_links((link for _, link in site.links), own)
        self.take(own)

    def take(self, chunk: Chunk) -> None:
        self._told.extend(chunk.findings)
        self.summary.kinds.update(chunk.kinds)
        self.summary.links.update(chunk.links)
        self._used |= chunk.assets
        self._unread.update(chunk.unread)
        self._lost.update(chunk.lost)
        if self._fates is not None:
            for makers in chunk.makers:
                self._skipped += len(makers) == 1 and makers[0] in self._skips
                self._fates.page(makers, self._pages[self.seen].leaves)
                self.seen += 1

    def assets(self, assets: Iterable[Asset]) -> Iterator[Asset]:
        """Each asset with what is known of its use, when all pages are done; what is odd about them is told at last."""
        census = Census(self._used, whole=len(self._pages) == len(self._source.site.pages))
        for asset in assets:
            if asset.file is not None and asset.file != asset.id:
                self._homes[asset.id] = Location(file=asset.file)
            yield census.counted(asset)
        self._told.extend(census.findings())

    def tell(self, finding: Finding) -> None:
        self._told.append(finding)

    def findings(self) -> list[Finding]:
        return _in_order(map(self._at_home, [*self._source.findings, *self._told, *self._not_read()]))

    def _at_home(self, finding: Finding) -> Finding:
        """The finding at its place in the source: what is told of a page or file names it by its id."""
        home = self._homes.get(finding.file or "")
        return finding if home is None else replace(finding, file=home.file, line=finding.line or home.line)

    def accounting(self) -> Accounting | None:
        """What became of every leaf in the output, when all pages are done. Raises AccountingError if one is lost."""
        if self._fates is None or self._source.site.accounting is None:
            return self._source.site.accounting
        found = self._fates.accounting(self._source.site)
        assert found is not None
        return Accounting(leaves=self._source.site.accounting.leaves, tallies=found.tallies)

    def refuse_unread(self) -> None:
        """Raises MappingError where a type says `unmapped: error` and there is something; nothing is written then."""
        assert self._mapping is not None
        assert self._fates is not None
        known = {(kind, ".".join(path.split(".")[:2])) for kind, path in self._unread} | set(self._unread)
        for (kind, path), count in self._fates.reported().items():
            above = {path, path.partition(".")[0], ".".join(path.split(".")[:2])}
            if known.isdisjoint((kind, one) for one in above) and not path.startswith(IN_RECORDS):
                self._unread[kind, path] += count
        places = {kind.name: kind.place for kind in self._mapping.types if kind.unmapped == "error"}
        faults = [
            f"{places[kind]}: {self._unread_said(kind, path, count)}; write one, or `discard` it with a reason"
            for (kind, path), count in sorted(self._unread.items())
            if kind in places
        ]
        if faults:
            raise MappingError("\n".join(faults))

    def _not_read(self) -> Iterator[Finding]:
        """Fields that no rule reads, each once: how many pages have it is what a person wants to know."""
        for (kind, path), count in sorted(self._unread.items()):
            if path:
                yield Finding(code="mapping.unread", message=self._unread_said(kind, path, count))
            else:
                things = counted(count, kind.removeprefix("of "))
                message = f"{things} {'is' if count == 1 else 'are'} taken by no type"
                yield Finding(code="mapping.no-type", message=message)

    def _unread_said(self, type: str, path: str, count: int) -> str:
        assert self._mapping is not None
        kind = next((one.of for one in self._mapping.types if one.name == type), PAGE)
        return f"`{path}` has a value on {counted(count, kind)} of the type `{type}`, and no rule reads it"

    def closed(self) -> Summary:
        self.summary.accounting = self.accounting()
        if self.summary.accounting is not None:
            verify(self.summary.accounting)
        self.summary.findings = self.findings()
        if self._mapping is not None:
            self.summary.counts = self._counts()
            self.summary.gates = failures(self._mapping.gates, self._count, len(self._pages))
            gates = [Finding(code="mapping.gate", message=said) for said in self.summary.gates]
            self.summary.findings = _in_order([*self.summary.findings, *gates])
        return self.summary

    def _count(self, name: str) -> int:
        """How many there are of what a gate is for."""
        return self.summary.counts.get(name, 0)

    def _counts(self) -> dict[str, int]:
        told = Counter(finding.code for finding in self.summary.findings)
        accounting = self.summary.accounting
        counts = {
            "unmapped_fields": told["mapping.unread"],
            "reported_leaves": accounting.of("reported") if accounting else 0,
            "broken_links": self.summary.links["broken"],
            "missing_anchors": self.summary.links["anchor-missing"],
            "missing_assets": told["asset.missing"] + self._lost["missing_assets"],
            "pages_left_out": len(self._pages) - self.summary.pages - self._skipped,
        }
        grave = Counter(CODES[code].severity for code in told.elements())
        return {**told, **counts, "errors": grave["error"], "warnings": grave["warning"]}


# what a page says by being there: that it is published is no news
IN_RECORDS = ("published",)


def _left_out(mapping: Mapping, site: Site, carries: frozenset[str]) -> Iterator[Finding]:
    """The kinds of things that the site has and the output has no place for."""
    there = {
        "navigation": _entries(site.navigation),
        "footer": int(site.footer is not None),
        "redirect": len(site.redirects),
    }
    whole = {path.partition(".")[0] for type in mapping.of("site") for path in type.paths}
    if any("aliases" in type.paths for type in mapping.of(PAGE)):
        whole.add("redirects")
    for kind, count in there.items():
        if count and kind not in carries and not mapping.of(kind) and not whole & {kind, f"{kind}s"}:
            message = f"no type of the mapping {mapping.name} is of the kind `{kind}`, and the site has {count:,}"
            yield Finding(code="mapping.left-out", message=message)


def _entries(nodes: Sequence[NavNode]) -> int:
    return sum(1 + _entries(node.children) for node in nodes)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place; what two readers found at one place is told once."""
    return sorted(dict.fromkeys(findings), key=order)
