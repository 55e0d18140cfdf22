"""What becomes of an export: its pages, their addresses, states and places."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from migrate.model import NavNode
from tests.importers.plone.exports import folder, html, item, listed, opened, pages, told, uid, write

ROOT = item("/Plone", "Plone Site", UID="plone_site_root", title="Harbour", review_state=None, text=None)


def test_kinds_of_types(tmp_path: Path) -> None:
    types = ["Document", "Event", "News Item", "Folder", "Collection", "Topic", "LRF", "LIF", "Tide Clock"]
    items = [item(f"/{at}", type, at + 1) for at, type in enumerate(types)]
    source = opened(folder(tmp_path, [ROOT, *items, item("/out", "Link", 99, remoteUrl="https://a.example")]))
    found = {page.layout: page.kind for page in source.site.pages}
    assert found == {
        "Plone Site": "home",
        "Document": "page",
        "Event": "page",
        "News Item": "post",
        "Link": "link",
        "Tide Clock": "page",
        **dict.fromkeys(["Folder", "Collection", "Topic", "LRF", "LIF"], "index"),
    }


@pytest.mark.parametrize(
    ("said", "published", "draft"),
    [
        ({"review_state": "published"}, True, False),
        ({"review_state": "visible"}, True, False),
        ({"review_state": "private"}, False, True),
        ({"review_state": "pending"}, False, True),
        ({"review_state": {"token": "published", "title": "Published"}}, True, False),
        ({"review_state": None}, True, False),
        ({"effective": "2026-06-01T00:00:00+00:00"}, True, False),
        ({"effective": "2026-06-01T00:00:01+00:00"}, False, False),
        ({"expires": "2026-06-01T00:00:00+00:00"}, False, False),
        ({"expires": "2026-06-01T00:00:01+00:00"}, True, False),
        ({"effective": "1969-12-31T00:00:00+00:00", "expires": "2499-12-31T00:00:00+00:00"}, True, False),
    ],
)
def test_what_the_public_could_see(said: dict[str, object], published: bool, draft: bool, tmp_path: Path) -> None:
    page = pages(opened(folder(tmp_path, [item("/a", number=1) | said])))["/a"]
    assert (page.published, page.draft) == (published, draft)


def test_a_published_page_in_a_private_folder_is_public_and_its_files_are_not(tmp_path: Path) -> None:
    items = [
        item("/in", "Folder", 1, review_state="private"),
        item("/in/page", number=2),
        item("/in/deep", "Folder", 3, review_state=None),
        item("/in/deep/a.pdf", "File", 4),
        item("/b.pdf", "File", 5),
    ]
    source = opened(folder(tmp_path, items))
    assert {path: page.published for path, page in pages(source).items()} == {
        "/in": False,
        "/in/page": True,
        "/in/deep": False,
    }
    assert dict(source.files()) == {uid(4): None, uid(5): "/b.pdf"}
    assert [asset.meta.get("path") for asset in source.assets()] == ["/in/deep/a.pdf", None]


def test_a_default_page_stands_at_the_address_of_its_folder(tmp_path: Path) -> None:
    items = [ROOT, item("/news", "Folder", 1), item("/news/all", "Collection", 2), item("/news/lit", "News Item", 3)]
    chosen = {uid(1): {"default_page": "x", "default_page_uuid": uid(2)}, "plone_site_root": {"default_page": "news"}}
    found = pages(opened(folder(tmp_path, items, {"default_page": chosen})))
    assert {path: (page.url, page.aliases, page.duplicate_of, page.parent) for path, page in found.items()} == {
        "/": ("/", (), uid(2), None),
        "/news": ("/news", (), uid(2), None),
        "/news/all": ("/", ("/news", "/news/all"), None, None),
        "/news/lit": ("/news/lit", (), None, None),
    }


def test_links_to_what_has_a_default_page_lead_to_that(tmp_path: Path) -> None:
    text = f'<a href="resolveuid/{uid(1)}">a</a> <a href="news/all">b</a> <a href="/Plone/news">c</a>'
    items = [ROOT, item("/news", "Folder", 1), item("/news/all", number=2), item("/a", number=3, text=html(text))]
    source = opened(folder(tmp_path, items, {"default_page": {uid(1): {"default_page": "all"}}}))
    body = source.body(pages(source)["/a"]).body
    assert body is not None
    assert body.html == '<a href="/news">a</a> <a href="/news">b</a> <a href="/news">c</a>'
    assert body.text == text


@pytest.mark.parametrize(
    "chosen",
    [
        {uid(1): {"default_page": "gone"}},
        {uid(1): {"default_page_uuid": uid(3), "default_page": None}},
        {uid(1): {"default_page": "a.pdf"}},
        {uid(1): "all"},
    ],
)
def test_a_default_page_that_is_none_is_told(chosen: dict[str, object], tmp_path: Path) -> None:
    items = [item("/n", "Folder", 1), item("/n/all", number=2), item("/b", number=3), item("/n/a.pdf", "File", 4)]
    source = opened(folder(tmp_path, items, {"default_page": chosen}))
    assert told(source) == [("plone.no-default-page", "content/0/data.json", 1)]
    assert [page.url for page in source.site.pages] == ["/n", "/n/all", "/b"]


def test_a_default_page_of_nothing_is_told_once(tmp_path: Path) -> None:
    chosen = {uid(8): {"default_page": "x"}, uid(9): {"default_page": "y"}}
    source = opened(folder(tmp_path, [item("/a", number=1)], {"default_page": chosen}))
    assert told(source) == [("plone.reference", "content/__metadata__.json", None)]


def test_places_are_those_of_the_order_among_all_that_a_folder_holds(tmp_path: Path) -> None:
    names = ["/a", "/b", "/c.pdf", "/d", "/d/e"]
    items = [item(name, "File" if "." in name else "Document", at) for at, name in enumerate(names, 1)]
    order = {uid(1): 40, uid(3): 7, uid(2): 9, uid(5): 3, uid(77): 1, uid(4): "x"}
    found = pages(opened(folder(tmp_path, items, {"ordering": order})))
    assert {path: page.position for path, page in found.items()} == {"/a": 2, "/b": 1, "/d": 3, "/d/e": 0}


def test_the_menu_has_three_levels_of_what_is_public_and_wants_to_be_in_it(tmp_path: Path) -> None:
    items = [
        item("/one", "Folder", 1),
        item("/one/two", "Folder", 2),
        item("/one/two/three", "Folder", 3),
        item("/one/two/three/four", number=4),
        item("/one/start", number=5),
        item("/hidden", number=6, exclude_from_nav=True),
        item("/private", number=7, review_state="private"),
        item("/out", "Link", 8, remoteUrl="https://a.example/"),
        item("/a.pdf", "File", 9),
    ]
    source = opened(folder(tmp_path, items, {"default_page": {uid(1): {"default_page": "start"}}}))
    three = NavNode(title="/one/two/three", kind="page", url="/one/two/three", page=uid(3), children=[])
    two = NavNode(title="/one/two", kind="page", url="/one/two", page=uid(2), children=[three])
    assert source.site.navigation == [
        NavNode(title="/one", kind="page", url="/one", page=uid(5), children=[two]),
        NavNode(title="/out", kind="link", url="https://a.example/", external=True, children=[]),
    ]


def test_archetypes_names_of_fields(tmp_path: Path) -> None:
    said = {
        "subject": ["Lamps"],
        "excludeFromNav": None,
        "effectiveDate": "2021/03/01 09:00:00 GMT+8",
        "modification_date": "2021/03/02",
        "language": {"token": "pt_br", "title": "Português"},
        "title": "A",
        "description": None,
        "review_state": "published",
    }
    one = {"@id": "http://nohost/Plone/a", "@type": "Document", "UID": uid(1), "id": "a", **said}
    page = pages(opened(listed(tmp_path, [one])))["/a"]
    assert (page.tags, page.language, page.description) == (("Lamps",), "pt-BR", None)
    assert (page.date, page.modified) == (datetime(2021, 3, 1, 1, tzinfo=UTC), datetime(2021, 3, 2, tzinfo=UTC))
    assert page.meta == {
        "exclude_from_nav": None,
        "effective": "2021/03/01 09:00:00 GMT+8",
        "modified": "2021/03/02",
        "language": {"token": "pt_br", "title": "Português"},
        "review_state": "published",
    }


def test_twins_at_one_path(tmp_path: Path) -> None:
    """Plone's importers differ: a list's first item counts, of a folder the last."""
    old = opened(listed(tmp_path / "old", [item("http://nohost/Plone/a", number=at) for at in (1, 2)]))
    new = opened(folder(tmp_path / "new", [item("/a", number=at) for at in (1, 2)]))
    assert [(page.id, page.duplicate_of) for page in old.site.pages] == [(uid(1), None), (uid(2), uid(1))]
    assert [(page.id, page.duplicate_of) for page in new.site.pages] == [(uid(1), uid(2)), (uid(2), None)]
    assert [code for code, _, _ in told(old) + told(new)] == ["plone.path-twice"] * 2


def test_a_uid_that_is_missing_or_taken_is_made_of_the_path(tmp_path: Path) -> None:
    items = [item("/a", number=1), item("/b", number=1), item("/c", UID=""), item("/d", UID="../x")]
    first, again = opened(folder(tmp_path, items)), opened(folder(tmp_path, items))
    ids = {path: page.id for path, page in pages(first).items()}
    assert ids == {path: page.id for path, page in pages(again).items()}
    assert ids["/a"] == uid(1)
    assert len(set(ids.values())) == 4
    assert [code for code, _, _ in told(first)] == ["plone.item-uid"] * 3


def test_redirects_lose_the_id_of_the_site(tmp_path: Path) -> None:
    given = {
        "/Plone/old": "/Plone/a",
        "/Plone/out": "https://b.example/Plone/a",
        "/odd": "/Plone/a",
        "/Plone/s/": "/Plone/s",
    }
    source = opened(folder(tmp_path, [ROOT, item("/a", number=1)], redirects=given))
    assert [(one.old, one.new, one.status) for one in source.site.redirects] == [
        ("/old", "/a", 301),
        ("/out", "https://b.example/Plone/a", 301),
        ("/odd", "/a", 301),
    ]
    assert pages(source)["/a"].aliases == ("/old", "/odd")


def test_hashes_of_passwords_are_secrets(tmp_path: Path) -> None:
    members = [{"username": "pilot", "password": "{SSHA}x", "email": "p@a.example"}]
    root = folder(tmp_path, [item("/a", number=1)], principals={"groups": [], "members": members})
    site = opened(root).site
    assert site.secrets == {"password_hashes": {"pilot": "{SSHA}x"}}
    assert site.meta["principals"] == {"groups": [], "members": [{"username": "pilot", "email": "p@a.example"}]}
    assert "SSHA" not in repr(site)


def test_comments_of_an_item_stand_with_those_of_the_file(tmp_path: Path) -> None:
    said = {"exportimport.conversation": [{"comment_id": "1"}]}
    items = [item("/a", number=1) | said, item("/b", number=2) | said]
    site = opened(folder(tmp_path, items, discussions={uid(1): {"items": [{"comment_id": "9"}]}})).site
    assert site.meta["discussions"] == {
        uid(1): {"items": [{"comment_id": "9"}]},
        uid(2): {"items": [{"comment_id": "1"}]},
    }


def test_what_the_metadata_names_and_what_lies_there(tmp_path: Path) -> None:
    root = folder(
        tmp_path, [item("/a", number=1), item("/b", number=2)], {"_data_files_": ["1/data.json", "9/data.json"]}
    )
    source = opened(root)
    assert sorted(pages(source)) == ["/a", "/b"]
    assert told(source) == [
        ("plone.item", "content/__metadata__.json", None),
        ("plone.unlisted", "content/0/data.json", 1),
    ]


def test_a_container_that_is_not_here_is_told_and_kept(tmp_path: Path) -> None:
    above = {"@id": "http://nohost/Plone/lost", "@type": "Folder", "title": "Lost"}
    home = {"@id": "http://nohost/Plone", "@type": "Plone Site"}
    items = [
        item("http://nohost/Plone/lost/a", number=1, parent=above),
        item("http://nohost/Plone/b", number=2, parent=home),
    ]
    source = opened(listed(tmp_path, items))
    found = pages(source)
    assert found["/lost/a"].meta["parent"] == {"@id": "/lost", "@type": "Folder", "title": "Lost"}
    assert "parent" not in found["/b"].meta
    assert told(source) == [("plone.parent", None, None)]


@pytest.mark.parametrize("named", ["Plone", "Plone/1.json", "."])
def test_numbered_files(named: str, tmp_path: Path) -> None:
    """The folder of items, one of them, or the folder that holds what lies beside them too."""
    items = {f"Plone/{at}.json": item(f"http://nohost/Plone/{at}", number=at) for at in (2, 10, 1)}
    write(tmp_path, {**items, "export_ordering.json": [{"uuid": uid(10), "order": 0}]})
    source = opened(tmp_path / named)
    assert [page.url for page in source.site.pages] == (["/1"] if named.endswith("json") else ["/1", "/2", "/10"])
    beside = [("plone.beside", None, None)] if named == "Plone" else []
    assert told(source) == beside
    assert source.site.meta["ordering"] == ({uid(10): 0} if named == "." else {})


def test_errors_that_plone_wrote(tmp_path: Path) -> None:
    files = {
        "1.json": item("http://nohost/Plone/a", number=1),
        "errors.json": {"unexported_paths": [{"path": "/Plone/b", "message": "ghost"}, {"path": "/Plone/c"}]},
    }
    source = opened(write(tmp_path, files))
    assert [finding.message for finding in source.findings] == ["/Plone/b: ghost", "/Plone/c: no reason is given"]
    assert source.site.accounting is not None
    assert source.site.accounting.of("reported") == 3


def test_a_folder_of_pages_is_no_export(tmp_path: Path) -> None:
    from migrate.importers.plone import PloneImporter

    write(tmp_path, {"data.json": {"@id": "x"}, "package.json": {"name": "x"}, "list.json": [1], "empty.json": []})
    assert not PloneImporter().recognises(tmp_path)
    assert PloneImporter().recognises(listed(tmp_path / "a", [item("http://nohost/Plone/a")]))
    assert PloneImporter().recognises(folder(tmp_path / "b", []))
