"""What is there: the things of a target, in the words that the manifest has for what should be there."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

TRASH = "trash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing of the target.

    `key` is the target's own number or name of it, `parent` the key of another. `paths` are the addresses that it has,
    decoded: the one that it is served at comes first; a front page has that of its name as well. A digest is None where
    the target does not show the content. `source` is the id that the importer was given in the guid, else None.
    `address` is where a file is served, whole.
    """

    key: str
    type: str
    paths: tuple[str, ...]
    parent: str | None
    status: str
    date: str
    title: str
    content_sha256: str | None
    text_sha256: str | None
    source: str | None = None
    address: str | None = None
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def shown_title(self) -> str:
        """The title as a reader sees it: targets hold it as HTML."""
        return html.unescape(self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """All that was found. `default_terms` are those that the target gives by itself to what has none."""

    name: str
    found: tuple[Found, ...]
    default_terms: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def source_id(guid: str) -> str | None:
    """The id in a guid of the form `BASE/?ssi=ID`, None in any other; an importer may have escaped its `&`."""
    try:
        ids = parse_qs(urlsplit(html.unescape(guid)).query).get("ssi", ())
    except ValueError:  # too many fields, or brackets that are no address
        return None
    return ids[0] if ids else None
