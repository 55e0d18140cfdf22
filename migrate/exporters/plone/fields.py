"""What a field of Plone takes: each rule a function that gives the value as it will be stored.

What it changes is told; None stands for a field that is left out. What a field refuses is passed over there, and
everything after it as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from migrate.exporters.plone import dates
from migrate.exporters.plone.portal_types import EVENT, Kind
from migrate.interfaces import Tell

_LINES = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]+")
_URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s]*\Z")
MARKUPS = ("text/html", "text/plain", "text/x-web-markdown", "text/restructured", "text/x-web-textile")


def clean(text: str) -> str:
    """Text as JSON holds it and as Plone stores it: no halves of characters, accents with their letters (NFC)."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()) if not text.isascii() else text


def title(value: object, fallback: str, tell: Tell) -> str:
    """A title on one line, without blanks at its ends, never empty. A line end in it is refused, and so is a number."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        tell("plone.title", f"there is none; it is {fallback!r:.80}")
        return fallback
    text = clean(str(value))
    found = _LINES.sub(" ", text).strip()
    if not found:
        tell("plone.title", f"it is empty; it is {fallback!r:.80}")
        return fallback
    if found != text.strip():
        tell("plone.title", f"{found!r:.80} was on several lines")
    return found


def text(value: object) -> str:
    """Plain text of any number of lines."""
    return clean(value) if isinstance(value, str) else "" if value is None else str(value)


def line(value: object, name: str, tell: Tell) -> str | None:
    """Text on one line; nothing where there is none."""
    if value is None:
        return None
    found = _LINES.sub(" ", clean(str(value))).strip()
    if found != str(value).strip() and found != clean(str(value)).strip():
        tell("plone.field", f"`{name}` was on several lines")
    return found or None


def words(value: object, name: str, tell: Tell) -> list[str]:
    """A list of texts, each once. An empty one among them, and all of them are refused."""
    if value is None:
        return []
    given = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found = [_LINES.sub(" ", clean(str(one))).strip() for one in given if one is not None]
    kept = list(dict.fromkeys(one for one in found if one))
    if len([one for one in found if one]) < len(given):
        tell("plone.field", f"`{name}` had an empty entry, which was left out")
    return kept


def flag(value: object, name: str, tell: Tell) -> bool | None:
    """True or false; what is neither is told and left out."""
    if value is None or isinstance(value, bool):
        return value
    if str(value).strip().lower() in ("true", "1", "yes", "false", "0", "no", ""):
        return str(value).strip().lower() in ("true", "1", "yes")
    tell("plone.field", f"`{name}` is {value!r:.60}, not true or false; it was left out")
    return None


def language(value: object, known: Sequence[str], tell: Tell) -> tuple[str, str]:
    """The language that is written, and the one that will be stored. The target has those that are `known` alone."""
    default = "##DEFAULT##", known[0]
    if isinstance(value, Mapping):
        value = value.get("token")
    code = str(value or "").lower().replace("_", "-")
    if not code or code == "##default##":
        return default
    if code in known:
        return code, code
    if (wider := code.partition("-")[0]) in known:
        return wider, wider
    tell("plone.language", f"{code!r:.40} is none of the target, which would take {known[0]} without a word")
    return default


def minute(value: object, name: str, zone: tzinfo, tell: Tell) -> str | None:
    """A date of publication, to the minute."""
    found = _date(value, name, zone, tell)
    return None if found is None else dates.to_minute(found)


def second(value: object, name: str, zone: tzinfo, tell: Tell) -> str | None:
    """A date of making or change, to the second."""
    found = _date(value, name, zone, tell)
    return None if found is None else dates.to_second(found)


def _date(value: object, name: str, zone: tzinfo, tell: Tell) -> datetime | None:
    if value is None or value == "" or value == "None":
        return None
    found = dates.read(value, zone)
    if found is None:
        tell("plone.date", f"`{name}` is {value!r:.60}, which is no date; it was left out")
    return found


def state(value: object, known: Sequence[str], tell: Tell) -> str:
    """A state that the workflow knows."""
    if isinstance(value, str) and value in known:
        return value
    tell("plone.state", f"`review_state` is {value!r:.60}, which is none of {', '.join(known)}; it is private")
    return "private"


def history(value: object, state: str | None, tell: Tell) -> dict[str, object] | None:
    """The history of a workflow where it agrees with the state: else it would win, but for who may see the item."""
    if not isinstance(value, Mapping) or not value:
        return None
    agrees = state is not None and all(_ends(steps) == state for steps in value.values())
    if not agrees:
        ours = "the item has no state" if state is None else f"the state is {state}"
        tell("plone.history", f"it ends in {_ended(value)}, and {ours}; it was left out")
        return None
    return dict(value)


def _ends(steps: object) -> object:
    last = steps[-1] if isinstance(steps, list) and steps else None
    return last.get("review_state") if isinstance(last, Mapping) else None


def _ended(value: Mapping[object, object]) -> str:
    return ", ".join(str(_ends(steps)) for steps in value.values())


def layout(value: object, kind: Kind, known: bool, tell: Tell) -> str | None:
    """The name of a view of the type; a page with another is broken."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and (value in kind.views or not known):
        return value
    tell("plone.layout", f"{value!r:.60} is no view of the type; it was left out")
    return None


