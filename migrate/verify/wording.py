"""The comparison in words, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.verify.comparison import Comparison, Difference, Extra, Field, Verdict
from migrate.verify.found import TRASH

FORMAT = "ssi-migrate/verify"
VERSION = 1

_REMEDIES: dict[Field, str] = {
    "uid": "links to it by its UID are broken: import it again",
    "type": "import it again as what it should be",
    "path": "put it back, or redirect the address that it should have",
    "parent": "choose its parent anew",
    "state": "publish or retract it, or leave it if that is meant",
    "status": "set the status, or leave it if that is meant",
    "date": "set the date",
    "effective": "set its publication date",
    "title": "set the title, or leave it if someone edited it",
    "description": "set the description, or leave it if someone edited it",
    "language": "set the language, and see that the site has it",
    "order": "move it there",
    "default page": "choose it in the folder's display menu",
    "terms": "choose its terms anew",
    "content": "compare the markup; what a reader sees is the same",
    "text": "compare it with the source, or leave it if someone edited it",
}


def lines(comparison: Comparison, *, all_of_them: bool) -> Iterator[str]:
    """A line for each difference and for each copy of an item, notes, the summary; all that is there if asked for."""
    for verdict in comparison.verdicts:
        if all_of_them or verdict.state != "there":
            yield from (f"{verdict.item.type} {verdict.item.id}: {said}" for said in _said(verdict))
    yield from (_of_extra(extra) for extra in comparison.extras if all_of_them or extra.copy_of is not None)
    yield from (f"note: {note}" for note in comparison.notes)
    yield summary(comparison)


def summary(comparison: Comparison) -> str:
    counts = comparison.counts()
    extra = counts.pop("extra")
    states = ", ".join(f"{count:,} {state}" for state, count in counts.items())
    besides = f"; {extra:,} more that the manifest does not name" if extra else ""
    return f"{comparison.target}: {_counted(len(comparison.verdicts), 'item')}: {states}{besides}"


def record(comparison: Comparison) -> dict[str, object]:
    """The comparison as an object for JSON: `format`, `version`, `target`, `summary`, `notes`, `items`, `extra`."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "target": comparison.target,
        "summary": comparison.counts(),
        "notes": list(comparison.notes),
        "items": [_verdict_record(verdict) for verdict in comparison.verdicts],
        "extra": [_extra_record(extra) for extra in comparison.extras],
    }


def _said(verdict: Verdict) -> Iterator[str]:
    if verdict.state == "there":
        yield f"is there{_at(verdict.item.path)}"
    elif verdict.found is None:
        yield f"is not there{_at(verdict.item.path)}; import it again"
    elif verdict.found.status == TRASH:
        yield f"lies in the trash{_at(verdict.item.path)}; restore it"
    else:
        yield from (f"{_what(one)}; {_REMEDIES[one.field]}" for one in verdict.differences)


def _what(one: Difference) -> str:
    match one.field:
        case "path":
            return f"has moved: is at {one.actual or 'no address'}, not at {one.expected}"
        case "parent":
            return f"has moved: has {_parent(one.actual)}, not {_parent(one.expected)}"
        case "order":
            return f"stands {_after(one.actual)}, not {_after(one.expected)}"
        case "content":
            return "content differs, its visible text does not"
        case "text":
            return "visible text differs"
        case _:
            return f"{one.field} is `{one.actual}`, not `{one.expected}`"


def _parent(id_: str) -> str:
    return f"the parent `{id_}`" if id_ else "no parent"


def _after(id_: str) -> str:
    return f"after `{id_}`" if id_ else "first"


def _of_extra(extra: Extra) -> str:
    number = "number " if extra.found.key.isdecimal() else ""
    where = f"{extra.found.type} {number}{extra.found.key}"
    if extra.copy_of is not None:
        return f"{where}: is a copy of `{extra.copy_of}`{_at(_first(extra.found.paths))}; remove one of them"
    return f"{where}: is not in the manifest{_at(_first(extra.found.paths))}; nothing to do if it is your own"


def _first(paths: tuple[str, ...]) -> str | None:
    return paths[0] if paths else None


def _at(path: str | None) -> str:
    return "" if path is None else f" at {path}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _verdict_record(verdict: Verdict) -> dict[str, object]:
    found = verdict.found
    return {
        "id": verdict.item.id,
        "type": verdict.item.type,
        "path": verdict.item.path,
        "state": verdict.state,
        "found": None if found is None else {"key": found.key, "status": found.status, "path": _first(found.paths)},
        "differences": [difference._asdict() for difference in verdict.differences],
        "messages": [] if verdict.state == "there" else list(_said(verdict)),
    }


def _extra_record(extra: Extra) -> dict[str, object]:
    found = extra.found
    return {
        "key": found.key,
        "type": found.type,
        "path": _first(found.paths),
        "title": found.shown_title,
        "copy_of": extra.copy_of,
    }
