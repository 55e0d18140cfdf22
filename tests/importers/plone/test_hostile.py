"""Whatever an export says: a finding or SourceError, never another exception; nothing is lost, all is counted."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from migrate.accounting import verify
from migrate.errors import SourceError
from tests.importers.plone.exports import folder, item, listed, opened, told, write
from tests.run import run

KEYS = (
    "@id", "@type", "UID", "id", "title", "description", "subjects", "subject", "language", "text", "blocks",
    "blocks_layout", "effective", "created", "modified", "expires", "review_state", "workflow_history", "image", "file",
    "remoteUrl", "parent", "exportimport.conversation", "exclude_from_nav", "preview_image_link", "lock", "items", "",
)  # fmt: skip
WORDS = st.sampled_from(
    (
        "", "/", "/a", "/a/b", "/a/../b", "//x", "http://nohost/Plone", "http://nohost/Plone/a", "http://[", "\ud83d",
        "plone_site_root", "File", "Image", "Link", "Plone Site", "Document", "2021-13-45", "../resolveuid/x", "\0",
        "%", "${portal_url}", "private", "published", "<p><a href='x'><img src='a/@@images/image/mini'>", "##DEFAULT##",
    )
)  # fmt: skip
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)
BLOB = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("filename", "content-type", "data", "encoding", "blob_path", "download"), VALUES),
)
ITEMS = st.dictionaries(st.sampled_from(KEYS), VALUES | BLOB, max_size=8)
BESIDE = (
    "members", "redirects", "relations", "translations", "discussion", "portlets", "localroles", "ordering",
    "defaultpages",
)  # fmt: skip
OF_METADATA = ("default_page", "ordering", "local_roles", "local_permissions", "relations", "_data_files_", "odd")


def check(root: Path, count: int) -> None:
    """Reads all of the export. Each item is a page, a file or one that is told."""
    try:
        source = opened(root)
    except SourceError:
        return
    verify(source.site.accounting)
    for page in source.site.pages:
        source.body(page)
    own = [asset.id for asset in source.assets() if "portal_type" in asset.meta]
    gone = sum(code in ("plone.item", "plone.unexported") for code, _, _ in told(source))
    assert len(source.site.pages) + len(own) + gone >= count
    ids = [page.id for page in source.site.pages] + own
    assert len(ids) == len(set(ids))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEMS | VALUES, max_size=4), st.dictionaries(st.sampled_from(BESIDE), VALUES, max_size=3))
@example([{"@id": "http://nohost/Plone/a", "@type": "Plone Site"}], {})
def test_a_list_of_anything(items: list[Any], beside: dict[str, Any]) -> None:
    with TemporaryDirectory() as made:
        first = item("http://nohost/Plone/first", "Document", 1)
        check(listed(Path(made), [first, *items], **beside), 1 + sum(isinstance(one, dict) for one in items))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEMS, max_size=4), st.dictionaries(st.sampled_from(OF_METADATA), VALUES, max_size=3))
def test_a_folder_of_anything(items: list[Any], metadata: dict[str, Any]) -> None:
    with TemporaryDirectory() as made:
        check(folder(Path(made), [item("/first", "Document", 1), *items], metadata), 1 + len(items))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ITEMS | VALUES, max_size=3), st.sampled_from(("json", "wxr", "hugo")))
def test_a_list_of_anything_is_exported(items: list[Any], to: str) -> None:
    with TemporaryDirectory() as made:
        root = listed(Path(made) / "site", [item("http://nohost/Plone/first", "Document", 1), *items])
        out = str(Path(made) / "out")
        done = run("export", str(root), "--to", to, "--out", out, "--fail-on", "never", "--assets", "copy")
        assert (done.code, "Traceback" in done.err, "page.failed" in done.err) == (0, False, False), done.err


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60), st.booleans())
def test_bytes_of_any_kind(bytes_: bytes, front: bool) -> None:
    with TemporaryDirectory() as made:
        whole = json.dumps([item("http://nohost/Plone/a", "Document", 1)]).encode()
        check(write(Path(made), {"Plone.json": bytes_ + whole if front else whole[:-1] + bytes_ + b"]"}), 0)


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b"null", b"[" * 100_000, b'[{"@id": "/a", "@type": ', b"\xff\xfe["]
)
def test_a_file_without_items_is_no_site(text: bytes, tmp_path: Path) -> None:
    done = run(
        "export", str(write(tmp_path / "x", {"Plone.json": text})), "--from", "plone", "--to", "json", "--out", "-"
    )
    assert done.code == 4
    assert "Traceback" not in done.err


CUT = "is cut off: the file ends before the item or the list does; what should follow is missing as well"


@pytest.mark.parametrize("rest", [b"", b",\n", b',\n{"@id": "/b', b',\n{"@id": "/b"'])
def test_a_list_that_is_cut_off_is_told(rest: bytes, tmp_path: Path) -> None:
    good = json.dumps(item("http://nohost/Plone/a", number=1)).encode()
    source = opened(write(tmp_path, {"Plone.json": b"[" + good + rest}))
    assert [page.url for page in source.site.pages] == ["/a"]
    found = [(finding.code, finding.file, finding.message) for finding in source.findings]
    assert ("plone.item", "Plone.json", CUT) in found


def test_what_is_no_json_is_told_with_its_line_in_the_file(tmp_path: Path) -> None:
    good = json.dumps(item("http://nohost/Plone/a", number=1)).encode()
    source = opened(write(tmp_path, {"Plone.json": b"[" + good + b',\n{\n"a": 1,\n"b" 2}]'}))
    found = [(finding.code, finding.line, finding.message) for finding in source.findings]
    assert ("plone.item", 2, "cannot be read as JSON (Expecting ':' delimiter at line 4)") in found


def test_what_is_nested_too_deep_is_told(tmp_path: Path) -> None:
    deep = (
        json.dumps(item("http://nohost/Plone/deep", number=2)).encode()[:-1]
        + b',"x":'
        + b"[" * 5000
        + b"]" * 5000
        + b"}"
    )
    good = json.dumps(item("http://nohost/Plone/a", number=1)).encode()
    source = opened(write(tmp_path, {"Plone.json": b"[" + good + b",\n" + deep + b"]"}))
    assert [page.url for page in source.site.pages] == ["/a"]
    assert told(source) == [("plone.item", "Plone.json", 2)]


def test_files_beside_that_are_nested_too_deep_are_told(tmp_path: Path) -> None:
    root = folder(tmp_path, [item("/a", number=1)])
    source = opened(write(root, {"relations.json": b"[" * 5000 + b"]" * 5000, "redirects.json": b"{"}))
    assert sorted(told(source)) == [("plone.file", "redirects.json", None), ("plone.file", "relations.json", None)]


def test_links_out_of_an_export_are_not_followed(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", [item("/stolen", number=2)], principals={"members": []})
    root = folder(tmp_path / "in", [item("/a", number=1)])
    (root / "content/9").mkdir()
    (root / "content/9/data.json").symlink_to(outside / "content/0/data.json")
    (root / "principals.json").symlink_to(outside / "principals.json")
    (root / "relations.json").symlink_to(write(root, {"elsewhere.json": []}) / "elsewhere.json")
    source = opened(root)
    assert [page.url for page in source.site.pages] == ["/a"]
    linked = [file for code, file, _ in told(source) if code == "source.symlink-outside"]
    assert linked == ["content/9/data.json", "principals.json"]


def test_a_folder_that_leads_elsewhere_is_no_export(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", [item("/stolen", number=2)])
    (tmp_path / "in").mkdir()
    (tmp_path / "in/content").symlink_to(outside / "content")
    with pytest.raises(SourceError):
        opened(tmp_path / "in")


@pytest.mark.parametrize("depth", [900, 5000])
def test_what_no_reader_but_a_lax_one_takes_may_be_deep_too(depth: int, tmp_path: Path) -> None:
    deep = b"[" * depth + b"NaN" + b"]" * depth
    root = listed(tmp_path, [item("http://nohost/Plone/a", number=1)])
    source = opened(write(root, {"errors.json": deep}))
    assert [page.url for page in source.site.pages] == ["/a"]
    root = folder(tmp_path / "new", [item("/a", number=1)])
    source = opened(write(root, {"content/__metadata__.json": deep}))
    assert ("plone.file", "content/__metadata__.json", None) in told(source)
