"""Each rule of WordPress's importer for items (types, numbers, parents, slugs, dates), in what is written."""

from __future__ import annotations

import re

import pytest

from tests.exporters.wxr.importer import SPACES, Export, page
from tests.exporters.wxr.sites import MENU, NOTICES, post

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
