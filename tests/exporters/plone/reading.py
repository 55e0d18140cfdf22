"""A folder for Plone read back: the items by their paths, and what is said beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import PROJECT
from tests.run import Done, run

CONFIG = "title: Lamps\nurl: https://lamps.example\ntimezone: Asia/Singapore\nresources_name: news\n"
Export = Callable[..., "Written"]

# whatever front matter says stands in a record, so that each field can have any value
WILD = """
mapping: 1
name: wild
exporter: plone
options: {flavour: FLAVOUR, languages: [en, de], types: [Recipe]}
types:
  - name: page
    otherwise: true
    fields:
      id: {from: id}
      portal_type: {from: meta.type, default: Document}
      path: {from: meta.path}
      title: {first: [{from: meta.odd_title}, {from: title}]}
      description: {from: description}
      text: {first: [{from: meta.text}, {from: body.html}]}
      blocks: {from: meta.blocks}
      review_state: {from: meta.state, default: published}
      subjects: {from: meta.subjects}
      language: {from: meta.language}
      effective: {from: meta.effective}
      expires: {from: meta.expires}
      created: {from: meta.created}
      modified: {from: meta.modified}
      creators: {from: meta.creators}
      exclude_from_nav: {from: meta.hide}
      image: {from: image}
      remoteUrl: {from: meta.to}
      first: {from: meta.first}
      last: {from: meta.last}
      fields: {from: meta.fields}
  - name: file
    of: asset
    otherwise: true
    fields:
      id: {from: id}
      url: {from: url}
"""


class Written(NamedTuple):
    folder: Path
    done: Done

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_bytes())

    @property
    def metadata(self) -> Any:
        return self.json("import/content/__metadata__.json")

    @property
    def redirects(self) -> Any:
        return self.json("import/redirects.json")

    @property
    def items(self) -> dict[str, Any]:
        """The items by their paths, in the order of their creation."""
        names = self.metadata["_data_files_"]
        found = [self.json(f"import/content/{name}") for name in names]
        return {item["@id"]: item for item in found}

    @property
    def manifest(self) -> dict[str, Any]:
        return {item["path"]: item for item in self.json("manifest.json")["items"]}

    @property
    def defaults(self) -> dict[str, str]:
        """The default pages: by the paths of folders, the ids of pages."""
        paths = {item["UID"]: path for path, item in self.items.items()} | {"plone_site_root": "/"}
        return {paths[uid]: said["default_page"] for uid, said in self.metadata["default_page"].items()}

    def children(self, path: str) -> list[str]:
        """The ids of what lies there, in order."""
        places = self.metadata["ordering"]
        above = "" if path == "/" else path
        there = [item for path, item in self.items.items() if path.rpartition("/")[0] == above and path != "/Plone"]
        found = {item["id"]: places[item["UID"]] for item in there}
        assert sorted(found.values()) == list(range(len(found)))
        return sorted(found, key=lambda id: found[id])

    def told(self, code: str) -> list[str]:
        """The messages of a code, without remedies."""
        lines = [line for line in self.done.err.splitlines() if line.endswith(f"[{code}]")]
        return [line.partition(": ")[2].rpartition(";")[0] for line in lines]


def exported(root: Path, folder: Path, mapping: str, *more: str, **changes: str) -> Written:
    """The site in `root` by a shipped mapping, or by WILD (`wild-volto`, `wild-classic`), with options put into it."""
    if mapping.startswith("wild-"):
        text = WILD.replace("FLAVOUR", mapping.removeprefix("wild-"))
    else:
        text = (PROJECT / "mappings" / f"{mapping}.yml").read_text("utf-8")
    for name, value in changes.items():
        assert f"  {name}: " in text, name
        head, _, rest = text.partition(f"  {name}: ")
        text = f"{head}  {name}: {value}\n{rest.partition(chr(10))[2]}"
    folder.mkdir(exist_ok=True)
    path = folder / "m.yml"
    path.write_text(text, "utf-8")
    out = folder / "out"
    done = run("export", str(root), "--mapping", str(path), "--out", str(out), "--verbose", "--force", *more)
    assert done.code == 0, done.err
    return Written(out, done)


def page(permalink: str, title: str = "T", more: str = "", body: str = "Text") -> str:
    head = f"title: {json.dumps(title, ensure_ascii=False)}\npermalink: {json.dumps(permalink, ensure_ascii=False)}\n"
    return f"---\n{head}{more}---\n{body}\n"


def wild(permalink: str, body: str = "Text", title: str = "T", **values: object) -> str:
    """A page whose front matter has those values."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return page(permalink, title, lines, body)
