"""What is there, from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate.errors import OutputError
from migrate.verify.dump import read
from migrate.verify.found import Found, Target
from migrate.verify.manifest import content_sha256, text_sha256

ROW: dict[str, object] = {
    "id": "12",
    "type": "page",
    "path": "/a/",
    "parent": None,
    "status": "publish",
    "date": "2020-01-02 03:04:05",
    "title": "A",
    "terms": {"category": ["news"]},
    "guid": "https://site.example/?ssi=a.md",
}


def dumped(tmp_path: Path, document: object) -> Path:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "digests", "source"),
    [
        ({"content": "<p>a</p>"}, (content_sha256("<p>a</p>"), text_sha256("a")), "a.md"),
        ({"content_sha256": "AB", "text_sha256": "cd"}, ("ab", "cd"), "a.md"),
        ({"content_sha256": "ab"}, ("ab", None), "a.md"),
        ({"guid": None}, (None, None), "12"),
    ],
)
def test_a_dump(
    tmp_path: Path, changes: dict[str, object], digests: tuple[str | None, str | None], source: str
) -> None:
    path = dumped(tmp_path, {"default_terms": {"category": "misc"}, "items": [{**ROW, **changes}]})
    assert read(path) == Target(
        name=str(path),
        found=(
            Found(
                key="12",
                type="page",
                paths=("/a/",),
                parent=None,
                status="publish",
                date="2020-01-02 03:04:05",
                title="A",
                terms={"category": ("news",)},
                content_sha256=digests[0],
                text_sha256=digests[1],
                source=source,
            ),
        ),
        default_terms={"category": "misc"},
    )


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ([], "it is a list, not an object"),
        ({}, "items is missing, not a list"),
        ({"items": [{**ROW, "id": 12}]}, "items[0].id is a number, not text"),
        ({"items": [{**ROW, "content": []}]}, "items[0].content is a list, not text"),
        ({"items": [], "default_terms": {"category": 1}}, "default_terms.category is a number, not text"),
    ],
)
def test_what_is_no_dump(tmp_path: Path, document: object, fault: str) -> None:
    path = dumped(tmp_path, document)
    with pytest.raises(OutputError) as raised:
        read(path)
    assert str(raised.value) == f"{path}: is no dump: {fault}; make it as docs/cli.md says"


def test_a_dump_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be read \\(No such file or directory\\); name a dump"):
        read(tmp_path / "dump.json")
