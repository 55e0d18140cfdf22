"""`--assets` and `--assets-dir`: what becomes of the bytes of assets."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.run import Done, run

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
FILES: dict[str, str | bytes] = {
    "index.md": "---\n---\n![A](/images/a.png)\n",
    "b.md": "---\n---\n[B](/files/b.pdf)\n",
    "images/a.png": PNG,
    "images/A.png": PNG + b"A",
    "images/_draft.png": PNG + b"draft",
    "files/b.pdf": "%PDF-1.7",
    "files/con. ": "text",
    "_data/rows.csv": "a,b\n1,2\n",
}
SECOND = hashlib.sha256(b"images/a.png").hexdigest()[:8]


@pytest.fixture
def site(make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_site(FILES, config="timezone: UTC\n")


def export(site: Path, *arguments: str) -> Done:
    return run("export", str(site), "--to", "json", *arguments)


def copies(document: Path) -> dict[str, str | None]:
    return {asset["id"]: asset["copy"] for asset in json.loads(document.read_bytes())["assets"]}


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_without_the_option_nothing_is_copied(site: Path, tmp_path: Path) -> None:
    assert export(site, "--out", "o.json").code == 0
    assert set(copies(tmp_path / "o.json").values()) == {None}
    assert sorted(os.listdir()) == ["o.json", "site"]


def test_copies_lie_beside_the_output(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    done = export(site, "--out", "out/o.json", "--assets", "copy")
    assert done.code == 0
    assert "assets in out/o.assets: 4 linked\n" in done.out
    assert copies(tmp_path / "out/o.json") == {
        "files/b.pdf": "o.assets/files/b.pdf",
        "files/con. ": "o.assets/files/con_",
        "images/A.png": "o.assets/images/A.png",
        "images/_draft.png": None,
        "images/a.png": f"o.assets/images/a~{SECOND}.png",
    }
    for asset in json.loads((tmp_path / "out/o.json").read_bytes())["assets"]:
        if asset["copy"]:
            raw = (tmp_path / "out" / asset["copy"]).read_bytes()
            assert (len(raw), hashlib.sha256(raw).hexdigest()) == (asset["size"], asset["sha256"])
    first = (tmp_path / "out/o.json").read_bytes()
    again = export(site, "--out", "out/o.json", "--assets", "copy")
    assert "assets in out/o.assets: 4 there already\n" in again.out
    assert (tmp_path / "out/o.json").read_bytes() == first


def test_with_a_selection_those_that_are_used_are_copied(site: Path, tmp_path: Path) -> None:
    export(site, "--out", "o.json", "--assets", "copy", "--only", "b.md", "--assets-dir", "c")
    assert tree(tmp_path / "c") == [".ssi-migrate-assets", "files/b.pdf"]
    assert {id_ for id_, copy in copies(tmp_path / "o.json").items() if copy} == {"files/b.pdf"}


@pytest.mark.parametrize("folder", ["o.assets", "images/copies", "_data/copies", "_posts", "_data"])
def test_copies_in_the_site_are_never_read_as_source(site: Path, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    if folder == "_data":
        (site / "_data/rows.csv").unlink()
    arguments = ("--out", "o.json", "--assets", "copy", "--assets-dir", folder)
    assert export(site, *arguments).code == 0
    first = (site / "o.json").read_bytes()
    assert export(site, *arguments).code == 0
    assert (site / "o.json").read_bytes() == first
    assert folder not in run("inspect", str(site)).out
    assert export(site, "--out", "other.json").code == 0
    assert [copy for id_, copy in copies(site / "other.json").items() if id_.startswith(folder)] == []


def test_standard_output_needs_a_folder(site: Path, tmp_path: Path) -> None:
    message = "--assets copy: there is no file to lay them beside; name a folder with --assets-dir"
    done = export(site, "--out", "-", "--assets", "copy")
    assert (done.code, done.out, done.err) == (2, "", f"ssi-migrate: {message}\n")
    done = export(site, "--out", "-", "--assets", "copy", "--assets-dir", "c", "--quiet")
    assert {asset["copy"] for asset in json.loads(done.out)["assets"] if asset["id"] == "files/b.pdf"} == {
        "c/files/b.pdf"
    }


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--assets-dir", "c"), 2, "--assets-dir c: nothing is copied; pass --assets copy as well"),
        (
            ("--assets", "copy", "--assets-dir", "site"),
            2,
            "--assets-dir site: the site itself lies in it; name a folder of its own",
        ),
        (
            ("--assets", "copy", "--assets-dir", "site/images", "--force"),
            5,
            "site/images: holds files of the site; name another with --assets-dir",
        ),
        (
            ("--assets", "copy", "--out", "x.assets"),
            2,
            "--assets-dir x.assets: x.assets would lie among the copies; name a folder of its own",
        ),
        (
            ("--assets", "copy", "--assets-dir", "c", "--report", "c/r.md"),
            5,
            "c: there is no such folder; make it or name another with --out",
        ),
    ],
)
def test_what_cannot_be(site: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    done = export(site, *arguments)
    assert (done.code, done.out, done.err) == (code, "", f"ssi-migrate: {message}\n")
    assert os.listdir() == ["site"]


def test_a_dry_run_copies_nothing(site: Path, tmp_path: Path) -> None:
    done = export(site, "--out", "o.json", "--assets", "copy", "--dry-run")
    assert (done.code, os.listdir()) == (0, ["site"])
    export(site, "--out", "o.json", "--assets", "copy")
    size = (tmp_path / "o.json").stat().st_size
    assert f"nothing was written (--dry-run); it would have been {size:,} bytes\n" in done.out


def test_none_lists_names_alone(site: Path, tmp_path: Path) -> None:
    (site / "images/a.png").write_text("no picture")
    done = export(site, "--out", "o.json", "--assets", "none", "--verbose")
    assert "asset.media-type" not in done.err
    found = {asset["id"]: asset for asset in json.loads((tmp_path / "o.json").read_bytes())["assets"]}
    assert found["images/a.png"] == {
        "id": "images/a.png",
        "url": "/images/a.png",
        "file": "images/a.png",
        "media_type": "image/png",
        "size": None,
        "sha256": None,
        "used": True,
        "same_as": None,
        "copy": None,
        "title": None,
        "description": None,
        "meta": {},
    }


def test_a_file_that_changes_meanwhile_is_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from migrate.copying import room

    check = room.check_room

    def changed(*arguments: object, **named: object) -> None:
        check(*arguments, **named)  # type: ignore[arg-type]
        (site / "files/b.pdf").write_text("%PDF-2.0")

    monkeypatch.setattr("migrate.copying.files.check_room", changed)
    done = export(site, "--out", "o.json", "--assets", "copy")
    assert copies(tmp_path / "o.json")["files/b.pdf"] is None
    told = [line.split(";")[0] for line in done.err.splitlines() if "asset.changed" in line]
    assert told == ["warning: files/b.pdf: changed while it was copied"]
