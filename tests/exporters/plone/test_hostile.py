"""Whatever an export of Plone says of itself, each target is written from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from migrate.exporters.plone import sitewide
from tests.exporters.plone.test_sitewide import UIDS, A, Told
from tests.importers.plone.exports import PORTAL, folder, html, item, listed, uid
from tests.run import run

ODD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a type of a block that is a list": (
        {"blocks": {"a": {"@type": ["slate"], "text": "A word"}}, "blocks_layout": {"items": ["a"]}},
        {},
    ),
    "a redirect to half an address": ({}, {"redirects": {"/Plone/old": "http://[", "/Plone/older": "http://a]/x"}}),
    "relations of lists": ({}, {"relations": [{"from_uuid": [], "to_uuid": {}, "relationship": "relatedItems"}]}),
    "a translation of a map": ({}, {"translations": [{"de": {}, "en": uid(1)}]}),
    "portlets of a list": ({}, {"portlets": [{"uuid": [1], "portlets": {}}]}),
}


@pytest.mark.parametrize("target", ["plone", "plone-classic", "wxr"])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_export_is_written(name: str, target: str, tmp_path: Path) -> None:
    said, beside = ODD[name]
    root = listed(tmp_path / "in", [item(f"{PORTAL}/a", number=1, **said)], **beside)
    assert run("export", str(root), "--to", target, "--out", str(tmp_path / "out")).code in (0, 1)


@pytest.mark.parametrize("target", ["plone", "plone-classic", "wxr"])
@pytest.mark.parametrize("host", ["a.b]", "a.b[", "a.b\u2100"])
def test_a_site_at_what_is_no_host_is_written(host: str, target: str, tmp_path: Path) -> None:
    items = [item(f"http://{host}/Plone", "Plone Site", 9), item(f"http://{host}/Plone/a", number=1, text=html("A"))]
    root = listed(tmp_path / "in", items)
    assert run("export", str(root), "--to", target, "--out", str(tmp_path / "out")).code == 0


@pytest.mark.parametrize("odd", [[], {}, 7, None])
def test_what_is_no_uid_names_nothing(odd: object) -> None:
    told = Told()
    relation = {"from_attribute": "relatedItems", "from_uuid": A, "to_uuid": odd}
    assert sitewide.relations([relation], UIDS, told) == []
    assert sitewide.translations([{"canonical": odd, "translations": {"de": A}}], UIDS, told) == []
    assert sitewide.translations([{"canonical": A, "translations": {"de": odd}}], UIDS, told) == []
    assert sitewide.portlets([{"UID": odd}], UIDS, told) == []
    assert told.codes == ["plone.left"] * 4


@pytest.mark.parametrize("target", ["plone", "plone-classic"])
def test_what_is_shown_in_each_language_is_one_page(target: str, tmp_path: Path) -> None:
    items = [item(f"/{code}/shared", number=1, UID=f"{uid(1)}-{code}") for code in ("de", "en")]
    root = folder(tmp_path / "in", items)
    done = run("export", str(root), "--to", target, "--out", str(tmp_path / "out"), "--verbose")
    assert done.code == 0
    assert done.err.count("plone.shared") == 1
