"""An export of Plone of any size, in the form of collective.exportimport: a folder of numbered files, an item in each.

Usage: python -m benchmarks.plone_export FOLDER [--items 2000] [--seed 1]

Everything that a writer for Plone has to look at is there as often as on a site of offices: mostly pages and news with
rich text of 4 to 5 kB, with headings, lists, a table, links and an image by UID; files, images, events, links, lists.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from benchmarks.prose import stock

SITE = "http://localhost:8080/Plone"
IN_A_FOLDER = 50
# how many of a hundred items that are no folders
_MIX = {"Document": 60, "News Item": 20, "File": 7, "Image": 7, "Event": 2, "Link": 2, "Collection": 2}
_WITH_TEXT = frozenset(("Document", "News Item", "Event"))
_LAYOUTS = {
    "Folder": "listing_view",
    "Collection": "listing_view",
    "News Item": "newsitem_view",
    "Link": "link_redirect_view",
}
_HISTORY = [
    {"action": None, "actor": "editor", "comments": "", "review_state": "private", "time": "2021-03-01T09:00:00+00:00"},
    {
        "action": "publish",
        "actor": "editor",
        "comments": "",
        "review_state": "published",
        "time": "2021-03-02T09:00:00+00:00",
    },
]
Item = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plone_export", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.folder, asked.items, asked.seed)


def write(folder: Path, items: int, seed: int) -> None:
    """Lays the export in `folder`: the same bytes for the same seed."""
    made = _Export(items, random.Random(seed))
    (folder / "Plone").mkdir(parents=True)
    orders = []
    for number in range(1, items + 1):
        item = made.item(number)
        (folder / "Plone" / f"{number}.json").write_text(json.dumps(item, indent=4, sort_keys=True), "utf-8")
        orders.append({"uuid": item["UID"], "order": (number - 1) % IN_A_FOLDER})
    beside = {"ordering": orders, "relations": [], "defaultpages": [], "localroles": [], "redirects": made.redirects()}
    for name, value in beside.items():
        (folder / f"export_{name}.json").write_text(json.dumps(value), "utf-8")


class _Export:
    def __init__(self, items: int, chance: random.Random) -> None:
        self._items, self._chance, self._prose = items, chance, stock(chance)
        self._types = {number: self._type(number) for number in range(1, items + 1)}
        self._images = [number for number, type_ in self._types.items() if type_ == "Image"] or [1]

    def item(self, number: int) -> Item:
        type_, path = self._types[number], self._path(number)
        section = _section(number)
        is_file = type_ in ("File", "Image")
        return {
            "@id": SITE + path,
            "@type": type_,
            "id": path.rpartition("/")[2],
            "UID": _uid(number),
            "title": f"{type_} number {number}",
            "description": self._sentence(),
            "parent": self._parent(section)
            if number != section
            else {"@id": SITE, "@type": "Plone Site", "title": "Site"},
            "review_state": None if is_file else "published",
            "subjects": ["Harbour", "Tide"][: number % 3],
            "creators": ["editor"],
            "contributors": [],
            "rights": "",
            "language": "en",
            "created": "2021-03-01T09:00:00+00:00",
            "modified": "2022-04-02T10:11:12+00:00",
            "effective": None if is_file else f"20{10 + number % 15}-03-02T08:00:00+00:00",
            "expires": None,
            "allow_discussion": False,
            "exclude_from_nav": False,
            "is_folderish": type_ == "Folder",
            "layout": _LAYOUTS.get(type_, f"{type_.lower()}_view"),
            "lock": {},
            "type_title": type_,
            "version": "current",
            **({} if is_file else {"workflow_history": {"simple_publication_workflow": _HISTORY}}),
            **self._own(type_, number),
        }

    def redirects(self) -> dict[str, str]:
        return {
            f"/Plone/old-{number}": f"/Plone{self._path(number)}" for number in range(2, min(IN_A_FOLDER, self._items))
        }

    def _type(self, number: int) -> str:
        if number == _section(number):
            return "Folder"
        return self._chance.choices(list(_MIX), list(_MIX.values()))[0]

    def _path(self, number: int) -> str:
        section = _section(number)
        return f"/section-{section}" + ("" if number == section else f"/item-{number}")

    def _parent(self, section: int) -> Item:
        return {
            "@id": SITE + self._path(section),
            "@type": "Folder",
            "UID": _uid(section),
            "title": f"Folder {section}",
        }

    def _own(self, type_: str, number: int) -> Item:
        """The fields of the type alone."""
        text = {"content-type": "text/html", "encoding": "utf-8", "data": "".join(self._body())}
        match type_:
            case "Event":
                return {"text": text, "start": "2022-05-01T09:00:00+00:00", "end": "2022-05-01T17:00:00+00:00"}
            case "Document" | "News Item":
                return {"text": text}
            case "File":
                return {"file": _file(f"file-{number}.txt", "text/plain", f"File {number}\n".encode())}
            case "Image":
                return {"image": _file(f"image-{number}.png", "image/png", _picture(number))}
            case "Link":
                return {"remoteUrl": f"{SITE}{self._path(self._chance.randint(1, self._items))}"}
            case "Collection":
                chosen = {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["News Item"]}
                return {"query": [chosen], "sort_on": "effective", "sort_reversed": True, "limit": 1000, "text": None}
        return {"nextPreviousEnabled": False}

    def _body(self) -> Iterator[str]:
        for _ in range(4):
            yield f"<h2>{self._sentence()[:30].strip()}</h2>"
            yield self._paragraph(4)
            yield "<ul>" + "".join(f"<li>{self._sentence()}</li>" for _ in range(3)) + "</ul>"
            yield self._paragraph(2)
        image = _uid(self._chance.choice(self._images))
        yield f'<p><img src="resolveuid/{image}/@@images/image/large" alt="A lamp"></p>'
        rows = "".join(f"<tr><td>Lamp {row}</td><td>{row}</td></tr>" for row in range(6))
        yield f"<table><thead><tr><th>Lamp</th><th>Height</th></tr></thead><tbody>{rows}</tbody></table>"

    def _paragraph(self, sentences: int) -> str:
        text = " ".join(self._sentence() for _ in range(sentences))
        link = f'<a href="resolveuid/{_uid(self._chance.randint(1, self._items))}">this page</a>'
        return f"<p>{text} <strong>Note</strong> <em>well</em>: see {link}.</p>"

    def _sentence(self) -> str:
        return self._prose.sentence(self._chance, "ascii")


def _section(number: int) -> int:
    """The number of the folder that an item is in, or is."""
    return (number - 1) // IN_A_FOLDER * IN_A_FOLDER + 1


def _uid(number: int) -> str:
    return uuid5(NAMESPACE_URL, f"{SITE}/{number}").hex


def _file(name: str, media_type: str, content: bytes) -> Item:
    data = base64.b64encode(content).decode()
    return {"filename": name, "content-type": media_type, "encoding": "base64", "data": data}


def _picture(number: int) -> bytes:
    """A PNG of 8 by 8 points, another for each number."""
    rows = b"".join(b"\0" + number.to_bytes(3) * 8 for _ in range(8))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


if __name__ == "__main__":
    main()
