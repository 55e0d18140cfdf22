"""Records of things that are no pages: menu, footer, terms, sections, files, redirects; and which type makes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from migrate.mapping.kinds import KINDS
from tests.conftest import SiteMaker
from tests.mapping.test_rules import written
from tests.run import run

HEAD = "mapping: 1\nname: t\nexporter: jsonl\n"

SITE: dict[str, str | bytes] = {
    "index.md": (
        "---\ntitle: Home\nlayout: homepage\nsections:\n- hero: {title: Hi, button: /a/}\n- infobar: {url: /n/}\n---\n"
    ),
    "a.md": "---\ntitle: A\npermalink: /a/\nredirect_from: /old-a/\ntags: [Red, red, R&D]\n---\n[n](/n/)\n",
    "news/_posts/2024-01-02-n.md": "---\ntitle: N\npermalink: /n/\ncategories: [Big News]\n---\n",
    "_data/navigation.yml": (
        "links:\n- {title: A, url: /a/}\n- title: More\n  sublinks:\n  - {title: Out, url: https://x.example/}\n"
        "  - {title: F, url: /f.pdf}\n"
    ),
    "_data/footer.yml": "show_reach: true\n",
    "_redirects": "/gone /a/ 302\n/all/* /a/\n",
    "f.pdf": b"%PDF-1.4",
}
CONFIG = "timezone: UTC\ntitle: The Site\nurl: https://s.example\n"


def exported(make_site: SiteMaker, folder: Path, types: str, *more: str) -> list[dict[str, Any]]:
    site = make_site(SITE, config=CONFIG)
    mapping = folder / "m.yml"
    mapping.write_text(f"{HEAD}types:\n{types}")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet", "--fail-on", "never", *more)
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def all_of(kind: str) -> str:
    fields = "".join(f"    {name}: {{from: {name}}}\n" for name in KINDS[kind])
    return f"- name: x\n  of: {kind}\n  otherwise: true\n  fields:\n{fields}"


def entry(id: str, title: str, **more: object) -> dict[str, object]:
    return {
        "id": id, "parent": None, "position": 1, "depth": 1, "title": title, "kind": "link", "url": None,
        "target": None, "page": None, "external": False, "children": 0, "meta": {}, **more,
    }  # fmt: skip


MENU = [
    entry("1", "A", url="/a/", target="page:a.md", page="a.md"),
    entry("2", "More", position=2, children=2),
    entry("2.1", "Out", parent="2", depth=2, url="https://x.example/", target="https://x.example/", external=True),
    entry("2.2", "F", parent="2", depth=2, position=2, url="/f.pdf", target="asset:f.pdf"),
]
TERMS = [
    {"taxonomy": "tags", "name": "R&D", "slug": "r-d", "parent": None, "position": 1, "count": 1},
    {"taxonomy": "tags", "name": "Red", "slug": "red", "parent": None, "position": 2, "count": 1},
    {"taxonomy": "tags", "name": "red", "slug": "red-2", "parent": None, "position": 3, "count": 1},
    {"taxonomy": "categories", "name": "news", "slug": "news", "parent": None, "position": 1, "count": 1},
    {"taxonomy": "categories", "name": "Big News", "slug": "big-news", "parent": "news", "position": 2, "count": 1},
]


def leading(old: str, path: str | None, status: int, file: str, line: int) -> dict[str, object]:
    source = {"file": file, "line": line}
    known = {"from": old, "path": path, "to": "/a/", "status": status, "page": "a.md", "shadowed": False}
    return {**known, "source": source}


REDIRECTS = [
    leading("/gone", "/gone", 302, "_redirects", 1),
    leading("/all/*", None, 301, "_redirects", 2),
    leading("/old-a/", "/old-a/", 301, "a.md", 1),
]


@pytest.mark.parametrize(
    ("kind", "records"),
    [
        ("footer", [{"values": {"show_reach": True}}]),
        ("navigation", MENU),
        ("term", TERMS),
        (
            "section",
            [
                {
                    "page": "index.md",
                    "url": "/",
                    "position": 1,
                    "name": "hero",
                    "values": {"title": "Hi", "button": "page:a.md"},
                },
                {
                    "page": "index.md",
                    "url": "/",
                    "position": 2,
                    "name": "infobar",
                    "values": {"url": "page:news/_posts/2024-01-02-n.md"},
                },
            ],
        ),
        (
            "tagging",
            [
                {"page": "a.md", "taxonomy": "tags", "name": "Red", "slug": "red", "position": 1},
                {"page": "a.md", "taxonomy": "tags", "name": "red", "slug": "red-2", "position": 2},
                {"page": "a.md", "taxonomy": "tags", "name": "R&D", "slug": "r-d", "position": 3},
                {
                    "page": "news/_posts/2024-01-02-n.md",
                    "taxonomy": "categories",
                    "name": "news",
                    "slug": "news",
                    "position": 1,
                },
                {
                    "page": "news/_posts/2024-01-02-n.md",
                    "taxonomy": "categories",
                    "name": "Big News",
                    "slug": "big-news",
                    "position": 2,
                },
            ],
        ),
        (
            "asset",
            [
                {
                    "id": "f.pdf",
                    "url": "/f.pdf",
                    "file": "f.pdf",
                    "media_type": "application/pdf",
                    "size": 8,
                    "sha256": "ad7b86d76fb39284a6f15df49bce3c77d6c21e5ef7fa0f32c2ffbeb1e9c5f7c8",
                    "used": True,
                    "same_as": None,
                    "copy": None,
                    "title": None,
                    "description": None,
                    "meta": {},
                }
            ],
        ),
        ("redirect", REDIRECTS),
    ],
)
def test_what_is_known_of_each(
    make_site: SiteMaker, tmp_path: Path, kind: str, records: list[dict[str, object]]
) -> None:
    nothing = "- {name: page, otherwise: true, skip: not asked here}\n"
    found = exported(make_site, tmp_path, all_of(kind) + nothing)
    if kind == "asset":
        assert len(found[0].pop("sha256")) == len(records[0].pop("sha256"))  # type: ignore[arg-type]
    assert found == records


def test_the_site_has_the_lists_of_the_others(make_site: SiteMaker, tmp_path: Path) -> None:
    (found,) = exported(make_site, tmp_path, all_of("site") + "- {name: page, otherwise: true, skip: not asked here}\n")
    meta = found.pop("meta")
    assert sorted(meta) == ["config", "data", "resource_room"]
    assert found == {
        "title": "The Site", "url": "https://s.example", "description": None, "language": None, "timezone": "UTC",
        "baseurl": "", "navigation": MENU, "footer": {"show_reach": True}, "redirects": REDIRECTS, "terms": TERMS,
    }  # fmt: skip


def test_redirects_and_the_pages_they_lead_to(make_site: SiteMaker, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.md": "---\ntitle: A\npermalink: /a/\n---\n",
        "b.md": "---\ntitle: B\npermalink: /b/\n---\n",
        "_redirects": "/a/ /b/\n/x%20y /a#c\n/q /a?z=1\n/p/:n /a/\n/o https://o.example/\n/z /a/index.html\n",
    }
    mapping = tmp_path / "m.yml"
    fields = "{path: {from: path}, page: {from: page}, shadowed: {from: shadowed}}"
    mapping.write_text(
        f"{HEAD}types:\n- {{name: r, of: redirect, otherwise: true, fields: {fields}}}\n"
        "- {name: p, otherwise: true, fields: {aliases: {from: aliases}}}\n"
    )
    site = make_site(files, config=CONFIG)
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet")
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {"aliases": ["/x y", "/z"]},
        {"aliases": []},
        {"path": "/a/", "page": "b.md", "shadowed": True},
        {"path": "/x y", "page": "a.md", "shadowed": False},
        {"path": "/q", "page": None, "shadowed": False},
        {"path": None, "page": "a.md", "shadowed": False},
        {"path": "/o", "page": None, "shadowed": False},
        {"path": "/z", "page": "a.md", "shadowed": False},
    ]


def test_every_kind_stands_in_its_place(make_site: SiteMaker, tmp_path: Path) -> None:
    kinds = [*KINDS][::-1]
    types = "".join(
        f"- {{name: {kind}, of: {kind}, otherwise: true, fields: {{k: {{value: {kind}}}}}}}\n" for kind in kinds
    )
    found = [record["k"] for record in exported(make_site, tmp_path, types)]
    page_by_page = ["page", "tagging", "tagging", "tagging", "page", "section", "section", "page", "tagging", "tagging"]
    before = ["site", "footer", *["navigation"] * 4, *["term"] * 5]
    assert found == [*before, *page_by_page, "asset", *["redirect"] * 3]
    assert found == [record["k"] for record in exported(make_site, tmp_path, types, "--jobs", "2")]


TYPES = """- name: copy
  also: true
  when: {kind: [post, page]}
  fields: {copy: {from: id}}
