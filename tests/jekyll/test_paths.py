"""What lies in a site, and what only seems to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrate.jekyll import paths
from tests.conftest import Opener, SiteMaker


def test_inside(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site-two").mkdir()
    (tmp_path / "site" / "link").symlink_to(tmp_path / "site-two")
    root = tmp_path / "site"
    asked = ("", "a", "a/../b", "..", "../site-two", "link", "link/a", "../site/a", "a\0b")
    assert [name for name in asked if paths.inside(root, f"{root}/{name}")] == ["", "a", "a/../b", "../site/a"]
    assert paths.inside("/", "/etc")


def test_a_link_that_may_not_be_looked_at_is_told(
    make_site: SiteMaker, open_site: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_site({"a.md": "---\n---\n"})
    (tmp_path / "elsewhere").mkdir()
    (root / "secret").symlink_to(tmp_path / "elsewhere")
    readlink = os.readlink

    def refused(path: str) -> str:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied")
        return str(readlink(path))

    monkeypatch.setattr(os, "readlink", refused)
    source = open_site({})
    assert [(finding.code, finding.file) for finding in source.findings] == [("source.symlink-outside", "secret")]
