"""What becomes of a site: where everything lies, what it is, and what leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.exporters.plone.nasty import PNG
from tests.exporters.plone.reading import Export, Written, page, wild
from tests.run import run

LINKED = '<p><a href="/a/">a</a> <a href="/b/#x">b</a> <a href="/404.html">c</a> <a href="/x.css">d</a></p>'


def _resolved(text: str) -> list[str]:
    return re.findall(r"[./]*resolveuid/([0-9a-f]{32})", text)


# --- containers ---


def test_a_folder_without_a_page_gets_one_that_is_as_public_as_what_lies_in_it(export: Export) -> None:
    written = export({"a.md": page("/our-crew/deep/a/"), "b.md": page("/hidden/b/", more="published: false\n")})
    assert {path: (item["@type"], item["title"], item["review_state"]) for path, item in written.items.items()} == {
        "/hidden": ("Folder", "Hidden", "private"),
        "/hidden/b": ("Document", "T", "private"),
        "/our-crew": ("Folder", "Our crew", "published"),
        "/our-crew/deep": ("Folder", "Deep", "published"),
        "/our-crew/deep/a": ("Document", "T", "published"),
    }
    assert written.told("plone.section") != []


def test_parents_come_first(export: Export) -> None:
    written = export({"1.md": page("/z/y/x/"), "2.md": page("/z/"), "3.md": page("/a/b/"), "4.md": page("/z/y/")})
    seen = {""}
    for path in written.items:
        assert path.rpartition("/")[0] in seen
        seen.add(path)


def test_volto_holds_pages_in_pages(export: Export) -> None:
    written = export({"a.md": page("/a/", "Above"), "b.md": page("/a/b/", "Below")}, "plone")
    assert {path: (item["@type"], item["title"]) for path, item in written.items.items()} == {
        "/a": ("Document", "Above"), "/a/b": ("Document", "Below"),
    }  # fmt: skip
    assert written.metadata["default_page"] == {}


def test_classic_makes_a_folder_whose_default_page_has_the_text(export: Export) -> None:
    written = export({"a.md": page("/a/", "Above", body="Words"), "b.md": page("/a/b/", "Below")})
    items = written.items
    assert {path: (item["@type"], item["title"]) for path, item in items.items()} == {
        "/a": ("Folder", "Above"), "/a/b": ("Document", "Below"), "/a/index": ("Document", "Above"),
    }  # fmt: skip
    assert "text" not in items["/a"]
    assert items["/a/index"]["text"]["data"] == "<p>Words</p>\n"
    assert items["/a/index"]["exclude_from_nav"] is True
    assert written.defaults == {"/a": "index"}
    assert written.children("/a") == ["b", "index"]


def test_a_default_page_takes_an_id_that_nothing_wants(export: Export) -> None:
    written = export({"a.md": page("/a/"), "b.md": page("/a/index"), "c.md": page("/a/index-2/")})
    assert sorted(written.items) == ["/a", "/a/index", "/a/index-2", "/a/index-3"]
    assert written.defaults == {"/a": "index-3"}


def test_a_page_without_text_is_a_folder_alone(export: Export) -> None:
    written = export({"a.md": page("/a/", body=""), "b.md": page("/a/b/")})
    assert {path: item["@type"] for path, item in written.items.items()} == {"/a": "Folder", "/a/b": "Document"}
    assert written.defaults == {}


@pytest.mark.parametrize(("mapping", "type"), [("wild-classic", "Folder"), ("wild-volto", "Document")])
def test_what_can_hold_nothing_lies_in_a_container_of_its_name(export: Export, mapping: str, type: str) -> None:
    written = export({"a.md": wild("/a/", type="Link", to="https://b.example/"), "b.md": wild("/a/b/")}, mapping)
    assert {path: item["@type"] for path, item in written.items.items()} == {
        "/a": type, "/a/b": "Document", "/a/index": "Link",
    }  # fmt: skip
    assert written.defaults == ({"/a": "index"} if type == "Folder" else {})


def test_a_folder_that_has_a_text_gets_a_page_for_it(export: Export) -> None:
    written = export({"a.md": wild("/a/", "Words", type="Folder")}, "wild-classic")
    assert {path: item["@type"] for path, item in written.items.items()} == {"/a": "Folder", "/a/index": "Document"}
    assert written.defaults == {"/a": "index"}


def test_of_two_pages_at_one_address_the_public_one_keeps_it(export: Export) -> None:
    written = export(
        {"a.md": page("/x/", "A", "published: false\n"), "b.md": page("/x/", "B"), "c.md": page("/x/", "C")}
    )
    assert {path: (item["title"], item["review_state"]) for path, item in written.items.items()} == {
        "/x": ("C", "published"), "/x-2": ("A", "private"), "/x-3": ("B", "private"),
    }  # fmt: skip
    assert len({item["UID"] for item in written.items.values()}) == 3


# --- the front page ---


def test_the_home_page_is_the_site_itself_in_volto(export: Export) -> None:
    written = export({"index.md": page("/", "Welcome"), "a.md": page("/a/")}, "plone")
    root = written.items["/Plone"]
    assert (root["UID"], root["@type"], root["id"], root["title"]) == (
        "plone_site_root",
        "Plone Site",
        "Plone",
        "Welcome",
    )
    assert "review_state" not in root
    assert root["blocks_layout"]["items"]
    assert list(written.manifest) == ["/", "/a"]


def test_the_home_page_is_a_default_page_in_classic(export: Export) -> None:
    written = export({"index.md": page("/", "Welcome"), "a.md": page("/front-page/")})
    assert written.defaults == {"/": "front-page-2"}
    assert written.items["/front-page-2"]["title"] == "Welcome"


def test_the_id_of_the_site_stands_before_redirects(export: Export) -> None:
    written = export({"a.md": page("/a/", more="redirect_from: /old/\n")}, site="intranet")
    assert written.redirects == {"/intranet/old": "/intranet/a"}


# --- ids and redirects ---


def test_an_old_address_leads_to_the_new_one(export: Export) -> None:
    written = export({"a.md": page("/café/b/"), "b.md": page("/edit/"), "c.md": page("/a.html")})
    assert sorted(written.items) == ["/a.html", "/cafe", "/cafe/b", "/edit-2"]
    assert written.redirects == {"/Plone/café/b": "/Plone/cafe/b", "/Plone/edit": "/Plone/edit-2"}
    assert written.told("plone.id") == ["b.md: /edit becomes /edit-2"]


def test_no_redirect_begins_where_something_is(export: Export) -> None:
    written = export({"a.md": page("/a/"), "b.md": page("/b/", more="redirect_from: [/a/, /c/]\n")})
    assert written.redirects == {"/Plone/c": "/Plone/b"}


def test_no_redirect_begins_at_a_container_that_was_made(export: Export) -> None:
    written = export({"a.md": page("/a/b/"), "b.md": page("/b/", more="redirect_from: /a/\n")})
    assert written.redirects == {}


def test_chains_are_folded_and_what_is_outside_keeps_no_slash(export: Export) -> None:
    redirects = "/c1 /c2 301\n/c2 /a/ 301\n/out https://lamps.example/a/ 301\n"
    written = export(
        {"a.md": page("/a/"), "_redirects": redirects}, config="include: [_redirects]\nurl: https://lamps.example\n"
    )
    assert written.redirects == {"/Plone/c1": "/Plone/a", "/Plone/c2": "/Plone/a", "/Plone/out": "/Plone/a"}


def test_a_pattern_is_left_to_the_server(export: Export) -> None:
    files = {"a.md": page("/a/"), "_redirects": "/x/* /a/ 301\n"}
    written = export(files, config="include: [_redirects]\nurl: https://lamps.example\n")
    assert written.redirects == {}
    assert written.told("plone.redirect") != []
    assert '"^/x' in (written.folder / "redirects" / "redirects.htaccess").read_text()


# --- links ---


@pytest.mark.parametrize(("mapping", "start"), [("plone-classic", "resolveuid/"), ("plone", "../resolveuid/")])
def test_links_are_by_uid(export: Export, mapping: str, start: str) -> None:
    files = {
        "a.md": page("/a/", "A", body=LINKED),
        "b.md": page("/b/", "B"),
        "404.html": page("/404.html"),
        "x.css": "a",
    }
    written = export(files, mapping)
    items = written.items
    item = items["/a"]
    text = item["text"]["data"] if mapping == "plone-classic" else str(item["blocks"])
    assert f"{start}{items['/a']['UID']}" in text
    assert f"{start}{items['/b']['UID']}#x" in text
    assert "https://lamps.example/404.html" in text
    assert "https://lamps.example/x.css" in text
    assert set(_resolved(text)) <= {one["UID"] for one in items.values()}


def test_an_image_has_the_size_that_its_mark_says(export: Export) -> None:
    body = '<p><img src="/i.png" data-scale="large"><img src="/i.png" data-scale="x"><img src="/i.png"></p>'
    written = export({"a.md": page("/a/", body=body), "i.png": PNG})
    uid = written.items["/i.png"]["UID"]
    assert written.items["/a"]["text"]["data"] == (
        f'<p><img src="resolveuid/{uid}/@@images/image/large" data-scale="large"/>'
        f'<img src="resolveuid/{uid}" data-scale="x"/>'
        f'<img src="resolveuid/{uid}"/></p>\n'
    )


def test_html_in_blocks_has_paths_since_plone_resolves_nothing_there(export: Export) -> None:
    body = '<details><summary>S</summary><a href="/b/">b</a><img src="/i.png"><a href="/f.pdf">f</a></details>'
    written = export({"a.md": page("/a/", body=body), "b.md": page("/b/"), "i.png": PNG, "f.pdf": "%PDF-1.4"}, "plone")
    (html,) = (block["html"] for block in written.items["/a"]["blocks"].values() if block["@type"] == "html")
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == ["/b", "/i.png/@@images/image", "/f.pdf/@@display-file/file"]


def test_a_link_item_leads_to_an_item_by_uid(export: Export) -> None:
    post = "---\nlayout: file\ntitle: Plan\nfile_url: /f.pdf\n---\n"
    files = {"news/index.html": "---\nlayout: resources\ntitle: News\n---\n",
             "news/x/index.html": "---\nlayout: resources-alt\ntitle: X\n---\n",
             "news/x/_posts/2024-01-01-plan.md": post, "f.pdf": "%PDF-1.4"}  # fmt: skip
    written = export(files, "plone")
    (link,) = (item for item in written.items.values() if item["@type"] == "Link")
    assert link["remoteUrl"] == f"../resolveuid/{written.items['/f.pdf']['UID']}"


# --- files ---


def test_files_have_bytes_and_a_media_type_by_them(export: Export) -> None:
    files = {
        "i/a.png": PNG,
        "i/b.jpg": PNG,
        "i/c.png": "<!doctype html><p>no</p>",
        "d.pdf": "%PDF-1.4\n",
        "e.svg": "<svg/>",
    }
    written = export({"index.md": page("/"), **files})
    found = {path: item for path, item in written.items.items() if item["@type"] in ("Image", "File")}
    assert {
        path: (item["@type"], item.get("image", item.get("file"))["content-type"]) for path, item in found.items()
    } == {
        "/i/a.png": ("Image", "image/png"),
        "/i/b.jpg": ("Image", "image/png"),
        "/i/c.png": ("File", "text/html"),
        "/d.pdf": ("File", "application/pdf"),
        "/e.svg": ("Image", "image/svg+xml"),
    }
    image = found["/i/a.png"]["image"]
    assert image["blob_path"] == f"{found['/i/a.png']['UID']}/image/a.png"
    assert (written.folder / "import/content" / image["blob_path"]).read_bytes() == PNG
    assert "review_state" not in found["/i/a.png"]
    assert {path: row["state"] for path, row in written.manifest.items()}["/i/a.png"] is None


def test_an_empty_file_is_an_item_without_bytes(export: Export) -> None:
    written = export({"a.pdf": b"", "b.md": page("/b/", body='<a href="/a.pdf">a</a>')})
    assert "file" not in written.items["/a.pdf"]
    assert written.items["/a.pdf"]["@type"] == "File"
    assert _resolved(written.items["/b"]["text"]["data"]) == [written.items["/a.pdf"]["UID"]]
    assert written.told("plone.empty") != []


def test_a_file_that_is_not_here_is_linked_at_its_old_address(export: Export, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("files/gone.pdf\n")
    written = export(
        {"b.md": page("/b/", body='<a href="/files/gone.pdf">a</a>')}, "plone-classic", "--assets-list", str(listed)
    )
    assert 'href="https://lamps.example/files/gone.pdf"' in written.items["/b"]["text"]["data"]
    assert "/files/gone.pdf" not in written.items
    assert written.told("plone.bytes") != []


def test_without_assets_no_file_is_an_item(export: Export) -> None:
    written = export(
        {"b.md": page("/b/", body='<img src="/i.png">'), "i.png": PNG}, "plone-classic", "--assets", "none"
    )
    assert sorted(written.items) == ["/b"]
    assert 'src="https://lamps.example/i.png"' in written.items["/b"]["text"]["data"]


def test_of_chosen_pages_only_what_they_use_is_taken(export: Export) -> None:
    files = {"a.md": page("/a/", body='<img src="/i/used.png">'), "b.md": page("/b/", body='<img src="/j/not.png">')}
    written = export(
        {**files, "i/used.png": PNG, "j/not.png": PNG}, "plone-classic", "--only", "a.md", "--assets", "copy"
    )
    assert sorted(written.items) == ["/a", "/i", "/i/used.png"]


# --- pictures ---


def _post(image: str) -> dict[str, str | bytes]:
    return {
        "news/index.html": "---\nlayout: resources\ntitle: News\n---\n",
        "news/x/index.html": "---\nlayout: resources-alt\ntitle: X\n---\n",
        "news/x/_posts/2024-01-01-a.md": page("/news/x/a/", more=f"layout: post\nimage: {image}\n"),
        "i.png": PNG,
        "no.png": "<!doctype html>",
    }


@pytest.mark.parametrize("mapping", ["plone", "plone-classic"])
def test_a_news_item_has_its_picture(export: Export, mapping: str) -> None:
    item = export(_post("/i.png"), mapping).items["/news/x/a"]
    assert item["@type"] == "News Item"
    assert item["image"] == {
        "filename": "i.png", "content-type": "image/png", "size": len(PNG), "blob_path": f"{item['UID']}/image/i.png",
    }  # fmt: skip


def test_a_picture_that_is_none_is_left_out(export: Export) -> None:
    written = export(_post("/no.png"))
    assert "image" not in written.items["/news/x/a"]
    assert written.told("plone.image") != []


def test_a_page_of_volto_is_bound_to_its_picture(export: Export) -> None:
    written = export({"a.md": page("/a/", more="image: /i.png\n"), "i.png": PNG}, "plone")
    items = written.items
    assert written.json("import/relations.json") == [
        {"from_attribute": "preview_image_link", "from_uuid": items["/a"]["UID"], "to_uuid": items["/i.png"]["UID"]}
    ]


def test_a_page_of_classic_has_no_picture(export: Export) -> None:
    written = export({"a.md": page("/a/", more="image: /i.png\n"), "i.png": PNG})
    assert written.told("plone.image") != []
    assert written.json("kept.json")["pages"]["a.md"]["image"] == "asset:i.png"


# --- dates, states, order ---


def test_what_is_published_always_has_a_date(export: Export) -> None:
    files = {"a.md": page("/a/"), "b.md": page("/b/", more="date: 2024-05-01 12:34:56 +0800\n"),
             "c.md": page("/c/", more="published: false\n")}  # fmt: skip
    first, second = export(files), export(files)
    assert first.items["/b"]["effective"] == "2024-05-01T04:34:00+00:00"
    made = first.items["/a"]["effective"]
    assert re.fullmatch(r"200\d-\d\d-\d\dT\d\d:\d\d:00\+00:00", made)
    assert second.items["/a"]["effective"] == made
    assert {path: row["effective"] for path, row in first.manifest.items()} == {
        path: item.get("effective") for path, item in first.items.items()
    }


def test_the_menu_orders_the_items_and_hides_what_it_did_not_name(export: Export) -> None:
    menu = "links:\n  - title: Zed\n    url: /z/\n  - title: Em\n    url: /m/x/\n  - title: Ay\n    url: /a/\n"
    files = {"_data/navigation.yml": menu, **{f"{name}.md": page(f"/{name}/") for name in "abz"}, "m.md": page("/m/x/")}
    written = export(files)
    assert written.children("/") == ["z", "m", "a", "b"]
    assert [path for path, item in written.items.items() if item.get("exclude_from_nav")] == ["/b"]
    assert written.items["/m"]["title"] == "M"


def test_the_manifest_says_what_arrives(export: Export) -> None:
    written = export(
        {"a.md": page("/a/", "A", "description: D\ndate: 2024-01-01\n", "<p>B</p>"), "b.md": page("/a/b/")}
    )
    row = written.manifest["/a/index"]
    names = ("type", "title", "description", "state", "language", "order", "effective")
    assert {name: row[name] for name in names} == {
        "type": "Document", "title": "A", "description": "D", "state": "published", "language": "en", "order": 1,
        "effective": written.items["/a"]["effective"],
    }  # fmt: skip
    assert written.manifest["/a"]["default_page"] == "index"


def test_what_plone_has_no_place_for_is_kept(export: Export) -> None:
    written = export({"a.md": page("/a/", more="crumb: [x]\n"), "_data/lamps.yml": "a: 1\n"})
    kept = written.json("kept.json")
    assert kept["pages"]["a.md"] == {"crumb": ["x"]}
    assert kept["site"]["meta"]["data"] == {"lamps": {"a": 1}}


def test_a_page_within_a_page_loses_its_tags_alone(export: Export) -> None:
    body = "<!DOCTYPE html><html><head></head><body class=x><p>A</p></body></html><p>B</p>"
    assert export({"a.html": page("/a/", body=body)}).items["/a"]["text"]["data"] == "<p>A</p><p>B</p>\n"


def test_what_plone_would_show_again_is_told(export: Export) -> None:
    written = export({"a.md": page("/a/", body="<p hidden>A</p><p>B</p>")})
    assert written.told("plone.hidden") == ["a.md: 1 elements with the attribute `hidden`"]


def test_it_is_the_same_bytes_whatever_the_number_of_jobs(export: Export) -> None:
    files = {f"{number}.md": page(f"/x{number}/y/") for number in range(40)}
    one = export(files, "plone", "--jobs", "1")
    first = {path.relative_to(one.folder): path.read_bytes() for path in one.folder.rglob("*.json")}
    two = export(files, "plone", "--jobs", "2")
    assert {path.relative_to(two.folder): path.read_bytes() for path in two.folder.rglob("*.json")} == first


def test_a_rule_may_be_for_one_field_of_a_map(make_site: SiteMaker, tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(
        "mapping: 1\nexporter: plone\noptions: {flavour: classic}\ntypes:\n- name: p\n  otherwise: true\n  fields:\n"
        "    id: {from: id}\n    portal_type: {value: Document}\n    review_state: {value: private}\n"
        "    fields.table_of_contents: {value: true}\n    meta.crumb: {from: meta.crumb}\n"
    )
    root, out = make_site({"a.md": page("/a/", more="crumb: x\n")}), tmp_path / "out"
    assert run("export", str(root), "--mapping", str(path), "--out", str(out)).code == 0
    written = Written(out, run("--version"))
    assert written.items["/a"]["table_of_contents"] is True
    assert written.json("kept.json") == {"pages": {"a.md": {"crumb": "x"}}}


# --- faults of a mapping ---


def test_a_field_that_an_item_has_not_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(
        "mapping: 1\nexporter: plone\ntypes:\n- name: p\n  otherwise: true\n"
        "  fields: {id: {from: id}, titel: {from: title}}\n"
    )
    done = run("export", str(path.parent), "--mapping", str(path), "--out", str(path.parent / "o"))
    assert done.code == 3
    assert "`titel`" in done.err
    assert "did you mean `title`?" in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("flavour: react", "`flavour` is 'react'; it should be volto or classic"),
        ("site: a/b", "`site` has 'a/b'; write the id of the site"),
        ("languages: []", "`languages` is empty"),
        ("languages: [english]", "`languages` has 'english'; write codes"),
        ("types: Recipe", "`types` is 'Recipe'; it should be a list of texts"),
        ("colour: red", "has no `colour`"),
        ("redirects: {formats: [x]}", "options: "),
    ],
)
def test_an_option_that_is_wrong_is_a_fault(options: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_text(
        f"mapping: 1\nexporter: plone\noptions: {{{options}}}\ntypes:\n"
        "- {name: p, otherwise: true, fields: {id: {from: id}}}\n"
    )
    done = run("mapping", "check", str(path))
    assert done.code == 3
    assert said in done.err
