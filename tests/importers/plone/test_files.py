"""Files of an export: where their bytes are, and what is told where they are not."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

from migrate.importers.plone.blobs import HOME
from tests.importers.plone.exports import PORTAL, assets, folder, item, listed, opened, pages, told, uid, write
from tests.run import run

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
INSIDE = {
    "filename": "a.png",
    "content-type": "image/png",
    "encoding": "base64",
    "data": base64.b64encode(PNG).decode(),
}


def of_path(path: str, **more: object) -> dict[str, object]:
    return {"filename": "a.png", "content-type": "image/png", "blob_path": path, **more}


def test_bytes_in_the_item(tmp_path: Path) -> None:
    source = opened(
        listed(tmp_path, [item(f"{PORTAL}/a.png", "Image", 1, image=INSIDE, title="A", description="Of brass")])
    )
    asset = assets(source)[uid(1)]
    assert (asset.url, asset.file, asset.media_type, asset.size) == ("/a.png", "Plone.json", "image/png", len(PNG))
    assert (asset.title, asset.description) == ("A", "Of brass")
    assert asset.meta == {"portal_type": "Image", "filename": "a.png", "content-type": "image/png"}
    assert asset.sha256 == hashlib.sha256(PNG).hexdigest()
    assert asset.content is not None
    assert b"".join(asset.content()) == PNG


@pytest.mark.parametrize("place", ["blobs/0x01/x.blob", "blobstorage/0x01/x.blob", "0x01/x.blob"])
def test_bytes_in_a_folder_beside_the_list(place: str, tmp_path: Path) -> None:
    root = listed(tmp_path, [item(f"{PORTAL}/a.png", "Image", 1, image=of_path("0x01/x.blob", size=9, width=1))])
    asset = assets(opened(write(root, {place: PNG})))[uid(1)]
    assert (asset.file, asset.size, asset.content) == (place, len(PNG), None)


def test_bytes_in_the_folder_that_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "home", {"0x01/x.blob": PNG})
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    root = listed(tmp_path / "site", [item(f"{PORTAL}/a.png", "Image", 1, image=of_path("0x01/x.blob"))])
    asset = assets(opened(root))[uid(1)]
    assert (asset.file, asset.size) == ("0x01/x.blob", len(PNG))
    assert asset.content is not None
    assert b"".join(asset.content()) == PNG


@pytest.mark.parametrize(
    "held",
    [
        of_path("../out.png"),
        of_path("link.png"),
        of_path("/etc/hostname"),
        of_path("gone.png"),
        of_path("a\0b"),
        {"filename": "a.png", "content-type": "image/png", "download": f"{PORTAL}/a.png/@@download/image"},
        {**INSIDE, "data": "§"},
        {**INSIDE, "data": "abc"},
        None,
    ],
)
def test_a_file_without_bytes_is_told(held: object, tmp_path: Path) -> None:
    root = listed(tmp_path / "site", [item(f"{PORTAL}/a.png", "Image", 1, image=held)])
    write(tmp_path, {"out.png": PNG})
    (root / "link.png").symlink_to(tmp_path / "out.png")
    source = opened(root)
    asset = assets(source)[uid(1)]
    assert (asset.file, asset.size, asset.content, asset.url) == (None, None, None, "/a.png")
    assert told(source) == [("plone.no-bytes", "Plone.json", 1)]


def test_files_in_fields_of_pages(tmp_path: Path) -> None:
    lead, other = (
        of_path("1/image/a.png"),
        {"filename": "b.pdf", "content-type": "application/pdf", "blob_path": "1/b.pdf"},
    )
    one = item("/a", "News Item", 1, image=lead, attachment=other)
    hidden = item("/b", "News Item", 2, image=lead, review_state="private")
    root = write(folder(tmp_path, [one, hidden]), {"content/1/image/a.png": PNG, "content/1/b.pdf": b"%PDF-1.4\n"})
    source = opened(root)
    assert pages(source)["/a"].image == "/a/@@download/image/a.png"
    assert pages(source)["/a"].meta["image"] == {"filename": "a.png", "content-type": "image/png"}
    assert {asset.id: (asset.url, asset.file) for asset in source.assets()} == {
        f"{uid(1)}/image": ("/a/@@download/image/a.png", "content/1/image/a.png"),
        f"{uid(1)}/attachment": ("/a/@@download/attachment/b.pdf", "content/1/b.pdf"),
        f"{uid(2)}/image": (None, "content/1/image/a.png"),
    }
    assert assets(source)[f"{uid(1)}/image"].meta == {
        "of": uid(1),
        "field": "image",
        "filename": "a.png",
        "content-type": "image/png",
    }


def test_a_picture_that_a_page_names(tmp_path: Path) -> None:
    picture = item("/a.png", "Image", 1)
    named = item("/b", number=2, preview_image_link={"@id": "/a.png", "title": "A"})
    related = [{"from_attribute": "preview_image_link", "from_uuid": uid(3), "to_uuid": uid(1)}]
    source = opened(folder(tmp_path, [picture, named, item("/c", number=3)], relations=related))
    assert [page.image for page in source.site.pages] == ["/a.png", "/a.png"]


@pytest.mark.parametrize("named", ["site", "site/Plone.json"])
def test_copies(named: str, tmp_path: Path) -> None:
    items = [
        item(f"{PORTAL}/a.png", "Image", 1, image=INSIDE),
        item(f"{PORTAL}/b.png", "Image", 2, image=of_path("x.blob")),
    ]
    write(listed(tmp_path / "site", items), {"blobs/x.blob": PNG + b"b"})
    out = tmp_path / "out" / "site.json"
    out.parent.mkdir()
    for _ in range(2):  # a second run finds them there
        done = run("export", str(tmp_path / named), "--to", "json", "--out", str(out), "--assets", "copy")
        assert done.code == 0, done.err
    found = {asset["id"]: asset["copy"] for asset in json.loads(out.read_bytes())["assets"]}
    assert found == {uid(1): f"site.assets/{uid(1)}", uid(2): f"site.assets/{uid(2)}"}
    assert (out.parent / found[uid(1)]).read_bytes() == PNG
    assert (out.parent / found[uid(2)]).read_bytes() == PNG + b"b"


def test_copies_in_a_folder(tmp_path: Path) -> None:
    root = listed(tmp_path / "site", [item(f"{PORTAL}/a.png", "Image", 1, image=INSIDE)])
    out = tmp_path / "out"
    assert run("export", str(root), "--to", "hugo", "--out", str(out), "--assets", "copy").code == 0
    assert (out / "static" / "a.png").read_bytes() == PNG


def test_bytes_that_changed_since_are_told(tmp_path: Path) -> None:
    root = listed(tmp_path / "site", [item(f"{PORTAL}/a.png", "Image", 1, image=INSIDE)])
    asset = assets(opened(root))[uid(1)]
    (root / "Plone.json").write_text("[]")
    assert asset.content is not None
    with pytest.raises(ValueError, match="Expecting value"):
        list(asset.content())
