"""A small `site.json` with a value of everything that its schema describes, and what would be wrong in it."""

from __future__ import annotations

import json
from typing import Any

PLACE = {"file": "_data/navigation.yml", "line": None}
LINK = {"href": "/a", "target": "page:a.md#x", "status": "ok", "field": "body"}
TALLY = {"source": "front matter", "key": "title", "fate": "mapped", "leaves": 3, "why": None}

SITE = {
    "title": "A",
    "url": "https://a.example",
    "description": None,
    "language": "en",
    "timezone": "UTC",
    "config": {"title": "A"},
    "data": {},
    "resource_room": {"name": "news", "categories": [{"name": "notices", "title": "Notices"}]},
    "meta": {"odd": 1},
}
PAGE = {
    "id": "a.md",
    "kind": "page",
    "source": {"file": "a.md", "line": 1},
    "url": "/a/",
    "title": "A",
    "description": None,
    "layout": "page",
    "collection": "notes",
    "position": 0,
    "parent": None,
    "date": "2026-01-02T03:04:05+08:00",
    "modified": None,
    "draft": False,
    "published": True,
    "language": "en",
    "tags": ["a"],
    "categories": ["b"],
    "aliases": ["/old/"],
    "image": None,
    "target": None,
    "body": {"html": "<p>A</p>", "text": "A", "format": "markdown"},
    "sections": [{"hero": {"title": "A"}}],
    "links": [LINK],
    "duplicate_of": "b.md",
    "meta": {"odd": 1},
}
ASSET = {
    "id": "files/a.pdf",
    "url": "/files/a.pdf",
    "file": "files/a.pdf",
    "media_type": "application/pdf",
    "size": 1,
    "sha256": "0" * 64,
    "used": True,
    "same_as": None,
    "copy": "files/a.pdf",
    "title": "A",
    "description": None,
    "meta": {"odd": 1},
}
ENTRY: dict[str, Any] = {
    "title": "A",
    "kind": "link",
    "url": "/a/",
    "page": "a.md",
    "external": False,
    "children": [],
    "meta": {},
}
FINDING = {
    "code": "page.liquid",
    "severity": "warning",
    "file": "a.md",
    "line": 1,
    "column": None,
    "message": "so it is",
    "remedy": "do that",
}
WHOLE = {
    "format": "ssi-migrate/site",
    "version": 1,
    "site": SITE,
    "pages": [PAGE],
    "assets": [ASSET],
    "navigation": [{**ENTRY, "children": [ENTRY]}],
    "footer": {"links": []},
    "terms": [{"taxonomy": "tags", "key": "a", "name": "A", "parent": None}],
    "redirects": [{"from": "/old/*", "to": "/a/", "status": 301, "source": PLACE}],
    "links": [{**LINK, "source": PLACE}],
    "findings": [FINDING],
    "accounting": {"leaves": 3, "mapped": 3, "kept": 0, "discarded": 0, "reported": 0, "keys": [TALLY]},
}


def whole_site() -> dict[str, Any]:
    """A copy to be changed at will."""
    site: dict[str, Any] = json.loads(json.dumps(WHOLE))
    return site


Place = tuple[str | int, ...]

# where its objects are, each described by the schema
OBJECTS: list[Place] = [
    (),
    ("site",),
    ("pages", 0),
    ("pages", 0, "body"),
    ("pages", 0, "links", 0),
    ("assets", 0),
    ("navigation", 0),
    ("terms", 0),
    ("redirects", 0),
    ("links", 0),
    ("findings", 0),
    ("accounting",),
]

# a value at a place where the schema allows none like it
WRONG: list[tuple[Place, object]] = [
    (("format",), "ssi-migrate/report"),
    (("version",), 2),
    (("site",), None),
    (("site", "title"), 7),
    (("site", "timezone"), ""),
    (("site", "config"), None),
    (("site", "meta"), None),
    (("site", "resource_room"), {"name": "news"}),
    (("site", "resource_room", "categories", 0), {"name": "a"}),
    (("pages",), {}),
    (("pages", 0, "id"), "/absolute.md"),
    (("pages", 0, "kind"), "article"),
    (("pages", 0, "source"), {"file": "a.md"}),
    (("pages", 0, "source", "line"), 0),
    (("pages", 0, "url"), "no/slash/"),
    (("pages", 0, "title"), None),
    (("pages", 0, "position"), -1),
    (("pages", 0, "date"), "2026-01-02"),
    (("pages", 0, "date"), "2026-01-02T03:04:05"),
    (("pages", 0, "date"), "2026-13-02T03:04:05Z"),
    (("pages", 0, "modified"), 2026),
    (("pages", 0, "draft"), "no"),
    (("pages", 0, "published"), None),
    (("pages", 0, "tags"), [1]),
    (("pages", 0, "tags"), None),
    (("pages", 0, "body"), "text"),
    (("pages", 0, "body"), {"html": None, "text": ""}),
    (("pages", 0, "sections"), [{"a": 1, "b": 2}]),
    (("pages", 0, "sections"), [{}]),
    (("pages", 0, "meta"), []),
    (("pages", 0, "duplicate_of"), ""),
    (("pages", 0, "links", 0, "status"), "good"),
    (("pages", 0, "links", 0, "target"), None),
    (("pages", 0, "links", 0, "target"), "https://elsewhere.example/"),
    (("pages", 0, "links", 0, "field"), ""),
    (("pages", 0, "links", 0), {**LINK, "status": "broken"}),
    (("pages", 0, "links", 0), {**LINK, "status": "outside", "target": None}),
    (("pages", 0, "links", 0), {"href": "/a", "target": None, "status": "broken"}),
    (("links", 0), LINK),
    (("links", 0, "status"), "good"),
    (("assets", 0, "media_type"), "png"),
    (("assets", 0, "size"), -1),
    (("assets", 0, "size"), 1.5),
    (("assets", 0, "sha256"), "F" * 64),
    (("assets", 0, "sha256"), "f" * 63),
    (("assets", 0, "used"), None),
    (("assets", 0, "same_as"), False),
    (("assets", 0, "title"), 1),
    (("assets", 0, "meta"), None),
    (("navigation", 0, "kind"), "menu"),
    (("navigation", 0, "external"), None),
    (("navigation", 0, "children"), [{}]),
    (("footer",), []),
    (("redirects", 0, "from"), ""),
    (("redirects", 0, "status"), 42),
    (("redirects", 0, "source"), None),
    (("findings", 0, "code"), "none"),
    (("findings", 0, "severity"), "fatal"),
    (("findings", 0, "line"), 0),
    (("findings", 0, "message"), ""),
    (("findings", 0, "remedy"), None),
    (("accounting",), 0),
    (("accounting", "leaves"), -1),
    (("accounting", "keys", 0, "fate"), "lost"),
    (("accounting", "keys", 0, "leaves"), 0),
    (("accounting", "keys", 0), {"key": "title"}),
]
