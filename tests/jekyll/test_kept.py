"""A site that is opened with what was kept of its files is the same site, and none of those files is opened."""

from __future__ import annotations

import builtins
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.errors import AccountingError
from migrate.importers.isomer import IsomerImporter
from migrate.importers.isomer.source import IsomerSource
from migrate.interfaces import ReadOptions
from migrate.jekyll.cached import Cached
from migrate.jekyll.rows import row
from migrate.jekyll.site import JekyllSite, read_site
from tests.conftest import NOW, PROJECT, SiteMaker, corpus_sites

FIXTURES = [PROJECT / "fixtures" / name for name in ("isomer-mini", "isomer-odd", "jekyll-odd")]
OPTIONS = ReadOptions(now=NOW, drafts=True)

Files = dict[str, str | bytes]
SITE: Files = {
    "index.md": "---\ntitle: Home\n---\n",
    "news/_posts/2026-01-02-a.md": "---\ntitle: A\ntags: [x, y]\ntitle: B\n---\n",
    "_guides/a.md": "---\ntitle: Guide\nmade: 2020-02-03\n---\n",
    "plain.txt": "plain",
}
CONFIG = "timezone: Asia/Singapore\ncollections:\n  guides:\n    output: true\n"


class Shelf:
    """A cache in memory: it answers for files whose bytes are the same as they were when something was put."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.there: dict[str, tuple[bytes, bytes]] = {}
        self.asked: list[str] = []
        self.put_now: list[str] = []

    def get(self, file: str) -> bytes | None:
        self.asked.append(file)
        digest, kept = self.there.get(file, (b"", b""))
        return kept if digest == self._digest(file) else None

    def put(self, file: str, kept: bytes) -> None:
        self.put_now.append(file)
        self.there[file] = (self._digest(file), kept)

    def spoil(self, file: str, kept: bytes) -> None:
        self.there[file] = (self._digest(file), kept)

    def entry(self, file: str) -> bytes:
        return self.there[file][1]

    def fresh(self) -> Shelf:
        self.asked, self.put_now = [], []
        return self

    def _digest(self, file: str) -> bytes:
        with REAL_OPEN(self.root / file, "rb") as stream:
            return blake2b(stream.read()).digest()


REAL_OPEN = builtins.open


@contextmanager
def opened_files() -> Iterator[list[str]]:
    """The files that are opened meanwhile."""
    opened: list[str] = []

    def noted(file: Any, *arguments: Any, **named: Any) -> Any:
        opened.append(str(file))
        return REAL_OPEN(file, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", noted)
        yield opened


def opened(root: Path, shelf: Shelf | None = None, now: datetime = NOW) -> IsomerSource:
    return IsomerImporter().open(root, replace(OPTIONS, cache=shelf, now=now))


def told(source: IsomerSource) -> tuple[object, ...]:
    """All that a source says of its index, to be compared as text too: `1`, `1.0` and `True` are equal."""
    site = source.site
    return site, repr(site), [page.leaves for page in site.pages], list(source.findings), list(source.files())


def items_of(site: JekyllSite) -> tuple[object, ...]:
    plain = [replace(item, given=frozenset()) for item in site.items]  # a set may be shown in any order
    matters = [(item.given, item.matter.asides, item.matter.leaves) for item in site.items]
    return site.items, repr(plain), matters, [row(item) for item in site.items], site.files, site.findings


def read(root: Path, shelf: Shelf | None = None, *, mend: bool = False) -> JekyllSite:
    cached = None if shelf is None else Cached(shelf.get, shelf.put)
    site = read_site(root, now=NOW, drafts=True, mend=mend, cached=cached)
    if cached is not None:
        cached.write()
    return site


def content(root: Path) -> set[str]:
    """The files whose items can be kept, as they are opened."""
    source = opened(root)
    drafts = {page.id for page in source.site.pages if page.draft}
    return {str(root / page.id) for page in source.site.pages if page.id not in drafts}


def check_same(root: Path) -> None:
    shelf = Shelf(root)
    expected = told(opened(root))
    assert told(opened(root, shelf)) == expected
    assert told(opened(root, shelf.fresh())) == expected
    assert shelf.put_now == []
    for mend in (False, True):
        items, kept = items_of(read(root, mend=mend)), Shelf(root)
        assert items_of(read(root, kept, mend=mend)) == items
        assert items_of(read(root, kept.fresh(), mend=mend)) == items


@pytest.mark.parametrize("root", FIXTURES, ids=lambda root: root.name)
def test_the_same_site(root: Path) -> None:
    check_same(root)


@pytest.mark.corpus
@pytest.mark.parametrize("root", corpus_sites(), ids=lambda root: root.name)
def test_the_same_real_site(root: Path) -> None:
    check_same(root)


@pytest.mark.parametrize("root", FIXTURES, ids=lambda root: root.name)
def test_what_is_known_is_not_opened(root: Path) -> None:
    """But for what is damaged, whose places are told anew, and what depends on more than the file."""
    shelf = Shelf(root)
    opened(root, shelf)
    damaged = {str(root / str(one.file)) for one in opened(root).findings if one.code.startswith("encoding.mojibake")}
    with opened_files() as again:
        opened(root, shelf)
    unkept = {
        "isomer-mini": set[str](),
        "isomer-odd": {"pages/encoding/looks-like-mojibake.md", "pages/front-matter/title-is-a-number.md"},
        "jekyll-odd": {"pages/numbers.md"},
    }[root.name]
    assert content(root) & set(again) - damaged == content(root) & {str(root / file) for file in unkept}


def test_a_file_that_changed_is_read(make_site: SiteMaker) -> None:
    root = make_site(SITE, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    make_site({"_guides/a.md": "---\ntitle: Another guide\n---\n"}, config=None)
    with opened_files() as again:
        source = opened(root, shelf.fresh())
    assert told(source) == told(opened(root))
    assert [file for file in again if file in content(root)] == [str(root / "_guides/a.md")] * 2
    assert shelf.put_now == ["_guides/a.md"]


@pytest.mark.parametrize(
    "config",
    [
        CONFIG.replace("Asia/Singapore", "UTC"),
        CONFIG + "permalink: pretty\n",
        CONFIG + "lang: en\n",
        CONFIG + "future: true\n",
        CONFIG + "markdown_ext: markdown\n",
        CONFIG + "defaults: [{scope: {path: ''}, values: {layout: page}}]\n",
        CONFIG + "    permalink: /g/:title/\n",
        CONFIG + "    sort_by: title\n",
        CONFIG.replace("output: true", "output: false"),
    ],
)
def test_another_configuration_has_all_read(make_site: SiteMaker, config: str) -> None:
    root = make_site(SITE, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    make_site({"_config.yml": config}, config=None)
    assert told(opened(root, shelf.fresh())) == told(opened(root))
    assert sorted(shelf.put_now) == sorted(SITE)


def test_the_order_of_a_collection_has_nothing_read(make_site: SiteMaker) -> None:
    files = {**SITE, "_guides/b.md": "---\ntitle: B\n---\n"}
    root = make_site(files, config=CONFIG + "    order: [a.md, b.md]\n")
    shelf = Shelf(root)
    opened(root, shelf)
    make_site({"_config.yml": CONFIG + "    order: [b.md, a.md]\n"}, config=None)
    source = opened(root, shelf.fresh())
    assert told(source) == told(opened(root))
    assert shelf.put_now == []
    assert [(page.id, page.position) for page in source.site.pages if page.collection == "guides"] == [
        ("_guides/a.md", 1),
        ("_guides/b.md", 0),
    ]


def test_defaults_by_a_pattern_of_files(make_site: SiteMaker) -> None:
    """Which files a pattern finds changes with the tree, though no configuration does."""
    config = CONFIG + "defaults: [{scope: {path: 'new*/_posts'}, values: {layout: post}}]\n"
    root = make_site(SITE, config=config)
    shelf = Shelf(root)
    opened(root, shelf)
    make_site({"newer/_posts/2026-01-03-c.md": "---\n---\n"}, config=None)
    assert told(opened(root, shelf)) == told(opened(root))


def test_a_post_whose_day_comes(make_site: SiteMaker) -> None:
    to_come = "news/_posts/2026-06-20-a.md"
    root = make_site({**SITE, to_come: "---\ntitle: To come\n---\n"}, config=CONFIG)
    shelf = Shelf(root)
    days = [NOW + timedelta(days=days) for days in (0, 0, 30, 30, 30, 0)]
    for now in days:
        assert told(opened(root, shelf, now)) == told(opened(root, now=now))
    with opened_files() as again:
        opened(root, shelf, days[2])
    assert str(root / to_come) not in again


def test_what_the_present_decides_is_read_anew(make_site: SiteMaker) -> None:
    files: Files = {
        "_guides/a.md": "---\ntitle: Its address has the time\n---\n",
        "_posts/2026-01-02-b.md": "---\ndate: 10 March\n---\n",
        "_drafts/c.md": "---\ntitle: Its time is that of its file\n---\n",
        "pages/d.md": "---\nlast_modified_at: 10 March\n---\n",
        "_posts/2025-01-01-e.md": f"---\ndate: {NOW:%Y-%m-%d %H:%M:%S} +0000\n---\n",
    }
    root = make_site(files, config=CONFIG + "    permalink: /:month/:title/\n")
    shelf = Shelf(root)
    for days in (0, 0, 40, 400):
        now = NOW + timedelta(days=days)
        assert told(opened(root, shelf, now)) == told(opened(root, now=now))


def test_a_date_that_is_the_present_counts_for_none(make_site: SiteMaker) -> None:
    root = make_site({"_posts/2025-01-01-a.md": "---\ndate: 2026-06-01 00:00:00 +0000\n---\n"}, config=CONFIG)
    shelf = Shelf(root)
    for now in (NOW + timedelta(days=1), NOW, NOW + timedelta(days=1)):
        source = opened(root, shelf, now)
        assert told(source) == told(opened(root, now=now))
    assert [page.date for page in opened(root).site.pages] != [page.date for page in source.site.pages]


def test_the_contact_page_shows_data(make_site: SiteMaker) -> None:
    files: Files = {"contact.md": "---\nlayout: contact-us\n---\n", "_data/contact-us.yml": "agency_name: One\n"}
    root = make_site(files, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    make_site({"_data/contact-us.yml": "agency_name: Two\n"}, config=None)
    assert told(opened(root, shelf)) == told(opened(root))


def test_damage_elsewhere_counts(make_site: SiteMaker) -> None:
    """What is doubtful in one file is mended when others are sure of it."""
    doubtful = "---\ntitle: â–º Read on\n---\n"
    root = make_site({**SITE, "doubtful.md": doubtful}, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    sure = "---\ntitle: The clientsâ€™ needs\nlist:\n- â€œaâ€\u009d\n- Whatâ€™s\n---\n"
    make_site({"b.md": sure, "c.md": sure}, config=None)
    for _ in range(2):
        source = opened(root, shelf)
        assert told(source) == told(opened(root))
    (page,) = (page for page in source.site.pages if page.id == "doubtful.md")
    assert page.title == "► Read on"


def test_a_damaged_configuration_mends_its_language(make_site: SiteMaker) -> None:
    root = make_site(SITE, config=CONFIG + "lang: The clientsâ€™\n")
    shelf = Shelf(root)
    for _ in range(2):
        source = opened(root, shelf)
        assert told(source) == told(opened(root))
    assert {page.language for page in source.site.pages} == {"The clients’"}


Spoiling = Callable[[bytes], bytes]


def signed(key: Cached, file: str, entry: bytes, part: int, at: int, value: object) -> bytes:
    """The entry with another value, written by somebody who knows how."""
    size = int.from_bytes(entry[17:21], "big")
    rows = [orjson.loads(entry[21 : 21 + size]), orjson.loads(entry[21 + size :])]
    rows[part][at] = value
    item, page = map(orjson.dumps, rows)
    forged = entry[16:17] + len(item).to_bytes(4, "big") + item + page
    return key._check(file, forged) + forged


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: b"",
        lambda entry: entry[:-1],
        lambda entry: entry[:8],
        lambda entry: entry.replace(b"Guide", b"guide"),
        lambda entry: b"\x80\x04cos\nsystem\n(S'true'\ntR.",
        lambda entry: b"[" * 100_000,
    ],
)
def test_a_damaged_entry_is_none(make_site: SiteMaker, spoil: Spoiling) -> None:
    root = make_site(SITE, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    shelf.spoil("_guides/a.md", spoil(shelf.entry("_guides/a.md")))
    assert told(opened(root, shelf)) == told(opened(root))


def test_an_entry_of_another_file_is_none(make_site: SiteMaker) -> None:
    root = make_site(SITE, config=CONFIG)
    shelf = Shelf(root)
    opened(root, shelf)
    shelf.spoil("_guides/a.md", shelf.entry("index.md"))
    assert told(opened(root, shelf)) == told(opened(root))


ITEM, PAGE = 0, 1
PLACES = [*((ITEM, at) for at in range(21)), *((PAGE, at) for at in range(18))]
FORGED: list[object] = [None, 7, True, "x", [], {}, [["x"]], [7], {"x": []}, [[["x"], 7]], [["x", 7, 7, 7]]]


@pytest.mark.parametrize("file", ["_guides/a.md", "news/_posts/2026-01-02-a.md"])
def test_a_forged_entry_never_stops_a_run(make_site: SiteMaker, file: str) -> None:
    root = make_site(SITE, config=CONFIG)
    shelf, key = Shelf(root), Cached(lambda file: None, lambda file, kept: None)
    opened(root, shelf)
    read_site(root, now=NOW, mend=True, cached=key)
    entry = shelf.entry(file)
    for value, (part, at) in product(FORGED, PLACES):
        shelf.spoil(file, signed(key, file, entry, part, at, value))
        try:
            assert len(opened(root, shelf).site.pages) == 3
        except AccountingError:  # leaves that are not there: that is a message, and no traceback
            assert (part, at) == (ITEM, 11)


@given(st.binary())
def test_bytes_of_any_kind_are_no_entry(entry: bytes) -> None:
    cached = Cached(lambda file: entry, lambda file, kept: None)
    cached.under("")
    assert (cached.head("a.md"), cached.item("a.md"), cached.page("a.md")) == (None, None, None)


def test_the_cache_is_no_part_of_the_options() -> None:
    assert replace(OPTIONS, cache=Shelf(PROJECT)) == OPTIONS
    assert "cache" not in repr(replace(OPTIONS, cache=Shelf(PROJECT)))


def test_a_copy_of_a_site_elsewhere_is_known(tmp_path: Path) -> None:
    """Nothing that is kept depends on where the site lies."""
    shutil.copytree(FIXTURES[0], tmp_path / "copy")
    shelf = Shelf(FIXTURES[0])
    opened(FIXTURES[0], shelf)
    shelf.root = tmp_path / "copy"
    assert told(opened(tmp_path / "copy", shelf.fresh())) == told(opened(tmp_path / "copy"))
    assert shelf.put_now == []
