"""What should be there against what is: which thing is which item, and what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.verify.comparison import Comparison, comparison
from migrate.verify.found import Found, Target, source_id
from migrate.verify.manifest import Item, content_sha256, text_sha256
from migrate.verify.wording import lines, record, summary
from tests.verify.fake import item


def found(slug: str, /, key: str = "1", **changes: object) -> Found:
    """What fulfils `item(slug)`."""
    plain: dict[str, object] = {
        "key": key,
        "type": "page",
        "paths": (f"/{slug}/",),
        "parent": None,
        "status": "publish",
        "date": "2020-01-02 03:04:05",
        "title": slug,
        "content_sha256": content_sha256(f"<p>{slug}</p>"),
        "text_sha256": text_sha256(f"<p>{slug}</p>"),
        "source": f"{slug}.md",
    }
    return Found(**{**plain, **changes})  # type: ignore[arg-type]


def told(items: list[Item], *things: Found, **more: object) -> list[str]:
    """The lines, all of them, without the summary."""
    done = comparison(items, Target(name="site", found=things, **more))  # type: ignore[arg-type]
    return list(lines(done, all_of_them=True))[:-1]


def test_what_is_there() -> None:
    done = comparison([item("a")], Target(name="site", found=(found("a"),)))
    assert list(lines(done, all_of_them=True)) == [
        "page a.md: is there at /a/",
        "site: 1 item: 1 there, 0 missing, 0 moved, 0 different",
    ]
    assert list(lines(done, all_of_them=False)) == [summary(done)]
    assert done.is_complete


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"type": "post"}, "type is `post`, not `page`; import it again as what it should be"),
        (
            {"paths": ("/b/",)},
            "has moved: is at /b/, not at /a/; put it back, or redirect the address that it should have",
        ),
        (
            {"paths": ()},
            "has moved: is at no address, not at /a/; put it back, or redirect the address that it should have",
        ),
        ({"parent": "9"}, "has moved: has the parent `number 9`, not no parent; choose its parent anew"),
        ({"status": "draft"}, "status is `draft`, not `publish`; set the status, or leave it if that is meant"),
        ({"date": "2020-01-02 03:04:06"}, "date is `2020-01-02 03:04:06`, not `2020-01-02 03:04:05`; set the date"),
        ({"title": "A"}, "title is `A`, not `a`; set the title, or leave it if someone edited it"),
        (
            {"content_sha256": "other"},
            "content differs, its visible text does not; compare the markup; what a reader sees is the same",
        ),
        (
            {"content_sha256": "other", "text_sha256": "other"},
            "visible text differs; compare it with the source, or leave it if someone edited it",
        ),
        ({"status": "trash"}, "lies in the trash at /a/; restore it"),
    ],
)
def test_what_differs(changes: dict[str, object], line: str) -> None:
    assert told([item("a")], found("a", **changes)) == [f"page a.md: {line}"]


def test_what_is_not_there_and_what_is_besides() -> None:
    assert told([item("a")], found("b", "2")) == [
        "page a.md: is not there at /a/; import it again",
        "page number 2: is not in the manifest at /b/; nothing to do if it is your own",
    ]


def test_a_copy_is_told_without_being_asked() -> None:
    done = comparison([item("a")], Target(name="site", found=(found("a", "7", paths=("/a-2/",)), found("a"))))
    assert list(lines(done, all_of_them=False)) == [
        "page number 7: is a copy of `a.md` at /a-2/; remove one of them",
        "site: 1 item: 1 there, 0 missing, 0 moved, 0 different; 1 more that the manifest does not name",
    ]


def test_parents_are_compared_as_items() -> None:
    family = [item("a"), item("b", parent="a.md", path="/a/b/")]
    assert told(family, found("a", "5"), found("b", "6", parent="5", paths=("/a/b/",))) == [
        "page a.md: is there at /a/",
        "page b.md: is there at /a/b/",
    ]
    assert told(family, found("a", "5"), found("b", "6", paths=("/a/b/",)))[1:] == [
        "page b.md: has moved: has no parent, not the parent `a.md`; choose its parent anew"
    ]


@pytest.mark.parametrize(("raw", "shown"), [("a", "a"), ("Q&amp;A", "Q&A"), ("a &amp; b", "a &amp; b")])
def test_titles_are_those_that_a_reader_sees(raw: str, shown: str) -> None:
    assert told([item("a", title=shown)], found("a", title=raw)) == ["page a.md: is there at /a/"]


def test_terms() -> None:
    news = [item("a", terms={"category": ("news",)}), item("b")]
    line = "b.md: terms is `category: other`, not `category: none`; choose its terms anew"
    there = found("a", "1", terms={"category": ("news",), "format": ("aside",)})
    other = found("b", "2", terms={"category": ("other",)})
    assert told(news, there, other)[1:] == [f"page {line}"]
    assert told(news, there, other, default_terms={"category": "other"})[1:] == ["page b.md: is there at /b/"]
    assert told(news, replace(there, terms={}), replace(other, terms={})) == [
        "page a.md: terms is `category: none`, not `category: news`; choose its terms anew",
        "page b.md: is there at /b/",
    ]


def test_a_target_that_hides_contents_is_taken_at_its_word() -> None:
    assert told([item("a")], found("a", content_sha256=None, text_sha256=None)) == ["page a.md: is there at /a/"]


# --- Which is which ---


def keys(done: Comparison) -> list[str | None]:
    return [verdict.found.key if verdict.found else None for verdict in done.verdicts]


def test_an_id_counts_more_than_an_address() -> None:
    """Two pages that changed places have moved, and are not each other with other content."""
    things = (found("a", "1", paths=("/b/",)), found("b", "2", paths=("/a/",)))
    done = comparison([item("a"), item("b")], Target(name="site", found=things))
    assert keys(done) == ["1", "2"]
    assert [verdict.state for verdict in done.verdicts] == ["moved", "moved"]


def test_without_ids_type_and_path_count() -> None:
    things = (found("a", "1", source=None, type="post"), found("a", "2", source=None, title="changed"))
    assert keys(comparison([item("a")], Target(name="site", found=things))) == ["2"]


def test_without_ids_what_looks_the_same_has_moved() -> None:
    moved = found("a", "1", source=None, paths=("/b/",))
    assert told([item("a")], moved)[0].startswith("page a.md: has moved: is at /b/, not at /a/;")
    twice = comparison([item("a")], Target(name="site", found=(moved, replace(moved, key="2", paths=("/c/",)))))
    assert keys(twice) == [None]


def test_what_is_there_counts_more_than_what_lies_in_the_trash() -> None:
    things = (found("a", "1", status="trash"), found("a", "2", source=None))
    assert told([item("a")], *things) == ["page a.md: is there at /a/"]


def test_the_front_page_is_one_thing() -> None:
    """Served at `/`, it has the address of its name as well: no other item becomes it too."""
    things = (found("home", "1", source=None, paths=("/", "/home/")),)
    done = comparison([item("a", path="/"), item("b", path="/home/")], Target(name="site", found=things))
    assert sorted(keys(done), key=str) == ["1", None]


@given(st.lists(st.sampled_from("abcde"), unique=True), st.lists(st.sampled_from("abcde"), unique=True), st.booleans())
def test_nothing_is_counted_twice(wanted: list[str], there: list[str], named: bool) -> None:
    """Each item has one verdict, each thing is one item or besides, with ids as without."""
    things = tuple(found(slug, str(n), **({} if named else {"source": None})) for n, slug in enumerate(there))
    done = comparison([item(slug) for slug in wanted], Target(name="site", found=things))
    assert [verdict.item.id for verdict in done.verdicts] == [f"{slug}.md" for slug in wanted]
    assert {verdict.item.id: verdict.state for verdict in done.verdicts} == {
        f"{slug}.md": "there" if slug in there else "missing" for slug in wanted
    }
    assert {extra.found.title for extra in done.extras} == set(there) - set(wanted)


@pytest.mark.parametrize(
    ("guid", "id_"),
    [
        ("https://site.example/?ssi=pages%2Fa%20b%26c.md", "pages/a b&c.md"),
        ("https://site.example/?x=1&amp;ssi=a.md", "a.md"),
        ("https://site.example/?ssi=", None),
        ("https://site.example/?p=12", None),
        ("a.md", None),
        ("https://[/?ssi=a", None),
        ("", None),
    ],
)
def test_the_id_in_a_guid(guid: str, id_: str | None) -> None:
    assert source_id(guid) == id_


def test_the_record_for_machines() -> None:
    things = (found("a", "1", paths=("/b/",)), found("c", "2"))
    done = comparison([item("a"), item("b")], Target(name="site", found=things, notes=("a note",)))
    moved = "has moved: is at /b/, not at /a/; put it back, or redirect the address that it should have"
    assert record(done) == {
        "format": "ssi-migrate/verify",
        "version": 1,
        "target": "site",
        "summary": {"there": 0, "missing": 1, "moved": 1, "different": 0, "extra": 1},
        "notes": ["a note"],
        "items": [
            {
                "id": "a.md",
                "type": "page",
                "path": "/a/",
                "state": "moved",
                "found": {"key": "1", "status": "publish", "path": "/b/"},
                "differences": [{"field": "path", "expected": "/a/", "actual": "/b/"}],
                "messages": [moved],
            },
            {
                "id": "b.md",
                "type": "page",
                "path": "/b/",
                "state": "missing",
                "found": None,
                "differences": [],
                "messages": ["is not there at /b/; import it again"],
            },
        ],
        "extra": [{"key": "2", "type": "page", "path": "/c/", "title": "c", "copy_of": None}],
    }
