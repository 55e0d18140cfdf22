"""The exporter for WordPress: records become items, and the items a file that the importer takes whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from migrate.errors import OptionError
from migrate.exporters.wxr import items, metas
from migrate.exporters.wxr.asked import Asked, asked
from migrate.exporters.wxr.contents import Contents, Missing, Stored
from migrate.exporters.wxr.folder import Folder
from migrate.exporters.wxr.kses import removed
from migrate.exporters.wxr.menus import Menus
from migrate.exporters.wxr.pieces import packed
from migrate.exporters.wxr.plan import MAX_TEXT, Plan, plan
from migrate.exporters.wxr.slugs import term_slug
from migrate.exporters.wxr.uploads import is_allowed
from migrate.interfaces import Ending, Job, Record, Tell
from migrate.model import OutFile, Site
from migrate.refs import Ref, parsed
from migrate.verify.manifest import content_sha256, seen_sha256, text_sha256

FIELDS = (
    "id", "post_type", "title", "status", "date", "slug", "author", "content", "excerpt", "menu_order", "thumbnail",
    "postmeta", "meta",
)  # fmt: skip
TAXONOMIES = ("category", "post_tag")


class _Run(NamedTuple):
    """What one run is made with."""

    job: Job
    asked: Asked
    plan: Plan
    contents: Contents
    menus: Menus


class WxrExporter:
    """See `interfaces.FolderExporter` and `interfaces.Prepared`."""

    name = "wxr"
    carries = frozenset(("redirect",))

    def __init__(self, run: _Run | None = None) -> None:
        self._made = run

    @property
    def _run(self) -> _Run:
        assert self._made is not None, "an exporter that was not prepared writes nothing"
        return self._made

    def prepared(self, job: Job) -> WxrExporter:
        """See `interfaces.Prepared`. All pages get their numbers, addresses and dates here."""
        wanted = asked(job.options)
        _check_fields(job)
        settled = plan(job, wanted)
        contents = Contents(job, settled)
        return WxrExporter(_Run(job, wanted, settled, contents, Menus(job, settled, contents, wanted.menu)))

    def encode(self, record: Record, tell: Tell) -> OutFile | None:
        if record.of == "page":
            return self._page(record.values, tell)
        made = {"tagging": _tagging, "term": _term, "navigation": self._entry, "asset": self._asset}.get(record.of)
        if made is not None:
            return made(record.values, tell)
        kept = self._run.contents.values(record.values, lambda ref: None)
        return packed("kept", record.of, values=kept, type=record.type)

    def _page(self, values: Mapping[str, object], tell: Tell) -> OutFile | None:
        settled = self._run.plan.items.get(str(values.get("id")))
        if settled is None:
            tell("record.reserved", f"`id` is {values.get('id')!r:.60}, which is no page; write `id: {{from: id}}`")
            return None
        content, seen, _ = self._content(values.get("content"), tell)
        shown = items.Shown(content, self._excerpt(values.get("excerpt"), tell), _order(values))
        return packed(
            "item",
            settled.id,
            items.item(self._run.job.site.url, settled, shown),
            metas.written(self._metas(values, tell)),
            content=content_sha256(content),
            text=text_sha256(content) if seen is None else seen_sha256(seen),
            **_counted(content),
        )

    def _content(self, value: object, tell: Tell) -> Stored:
        if value is not None and not isinstance(value, str):
            tell("wxr.field", f"`content` is {value!r:.60}, not text; it was left out")
        if not isinstance(value, str):
            return Stored("", "")
        stored = self._run.contents.stored(value, _missing(tell))
        if stored.dropped:
            tell("wxr.characters", f"{stored.dropped:,} of them were left out")
        return stored

    def _excerpt(self, value: object, tell: Tell) -> str:
        text = " ".join(str(value).split()) if value is not None else ""
        if len(text) > MAX_TEXT:
            tell("wxr.field", f"`excerpt` has {len(text):,} characters; it was cut at {MAX_TEXT:,}")
        return text[:MAX_TEXT]

    def _metas(self, values: Mapping[str, object], tell: Tell) -> Iterator[metas.Meta]:
        thumbnail = values.get("thumbnail")
        if isinstance(thumbnail, str) and thumbnail:
            yield self._thumbnail(thumbnail)
        for name, pairs in (("postmeta", metas.named), ("meta", None)):
            found = _gathered(values, name)
            if found is not None and not isinstance(found, Mapping):
                tell("wxr.field", f"`{name}` is {found!r:.60}, not a map of keys; it was left out")
            elif found:
                written = self._run.contents.values(found, _missing(tell))
                assert isinstance(written, dict)
                yield from metas.kept(written) if pairs is None else pairs(written, tell)

    def _thumbnail(self, address: str) -> metas.Meta:
        """The number of a file that the importer fetches; else where the image is, for whoever sets it by hand."""
        ref = parsed(address)
        upload = self._run.plan.uploads.get(ref.id) if ref is not None and ref.kind == "asset" else None
        if upload is not None and upload.number is not None:
            return "_thumbnail_id", str(upload.number)
        return f"{metas.PREFIX}thumbnail", self._run.contents.link(address)

    def _entry(self, values: Mapping[str, object], tell: Tell) -> OutFile:
        order = values.get("menu_order")
        xml, page = self._run.menus.entry(values, order if isinstance(order, int) else 0)
        return packed("menu", str(values.get("id")), xml, needs=[page] if page else [])

    def _asset(self, values: Mapping[str, object], tell: Tell) -> OutFile | None:
        id = str(values.get("id"))
        upload, url = self._run.plan.uploads.get(id), values.get("url")
        if upload is None or not isinstance(url, str):
            return None
        if not is_allowed(url):
            tell("wxr.file", f"{id}: is of a kind that its library does not take")
        if upload.number is None:
            return None
        xml = items.attachment(self._run.job.site.url, id, upload)
        return packed("attachment", id, xml + items.END, has_bytes=values.get("file") is not None)

    def files(self, site: Site, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        run = self._run
        return Folder(run.job, run.asked, run.plan, run.menus).files(records, ending)


def _counted(content: str) -> dict[str, dict[str, int]]:
    """What some authors cannot store, if there is any."""
    found = removed(content)
    return {"removed": dict(found)} if found else {}


def _gathered(values: Mapping[str, object], name: str) -> object:
    """The map in a field, with the values of fields whose names are a dot and a key longer."""
    whole, start = values.get(name), f"{name}."
    more = {field[len(start) :]: value for field, value in values.items() if field.startswith(start)}
    return {**whole, **more} if more and isinstance(whole, Mapping) else whole or more or None


def _check_fields(job: Job) -> None:
    """Raises OptionError for a field of pages that has no place in an item."""
    from migrate.exporters.options import nearest

    for type, fields in job.fields_of.items():
        if job.types.get(type) != "page":
            continue
        for name in fields:
            if name not in FIELDS and not name.startswith(("postmeta.", "meta.")):
                said = f"type `{type:.80}` has the field `{name:.80}`, which an item of WordPress has not"
                remedy = f"call it `postmeta.{name:.80}`, or: {nearest(name, FIELDS)}"
                raise OptionError(f"types.{type}", f"{said}; {remedy}")


def _tagging(values: Mapping[str, object], tell: Tell) -> OutFile | None:
    taxonomy, name = values.get("taxonomy"), " ".join(str(values.get("name") or "").split())
    slug = term_slug(str(values.get("slug") or name))
    if taxonomy not in TAXONOMIES:
        tell("wxr.field", f"`taxonomy` is {taxonomy!r:.60}; write {' or '.join(TAXONOMIES)}")
        return None
    xml = items.category(str(taxonomy), slug, name or slug)
    return packed("tagging", str(values.get("page")), xml, taxonomy=taxonomy, slug=slug)


def _term(values: Mapping[str, object], tell: Tell) -> OutFile | None:
    taxonomy, name = values.get("taxonomy"), " ".join(str(values.get("name") or "").split())
    slug, parent = term_slug(str(values.get("slug") or name)), values.get("parent")
    if taxonomy not in TAXONOMIES:
        tell("wxr.field", f"`taxonomy` is {taxonomy!r:.60}; write {' or '.join(TAXONOMIES)}")
        return None
    above = term_slug(str(parent)) if parent and taxonomy == "category" else None
    return packed("term", slug, items.term(str(taxonomy), slug, name or slug, above), parent=above)


def _order(values: Mapping[str, object]) -> int:
    order = values.get("menu_order")
    return order if isinstance(order, int) and not isinstance(order, bool) else 0


def _missing(tell: Tell) -> Missing:
    def missing(ref: Ref) -> None:
        tell("ref.unwritten", f"{ref} names nothing of the site")

    return missing
