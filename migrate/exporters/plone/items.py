"""Items as the importer reads them: the values of a record, each as its field takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from migrate.exporters.plone import blocks, dates, facts, fields
from migrate.exporters.plone import portal_types as names
from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.facts import Facts
from migrate.exporters.plone.links import Links, Missing
from migrate.exporters.plone.order import readable
from migrate.exporters.plone.plan import PUBLIC, Plan, Settled
from migrate.exporters.plone.portal_types import Kind
from migrate.exporters.plone.related import Bond, bonds
from migrate.exporters.plone.shown import shown, unhidden
from migrate.exporters.plone.uids import is_uid
from migrate.interfaces import Job, Tell
from migrate.ploneuids import ROOT
from migrate.refs import Ref, parsed

Values = Mapping[str, object]
Data = dict[str, object]

# of a record, and not of `fields`
_OWN = (
    "id portal_type path title description text blocks subjects language effective expires created modified "
    "review_state creators contributors rights exclude_from_nav position image remoteUrl first last fields meta"
)
# what an export says besides, and no importer reads
_MADE = (
    "@id @type @components @static_behaviors UID id parent lock version is_folderish type_title items items_total "
    "next_item previous_item batching working_copy working_copy_of exportimport.conversation exportimport.versions "
    "changeNote path"
)
# of a record too, each with the name of one field behind it
DOTTED = ("fields.", "meta.")
OWN, _MADE_BY_PLONE = frozenset(_OWN.split()), frozenset(_MADE.split())
_FLAGS = ("exclude_from_nav", "allow_discussion", "table_of_contents", "nextPreviousEnabled", "whole_day", "open_end",
          "sort_reversed", "versioning_enabled")  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Made:
    """An item: what its `data.json` says, and what should be found of it.

    `image` is the file that its image field gets, `preview` the UID of its picture, `related` what it is bound to.
    `kept` is what Plone has no place for.
    """

    data: Data
    facts: Facts
    image: str | None = None
    preview: str | None = None
    related: list[Bond] = field(default_factory=list)
    kept: Data = field(default_factory=dict)


class Items:
    """Makes items of records and of what was settled."""

    def __init__(self, job: Job, asked: Asked, plan: Plan) -> None:
        self._job, self._asked, self._plan = job, asked, plan
        self.links = Links(job, asked, plan)

    def of_page(self, values: Values, settled: Settled, tell: Tell) -> Iterator[Made]:
        """The item of a page; where a folder cannot hold its body, a page in it that does."""
        kind = self._plan.types[settled.type]
        if kind.rich is not None or settled.inner is None:
            yield self._made(values, settled, kind, tell)
            return
        body = self._text(values.get("text"), settled, tell)
        has_page = settled.body not in (None, names.DOCUMENT) or body is not None
        outer = {name: value for name, value in values.items() if name not in ("text", "image", "blocks")}
        folder = self._made(outer, settled, kind, tell if not has_page else _nothing)
        yield folder
        if has_page:
            inner = settled._replace(
                id=f"{settled.id}#body",
                uid=settled.inner_uid,
                type=settled.body or names.DOCUMENT,
                path=(*settled.path, settled.inner),
                parent=settled.uid,
                inner=None,
            )
            made = self._made(values, inner, self._plan.types[inner.type], tell)
            made.data["exclude_from_nav"] = True
            yield made

    def of_container(self, settled: Settled) -> Made:
        """A container that was made for others."""
        values = {"title": settled.title, "review_state": settled.state, "first": ["title"], "last": ["listing"]}
        return self._made(values, settled, self._plan.types[settled.type], _nothing)

    def of_file(self, values: Values, settled: Settled, tell: Tell) -> Made:
        """The item of a file, but for its type and its bytes, which are known when they are there."""
        title = values.get("title") or settled.id.rpartition("/")[2].removeprefix("asset:")
        return self._made({**values, "title": title}, settled, names.A_FILE, tell)

    def _made(self, values: Values, settled: Settled, kind: Kind, tell: Tell) -> Made:
        data: Data = {"@id": settled.address, "@type": settled.type, "id": settled.path[-1] if settled.path else ""}
        if settled.uid == ROOT:
            data |= {"@id": f"/{self._asked.site}", "id": self._asked.site}
        data["UID"] = settled.uid
        data["title"] = fields.title(values.get("title"), self._fallback(settled), tell)
        data["description"] = fields.text(values.get("description"))
        data["language"], language = fields.language(values.get("language"), self._asked.languages, tell)
        state = fields.state(values.get("review_state"), self._asked.states, tell) if kind.has_workflow else None
        if state is not None:
            data["review_state"] = state
        self._described(data, values, settled, tell)
        self._dated(data, values, settled, state, tell)
        made = Made(data=data, facts=_NO_FACTS)
        self._filled(made, values, settled, kind, state, tell)
        digest = self._bodied(made, values, settled, kind, tell)
        self._pictured(made, values, settled, tell)
        if isinstance(meta := values.get("meta"), Mapping):
            made.kept |= {str(name): value for name, value in meta.items()}
        made.facts = Facts(
            id=settled.id,
            uid=settled.uid,
            type=settled.type,
            path=settled.address,
            title=str(data["title"]),
            description=str(data["description"]),
            state=state,
            effective=str(data["effective"]) if data.get("effective") else None,
            language=language,
            text_sha256=digest,
        )
        return made

    def _fallback(self, settled: Settled) -> str:
        if not settled.path:
            return self._job.site.title or "Home"
        return readable(settled.path[-1])

    def _described(self, data: Data, values: Values, settled: Settled, tell: Tell) -> None:
        for name in ("subjects", "creators", "contributors"):
            if found := fields.words(values.get(name), name, tell):
                data[name] = found
        if rights := fields.text(values.get("rights")):
            data["rights"] = rights
        hidden = fields.flag(values.get("exclude_from_nav"), "exclude_from_nav", tell)
        if hidden is None and settled.uid in self._plan.hidden:
            hidden = True
        if hidden is not None:
            data["exclude_from_nav"] = hidden

    def _dated(self, data: Data, values: Values, settled: Settled, state: str | None, tell: Tell) -> None:
        zone = self._job.zone
        for name in ("created", "modified"):
            if (found := fields.second(values.get(name), name, zone, tell)) is not None:
                data[name] = found
        effective = fields.minute(values.get("effective"), "effective", zone, tell)
        if effective is None and state == PUBLIC:
            effective = dates.to_minute(
                dates.read(data.get("modified"), zone) or dates.made_up(settled.id.removesuffix("#body"))
            )
        if effective is not None:
            data["effective"] = effective
            if state == PUBLIC and datetime.fromisoformat(effective) > self._job.now:
                tell("plone.date", f"`effective` is {effective[:10]}; until then it is in no list")
        if (expires := fields.minute(values.get("expires"), "expires", zone, tell)) is not None:
            data["expires"] = expires

    def _filled(self, made: Made, values: Values, settled: Settled, kind: Kind, state: str | None, tell: Tell) -> None:
        """The fields that only some types have."""
        given = values.get("fields")
        if given is not None and not isinstance(given, Mapping):
            tell("plone.field", f"`fields` is {given!r:.60}, not a map of fields; it was left out")
        missing = _missing(tell)
        found = dict(given) if isinstance(given, Mapping) else {}
        made.related = bonds(found, self.links.uid)
        history = fields.history(found.pop("workflow_history", None), state, tell)
        written = self.links.values(
            {str(name): value for name, value in found.items() if name not in _MADE_BY_PLONE and name not in OWN},
            missing,
        )
        assert isinstance(written, dict)
        self._checked(written, kind, settled, tell)
        for name, value in written.items():
            if not self._plan.types.has_field(settled.type, name):
                made.kept[name] = value
            elif value is not None:
                made.data[name] = value
        if history is not None and state is not None:
            made.data["workflow_history"] = history
        self._linked(made, values, kind, missing, tell)

    def _checked(self, found: Data, kind: Kind, settled: Settled, tell: Tell) -> None:
        for name in _FLAGS:
            if name in found:
                found[name] = fields.flag(found[name], name, tell)
        known = settled.type in names.CLASSIC
        found["layout"] = fields.layout(found.get("layout"), kind, known, tell)
        name = "exportimport.constrains"
        found[name] = fields.constrains(found.get(name), self._plan.types, tell)
        if "image_caption" in found:
            found["image_caption"] = fields.line(found["image_caption"], "image_caption", tell)
        fields.of_event(found, settled.type, tell)
        if settled.type == names.EVENT:
            fields.span(found, self._job.zone, dates.made_up(settled.id.removesuffix("#body")), tell)
        for empty in [name for name, value in found.items() if value is None]:
            del found[empty]

    def _linked(self, made: Made, values: Values, kind: Kind, missing: Missing, tell: Tell) -> None:
        if "remoteUrl" not in kind.fields:
            return
        target = values.get("remoteUrl")
        if not isinstance(target, str) or not target.strip():
            tell("plone.link", f"`remoteUrl` is {target!r:.60}; the link leads nowhere")
            return
        made.data["remoteUrl"] = self.links.target(fields.line(target, "remoteUrl", tell) or "", missing)

    # --- bodies ---

    def _bodied(self, made: Made, values: Values, settled: Settled, kind: Kind, tell: Tell) -> str:
        """Puts the body where the type has it; gives the digest of what a reader sees of it."""
        if kind.rich == "blocks":
            return self._blocks(made, values, settled, tell)
        body = self._text(values.get("text"), settled, tell)
        if kind.rich is None:
            if body is not None or facts.is_seen(values.get("blocks")):
                tell("plone.body", f"an item of the type {settled.type} has no text; it is in kept.json")
                made.kept["text"] = values.get("text") or values.get("blocks")
            return ""
        if body is None:
            return ""
        made.data["text"] = body
        return facts.of_html(body["data"].replace("&amp;", "&"))

    def _text(self, value: object, settled: Settled, tell: Tell) -> dict[str, str] | None:
        missing = _missing(tell)
        if isinstance(value, str):
            html = value if is_uid(settled.id) and "data-block" not in value else shown(value)
            if count := unhidden(html):
                tell("plone.hidden", f"{count:,} elements with the attribute `hidden`")
            html = self.links.html(html, missing)
            return fields.rich(html, tell) if html.strip() else None
        if isinstance(value, Mapping) and isinstance(data := value.get("data"), str):
            return fields.rich({**value, "data": self.links.html(data, missing)}, tell)
        return fields.rich(value, tell) if value is not None else None

    def _blocks(self, made: Made, values: Values, settled: Settled, tell: Tell) -> str:
        value = values.get("blocks")
        written = self.links.blocks(value, _missing(tell)) if value is not None and value != "" else _NO_BLOCKS
        document = blocks.whole(written, tell)
        given = made.data["description"]
        first = [name for name in fields.words(values.get("first"), "first", tell) if name != "description" or given]
        last = fields.words(values.get("last"), "last", tell)
        document = blocks.around(document, first, last, settled.uid, tell, values.get("fields"))
        made.data |= document
        return facts.of_blocks(document)

    def _pictured(self, made: Made, values: Values, settled: Settled, tell: Tell) -> None:
        image = values.get("image")
        ref = parsed(image) if isinstance(image, str) else None
        if ref is None or ref.kind != "asset":
            if image:
                made.kept["image"] = image
                tell("plone.image", f"{image!r:.80} is no file of the site")
            return
        if self._plan.types.has_field(settled.type, "image"):
            made.image = ref.id
        elif self._plan.types.has_field(settled.type, "preview_image_link") and (uid := self.links.uid(str(ref))):
            made.preview = uid
        else:
            made.kept["image"] = image
            tell("plone.image", f"an item of the type {settled.type} has no image; {ref.id} is in kept.json")


def gathered(values: Values) -> Values:
    """The values with each that is called `fields.NAME` or `meta.NAME` in the map of that name."""
    if not any(name.startswith(DOTTED) for name in values):
        return values
    found = {name: value for name, value in values.items() if not name.startswith(DOTTED)}
    for name in ("fields", "meta"):
        given = found.get(name)
        inner = {key[len(name) + 1 :]: value for key, value in values.items() if key.startswith(f"{name}.")}
        if inner and (given is None or isinstance(given, Mapping)):
            found[name] = {**(given or {}), **{key: value for key, value in inner.items() if value is not None}}
    return found


def _missing(tell: Tell) -> Missing:
    def missing(ref: Ref) -> None:
        tell("ref.unwritten", f"{ref} names nothing of the site")

    return missing


def _nothing(code: str, message: str) -> None: ...


_NO_FACTS = Facts("", "", "", "", "", "", None, None, "")
_NO_BLOCKS: Data = {"blocks": {}, "blocks_layout": {"items": []}}