def address(value: object, name: str, tell: Tell) -> str | None:
    """A whole address; an empty one is refused, and so is what has no scheme."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and _URI.match(value.strip()):
        return value.strip()
    tell("plone.field", f"`{name}` is {value!r:.60}, which is no address; it was left out")
    return None


def constrains(value: object, known: object, tell: Tell) -> dict[str, object] | None:
    """Which types can be added, both lists of them. With an unknown one all of them can; without a list, it ends."""
    if not isinstance(value, Mapping) or not value:
        return None
    found: dict[str, object] = {}
    both = dict.fromkeys(("locally_allowed_types", "immediately_addable_types"), next(iter(value.values())))
    for name, types in (both | dict(value)).items():
        given = [str(one) for one in types] if isinstance(types, list) else []
        kept = [one for one in given if one in known]  # type: ignore[operator]
        if kept != given:
            gone = ", ".join(one for one in given if one not in kept)
            tell("plone.constrains", f"`{name}` names {gone:.80}, which the target has not")
        found[str(name)] = kept
    return found


def span(values: dict[str, object], zone: tzinfo, fallback: datetime, tell: Tell) -> None:
    """Sees to it that an event has a beginning and no end before it: Plone would say now, or refuse both."""
    start, end = (dates.read(values.get(name), zone) for name in ("start", "end"))
    if start is None:
        start = end or fallback
        tell("plone.event", f"it has no start, which would be now; it is {start:%Y-%m-%d}")
    if end is None or end < start:
        if end is not None:
            tell("plone.event", f"it ends before it starts; it ends on {start:%Y-%m-%d}")
        end = start
    values["start"], values["end"] = dates.to_second(start), dates.to_second(end)


def rich(value: object, tell: Tell) -> dict[str, str] | None:
    """Text with its markup, as the importer will store it to the letter.

    The importer takes character references for characters once more (plone.restapi#1310), so every `&` is written as
    one: then it is as it was.
    """
    markup, data = "text/html", value
    if isinstance(value, Mapping):
        markup, data = str(value.get("content-type") or markup), value.get("data")
    if data is None or data == "":
        return None
    if not isinstance(data, str):
        tell("plone.field", f"`text` is {data!r:.60}, not text; it was left out")
        return None
    if markup not in MARKUPS:
        if markup != "text/x-html-safe":
            tell("plone.field", f"`text` is {markup:.60}, which Plone would refuse; it is text/html")
        markup = "text/html"
    raw = data.encode("utf-8", "replace").decode()
    return {"data": raw.replace("&", "&amp;"), "content-type": markup, "encoding": "utf-8"}


EVENT_LINES = ("location", "contact_name", "contact_phone", "contact_email", "sync_uid")


def of_event(values: dict[str, object], type: str, tell: Tell) -> None:
    """Sees to the fields of an event that are refused when they are empty."""
    if type != EVENT:
        return
    for name in EVENT_LINES:
        if name in values:
            values[name] = line(values[name], name, tell)
    values["event_url"] = address(values.get("event_url"), "event_url", tell)
