"""What is there, from a file: a dump that was made beside the target, for machines that cannot be reached."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migrate.errors import OutputError
from migrate.verify import shapes
from migrate.verify.fetched import Fetched, fetched
from migrate.verify.found import Found, Target, source_id
from migrate.verify.manifest import MAX_BYTES, NO_FILES, content_sha256, slashed, terms_of, text_sha256
from migrate.verify.shapes import Row, ShapeError


def read(path: Path, files: Mapping[str, str] = NO_FILES) -> Target:
    """The things that a dump lists. Raises OutputError for what cannot be read or is no dump.

    Contents are taken with the addresses in `files` that they had before the import, by path.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise OutputError(f"{path}: has more than {MAX_BYTES:,} bytes; leave the contents out, give their digests")
        return checked(shapes.as_row(shapes.parsed(path.read_bytes()), "it"), str(path), files)
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); name a dump") from error
    except ShapeError as error:
        raise OutputError(f"{path}: is no dump: {error}; make it as docs/cli.md says") from error


def checked(document: Row, name: str, files: Mapping[str, str] = NO_FILES) -> Target:
    """The target that a dump describes; it has the shape of a manifest. Raises ShapeError.

    `guid` is added where the target has one, `url` where a file is served. In place of the digests an item may have
    `content`, and `id` and `parent` may be the target's own. `default_terms` gives the slug by taxonomy of terms that
    the target adds by itself.
    """
    defaults = shapes.as_row(document.get("default_terms", {}), "default_terms")
    rows = list(shapes.rows(document.get("items"), "items"))
    served = [_found(row, place, Fetched()) for place, row in rows if row.get("url") is not None] if files else []
    before = fetched(files, served)
    return Target(
        name=name,
        found=tuple(_found(row, place, before) for place, row in rows),
        default_terms={taxonomy: shapes.text(defaults, taxonomy, "default_terms") for taxonomy in defaults},
    )


def _found(row: Row, place: str, before: Fetched) -> Found:
    key, path = shapes.text(row, "id", place), shapes.text_or_none(row, "path", place)
    content = shapes.text_or_none(row, "content", place)
    content = None if content is None else before.undone(content)
    return Found(
        key=key,
        type=shapes.text(row, "type", place),
        paths=() if path is None else (slashed(path),),
        parent=shapes.text_or_none(row, "parent", place),
        status=shapes.text(row, "status", place),
        date=shapes.text(row, "date", place),
        title=shapes.text(row, "title", place),
        terms=terms_of(row, place),
        content_sha256=_digest(row, "content_sha256", place) if content is None else content_sha256(content),
        text_sha256=_digest(row, "text_sha256", place) if content is None else text_sha256(content),
        source=source_id(shapes.text_or_none(row, "guid", place) or "") or key,
        address=shapes.text_or_none(row, "url", place),
    )


def _digest(row: Row, key: str, place: str) -> str | None:
    digest = shapes.text_or_none(row, key, place)
    return None if digest is None else digest.lower()
