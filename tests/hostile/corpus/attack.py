"""One hostile site: what is done to the reader, how the site is made, and what a reader must do."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Files = Mapping[str, str | bytes]
Maker = Callable[[Path], None]

MEGABYTE = 1024 * 1024
SECRET = "TOPSECRET"  # lies beside every site; in no output may it be
PAGE = "---\ntitle: Hello\n---\nBody\n"
UTC = "timezone: UTC\n"
SECRETS = {
    "secret.md": f"---\ntitle: {SECRET}\n---\n{SECRET}\n",
    "secret.html": SECRET,
    "2020-01-01-secret.md": f"---\ntitle: {SECRET}\n---\n",
    "_config.yml": f"title: {SECRET}\n",
    "secret.yml": f"links:\n- title: {SECRET}\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """`what` is done and what a reader `must` do, in a sentence each; the rest is what this program must do.

    `make` writes into the folder of the site, which already holds `_config.yml` and `index.md`; `secret/` lies beside
    it. `told` are codes of findings that must be among those told, or `FILE CODE`. `holds` must stand in the document,
    `never` nowhere in what is written. `pages` is their number, `options` are passed on with {folder} replaced by
    where `site` and `secret` lie. Where the run is to stop, `says` is in its message. `pending` is why the program does
    not yet do what it must.
    """

    name: str
    what: str
    must: str
    make: Maker
    code: int = 0
    told: tuple[str, ...] = ()
    says: str = ""
    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    pages: int | None = None
    options: tuple[str, ...] = ()
    cpu: int = 30  # seconds
    memory: int = 1024 * MEGABYTE
    slow: bool = False
    pending: str = ""


def write(attack: Attack, folder: Path) -> Path:
    """Writes the site of an attack to `folder/site` and what lies beside it; gives the site's folder."""
    site = folder / "site"
    put(folder / "secret", SECRETS)
    put(site, {"_config.yml": UTC, "index.md": PAGE})
    attack.make(site)
    return site


def put(root: Path, files: Files) -> None:
    """Writes files below `root`, their folders too."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def files(given: Files | Callable[[], Files]) -> Maker:
    """A maker that writes these files; large ones are given as a function, so that none is made before its turn."""

    def make(site: Path) -> None:
        put(site, given() if callable(given) else given)

    return make


def links(targets: Mapping[str, str], others: Files | None = None) -> Maker:
    """A maker of symbolic links, by their path and what they say, over files."""

    def make(site: Path) -> None:
        put(site, others or {})
        for name, target in targets.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.symlink_to(target)

    return make


def raw_names(names: Mapping[bytes, str]) -> Maker:
    """A maker of files whose names are bytes."""

    def make(site: Path) -> None:
        for name, content in names.items():
            path = os.path.join(os.fsencode(site), name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as stream:
                stream.write(content)

    return make


def sparse(name: str, size: int) -> Maker:
    """A maker of a file that says it has `size` bytes and takes no room."""

    def make(site: Path) -> None:
        put(site, {name: b""})
        os.truncate(site / name, size)

    return make


def page(front: str, body: str = "") -> str:
    """A page with this front matter and body."""
    return f"---\n{front}\n---\n{body}\n"


def body(text: str) -> str:
    """A page with a title and this body."""
    return page("title: Hostile", text)
