"""Sites with several languages: the target has a folder for each, and what they share is one item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.exporters.plone.reading import Export, Written, exported, page

X, Y, LINK = "a" * 32, "b" * 32, "c" * 32
BASE = {"review_state": "published", "effective": "2021-03-01T09:00:00+00:00"}
HTML = {"content-type": "text/html", "encoding": "utf-8"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An export without the folders of its languages, in whose shared folder two items lie."""
    text = f'<p><a href="resolveuid/{X}-de">x</a> <a href="/en/assets/x">x</a></p>'
    rows: list[dict[str, object]] = [
        {"@id": "/de/assets/x", "UID": f"{X}-de", "title": "X"},
        {"@id": "/en/assets/x", "UID": f"{X}-en", "title": "X"},
        {"@id": "/en/a", "UID": LINK, "title": "A", "text": {**HTML, "data": text}},
        {"@id": "/de/a", "UID": Y, "title": "A"},
    ]
    content = tmp_path / "source" / "content"
    for row in rows:
        folder = content / str(row["UID"])
        folder.mkdir(parents=True)
        language = str(row["@id"])[1:3]
        named = {"@type": "Document", "id": str(row["@id"]).rpartition("/")[2], "language": language}
        (folder / "data.json").write_text(json.dumps({**BASE, **named, **row}))
    names = [f"{row['UID']}/data.json" for row in rows]
    said = {"_data_files_": names, "ordering": {f"{X}-de": 0, f"{X}-en": 0, LINK: 1}, "local_roles": {}}
    (content / "__metadata__.json").write_text(json.dumps(said))
    rows = [{"canonical": LINK, "translations": {"de": Y}}]
    (content.parent / "translations.json").write_text(json.dumps(rows))
    relations = [{"from_attribute": "relatedItems", "from_uuid": LINK, "to_uuid": f"{X}-en"}]
    (content.parent / "relations.json").write_text(json.dumps(relations))
    return content.parent


@pytest.fixture(params=["plone", "plone-classic"])
def written(source: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Written:
    return exported(source, tmp_path / "x", request.param, languages="[en, de]")


def test_what_languages_share_is_written_once(written: Written) -> None:
    assert {path: item["UID"] for path, item in written.items.items()} == {
        "/de/a": Y, "/en/a": LINK, "/de/assets/x": X,
    }  # fmt: skip
    assert len(written.told("plone.shared")) == 1


def test_plone_finds_it_by_its_uid_with_a_language(written: Written) -> None:
    assert written.metadata["ordering"] == {f"{X}-de": 0, LINK: 1, Y: 1 << 20}  # after what the target has
    assert written.json("import/relations.json") == [
        {"from_attribute": "relatedItems", "from_uuid": LINK, "to_uuid": f"{X}-de"}
    ]
    assert "folder:" not in json.dumps(written.manifest)


def test_the_folders_of_languages_are_those_of_the_target(written: Written) -> None:
    assert not {"/en", "/de", "/de/assets"} & written.manifest.keys()
    assert written.told("plone.section") == []
    assert written.json("import/translations.json") == [{"canonical": LINK, "translations": {"de": Y}}]


def test_a_target_with_one_language_has_no_translations(source: Path, tmp_path: Path) -> None:
    written = exported(source, tmp_path / "x", "plone-classic")
    assert not (written.folder / "import" / "translations.json").exists()
    assert written.json("kept.json")["translations"] == [{"canonical": LINK, "translations": {"de": Y}}]
    assert len(written.told("plone.one-language")) == 1
    assert {"/en", "/de"} <= written.items.keys()


def test_the_page_of_a_language_is_its_folder(export: Export) -> None:
    files: dict[str, str | bytes] = {"a.md": page("/en/", "Welcome", body="Words"), "b.md": page("/en/b/", "B")}
    volto = export(files, "plone", languages="[en, de]")
    assert (volto.items["/en"]["@type"], volto.items["/en"]["title"]) == ("LRF", "Welcome")
    assert "Words" in json.dumps(volto.items["/en"]["blocks"])
