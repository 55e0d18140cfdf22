"""Reads a project file. All of its faults are told at once, each at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from migrate.mapping.document import Document, Faults, nearest
from migrate.mapping.gates import Gate, gates
from migrate.project.keys import KEYS, Key

VERSION = 1


class Project(NamedTuple):
    """What a project file says; None where it does not. Paths are relative to the working folder, not to the file."""

    path: Path | None = None
    source: Path | None = None
    from_: str | None = None
    target: str | None = None
    mapping: Path | None = None
    out: Path | None = None
    state: Path | None = None
    prune: bool = False
    prune_bound: int | None = None
    gates: tuple[Gate, ...] = ()
    fail_on: str | None = None
    timezone: str | None = None
    drafts: bool = False
    assets: str | None = None
    assets_list: Path | None = None
    asset_base: str | None = None
    split: str | None = None
    markdown: str | None = None
    active_html: str | None = None
    own_hosts: tuple[str, ...] = ()
    jobs: int | None = None


def load_project(path: Path) -> Project:
    """The project in `path`. Raises MappingError, whatever the file holds."""
    faults = Faults()
    document = Document(path, faults)
    top = document.map(document.root, tuple(KEYS), "a project file")
    if "project" not in top:
        document.lacks(document.root, f"`project: {VERSION}` is missing, which names the version; write it first")
    values = {name: _value(document, node, name, KEYS[name]) for name, node in top.items()}
    faults.check()
    del values["project"]
    given = {_field(name): value for name, value in values.items() if value is not None}
    return Project(path=path, **given)  # type: ignore[arg-type]  # each reader gives what its form says


def _field(name: str) -> str:
    return "from_" if name == "from" else name


def _value(document: Document, node: yaml.Node, name: str, key: Key) -> object:
    return _READERS[key.form](document, node, name, key)


def _version(document: Document, node: yaml.Node, name: str, key: Key) -> object:
    value = document.plain(node)
    if value != VERSION or isinstance(value, bool):
        document.fault(node, f"this is no version of project files; write `project: {VERSION}`")
    return value


def _text(document: Document, node: yaml.Node, name: str, key: Key) -> str | None:
    value = document.text(node)
    if value == "":
        document.fault(node, f"`{name}` is empty; write it, or leave it out")
    return value or None


def _path(document: Document, node: yaml.Node, name: str, key: Key) -> Path | None:
    """A path is relative to the file that says it."""
    value = _text(document, node, name, key)
    if value is not None and "\0" in value:
        document.fault(node, f"`{name}` is no path; correct it")
        return None
    return None if value is None else document.path.parent / value


def _flag(document: Document, node: yaml.Node, name: str, key: Key) -> bool:
    return document.flag(node, f"`{name}`")


def _number(document: Document, node: yaml.Node, name: str, key: Key) -> int | None:
    value = document.integer(node, f"`{name}`")
    if value is not None and not key.least <= value <= key.most:
        document.fault(node, f"`{name}` is between {key.least} and {key.most}; correct it")
    return value


def _choice(document: Document, node: yaml.Node, name: str, key: Key) -> str | None:
    value = _text(document, node, name, key)
    if value is not None and value not in key.choices:
        document.fault(node, f"`{name}` is no `{value:.60}`; {nearest(value, key.choices)}")
    return value


def _texts(document: Document, node: yaml.Node, name: str, key: Key) -> tuple[str, ...]:
    found = [_text(document, one, name, key) for one in document.elements(node, f"`{name}`")]
    return tuple(one for one in found if one is not None)


def _gates(document: Document, node: yaml.Node, name: str, key: Key) -> tuple[Gate, ...]:
    return tuple(gates(document, node))


_READERS: dict[str, Callable[[Document, yaml.Node, str, Key], object]] = {
    "version": _version, "text": _text, "path": _path, "flag": _flag, "number": _number, "choice": _choice,
    "texts": _texts, "gates": _gates,
}  # fmt: skip
