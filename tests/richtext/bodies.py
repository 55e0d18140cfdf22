"""Pages of real sites: their bodies and sections, as an export has them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from migrate.mapping.renders import RENDERS
from tests.run import run


class Body(NamedTuple):
    id: str
    body: dict[str, Any]
    sections: list[dict[str, Any]]


def bodies(site: Path) -> Iterator[Body]:
    """The pages of the site in `site` that have HTML or sections."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site.json"
        done = run("export", str(site), "--to", "json", "--out", str(out), "--quiet", "--fail-on", "never")
        assert done.code == 0, done.err
        pages = json.loads(out.read_bytes())["pages"]
    for page in pages:
        body = page["body"] or {}
        if body.get("html") or page["sections"]:
            yield Body(page["id"], body, page["sections"])


def rendered_page(page: Body, version: tuple[int, int], form: str = "gutenberg") -> str:
    """The page as a mapping with `expr: "[body, sections]"` and `render` gives it."""
    value = RENDERS[form][1]([page.body, page.sections], version, {}).value
    return value if isinstance(value, str) else ""
