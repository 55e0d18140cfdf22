"""Some pages of a site made again, of which the index is known from before: nothing here goes over all of its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from migrate.copying import AssetPolicy
from migrate.interfaces import Exporter, FolderExporter, Job, Source
from migrate.mapping import Mapping as Rules
from migrate.mapping import Things
from migrate.mapping.kinds import OF_A_PAGE
from migrate.model import Page, Site
from migrate.normalise import Normaliser
from migrate.pipeline.journey import for_site, prepared, words
from migrate.pipeline.work import Work

Files = Callable[[], Iterable[tuple[str, str | None]]]


class UnforeseenError(Exception):
    """An exporter asked for what only the whole index can say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is known of a site: `site` and `files` may find out when they are asked; see `Work` for the rest."""

    site: Site
    files: Files
    addresses: Mapping[str, str]
    absent: frozenset[str]
    now: datetime


def work_of(
    remembered: Remembered,
    source: Source,
    normaliser: Normaliser,
    pages: Sequence[Page],
    *,
    mapping: Rules,
    exporter: Exporter | FolderExporter,
    assets: AssetPolicy,
) -> Work:
    """The work of making records of some pages. Raises MappingError, UnforeseenError."""
    mapping = for_site(mapping, remembered.site)
    job = Job(
        site=remembered.site,
        addresses=remembered.addresses,
        files=remembered.files,
        laid=assets.laid,
        planned=_unforeseen,
        held=_unforeseen,
        now=remembered.now,
        zone=mapping.context.zone,
        **words(mapping),
    )
    return Work(
        source=source,
        normaliser=normaliser,
        pages=pages,
        mapping=mapping,
        exporter=prepared(exporter, mapping, job),
        things=Things(remembered.site) if any(mapping.of(kind) for kind in OF_A_PAGE) else None,
        addresses=remembered.addresses,
        absent=remembered.absent,
    )


def _unforeseen(fields: Sequence[str]) -> NoReturn:
    raise UnforeseenError
