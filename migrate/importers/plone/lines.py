"""The line of an item that says something."""

from __future__ import annotations

import json
import os
from pathlib import Path

from migrate.importers.plone.items import Place


def line_in(root: Path, place: Place, text: str) -> int:
    """The first line of the item at `place` that says `text`, as JSON writes it too; else the item's first line."""
    try:
        with open(os.path.join(root, place.file), "rb") as source:
            source.seek(place.offset)
            raw = source.read(place.length)
    except OSError:
        return place.line
    quoted = json.dumps(text)[1:-1]
    for written in dict.fromkeys((text, quoted, json.dumps(text, ensure_ascii=False)[1:-1])):
        at = raw.find(written.encode("utf-8", "replace")) if written else -1
        if at >= 0:
            return place.line + raw.count(b"\n", 0, at)
    return place.line
