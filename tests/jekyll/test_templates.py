"""What Liquid sees of a site, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.jekyll.config import read_config
from migrate.jekyll.entries import Entry
from migrate.jekyll.site import JekyllSite, item_reader, read_site
from migrate.jekyll.templates import Templates
from tests.conftest import NOW, SiteMaker

FILES: dict[str, str | bytes] = {
    "a.md": "---\ntitle: A\nlist: [1, 2]\n---\nbody of A\n",
    "b.md": "---\ntitle: B\npermalink: /bee/\n---\nbody of B\n",
    "news/_posts/2024-01-02-one.md": "---\ntitle: One\ncategory: talks\n---\nFirst.\n\nSecond.\n",
    "news/_posts/2025-01-02-two.md": "---\ntitle: Two\ntags: x y\n---\nOnly.\n",
    "_docs/d.md": "---\ntitle: D\n---\n",
    "_data/people.yml": "- name: Ann\n",
    "_includes/note.html": "<i>{{ include.text }}</i>",
    "secret.txt": "outside of _includes",
    "images/a b.png": b"x",
}
CONFIG = "timezone: UTC\nbaseurl: /base\nauthor: Us\ncollections: {docs: {output: true}}\n"


def never() -> JekyllSite:
    raise AssertionError("the whole site was read")


def rendered(root: Path, text: str, *, whole: bool = True) -> tuple[str, list[str]]:
    config = read_config(root)
    templates = Templates(
        root,
        config,
        now=NOW,
        read=(lambda: read_site(root, now=NOW)) if whole else never,
        markdown=lambda source: f"<md>{source}</md>",
    )
    item = item_reader(root, config, NOW)(Entry(file="a.md", kind="page"))
    assert item is not None
    done = templates.render(text, item, 5)
    return done.text, [f"{problem.line}: {problem.message}" for problem in done.problems]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ site.baseurl }}/{{ site.author }} {{ page.title }} {{ page.list | join: '-' }}", "/base/Us A 1-2"),
        ("{{ page.url }} {{ page.name }} {{ page.path }}", "/a.html a.md a.md"),
        ("{{ site.data.people[0].name }}", "Ann"),
        ("{% include note.html text='hi' %}", "<i>hi</i>"),
        ("{{ '/x' | relative_url }} {{ 'a' | markdownify }}", "/base/x <md>a</md>"),
    ],
)
def test_what_needs_no_other_page_reads_none(make_site: SiteMaker, template: str, text: str) -> None:
    assert rendered(make_site(FILES, config=CONFIG), template, whole=False) == (text, [])


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (
            "{% for post in site.posts %}{{ post.title }} {{ post.url }} {% endfor %}",
            "Two /news/2025/01/02/two.html One /news/talks/2024/01/02/one.html",
        ),
        ("{% for page in site.pages %}{{ page.title }}{% endfor %}", "AB"),
        ("{{ site.docs[0].title }} {{ site.docs[0].url }}", "D /docs/d.html"),
        ("{{ site.tags.x[0].title }} {{ site.categories.news.size }}", "Two 2"),
        ("{% link b.md %} {% post_url news/2025-01-02-two %}", "/base/bee/ /base/news/2025/01/02/two.html"),
        ("{{ site.posts.last.excerpt }}|{{ site.posts.first.previous.title }}", "<md>First.</md>|One"),
        ("{{ site.static_files | map: 'path' | join: ' ' }}", "/images/a b.png /secret.txt"),
    ],
)
def test_the_rest_of_the_site(make_site: SiteMaker, template: str, text: str) -> None:
    shown, problems = rendered(make_site(FILES, config=CONFIG), template)
    assert problems == []
    assert shown.startswith(text)


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "../../outside.html", "link.html", "gone.html"])
def test_includes_stay_in_their_folder(make_site: SiteMaker, tmp_path: Path, name: str) -> None:
    root = make_site(FILES, config=CONFIG)
    (tmp_path / "outside.html").write_text("leaked")
    (root / "_includes" / "link.html").symlink_to(tmp_path / "outside.html")
    text, problems = rendered(root, f"{{% include {name} %}}")
    assert "leaked" not in text
    assert "outside of" not in text
    assert len(problems) == 1
    assert problems[0].startswith("5: ")


@pytest.mark.parametrize("folder", ["../outside", "linked"])
def test_the_folder_of_includes_lies_in_the_site(make_site: SiteMaker, tmp_path: Path, folder: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.html").write_text("leaked")
    root = make_site(FILES, config=f"{CONFIG}includes_dir: {folder}\n")
    (root / "linked").symlink_to(tmp_path / "outside")
    text, problems = rendered(root, "{% include x.html %}")
    assert "leaked" not in text
    assert len(problems) == 1
