"""The file for Ghost's importer: its shape alone, for no Ghost runs here.

The schema beside this file says what Ghost's importer and database take; what it cannot say is checked below: Ghost
passes over a second post with the same slug, and over tags of posts that are not there, without a word.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import PROJECT, corpus_sites
from tests.run import run

SCHEMA = jsonschema_rs.validator_for(
    json.loads(Path(__file__).with_name("ghost.schema.json").read_text()), validate_formats=True
)
FIXTURES = [PROJECT / "fixtures" / name for name in ("isomer-mini", "isomer-odd", "jekyll-odd")]
_NO_TEXTS = frozenset((
    "url", "link_url", "background", "image", "image-url", "maps_link", "find-directions", "feedback", "variant",
    "alignment", "backgroundColor", "size", "id",
))  # fmt: skip
_REF = re.compile(r"(?:href|src)=[\"']?(?:page|asset):")


def exported(site: Path, out: Path, *more: str) -> bytes:
    done = run("export", str(site), "--to", "ghost", "--out", str(out), "--quiet", "--fail-on", "never", *more)
    assert (done.code, done.err) == (0, "")
    return out.read_bytes()


def violations(document: Any) -> Iterator[str]:
    yield from (
        f"{'/'.join(map(str, error.instance_path))}: {error.message:.100}" for error in SCHEMA.iter_errors(document)
    )
    data = document["db"][0]["data"]
    for table in ("posts", "tags", "posts_tags"):
        yield from _twice(table, "id", data[table])
    yield from _twice("posts", "slug", data["posts"])
    yield from _twice("tags", "slug", data["tags"])
    known = {table: {record["id"] for record in data[table]} for table in ("posts", "tags")}
    for record in data["posts_tags"]:
        for table, name in (("posts", "post_id"), ("tags", "tag_id")):
            if record[name] not in known[table]:
                yield f"posts_tags: {record[name]} is none of the {table}"
    for post in data["posts"]:
        if _REF.search(post["html"]):
            yield f"{post['slug']}: a ref stayed"


def _twice(table: str, name: str, records: list[dict[str, Any]]) -> Iterator[str]:
    counts = Counter(record.get(name) for record in records)
    yield from (f"{table}: the {name} {value!r} stands {count} times" for value, count in counts.items() if count > 1)


def test_the_fixture(golden: Callable[[str, bytes], None], tmp_path: Path) -> None:
    golden("isomer-mini.ghost.json", exported(FIXTURES[0], tmp_path / "ghost.json"))


@pytest.mark.parametrize("site", FIXTURES, ids=lambda site: site.name)
def test_ghost_takes_the_fixtures(site: Path, tmp_path: Path) -> None:
    assert list(violations(json.loads(exported(site, tmp_path / "ghost.json")))) == []


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_ghost_takes_real_sites(site: Path, tmp_path: Path) -> None:
    made = exported(site, tmp_path / "ghost.json", "--assets-list", str(site / "files.txt"))
    assert list(violations(json.loads(made))) == []


def test_the_words_of_blocks_are_there(tmp_path: Path) -> None:
    assert list(_missing_words(FIXTURES[0], tmp_path)) == []


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_the_words_of_blocks_of_real_sites_are_there(site: Path, tmp_path: Path) -> None:
    assert list(_missing_words(site, tmp_path)) == []


def _missing_words(site: Path, folder: Path) -> Iterator[str]:
    """Texts of at least four letters in the blocks of a page that its post has not."""
    posts = json.loads(exported(site, folder / "ghost.json"))["db"][0]["data"]["posts"]
    html = {post["id"]: _plain(post["html"]) for post in posts}
    out = folder / "site.json"
    assert run("export", str(site), "--to", "json", "--out", str(out), "--quiet", "--fail-on", "never").code == 0
    for page in json.loads(out.read_bytes())["pages"]:
        post = html.get(sha256(f"page:{page['id']}".encode()).hexdigest()[:24])
        if post is None:
            continue
        for text in _texts(page["sections"]):
            said = (_plain(part) for part in re.split(r"<[^<>]*>", text))
            yield from (
                f"{page['id']}: {part}" for part in said if len(re.findall(r"\w", part)) >= 4 and part not in post
            )


def _plain(markup: str) -> str:
    return " ".join(unescape(unescape(markup)).split())


def _texts(value: object) -> Iterator[str]:
    """The texts of blocks, without addresses and settings of the old theme."""
    if isinstance(value, dict):
        yield from (text for name, inner in value.items() if name not in _NO_TEXTS for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))
    elif isinstance(value, str):
        yield value


def test_every_page_is_there_or_left_out_for_a_reason(tmp_path: Path) -> None:
    exported(FIXTURES[0], tmp_path / "ghost.json")
    posts = json.loads((tmp_path / "ghost.json").read_bytes())["db"][0]["data"]["posts"]
    pages = run("inspect", str(FIXTURES[0]), "--format", "jsonl").out.splitlines()
    skipped = {"misc/404.html", "misc/custom.scss", "search.md"}
    assert len(posts) == len(pages) - len(skipped)


def test_the_same_site_gives_the_same_file(tmp_path: Path) -> None:
    first, second = (exported(FIXTURES[0], tmp_path / f"{jobs}.json", "--jobs", jobs) for jobs in ("1", "2"))
    assert first == second


# --- That the check would see what is wrong ---


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(exported(FIXTURES[0], tmp_path_factory.mktemp("ghost") / "ghost.json"))
    return made


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("posts", "title", "a" * 256),
        ("posts", "title", None),
        ("posts", "title", ""),
        ("posts", "slug", "a" * 192),
        ("posts", "slug", "a/b"),
        ("posts", "slug", "rss"),
        ("posts", "slug", "about-us-our-lamps"),
        ("posts", "id", "1"),
        ("posts", "uuid", "1"),
        ("posts", "html", '<a href="page:a.md">'),
        ("posts", "type", "link"),
        ("posts", "status", "live"),
        ("posts", "visibility", "all"),
        ("posts", "created_at", "2024-01-05"),
        ("posts", "custom_excerpt", "a" * 301),
        ("posts", "meta_description", "a" * 501),
        ("posts", "feature_image", "a" * 2001),
        ("posts", "more", 1),
        ("tags", "name", "#a"),
        ("tags", "name", "a" * 192),
        ("tags", "slug", "a" * 186),
        ("tags", "slug", "newsroom"),
        ("posts_tags", "post_id", "0" * 24),
        ("posts_tags", "tag_id", "0" * 24),
        ("posts_tags", "sort_order", -1),
        ("settings", "value", "a"),
        ("settings", "key", "password"),
    ],
)
def test_what_ghost_would_refuse(right: dict[str, Any], table: str, name: str, value: object) -> None:
    wrong = copy.deepcopy(right)
    assert list(violations(wrong)) == []
    wrong["db"][0]["data"][table][0][name] = value
    assert len(list(violations(wrong))) >= 1