- name: post
  when: {kind: post}
  url: "/stories/{meta.slug}"
  fields: {post: {from: address}, old: {from: url}}
- name: home
  when: {kind: home}
  skip: the new site has its own
- name: late
  also: true
  when: {kind: post}
  fields: {late: {from: title}}
- name: page
  otherwise: true
  url: {from: url, steps: [{prefix: /new}]}
  fields: {page: {from: address}, text: {render: html}}
"""


def test_also_skip_and_url(make_site: SiteMaker, tmp_path: Path) -> None:
    files = {**SITE, "news/_posts/2024-01-02-n.md": "---\ntitle: N\npermalink: /n/\nslug: nn\n---\n"}
    site, mapping = make_site(files, config=CONFIG), tmp_path / "m.yml"
    mapping.write_text(f"{HEAD}options: {{links: addresses}}\ntypes:\n{TYPES}")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet")
    assert done.err == ""
    assert [json.loads(line) for line in done.out.splitlines()] == [
        {"copy": "a.md"},
        {"page": "/new/a/", "text": '<p><a href="/stories/nn">n</a></p>\n'},
        {"copy": "news/_posts/2024-01-02-n.md"},
        {"post": "/stories/nn", "old": "/n/"},
        {"late": "N"},
    ]


def test_what_no_rule_reads_of_other_things_is_told_in_their_words(make_site: SiteMaker, tmp_path: Path) -> None:
    types = """- {name: menu, of: navigation, otherwise: true, fields: {t: {from: title}}}
