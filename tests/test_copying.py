"""Copies: whole files or none, linked where the system allows it, and never over what is not ours."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from migrate.copying import files
from migrate.copying.files import Copied, Copy, copy_files
from migrate.copying.folders import MARK, check_folder
from migrate.errors import OutputError, UsageError
from migrate.ours import FOLDER_MARK, is_our_folder

REMOVE = "remove it, or name another folder with --assets-dir"
LATER = time.time_ns() + 10**18  # every file is older than this


class Place(NamedTuple):
    root: Path
    folder: Path

    def wanted(self, name: str, goal: str | None = None, content: bytes | None = None) -> Copy:
        """The file as it is to be copied, written if it is not there."""
        path = self.root / name
        if content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        raw = path.read_bytes()
        return Copy(name, goal or name, len(raw), hashlib.sha256(raw).hexdigest())

    def copied(self, *copies: Copy, since: int = LATER) -> list[tuple[str, str]]:
        done = copy_files(copies, root=self.root, folder=self.folder, since=since)
        return [(one.copy.goal, one.fate) for one in done]

    def tree(self) -> dict[str, bytes]:
        found = sorted(path for path in self.folder.rglob("*") if not path.is_dir())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found if path.name != FOLDER_MARK}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "site").mkdir()
    return Place(tmp_path / "site", tmp_path / "out.assets")


@pytest.fixture
def _no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", link)


def test_files_are_linked_into_a_folder_that_is_marked(place: Place) -> None:
    copies = [place.wanted("images/a.png", content=b"a"), place.wanted("b.pdf", "x/y/b.pdf", b"bb")]
    assert place.copied(*copies) == [("images/a.png", "linked"), ("x/y/b.pdf", "linked")]
    assert place.tree() == {"images/a.png": b"a", "x/y/b.pdf": b"bb"}
    assert os.path.samefile(place.root / "images/a.png", place.folder / "images/a.png")
    assert (place.folder / FOLDER_MARK).read_bytes() == MARK
    assert is_our_folder(place.folder)


def test_nothing_to_copy_makes_no_folder(place: Place) -> None:
    assert place.copied() == []
    assert not place.folder.exists()


@pytest.mark.usefixtures("_no_links")
def test_across_devices_files_are_copied(place: Place) -> None:
    big = bytes(range(256)) * 8192
    assert place.copied(place.wanted("a", content=big), place.wanted("b", content=b"")) == [
        ("a", "copied"),
        ("b", "copied"),
    ]
    assert place.tree() == {"a": big, "b": b""}
    assert not os.path.samefile(place.root / "a", place.folder / "a")


def test_a_second_run_writes_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = [place.wanted("a", content=b"a"), place.wanted("d/b", content=b"b")]
    place.copied(copies[0])
    with monkeypatch.context() as patched:
        patched.setattr(os, "link", _refusing(errno.EPERM))
        place.copied(copies[1])
    monkeypatch.setattr(os, "replace", _refusing(errno.EIO))
    before = {path: path.lstat().st_mtime_ns for path in place.folder.rglob("*")}
    assert place.copied(*copies) == [("a", "kept"), ("d/b", "kept")]
    assert {path: path.lstat().st_mtime_ns for path in place.folder.rglob("*")} == before


def _refusing(number: int) -> object:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_what_differs_is_replaced_and_what_is_no_asset_stays(place: Place) -> None:
    place.copied(place.wanted("a", content=b"old"))
    (place.folder / "mine").write_bytes(b"mine")
    (place.root / "a").unlink()
    assert place.copied(place.wanted("a", content=b"new")) == [("a", "linked")]
    assert place.tree() == {"a": b"new", "mine": b"mine"}


def test_replacing_a_copy_leaves_the_source_alone(place: Place) -> None:
    """The old copy is a hard link: it is never written into."""
    copy = place.wanted("a", content=b"old")
    place.copied(copy)
    os.link(place.root / "a", place.root / "kept")
    (place.root / "a").unlink()
    place.copied(place.wanted("a", content=b"new"))
    assert (place.root / "kept").read_bytes() == b"old"


@pytest.mark.parametrize("linking", [True, False])
def test_a_file_that_changed_is_left_out(place: Place, linking: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not linking:
        monkeypatch.setattr(os, "link", _refusing(errno.EXDEV))
    former = place.wanted("a", content=b"former")
    assert place.copied(former) == [("a", "linked" if linking else "copied")]
    (place.root / "a").unlink()
    told = place.wanted("a", content=b"told")
    (place.root / "a").write_bytes(b"else")
    assert place.copied(told, since=0) == [("a", "changed")]
    assert place.tree() == {"a": b"former"}


def test_a_file_that_changed_for_a_moment_is_tried_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _refusing(errno.EXDEV))
    copy = place.wanted("a", content=b"told")
    (place.root / "a").write_bytes(b"else")
    pieces = files._pieces

    def mended(at: int) -> object:
        yield from list(pieces(at))
        (place.root / "a").write_bytes(b"told")

    monkeypatch.setattr(files, "_pieces", mended)
    assert place.copied(copy) == [("a", "copied")]
    assert place.tree() == {"a": b"told"}


def test_a_recent_file_is_read_again_though_its_size_agrees(place: Place) -> None:
    copy = place.wanted("a", content=b"told")
    (place.root / "a").write_bytes(b"else")
    assert place.copied(copy, since=time.time_ns()) == [("a", "changed")]


def test_links_inside_of_the_site_are_followed_and_others_are_not(place: Place, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    copy = place.wanted("real/a", content=b"a")
    (place.root / "linked").symlink_to("real")
    (place.root / "out").symlink_to(tmp_path)
    (place.root / "x").symlink_to("../secret")
    copies = [copy._replace(source="linked/a"), place.wanted("out/secret"), place.wanted("x")]
    assert place.copied(*copies) == [("real/a", "linked"), ("out/secret", "outside"), ("x", "outside")]
    assert place.tree() == {"real/a": b"a"}


def test_a_folder_that_becomes_a_link_while_it_is_opened(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = place.wanted("images/a", content=b"a")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a").write_bytes(b"a")
    real = os.path.realpath

    def swapped(path: str | Path) -> str:
        found = real(path)
        if found.endswith("images/a") and not (place.root / "images").is_symlink():
            (place.root / "images").rename(tmp_path / "images")
            (place.root / "images").symlink_to(tmp_path / "elsewhere")
        return found

    monkeypatch.setattr(files, "check_room", lambda *_, **__: None)
    monkeypatch.setattr(os.path, "realpath", swapped)
    done = list(copy_files([copy], root=place.root, folder=place.folder, since=LATER))
    assert done == [Copied(copy, "unreadable", "Not a directory")]
    assert place.tree() == {}


@pytest.mark.parametrize("what", ["pipe", "folder", "gone"])
def test_what_took_the_place_of_a_file(place: Place, what: str) -> None:
    copy = place.wanted("a", content=b"a")
    (place.root / "a").unlink()
    if what == "pipe":
        os.mkfifo(place.root / "a")
    elif what == "folder":
        (place.root / "a").mkdir()
    why = "No such file or directory" if what == "gone" else "it is no regular file"
    done = list(copy_files([copy], root=place.root, folder=place.folder, since=LATER))
    assert done == [Copied(copy, "unreadable", why)]
    assert place.tree() == {}


@pytest.mark.parametrize("at", ["out.assets", "out.assets/d", "out.assets/d/a"])
def test_links_in_the_way_are_refused(place: Place, tmp_path: Path, at: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "victim").write_bytes(b"victim")
    copy = place.wanted("d/a", content=b"a")
    (tmp_path / at).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / at).symlink_to(tmp_path / ("victim" if at.endswith("a") else "elsewhere"))
    with pytest.raises(OutputError) as stopped:
        place.copied(copy)
    named = {"out.assets": place.folder, "out.assets/d": place.folder / "d/a", "out.assets/d/a": place.folder / "d/a"}[
        at
    ]
    what = "is a link, a folder or no file" if at.endswith("a") else "lies behind a link or in what is no folder"
    assert str(stopped.value) == f"{named}: {what}; {REMOVE}"
    assert os.listdir(tmp_path / "elsewhere") == []
    assert (tmp_path / "victim").read_bytes() == b"victim"


def test_a_folder_where_a_file_should_be(place: Place) -> None:
    (place.folder / "a").mkdir(parents=True)
    with pytest.raises(OutputError) as stopped:
        place.copied(place.wanted("a", content=b"a"))
    assert str(stopped.value) == f"{place.folder / 'a'}: is a link, a folder or no file; {REMOVE}"


def test_a_full_disk_leaves_no_half_file(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.copied(place.wanted("a", content=b"former"))
    (place.root / "a").unlink()
    copy = place.wanted("a", content=b"x" * 100)
    write = os.write

    def full(at: int, piece: bytes) -> int:
        write(at, piece[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", _refusing(errno.EXDEV))
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError) as stopped:
        place.copied(copy)
    assert str(stopped.value) == (
        f"{place.folder / 'a'}: cannot be written (No space left on device); nothing of it was kept"
    )
    assert place.tree() == {"a": b"former"}


def test_room_is_asked_for_before_anything_is_written(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        free: int

    copies = [place.wanted("a", content=b"x" * 60), place.wanted("b", content=b"x" * 50)]
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(109))
    assert place.copied(*copies) == [("a", "linked"), ("b", "linked")]  # links take no room
    monkeypatch.setattr(os, "link", _refusing(errno.EXDEV))
    other = Place(place.root, place.folder.with_name("other"))
    with pytest.raises(OutputError) as stopped:
        other.copied(*copies)
    assert str(stopped.value) == (
        f"{other.folder}: the copies take 110 bytes, and 109 are free; "
        "make room, or name a folder on another disk with --assets-dir"
    )
    assert not other.folder.exists()
    assert other.copied(copies[0]) == [("a", "copied")]
    assert other.copied(*copies) == [("a", "kept"), ("b", "copied")]  # what is there already takes none


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_goal_that_cannot_be_written(place: Place) -> None:
    place.folder.mkdir(mode=0o555)
    with pytest.raises(OutputError) as stopped:
        place.copied(place.wanted("a", content=b"a"))
    assert str(stopped.value) == f"{place.folder}: cannot be written (Permission denied); nothing of it was kept"


def test_a_read_only_disk(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = place.wanted("a", content=b"a")
    monkeypatch.setattr(os, "mkdir", _refusing(errno.EROFS))
    with pytest.raises(OutputError) as stopped:
        place.copied(copy)
    assert str(stopped.value) == f"{place.folder}: cannot be written (Read-only file system); nothing of it was kept"


KILLED = """
import os, signal, sys
from pathlib import Path
from migrate.copying.files import Copy, copy_files
root, folder, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
write, done = os.write, 0
def counted(at, piece):
    global done
    done += 1
    written = write(at, piece[: len(piece) // 2 + 1])
    if done == step:
        os.kill(os.getpid(), signal.SIGKILL)
    return written
def link(*_, **__):
    raise OSError(18, "Invalid cross-device link")
os.write, os.link = counted, link
copies = [Copy(*line.split()[:2], int(line.split()[2]), line.split()[3]) for line in sys.stdin]
list(copy_files(copies, root=root, folder=folder, since=0))
"""


@pytest.mark.parametrize("step", [1, 2, 4, 7])
def test_killed_in_the_middle_it_leaves_whole_files_or_none(place: Place, step: int) -> None:
    place.copied(place.wanted("b", content=b"former"))
    (place.root / "b").unlink()
    copies = [place.wanted(name, content=name.encode() * 1000) for name in "abc"]
    lines = "".join(f"{' '.join(map(str, copy))}\n" for copy in copies)
    command = [sys.executable, "-c", KILLED, str(place.root), str(place.folder), str(step)]
    assert subprocess.run(command, input=lines, text=True, check=False).returncode == -signal.SIGKILL
    left = {name: raw for name, raw in place.tree().items() if not name.endswith(".tmp")}
    assert left["b"] in (b"former", b"b" * 1000)
    assert {name: raw for name, raw in left.items() if name != "b"}.items() <= {
        "a": b"a" * 1000,
        "c": b"c" * 1000,
    }.items()
    assert [fate for _, fate in place.copied(*copies)] != []
    assert place.tree() == {name: name.encode() * 1000 for name in "abc"}


def test_what_another_run_is_writing_stays(place: Place) -> None:
    place.folder.mkdir()
    for number in (os.getppid(), os.getpid(), 2**22 + 1):
        (place.folder / f".ssi-migrate.{number}.copy.tmp").write_bytes(b"")
    (place.folder / ".ssi-migrate.x.copy.tmp").write_bytes(b"")
    place.copied(place.wanted("a", content=b"a"))
    assert sorted(place.tree()) == [f".ssi-migrate.{os.getppid()}.copy.tmp", ".ssi-migrate.x.copy.tmp", "a"]


# --- Whether a folder may be used ---


def _refused(folder: Path, site: Path, *beside: Path, force: bool = False) -> str:
    with pytest.raises((OutputError, UsageError)) as stopped:
        check_folder(folder, source=site, beside=beside, force=force)
    return str(stopped.value)


def test_folders_that_may_be_used(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    check_folder(folder, source=place.root, beside=[tmp_path / "o.json"], force=False)
    folder.mkdir()
    check_folder(folder, source=place.root, beside=[], force=False)
    (folder / "a").write_bytes(b"a")
    another = "name another with --assets-dir or pass --force"
    assert _refused(folder, place.root) == f"{folder}: holds files that ssi-migrate did not write; {another}"
    check_folder(folder, source=place.root, beside=[], force=True)
    (folder / FOLDER_MARK).write_bytes(b"mine")
    assert _refused(folder, place.root) == f"{folder}: holds files that ssi-migrate did not write; {another}"
    (folder / FOLDER_MARK).write_bytes(MARK)
    check_folder(folder, source=place.root, beside=[], force=False)


@pytest.mark.parametrize("force", [True, False])
def test_folders_that_may_not_be_used(place: Place, tmp_path: Path, force: bool) -> None:
    site = place.root
    (site / "images").mkdir()
    (site / "images/a.png").write_bytes(b"a")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(site)
    (tmp_path / "gone").symlink_to("nowhere")
    folders = [site, tmp_path, site / "images", tmp_path / "no/x", tmp_path / "file", tmp_path / "file/x"]
    assert [_refused(folder, site, force=force).removeprefix(str(folder)) for folder in folders] == [
        f"--assets-dir {site}: the site itself lies in it; name a folder of its own",
        f"--assets-dir {tmp_path}: the site itself lies in it; name a folder of its own",
        ": holds files of the site; name another with --assets-dir",
        f"{tmp_path / 'no'}: there is no such folder; make it or name another with --assets-dir",
        ": is no folder; name another with --assets-dir",
        f"{tmp_path / 'file'}: there is no such folder; make it or name another with --assets-dir",
    ]
    assert _refused(tmp_path / "gone", site, force=force).endswith("name the folder that it leads to with --assets-dir")
    out = tmp_path / "x/site.json"
    message = f"--assets-dir {tmp_path / 'x'}: {out} would lie among the copies; name a folder of its own"
    assert _refused(tmp_path / "x", site, out, force=force) == message
