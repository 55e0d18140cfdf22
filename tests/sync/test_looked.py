"""Pages with Liquid are made anew when something changed that they look at, and not when something else did."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.sync.children import files
from tests.sync.conftest import Work

TEMPLATE = "its template may show what changed"
COMMON = "the configuration, the mapping, an option or this program changed"
POSTS = "{% for post in site.posts %}"
OWN = {
    "base.md": "{{ site.baseurl }}/x",
    "config.md": "{{ site.author }}",
    "self.md": "{{ page.content | size }} {{ page.title }}",
}
INDEX = {
    "titles.md": POSTS + "{{ post.title }}{% endfor %}",
    "tags.md": POSTS + "{{ post.tags | inspect }}{% endfor %}{% for p in site.pages %}{{ p.tags }}{% endfor %}",
    "data.md": "{{ site.data.people[0].name }}",
    "include.md": "{% include note.html %}",
    "missing.md": "{% include later.html %}",
    "static.md": "{{ site.static_files | map: 'path' | join: ' ' }}",
    "link.md": "{% link plain.md %}",
}
ALL = {
    "bodies.md": POSTS + "{{ post.content }}{% endfor %}",
    "excerpts.md": POSTS + "{{ post.excerpt }}{% endfor %}",
    "time.md": "{{ site.time | date: '%Y' }}",
    "relative.md": "{% include_relative plain.md %}",
}
EDITED = "news/_posts/2024-01-02-one.md"
FILES: dict[str, str | bytes] = {
    "plain.md": "---\ntitle: Plain\npermalink: /plain/\ntags: a b\n---\nPlain.\n",
    EDITED: "---\ntitle: One\n---\nOf the first.\n",
    "_includes/note.html": "note",
    "_data/people.yml": "- name: Ann\n",
    "picture.png": b"x",
    **{
        name: f"---\ntitle: {name}\npermalink: /{name}/\n---\n{text}\n"
        for name, text in {**OWN, **INDEX, **ALL}.items()
    },
}


@pytest.fixture
def work(make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.chdir(tmp_path)
    make_site(FILES, config="timezone: UTC\nauthor: Us\n")
    done = Work(tmp_path)
    done.ok()
    return done


def check(work: Work, made: list[str], wanted: set[str]) -> None:
    """Runs, and holds the output against one from nothing."""
    made.clear()
    work.ok()
    assert set(made) == wanted
    carried = files(work.root / "out")
    work.ok("--rebuild")
    assert files(work.root / "out") == carried


def test_a_body_that_changes_is_shown_by_those_that_show_bodies(work: Work, made: list[str]) -> None:
    work.edit(EDITED, "first", "other")
    check(work, made, {EDITED, *ALL})


def test_many_bodies_change(work: Work, made: list[str]) -> None:
    """So many that the run reads the index, and finds that it is the same."""
    many = {EDITED, "plain.md", *OWN, "titles.md"}
    for name in many:
        path = work.root / "site" / name
        path.write_text(f"{path.read_text()}More.\n")
    check(work, made, {*many, *ALL})


CHANGES = {
    "a title": (EDITED, "title: One", "title: Other"),
    "a list of tags that is written otherwise": ("plain.md", "tags: a b", "tags: [a, b]"),
    "data": ("_data/people.yml", "Ann", "Ben"),
    "an include": ("_includes/note.html", "note", "word"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_lists_show_changes(work: Work, made: list[str], change: str) -> None:
    name, old, new = CHANGES[change]
    work.edit(name, old, new)
    check(work, made, {*([name] if name.endswith(".md") else []), *INDEX, *ALL})


@pytest.mark.parametrize("name", ["_includes/later.html", "images/new.png"])
def test_a_file_comes(work: Work, made: list[str], name: str) -> None:
    (work.root / "site" / name).parent.mkdir(exist_ok=True)
    work.write(name, "new")
    check(work, made, {*INDEX, *ALL})


def test_the_plan_says_why(work: Work) -> None:
    work.edit(EDITED, "title: One", "title: Other")
    assert work.plan() == {
        EDITED: ("changed", ["its file changed"]),
        "titles.md": ("changed", [TEMPLATE]),
    }


def test_the_configuration_is_common_to_all(work: Work) -> None:
    work.edit("_config.yml", "author: Us", "author: You")
    assert work.plan() == {"config.md": ("changed", [COMMON])}


def test_a_look_that_is_new_is_kept(work: Work, made: list[str]) -> None:
    """The text of the page says it no more, or says it now."""
    work.edit("bodies.md", ALL["bodies.md"], "Nothing.")
    work.edit("base.md", OWN["base.md"], ALL["bodies.md"])
    work.ok()
    work.edit(EDITED, "first", "other")
    check(work, made, {EDITED, "base.md", *(ALL.keys() - {"bodies.md"})})


def test_a_draft_of_the_future_is_listed_when_it_is_due(
    make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own values are the same before and after: the public sees it neither way."""
    monkeypatch.chdir(tmp_path)
    make_site({**FILES, "_drafts/later.md": "---\ntitle: Later\ndate: 2030-01-01\n---\n"}, config="timezone: UTC\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    work = Work(tmp_path)
    work.ok("--drafts")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert work.plan("--drafts")["titles.md"] == ("changed", [TEMPLATE])
