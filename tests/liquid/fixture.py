"""The names that the cases are rendered with, and the small site that stands around them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from migrate.liquid import Clock, Engine, Limits, Sources

ZONE = ZoneInfo("Asia/Singapore")
CONFIG: dict[str, object] = {"url": "https://www.example.gov.sg", "baseurl": "/base", "title": "Fictional Agency"}

INCLUDES = {
    "plain.html": "[plain]",
    "param.html": "[{{ include.title }}|{{ include.n }}]",
    "nested/inner.html": "({% include plain.html %})",
    "assign.html": "{% assign leaked = 'yes' %}{{ page.title }}",
    "break.html": "a{% break %}b",
    "recursive.html": "r{% include recursive.html %}",
    "broken.html": "one\n{% nope %}\ntwo",
    "missing-inside.html": "x{% include not-there.html %}y",
    "loop.html": "{% for x in include.list %}{{ x }};{% endfor %}",
}
FILES = {
    "_config.yml": "title: Fictional Agency\n",
    "about.md": "---\ntitle: About\n---\nabout\n",
    "docs/guide.md": "---\ntitle: Guide\npermalink: /guide/\n---\nguide\n",
    "assets/plan.pdf": "not really",
    "_posts/2020-02-03-hello-world.md": "---\ntitle: Hello\n---\nhello\n",
    "docs/beside.txt": "beside {{ page.title }}",
}
URLS = {
    "about.md": "/about.html",
    "docs/guide.md": "/guide/",
    "assets/plan.pdf": "/assets/plan.pdf",
    "/assets/plan.pdf": "/assets/plan.pdf",
}

DATA: dict[str, dict[str, object]] = {
    "page": {
        "title": "A <b>title</b> & more",
        "path": "docs/guide.md",
        "tags": ["b", "a", "c"],
        "n": 5,
        "f": 1.5,
        "big": 1e20,
        "yes": True,
        "no": False,
        "nothing": None,
        "empty_text": "",
        "empty_list": [],
        "empty_map": {},
        "blank_text": "  ",
        "map": {"a": 1, "b": [1, 2, None], "c d": {"e": "f"}},
        "mixed": [1, "two", 3.5, None, True, ["x", ["y"]]],
        "numbers": [3, 1, 2],
        "digits": ["10", "9", "1"],
        "time": datetime(2021, 3, 4, 5, 6, 7, tzinfo=ZONE),
        "date": date(2021, 3, 4),
        "text_date": "2020-01-02 03:04:05 +0800",
        "multi": "one\ntwo\r\nthree",
        "unicode": "Café Übung ﬁ 中文 naïve",
        "html": "<p class=\"x\">Hi <!-- c --> <b>there</b></p><script>x()</script>",
        "quote": "it's \"quoted\" & <b>",
        "name": "plain.html",
        "words": "The  quick brown\tfox jumps",
    },
    "site": {
        **CONFIG,
        "people": [
            {"name": "Ann", "age": 30, "role": "dev", "tags": ["x", "y"], "address": {"city": "A"}},
            {"name": "bob", "age": 25, "role": "ops", "tags": ["y"], "address": {"city": "B"}},
            {"name": "Cy", "role": "dev", "tags": [], "rank": "2"},
            {"name": "dee", "age": 41, "role": None, "rank": "10"},
        ],
        "data": {"colours": {"red": "#f00", "blue": "#00f"}, "rows": [{"k": 1, "v": "a"}, {"k": 2, "v": "b"}]},
        "collections_dir": "",
    },
}  # fmt: skip


PAGE = DATA["page"]


def engine(limits: Limits | None = None) -> Engine:
    return Engine(DATA["site"], SOURCES, CLOCK, limits)


def _read(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.upper().replace(" +", "+"))
    except ValueError:
        raise ValueError(text) from None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


SOURCES = Sources(
    include=INCLUDES.get,
    relative={"docs/beside.txt": FILES["docs/beside.txt"]}.get,
    link=URLS.get,
    post_url={"2020-02-03-hello-world": "/2020/02/03/hello-world.html"}.get,
    markdownify=lambda text: f"<p>{text}</p>\n",
)
CLOCK = Clock(now=lambda: datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC), zone=ZONE, read=_read)


def write_site(folder: Path) -> None:
    for name, text in {**FILES, **{f"_includes/{name}": text for name, text in INCLUDES.items()}}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
