"""What comes from Plone is written as the same items again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import PROJECT
from tests.exporters.plone.reading import Written, exported

SOURCE = PROJECT / "fixtures" / "plone-mini"
SAME = (
    "@id",
    "@type",
    "UID",
    "id",
    "title",
    "description",
    "subjects",
    "review_state",
    "rights",
    "creators",
    "remoteUrl",
)


def _source() -> dict[str, Any]:
    metadata = json.loads((SOURCE / "content" / "__metadata__.json").read_bytes())
    items = [json.loads((SOURCE / "content" / name).read_bytes()) for name in metadata["_data_files_"]]
    return {item["@id"]: item for item in items}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return exported(
        SOURCE, tmp_path_factory.mktemp("again"), "plone-classic", "--fail-on", "never", languages="[en, de]"
    )


def test_every_item_is_there_once(written: Written) -> None:
    """One that the export's own list has not is read all the same."""
    assert set(written.items) == {*_source(), "/next-year"}


@pytest.mark.parametrize("path", sorted(_source()))
def test_an_item_says_the_same(written: Written, path: str) -> None:
    found, source = written.items[path], _source()[path]
    if source["@type"] not in ("Document", "News Item", "Event", "Folder", "Link", "File", "Image", "Collection"):
        return
    for name in SAME:
        if source.get(name) and not (name == "remoteUrl" and "resolveuid" in found[name]):
            assert found.get(name) == source[name], name


def test_default_pages_stay(written: Written) -> None:
    metadata = json.loads((SOURCE / "content" / "__metadata__.json").read_bytes())
    given = {
        uid: said["default_page_uuid"] for uid, said in metadata["default_page"].items() if said["default_page_uuid"]
    }
    found = {uid: said["default_page_uuid"] for uid, said in written.metadata["default_page"].items()}
    assert found == given


def test_a_file_whose_bytes_are_gone_is_there_without(written: Written) -> None:
    assert "file" not in written.items["/files/lost.pdf"]


def test_nothing_leads_to_what_is_not_there(written: Written) -> None:
    uids = {item["UID"] for item in written.items.values()}
    for row in written.json("import/relations.json"):
        assert {row["from_uuid"], row["to_uuid"]} <= uids
