"""An export to Plone held against what is in a site after its import: field by field, bytes and all."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from migrate.ploneuids import ROOT
from tests.plone.server import Dump

Fields = Mapping[str, Any]
_RESOLVED = re.compile(r"resolveuid/([0-9a-f]{32})")
_SECONDS, _MINUTES = ("created", "modified"), ("effective", "expires")  # Plone cuts the latter
# what is no field of the item, or is looked at by itself
_OTHER = frozenset((
    "@id", "@type", "id", "UID", "title", "description", "subjects", "language", "creators", "review_state", "text",
    "blocks", "blocks_layout", "image", "file", "preview_image", "layout", "workflow_history", *_SECONDS, *_MINUTES,
))  # fmt: skip


def differences(import_: Path, dump: Dump, *, language: str = "en", broken: Collection[str] = ()) -> list[str]:
    """What did not arrive as it was written, none where all did.

    `language` is the site's own; `broken` are UIDs that links of the source lead to, and that nothing has there either.
    """
    items = {item["path"]: item for item in dump["items"]}
    metadata = json.loads((import_ / "content" / "__metadata__.json").read_text())
    written = [json.loads((import_ / "content" / name).read_text()) for name in metadata["_data_files_"]]
    paths = {ROOT: "/", **{one["UID"]: one["@id"] for one in written if one["@type"] != "Plone Site"}}
    found = [
        difference
        for one in written
        for difference in _of_item(one, paths[one["UID"]], items.get(paths[one["UID"]]), import_, language)
    ]
    strangers = sorted(set(items) - set(paths.values()))
    found += [f"{path}: is in no export" for path in strangers]
    return [*found, *_of_metadata(metadata, paths, items), *_of_links(items, broken), *_of_site(import_, dump)]


def _of_item(one: Fields, path: str, item: Fields | None, import_: Path, language: str) -> Iterator[str]:
    if item is None:
        yield f"{path}: is missing"
        return
    wanted, there = dict(_wanted(one, import_, language)), dict(_there(item))
    for name, value in wanted.items():
        if there.get(name) != value:
            yield f"{path}: {name} is {there.get(name)!r:.200}, not {value!r:.200}"


def _wanted(one: Fields, import_: Path, language: str) -> Iterator[tuple[str, object]]:
    yield "portal_type", one["@type"]
    if one["@type"] != "Plone Site":
        yield "UID", one["UID"]
    for name in ("title", "description", "review_state"):
        if name in one:
            yield name, one[name]
    for name in ("subjects", "creators"):
        if name in one:
            yield name, list(one[name])
    if "language" in one:
        yield "language", language if one["language"] == "##DEFAULT##" else one["language"]
    for name in (*_SECONDS, *_MINUTES):
        if name in one:
            yield name, _moment(one[name], name)
    for name in ("image", "file", "preview_image"):
        if one.get(name):
            content = (import_ / "content" / one[name]["blob_path"]).read_bytes()
            yield name, (one[name]["filename"], one[name]["content-type"], hashlib.sha256(content).hexdigest())
    if "text" in one:  # the importer unescapes once
        yield "text", one["text"]["data"].replace("&amp;", "&")
    for name in ("blocks", "blocks_layout"):
        if name in one:
            yield name, one[name]
    for name, value in one.items():
        if name not in _OTHER and isinstance(value, (str, bool, int)) and value not in ("", None):
            yield name, value


def _there(item: Fields) -> Iterator[tuple[str, object]]:
    fields = item["fields"]
    for name, value in {**fields, **item}.items():
        yield name, value
    for name in (*_SECONDS, *_MINUTES):
        yield name, _moment(item[name], name)
    for name in ("image", "file", "preview_image"):
        if file := fields.get(name):
            yield name, (file["filename"], file["contentType"], file["sha256"])
    yield "text", fields.get("text", {}).get("raw", "")
    yield "blocks", fields.get("blocks", {})
    yield "blocks_layout", fields.get("blocks_layout", {"items": []})
    for name in ("start", "end"):
        if name in fields:
            yield name, fields[name]


def _moment(value: str | None, name: str) -> str | None:
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    moment = (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).replace(microsecond=0)
    return (moment.replace(second=0) if name in _MINUTES else moment).isoformat()


def _of_metadata(metadata: Fields, paths: Mapping[str, str], items: Mapping[str, Fields]) -> Iterator[str]:
    children: dict[str, list[str]] = {}
    for uid, _ in sorted(metadata["ordering"].items(), key=lambda pair: pair[1]):
        parent, _, name = paths[uid].rpartition("/")
        children.setdefault(parent or "/", []).append(name)
    for parent, names in children.items():
        there = [name for name in items.get(parent, {}).get("children_in_order", ()) if name in names]
        if there != names and parent in items:
            yield f"{parent}: has the order {there}, not {names}"
    for uid, page in metadata["default_page"].items():
        if (there_is := items[paths[uid]].get("default_page")) != page["default_page"]:
            yield f"{paths[uid]}: default page is {there_is}, not {page['default_page']}"


def _of_links(items: Mapping[str, Fields], broken: Collection[str]) -> Iterator[str]:
    known = {item["UID"] for item in items.values()} | set(broken)
    for path, item in items.items():
        for uid in sorted(set(_RESOLVED.findall(json.dumps(item["fields"]))) - known):
            yield f"{path}: a link leads to {uid}, which is not there"


def _of_site(import_: Path, dump: Dump) -> Iterator[str]:
    redirects = import_ / "redirects.json"
    wanted = json.loads(redirects.read_text()) if redirects.is_file() else {}
    for old in sorted(wanted.keys() | dump["redirects"].keys()):
        if wanted.get(old) != dump["redirects"].get(old):
            yield f"redirect {old}: leads to {dump['redirects'].get(old)}, not to {wanted.get(old)}"
    relations = import_ / "relations.json"
    said = json.loads(relations.read_text()) if relations.is_file() else []
    given = sorted([one["from_uuid"], one["from_attribute"], one["to_uuid"]] for one in said)
    if given != sorted(one for one in dump["relations"] if one[1] != "isReferencing"):
        yield f"relations are {dump['relations']}, not {given}"
