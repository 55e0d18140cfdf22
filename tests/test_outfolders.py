"""Folders: swapped in when whole, and what we did not write is never removed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from migrate.diagnostics import Finding
from migrate.errors import MigrateError, OutputError, UsageError
from migrate.model import Asset, OutFile
from migrate.ours import FOLDER_MARK, is_our_folder
from migrate.outfolders import OutFolder, check_out_folder
from migrate.outfolders.manifest import manifest
from tests.exporters.targets import tree

ONE = OutFile(path="a/one.md", content=b"1")
TWO = OutFile(path="two.md", content=b"22")
PICTURE = Asset(
    id="p.png", url="/p.png", file="p.png", media_type="image/png", size=7, sha256=sha256(b"picture").hexdigest()
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a picture."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "p.png").write_bytes(b"picture")
    return tmp_path / "site"


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    return tmp_path / "out"


def write(goal: Path, root: Path, *files: OutFile, force: bool = False) -> OutFolder:
    check_out_folder(goal, source=root, beside=[], force=force)
    folder = OutFolder(goal=goal, root=root)
    folder.write(files, lambda finding: None)
    return folder


def beside(goal: Path) -> set[str]:
    return {path.name for path in goal.parent.iterdir()}


def test_files_and_assets(goal: Path, root: Path) -> None:
    folder = OutFolder(goal=goal, root=root)
    assert folder.write([ONE, TWO, OutFile(path="i/p.png", content=PICTURE)], lambda finding: None) == 10
    assert tree(goal) == {"a/one.md": b"1", "two.md": b"22", "i/p.png": b"picture"}
    assert (folder.count, folder.aside, is_our_folder(goal)) == (3, None, True)
    assert (goal / "i/p.png").samefile(root / "p.png")
    assert set(manifest(goal) or ()) == set(tree(goal))
    assert beside(goal) == {"site", "out"}


def test_an_asset_that_cannot_be_copied_is_told(goal: Path, root: Path) -> None:
    told: list[Finding] = []
    files = [ONE, OutFile(path="p.png", content=replace(PICTURE, file="gone.png"))]
    assert OutFolder(goal=goal, root=root).write(files, told.append) == 1
    assert [finding.code for finding in told] == ["source.unreadable"]
    assert set(manifest(goal) or ()) == set(tree(goal)) == {"a/one.md"}


def test_a_second_run_takes_the_place_of_the_first(goal: Path, root: Path) -> None:
    write(goal, root, ONE, TWO)
    before = {path: path.read_bytes() for path in goal.rglob("*") if path.is_file()}
    write(goal, root, ONE, TWO)
    assert {path: path.read_bytes() for path in goal.rglob("*") if path.is_file()} == before
    write(goal, root, TWO)
    assert tree(goal) == {"two.md": b"22"}
    assert beside(goal) == {"site", "out"}


def test_a_dry_run_writes_nothing(goal: Path, root: Path) -> None:
    files = [ONE, OutFile(path="p.png", content=PICTURE)]
    assert OutFolder(goal=goal, root=root, dry_run=True).write(files, lambda finding: None) == 8
    assert beside(goal) == {"site"}


def foreign(goal: Path, root: Path) -> Path:
    goal.mkdir()
    (goal / "thesis.txt").write_text("years of work")
    return goal / "thesis.txt"


def added(goal: Path, root: Path) -> Path:
    write(goal, root, ONE)
    (goal / "a" / "mine.txt").write_text("mine")
    return goal / "a" / "mine.txt"


def linked(goal: Path, root: Path) -> Path:
    write(goal, root, ONE)
    os.symlink(root, goal / "link")
    return goal / "link" / "p.png"


def edited(goal: Path, root: Path) -> Path:
    write(goal, root, ONE)
    (goal / "a/one.md").write_text("2")
    return goal / "a/one.md"


def half_written(goal: Path, root: Path) -> Path:
    write(goal, root, ONE)
    mark = goal / ".ssi-migrate-assets"
    mark.write_bytes(mark.read_bytes()[:-4])
    return goal / "a/one.md"


WHOLE = "is not a folder that ssi-migrate wrote; name another with --out, or pass --force to have it moved aside"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (foreign, WHOLE),
        (added, "a/mine.txt: was not written by ssi-migrate; move it, or pass --force"),
        (linked, "link: was not written by ssi-migrate; move it, or pass --force"),
        (edited, "a/one.md: was changed since ssi-migrate wrote it; move it, or pass --force"),
        (half_written, WHOLE),
    ],
)
def test_what_is_not_ours_is_refused_and_with_force_moved_aside(
    goal: Path, root: Path, make: Callable[[Path, Path], Path], said: str
) -> None:
    mine = make(goal, root)
    content = mine.read_bytes()
    with pytest.raises(OutputError) as refused:
        write(goal, root, TWO)
    assert said in str(refused.value)
    assert mine.read_bytes() == content
    folder = write(goal, root, TWO, force=True)
    assert folder.aside == goal.with_name("out.old")
    assert (folder.aside / mine.relative_to(goal)).read_bytes() == content
    assert tree(goal) == {"two.md": b"22"}


def test_what_came_while_the_run_was_under_way_is_kept(goal: Path, root: Path) -> None:
    write(goal, root, ONE)

    def files() -> Iterator[OutFile]:
        yield TWO
        (goal / "new.txt").write_text("new")

    folder = OutFolder(goal=goal, root=root)
    folder.write(files(), lambda finding: None)
    assert folder.aside is not None
    assert (folder.aside / "new.txt").read_text() == "new"


def broken(kind: type[BaseException]) -> Iterable[OutFile]:
    yield TWO
    raise kind


@pytest.mark.parametrize("kind", [KeyboardInterrupt, RuntimeError, OSError])
def test_a_run_that_breaks_off_leaves_the_old_folder(goal: Path, root: Path, kind: type[BaseException]) -> None:
    write(goal, root, ONE)
    with pytest.raises(kind):
        OutFolder(goal=goal, root=root).write(broken(kind), lambda finding: None)
    assert tree(goal) == {"a/one.md": b"1"}
    assert beside(goal) == {"site", "out"}


KILLED = """
import os, signal, sys
from pathlib import Path
from migrate.model import OutFile
from migrate.outfolders import OutFolder
import migrate.outfolders.swap as swap
step, goal, root = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
real, done = os.rename, 0
def kill():
    os.kill(os.getpid(), signal.SIGKILL)
