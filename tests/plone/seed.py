"""A small site as plone.exportimport wants it, and the manifest of what should arrive: both written by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from migrate.verify.blocktext import digest
from migrate.verify.manifest import text_sha256


class Seed(NamedTuple):
    """What is to be there. `text` is HTML, which becomes one block where the site has blocks."""

    path: str
    type: str
    text: str | None = None
    state: str | None = "published"
    effective: str | None = "2021-03-04T05:06:00+00:00"
    title: str | None = None
    description: str = ""
    language: str = "en"
    more: Mapping[str, object] = {}
    default_page: str | None = None

    @property
    def uid(self) -> str:
        return uuid5(NAMESPACE_URL, self.path).hex

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def fields(self, *, volto: bool) -> dict[str, object]:
        """What Plone is given of it."""
        own = {"@id": self.path, "@type": self.type, "id": self.name, "UID": self.uid, "title": self.title or self.name}
        said = {"description": self.description, "language": self.language, "effective": self.effective, **self.more}
        return {**own, **said, **({"review_state": self.state} if self.state else {}), **self._body(volto=volto)}

    def item(self, order: int, *, volto: bool) -> dict[str, object]:
        """What the manifest says of it."""
        body = self._body(volto=volto)
        return {
            "id": self.path.removeprefix("/") + ".md",
            "uid": self.uid,
            "type": self.type,
            "path": self.path,
            "title": self.title or self.name,
            "description": self.description,
            "state": self.state,
            "effective": self.effective,
            "language": self.language,
            "order": order,
            "text_sha256": "" if not body else digest(body) if volto else text_sha256(self.text or ""),
            **({"default_page": self.default_page} if self.type == "Folder" else {}),
        }

    def _body(self, *, volto: bool) -> dict[str, Any]:
        if self.text is None:
            return {}
        if not volto:
            escaped = self.text.replace("&", "&amp;")  # the importer unescapes once
            return {"text": {"data": escaped, "content-type": "text/html", "encoding": "utf-8"}}
        blocks = {"one": {"@type": "title"}, "two": {"@type": "html", "html": self.text}}
        return {"blocks": blocks, "blocks_layout": {"items": list(blocks)}}


def written(folder: Path, seeds: Sequence[Seed], *, volto: bool) -> Path:
    """Lays the export in `folder`; gives the manifest beside it."""
    for seed in seeds:
        place = folder / "content" / seed.uid
        place.mkdir(parents=True)
        (place / "data.json").write_text(json.dumps(seed.fields(volto=volto)))
    orders = _orders(seeds)
    pages = {one.uid: {"default_page": one.default_page} for one in seeds if one.default_page}
    said = {
        "__version__": "1.0.0",
        "_data_files_": [f"{seed.uid}/data.json" for seed in seeds],
        "_blob_files_": [],
        "default_page": pages,
        "ordering": {seed.uid: order for seed, order in zip(seeds, orders, strict=True)},
        "local_roles": {},
        "local_permissions": {},
        "relations": [],
    }
    (folder / "content" / "__metadata__.json").write_text(json.dumps(said))
    items = [seed.item(order, volto=volto) for seed, order in zip(seeds, orders, strict=True)]
    manifest = folder.with_name("manifest.json")
    manifest.write_text(json.dumps({"items": items}))
    return manifest


def _orders(seeds: Sequence[Seed]) -> list[int]:
    counts: dict[str, int] = {}
    orders = []
    for seed in seeds:
        parent = seed.path.rpartition("/")[0]
        orders.append(counts.setdefault(parent, 0))
        counts[parent] += 1
    return orders
