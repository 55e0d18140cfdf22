"""Every link shape of `_data/navigation.yml`."""

from __future__ import annotations

from migrate.importers.isomer.navigation import Navigation, title_of
from migrate.model import Location, NavNode, Page


def page(id: str, url: str | None, **fields: object) -> Page:
    kind = "link" if url is None else "page"
    given: dict[str, object] = {"kind": kind, "title": id.rpartition("/")[2].removesuffix(".md"), **fields}
    return Page(id=id, source=Location(file=id), url=url, **given)  # type: ignore[arg-type]


PAGES = [
    page("_lamps/a.md", "/lamps/a/", collection="lamps", position=0),
    page("_lamps/b/c.md", "/lamps/c/", collection="lamps", position=1, meta={"third_nav_title": "Bs"}),
    page(
        "_lamps/b/d.md",
        None,
        collection="lamps",
        position=2,
        target="https://d.example",
        meta={"third_nav_title": "Bs"},
    ),
    page("_lamps/gone.md", "/lamps/gone/", collection="lamps", position=3, published=False),
    page("news/index.html", "/news/", kind="index"),
    page("news/press-releases/index.html", "/news/press-releases/", kind="index"),
    page("news/speeches/_posts/2024-01-01-post-x.md", "/x/", kind="post"),
    page("pages/visit.md", "/visit/"),
]


def read(data: object) -> tuple[list[NavNode], list[str]]:
    findings: list[object] = []
    navigation = Navigation(PAGES, "news", findings)  # type: ignore[arg-type]
    return navigation.read(data), [str(finding) for finding in findings]


def test_a_plain_link_finds_its_page() -> None:
    nodes, told = read({"links": [{"title": "Visit", "url": "/visit"}], "logo": "/l.png"})
    assert nodes == [NavNode(title="Visit", kind="link", url="/visit", page="pages/visit.md")]
    assert told == []


def test_an_outside_link() -> None:
    nodes, _ = read({"links": [{"title": "Away", "url": "https://away.example/visit"}]})
    assert nodes == [NavNode(title="Away", kind="link", url="https://away.example/visit", external=True)]


def test_a_collection_holds_its_published_pages_grouped() -> None:
    nodes, _ = read({"links": [{"title": "Lamps", "collection": "lamps"}]})
    assert nodes == [
        NavNode(
            title="Lamps",
            kind="collection",
            url="/lamps/a/",
            page="_lamps/a.md",
            meta={"collection": "lamps"},
            children=[
                NavNode(title="a", kind="page", url="/lamps/a/", page="_lamps/a.md"),
                NavNode(
                    title="Bs",
                    kind="group",
                    url="/lamps/c/",
                    page="_lamps/b/c.md",
                    children=[
                        NavNode(title="c", kind="page", url="/lamps/c/", page="_lamps/b/c.md"),
                        NavNode(title="d", kind="page", url="https://d.example", page="_lamps/b/d.md", external=True),
                    ],
                ),
            ],
        )
    ]


def test_sublinks_of_both_spellings() -> None:
    entry = {"title": "More", "url": "/visit/", "sublinks": [{"title": "Out", "url": "/out/", "external": True}]}
    old = {"title": "More", "url": "/visit/", "sub-links": entry["sublinks"]}
    expected = [
        NavNode(
            title="More",
            kind="link",
            url="/visit/",
            page="pages/visit.md",
            children=(NavNode(title="Out", kind="link", url="/out/", external=True),),
        )
    ]
    assert read({"links": [entry]})[0] == expected
    assert read([old])[0] == expected


def test_the_resource_room_lists_its_categories_by_name() -> None:
    nodes, _ = read({"links": [{"title": "News", "resource_room": True}]})
    assert nodes == [
        NavNode(
            title="News",
            kind="resource-room",
            url="/news/",
            page="news/index.html",
            children=[
                NavNode(
                    title="Press Releases",
                    kind="category",
                    url="/news/press-releases/",
                    page="news/press-releases/index.html",
                    meta={"slug": "press-releases"},
                ),
                NavNode(title="Speeches", kind="category", url="/news/speeches/", meta={"slug": "speeches"}),
            ],
        )
    ]


def test_the_theme_asks_for_a_collection_first() -> None:
    nodes, _ = read({"links": [{"title": "L", "url": "/visit/", "collection": "lamps", "resource_room": True}]})
    assert nodes[0].kind == "collection"


def test_other_keys_are_kept() -> None:
    nodes, _ = read({"links": [{"title": "F", "url": "/f/", "false_collection": True, "sublinks": []}]})
    assert nodes == [NavNode(title="F", kind="link", url="/f/", meta={"false_collection": True})]


def test_what_cannot_be_understood_is_told() -> None:
    nodes, told = read({"links": ["Visit", {"title": "Nowhere"}, {"title": "Gone", "collection": "gone"}]})
    assert nodes[0] == NavNode(title="", kind="link", url=None, meta={"entry": "Visit"})
    assert [node.title for node in nodes[1:]] == ["Nowhere", "Gone"]
    remedy = "correct the entry; it is kept as it is [isomer.navigation]"
    assert told == [
        f"_data/navigation.yml: an entry is no map of keys: 'Visit'; {remedy}",
        f"_data/navigation.yml: `Nowhere` has neither `url`, `collection`, `sublinks` nor `resource_room`; {remedy}",
        f"_data/navigation.yml: `Gone` names the collection `gone`, which has no published page; {remedy}",
    ]
    assert read({"links": 3})[1] == [f"_data/navigation.yml: `links` is no list; {remedy}"]
    assert read(None) == ([], [])


def test_nothing_of_an_entry_is_lost() -> None:
    entries: list[object] = [
        {"title": ["T"], "url": {"a": 1}},
        {"title": "M", "url": "/visit/", "sublinks": {"title": "Y", "url": "/y"}},
        {"title": "E", "url": "/visit/", "external": "yes please"},
        {"title": "C", "url": "/own/", "collection": "lamps"},
        {"title": "R", "url": "/room/", "resource_room": True},
    ]
    nodes, _ = read({"links": entries})
    assert [dict(node.meta) for node in nodes] == [
        {"title": ["T"], "url": {"a": 1}},
        {"sublinks": {"title": "Y", "url": "/y"}},
        {"external": "yes please"},
        {"url": "/own/", "collection": "lamps"},
        {"url": "/room/"},
    ]


def test_a_collection_whose_first_page_is_a_link_leads_there() -> None:
    findings: list[object] = []
    away = page(
        "_lamps/z.md", None, collection="lamps", position=0, target="https://z.example", meta={"third_nav_title": "Z"}
    )
    node = Navigation([away], None, findings).read([{"title": "L", "collection": "lamps"}])[0]  # type: ignore[arg-type]
    assert (node.url, node.external, node.page) == ("https://z.example", True, "_lamps/z.md")
    group = node.children[0]
    assert (group.kind, group.url, group.external) == ("group", "https://z.example", True)


def test_titles_of_categories() -> None:
    assert title_of("media-releases") == "Media Releases"
    assert title_of("Newsletters") == "Newsletters"
