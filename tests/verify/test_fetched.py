"""Contents as they were before an importer gave their files new addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate.verify.dump import read
from migrate.verify.fetched import Fetched
from migrate.verify.manifest import content_sha256

OLD, NEW = "https://old.example/images", "https://new.example/wp-content/uploads/2003/05"
ONE = {f"{NEW}/lamp.png": f"{OLD}/lamp.png"}
FILES = {**ONE, f"{NEW}/lamp.png.zip": f"{OLD}/z.zip", f"{NEW}/灯-1.png": f"{OLD}/a/灯.png"}


@pytest.mark.parametrize("files", [ONE, FILES])
@pytest.mark.parametrize(
    ("stored", "before"),
    [
        (f'<img src="{NEW}/lamp.png">', f'<img src="{OLD}/lamp.png">'),
        (f"{NEW}/lamp.png?v=1#x {NEW}/lamp.png", f"{OLD}/lamp.png?v=1#x {OLD}/lamp.png"),
        (f"{NEW.replace('https', 'http')}/lamp.png", f"{OLD}/lamp.png"),
        (f"{NEW}/other.png", f"{NEW}/other.png"),
        (f"{NEW}/lamp-300x200.png", f"{NEW}/lamp-300x200.png"),
        (f"{OLD}/lamp.png", f"{OLD}/lamp.png"),
        ("", ""),
    ],
)
def test_what_stood_there(files: dict[str, str], stored: str, before: str) -> None:
    assert Fetched(files).undone(stored) == before


def test_the_longest_address_counts() -> None:
    stored = f"{NEW}/lamp.png.zip {NEW}/灯-1.png {NEW}/lamp.png.z"
    assert Fetched(FILES).undone(stored) == f"{OLD}/z.zip {OLD}/a/灯.png {OLD}/lamp.png.z"


def test_without_files_nothing_changes() -> None:
    assert Fetched().undone(f"{NEW}/lamp.png") == f"{NEW}/lamp.png"


def test_a_dump_with_files(tmp_path: Path) -> None:
    plain = {"parent": None, "status": "publish", "date": "2020-01-02 03:04:05", "title": "A"}
    page = {**plain, "id": "1", "type": "page", "path": "/a/", "content": f'<img src="{NEW}/lamp.png">'}
    file = {**plain, "id": "2", "type": "attachment", "path": "/media-lamp/", "url": f"{NEW}/lamp.png"}
    path = tmp_path / "dump.json"
    path.write_text(json.dumps({"items": [page, file]}), "utf-8")
    digests = {
        name: read(path, files).found[0].content_sha256
        for name, files in {"with": {"/media-lamp/": f"{OLD}/lamp.png"}, "without": {}}.items()
    }
    assert digests == {
        "with": content_sha256(f'<img src="{OLD}/lamp.png">'),
        "without": content_sha256(f'<img src="{NEW}/lamp.png">'),
    }
