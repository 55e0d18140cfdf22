"""What holds of the document and the manifest of any site."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from html import unescape
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.verify.manifest import content_sha256, text_sha256
from tests.exporters.wxr.importer import CONFIG, Item, Written, exported

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
# few of them, so that titles, dates and addresses are those of others
TITLES = st.sampled_from(["Lamp", "LAMP", "Lámp", "", "]]>", "a & <b>", "feed"]) | TEXTS
NAMES = st.sampled_from(["a", "b", "A", "a.html", "a&b", "2024", "feed", "page2", "wp-admin", "灯" * 30, "á", "a-2"])
DATES = st.sampled_from(["2024-05-01", "2024-05-01 00:00:01", "2099-01-01", "1001-01-01"])
BODIES = st.sampled_from(["", "Text ]]> &nbsp;", "<div>x</div>", "[a](/a/)"]) | TEXTS


class Leaf(NamedTuple):
    """A page or post: what its front matter says, and its body."""

    title: str
    names: list[str]
    date: str | None
    is_post: bool
    is_public: bool
    body: str

    def text(self) -> str:
        keys = {"title": self.title, "permalink": f"/{'/'.join(self.names)}/", "published": self.is_public}
        keys |= {"layout": "post", "date": self.date} if self.is_post else {}
        return f"---\n{json.dumps(keys | {'tags': [self.title or 'x']})}\n---\n{self.body}\n"


LEAVES = st.builds(
    Leaf,
    title=TITLES,
    names=st.lists(NAMES | TEXTS.map(lambda text: text.replace("/", "") or "x"), min_size=1, max_size=3),
    date=DATES,
    is_post=st.booleans(),
    is_public=st.booleans(),
    body=BODIES,
)


def made(folder: Path, leaves: list[Leaf], *more: str) -> Written:
    """The site of those leaves, written and exported."""
    site = folder / "site"
    posts = site / "news" / "notices" / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (site / "_config.yml").write_text(CONFIG)
    for number, leaf in enumerate(leaves):
        place = posts / f"2024-01-01-p{number}.md" if leaf.is_post else site / f"p{number}.md"
        place.write_bytes(leaf.text().encode())
    return exported(site, folder / "export", "--fail-on", "never", *more)


def number(item: Item) -> int:
    return int(item["post_id"])


@settings(max_examples=40)
@given(st.lists(LEAVES, min_size=1, max_size=6))
def test_of_any_site(leaves: list[Leaf]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        written = made(Path(folder), leaves)
        items, manifest = written.items(), written.manifest
        assert len(items) == len(manifest) >= len(leaves)
        # the importer takes two of one type, title and date for one
        assert not repeated((item["post_type"], item["title"].casefold(), item["post_date"]) for item in items)
        assert not repeated(number(item) for item in items)
        assert min(number(item) for item in items) >= 1000
        seen = {0}
        for item in items:
            assert int(item["post_parent"]) in seen
            seen.add(number(item))
        # as they are served, a path is one thing's
        assert not repeated(entry["path"] for entry in manifest.values())
        check_contents(items, manifest)


def check_contents(items: list[Item], manifest: dict[str, dict[str, object]]) -> None:
    """What a parser reads is what the manifest says, and titles are those of the manifest."""
    found = Counter((item["title"], content_sha256(item["content:encoded"])) for item in items)
    assert found == Counter((entry["title"], entry["content_sha256"]) for entry in manifest.values())
    assert {text_sha256(item["content:encoded"]) for item in items} == {
        entry["text_sha256"] for entry in manifest.values()
    }
    for item in items:
        assert item["title"].strip()
        assert unescape(item["guid"]).startswith("https://lamps.example/?ssi=")
        assert re.fullmatch(r"(?:%[0-9a-f]{2}|[a-z0-9_-]){1,200}", item["post_name"])
        assert not (item["status"] == "publish" and item["post_date"] > "2026-06-02")


@settings(max_examples=15)
@given(st.lists(LEAVES, min_size=1, max_size=5))
def test_twice_it_is_the_same(leaves: list[Leaf]) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        assert contents(made(Path(first), leaves)) == contents(made(Path(second), leaves))


@settings(max_examples=15)
@given(st.lists(LEAVES, min_size=2, max_size=5))
def test_numbers_and_dates_that_are_made_up_do_not_hang_on_other_pages(leaves: list[Leaf]) -> None:
    pages = [leaf._replace(is_post=False, title=f"T{at}", names=[f"n{at}"]) for at, leaf in enumerate(leaves)]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        more, fewer = (
            {item["title"]: (number(item), item["post_date"]) for item in made(Path(folder), some).items()}
            for folder, some in ((first, pages), (second, pages[:-1]))
        )
        assert {title: more[title] for title in fewer} == fewer


@settings(max_examples=15)
@given(st.lists(LEAVES, min_size=2, max_size=8))
def test_in_parts_each_item_is_there_and_its_parent_before_it(leaves: list[Leaf]) -> None:
    large = [leaf._replace(body=leaf.body + "\n\n" + "long text " * 500) for leaf in leaves]
    with tempfile.TemporaryDirectory() as folder:
        written = made(Path(folder), large, "--split", "10KB")
        found: set[str] = set()
        for name in written.names:
            seen = {0}
            for item in written.items(name):
                assert int(item["post_parent"]) in seen
                seen.add(number(item))
                found.add(item["guid"])
        assert len(found) == len(written.manifest)


def contents(written: Written) -> dict[str, bytes]:
    files = (path for path in sorted(written.folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(written.folder)): path.read_bytes() for path in files}


def repeated(values: object) -> list[object]:
    assert hasattr(values, "__iter__")
    return [value for value, count in Counter(values).items() if count > 1]
