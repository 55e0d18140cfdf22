"""Assets: what is not content, on disk or only listed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from migrate.errors import SourceError
from migrate.importers.isomer import IsomerImporter
from migrate.importers.isomer.assets import media_type
from migrate.interfaces import ReadOptions
from migrate.model import Asset
from tests.conftest import NOW, SiteMaker

SITE: dict[str, str | bytes] = {
    "index.md": "---\n---\n",
    "images/a b.PNG": b"\x89PNG",
    "google1.html": "verification",
    "_lamps/collection.yml": "collections: {lamps: {output: true}}",
    "_lamps/chart.pdf": b"%PDF",
    "_includes/x.html": "<p>",
    ".hidden/x.png": b"x",
    "_redirects": "/a /b\n",
}


def test_files_that_are_not_content(make_site: SiteMaker) -> None:
    source = IsomerImporter().open(make_site(SITE), ReadOptions(now=NOW))
    digest = hashlib.sha256(b"\x89PNG").hexdigest()
    assets = {asset.id: asset for asset in source.assets()}
    assert sorted(assets) == ["_lamps/chart.pdf", "google1.html", "images/a b.PNG"]
    assert assets["images/a b.PNG"] == Asset(
        id="images/a b.PNG",
        url="/images/a b.PNG",
        file="images/a b.PNG",
        media_type="image/png",
        size=4,
        sha256=digest,
    )


def test_a_list_stands_for_what_is_not_on_disk(make_site: SiteMaker, tmp_path: Path) -> None:
    listed = tmp_path / "files.txt"
    listed.write_text(
        "images/a b.PNG\nimages/far.jpg\nindex.md\nfiles/漢.pdf\r\n_data/x.csv\n.git/x\n../up.png\n/abs.png\n"
    )
    source = IsomerImporter().open(make_site(SITE), ReadOptions(now=NOW, assets_list=listed))
    missing = [asset for asset in source.assets() if asset.file is None]
    assert missing == [
        Asset(id="files/漢.pdf", url="/files/漢.pdf", file=None, media_type="application/pdf", size=None, sha256=None),
        Asset(id="images/far.jpg", url="/images/far.jpg", file=None, media_type="image/jpeg", size=None, sha256=None),
    ]
    assert [(finding.code, finding.place) for finding in source.findings if finding.file == "files.txt"] == [
        ("source.assets-list", "files.txt:7"),
        ("source.assets-list", "files.txt:8"),
        ("asset.missing", "files.txt"),
    ]


def test_a_list_that_cannot_be_read(make_site: SiteMaker, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none.txt: cannot be read .*; name a UTF-8 file of paths$"):
        IsomerImporter().open(make_site(SITE), ReadOptions(now=NOW, assets_list=tmp_path / "none.txt"))


def test_media_types() -> None:
    assert [media_type(name) for name in ("a.JPG", "b.tar.xyz", "c")] == [
        "image/jpeg",
        "application/octet-stream",
        "application/octet-stream",
    ]
