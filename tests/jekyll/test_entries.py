"""Which files are pages, posts, drafts, documents and static files."""

from __future__ import annotations

from migrate.jekyll.config import read_config
from migrate.jekyll.entries import Entries, find
from tests.conftest import SiteMaker

MATTER = "---\n---\n"
FILES: dict[str, str | bytes] = {
    "index.md": MATTER,
    "plain.md": "no front matter\n",
    "marked.md": b"\xef\xbb\xbf---\n---\n",
    "old.md~": MATTER,
    ".well-known/x.md": MATTER,
    "_pages/p.md": MATTER,
    "docs/a.md": MATTER,
    "docs/_posts/2020-01-02-a.md": "no front matter\n",
    "_posts/2020-01-02-b.md": MATTER,
    "_posts/sub/2020-01-02-c.txt": MATTER,
    "_posts/undated.md": MATTER,
    "_posts/.2020-01-02-dot.md": MATTER,
    "_drafts/d.md": MATTER,
    "_news/n.md": MATTER,
    "_news/plain.txt": "text",
    "_news/.hidden.md": MATTER,
    "_data/x.yml": "a: 1\n",
}


def _found(make_site: SiteMaker, config: str, *, drafts: bool = False) -> Entries:
    root = make_site(FILES, config="timezone: UTC\n" + config)
    return find(root, read_config(root), drafts=drafts)


def _kinds(entries: Entries) -> dict[str, str]:
    return {entry.file: entry.kind for entry in entries.found}


def test_by_name_and_place(make_site: SiteMaker) -> None:
    entries = _found(make_site, "collections: [news]\n")
    assert _kinds(entries) == {
        "index.md": "page",
        "plain.md": "static",
        "marked.md": "static",
        "docs/a.md": "page",
        "docs/_posts/2020-01-02-a.md": "post",
        "_posts/2020-01-02-b.md": "post",
        "_posts/sub/2020-01-02-c.txt": "post",
        "_news/n.md": "document",
        "_news/plain.txt": "static",
    }
    assert sorted((finding.code, str(finding.file)) for finding in entries.findings) == [
        ("front-matter.bom", "marked.md"),
        ("source.hidden-content", "_news/.hidden.md"),
        ("source.hidden-content", "_pages/p.md"),
        ("source.hidden-content", "_posts/undated.md"),
    ]


def test_drafts_are_read_when_asked_for(make_site: SiteMaker) -> None:
    assert _kinds(_found(make_site, "", drafts=True))["_drafts/d.md"] == "draft"
    assert "_drafts/d.md" not in _kinds(_found(make_site, ""))


def test_include_brings_files_in_and_exclude_leaves_them_out(make_site: SiteMaker) -> None:
    kinds = _kinds(_found(make_site, "include: [_pages, .well-known, _news/n.md]\nexclude: [docs/, '*.txt']\n"))
    assert kinds == {
        "index.md": "page",
        "plain.md": "static",
        "marked.md": "static",
        ".well-known/x.md": "page",
        "_pages/p.md": "page",
        "_news/n.md": "page",
        "_posts/2020-01-02-b.md": "post",
    }


def test_a_collection_folder_elsewhere(make_site: SiteMaker) -> None:
    root = make_site(
        {"cols/_news/n.md": MATTER, "cols/_posts/2020-01-02-a.md": MATTER, "_posts/2020-01-02-b.md": MATTER},
        config="timezone: UTC\ncollections_dir: cols\ncollections: [news]\n",
    )
    found = find(root, read_config(root), drafts=False).found
    assert [(entry.file, entry.collection) for entry in found] == [
        ("cols/_posts/2020-01-02-a.md", "posts"),
        ("cols/_news/n.md", "news"),
    ]


def test_a_slash_after_the_folder_of_collections_hides_the_posts(make_site: SiteMaker) -> None:
    root = make_site(
        {"cols/_news/n.md": MATTER, "cols/_posts/2020-01-02-a.md": MATTER},
        config="timezone: UTC\ncollections_dir: cols/\ncollections: [news]\n",
    )
    assert [entry.file for entry in find(root, read_config(root), drafts=False).found] == ["cols/_news/n.md"]


def test_a_collection_without_a_folder_is_told(make_site: SiteMaker) -> None:
    told = _found(make_site, "collections: {gone: {}, news: {}}\n").findings
    messages = [finding.message for finding in told if finding.code == "config.collection-folder"]
    assert messages == ["collection `gone` has no folder _gone"]


def test_links_out_of_the_site_and_in_a_circle_are_not_followed(make_site: SiteMaker) -> None:
    root = make_site({"a/x.md": MATTER}, config="timezone: UTC\n")
    (root.parent / "outside.md").write_text(MATTER)
    (root / "out.md").symlink_to(root.parent / "outside.md")
    (root / "a" / "circle").symlink_to(root, target_is_directory=True)
    (root / "in.md").symlink_to(root / "a" / "x.md")
    entries = find(root, read_config(root), drafts=False)
    assert _kinds(entries) == {"a/x.md": "page", "in.md": "page"}
    assert sorted(finding.code for finding in entries.findings) == ["source.symlink-loop", "source.symlink-outside"]
