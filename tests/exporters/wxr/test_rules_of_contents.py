"""Each rule of WordPress's importer for XML and contents, and what the file cannot say."""

from __future__ import annotations

import re

import pytest

from tests.exporters.wxr.importer import Export, page
from tests.exporters.wxr.sites import BASE, NOTICES, PICTURE, PNG, post

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
