"""What a redirect says when all is settled: one old address, or a pattern for many, and where it leads in one hop."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from migrate.model import Location
from migrate.redirects.address import encoded

SPLAT = "splat"
_NAMES_A_FILE = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_INDEX = "/index.html"


class Place(NamedTuple):
    """Stands in a pattern for what an address has there: one segment, or all that follows if it is called `splat`."""

    name: str


Piece = str | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A redirect that the new site needs.

    `path` is the old address, decoded; of a pattern, as people write it (`/news/*`), with its `segments` beside it.
    `query` is what must follow the `?`, decoded. `target` is percent-encoded and one piece, unless it takes over what
    stood in places of the pattern. `hides` says that the pattern fits addresses of the new site, and `cased` that
    an address of the new site, or a rule that leads elsewhere, differs only in upper and lower case.
    """

    path: str
    target: tuple[Piece, ...]
    status: int = 301
    query: tuple[tuple[str, Piece], ...] = ()
    segments: tuple[Piece, ...] | None = None
    hides: bool = False
    cased: bool = False
    source: Location | None = None

    @property
    def new(self) -> str:
        """The new address; of one that has places, as people write it (`/news/:splat`)."""
        return "".join(piece if isinstance(piece, str) else f":{piece.name}" for piece in self.target)

    @property
    def is_plain(self) -> bool:
        """Whether it is for one address, whatever the query."""
        return self.segments is None and not self.query

    @property
    def has_places(self) -> bool:
        """Whether it is for more than one address: a pattern, or a query with a value left open."""
        return self.segments is not None or any(isinstance(value, Place) for _, value in self.query)

    @property
    def forms(self) -> tuple[str, ...]:
        """The paths that the old site answered alike: `/a/` and `/a`, but `/a.pdf` alone. That as written is first."""
        if self.path == "/":
            return ("/",)
        if self.path.endswith(_INDEX):
            stem = self.path.removesuffix(_INDEX)
            return (self.path, f"{stem}/", stem) if stem else (self.path, "/")
        if self.path.endswith("/"):
            return (self.path, self.path[:-1])
        return (self.path,) if _NAMES_A_FILE.search(self.path) else (self.path, f"{self.path}/")

    @property
    def written_query(self) -> str:
        """The query as it stands in an address, with its `?`; empty where any will do."""
        pairs = [f"{_in_query(name)}={_in_query(value)}" for name, value in self.query if isinstance(value, str)]
        return f"?{'&'.join(pairs)}" if pairs else ""

    def __str__(self) -> str:
        return self.path + self.written_query


def _in_query(text: str) -> str:
    return encoded(text).replace("&", "%26").replace("=", "%3D").replace("+", "%2B").replace(";", "%3B")
