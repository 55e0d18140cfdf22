"""Bodies: rich text in its formats, blocks, and the place of what is odd in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrate.model import Body, Location
from tests.importers.plone.exports import PORTAL, folder, html, item, listed, opened, pages, uid

BLOCKS = {"b": {"@type": "slate", "plaintext": "Hi", "value": [{"type": "p", "children": [{"text": "Hi"}]}]}}
LAID = {"blocks": BLOCKS, "blocks_layout": {"items": ["b"]}}
VOLTO = (
    '{"blocks":{"b":{"@type":"slate","plaintext":"Hi","value":[{"children":[{"text":"Hi"}],"type":"p"}]}},'
    '"blocks_layout":{"items":["b"]}}'
)


@pytest.mark.parametrize(
    ("said", "body", "codes"),
    [
        ({"text": html("<p>Hi</p>")}, Body(html="<p>Hi</p>", text="<p>Hi</p>", format="html"), []),
        ({"text": "<p>Hi</p>"}, Body(html="<p>Hi</p>", text="<p>Hi</p>", format="html"), []),
        ({"text": None}, Body(html="", text="", format="html"), []),
        ({}, Body(html="", text="", format="html"), []),
        ({"text": ["<p>"]}, Body(html="", text="", format="html"), []),
        (
            {"text": {"data": "a <b\nc\r\n\r\nd", "content-type": "text/plain"}},
            Body(html="<p>a &lt;b<br>c</p>\n<p>d</p>", text="a <b\nc\r\n\r\nd", format="txt"),
            [],
        ),
        (
            {"text": {"data": "*a*", "content-type": "text/x-web-markdown; charset=utf-8"}},
            Body(html="<p><em>a</em></p>\n", text="*a*", format="markdown"),
            [],
        ),
        (
            {"text": {"data": "<a>", "content-type": "text/x-rst"}},
            Body(html="<pre>&lt;a&gt;</pre>", text="<a>", format="x-rst"),
            ["plone.text"],
        ),
        (LAID, Body(html="<p>Hi</p>", text=VOLTO, format="volto"), []),
        ({**LAID, "text": html("<p>Old</p>")}, Body(html="<p>Hi</p>", text=VOLTO, format="volto"), []),
        (
            {"blocks": {}, "blocks_layout": {"items": []}, "text": html("<p>Old</p>")},
            Body(html="<p>Old</p>", text="<p>Old</p>", format="html"),
            [],
        ),
    ],
)
def test_bodies(said: dict[str, object], body: Body, codes: list[str], tmp_path: Path) -> None:
    source = opened(folder(tmp_path, [item("/a", number=1) | said]))
    rendered = source.body(source.site.pages[0])
    assert rendered.body == body
    assert [(finding.code, finding.file) for finding in rendered.findings] == [
        (code, "content/0/data.json") for code in codes
    ]


def test_what_is_no_body_stays_in_meta(tmp_path: Path) -> None:
    page = pages(opened(folder(tmp_path, [item("/a", number=1, text=html("<p>Old</p>")) | LAID])))["/a"]
    assert page.meta == {"review_state": "published", "text": html("<p>Old</p>")}


def test_an_item_that_went_away_is_told(tmp_path: Path) -> None:
    root = folder(tmp_path, [item("/a", number=1, text=html("<p>Hi</p>"))])
    source = opened(root)
    (root / "content/0/data.json").unlink()
    body, findings, looked = source.body(source.site.pages[0])
    assert (body, [finding.code for finding in findings], looked) == (None, ["page.failed"], "all")


def test_links_lead_to_other_items(tmp_path: Path) -> None:
    items = [item("/a", number=1, text=html("<p>Hi</p>")), item("/b", number=2)]
    source = opened(folder(tmp_path, items))
    assert [source.body(page).looked for page in source.site.pages] == ["index", "own"]


def test_where_values_stand(tmp_path: Path) -> None:

    items = [
        item(f"{PORTAL}/a", number=1),
        item(f"{PORTAL}/b", number=2, text=html('<a href="gone">"x"</a>'), rights="R"),
    ]
    (tmp_path / "Plone.json").write_text(json.dumps(items, indent=1))
    source = opened(tmp_path)
    page = pages(source)["/b"]
    assert page.source == Location(file="Plone.json", line=10)
    lines = {path: source.where(page, path) for path in ("title", "meta.rights", "body.html", "parent", "meta.path")}
    assert lines == {
        "title": Location(file="Plone.json", line=15),
        "meta.rights": Location(file="Plone.json", line=22),
        "body.html": Location(file="Plone.json", line=17),
        "parent": None,
        "meta.path": Location(file="Plone.json", line=10),
    }
    assert source.line(uid(2), "gone") == 18
    assert source.line(uid(2), '"x"') == 18
    assert source.line("Plone.json", "gone") is None


def test_shapes_of_collective_exportimport(tmp_path: Path) -> None:
    beside = {
        "defaultpages": [{"uuid": uid(1), "default_page": "x", "default_page_uuid": None}],
        "localroles": [{"uuid": "<Portal>", "localroles": {"board": ["Reader"]}, "block": 1}],
        "ordering": [{"uuid": uid(1), "order": 4}],
        "relations": [{"from_uuid": uid(1), "to_uuid": uid(1), "relationship": "relatedItems"}],
        "translations": [{"en": uid(1), "de": uid(1)}, {"en": uid(1)}],
        "discussion": [{"uuid": uid(1), "conversation": {"items": [{"comment_id": "1"}]}}],
        "portlets": [{"@id": PORTAL, "uuid": "<Portal>", "portlets": {"left": []}, "blacklist_status": []}],
        "members": {"groups": [{"groupid": "board"}], "members": []},
    }
    site = opened(listed(tmp_path, [item(f"{PORTAL}/a", number=1)], **beside)).site
    assert site.meta == {
        "principals": {"groups": [{"groupid": "board"}], "members": []},
        "relations": [{"from_uuid": uid(1), "to_uuid": uid(1), "from_attribute": "relatedItems"}],
        "translations": [{"canonical": uid(1), "translations": {"de": uid(1)}}],
        "discussions": {uid(1): {"items": [{"comment_id": "1"}]}},
        "portlets": [{"@id": PORTAL, "UID": "plone_site_root", "portlets": {"left": []}, "blocked_status": []}],
        "local_roles": {"plone_site_root": {"local_roles": {"board": ["Reader"]}, "block": 1}},
        "local_permissions": {},
        "default_page": {uid(1): {"default_page": "x", "default_page_uuid": None}},
        "ordering": {uid(1): 4},
    }
