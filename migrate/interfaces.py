"""What an importer and an exporter are: the shapes that plug-ins fill.

The registry finds them by name; nothing else of an importer or exporter is known to the rest of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from migrate.diagnostics import Finding
from migrate.model import Accounting, Asset, Body, Link, Location, OutFile, Page, Site

MarkdownEngine = Literal["own", "exact", "compare"]
Laid = Literal["none", "used", "all"]
Looked = Literal["own", "index", "all"]

# tells something of the record at hand: a code and what is so
Tell = Callable[[str, str], None]


class Cache(Protocol):
    """What a source keeps of its files from one run to the next. Losing it costs time, and nothing else."""

    def get(self, file: str) -> bytes | None:
        """What was put for a file, if the file is the same as it was then, and the program that put it."""

    def put(self, file: str, kept: bytes) -> None:
        """Keeps that until the file is another; instead of what was kept before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read a source. `now` stands for the present wherever one is needed; `skip` are our own outputs.

    `markdown` says which kramdown renders: our own, the real one (`exact`), or ours, telling where the real one would
    differ (`compare`). `cache` saves reading files of the index that are the same as before; bodies have no use for it.
    """

    now: datetime
    timezone: str | None = None
    drafts: bool = False
    assets_list: Path | None = None
    skip: frozenset[Path] = frozenset()
    markdown: MarkdownEngine = "own"
    cache: Cache | None = field(default=None, repr=False, compare=False)


class Rendered(NamedTuple):
    """A page's body and what was odd about it. `body` is None when the page could not be read any more.

    `looked` says what the body was made of besides its file, the page's own values in the index and what is common to
    all: nothing (`own`); what is the same as long as no front matter, no name of a file and no file that is no page
    changes (`index`); the bodies of other pages, the time, or what is not sure (`all`).
    """

    body: Body | None
    findings: Sequence[Finding]
    looked: Looked = "own"


class Source(Protocol):
    """An opened source: its index is read, its bodies are not."""

    @property
    def site(self) -> Site: ...

    @property
    def now(self) -> datetime:
        """What stood for the present when it was read."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was odd about the index."""

    def body(self, page: Page) -> Rendered:
        """The body of one page, read and rendered now. Never raises for what is wrong with the page."""

    def files(self) -> Iterable[tuple[str, str | None]]:
        """The id and address of every asset, without looking at its bytes."""

    def assets(self, *, digest: bool = True) -> Iterator[Asset]:
        """Every asset by id, its bytes digested now; without `digest` none is opened."""

    def where(self, page: Page, path: str) -> Location | None:
        """Where the value at the path of a field of a page is written; None where it was computed."""

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        """The first line of a file that says `text`, of its body if it has one there; None when none does."""


@runtime_checkable
class Traced(Protocol):
    """A source that can say what its bodies are made of: one that would come out the same is not made again.

    What they looked at besides is said with each: see `Rendered`.
    """

    def common(self) -> str:
        """What every body depends on, as a text that is the same if that is."""

    def trace(self, page: Page) -> str:
        """What the body of a page depends on besides its file and the page's own values, as such a text."""


class Bodies(Protocol):
    """The bodies of a source whose index is known from before, and is not read again."""

    @property
    def files(self) -> Sequence[str]:
        """The files that were read, relative to the source."""

    def body(self, page: Page) -> Rendered:
        """As that of `Source`."""

    def line(self, file: str, text: str, *, body: bool = False) -> int | None:
        """As that of `Source`."""

    def outline(self, page: Page) -> str | None:
        """A text that is the same as long as the index has the same of the page's file; None where it may have more."""


@runtime_checkable
class Outlined(Protocol):
    """A source that knows the outlines of its files, so that only their bodies are read where those are the same."""

    def gist(self) -> str:
        """What `Reopening.bodies` is to know of the whole index, as a text."""

    def outline(self, page: Page) -> str | None:
        """As that of `Bodies`."""


@runtime_checkable
class Reopening(Protocol):
    """An importer that can read bodies alone. Its sources are `Traced` and `Outlined`."""

    def bodies(self, root: Path, options: ReadOptions, gist: str) -> Bodies:
        """The bodies of the source in `root`. Raises SourceError when they cannot be read at all."""


class Inspection(NamedTuple):
    """What the old system itself says of each page, one row a page, and what was odd on the way."""

    rows: Iterator[Mapping[str, object]]
    findings: Sequence[Finding]


