"""The files of an export: the document in one part or several, the manifest, what to do afterwards, redirects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

import orjson

from migrate.diagnostics import Finding
from migrate.exporters.wxr import document, items
from migrate.exporters.wxr.afterwards import Afterwards, Heeded
from migrate.exporters.wxr.asked import Asked
from migrate.exporters.wxr.beginnings import alike
from migrate.exporters.wxr.menus import TAXONOMY, Menus
from migrate.exporters.wxr.moves import resolved
from migrate.exporters.wxr.parts import Entry, Part, parts
from migrate.exporters.wxr.pieces import Piece, read
from migrate.exporters.wxr.plan import Plan, Settled
from migrate.exporters.wxr.spool import Span, Spool
from migrate.interfaces import Ending, Job
from migrate.model import Asset, OutFile
from migrate.redirects.writing import written
from migrate.verify.manifest import Item, content_sha256, manifest, text_sha256

_NOTHING = content_sha256(""), text_sha256("")
STEM = "site"
THUMBNAIL = b"<wp:meta_key><![CDATA[_thumbnail_id]]>"


@dataclass(slots=True)
class _Waiting:
    """What waits until all records are there. Only where things lie in the spool is in memory."""

    terms: list[tuple[str | None, bytes]] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    menu: list[Entry] = field(default_factory=list)
    attachments: list[Entry] = field(default_factory=list)
    without_bytes: int = 0
    kept: dict[str, object] = field(default_factory=dict)
    heeded: Heeded = field(default_factory=Heeded)


class _Open:
    """The item that the terms which come are those of."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.xml: list[bytes] = []
        self.terms: defaultdict[str, list[str]] = defaultdict(list)


