"""The exporter for Plone: records become items, and the items a folder that plone.exportimport takes whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from migrate.errors import OptionError
from migrate.exporters.plone.asked import Asked, asked
from migrate.exporters.plone.folder import Folder
from migrate.exporters.plone.items import DOTTED, OWN, Items, gathered
from migrate.exporters.plone.pieces import packed
from migrate.exporters.plone.plan import Plan, plan
from migrate.exporters.plone.uids import renamed
from migrate.interfaces import Ending, Job, Record, Tell
from migrate.model import OutFile, Site
from migrate.ploneuids import true_uid

# what a site that comes from Plone says of itself, and what gets files of its own
OF_THE_SITE = ("principals", "relations", "translations", "discussions", "portlets", "local_roles", "local_permissions",
               "default_page", "ordering")  # fmt: skip
FIELDS = tuple(sorted(OWN))


class _Run(NamedTuple):
    """What one run is made with."""

    job: Job
    asked: Asked
    plan: Plan
    items: Items


class PloneExporter:
    """See `interfaces.FolderExporter` and `interfaces.Prepared`."""

    name = "plone"
    carries = frozenset(("redirect", "navigation", "term"))

    def __init__(self, run: _Run | None = None) -> None:
        self._made = run

    @property
    def _run(self) -> _Run:
        assert self._made is not None, "an exporter that was not prepared writes nothing"
        return self._made

    def prepared(self, job: Job) -> PloneExporter:
        """See `interfaces.Prepared`. All items get their UIDs and places here."""
        wanted = asked(job.options)
        given = {name: renamed(job.site.meta[name], true_uid) for name in OF_THE_SITE if name in job.site.meta}
        job = replace(job, site=replace(job.site, meta={**job.site.meta, **given}))
        _check_fields(job)
        settled = plan(job, wanted)
        return PloneExporter(_Run(job, wanted, settled, Items(job, wanted, settled)))

    def encode(self, record: Record, tell: Tell) -> OutFile | None:
        id = str(record.values.get("id"))
        if record.of == "page":
            return self._page(id, record.values, tell)
        if record.of == "asset":
            return self._asset(id, record.values, tell)
        kept = self._run.items.links.values(record.values, lambda ref: None)
        assert isinstance(kept, dict)
        if isinstance(meta := kept.get("meta"), Mapping):
            kept["meta"] = {name: value for name, value in meta.items() if name not in OF_THE_SITE}
        return packed("kept", record.of, kept=kept)

    def _page(self, id: str, values: Mapping[str, object], tell: Tell) -> OutFile | None:
        settled = self._run.plan.items.get(id)
        if settled is not None:
            return packed("page", id, self._run.items.of_page(gathered(values), settled, tell))
        if id not in self._run.plan.uids:
            tell("record.reserved", f"`id` is {id!r:.60}, which is no page; write `id: {{from: id}}`")
            return None
        return packed("left", id, kept={name: value for name, value in values.items() if name != "id"})

    def _asset(self, id: str, values: Mapping[str, object], tell: Tell) -> OutFile | None:
        settled = self._run.plan.items.get(f"asset:{id}")
        if settled is None and f"asset:{id}" in self._run.plan.uids:
            return packed("shared", id)
        if settled is None:
            return packed("absent", id, kept={"url": values.get("url")})

        def tell_of(code: str, message: str) -> None:
            tell(code, f"{id}: {message}")

        return packed("asset", id, [self._run.items.of_file(values, settled, tell_of)])

    def files(self, site: Site, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        run = self._run
        return Folder(run.job, run.asked, run.plan, run.items).files(records, ending)


def _check_fields(job: Job) -> None:
    """Raises OptionError for a field of pages that has no place in an item."""
    from migrate.exporters.options import nearest

    for type, names in job.fields_of.items():
        if job.types.get(type) != "page":
            continue
        for name in names:
            if name not in FIELDS and not name.startswith(DOTTED):
                said = f"type `{type:.80}` has the field `{name:.80}`, which an item of Plone has not by that name"
                raise OptionError(f"types.{type}", f"{said}; put it into `fields`, or: {nearest(name, FIELDS)}")
