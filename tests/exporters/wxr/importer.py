"""A document read as WordPress's importer reads it: by the literal prefix `wp`, CDATA and all, nothing repaired."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.conftest import PROJECT
from tests.run import Done, run

SPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
CONFIG = "title: Lamps\nurl: https://lamps.example\ntimezone: Asia/Singapore\nresources_name: news\n"
Export = Callable[..., "Written"]


@dataclass(frozen=True)
class Item:
    element: ET.Element

    def __getitem__(self, name: str) -> str:
        found = self.element.find(name if ":" in name or name in ("title", "guid") else f"wp:{name}", SPACES)
        assert found is not None, name
        return found.text or ""

    @property
    def terms(self) -> list[tuple[str, str, str]]:
        found = self.element.findall("category")
        return [(one.attrib["domain"], one.attrib["nicename"], one.text or "") for one in found]

    @property
    def metas(self) -> dict[str, str]:
        rows = self.element.findall("wp:postmeta", SPACES)
        return {key.text or "": value.text or "" for key, value in (tuple(row) for row in rows)}


class Written(NamedTuple):
    folder: Path
    done: Done

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*.wxr.xml"))

    def text(self, name: str = "site.wxr.xml") -> str:
        return (self.folder / name).read_text("utf-8")

    def channel(self, name: str = "site.wxr.xml") -> ET.Element:
        found = ET.fromstring((self.folder / name).read_bytes()).find("channel")
        assert found is not None
        return found

    def items(self, name: str = "site.wxr.xml", type: str | None = None) -> list[Item]:
        found = [Item(element) for element in self.channel(name).findall("item")]
        return [item for item in found if type in (None, item["post_type"])]

    def item(self, title: str) -> Item:
        (found,) = (item for item in self.items() if item["title"] == title)
        return found

    @property
    def manifest(self) -> dict[str, dict[str, object]]:
        return {item["id"]: item for item in json.loads((self.folder / "manifest.json").read_bytes())["items"]}

    @property
    def paths(self) -> dict[str, object]:
        return {id: item["path"] for id, item in self.manifest.items()}

    def codes(self) -> list[str]:
        return sorted({line.rsplit("[", 1)[1].rstrip("]") for line in self.done.err.splitlines() if line.endswith("]")})


def exported(site: Path, folder: Path, *more: str, changes: dict[str, str] | None = None) -> Written:
    """`site` by the shipped mapping, in which `changes` put one text in the place of another."""
    text = (PROJECT / "mappings" / "wxr.yml").read_text("utf-8")
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    mapping = folder / "wxr.yml"
    folder.mkdir(exist_ok=True)
    mapping.write_text(text, "utf-8")
    out = folder / "out"
    done = run("export", str(site), "--mapping", str(mapping), "--out", str(out), "--verbose", "--force", *more)
    return Written(out, done)


def page(title: str | None, permalink: str, more: str = "", body: str = "Text") -> str:
    head = "" if title is None else f"title: {json.dumps(title, ensure_ascii=False)}\n"
    return f"---\n{head}permalink: {json.dumps(permalink, ensure_ascii=False)}\n{more}---\n{body}\n"