class Folder:
    """Takes the pieces that workers made, and gives the files."""

    def __init__(self, job: Job, asked: Asked, plan: Plan, menus: Menus) -> None:
        self._job, self._asked, self._plan, self._menus = job, asked, plan, menus
        self._spool, self._facts, self._waiting = Spool(), Spool(), _Waiting()
        self._open: _Open | None = None
        self._tell: Callable[[Finding], None] = lambda finding: None

    def files(self, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        self._tell = ending.tell
        try:
            for file in records:
                self._take(read(file))
            self._close()
            for finding in self._plan.findings:
                ending.tell(finding)
            assets = self._laid(ending.assets)
            yield from self._documents()
            yield OutFile(path="manifest.json", content=manifest(self._items(), self._addresses()))
            yield from self._redirects()
            if self._waiting.kept:
                yield OutFile(path="kept.json", content=_json(self._waiting.kept))
            yield from assets
        finally:
            self._spool.close()
            self._facts.close()

    def _take(self, piece: Piece) -> None:
        waiting, kind, id = self._waiting, piece.said("kind"), piece.said("id")
        if kind == "item":
            self._close()
            self._open = _Open(piece)
        elif kind == "tagging":
            self._take_term_of(piece)
        elif kind == "term":
            waiting.terms.append((None, piece.xml))
        elif kind == "menu":
            waiting.menu.append(Entry(f"menu:{id}", self._spool.put(piece.xml), Span(), tuple(piece.head["needs"])))  # type: ignore[arg-type]
        elif kind == "attachment":
            self._take_attachment(piece, id)
        else:
            known = waiting.kept.setdefault(id, {})
            assert isinstance(known, dict)
            known.update(piece.head["values"])  # type: ignore[call-overload]

    def _take_term_of(self, piece: Piece) -> None:
        if self._open is None or self._open.piece.said("id") != piece.said("id"):
            return
        settled = self._plan.items[piece.said("id")]
        if settled.type != "post":
            message = (
                f"the {piece.said('taxonomy')} `{piece.said('slug')}` was left out; pages of WordPress have no terms"
            )
            self._tell(Finding(code="wxr.term", message=message, file=settled.id))
            return
        self._open.xml.append(piece.xml)
        self._open.terms[piece.said("taxonomy")].append(piece.said("slug"))

    def _take_attachment(self, piece: Piece, id: str) -> None:
        upload = self._plan.uploads[id]
        self._waiting.attachments.append(Entry(f"asset:{id}", self._spool.put(piece.xml), Span()))
        if not piece.head["has_bytes"]:
            self._waiting.without_bytes += 1
            return
        settled = Settled(
            f"asset:{id}", upload.number or 0, "attachment", upload.title, "inherit", upload.time, upload.slug,
            f"/{upload.slug}/", upload.author,
        )  # fmt: skip
        self._note(settled, *_NOTHING, {})

    def _close(self) -> None:
        """Puts the item away that is open."""
        if self._open is None:
            return
        piece, id = self._open.piece, self._open.piece.said("id")
        settled = self._plan.items[id]
        if id in self._waiting.entries:
            message = "a second record was made of the page; it was left out, since one item can have its number"
            self._tell(Finding(code="wxr.field", message=message, file=id))
        else:
            self._put(settled, piece.xml + b"".join(self._open.xml), piece.metas)
            self._heed(piece)
            terms = {name: sorted(set(slugs)) for name, slugs in self._open.terms.items()}
            self._note(settled, piece.said("content"), piece.said("text"), terms)
        self._open = None

    def _heed(self, piece: Piece) -> None:
        """Counts what a person has to know before the import."""
        heeded, removed = self._waiting.heeded, piece.head.get("removed")
        heeded.thumbnails += THUMBNAIL in piece.metas
        if isinstance(removed, dict):
            heeded.removed.update(removed)
            heeded.pages += 1

    def _put(self, settled: Settled, head: bytes, metas: bytes = b"") -> None:
        needs = (settled.parent,) if settled.parent is not None else ()
        self._waiting.entries[settled.id] = Entry(settled.id, self._spool.put(head), self._spool.put(metas), needs)

    def _note(self, settled: Settled, content: str, text: str, terms: dict[str, list[str]]) -> None:
        item = Item(
            id=settled.id,
            type=settled.type,
            path=settled.address,
            parent=settled.parent,
            status=settled.status,
            date=settled.time.local,
            title=unescape(settled.title),
            content_sha256=content,
            text_sha256=text,
            terms={name: tuple(_decoded(slug) for slug in slugs) for name, slugs in terms.items()},
        )
        self._facts.put(orjson.dumps(item) + b"\n")

    def _items(self) -> Iterator[Item]:
        for line in self._facts.lines():
            yield Item(**orjson.loads(line))

    def _addresses(self) -> dict[str, str]:
        """The addresses from which the importer fetches files, by the paths that those get."""
        found = (self._plan.uploads[entry.id.removeprefix("asset:")] for entry in self._waiting.attachments)
        return {unquote(f"/{upload.slug}/"): upload.address for upload in found}

    def _documents(self) -> Iterator[OutFile]:
        for section in self._plan.sections:
            self._put(section, items.item(self._job.site.url, section).encode())
            self._note(section, *_NOTHING, {})
        waiting = self._waiting
        in_order = [waiting.entries[id] for id in self._plan.items if id in waiting.entries]
        split = list(parts([*in_order, *self._menu(), *self._attachments()], waiting.entries, self._asked.split))
        split = split or [[]]
        names = [_name(number, len(split)) for number in range(1, len(split) + 1)]
        head = self._head()
        for name, part in zip(names, split, strict=True):
            yield OutFile(path=name, content=self._document(head, part))
        yield Afterwards(self._job, self._asked, self._plan, self._menus).file(
            names, bool(waiting.menu), waiting.heeded
        )

    def _menu(self) -> Iterator[Entry]:
        """The menu as one, since the importer finds the entry above another in the same file alone."""
        if self._waiting.menu:
            content = b"".join(self._spool.get(entry.head) for entry in self._waiting.menu)
            needs = dict.fromkeys(id for entry in self._waiting.menu for id in entry.needs)
            yield Entry("menu:", self._spool.put(content), Span(), tuple(needs))

    def _attachments(self) -> Iterator[Entry]:
        """The files, in several documents those as one that the importer has to fetch in one run."""
        found = {entry.id.removeprefix("asset:"): entry for entry in self._waiting.attachments}
        if not self._asked.split:
            yield from self._waiting.attachments
            return
        for group in alike({id: self._plan.uploads[id].address for id in found}):
            content = b"".join(self._spool.get(found[id].head) for id in group)
            yield Entry(found[group[0]].id, self._spool.put(content), Span())

    def _head(self) -> bytes:
        authors = [items.author(login, name) for name, login in self._plan.logins.items()]
        terms = [xml.decode() for _, xml in self._waiting.terms]
        if self._waiting.menu:
            terms.append(items.term(TAXONOMY, self._menus.slug, self._menus.name, None))
        return document.head(self._job.site, [*authors, *terms]).encode()

    def _document(self, head: bytes, part: Part) -> Iterator[bytes]:
        yield head
        for entry, is_repeated in part:
            content = self._spool.get(entry.head)
            is_whole = content.endswith(items.END.encode())
            yield content
            if not is_repeated:
                yield self._spool.get(entry.metas)
            if not is_whole:
                yield items.END.encode()
        yield document.END.encode()

    def _redirects(self) -> Iterator[OutFile]:
        found = resolved(self._job, self._asked, self._plan)
        for finding in found.findings:
            self._tell(finding)
        for name in self._asked.formats:
            made = written(name, found.rules)
            for finding in made.findings:
                self._tell(finding)
            yield OutFile(path=f"redirects/{made.file}", content=made.content)

    def _laid(self, assets: Iterable[Asset]) -> list[OutFile]:
        """The files that lie beside the document, and what is told of those that do not."""
        found: list[OutFile] = []
        left = 0
        for asset in assets:
            upload = self._plan.uploads.get(asset.id)
            if upload is None or asset.url is None:
                continue
            is_wanted = asset.used or self._job.laid == "all"
            if upload.path is not None and asset.file is not None and asset.sha256 is not None and is_wanted:
                found.append(OutFile(path=upload.path, content=asset))
            left += upload.number is None and upload.path is None and not self._asked.asset_base
        if left:
            message = f"{left:,} files stay where they are; name the site that has them with `asset_base`"
            self._tell(Finding(code="wxr.files", message=message))
        if self._waiting.without_bytes:
            message = f"{self._waiting.without_bytes:,} files are not here, and so they are not in the manifest"
            self._tell(Finding(code="wxr.files", message=message))
        return found


def _name(number: int, count: int) -> str:
    if count == 1:
        return f"{STEM}.wxr.xml"
    return f"{STEM}-{number:0{len(str(count))}}.wxr.xml"


def _json(values: object) -> bytes:
    return orjson.dumps(values, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS) + b"\n"


def _decoded(slug: str) -> str:
    return unquote(slug)
