"""Each rule of WordPress's importer that a writer has to keep, in what is written: parsed by the standard library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.exporters.wxr.importer import SPACES, Export, exported, page

ROOM = {"news/index.html": "---\nlayout: resources\ntitle: News\n---\n"}
NOTICES = {**ROOM, "news/notices/index.html": "---\nlayout: resources-alt\ntitle: Notices\n---\n"}


def post(title: str, permalink: str, date: str = "2024-05-01", more: str = "", body: str = "Text") -> str:
    return page(title, permalink, f"layout: post\ndate: {date}\n{more}", body)


# --- the channel ---


def test_the_version_is_two_numbers_with_a_dot(export: Export) -> None:
    assert export({"a.md": page("A", "/a/")}).channel().findtext("wp:wxr_version", None, SPACES) == "1.2"


def test_the_prefix_of_everything_is_wp(export: Export) -> None:
    text = export({"a.md": page("A", "/a/")}).text()
    assert 'xmlns:wp="http://wordpress.org/export/1.2/"' in text
    assert "<wp:post_id>" in text
    assert set(re.findall(r"<(\w+):", text)) == {"wp", "content", "excerpt", "dc"}


@pytest.mark.parametrize("prefix", ["excerpt", "content", "dc"])
def test_contents_are_bound_to_the_addresses_that_the_importer_knows(export: Export, prefix: str) -> None:
    assert f'xmlns:{prefix}="{SPACES[prefix]}"' in export({"a.md": page("A", "/a/")}).text()


def test_every_item_says_type_status_slug_and_number(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), **NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/n/b/")})
    for item in written.items():
        assert all(item[name] for name in ("post_type", "status", "post_name", "post_id")), item["title"]


def test_a_status_is_one_that_wordpress_knows(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "b.md": page("B", "/b/", "published: false\n")})
    assert {item["title"]: item["status"] for item in written.items()} == {"A": "publish", "B": "draft"}


def test_an_unknown_status_is_told_and_becomes_a_draft(export: Export) -> None:
    written = export({"a.md": page("A", "/a/")}, changes={"value: publish}": "value: published}"})
    assert written.item("A")["status"] == "draft"
    assert "wxr.field" in written.codes()


def test_an_unknown_type_is_told_and_becomes_a_page(export: Export) -> None:
    written = export({"a.md": page("A", "/a/")}, changes={"post_type: {value: page}": "post_type: {value: 'A page'}"})
    assert written.item("A")["post_type"] == "page"
    assert "wxr.field" in written.codes()


def test_a_page_has_no_terms_and_that_is_told(export: Export) -> None:
    written = export({"a.md": page("A", "/a/", "tags: [x]\n")})
    assert written.item("A").terms == []
    assert "wxr.term" in written.codes()


def test_a_term_of_an_item_has_its_nicename(export: Export) -> None:
    written = export({**NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/b/", more="tags: [Big Lamp]\n")})
    assert sorted(written.item("B").terms) == [
        ("category", "news", "News"),
        ("category", "notices", "Notices"),
        ("post_tag", "big-lamp", "Big Lamp"),
    ]


# --- numbers, parents, order ---

MANY = {f"p{number}.md": page(f"P{number}", f"/x{number}/y/") for number in range(30)}


def test_numbers_begin_at_1000_and_are_each_given_once(export: Export) -> None:
    numbers = [int(item["post_id"]) for item in export(MANY).items()]
    assert len(numbers) == len(set(numbers)) == 60
    assert min(numbers) >= 1000


def test_numbers_stay_when_pages_come(export: Export) -> None:
    before = {item["title"]: item["post_id"] for item in export(MANY).items()}
    after = {item["title"]: item["post_id"] for item in export({**MANY, "a-new.md": page("New", "/new/")}).items()}
    assert {title: after[title] for title in before} == before


def test_a_parent_stands_before_its_children(export: Export) -> None:
    written = export({"a.md": page("C", "/a/b/c/"), "b.md": page("B", "/a/b/"), "z.md": page("A", "/a/")})
    seen = {"0"}
    for item in written.items():
        assert item["post_parent"] in seen
        seen.add(item["post_id"])
    assert [item["title"] for item in written.items()] == ["A", "B", "C"]


def test_slugs_under_parents_that_come_late_stay(export: Export) -> None:
    written = export(
        {f"a{name}.md": page("Overview", f"/{name}/overview/") for name in "abc"}
        | {f"z{name}.md": page(name, f"/{name}/") for name in "abc"}
    )
    assert [item["post_name"] for item in written.items() if item["title"] == "Overview"] == ["overview"] * 3
    assert sorted(str(path) for path in written.paths.values() if "overview" in str(path)) == [
        "/a/overview/", "/b/overview/", "/c/overview/",
    ]  # fmt: skip


def test_a_folder_without_a_page_gets_one(export: Export) -> None:
    written = export({"a.md": page("Deep", "/our-crew/deep/")})
    made = written.item("Our crew")
    assert (made["post_name"], made["status"], made["post_parent"]) == ("our-crew", "publish", "0")
    assert written.item("Deep")["post_parent"] == made["post_id"]
    assert "wxr.section" in written.codes()


def test_a_folder_without_a_name_that_can_be_read_gets_a_page_with_a_title(export: Export) -> None:
    items = export({"a.md": page("A", "/\u00a0/a/"), "b.md": page("B", "/\x1f/b/")}).items()
    assert sorted(item["title"] for item in items) == ["(Untitled)", "(Untitled)", "A", "B"]


def test_a_folder_of_drafts_gets_a_draft(export: Export) -> None:
    written = export({"a.md": page("Deep", "/crew/deep/", "published: false\n")})
    assert written.item("Crew")["status"] == "draft"


def test_a_page_that_was_not_chosen_is_made_as_a_section(export: Export) -> None:
    written = export({"a.md": page("A", "/a/"), "b.md": page("B", "/a/b/")}, "--only", "b.md")
    assert [(item["title"], item["post_name"]) for item in written.items()] == [("A", "a"), ("B", "b")]


def test_a_parent_is_of_the_same_type(export: Export) -> None:
    written = export({**NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/news/notices/b/")})
    assert written.item("B")["post_parent"] == "0"
    assert written.paths["news/notices/_posts/2024-01-02-b.md"] == "/b/"


def test_each_part_has_the_ancestors_of_its_items(export: Export) -> None:
    files = {"top.md": page("Top", "/top/", "lamp: lit\n")}
    files |= {f"c{n}.md": page(f"C{n}", f"/top/c{n}/", body="long text " * 300) for n in range(12)}
    written = export(files, changes={"  menu: Main menu": "  menu: Main menu\n  split: 12 KB"})
    assert len(written.names) > 2
    for name in written.names:
        items = written.items(name)
        assert (written.folder / name).stat().st_size < 16_000
        assert items[0]["title"] == "Top"
        assert {item["post_parent"] for item in items[1:]} == {items[0]["post_id"]}
    children = [item["title"] for name in written.names for item in written.items(name)[1:]]
    assert sorted(children) == sorted(f"C{n}" for n in range(12))


def test_what_is_repeated_has_no_postmeta_again(export: Export) -> None:
    files = {"top.md": page("Top", "/top/", "lamp: lit\n")}
    files |= {f"c{n}.md": page(f"C{n}", f"/top/c{n}/", body="long text " * 300) for n in range(8)}
    written = export(files, changes={"  menu: Main menu": "  menu: Main menu\n  split: 12 KB"})
    tops = [written.items(name)[0] for name in written.names]
    assert [("_ssi_lamp" in top.metas) for top in tops] == [True] + [False] * (len(tops) - 1)
    assert len({(top["title"], top["post_date"], top["post_id"]) for top in tops}) == 1


MENU = """links:
- title: A
  url: /a/
  sublinks:
  - {title: Out, url: "https://out.example/"}
  - {title: Gone, url: /g/}
