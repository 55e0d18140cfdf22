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


def test_addresses_are_those_that_jekyll_gives(make_site: SiteMaker, tmp_path: Path) -> None:
    config = "collections: {docs: {output: true, permalink: '/d/:path'}, notes: {output: false}}\n"
    files: dict[str, str | bytes] = {
        "index.md": "---\n---\n",
        "_docs/sub/a b.pdf": b"x",
        "_notes/n.pdf": b"x",
        "images/_draft.png": b"x",
        "images/old.png~": b"x",
        "images/.DS_Store": b"x",
        "news/_posts/photo.jpg": b"x",
        "news/_posts/2024-01-01-scan.pdf": b"%PDF\xff\xfe",
    }
    listed = tmp_path / "files.txt"
    listed.write_text(
        "_docs/far.pdf\n_notes/far.pdf\nimages/_far.png\nnews/_posts/far.jpg\n_other/far.jpg\n_docs/collection.yml\n"
    )
    source = IsomerImporter().open(make_site(files, config=config), ReadOptions(now=NOW, assets_list=listed))
    assert {asset.id: asset.url for asset in source.assets()} == {
        "_docs/far.pdf": "/d/far.pdf",
        "_docs/sub/a b.pdf": "/d/sub/a b.pdf",
        "_notes/far.pdf": None,
        "_notes/n.pdf": None,
        "images/_draft.png": None,
        "images/_far.png": None,
        "images/old.png~": None,
        "news/_posts/2024-01-01-scan.pdf": None,
        "news/_posts/far.jpg": None,
        "news/_posts/photo.jpg": None,
    }
    told = sorted(finding.file or "" for finding in source.findings if finding.code == "asset.unpublished")
    assert told == ["images/_draft.png", "images/old.png~", "news/_posts/2024-01-01-scan.pdf", "news/_posts/photo.jpg"]


def test_a_list_that_cannot_be_read(make_site: SiteMaker, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none.txt: cannot be read .*; name a UTF-8 file of paths$"):
        IsomerImporter().open(make_site(SITE), ReadOptions(now=NOW, assets_list=tmp_path / "none.txt"))


def test_media_types() -> None:
    assert [media_type(name) for name in ("a.JPG", "b.tar.xyz", "c")] == [
        "image/jpeg",
        "application/octet-stream",
        "application/octet-stream",
    ]