def rename(*names):
    global done
    done += 1
    if done == step - 1:
        kill()
    real(*names)
os.rename = rename
if step == 4:
    swap.shutil.rmtree = lambda *a, **k: kill()
def files():
    yield OutFile(path="two.md", content=b"22")
    if step == 1:
        kill()
OutFolder(goal=goal, root=root).write(files(), print)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_killed_at_any_step_no_folder_is_lost(goal: Path, root: Path, step: int) -> None:
    """While it writes, before each of the two renames, and before the old one is removed."""
    write(goal, root, ONE)
    done = subprocess.run([sys.executable, "-c", KILLED, str(step), str(goal), str(root)], check=False)
    assert done.returncode == -signal.SIGKILL
    check_out_folder(goal, source=root, beside=[], force=False)  # as the next run begins
    assert tree(goal) == ({"two.md": b"22"} if step == 4 else {"a/one.md": b"1"})
    assert beside(goal) == {"site", "out"}


def test_places_that_are_refused(goal: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    os.symlink(root, tmp_path / "link")
    (root / "sub").mkdir()
    (root / "sub" / "x.md").write_text("x")
    monkeypatch.chdir(root / "sub")
    refused: list[tuple[Path, type[MigrateError], str]] = [
        (root, UsageError, "the site itself lies in it"),
        (tmp_path, UsageError, "the site itself lies in it"),
        (root / "sub", UsageError, "the working folder lies in it"),
        (tmp_path / "file", OutputError, "is no folder"),
        (tmp_path / "link", UsageError, "the site itself lies in it"),
        (tmp_path / "no" / "out", OutputError, "there is no such folder"),
        (tmp_path / "nul\0", OutputError, "cannot be written"),
        (Path("/dev"), OutputError, "is a disk of its own"),
    ]
    for place, kind, said in refused:
        with pytest.raises(kind, match=said):
            check_out_folder(place, source=root, beside=[], force=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="holds files of the site"):
        check_out_folder(root / "sub", source=root, beside=[], force=True)
    with pytest.raises(UsageError, match=r"r\.md would lie in it"):
        check_out_folder(goal, source=root, beside=[goal / "r.md"], force=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written(goal: Path, root: Path) -> None:
    goal.parent.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="cannot be written to; name another place with --out"):
            check_out_folder(goal, source=root, beside=[], force=True)
    finally:
        goal.parent.chmod(0o700)


def test_a_patch_that_was_stopped_is_applied_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever that was, and once more when all is done."""
    from migrate.outfolders import patching
    from migrate.outfolders.manifest import HEAD, TAIL, listed_as

    def listed(*names: str) -> str:
        return HEAD + "\n" + ",\n".join(listed_as(name, 3, "0") for name in names) + TAIL

    replace = os.replace
    for stop in range(4):
        goal, patch = tmp_path / f"goal{stop}", tmp_path / f"patch{stop}"
        for folder, files in ((goal, {"a": "old", "b": "old", "c": "old"}), (patch, {"b": "new", "d": "new"})):
            folder.mkdir()
            for name, text in files.items():
                (folder / name).write_text(text)
        (goal / FOLDER_MARK).write_text(listed("a", "b", "c"))
        (patch / FOLDER_MARK).write_text(listed("b", "c", "d"))
        left = stop

        def stopping(old: str, new: str) -> None:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            replace(old, new)

        monkeypatch.setattr(os, "replace", stopping)
        with contextlib.suppress(KeyboardInterrupt):
            patching.apply(patch, goal)
        monkeypatch.setattr(os, "replace", replace)
        patching.apply(patch, goal)
        found = {path.name: path.read_text() for path in goal.iterdir() if path.name != FOLDER_MARK}
        assert (found, patch.exists()) == ({"b": "new", "c": "old", "d": "new"}, False)
