"""Assets: what is not content, on disk or only listed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from migrate.diagnostics import Finding
from migrate.errors import SourceError
from migrate.importers.isomer import IsomerImporter
from migrate.interfaces import ReadOptions
from migrate.model import Asset
from migrate.normalise import Census
from tests.conftest import NOW, SiteMaker

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
SITE: dict[str, str | bytes] = {
    "index.md": "---\n---\n",
    "images/a b.PNG": PNG,
    "google1.html": "verification",
    "_lamps/collection.yml": "collections: {lamps: {output: true}}",
    "_lamps/chart.pdf": b"%PDF",
    "_includes/x.html": "<p>",
    ".hidden/x.png": b"x",
    "_redirects": "/a /b\n",
}


def test_files_that_are_not_content(make_site: SiteMaker) -> None:
    source = IsomerImporter().open(make_site(SITE), ReadOptions(now=NOW))
    digest = hashlib.sha256(PNG).hexdigest()
    assets = {asset.id: asset for asset in source.assets()}
    assert sorted(assets) == ["_lamps/chart.pdf", "google1.html", "images/a b.PNG"]
    assert assets["images/a b.PNG"] == Asset(
        id="images/a b.PNG",
        url="/images/a b.PNG",
        file="images/a b.PNG",
        media_type="image/png",
        size=16,
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


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"


def told(findings: Sequence[Finding]) -> list[tuple[str, str | None, str]]:
    return [(one.code, one.file, one.message) for one in findings if one.code.startswith("asset.")]


def test_content_tells_what_a_file_is(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes] = {
        "index.md": "---\n---\n",
        "images/a.jpg": PNG,
        "images/b.png": "<!doctype html><title>404</title>",
        "images/c": PNG,
        "images/d.jpg": POINTER,
        "images/e.jpg": POINTER + b"#" * 1024,
        "images/f.png": b"",
        "images/g.css": "a {}",
    }
    source = IsomerImporter().open(make_site(files), ReadOptions(now=NOW))
    assert {asset.id: asset.media_type for asset in source.assets()} == {
        "images/a.jpg": "image/png",
        "images/b.png": "text/html",
        "images/c": "image/png",
        "images/d.jpg": "image/jpeg",
        "images/e.jpg": "text/plain",
        "images/f.png": "image/png",
        "images/g.css": "text/css",
    }
    assert told(source.findings) == [
        ("asset.media-type", "images/a.jpg", "is image/png, but is called .jpg"),
        ("asset.media-type", "images/b.png", "is text/html, but is called .png"),
        ("asset.lfs", "images/d.jpg", "is only a pointer of Git LFS; its 12,345 bytes are not here"),
        ("asset.media-type", "images/e.jpg", "is text/plain, but is called .jpg"),
    ]


def test_without_digests_no_file_is_opened(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    source = IsomerImporter().open(make_site({**SITE, "images/x.jpg": PNG}), ReadOptions(now=NOW))

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", opened)
    found = [(one.id, one.file, one.media_type, one.size, one.sha256) for one in source.assets(digest=False)]
    assert found == [
        ("_lamps/chart.pdf", "_lamps/chart.pdf", "application/pdf", None, None),
        ("google1.html", "google1.html", "text/html", None, None),
        ("images/a b.PNG", "images/a b.PNG", "image/png", None, None),
        ("images/x.jpg", "images/x.jpg", "image/jpeg", None, None),
    ]
    assert told(source.findings) == []


def test_what_a_census_tells() -> None:
    def asset(id_: str, kind: str, size: int | None = 0) -> Asset:
        return Asset(id=id_, url=f"/{id_}", file=id_, media_type=kind, size=size, sha256="e3" * 32)

    census = Census({"c.css", "f.png"})
    for one in (
        asset("a.png", "image/png"),
        asset("b.css", "text/css"),
        asset("c.css", "text/css"),
        asset("d", "application/octet-stream"),
        asset("e.png", "image/png", None),
        asset("f.png", "image/png", 1),
        asset("g.png", "image/png", 1),
    ):
        census.counted(one)
    assert told(list(census.findings())) == [
        ("asset.duplicate", "g.png", "has the same bytes as f.png"),
        ("asset.empty", "a.png", "is empty"),
        ("asset.empty", "c.css", "is empty"),
        ("asset.unused", None, "5 of 7 assets are linked from no page, data file or menu"),
    ]
