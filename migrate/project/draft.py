"""A project file to begin with: the keys that a job needs, and all others in comments."""

from __future__ import annotations

import json
import re

from migrate.project.keys import KEYS, Key

HEAD = """\
# A job of ssi-migrate: `ssi-migrate sync` in this folder carries what changed in the site since its last run.
# Paths are relative to this file. What the command line says comes first. See docs/sync.md.
"""
_EXAMPLES = {
    "version": "1", "text": "...", "path": "...", "flag": "false", "number": "20", "texts": "[www.example.org]",
    "gates": "{broken_links: 50, pages_left_out: 0}",
}  # fmt: skip
_VALUES = {
    "from": "auto", "state": "out.state", "mapping": "mapping.yml", "timezone": "Asia/Singapore", "split": "10MB",
    "assets_list": "assets.txt", "asset_base": "https://www.example.org", "prune_bound": "20", "jobs": "2",
}  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z_][\w./-]*")
_RESERVED = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")


def drafted(source: str, target: str) -> str:
    """The text of a project file for a site in the folder `source`."""
    given = {"project": "1", "source": _scalar(source), "target": _scalar(target), "out": "out"}
    lines = [_entry(name, key, given.get(name)) for name, key in KEYS.items()]
    return HEAD + "".join(lines)


def _entry(name: str, key: Key, given: str | None) -> str:
    example = _VALUES.get(name) or (key.choices[0] if key.choices else _EXAMPLES.get(key.form, "..."))
    return f"\n# {key.says}\n" + (f"{name}: {given}\n" if given is not None else f"# {name}: {example}\n")


def _scalar(text: str) -> str:
    """A text as YAML takes it for that text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return json.dumps(text)
