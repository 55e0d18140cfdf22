"""Where the output goes: never over what is not ours, whole or not at all, never our own source."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from migrate import output
from migrate.errors import OutputError
from tests.conftest import SiteMaker
from tests.hostile.sites import PAGE, UTC, exported, orderly

FILES: dict[str, str | bytes] = {
    "a.md": PAGE,
    "_c/x.md": PAGE,
    "_posts/2020-01-02-p.md": PAGE,
    "images/a.png": b"x",
    "_data/a.yml": "a: 1",
}
CONFIG = f"{UTC}collections: {{c: {{output: true}}}}\n"
NOT_OURS = "is not a file that ssi-migrate wrote with this mapping as it is; name another with --out or pass --force"
NO_FILE = "is a pipe, socket or device; name a file, or pass --out - for standard output"


@pytest.fixture
def site(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_site(FILES, config=CONFIG)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("out", "message"),
    [
        ("nope/x.json", "nope: there is no such folder; make it or name another with --out"),
        ("a.md/x.json", "a.md: there is no such folder; make it or name another with --out"),
        ("images", "images: is a folder; name a file in it with --out"),
        ("", ".: is a folder; name a file in it with --out"),
        ("x" * 300, f"{'x' * 300}: cannot be written (File name too long); name another place with --out"),
        ("a.md", f"a.md: {NOT_OURS}"),
        ("_config.yml", f"_config.yml: {NOT_OURS}"),
        ("images/a.png", f"images/a.png: {NOT_OURS}"),
        ("pipe", f"pipe: {NO_FILE}"),
        ("/dev/null", f"/dev/null: {NO_FILE}"),
        ("loop", "loop: cannot be written (Too many levels of symbolic links); name another place with --out"),
        ("\x1b[31m/x.json", "\\x1b[31m: there is no such folder; make it or name another with --out"),
    ],
)
@pytest.mark.parametrize("option", ["--out", "--report"])
def test_a_place_that_cannot_be_written(site: Path, out: str, message: str, option: str) -> None:
    os.mkfifo(site / "pipe")
    (site / "loop").symlink_to("loop")
    before = sorted(path for path in site.rglob("*"))
    done = orderly("export", "--to", "json", option, out)
    message = message if option == "--out" else message.replace(" with this mapping as it is", "")
    assert (done.code, done.out, done.err) == (5, "", f"ssi-migrate: {message}\n")
    assert sorted(path for path in site.rglob("*")) == before
    assert (site / "a.md").read_text() == PAGE


def test_force_never_replaces_a_device(site: Path) -> None:
    os.mkfifo(site / "pipe")
    assert orderly("export", "--to", "json", "--out", "pipe", "--force").code == 5
    assert (site / "pipe").is_fifo()


def test_a_link_stays_a_link(site: Path, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("real.json")
    arguments = ("export", "--to", "json", "--out", str(tmp_path / "link.json"))
    assert orderly(*arguments).err == f"ssi-migrate: {tmp_path / 'link.json'}: {NOT_OURS}\n"
    assert orderly(*arguments, "--force").code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert output.is_our_file(tmp_path / "real.json")


def test_report_and_output_are_two_files(site: Path) -> None:
    done = orderly("export", "--to", "json", "--out", "x.json", "--report", "images/../x.json")
    message = "ssi-migrate: --report images/../x.json: is the file of --out; give each its own name\n"
    assert (done.code, done.err) == (2, message)


@pytest.mark.parametrize(
    ("out", "report"),
    [
        ("x.json", "_posts/2020-01-01-r.md"),
        ("_data/x.json", "r.json"),
        ("_c/x.json", "r.md"),
        ("_posts/2020-01-01-x.json", "_c/r.md"),
        ("images/x.json", "_data/r.json"),
        ("images/x.json", "_data/r.sarif.json"),
        ("images/x.json", "images/r.sarif"),
        ("_data/x.json", "_c/r.xml"),
    ],
)
def test_our_own_files_are_never_source(site: Path, tmp_path: Path, out: str, report: str) -> None:
    """Twice the same bytes; and what lies there from another run is not taken in either."""
    bytes_of: list[tuple[bytes, bytes]] = []
    for folder in ("", f"{site}/"):
        assert orderly("export", "--to", "json", "--out", folder + out, "--report", folder + report).code == 0
        bytes_of.append(((site / out).read_bytes(), (site / report).read_bytes()))
    assert bytes_of[0] == bytes_of[1]
    assert orderly("export", "--to", "json", "--out", str(tmp_path / "other.json")).code == 0
    assert (tmp_path / "other.json").read_bytes() == bytes_of[0][0]
    listed = orderly("inspect").out
    assert out not in listed
    assert report not in listed


def test_a_foreign_file_that_is_to_be_overwritten_is_no_source(site: Path) -> None:
    (site / "images/x.json").write_text("{}")
    assert orderly("export", "--to", "json", "--out", "images/x.json", "--force").code == 0
    first = (site / "images/x.json").read_bytes()
    assert orderly("export", "--to", "json", "--out", "images/x.json").code == 0
    assert (site / "images/x.json").read_bytes() == first


def test_a_full_disk_keeps_the_old_file(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "o.json"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OutputError) as stopped:
        output.write(path, pieces())
    assert str(stopped.value) == f"{path}: cannot be written (No space left on device); nothing of it was kept"
    assert (path.read_bytes(), sorted(os.listdir(tmp_path))) == (b"old", ["o.json", "site"])


def test_a_dry_run_writes_nothing(site: Path) -> None:
    before = sorted(site.rglob("*"))
    assert orderly("export", "--to", "json", "--dry-run", "--report", "r.md").code == 0
    assert sorted(site.rglob("*")) == before


def test_a_name_as_long_as_a_name_can_be(site: Path, tmp_path: Path) -> None:
    assert orderly("export", "--to", "json", "--out", str(tmp_path / ("x" * 255))).code == 0
    assert len(exported(site)["pages"]) == 3
