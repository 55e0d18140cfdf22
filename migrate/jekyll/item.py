"""One page, post or document of a Jekyll site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from migrate.jekyll.damage import Damage
from migrate.jekyll.frontmatter import EMPTY, FrontMatter


@dataclass(slots=True, kw_only=True)
class Item:
    """One page, post or document. Not frozen: its position is known only when all of its collection are read.

    `path` is Jekyll's (below the collections' folder), `file` the real one. `data` are the front matter's values
    over the defaults, with the title, tags and date that Jekyll computes; `given` are the keys of the defaults.
    `matter` is the front matter as the author wrote it. `damage` is what is damaged in the file; nothing of it is
    mended here.
    `refused` says that Jekyll could not have built the address that the permalink asks for; `bad_date` is a date
    that it could not have read.
    `sort_key` is the value that the collection's `sort_by` names.
    """

    file: str
    path: str
    kind: Literal["page", "post", "document"]
    collection: str | None
    position: int | None
    url: str | None
    data: dict[str, object]
    given: frozenset[str]
    published: bool
    draft: bool
    date: datetime | None
    refused: bool = False
    bad_date: str | None = None
    sort_key: object = None
    matter: FrontMatter = EMPTY
    damage: Damage | None = None


@lru_cache(64)
def names(given: tuple[str, ...]) -> frozenset[str]:
    """The keys of the defaults, one set for all the pages that have the same."""
    return frozenset(given)
