"""A page keeps its id whatever its file is called, and no id is given twice."""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from migrate.model import Location, Page
from migrate.state import PageRow
from migrate.sync.git import renames
from migrate.sync.who import Who, recognised

Shown = tuple[str, str, str]  # file, address, digest of its bytes


def page(shown: Shown) -> Page:
    file, url, _ = shown
    return Page(id=file, kind="page", source=Location(file=file), title="", url=url)


def row(id: str, shown: Shown, gone: int | None = None, what: str = "new") -> PageRow:
    file, url, digest = shown
    return PageRow(id, file, file, url, 1, digest, 1, what, None, gone)


def who(shown: list[Shown], *rows: PageRow, renames: dict[str, str] | None = None) -> Who:
    digests = {file: digest for file, _, digest in shown}
    known = {one.id: one for one in rows}
    return recognised([page(one) for one in shown], known, digests, lambda files: renames or {})


def test_a_place_is_an_id() -> None:
    assert who([("a", "/a/", "1"), ("b", "/b/", "2")], row("a", ("a", "/a/", "1"))) == ({"a": "a", "b": "b"}, [])


def test_an_edited_page_stays() -> None:
    assert who([("a", "/new/", "9")], row("a", ("a", "/a/", "1"))).ids == {"a": "a"}


def test_another_name() -> None:
    old = row("a", ("a", "/a/", "1"))
    assert who([("b", "/a/", "2")], old).ids == {"b": "a"}
    assert who([("b", "/b/", "1")], old).ids == {"b": "a"}
    assert who([("b", "/b/", "2")], old, renames={"a": "b"}).ids == {"b": "a"}
    assert who([("b", "/b/", "2")], old) == ({"b": "b"}, [old])


def test_git_is_asked_for_what_is_gone_and_what_is_new() -> None:
    asked: list[Collection[str]] = []

    def said(files: Collection[str]) -> dict[str, str]:
        asked.append(files)
        return {}

    known = {name: row(name, (name, f"/{name}/", name)) for name in "ab"}
    shown = [page(("b", "/b/", "2")), page(("c", "/c/", "3"))]
    recognised(shown, known, {"b": "2", "c": "3"}, said)
    assert asked == [{"a", "c"}]


def test_git_names_a_page_though_it_cannot_read_a_picture(tmp_path: Path) -> None:
    """A clone may lack large files, and a name may hold what is a pattern to Git."""

    def git(*words: str) -> str:
        own = ("-c", "user.name=A", "-c", "user.email=a@harbourlights.example", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *own, *words], cwd=tmp_path, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    lines = "".join(f"Line {number} of the page.\n" for number in range(20))
    (tmp_path / "old [1].md").write_text(lines)
    (tmp_path / "picture.png").write_bytes(bytes(range(256)) * 9)
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "begin")
    since, blob = git("rev-parse", "HEAD"), git("rev-parse", "HEAD:picture.png")
    (tmp_path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    (tmp_path / "picture.png").unlink()
    (tmp_path / "painting.png").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "old [1].md").unlink()
    (tmp_path / "new [2].md").write_text(f"{lines}One more.\n")
    git("add", "--all")
    assert renames(tmp_path, since, {"old [1].md", "new [2].md"}) == {"old [1].md": "new [2].md"}


def test_the_same_bytes_under_the_same_name() -> None:
    """A folder moves in which two pages have the same bytes."""
    rows = (row("x/a", ("x/a", "/x/a", "1")), row("x/b", ("x/b", "/x/b", "1")))
    assert who([("y/a", "/y/a", "1"), ("y/b", "/y/b", "1")], *rows).ids == {"y/a": "x/a", "y/b": "x/b"}


def test_what_could_be_either_is_neither() -> None:
    old = row("a", ("a", "/a/", "1"))
    assert who([("b", "/b/", "1"), ("c", "/c/", "1")], old).ids == {"b": "b", "c": "c"}


def test_an_old_place_with_another_page() -> None:
    old = row("a", ("a", "/a/", "1"))
    assert who([("a", "/other/", "2"), ("b", "/a/", "1")], old).ids == {"b": "a", "a": "a~2"}


def test_two_that_change_addresses_stay() -> None:
    rows = (row("a", ("a", "/a/", "1")), row("b", ("b", "/b/", "2")))
    assert who([("a", "/b/", "3"), ("b", "/a/", "4")], *rows).ids == {"a": "a", "b": "b"}


def test_what_was_removed_does_not_come_back() -> None:
    gone = row("a", ("a", "/a/", "1"), 2, "removed")
    assert who([("a", "/a/", "1")], gone).ids == {"a": "a~2"}
    assert who([("a", "/a/", "1")], gone, row("a~2", ("a", "/a/", "1"), 4, "removed")).ids == {"a": "a~3"}


def test_what_was_kept_does() -> None:
    kept = row("a", ("a", "/a/", "1"), 2, "gone")
    assert who([("a", "/a/", "2")], kept).ids == {"a": "a"}
    assert who([("b", "/a/", "2")], kept).ids == {"b": "a"}
    assert who([("a", "/b/", "2")], kept).ids == {"a": "a~2"}


SHOWN = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(("/1", "/2", "/3")), st.sampled_from("xyz")),
    unique_by=lambda shown: shown[0],
    max_size=4,
)


@given(st.lists(SHOWN, min_size=1, max_size=6))
def test_each_page_has_an_id_of_its_own_for_ever(steps: list[list[Shown]]) -> None:
    """Whatever comes and goes: every page has one id, no two the same one, and one that was removed is nobody's."""
    known: dict[str, PageRow] = {}
    for number, shown in enumerate(steps, 2):
        found = recognised([page(one) for one in shown], known, {one[0]: one[2] for one in shown}, lambda files: {})
        removed = {id for id, one in known.items() if one.what == "removed"}
        assert found.ids.keys() == {one[0] for one in shown}
        assert len(set(found.ids.values())) == len(found.ids)
        assert removed.isdisjoint(found.ids.values())
        assert {one.id for one in found.lost} == {
            id for id, one in known.items() if one.gone is None and id not in found.ids.values()
        }
        known |= {one.id: one._replace(gone=number, what=("gone", "removed")[number % 2]) for one in found.lost}
        known |= {found.ids[one[0]]: row(found.ids[one[0]], one) for one in shown}
