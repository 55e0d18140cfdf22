"""The model that everything passes through: a Site, its Pages and Assets, its navigation and redirects.

Importers make it, exporters read it. All of it is frozen; a page's body is not in it but is fetched when its turn
comes (`interfaces.Source.body`), so that a site never holds all bodies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

PageKind = Literal["home", "page", "index", "post", "file", "link"]
Taxonomy = Literal["tags", "categories"]
NavKind = Literal["link", "page", "group", "collection", "resource-room", "category"]

LinkStatus = Literal[
    "ok", "slash", "case", "decoded", "html-suffix", "redirected", "broken", "anchor-missing", "outside", "untouched"
]
Fate = Literal["mapped", "kept", "discarded", "reported"]

_PATTERN = re.compile(r"\*|/:|\s\S+=")  # of an old address: a splat, a placeholder, a query that must be there

PAGE_KINDS: tuple[PageKind, ...] = ("home", "page", "index", "post", "file", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in the source: `file` relative to its root, `line` from 1 where it is known."""

    file: str
    line: int | None = None


class Leaf(NamedTuple):
    """Some leaves of the source and where they are: `leaves` of them stand at `key` of their file.

    `key` is the path of names below the file's top, as the accounting counts it. `fields` are where their values stand
    now, each by its path: the first is the one that is theirs, and the others hold the same. Without a field they are
    nowhere, for the reason `why`; without a reason, only a finding tells of them.
    """

    key: str
    fields: tuple[str, ...]
    leaves: int = 1
    why: str | None = None


Leaves = tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, post or entry of the source, in the words that all targets share.

    `id` is stable within the source: its path. `url` is the address it had, percent-decoded; None when it had none,
    because its permalink is the address of something elsewhere. `target` is where a file or link leads. `published`
    says whether the public could see it. `duplicate_of` is the page that keeps the address, where several have it.
    `sections` are blocks as the source has them, one map of one block name each. `categories` are the names of terms,
    each one above the next. `aliases` are the old addresses that lead to this page. `meta` is all that the source said
    and no other field names. `leaves` say which value of the page each leaf of its front matter became.
    """

    id: str
    kind: PageKind
    source: Location
    title: str
    url: str | None
    description: str | None = None
    layout: str | None = None
    collection: str | None = None
    position: int | None = None
    parent: str | None = None
    date: datetime | None = None
    modified: datetime | None = None
    draft: bool = False
    published: bool = True
    language: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    image: str | None = None
    target: str | None = None
    sections: Sequence[Mapping[str, object]] = ()
    duplicate_of: str | None = None
    meta: Mapping[str, object] = field(default_factory=dict)
    leaves: Leaves = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page's body: `text` as it was written in `format` (`markdown`, `html`, else the file's ending), and as HTML.

    `html` is None when the file is not rendered to HTML (a style sheet with front matter, say).
    """

    html: str | None
    text: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is not a page. `file` is None when only its name is known; then size and digest are too.

    `url` is None when the old site did not publish the file. `used` says whether a link of the site leads to it;
    `same_as` is the first asset with the same bytes; `copy` where it was copied to, relative to the output.
    `title`, `description` and `meta` are what the source said of the file, as with pages; files of a folder have none.
    `content` gives the bytes in pieces where they are no file below the source: then `file` is where they stand. It
    raises OSError or ValueError when they cannot be had.
    """

    id: str
    url: str | None
    file: str | None
    media_type: str
    size: int | None
    sha256: str | None
    used: bool = False
    same_as: str | None = None
    copy: str | None = None
    title: str | None = None
    description: str | None = None
    meta: Mapping[str, object] = field(default_factory=dict)
    content: Callable[[], Iterable[bytes]] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFile:
    """A file to be written: `path` relative to the output, with `/`; it holds bytes, pieces that come one by one, or
    the bytes of an asset.

    `origin` is the page that it was made of.
    """

    path: str
    content: bytes | Iterable[bytes] | Asset
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it was understood: `href` as it was written, and what it leads to.

    `target` is a ref (`page:ID#fragment`, `asset:ID`), an outside URL, or None where it leads nowhere. `field` says
    where the link stands: `body`, or the path of a value such as `sections[0].hero.background`.
    """

    href: str
    target: str | None
    status: LinkStatus
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NavNode:
    """An entry of the navigation. `page` is the id of the page that `url` leads to, when it is one of the site."""

    title: str
    kind: NavKind
    url: str | None
    page: str | None = None
    external: bool = False
    children: Sequence[NavNode] = ()
    meta: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A tag or category: `key` is how pages name it, `name` how readers see it, `parent` the key of the one above."""

    taxonomy: Taxonomy
    key: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address and where it leads; `status` is the HTTP status that the old site answered with."""

    old: str
    new: str
    status: int
    source: Location

    @property
    def is_plain(self) -> bool:
        """Whether the old address is one path of the site, and no pattern for many."""
        return self.old.startswith("/") and _PATTERN.search(self.old) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many leaves of one key of one source met which fate; `why` says it for those that were discarded.

    `source` is `front matter`, or the path of a configuration or data file. `key` is the path of names below it, with
    `[]` for a list. A leaf is a scalar, or an empty list or map.
    """

    source: str
    key: str
    fate: Fate
    leaves: int
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """What became of every leaf of the source. `leaves` was counted when the source was read, before any was taken."""

    leaves: int
    tallies: Sequence[Tally]

    def of(self, fate: Fate) -> int:
        return sum(tally.leaves for tally in self.tallies if tally.fate == fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The index of a site: everything but bodies and the bytes of assets. `pages` are in the order of their ids.

    `hosts` are the names that the site answered to, `staging_hosts` those of its try-outs; `baseurl` is the folder
    below the host that it was served from. `origins` says which file a value of the whole site comes from:
    `navigation`, `footer`, `config`, and `data.NAME`. `leaves` are those of files that are no pages, each with
    its file. `secrets` is what the source said and no document may repeat, such as hashes of passwords: exporters whose
    target needs it ask for it, and nothing else shows it.
    """

    title: str | None
    url: str | None
    description: str | None
    language: str | None
    timezone: str
    pages: Sequence[Page]
    navigation: Sequence[NavNode] = ()
    footer: Mapping[str, object] | None = None
    terms: Sequence[Term] = ()
    redirects: Sequence[Redirect] = ()
    accounting: Accounting | None = None
    leaves: Sequence[tuple[str, Leaf]] = ()
    hosts: tuple[str, ...] = ()
    staging_hosts: tuple[str, ...] = ()
    baseurl: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    meta: Mapping[str, object] = field(default_factory=dict)
    secrets: Mapping[str, object] = field(default_factory=dict, repr=False)
