"""Each rule of WordPress's importer for what hangs on items: terms, postmeta, the menu, files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.exporters.wxr.importer import SPACES, Export, exported, page
from tests.exporters.wxr.sites import BASE, MENU, NOTICES, PICTURE, PNG, post

# --- terms ---


def test_categories_are_declared_parents_first_and_by_slug(export: Export) -> None:
    written = export({**NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/b/")})
    rows = [
        (one.findtext("wp:category_nicename", None, SPACES), one.findtext("wp:category_parent", None, SPACES))
        for one in written.channel().iterfind("wp:category", SPACES)
    ]
    assert rows == [("news", ""), ("notices", "news")]


def test_terms_have_slugs_that_stay_as_they_are(export: Export) -> None:
    long = "\u706f" * 30
    tags = f"tags: ['C++', '\u706f\u5854', '{long}', '{long}x']\n"
    written = export({**NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/b/", more=tags)})
    slugs = [slug for taxonomy, slug, _ in written.item("B").terms if taxonomy == "post_tag"]
    declared = [one.text for one in written.channel().iterfind("wp:tag/wp:tag_slug", SPACES)]
    assert sorted(slugs) == sorted(map(str, declared))
    assert len(set(slugs)) == 4
    assert all(len(slug) <= 200 and re.fullmatch(r"(?:%[0-9a-f]{2}|[a-z0-9_-])+", slug) for slug in slugs)


# --- postmeta ---


def test_what_has_no_field_is_postmeta_under_our_name(export: Export) -> None:
    metas = export({"a.md": page("A", "/a/", "lamp: {lit: true}\ncolour: blue\n")}).item("A").metas
    assert (metas["_ssi_lamp"], metas["_ssi_colour"]) == ('{"lit":true}', "blue")


def test_a_key_is_no_longer_than_its_column(export: Export) -> None:
    metas = export({"a.md": page("A", "/a/", f"{'k' * 300}: v\n{'k' * 299}j: w\n")}).item("A").metas
    assert sorted(metas.values())[-2:] == ["v", "w"]
    assert all(0 < len(key) <= 255 for key in metas)


@pytest.mark.parametrize("value", ['a:1:{i:0;s:1:"x";}', "b:0;", "N;", 's:3:"abc";', "i:5;", 'O:8:"stdClass":0:{}'])
def test_text_that_php_would_unserialise_is_json(export: Export, value: str) -> None:
    found = export({"a.md": page("A", "/a/", f"lamp: '{value}'\n")}).item("A").metas["_ssi_lamp"]
    assert found == '"' + value.replace('"', '\\"') + '"'


def test_values_of_metas_are_exact(export: Export) -> None:
    value = "\U0001f600 \u706f ]]> \\\\ back <b>"
    metas = export({"a.md": page("A", "/a/", f"lamp: '{value}'\n")}).item("A").metas
    assert metas["_ssi_lamp"] == value


def test_keys_that_the_importer_drops_are_told(export: Export) -> None:
    excerpt = "      excerpt: {from: description}"
    changes = {excerpt: f"{excerpt}\n      postmeta: {{value: {{_edit_lock: x, k: y}}}}"}
    written = export({"a.md": page("A", "/a/")}, changes=changes)
    assert "_edit_lock" not in written.item("A").metas
    assert written.item("A").metas["k"] == "y"
    assert "wxr.field" in written.codes()


# --- the menu ---

ALL = {
    "_menu_item_type", "_menu_item_menu_item_parent", "_menu_item_object_id", "_menu_item_object", "_menu_item_target",
    "_menu_item_classes", "_menu_item_xfn", "_menu_item_url",
}  # fmt: skip


def test_the_menu_is_declared_and_every_entry_is_of_it(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "_data/navigation.yml": MENU})
    (term,) = written.channel().findall("wp:term", SPACES)
    assert term.findtext("wp:term_taxonomy", None, SPACES) == "nav_menu"
    slug = term.findtext("wp:term_slug", None, SPACES)
    assert [item.terms for item in written.items(type="nav_menu_item")] == [[("nav_menu", slug, "Main menu")]] * 3


def test_an_entry_of_the_menu_has_all_eight_metas(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "_data/navigation.yml": MENU})
    assert [set(item.metas) for item in written.items(type="nav_menu_item")] == [ALL] * 3


def test_an_entry_leads_to_the_number_of_its_page_or_to_an_address(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "_data/navigation.yml": MENU})
    number = written.items(type="page")[0]["post_id"]
    rows = [
        (item["title"], *(item.metas[f"_menu_item_{name}"] for name in ("type", "object", "url")))
        for item in written.items(type="nav_menu_item")
    ]
    assert rows == [
        ("A", "post_type", "page", ""),
        ("Out", "custom", "custom", "https://out.example/"),
        ("Gone", "custom", "custom", "/g/"),
    ]
    assert written.items(type="nav_menu_item")[0].metas["_menu_item_object_id"] == number


def test_an_entry_never_points_to_what_is_not_there_or_not_public(export: Export) -> None:
    written = export({"a.md": page("A", "/a/", "published: false\n"), "_data/navigation.yml": MENU})
    assert {item.metas["_menu_item_type"] for item in written.items(type="nav_menu_item")} == {"custom"}


def test_an_entry_below_another_names_its_number(export: Export) -> None:
    entries = export({"a.md": page("A", "/a/"), "_data/navigation.yml": MENU}).items(type="nav_menu_item")
    assert [item.metas["_menu_item_menu_item_parent"] for item in entries] == ["0", *[entries[0]["post_id"]] * 2]


# --- files ---


def test_without_an_address_to_fetch_from_there_are_no_attachments(export: Export) -> None:
    written = export(PICTURE)
    assert written.items(type="attachment") == []
    assert "_thumbnail_id" not in written.item("A").metas
    assert written.item("A").metas["_ssi_thumbnail"] == "/images/lamp.png"
    assert "wxr.files" in written.codes()


def test_a_content_has_the_address_that_the_importer_fetches(export: Export) -> None:
    written = export(PICTURE, changes=BASE)
    (file,) = written.items(type="attachment")
    assert file["attachment_url"] == "https://old.example/images/lamp.png"
    assert f'src="{file["attachment_url"]}"' in written.item("A")["content:encoded"]


def test_the_featured_image_is_the_number_of_its_attachment(export: Export) -> None:
    written = export(PICTURE, changes=BASE)
    assert written.item("A").metas["_thumbnail_id"] == written.items(type="attachment")[0]["post_id"]


def test_attachments_come_last_and_take_no_slug_of_a_page(export: Export) -> None:
    files = {"z.md": page("Z", "/lamp/"), "y.md": page("Y", "/media-lamp/"), "_data/navigation.yml": MENU}
    written = export({**PICTURE, **files}, changes=BASE)
    assert [item["post_type"] for item in written.items()][-4:] == ["nav_menu_item"] * 3 + ["attachment"]
    assert written.item("Z")["post_name"] == "lamp"
    assert written.items(type="attachment")[0]["post_name"] == "media-lamp-2"


def test_a_file_of_a_kind_that_is_refused_is_told(export: Export) -> None:
    written = export(
        {"a.md": page("A", "/a/"), "images/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}, changes=BASE
    )
    assert written.items(type="attachment") == []
    assert "wxr.file" in written.codes()


def test_addresses_of_files_have_letters_of_all_alphabets_and_no_other_signs(export: Export) -> None:
    name = "\u706f & (1).png"
    files = {"a.md": page("A", "/a/", body=f"![x](</images/{name}>)"), f"images/{name}": PNG}
    written = export(files, changes=BASE)
    address = written.items(type="attachment")[0]["attachment_url"]
    assert address == "https://old.example/images/\u706f%20%26%20%281%29.png"
    assert f'src="{address}"' in written.item("A")["content:encoded"]


def test_two_files_of_one_name_are_two_items(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "images/a/x.png": PNG, "images/b/x.png": PNG + b"1"}, changes=BASE)
    items = written.items(type="attachment")
    assert len({(item["title"], item["post_date"]) for item in items}) == 2
    assert len({item["post_name"] for item in items}) == 2


@pytest.mark.parametrize("base", ["ftp://x.example", "https://x.example:8081", "//x.example", "https://u:p@x.example"])
def test_an_address_that_the_importer_cannot_fetch_from_is_refused(
    make_site: SiteMaker, tmp_path: Path, base: str
) -> None:
    site = make_site({"a.md": page("A", "/a/")})
    changes = {"  author: editor": f"  author: editor\n  asset_base: '{base}'"}
    done = exported(site, tmp_path / "export", changes=changes).done
    assert (done.code, "`asset_base` is" in done.err) == (3, True)


def test_files_that_are_laid_lie_where_links_lead(export: Export) -> None:
    written = export(PICTURE, "--assets", "copy")
    assert (written.folder / "wp-content/uploads/images/lamp.png").read_bytes() == PNG
    assert 'src="/wp-content/uploads/images/lamp.png"' in written.item("A")["content:encoded"]
