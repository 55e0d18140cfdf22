"""What is there, from a file: a dump that was made beside the site, for those that cannot be reached."""

from __future__ import annotations

from pathlib import Path

from migrate.errors import OutputError
from migrate.ploneuids import ROOT, ROOT_TYPE, true_uid
from migrate.verify import shapes
from migrate.verify.manifest import MAX_BYTES
from migrate.verify.plone.comparison import Target
from migrate.verify.plone.items import Found, minute, text
from migrate.verify.shapes import Row, ShapeError


def read(path: Path) -> Target:
    """The things that a dump lists. Raises OutputError for what cannot be read or is no dump."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise OutputError(f"{path}: has more than {MAX_BYTES:,} bytes; verify the live site")
        return checked(shapes.as_row(shapes.parsed(path.read_bytes()), "it"), str(path))
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror}); name a dump") from error
    except ShapeError as error:
        raise OutputError(f"{path}: is no dump of a Plone: {error}; make it as docs/cli.md says") from error


def checked(document: Row, name: str) -> Target:
    """The target that a dump describes; it may stand in `dump` of another object. Raises ShapeError."""
    inner = document if "items" in document else shapes.as_row(document.get("dump"), "dump")
    return Target(name, tuple(_found(row, place) for place, row in shapes.rows(inner.get("items"), "items")))


def _found(row: Row, place: str) -> Found:
    type_ = shapes.text(row, "portal_type", place)
    return Found(
        key=ROOT if type_ == ROOT_TYPE else true_uid(shapes.text(row, "UID", place)),
        type=type_,
        path=shapes.text(row, "path", place),
        title=shapes.text_or_none(row, "title", place) or "",
        description=shapes.text_or_none(row, "description", place) or "",
        status=shapes.text_or_none(row, "review_state", place) or "",
        effective=minute(row, "effective", place),
        language=shapes.text_or_none(row, "language", place) or "",
        order=0 if row.get("position") is None else shapes.number(row, "position", place),
        text_sha256=text(shapes.as_row(row.get("fields", {}), f"{place}.fields")),
        default_page=shapes.text_or_none(row, "default_page", place) or "",
    )
