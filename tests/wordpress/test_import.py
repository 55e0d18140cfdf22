"""What `--to wxr` writes, put into a real WordPress in the way that its importer does it: all of it arrives."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest

from migrate.exporters.wxr.kses import KEPT
from migrate.exporters.wxr.slugs import slug
from tests.conftest import PROJECT, corpus_sites
from tests.exporters.wxr.importer import Written, exported
from tests.exporters.wxr.test_contents import OPENED
from tests.run import Done, run
from tests.wordpress.server import Site

pytestmark = [pytest.mark.oracle, pytest.mark.slow]

FIXTURES = sorted((PROJECT / "fixtures").iterdir())
BASE = {"  author: editor": "  author: editor\n  asset_base: https://old.example"}
SPLIT = {"  menu: Main menu": "  menu: Main menu\n  split: 30 KB"}
FEW = 4  # sites of the corpus: each takes a few seconds


def imported(site: Site, written: Written) -> tuple[list[str], Done]:
    """What the import passed over, and what `verify` says of the site afterwards."""
    passed: list[str] = []
    for name in written.names:
        passed += json.loads(site.php("import.php", str(written.folder / name)))["passed"]
    dump = written.folder.with_name("dump.json")
    dump.write_text(site.php("dump.php"), "utf-8")
    return passed, run("verify", str(written.folder / "manifest.json"), "--dump", str(dump))


def summed(done: Done) -> str:
    """The counts of a summary; files whose bytes are not in the source are more than the manifest names."""
    return done.out.splitlines()[-1].partition(": ")[2].partition(";")[0]


def complete(written: Written) -> str:
    count = len(written.manifest)
    return f"{count} items: {count} there, 0 missing, 0 moved, 0 different"


@pytest.mark.parametrize("changes", [{}, BASE], ids=["links", "attachments"])
@pytest.mark.parametrize("source", FIXTURES, ids=lambda source: source.name)
def test_all_of_a_fixture_arrives(site: Site, source: Path, changes: dict[str, str], tmp_path: Path) -> None:
    site.php("empty.php")
    written = exported(source, tmp_path / "export", "--fail-on", "never", changes=changes)
    passed, done = imported(site, written)
    assert (passed, done.code, summed(done)) == ([], 0, complete(written))


def test_all_of_it_arrives_in_parts(site: Site, tmp_path: Path) -> None:
    site.php("empty.php")
    written = exported(PROJECT / "fixtures" / "isomer-mini", tmp_path / "export", changes=SPLIT)
    assert len(written.names) > 3
    _, done = imported(site, written)
    assert (done.code, summed(done)) == (0, complete(written))
    menu = json.loads((tmp_path / "export" / "dump.json").read_text())["menus"][0]["items"]
    entries = [item for name in written.names for item in written.items(name, "nav_menu_item")]
    assert sorted(unescape(item["title"]) for item in menu) == sorted(entry["title"] for entry in entries)


@pytest.mark.corpus
@pytest.mark.parametrize("source", corpus_sites()[:FEW], ids=lambda source: source.name)
def test_all_of_a_real_site_arrives(site: Site, source: Path, tmp_path: Path) -> None:
    site.php("empty.php")
    written = exported(source, tmp_path / "export", "--fail-on", "never")
    passed, done = imported(site, written)
    assert (passed, done.code, summed(done)) == ([], 0, complete(written))


SLUGS = (
    "Upper_Slug.html", "v1.2", "a--b", "a/b/c", "a&b", "c++", "\u00e9", "a~b", "a \u2013 b", "\u706f\u5854", "\u0130s",
    "x\u0300\u0304y", "\u00d7\u00b2\u00bd", "\u2028a\u200bb", "\ufb01n", "\u0928\u092e\u0938\u094d\u0924", "100%",
    "\U0001f600 smile", "\u02ca", "\u1ea4", "\u706f" * 40, "-", "a\u00a0b", "\u00df\u00c6\u0141", "e\u0301",
    "\u0e01\u0e33",
)  # fmt: skip


def test_what_slugs_are_written_stay_as_they_are(site: Site, tmp_path: Path) -> None:
    script = tmp_path / "slugs.php"
    script.write_text(
        "<?php require ABSPATH . 'wp-load.php';\n"
        "echo json_encode(array_map('sanitize_title', json_decode(stream_get_contents(STDIN))));\n"
    )
    ours = [slug(text) for text in SLUGS]
    assert json.loads(site.php(script, json.dumps(ours))) == ours


def test_what_links_are_written_stay_as_they_are(site: Site, tmp_path: Path) -> None:
    script = tmp_path / "links.php"
    script.write_text(
        "<?php require ABSPATH . 'wp-load.php';\n"
        "echo json_encode(array_map('wp_targeted_link_rel', json_decode(stream_get_contents(STDIN))));\n"
    )
    assert json.loads(site.php(script, json.dumps(list(OPENED.values())))) == list(OPENED.values())


def test_what_not_everyone_may_store_is_what_wordpress_takes_out(site: Site, tmp_path: Path) -> None:
    script = tmp_path / "kses.php"
    script.write_text(
        "<?php require ABSPATH . 'wp-load.php'; echo json_encode(array_keys(wp_kses_allowed_html('post')));"
    )
    assert frozenset(json.loads(site.php(script))) == KEPT
