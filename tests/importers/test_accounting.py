"""What became of every leaf of a site: each fate of front matter, configuration, data and navigation."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.accounting import FRONT_MATTER
from migrate.errors import AccountingError
from migrate.importers.isomer import pages
from migrate.importers.isomer.page_fates import FALSE_IS_NONE, HIDES_NOTHING, NO_SECTION
from migrate.model import Accounting, Tally
from tests.conftest import Opener, SiteMaker
from tests.run import run

POST = "news/_posts/2024-02-01-post-lamp.md"
NOTE = "_notes/a.md"
NOTES = "timezone: UTC\ncollections: {notes: {output: true}}\n"
Fates = dict[tuple[str, str], int]


def accounting_of(open_site: Opener, files: dict[str, str | bytes], config: str = "timezone: UTC\n") -> Accounting:
    accounting = open_site(files, config=config).site.accounting
    assert accounting is not None
    return accounting


def fates(tallies: list[Tally]) -> Fates:
    counts: Counter[tuple[str, str]] = Counter()
    for tally in tallies:
        counts[tally.key, tally.why or tally.fate] += tally.leaves
    return dict(counts)


def of_front(open_site: Opener, file: str, front: str, config: str = "timezone: UTC\n") -> Fates:
    accounting = accounting_of(open_site, {file: f"---\n{front}---\nBody\n"}, config)
    return fates([tally for tally in accounting.tallies if tally.source == FRONT_MATTER])


def of_files(open_site: Opener, files: dict[str, str], config: str = "timezone: UTC\n") -> dict[str, Fates]:
    """The fates of every file but the configuration, with a page that says nothing."""
    accounting = accounting_of(open_site, {"a.md": "---\n---\n", **files}, config)
    sources = {tally.source for tally in accounting.tallies}
    return {name: fates([t for t in accounting.tallies if t.source == name]) for name in sorted(sources)}


@pytest.mark.parametrize(
    ("file", "front", "expected"),
    [
        (
            "a.md",
            "title: A\npermalink: /a/\ndescription: ''\nlayout: page\nimage:\nlang: en\npublished: true\n",
            dict.fromkeys(("title", "permalink", "description", "layout", "image", "lang", "published"), "mapped"),
        ),
        ("a.md", "breadcrumb: A\nempty: ''\nnone:\n", {"breadcrumb": "kept", "empty": "kept", "none": "kept"}),
        ("a.md", "lang: en\nlanguage: ms\n", {"lang": "mapped", "language": "kept"}),
        ("a.md", "published: 'no'\n", {"published": "kept"}),
        ("a.md", "date: 2024-01-01\n", {"date": "mapped"}),
        ("a.md", "date: someday\n", {"date": "kept"}),
        (NOTE, "date: someday\n", {"date": "kept"}),
        (POST, "date: someday\n", {"date": "kept"}),
        (POST, "date:\ntitle:\n", {"date": "mapped", "title": "mapped"}),
        ("a.md", "last_modified_at: 2024-01-01\n", {"last_modified_at": "mapped"}),
        ("a.md", "last_modified_at: someday\n", {"last_modified_at": "kept"}),
        (POST, "file_url: /x.pdf\n", {"file_url": "mapped"}),
        (POST, "file_url: /x.pdf\nexternal: /y\n", {"file_url": "kept", "external": "mapped"}),
        ("a.md", "file_url: /x.pdf\n", {"file_url": "kept"}),
        ("a.md", "permalink: https://x.example/\n", {"permalink": "mapped"}),
        (POST, "permalink: 5\n", {"permalink": "kept"}),
        ("a.md", "tag: a b\ntags: c d\n", {"tag": "mapped", "tags": "mapped"}),
        (POST, "tag: a b\ntags: c d\n", {"tag": "mapped", "tags": "kept"}),
        ("a.md", "tags: 5\n", {"tags": "kept"}),
        (POST, "tags: 5\n", {"tags": "kept"}),
        ("a.md", "redirect_from: /old/\nredirect_to: 5\n", {"redirect_from": "mapped", "redirect_to": "kept"}),
        (POST, "categories: x y\nslug: s\nexcerpt: e\n", {"categories": "mapped", "slug": "kept", "excerpt": "kept"}),
        (POST, "draft: true\nnext: n\ncategory: c\n", {"draft": "kept", "next": "kept", "category": "mapped"}),
        (POST, "title: false\nslug: false\n", {"title": FALSE_IS_NONE, "slug": "kept"}),
        ("a.md", "title: false\n", {"title": "mapped"}),
        ("a.md", "layout: contact_us\nagency_name: A\n", {"layout": "mapped", "agency_name": "mapped"}),
        ("a.md", "layout: contact_us\nfeedback:\n", {"layout": "mapped", "feedback": "mapped"}),
        ("a.md", "layout: page\nagency_name: A\n", {"layout": "mapped", "agency_name": "kept"}),
        ("a.md", "x: .nan\ny: -.inf\ntitle: .inf\n", {"x": "kept", "y": "kept", "title": "mapped"}),
    ],
)  # fmt: skip
def test_scalars_of_front_matter(open_site: Opener, file: str, front: str, expected: dict[str, str]) -> None:
    assert of_front(open_site, file, front, NOTES) == dict.fromkeys(expected.items(), 1)


@pytest.mark.parametrize(
    ("file", "front", "expected"),
    [
        ("a.md", "tags: [a, b, a, null]\n", {("tags[]", "mapped"): 4}),
        (POST, "tags: [a, [b], null]\n", {("tags[]", "mapped"): 3}),
        (POST, "tags: {a: b}\n", {("tags.a", "kept"): 1}),
        (POST, "tags: [{a: b}, c, null]\n", {("tags[].a", "kept"): 1, ("tags[]", "kept"): 2}),
        ("a.md", "tags: []\nx: {}\ny: []\n", {("tags", "mapped"): 1, ("x", "kept"): 1, ("y", "kept"): 1}),
        ("a.md", "title: [a, b]\n", {("title[]", "kept"): 2}),
        ("a.md", "x: &x [1, 2]\ny: *x\n", {("x[]", "kept"): 2, ("y[]", "kept"): 2}),
        ("a.md", "redirect_from: [/a/, /b/]\n", {("redirect_from[]", "mapped"): 2}),
        ("a.md", "redirect_from: [/a/, 5]\n", {("redirect_from[]", "kept"): 2}),
        ("a.md", "date: [2020, 1]\n", {("date[]", "kept"): 2}),
        (POST, "date: {a: b, c: d}\n", {("date.a", "kept"): 1, ("date.c", "kept"): 1}),
        (
            "index.md",
            "sections:\n- hero: {title: A, key_highlights: [{url: /a/}, {url: /b/}]}\n- {}\n- odd\n",
            {
                ("sections[].hero.title", "mapped"): 1,
                ("sections[].hero.key_highlights[].url", "mapped"): 2,
                ("sections[]", NO_SECTION): 1,
                ("sections[].unknown", "mapped"): 1,
            },
        ),
        ("index.md", "sections: [{}]\n", {("sections[]", "kept"): 1}),
        ("index.md", "sections:\n", {("sections", "kept"): 1}),
        (
            "a.md",
            "layout: contact_us\nlocations: [{title: A}, {title: B}]\n",
            {("layout", "mapped"): 1, ("locations[].title", "mapped"): 2},
        ),
        (NOTE, "categories: {a: b}\ntitle: T\n", {("categories.a", "kept"): 1, ("title", "kept"): 1}),
    ],
)
def test_lists_and_maps_of_front_matter(open_site: Opener, file: str, front: str, expected: Fates) -> None:
    assert of_front(open_site, file, front, NOTES) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: A\ntitle: B\n", {("title", "mapped"): 1, ("title", "reported"): 1}),
        ("x: [1, 2]\nx: 3\n", {("x", "kept"): 1, ("x", "reported"): 2}),
        ("x: {y: 1, y: 2}\n", {("x.y", "kept"): 1, ("x.y", "reported"): 1}),
        ("title: 'A\n", {("", "reported"): 1}),
        ("- a\n- b\n", {("", "reported"): 2}),
        ("false\n", {("", "front matter that is only `false` is none"): 1}),
        ("", {}),
        ("{}\n", {}),
    ],
)
def test_front_matter_that_is_only_told(open_site: Opener, front: str, expected: Fates) -> None:
    assert of_front(open_site, "a.md", front) == expected


def defaults(values: str) -> str:
    return f"{NOTES}defaults:\n- scope: {{path: ''}}\n  values: {values}\n"


@pytest.mark.parametrize(
    ("file", "front", "values", "expected"),
    [
        ("a.md", "x: 1\n", "{layout: page, y: 2, tags: [a]}", {("x", "kept"): 1}),
        (NOTE, "x:\n", "{x: 2}", {("x", HIDES_NOTHING): 1}),
        ("a.md", "x:\n", "{x: 2}", {("x", "kept"): 1}),
        (
            NOTE,
            "x: {a: 1, b: null, c: {}, d: {}}\n",
            "{x: {b: 2, c: {e: 1}, f: 3}}",
            {("x.a", "kept"): 1, ("x.b", HIDES_NOTHING): 1, ("x.c", HIDES_NOTHING): 1, ("x.d", "kept"): 1},
        ),
        (NOTE, "x: {}\n", "{x: {a: 1}}", {("x", HIDES_NOTHING): 1}),
        (POST, "categories: c d\n", "{categories: [a]}", {("categories", "mapped"): 1}),
        (POST, "slug: s\n", "{slug: z}", {("slug", "kept"): 1}),
        (NOTE, "title: A\nx: 1\n", "{categories: {a: b}}", {("title", "kept"): 1, ("x", "kept"): 1}),
    ],
)  # fmt: skip
def test_defaults_are_no_front_matter(open_site: Opener, file: str, front: str, values: str, expected: Fates) -> None:
    assert of_front(open_site, file, front, defaults(values)) == expected


def test_what_jekyll_did_not_read_is_kept_and_told(open_site: Opener) -> None:
    source = open_site({NOTE: "---\ncategories: {a: b}\ntitle: T\n---\n"}, config=NOTES)
    (page,) = source.site.pages
    assert (page.title, page.meta) == ("", {"categories": {"a": "b"}, "title": "T"})
    told = [finding.message for finding in source.findings if finding.code == "front-matter.value"]
    assert told == ["`categories` should be text or a list, but is a map"]


def test_configuration(open_site: Opener) -> None:
    config = "title: A\nurl:\nlanguage: en\ntimezone: UTC\nx: [1, 2]\nx: 3\ncollections: {notes: {output: true}}\n"
    files = {
        "_notes/collection.yml": "collections: {notes: {order: [a.md], output: }}\ntitle: B\ny: {}\n",
        "_other/collection.yml": "title: \ny: {z: 1}\ncollections: {}\n",
        "_third/collection.yml": "[a]\n",
        "_void/collection.yml": "",
    }
    assert of_files(open_site, files, config) == {
        "_config.yml": {
            ("collections.notes.output", "kept"): 1,
            ("language", "mapped"): 1,
            ("timezone", "mapped"): 1,
            ("title", "_other/collection.yml says something else, and is merged later"): 1,
            ("url", "kept"): 1,
            ("x", "kept"): 1,
            ("x", "reported"): 2,
        },
        "_notes/collection.yml": {
            ("collections.notes.order[]", "kept"): 1,
            ("collections.notes.output", "a null or empty map does not hide what _config.yml says"): 1,
            ("title", "mapped"): 1,
            ("y", "a null or empty map does not hide what _other/collection.yml says"): 1,
        },
        "_other/collection.yml": {
            ("collections", "a null or empty map does not hide what _notes/collection.yml says"): 1,
            ("title", "a null or empty map does not hide what _notes/collection.yml says"): 1,
            ("y.z", "kept"): 1,
        },
        "_third/collection.yml": {("", "reported"): 1},
    }


def test_data(open_site: Opener) -> None:
    files = {
        "_data/t.yml": "a: [1, null, {}]\na: 2\n",
        "_data/t.json": '{"a": {"b": "c"}}',
        "_data/t t.csv": "a,b\n1,\n",
        "_data/odd.csv": "a,a,b\n1,2,,4,,5\n",
        "_data/deep/u.yml": "- 1\n",
        "_data/u.yml": "1\n",
        "_data/u/v.yml": "{}\n",
        "_data/bad.yml": "a: [\n",
        "_data/empty.yml": "",
        "_data/ours.json": '{"format":"ssi-migrate/site","version":1}',
        "_data/footer.yml": "links: [{title: A}]\n",
    }
    assert of_files(open_site, files, "timezone: UTC\n") == {
        "_config.yml": {("timezone", "mapped"): 1},
        "_data/bad.yml": {("", "reported"): 1},
        "_data/deep/u.yml": {("[]", "kept"): 1},
        "_data/footer.yml": {("links[].title", "mapped"): 1},
        "_data/odd.csv": {("[].a", "kept"): 1, ("[].b", "kept"): 1, ("[]", "reported"): 3},
        "_data/t t.csv": {("[].a", "kept"): 1, ("[].b", "kept"): 1},
        "_data/t.json": {("a.b", "kept"): 1},
        "_data/t.yml": {("a", "_data/t.json has the same name and counts instead"): 1, ("a", "reported"): 3},
        "_data/u.yml": {("", "_data/u has the same name and counts instead"): 1},
    }


MENU = """\
logo: /l.png
links:
- {title: A, url: /a/, x: 1, sublinks: [{title: B, url: https://b.example, external: }, {}, odd]}
- {title: C, collection: notes, url: /c/}
- {title: D, resource_room: true, resource_url: /r/}
- {title: [E], sublinks: []}
"""


def test_navigation(open_site: Opener) -> None:
    found = of_files(open_site, {"_data/navigation.yml": MENU}, "timezone: UTC\n")["_data/navigation.yml"]
    assert found == {
        ("links[].collection", "kept"): 1,
        ("links[].resource_room", "mapped"): 1,
        ("links[].resource_url", "kept"): 1,
        ("links[].sublinks", "mapped"): 1,
        ("links[].sublinks[]", "kept"): 1,
        ("links[].sublinks[]", "mapped"): 1,
        ("links[].sublinks[].external", "mapped"): 1,
        ("links[].sublinks[].title", "mapped"): 1,
        ("links[].sublinks[].url", "mapped"): 1,
        ("links[].title", "mapped"): 3,
        ("links[].title[]", "kept"): 1,
        ("links[].url", "mapped"): 2,
        ("links[].x", "kept"): 1,
        ("logo", "kept"): 1,
    }


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        ("- {title: A, url: /}\n", {("[].title", "mapped"): 1, ("[].url", "mapped"): 1}),
        ("links: []\n", {("links", "mapped"): 1}),
        ("links:\n", {("links", "mapped"): 1}),
        ("links: odd\n", {("links", "kept"): 1}),
        ("odd\n", {("", "kept"): 1}),
    ],
)
def test_navigation_of_other_shapes(open_site: Opener, menu: str, expected: Fates) -> None:
    assert of_files(open_site, {"_data/navigation.yml": menu}, "timezone: UTC\n")["_data/navigation.yml"] == expected


def test_what_is_no_item_does_not_count(open_site: Opener) -> None:
    """A post that Jekyll leaves out is told, and its front matter is no front matter of a page."""
    files: dict[str, str | bytes] = {"a.md": "---\nx: 1\n---\n", POST: "---\nx: 1\n---\n", "README.md": "text"}
    newest = "news/_posts/2024-02-02-post-lamp.md"
    accounting = accounting_of(open_site, {**files, newest: "---\nx: 1\n---\n"}, "limit_posts: 1\n")
    assert [(tally.source, tally.key, tally.leaves) for tally in accounting.tallies] == [
        (FRONT_MATTER, "x", 2),
        ("_config.yml", "limit_posts", 1),
    ]


def test_a_key_that_gets_lost_stops_the_run(open_site: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "TAKEN", pages.TAKEN | {"breadcrumb"})
    with pytest.raises(AccountingError) as raised:
        open_site({"a.md": "---\ntitle: A\nbreadcrumb: B\nx: 1\n---\n"})
    assert str(raised.value) == "a.md: 3 leaves were read and 2 found; look at `breadcrumb`"


KEYS = st.sampled_from(
    [
        *("title", "permalink", "layout", "date", "last_modified_at", "published", "tags", "tag", "lang", "language"),
        *("image", "file_url", "external", "redirect_from", "sections", "locations", "agency_name", "categories"),
        *("slug", "ext", "draft", "hero", "breadcrumb", "url", "links", "sublinks", "collection", "resource_room"),
    ]
)
SCALARS = st.sampled_from(
    [None, False, True, 0, 1, 1.5, "", " ", "a", "a b", " x ", "/x/", "https://x.example/", "2020-01-01", "contact_us"]
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))
MAPS = st.dictionaries(KEYS, VALUES, max_size=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MAPS, min_size=4, max_size=4), st.lists(MAPS, max_size=2), MAPS, VALUES, VALUES)
def test_every_leaf_has_a_fate(
    open_site: Opener,
    fronts: list[dict[str, object]],
    given: list[dict[str, object]],
    config: dict[str, object],
    first: object,
    second: object,
) -> None:
    """Whatever the author wrote and wherever: opening the site raises nothing."""
    places = ("a.md", POST, NOTE, "_notes/whole.yml")
    files: dict[str, str | bytes] = {
        file: f"---\n{json.dumps(front)}\n---\n" for file, front in zip(places, fronts, strict=True)
    }
    files |= {
        "_data/navigation.yml": json.dumps({"links": first}),
        "_data/footer.yml": json.dumps(second),
        "_data/t.yml": json.dumps(first),
        "_data/t.json": json.dumps(second),
        "_notes/collection.yml": json.dumps(config),
    }
    scopes = [{"scope": {"path": ""}, "values": values} for values in given]
    collections = {"notes": {"output": True, "x": first}}
    main = {"timezone": "UTC", "collections": collections, "defaults": scopes, "title": second, "url": first}
    accounting = accounting_of(open_site, files, json.dumps(main))
    assert accounting.leaves == sum(tally.leaves for tally in accounting.tallies) > 0


def test_json(make_site: SiteMaker, tmp_path: Path) -> None:
    site = make_site({"a.md": "---\ntitle: A\nx: 1\n---\n"}, config="timezone: UTC\n")
    assert run("export", str(site), "--to", "json", "--out", str(tmp_path / "o.json")).code == 0
    text = (tmp_path / "o.json").read_text()
    assert text[text.index('"accounting"') :].splitlines() == [
        '"accounting":{"leaves":3,"mapped":2,"kept":1,"discarded":0,"reported":0,',
        '"keys":[',
        '{"source":"front matter","key":"title","fate":"mapped","leaves":1,"why":null},',
        '{"source":"front matter","key":"x","fate":"kept","leaves":1,"why":null},',
        '{"source":"_config.yml","key":"timezone","fate":"mapped","leaves":1,"why":null}',
        "]}}",
    ]