"""


def test_the_part_with_the_menu_has_what_it_leads_to(export: Export) -> None:
    files = {"a.md": page("A", "/a/"), "_data/navigation.yml": MENU}
    files |= {f"c{n}.md": page(f"C{n}", f"/x/c{n}/", body="long text " * 300) for n in range(8)}
    written = export(files, changes={"  menu: Main menu": "  menu: Main menu\n  split: 12 KB"})
    for name in written.names:
        there = {item["post_id"] for item in written.items(name)}
        for entry in written.items(name, "nav_menu_item"):
            assert entry.metas["_menu_item_type"] == "custom" or entry.metas["_menu_item_object_id"] in there


def test_the_menu_is_never_cut_in_two(export: Export) -> None:
    rows = "".join(f"  - {{title: T{n}, url: 'https://x.example/{n}/{'y' * 900}'}}\n" for n in range(20))
    menu = f"links:\n- title: Top\n  url: /a/\n  sublinks:\n{rows}"
    changes = {"  menu: Main menu": "  menu: Main menu\n  split: 12 KB"}
    written = export({"a.md": page("A", "/a/"), "_data/navigation.yml": menu}, changes=changes)
    assert [len(written.items(name, "nav_menu_item")) for name in written.names] == [0, 21]


# --- slugs and addresses ---

SLUGS = {
    "/Upper_Slug.html": "upper_slug",
    "/v1.2/": "v1-2",
    "/a--b/": "a-b",
    "/a&b/": "ab",
    "/c++/": "c",
    "/caf\u00e9/": "cafe",
    "/a~b/": "ab",
    "/a \u2013 b/": "a-b",
    "/under_score/": "under_score",
    "/\u706f\u5854/": "%e7%81%af%e5%a1%94",
    "/\u0142\u00f3d\u017a/": "lodz",
    "/feed/": "feed-2",
    "/embed/": "embed-2",
    "/rss2/": "rss2-2",
    "/atom/": "atom-2",
    "/page2/": "page2-2",
    "/2024/": "2024-2",
    "/wp-admin/": "page-wp-admin-2",
}


@pytest.mark.parametrize("address", SLUGS)
def test_slugs_are_those_that_wordpress_makes(export: Export, address: str) -> None:
    assert export({"a.md": page("A", address)}).item("A")["post_name"] == SLUGS[address]


def test_a_slug_is_cut_at_200_bytes_between_characters(export: Export) -> None:
    found = export({"a.md": page("A", "/" + "\u706f" * 40 + "/")}).item("A")["post_name"]
    assert found == "%e7%81%af" * 22


def test_a_slug_of_nothing_gets_one_of_the_id(export: Export) -> None:
    found = export({"a.md": page("A", "/!!!/")}).item("A")["post_name"]
    assert re.fullmatch(r"page-[0-9a-f]{8}", found)


def test_siblings_have_slugs_of_their_own(export: Export) -> None:
    written = export({"a.md": page("A", "/x/l+amp/"), "b.md": page("B", "/x/lamp/"), "c.md": page("C", "/y/lamp/")})
    assert [written.item(title)["post_name"] for title in "ABC"] == ["lamp-2", "lamp", "lamp"]
    assert {item["status"] for item in written.items()} == {"publish"}


def test_a_post_and_a_page_are_never_at_one_address(export: Export) -> None:
    written = export(
        {"a.md": page("A", "/lamp/"), **NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/n/lamp/")}
    )
    assert (written.item("A")["post_name"], written.item("B")["post_name"]) == ("lamp", "lamp-2")


def test_drafts_have_slugs(export: Export) -> None:
    written = export({**NOTICES, "news/notices/_posts/2024-01-02-b.md": post("B", "/n/b/", more="published: false\n")})
    assert (written.item("B")["status"], written.item("B")["post_name"]) == ("draft", "b")


def test_an_address_that_changes_is_redirected(export: Export) -> None:
    written = export({"a.md": page("A", "/2024/"), "b.md": page("B", "/b.html"), "c.md": page("C", "/c/")})
    assert (written.folder / "redirects" / "redirects.csv").read_text().splitlines() == [
        "from,to,status",
        "/2024/,/2024-2/,301",
        "/b.html,/b/,301",
    ]


def test_the_manifest_has_the_addresses_decoded(export: Export) -> None:
    assert export({"a.md": page("A", "/x/\u706f/")}).paths["a.md"] == "/x/\u706f/"


# --- what is one for the importer ---


def test_pages_of_one_title_without_dates_have_dates_of_their_own(export: Export) -> None:
    items = export({f"{n}.md": page("Overview", f"/{n}/") for n in "abc"}).items()
    assert len({(item["title"], item["post_date"]) for item in items}) == 3


def test_posts_of_one_title_and_day_are_seconds_apart(export: Export) -> None:
    posts = {f"news/notices/_posts/2024-05-01-{n}.md": post("Notice", f"/n/{n}/") for n in "abc"}
    written = export({**NOTICES, **posts})
    assert sorted(item["post_date"][-8:] for item in written.items(type="post")) == ["00:00:00", "00:00:01", "00:00:02"]


def test_titles_that_databases_take_for_one_have_dates_of_their_own(export: Export) -> None:
    titles = ["Lamp", "LAMP", "L\u00e1mp", "Lamp\u200b", "\uff2camp"]
    posts = {f"news/notices/_posts/2024-05-01-{n}.md": post(title, f"/n/{n}/") for n, title in enumerate(titles)}
    assert len({item["post_date"] for item in export({**NOTICES, **posts}).items(type="post")}) == 5


@pytest.mark.parametrize("title", ["", " ", "\u00a0"])
def test_a_title_is_never_empty(export: Export, title: str) -> None:
    changes = {"title: {from: title, steps: [strip], default: (Untitled)}": "title: {from: meta.name}"}
    written = export({"a.md": page("A", "/a/", f'name: "{title}"\n')}, changes=changes)
    assert [item["title"] for item in written.items()] == ["(Untitled)"]


def test_the_guid_has_the_id_and_is_no_permalink(export: Export) -> None:
    (item,) = export({"A & b.md": page("A", "/a/")}).items()
    guid = item.element.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert guid.text == "https://lamps.example/?ssi=A%20%26%20b.md"


def test_a_guid_is_no_longer_than_its_column(export: Export) -> None:
    folder = "\u706f" * 60
    items = export({f"{folder}/{folder}/{folder}.md": page("A", "/a/"), f"{folder}.md": page("B", "/b/")}).items()
    assert all(len(item["guid"]) <= 255 for item in items)


# --- dates ---


def test_both_dates_are_written_as_digits(export: Export) -> None:
    written = export({**NOTICES, "news/notices/_posts/2024-05-01-b.md": post("B", "/b/", "2024-05-01 07:30:00 +0800")})
    item = written.item("B")
    assert (item["post_date"], item["post_date_gmt"]) == ("2024-05-01 07:30:00", "2024-04-30 23:30:00")


def test_a_date_of_every_item_is_whole(export: Export) -> None:
    for item in export(MANY).items():
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", item["post_date"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", item["post_date_gmt"])


def test_what_is_published_is_never_in_the_future(export: Export) -> None:
    written = export({"a.md": page("A", "/a/", "date: 2099-01-01\n")})
    item = written.item("A")
    assert (item["status"], item["post_date"]) == ("publish", "2026-06-01 00:00:00")
    assert "wxr.date" in written.codes()


def test_a_draft_keeps_a_date_to_come(export: Export) -> None:
    item = export({"a.md": page("A", "/a/", "date: 2099-01-01\npublished: false\n")}).item("A")
    assert (item["status"], item["post_date"]) == ("draft", "2099-01-01 00:00:00")


def test_dates_that_are_made_up_are_the_same_in_every_run(export: Export) -> None:
    before, after = export(MANY).manifest, export({**MANY, "a-new.md": page("New", "/new/")}).manifest
    assert {id: after[id]["date"] for id in before} == {id: item["date"] for id, item in before.items()}


# --- authors ---

AUTHOR = {
    "      date: {from: [date, modified]}": "      date: {from: [date, modified]}\n      author: {from: meta.author}"
}


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Ada Lindqvist", "Ada Lindqvist"),
        ("Zo\u00eb <b>", "Zoe b"),
        ("\u706f\u5854", "author-[0-9a-f]{8}"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_login_is_one_that_wordpress_takes(export: Export, name: str, login: str) -> None:
    written = export({"a.md": page("A", "/a/", f"author: '{name}'\n")}, changes=AUTHOR)
    assert re.fullmatch(login, written.item("A")["dc:creator"])


def test_every_creator_is_declared_by_its_login(export: Export) -> None:
    names = {"a": "Zoe", "b": "Zo\u00eb", "c": ""}
    written = export({f"{n}.md": page(n, f"/{n}/", f"author: '{name}'\n") for n, name in names.items()}, changes=AUTHOR)
    logins = [one.text for one in written.channel().iterfind("wp:author/wp:author_login", SPACES)]
    assert sorted(map(str, logins)) == ["Zoe", "Zoe-2", "editor"]
    assert {item["dc:creator"] for item in written.items()} == set(logins)


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

PNG = b"\x89PNG\r\n\x1a\n0000"
BASE = {"  author: editor": "  author: editor\n  asset_base: https://old.example/"}
PICTURE = {"a.md": page("A", "/a/", "image: /images/lamp.png\n", "![x](/images/lamp.png)"), "images/lamp.png": PNG}


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


# --- XML and contents ---


def test_characters_that_xml_cannot_hold_are_dropped_and_told(export: Export) -> None:
    written = export({"a.md": page("A", "/a/", body="<p>one\x0btwo\x01</p>")})
    assert "onetwo" in written.item("A")["content:encoded"]
    assert "wxr.characters" in written.codes()


def test_the_end_of_cdata_is_cut_in_two(export: Export) -> None:
    written = export({"a.md": page("A ]]> B", "/a/", body="<pre>x ]]> y ]]]]>> z</pre>")})
    assert written.items()[0]["title"] == "A ]]> B"
    assert "]]]]><![CDATA[>" in written.text()


def test_line_ends_are_line_feeds(export: Export) -> None:
    text = export({"a.md": "---\r\ntitle: A\r\npermalink: /a/\r\n---\r\n<pre>a\r\nb</pre>\r\n"}).text()
    assert "\r" not in text


def test_separators_and_blanks_of_unicode_stay(export: Export) -> None:
    found = export({"a.md": page("A", "/a/", body="one\u2028two\u200bthree")}).item("A")["content:encoded"]
    assert "one\u2028two\u200bthree" in found


def test_the_document_begins_with_its_declaration(export: Export) -> None:
    written = export({"a.md": page("A", "/a/")})
    assert written.text().startswith('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"')
    assert "<!DOCTYPE" not in written.text()


def test_a_link_that_opens_a_window_says_what_wordpress_would_add(export: Export) -> None:
    body = '<p><a href="https://x.example" target="_blank">x</a> <a target="_blank" href="/a/" rel="me">y</a></p>'
    found = export({"a.md": page("A", "/a/", body=body)}).item("A")["content:encoded"]
    assert re.findall(r'rel="([^"]*)"', found) == ["noopener", "me noopener"]


def test_links_lead_to_the_new_addresses(export: Export) -> None:
    body = "[b](/n/b/) [home](/) [y](/2024/)"
    written = export(
        {
            "index.md": "---\nlayout: homepage\ntitle: Home\n---\n",
            "a.md": page("A", "/a/", body=body),
            "y.md": page("Y", "/2024/"),
            **NOTICES,
            "news/notices/_posts/2024-01-02-b.md": post("B", "/n/b/"),
        }
    )
    assert re.findall(r'href="([^"]*)"', written.item("A")["content:encoded"]) == ["/b/", "/", "/2024-2/"]


def test_what_the_file_cannot_say_is_said_in_commands(export: Export) -> None:
    written = export(
        {"index.md": "---\nlayout: homepage\ntitle: Home\n---\n"}, config='title: "It\'s $(x) `y`"\ntimezone: UTC\n'
    )
    text = (written.folder / "after-import.md").read_text("utf-8")
    assert "wp option update blogname 'It'\"'\"'s $(x) `y`'\n" in text
    assert "wp rewrite structure '/%postname%/' --hard\n" in text
    assert "--name=home --field=ID" in text


def test_a_field_with_a_dot_in_its_name_is_a_postmeta(export: Export) -> None:
    excerpt = "      excerpt: {from: description}"
    more = "\n      postmeta: {value: {a: x}}\n      postmeta.b.c: {from: meta.lamp}\n      meta.d: {value: [1]}"
    metas = (
        export({"a.md": page("A", "/a/", "lamp: lit\nother: y\n")}, changes={excerpt: excerpt + more}).item("A").metas
    )
    assert metas == {"a": "x", "b.c": "lit", "_ssi_d": "[1]", "_ssi_other": "y"}


def test_what_not_everyone_may_store_is_counted(export: Export) -> None:
    body = '<iframe src="https://x.example/"></iframe><script>1</script><p>a<wbr>b</p>'
    files = {"a.md": page("A", "/a/", body=body), "b.md": page("B", "/b/", body=body)}
    assert "takes out" not in (export({"c.md": page("C", "/c/")}).folder / "after-import.md").read_text("utf-8")
    told = (export(files).folder / "after-import.md").read_text("utf-8")
    assert "takes out the tags of 2 `iframe`, 2 `script`, 2 `wbr` (2 pages), also" in told


def test_that_featured_images_have_numbers_is_said_where_there_are_several_files(export: Export) -> None:
    files = PICTURE | {f"c{n}.md": page(f"C{n}", f"/c{n}/", body="long text " * 300) for n in range(8)}
    parts = {"  author: editor": "  author: editor\n  asset_base: https://old.example/\n  split: 12 KB"}
    assert [
        "The featured images of 1 page are named"
        in (export(files, changes=changes).folder / "after-import.md").read_text()
        for changes in (parts, BASE)
    ] == [True, False]


def test_files_whose_addresses_begin_alike_stand_in_one_part(export: Export) -> None:
    """The importer would change the beginning of an address whose file comes in a later part."""
    files = {f"images/lamp{n}.png": PNG for n in range(30)} | {"a.md": page("A", "/a/")}
    parts = {"  author: editor": "  author: editor\n  asset_base: https://old.example/\n  split: 10 KB"}
    written = export(files, changes=parts)
    found = [[item["title"] for item in written.items(name, "attachment")] for name in written.names]
    assert len(found) > 2
    for number in range(1, 3):
        alike = {f"lamp{number}.png", *(f"lamp{number}{n}.png" for n in range(10))}
        assert [bool(alike & set(part)) for part in found].count(True) == 1


def test_a_file_that_is_not_fetched_keeps_its_address(export: Export) -> None:
    """`logo.svg` is refused, and `logo.png` would take the beginning of its address along."""
    files = {"images/logo.png": PNG, "images/logo.svg": "<svg/>", "images/other.svg": "<svg/>"}
    body = "![a](/images/logo.svg) ![b](/images/logo.png) ![c](/images/other.svg)"
    found = export({**files, "a.md": page("A", "/a/", body=body)}, changes=BASE).item("A")["content:encoded"]
    assert re.findall(r'src="https://old\.example/([^"]*)"', found) == [
        "%69mages/logo.svg",
        "images/logo.png",
        "images/other.svg",
    ]


def test_the_importer_is_not_told_the_old_address_of_the_site(export: Export) -> None:
    """It would write the new host wherever a text or link names the old one."""
    text = export({"a.md": page("A", "/a/")}).text()
    assert "<link>https://lamps.example</link>" in text
    assert "base_site_url" not in text


@pytest.mark.parametrize(
    ("changes", "told"), [(BASE, "no redirect leads there"), ({}, "lay them where the links lead")]
)
def test_what_becomes_of_the_addresses_of_files_is_said(export: Export, changes: dict[str, str], told: str) -> None:
    assert told in (export(PICTURE, changes=changes).folder / "after-import.md").read_text("utf-8")
