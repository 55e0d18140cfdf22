"""What should arrive: a document that an export writes beside its own, and that is read to compare with."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from migrate.errors import SourceError
from migrate.verify import shapes
from migrate.verify.shapes import Row, ShapeError
from migrate.visibletext import visible_text

MAX_BYTES = 512 * 1024 * 1024
NO_FILES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing that the target should have once the output is imported.

    `id` is the source's, as it is. `path` is decoded, as the target serves it (`/a/b/`); None where it has no address.
    `parent` is the id of an item. `date` is in the site's own time: `Y-m-d H:i:s`. `title` is plain text, no HTML.
    `terms` are slugs by taxonomy. The digests are those that `content_sha256` and `text_sha256` of this module give.
    """

    id: str
    type: str
    path: str | None
    parent: str | None
    status: str
    date: str
    title: str
    content_sha256: str
    text_sha256: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def content_sha256(content: str) -> str:
    """The digest of content as the target stores it, in UTF-8."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def text_sha256(html: str) -> str:
    """The digest of what a reader sees of `html`: white space folded, NFC, in UTF-8."""
    return seen_sha256(visible_text(html))


def seen_sha256(text: str) -> str:
    """The same of what a reader sees, in whatever white space it stands."""
    return content_sha256(unicodedata.normalize("NFC", folded(text)))


def folded(text: str) -> str:
    """`text` with its white space made one: what `split` and `join` give, which takes twice as long."""
    text = text.replace("\n", " ").replace("\xa0", " ")
    if not text.isprintable():  # as all white space is but the blank
        return " ".join(text.split())
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")


def manifest(items: Iterable[Item], files: Mapping[str, str] = NO_FILES) -> Iterator[bytes]:
    """The document, in pieces, an item on a line; `items` are held no longer than it takes to write them.

    `files` are addresses in contents of files that the target fetches, by the path that each gets: the target writes
    the file's new address in their place.
    """
    import orjson

    between = b"\n"
    yield b'{"items": ['
    for item in items:
        yield between + orjson.dumps(item)
        between = b",\n"
    yield b"\n]"
    if files:
        yield b',\n"files": ' + orjson.dumps(files, option=orjson.OPT_INDENT_2)
    yield b"}\n"


def slashed(path: str) -> str:
    """`path` with a slash at both ends."""
    inner = path.strip("/")
    return f"/{inner}/" if inner else "/"


def read(path: Path) -> tuple[Item, ...]:
    """The items of a manifest. Raises SourceError for what cannot be read or is no manifest."""
    with faults_of(path):
        return checked(document(path))


def document(path: Path) -> Row:
    """What a manifest holds, parsed. Raises SourceError for what cannot be read, ShapeError for what is no JSON."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: has more than {MAX_BYTES:,} bytes; give the manifest of an export")
        return shapes.as_row(shapes.parsed(path.read_bytes()), "it")
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); name the manifest.json of an export") from error


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """What is wrong with the shape of a manifest stops the run, with its name."""
    try:
        yield
    except ShapeError as error:
        raise SourceError(f"{path}: is no manifest: {error}; give the manifest.json of an export") from error


def checked(document: Row) -> tuple[Item, ...]:
    """The items of a document that was parsed: ids stand once, parents are there. Raises ShapeError."""
    items: dict[str, Item] = {}
    for place, row in shapes.rows(document.get("items"), "items"):
        item = _item(row, place)
        if items.setdefault(item.id, item) is not item:
            raise ShapeError(f"{place}.id `{item.id}` stands twice")
    for item in items.values():
        if item.parent is not None and item.parent not in items:
            raise ShapeError(f"the parent `{item.parent}` of `{item.id}` is no item")
    if not items:
        raise ShapeError("it names nothing that could be looked for")
    return tuple(items.values())


def files(document: Row) -> dict[str, str]:
    """The `files` of a document that was parsed. Raises ShapeError."""
    rows = shapes.as_row(document.get("files", {}), "files")
    return {id_: shapes.text(rows, id_, "files") for id_ in rows}


def _item(row: Row, place: str) -> Item:
    path = shapes.text_or_none(row, "path", place)
    return Item(
        id=shapes.text(row, "id", place),
        type=shapes.text(row, "type", place),
        path=None if path is None else slashed(path),
        parent=shapes.text_or_none(row, "parent", place),
        status=shapes.text(row, "status", place),
        date=shapes.text(row, "date", place),
        title=shapes.text(row, "title", place),
        terms=terms_of(row, place),
        content_sha256=shapes.text(row, "content_sha256", place),
        text_sha256=shapes.text(row, "text_sha256", place),
    )


def terms_of(row: Row, place: str) -> dict[str, tuple[str, ...]]:
    """The `terms` of a row: slugs by taxonomy. Raises ShapeError."""
    terms = shapes.as_row(row.get("terms", {}), f"{place}.terms")
    return {taxonomy: shapes.texts(terms, taxonomy, f"{place}.terms") for taxonomy in terms}