- {name: old, of: redirect, otherwise: true, fields: {p: {from: path}}}
- {name: page, otherwise: true, fields: {a: {from: address}}}
"""
    mapping, report = tmp_path / "m.yml", tmp_path / "r.json"
    mapping.write_text(f"{HEAD}types:\n{types}")
    out = ("--out", str(tmp_path / "o"), "--report", str(report), "--quiet")
    assert run("export", str(make_site(SITE, config=CONFIG)), "--mapping", str(mapping), *out).code == 0
    findings = json.loads(report.read_bytes())["findings"]
    told = [one["message"].partition(", and no")[0] for one in findings if one["code"] == "mapping.unread"]
    assert [said for said in told if "`page`" not in said.partition(" of the type")[2]] == [
        "`status` has a value on 3 redirects of the type `old`",
        "`target` has a value on 3 menu entries of the type `menu`",
        "`to` has a value on 3 redirects of the type `old`",
        "`url` has a value on 3 menu entries of the type `menu`",
    ]
    assert "`url`" not in " ".join(said for said in told if said.endswith("`page`"))


@pytest.mark.parametrize(
    ("type_", "fault"),
    [
        ("of: pages, fields: {x: {value: 1}}", "there is no kind of thing `pages`; did you mean `page`?"),
        ("of: navigation, fields: {x: {from: body}}", "a menu entry has no field `body`"),
        ("of: redirect, fields: {x: {from: form}}", "a redirect has no field `form`; did you mean `from`?"),
        ("of: term, fields: {x: {render: html}}", "a term has no body to render"),
        ("of: term, url: /x/, fields: {x: {from: name}}", "only pages have addresses"),
        ("url: '/{body.html}', fields: {x: {from: id}}", "`url` reads `body.html`, which is known only later"),
        ("skip: '', fields: {x: {from: id}}", "`skip` has no reason"),
        ("skip: no, fields: {x: {from: id}}", "`skip` has no reason"),
        ("skip: because, fields: {x: {from: id}}", "a type with `skip` makes no record; remove `fields`"),
        ("also: 3, fields: {x: {from: id}}", "`also` is true or false"),
    ],
)
def test_faults(tmp_path: Path, type_: str, fault: str) -> None:
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, {"m.yml": f"{HEAD}types:\n- {{name: a, otherwise: true, {type_}}}\n"}))
    assert fault in str(raised.value)


def test_a_type_extends_one_of_its_own_kind(tmp_path: Path) -> None:
    types = (
        "- {name: c, extends: a, when: {count: {gt: 3}}, fields: {y: {from: count}}}\n"
        "- {name: a, of: term, otherwise: true, fields: {x: {from: slug}}}\n"
        "- {name: b, of: page, extends: a, otherwise: true, fields: {y: {from: id}}}\n"
    )
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, {"m.yml": f"{HEAD}types:\n{types}"}))
    assert str(raised.value).partition("m.yml")[2] == (
        ":7:17: `a` is of the kind `term`; a type extends one of its own kind"
    )


def test_an_address_needs_what_is_known_in_time(tmp_path: Path) -> None:
    types = (
        "- {name: a, when: {body.html: {exists: true}}, fields: {x: {from: id}}}\n"
        "- {name: b, otherwise: true, url: /x/, fields: {y: {from: id}}}\n"
    )
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, {"m.yml": f"{HEAD}types:\n{types}"}))
    assert "`when` reads `body.html`" in str(raised.value)


def test_addresses_that_are_no_paths_and_links_to_what_is_left_out(make_site: SiteMaker, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.md": "---\npermalink: /a/\nslug: //evil.example/x\n---\n[b](/b/#x) [b](/b/) [c](/c/)\n",
        "b.md": "---\npermalink: /b/\nlayout: gone\n---\n",
        "c.md": "---\npermalink: /c/\nslug: /new/../c\n---\n[a](/a/)\n",
    }
    types = (
        "- {name: b, when: {layout: gone}, skip: old}\n"
        "- {name: p, otherwise: true, url: '{meta.slug}', fields: {a: {from: address}, h: {from: body.html}}}\n"
    )
    mapping, report = tmp_path / "m.yml", tmp_path / "r.json"
    mapping.write_text(f"{HEAD}options: {{links: addresses}}\ntypes:\n{types}")
    out = ("--out", "-", "--report", str(report), "--quiet")
    done = run("export", str(make_site(files, config=CONFIG)), "--mapping", str(mapping), *out)
    assert [json.loads(line)["a"] for line in done.out.splitlines()] == ["/a/", "/c/"]
    findings = json.loads(report.read_bytes())["findings"]
    said = "`url` gives it the address {!r}, which is no path from the root of the site"
    assert [(one["file"], one["message"]) for one in findings if one["code"] in ("url.no-path", "link.left-out")] == [
        ("a.md", "links lead to b.md, which has no record"),
        ("a.md", said.format("//evil.example/x")),
        ("c.md", said.format("/new/../c")),
    ]
