"""What `_config.yml` and its companions come to."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from migrate.errors import SourceError, UsageError
from migrate.jekyll.config import PERMALINK_STYLES, label, read_config
from tests.conftest import SiteMaker


def test_nothing_is_configured(make_site: SiteMaker) -> None:
    config = read_config(make_site({"a.md": ""}, config=None))
    assert [finding.code for finding in config.findings] == ["config.none", "config.no-timezone"]
    assert (config.data, config.files, config.permalink, config.zone) == ({}, (), "date", UTC)
    assert config.collections == {"posts": {"output": True, "permalink": PERMALINK_STYLES["date"]}}


def test_collection_files_are_merged_in_the_order_of_their_names(make_site: SiteMaker) -> None:
    files = {
        "_b/collection.yml": "collections: {b: {output: true}}\nx: b\n",
        "_a/collection.yml": "collections: {a: {order: [1.md]}}\nx: a\n",
    }
    config = read_config(make_site(files, config="timezone: UTC\ncollections: {b: {sort_by: title}}\nx: main\n"))
    assert config.files == ("_config.yml", "_a/collection.yml", "_b/collection.yml")
    assert config.data["x"] == "b"
    assert list(config.collections) == ["posts", "b", "a"]
    assert config.collections["b"] == {"sort_by": "title", "output": True}
    assert config.findings == []


COLLECTIONS = [
    ("[news, old]", {"news": {}, "old": {}}),
    ("{news: null}", {"news": {}}),
    ("{my docs: {output: true}}", {"my docs": {}}),  # Jekyll looks for the options of `mydocs`
    ("{a b: {}, ab: {output: true}}", {"a b": {"output": True}, "ab": {"output": True}}),
]


@pytest.mark.parametrize(("written", "collections"), COLLECTIONS)
def test_collections(make_site: SiteMaker, written: str, collections: dict[str, object]) -> None:
    found = read_config(make_site({}, config=f"collections: {written}\n")).collections
    assert {name: options for name, options in found.items() if name != "posts"} == collections


def test_posts_have_the_permalink_of_the_site_unless_they_have_their_own(make_site: SiteMaker) -> None:
    ask = "permalink: pretty\ncollections: {posts: {permalink: %s}}\n"
    found = [
        read_config(make_site({}, config=ask % own)).collections["posts"]["permalink"] for own in ("null", "'/:title'")
    ]
    assert found == [PERMALINK_STYLES["pretty"], "/:title"]


@pytest.mark.parametrize(("written", "folder"), [("cols", "cols"), ("cols/", "cols"), ("./a/b", "a/b"), ("''", "")])
def test_the_folder_of_collections(make_site: SiteMaker, written: str, folder: str) -> None:
    assert read_config(make_site({}, config=f"collections_dir: {written}\n")).collections_dir == folder


@pytest.mark.parametrize(
    ("written", "endings"),
    [("md,TXT", {".md", ".txt"}), ("md, html", {".md", ". html"}), ("''", set()), ("md,", {".md"})],
)
def test_markdown_endings_are_not_stripped(make_site: SiteMaker, written: str, endings: set[str]) -> None:
    assert read_config(make_site({}, config=f"markdown_ext: {written}\n")).markdown_ext == endings


@pytest.mark.parametrize(("name", "kept"), [("about-us", "about-us"), ("my docs", "mydocs"), ("Ünion.x_y", "nion.x_y")])
def test_label(name: str, kept: str) -> None:
    assert label(name) == kept


def test_a_value_of_another_type_is_told_and_left_aside(make_site: SiteMaker) -> None:
    config = read_config(make_site({}, config="timezone: UTC\nexclude: docs\npermalink: 5\n"))
    assert [(finding.code, finding.file) for finding in config.findings] == [("config.value", "_config.yml")] * 2
    assert config.permalink == "date"


def test_zones(make_site: SiteMaker) -> None:
    named = read_config(make_site({}, config="timezone: Asia/Singapore\n"), timezone="Europe/Berlin")
    unknown = read_config(make_site({}, config="timezone: Nowhere/Town\n"), timezone="Europe/Berlin")
    assert [named.zone_name, unknown.zone_name] == ["Asia/Singapore", "Europe/Berlin"]
    assert [finding.code for finding in unknown.findings] == ["config.timezone"]
    with pytest.raises(UsageError, match="no such time zone"):
        read_config(make_site({}), timezone="Nowhere/Town")


@pytest.mark.parametrize("broken", ["a: @x\n", b"a: \xff\n"])
def test_a_broken_configuration_stops_the_run(make_site: SiteMaker, broken: str | bytes) -> None:
    root: Path = make_site({"_config.yml": broken}, config=None)
    with pytest.raises(SourceError, match=r"^_config\.yml:1:"):
        read_config(root)
