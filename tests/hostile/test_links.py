"""Links, special files and paths that lead out of the site: never followed, always told."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.hostile.sites import PAGE, UTC, exported, orderly, told

SECRET = "TOPSECRET"
ABOUT_ASSETS = {"asset.unused", "asset.duplicate"}
SECRET_FILES = {
    "s.md": f"---\ntitle: {SECRET}\n---\n",
    "2020-01-01-s.md": f"---\ntitle: {SECRET}\n---\n",
    "navigation.yml": f"links:\n- title: {SECRET}\n",
    "collection.yml": f"title: {SECRET}\ncollections:\n  x: {{output: true}}\n",
    "_config.yml": f"title: {SECRET}\n",
    "_redirects": f"/{SECRET} /b\n",
}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "secret"
    folder.mkdir()
    for name, content in SECRET_FILES.items():
        (folder / name).write_text(content)
    return folder


@pytest.mark.parametrize(
    ("link", "target", "config"),
    [
        ("s.md", "s.md", UTC),
        ("folder", ".", UTC),
        ("_posts", ".", UTC),
        ("_x", ".", f"{UTC}collections: [x]\n"),
        ("_x", ".", UTC),
        ("_data", ".", UTC),
        ("_data/sub", ".", UTC),
        ("_data/navigation.yml", "navigation.yml", UTC),
        ("_redirects", "_redirects", UTC),
        ("_y/collection.yml", "collection.yml", UTC),
        ("images/s.md", "s.md", UTC),
    ],
)
def test_a_link_out_of_the_site(make_site: SiteMaker, secret: Path, link: str, target: str, config: str) -> None:
    site = make_site({"a.md": PAGE}, config=config)
    (site / link).parent.mkdir(exist_ok=True)
    (site / link).symlink_to(secret / target)
    document = exported(site)
    assert SECRET not in str(document)
    assert told(document) == [f"{link} source.symlink-outside"]
    assert SECRET not in orderly("inspect", str(site)).out


@pytest.mark.parametrize("make", ["link", "fifo", "folder", "dangling"])
def test_a_configuration_that_is_no_file_of_the_site(make_site: SiteMaker, secret: Path, make: str) -> None:
    site = make_site({"a.md": PAGE}, config=None)
    path = site / "_config.yml"
    if make == "fifo":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        path.symlink_to(secret / ("_config.yml" if make == "link" else "none"))
    done = orderly("check", str(site))
    what = "is no file of the site, but a link out of it or no regular file; put the file there"
    assert (done.code, done.out, done.err) == (4, "", f"ssi-migrate: _config.yml: {what}\n")


def test_circles(make_site: SiteMaker) -> None:
    site = make_site({"a.md": PAGE, "d/e/b.md": PAGE, "_data/x.yml": "a: 1"}, config=UTC)
    for link, target in {"l": ".", "d/e/l": "../..", "x": "y", "y": "x", "self.md": "self.md", "_data/l": "."}.items():
        (site / link).symlink_to(target)
    document = exported(site)
    assert [page["id"] for page in document["pages"]] == ["a.md", "d/e/b.md"]
    assert document["site"]["data"] == {"x": {"a": 1}}
    assert told(document) == [
        "_data/l source.symlink-loop",
        "d/e/l source.symlink-loop",
        "l source.symlink-loop",
        "self.md source.unreadable",
        "x source.unreadable",
        "y source.unreadable",
    ]


@pytest.mark.parametrize("top", ["", "_data/"])
def test_links_that_would_multiply(make_site: SiteMaker, top: str) -> None:
    """Thirty folders, each with two links to the next: a billion ways to the last."""
    site = make_site({"a.md": PAGE, f"{top}d29/x.md": PAGE, f"{top}d29/x.yml": "a: 1"}, config=UTC)
    for number in range(29):
        (site / f"{top}d{number}").mkdir()
        for name in ("one", "two"):
            (site / f"{top}d{number}/{name}").symlink_to(f"../d{number + 1}")
    document = exported(site)
    assert len(document["pages"]) < 30
    assert {one["code"] for one in document["findings"]} - ABOUT_ASSETS == {"source.symlink-loop"}


def test_special_files_are_told_and_never_opened(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"a.md": PAGE, "_c/x.md": PAGE, "_posts/2020-01-01-x.md": PAGE, "_data/x.yml": ""})
    (site / "_config.yml").write_text(f"{UTC}collections: [c]\ninclude: [f.md, _redirects]\n")
    for name in ("f.md", "_posts/2020-01-02-f.md", "_data/f.yml", "_c/f.md"):
        os.mkfifo(site / name)
    monkeypatch.chdir(site)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.md")
    (site / "z.md").symlink_to("/dev/zero")
    assert [line for line in told(exported(site)) if "source" in line] == [
        "_c/f.md source.special-file",
        "_data/f.yml source.special-file",
        "_posts/2020-01-02-f.md source.special-file",
        "f.md source.special-file",
        "s.md source.special-file",
        "z.md source.symlink-outside",
    ]


@pytest.mark.parametrize("key", ["collections_dir", "data_dir", "destination", "resources_name", "source"])
@pytest.mark.parametrize("value", ["../secret", "..", "/", "a/../../secret", "{secret}", "secret\\.."])
def test_configured_paths_that_lead_out(make_site: SiteMaker, secret: Path, key: str, value: str) -> None:
    path = value.format(secret=secret)
    site = make_site({"a.md": PAGE}, config=f"{UTC}{key}: '{path}'\ncollections: [../secret, /etc, x]\n")
    document = exported(site)
    assert SECRET not in str(document)
    assert [page["id"] for page in document["pages"]] == ["a.md"]


def test_included_and_default_paths_that_lead_out(make_site: SiteMaker, secret: Path) -> None:
    include = f"include: [../secret/s.md, '{secret}/s.md', ../../etc/passwd, /etc/passwd, .., /, 'a\\0b']\n".replace(
        "'a\\0b'", '"a\\0b"'
    )
    scopes = ("../**", "/**", "**/../../secret/**", "{a,b}" * 20 + "**", "[", "*" * 3000)
    defaults = "defaults:\n" + "".join(f"- scope: {{path: '{one}'}}\n  values: {{x: 1}}\n" for one in scopes)
    document = exported(make_site({"a.md": PAGE}, config=UTC + include + defaults))
    assert SECRET not in str(document["pages"] + document["assets"])
    assert [page["id"] for page in document["pages"]] == ["a.md"]


def test_permalinks_stay_addresses_of_the_site(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "a.md": "---\npermalink: ../../x\n---\n",
            "b.md": "---\npermalink: /../../../etc/passwd\n---\n",
            "_posts/2020-01-01-a.md": "---\npermalink: /:nope/:title\n---\n",
        },
        config=UTC,
    )
    document = exported(site)
    assert [page["url"] for page in document["pages"]] == ["/2020/01/01/a.html", "/x", "/etc/passwd"]
    assert told(document) == ["_posts/2020-01-01-a.md url.invalid-permalink"]


def test_an_assets_list_that_leads_out(make_site: SiteMaker, tmp_path: Path) -> None:
    lines = ["../../etc/passwd", "/etc/passwd", "images/../../x", "images/a.png", "images/b\0.png", ".."]
    lines += [f"images/{'x' * 5000}.png", "d/" * 3000 + "a.png", "images/\x1b[31m.png", ""]
    listed = tmp_path / "list.txt"
    listed.write_text("\n".join(lines))
    document = exported(make_site({"a.md": PAGE}, config=UTC), "--assets-list", str(listed))
    passed_over = [1, 2, 3, 5, 6, 7, 8]
    assert [line for line in told(document) if line not in ABOUT_ASSETS] == [
        "list.txt asset.missing",
        *[f"list.txt:{number} source.assets-list" for number in passed_over],
    ]
    assert len(document["assets"]) == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none", "{path}: cannot be read (No such file or directory); name a UTF-8 file of paths"),
        (".", "{path}: cannot be read (Is a directory); name a UTF-8 file of paths"),
        ("odd", "{path}:2: is not UTF-8; save the file as UTF-8"),
    ],
)
def test_an_assets_list_that_cannot_be_read(make_site: SiteMaker, tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "odd").write_bytes(b"images/a.png\n\xff\xfe\n")
    path = str(tmp_path / name)
    site = str(make_site({"a.md": PAGE}, config=UTC))
    done = orderly("export", site, "--to", "json", "--out", "-", "--assets-list", path)
    assert (done.code, done.out, done.err) == (4, "", f"ssi-migrate: {message.format(path=path)}\n")


def test_folders_nested_without_end(make_site: SiteMaker) -> None:
    site = make_site({"a.md": PAGE}, config=UTC)
    deep = "/".join(["d"] * 900)
    (site / deep).mkdir(parents=True)
    (site / deep / "lost.md").write_text(PAGE)
    document = exported(site)
    assert told(document) == ["/".join(["d"] * 201) + " source.unreadable"]