class Importer(Protocol):
    """Reads one kind of source."""

    name: str

    def recognises(self, root: Path) -> bool:
        """Whether `root` looks like a source of this kind."""

    def open(self, root: Path, options: ReadOptions) -> Source:
        """The source in `root`. Raises SourceError when it cannot be read at all."""

    def inspect(self, root: Path, options: ReadOptions, *, render: bool) -> Inspection:
        """The pages of the source in `root` as the old system has them, with `html` if asked. Raises SourceError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What an exporter needs after the records; `findings` and `accounting` are asked last, when all is known.

    `links` are those of navigation, footer, configuration and data, each with the place where it stands. `tell` takes
    what is odd about the document or the files as a whole.
    """

    links: Sequence[tuple[Location, Link]]
    assets: Iterable[Asset]
    findings: Callable[[], Sequence[Finding]]
    tell: Callable[[Finding], None] = lambda finding: None
    accounting: Callable[[], Accounting | None] = lambda: None


class Planned(NamedTuple):
    """A page that will have a record, and what the rules for some of its fields give before its body is known."""

    page: Page
    type: str
    values: Mapping[str, object]


class Held(NamedTuple):
    """A file that will have a record, as far as it is known without its bytes: no size, its media type by its name."""

    asset: Asset
    type: str
    values: Mapping[str, object]


_FAR = datetime(9999, 1, 1, tzinfo=UTC)  # no date is after it

# gives the pages that will have records, in order, with the values of the fields that are asked for
Plan = Callable[[Sequence[str]], Iterator[Planned]]
# gives the files that will have records, with the same
Holding = Callable[[Sequence[str]], Iterator[Held]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is known before the first record: the names that records have, in order, and the mapping's `options`.

    `types` are the names of the mapping's types with the kind of thing that each is of, `fields_of` those of the fields
    of each. `addresses` has the addresses of pages that are not the old ones, by their ids. `files` gives the id and
    address of every asset; `laid` says which of them are to lie in a target that is a folder. `planned` says early what
    the target must know of all pages before it takes the first, `held` the same of files, none of them where no file is
    to be opened. `now` is the present, and `zone` the site's own time.
    """

    site: Site
    fields: tuple[str, ...]
    types: Mapping[str, str]
    addresses: Mapping[str, str]
    options: Mapping[str, object]
    files: Callable[[], Iterable[tuple[str, str | None]]]
    fields_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    laid: Laid = "none"
    planned: Plan = lambda fields: iter(())
    held: Holding = lambda fields: iter(())
    now: datetime = _FAR
    zone: tzinfo = UTC


class Record(NamedTuple):
    """What a mapping made of a thing of the site: the kind of thing, the type's name, and the values by field."""

    of: str
    type: str
    values: Mapping[str, object]


class Written(NamedTuple):
    """A record in the target's form, with the kind of thing and the type that it was made by."""

    of: str
    type: str
    content: bytes


class Exporter(Protocol):
    """Writes records as one document of a target format, as a stream of bytes."""

    name: str
    suffix: str

    def encode(self, record: Record, tell: Tell) -> bytes:
        """One record in the target's form. Runs in worker processes."""

    def document(self, site: Site, records: Iterable[Written], ending: Ending) -> Iterator[bytes]:
        """The whole document, in pieces; `records` are what `encode` gave, in the order of things."""


@runtime_checkable
class FolderExporter(Protocol):
    """Writes records as files in a folder."""

    name: str

    def encode(self, record: Record, tell: Tell) -> OutFile | None:
        """The file of one record, None where it can have none. Runs in worker processes."""

    def files(self, site: Site, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        """Every file, with a path that is safe and that no other has; `records` are what `encode` gave, in order."""


@runtime_checkable
class Prepared(Protocol):
    """An exporter that has to know more than the records: it is asked for the one that does the work."""

    def prepared(self, job: Job) -> Exporter | FolderExporter:
        """The exporter for one run. Raises MappingError where the mapping asks for what it cannot do."""


@runtime_checkable
class Steady(Protocol):
    """An exporter whose `encode` gives the same for the same record, as long as what its refs name has its address.

    So a record of an earlier run can stand for one of this. An exporter that gives out numbers or places of its own on
    the way is not steady.
    """

    @property
    def places(self) -> Mapping[str, str]:
        """The addresses of files that are not the old ones, by their ids."""

    @property
    def tells(self) -> bool:
        """Whether the findings stand in the output."""


@runtime_checkable
class Carrying(Protocol):
    """An exporter that writes things of the site by itself, without a type of the mapping."""

    @property
    def carries(self) -> frozenset[str]:
        """The kinds of things, as `of` names them."""


@runtime_checkable
class Unmarked(Protocol):
    """An exporter whose documents have no room for our mark."""

    def owns(self, line: bytes, types: Sequence[tuple[str, ...]]) -> bool:
        """Whether a document whose first line is `line` was written with records of types with those fields."""
