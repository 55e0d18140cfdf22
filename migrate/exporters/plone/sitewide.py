"""What is said of the site as a whole: people, relations, translations, comments, portlets.

Each is checked before the importer does: a key that is missing ends a whole import there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from migrate.diagnostics import Finding
from migrate.exporters.plone import dates
from migrate.exporters.plone.people import principals
from migrate.model import Site

TellFinding = Callable[[Finding], None]
Row = dict[str, object]


def files(
    site: Site, relations_made: Iterable[Mapping[str, str]], uids: Collection[str], tell: TellFinding
) -> Iterator[tuple[str, object]]:
    """The files beside `content`, by their names; one that would say nothing is not there."""
    found: tuple[tuple[str, object], ...] = (
        ("principals", principals(site, tell)),
        ("relations", relations([*_rows(site.meta.get("relations")), *relations_made], uids, tell)),
        ("translations", translations(site.meta.get("translations"), uids, tell)),
        ("discussions", discussions(site.meta.get("discussions"), uids, tell)),
        ("portlets", portlets(site.meta.get("portlets"), uids, tell)),
    )
    yield from ((name, value) for name, value in found if value)


def relations(rows: Iterable[Mapping[str, object]], uids: Collection[str], tell: TellFinding) -> list[Row]:
    """Relations between items that are there, each once, under the names that this importer knows."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        name = row.get("from_attribute", row.get("relationship"))
        ends = row.get("from_uuid"), row.get("to_uuid")
        if not isinstance(name, str) or name == "isReferencing":
            continue
        if not all(_is_there(end, uids) for end in ends):
            _left(
                tell,
                f"the relation {name:.40} from {ends[0]!s:.80} to {ends[1]!s:.80} has an end that is not in the export",
            )
            continue
        found.setdefault((name, *ends), {"from_attribute": name, "from_uuid": ends[0], "to_uuid": ends[1]})
    return list(found.values())


def translations(value: object, uids: Collection[str], tell: TellFinding) -> list[Row]:
    """Groups of items that are translations of each other; of one alone there is nothing to say."""
    found: list[Row] = []
    for row in _rows(value):
        given = row.get("translations")
        canonical = row.get("canonical")
        said = given.items() if isinstance(given, Mapping) else ()
        others = {str(code): uid for code, uid in said if _is_there(uid, uids)}
        if _is_there(canonical, uids) and any(uid != canonical for uid in others.values()):
            found.append({"canonical": canonical, "translations": others})
        else:
            _left(tell, f"the translations of {canonical!s:.80} are not in the export")
    return found


def discussions(value: object, uids: Collection[str], tell: TellFinding) -> dict[str, Row]:
    """The comments of items that are there; those of another would end the import."""
    found: dict[str, Row] = {}
    for uid, said in value.items() if isinstance(value, Mapping) else ():
        items = said.get("items") if isinstance(said, Mapping) else None
        if not isinstance(items, list) or not items:
            continue
        if uid not in uids:
            _left(tell, f"{len(items):,} comments of {uid}, which is not in the export")
            continue
        kept = [one for one in map(_comment, items) if one is not None]
        if len(kept) < len(items):
            _left(tell, f"{len(items) - len(kept):,} comments of {uid} have no number or no text")
        if kept:
            found[uid] = {"items": kept}
    return found


def _comment(value: object) -> Row | None:
    """A comment with every key that is asked for; None where it has no number."""
    if not isinstance(value, Mapping) or not _is_number(value.get("comment_id")) or value.get("text") is None:
        return None
    above = value.get("in_reply_to")
    changed = _time(value.get("modification_date"))
    made = _time(value.get("creation_date")) or changed or dates.to_second(dates.made_up(str(value["comment_id"])))
    return {
        **value,
        "comment_id": str(value["comment_id"]),
        "in_reply_to": str(above) if _is_number(above) else None,
        "author_username": value.get("author_username"),
        "author_name": value.get("author_name"),
        "creation_date": made,
        "modification_date": changed or made,
    }


def _time(value: object) -> str | None:
    from datetime import UTC

    found = dates.read(value, UTC)
    return None if found is None else dates.to_second(found)


def _is_number(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).isdecimal()


def portlets(value: object, uids: Collection[str], tell: TellFinding) -> list[Row]:
    """The portlets of items that are there."""
    found: list[Row] = []
    for row in _rows(value):
        if _is_there(row.get("UID"), uids):
            found.append(dict(row))
        else:
            _left(tell, f"portlets of {row.get('UID')!s:.80}, which is not in the export")
    return found


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list | tuple):
        yield from (row for row in value if isinstance(row, Mapping))


def _is_there(uid: object, uids: Collection[str]) -> bool:
    return isinstance(uid, str) and uid in uids


def _left(tell: TellFinding, message: str) -> None:
    tell(Finding(code="plone.left", message=message))
