"""The files of an export: the items with their bytes, what is said of the site as a whole, and our own beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import orjson

from migrate.diagnostics import Finding
from migrate.exporters.plone import blobs, sitewide
from migrate.exporters.plone.afterwards import Afterwards
from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.expected import Expected
from migrate.exporters.plone.facts import Facts
from migrate.exporters.plone.items import Items
from migrate.exporters.plone.moves import redirects, resolved
from migrate.exporters.plone.pieces import Piece, as_json, packed, read
from migrate.exporters.plone.plan import Plan, Settled, listed
from migrate.exporters.plone.related import PREVIEW, Bond
from migrate.exporters.plone.uids import renamed
from migrate.interfaces import Ending, Job
from migrate.model import Asset, OutFile
from migrate.redirects.writing import written

ROOT = "import"


@dataclass(slots=True)
class _Waiting:
    """What waits until all records are there."""

    pictured: dict[str, list[tuple[Piece, str]]] = field(default_factory=dict)
    files: dict[str, Piece] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    relations: list[dict[str, str]] = field(default_factory=list)
    blobs: list[OutFile] = field(default_factory=list)


class Folder:
    """Takes the pieces that workers made, and gives the files."""

    def __init__(self, job: Job, asked: Asked, plan: Plan, items: Items) -> None:
        self._job, self._asked, self._plan, self._items = job, asked, plan, items
        self._waiting, self._expected = _Waiting(), Expected(asked)
        self._tell: Callable[[Finding], None] = lambda finding: None

    def files(self, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        self._tell = ending.tell
        try:
            for finding in self._plan.findings:
                ending.tell(finding)
            for file in records:
                yield from self._taken(file)
            yield from self._with_bytes(ending.assets)
            yield from self._containers()
            yield from self._whole_site()
            yield from self._beside()
            yield from self._waiting.blobs
        finally:
            self._expected.close()

    # --- items ---

    def _taken(self, file: OutFile) -> Iterator[OutFile]:
        record = read(file)
        if record.kept:
            self._keep(record.kind, record.id, record.kept)
        if record.kind == "absent":
            self._waiting.absent.append(record.id)
        elif record.kind == "asset":
            self._waiting.files[record.id] = record.pieces[0]
        elif record.kind == "page" and record.pieces and self._expected.has(record.pieces[0].facts.uid):
            message = "a second record was made of the page; it was left out, since one item can have its UID"
            self._tell(Finding(code="plone.field", message=message, file=record.id))
        else:
            for piece in record.pieces:
                yield from self._page(piece, record.id)

    def _keep(self, kind: str, id: str, values: object) -> None:
        if kind != "absent":
            place = id if kind == "kept" else "pages"
            known = self._waiting.kept.setdefault(place, {})
            assert isinstance(known, dict)
            known.update(values if kind == "kept" else {id: values})  # type: ignore[call-overload]

    def _page(self, piece: Piece, id: str) -> Iterator[OutFile]:
        facts = piece.facts
        self._expected.note(facts)
        self._relate(piece, facts)
        if facts.id.endswith("#body"):
            self._expected.default(facts)
        if piece.image is not None:
            self._waiting.pictured.setdefault(piece.image, []).append((piece, id))
        else:
            yield _item(facts.uid, piece.data)

    def _relate(self, piece: Piece, facts: Facts) -> None:
        pairs = list(piece.related)
        pairs += [Bond(PREVIEW, piece.preview)] if piece.preview is not None else []
        self._waiting.relations += [
            {"from_attribute": name, "from_uuid": facts.uid, "to_uuid": uid} for name, uid in pairs
        ]

    def _with_bytes(self, assets: Iterable[Asset]) -> Iterator[OutFile]:
        """Items that have bytes, when these are known; what is to have some that are not here is told."""
        waiting, left = self._waiting, list[str]()
        for asset in assets:
            piece = waiting.files.pop(asset.id, None)
            if piece is not None and self._is_wanted(asset):
                yield self._file(asset, piece)
            for pictured, id in waiting.pictured.pop(asset.id, ()):
                yield self._picture(asset, pictured, id)
        for image, ones in waiting.pictured.items():
            for pictured, _ in ones:
                left.append(image)
                yield _item(pictured.facts.uid, pictured.data)
        absent = sorted({*waiting.absent, *left})
        if absent:
            self._tell(Finding(code="plone.bytes", message=f"{len(absent):,} files: {listed(absent)}"))

    def _is_wanted(self, asset: Asset) -> bool:
        return asset.used or self._job.laid != "used"

    def _file(self, asset: Asset, piece: Piece) -> OutFile:
        """The item of a file; one that turns out to have no bytes is there all the same, since links lead to it."""
        type = blobs.type_of(asset)
        facts = piece.facts._replace(type=type)
        self._expected.note(facts)
        if blobs.has_bytes(asset):
            data = self._with_blob(asset, facts.uid, type.lower(), piece.data)
        else:
            data = orjson.loads(piece.data)
            self._tell(Finding(code="plone.empty", message="its item has no bytes", file=asset.id))
        return _item(facts.uid, as_json({**data, "@type": type}))

    def _picture(self, asset: Asset, piece: Piece, id: str) -> OutFile:
        if blobs.has_bytes(asset) and blobs.type_of(asset) == "Image":
            return _item(piece.facts.uid, as_json(self._with_blob(asset, piece.facts.uid, "image", piece.data)))
        message = f"{asset.id} is no image with bytes; the item has none"
        self._tell(Finding(code="plone.image", message=message, file=id))
        return _item(piece.facts.uid, piece.data)

    def _with_blob(self, asset: Asset, uid: str, field: str, data: bytes) -> dict[str, object]:
        found = blobs.blob(asset, uid, field, blobs.filename(asset))
        self._waiting.blobs.append(found.file)
        loaded = orjson.loads(data)
        assert isinstance(loaded, dict)
        return {**loaded, field: found.said}

    def _containers(self) -> Iterator[OutFile]:
        """Containers that were made for something that is there."""
        needed = self._expected.parents(self._plan)
        for settled in self._plan.made:
            if settled.uid in needed:
                yield from self._container(settled)

    def _container(self, settled: Settled) -> Iterator[OutFile]:
        for piece in read(packed("page", settled.id, [self._items.of_container(settled)])).pieces:
            self._expected.note(piece.facts)
            yield _item(settled.uid, piece.data)

    # --- the whole ---

    def _whole_site(self) -> Iterator[OutFile]:
        uids = self._expected.uids
        for name, value in sitewide.files(self._job.site, self._waiting.relations, uids, self._tell):
            if name == "translations" and isinstance(value, list) and len(self._asked.languages) == 1:
                message = f"{len(value):,} groups of translations; a site with one language has none"
                self._tell(Finding(code="plone.one-language", message=message))
                self._waiting.kept[name] = value
                continue
            yield _json(f"{ROOT}/{name}.json", self._as_found(value))
        yield from self._redirects()
        metadata = self._expected.metadata(self._job.site, self._plan, [file.path for file in self._waiting.blobs])
        yield _json(f"{ROOT}/content/__metadata__.json", self._as_found(metadata))

    def _as_found(self, value: object) -> object:
        """The value with the UIDs that Plone finds things by."""
        shown = self._plan.shown
        return renamed(value, lambda text: shown.get(text, text)) if shown else value

    def _redirects(self) -> Iterator[OutFile]:
        """Those that Plone keeps, and files for servers, which can keep the others."""
        found = resolved(self._job, self._asked, self._plan, self._expected.paths)
        for finding in found.findings:
            self._tell(finding)
        yield _json(f"{ROOT}/redirects.json", redirects(found.rules, self._asked, self._tell))
        for name in self._asked.formats:
            made = written(name, found.rules)
            for finding in made.findings:
                self._tell(finding)
            yield OutFile(path=f"redirects/{made.file}", content=made.content)

    def _beside(self) -> Iterator[OutFile]:
        yield OutFile(path="manifest.json", content=self._expected.manifest(self._job.site, self._plan))
        yield Afterwards(self._job, self._asked).file()
        if self._waiting.kept:
            yield _json("kept.json", self._waiting.kept)


def _item(uid: str, data: bytes) -> OutFile:
    return OutFile(path=f"{blobs.CONTENT}/{uid}/data.json", content=data)


def _json(path: str, value: object) -> OutFile:
    return OutFile(path=path, content=as_json(value) + b"\n")
