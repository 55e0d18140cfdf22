"""What `inspect` lists of an export."""

from __future__ import annotations

import json
from pathlib import Path

from tests.importers.plone.exports import folder, html, item, uid
from tests.run import run


def test_rows(tmp_path: Path) -> None:
    items = [
        item("/a", number=1, title="A", text=html('<a href="resolveuid/2">b</a>'), created="2024-01-02"),
        item("/b.pdf", "File", 2, title="B"),
    ]
    root = str(folder(tmp_path, items))
    done = run("inspect", root, "--format", "jsonl", "--render")
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {
            "path": "/a",
            "type": "Document",
            "uid": uid(1),
            "title": "A",
            "state": "published",
            "url": "/a",
            "published": True,
            "language": None,
            "position": 0,
            "date": "2024-01-02T00:00:00+00:00",
            "file": "content/0/data.json",
            "line": 1,
            "html": '<a href="resolveuid/2">b</a>',
        },
        {
            "path": "/b.pdf",
            "type": "File",
            "uid": uid(2),
            "title": "B",
            "url": "/b.pdf",
            "published": True,
            "file": None,
        },
    ]
    assert run("inspect", root).out.splitlines() == [
        "type      state      position  published  url     path",
        "Document  published  0         yes        /a      /a",
        "File      -          -         yes        /b.pdf  /b.pdf",
    ]
