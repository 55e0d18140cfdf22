"""Findings of the whole site, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.jekyll import site as jekyll_site
from tests.conftest import Opener, SiteMaker
from tests.run import run

PAGE = "---\n---\n"


def told(open_site: Opener, files: dict[str, str | bytes], config: str) -> list[str]:
    return [str(finding) for finding in open_site({"index.md": PAGE, **files}, config=config).findings]


def test_a_configuration_key_that_stands_twice(open_site: Opener) -> None:
    assert told(open_site, {}, "timezone: UTC\ntitle: A\ntitle: B\n") == [
        (
            "_config.yml:3: `title` stands twice; the value of line 2 is lost: 'A'; "
            "remove one; the last one counts [config.duplicate-key]"
        )
    ]


def test_a_resource_room_that_is_not_there(open_site: Opener) -> None:
    assert told(open_site, {}, "timezone: UTC\nresources_name: news\n") == [
        (
            "_config.yml: `resources_name: news` names a folder that is not there; "
            "correct `resources_name` in _config.yml [isomer.resource-room]"
        )
    ]


def test_a_file_too_large_to_be_a_page(open_site: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jekyll_site, "MAX_TEXT", 10)
    assert told(open_site, {"big.md": "---\ntitle: x\n---\n"}, "timezone: UTC\n") == [
        "big.md: 17 bytes are over the limit of 10; split it; it was left out [source.too-large]"
    ]


def test_odd_markdown_is_told_once_a_page(open_site: Opener) -> None:
    source = open_site({"a.md": "---\n---\n\n[x][one]\n\n[y][two]\n"})
    assert [str(finding) for finding in source.body(source.site.pages[0]).findings] == [
        (
            "a.md:4: link one is nowhere defined (and 1 more on this page); "
            "look at the page as it is rendered [page.markdown]"
        )
    ]


def test_a_page_that_no_type_takes(make_site: SiteMaker, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yml"
    mapping.write_text(
        "mapping: 1\nexporter: json\ntypes: [{name: home, when: {kind: home}, fields: {id: {from: id}}}]\n"
    )
    site = make_site({"index.md": PAGE, "a.md": PAGE}, config="timezone: UTC\n")
    done = run("export", str(site), "--to", "json", "--out", "-", "--mapping", str(mapping))
    assert '"pages":[\n{"id":"index.md"}\n]' in done.out
    assert (
        "warning: a.md: no type of the mapping m takes a page of the kind `page`; "
        "add a type with `otherwise: true`, or one with `skip` and the reason; it is left out [mapping.no-type]\n"
    ) in done.err
