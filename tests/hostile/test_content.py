"""Front matter, bodies, data and names of every wrong kind: told with the file, and the rest goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from migrate import kramdown
from tests.conftest import Opener, SiteMaker
from tests.hostile.sites import PAGE, UTC, exported, orderly, told
from tests.hostile.test_config import BOMB


def test_front_matter_that_cannot_be_read_keeps_the_page(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "bomb.md": f"---\n{BOMB}---\nb\n",
            "deep.md": f"---\nx: {'[' * 5000}\n---\nb\n",
            "huge.md": f'---\nx: "{"y" * 1_100_000}"\n---\nb\n',
            "nul.md": b"---\ntitle: a\0b\n---\nb\0\n",
            "ok.md": PAGE,
        },
        config=UTC,
    )
    document = exported(site)
    assert [page["body"]["text"] for page in document["pages"]] == ["b\n"] * 4 + ["Body\n"]
    assert told(document) == [
        "bomb.md:7 front-matter.unparsable",
        "deep.md:2 front-matter.unparsable",
        "huge.md:1 front-matter.unparsable",
        "nul.md:2 front-matter.unparsable",
        "nul.md:4 encoding.nul",
    ]


def test_bytes_that_are_not_utf8_are_told_wherever_they_stand(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "a.md": b"---\ntitle: caf\xe9\n---\nx\xff\x81",
            "_data/x.yml": b"a: caf\xe9",
            "_data/y.csv": b"a\n\xe9\n",
            "_redirects": b"/a /b\n/caf\xe9 /b\n",
        },
        config=UTC,
    )
    document = exported(site)
    assert document["pages"][0]["title"] == "café"
    assert document["redirects"][1]["from"] == "/café"
    assert told(document) == [
        "_data/x.yml:1 encoding.invalid-utf8",
        "_data/y.csv:2 encoding.invalid-utf8",
        "_redirects:2 encoding.invalid-utf8",
        "a.md:2 encoding.invalid-utf8",
        "a.md:4 encoding.invalid-utf8",
    ]


def test_data_files_that_cannot_be_read(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes] = {
        "a.md": PAGE,
        "_data/bomb.yml": BOMB,
        "_data/deep.json": "[" * 100_000,
        "_data/open.json": "{",
        "_data/long.csv": f'a\n"{"x" * 200_000}"\n',
        "_data/good.yml": "a: 1",
    }
    document = exported(make_site(files, config=UTC))
    assert document["site"]["data"] == {"good": {"a": 1}, "long": [{"a": "x" * 200_000}]}
    assert {one["code"] for one in document["findings"]} == {"data.unparsable"}
    unreadable = ["_data/bomb.yml", "_data/deep.json", "_data/open.json"]
    assert [one["file"] for one in document["findings"]] == unreadable


SCALARS = [
    "9" * 300, "0x" + "f" * 300, ".nan", "-.inf", "1e999999", "[.nan, 99999999999999999999]", "{1: .inf}", "-0.0",
    "0001-01-01", "0777-01-01 00:00:00", "9999-12-31 23:59:59 -12:00", "0001-01-01 00:00:00 +14:00", "0000-00-00",
    "2020-02-30", '"\\x00\\e[31m"', "!!binary AAAA", "!!float 99999999999999999999", "[[[[]]]]", "{? {a: b} : c}",
]  # fmt: skip
KEYS = [
    "title", "permalink", "date", "last_modified_at", "layout", "published", "tags", "category", "categories",
    "slug", "image", "description", "lang", "external", "file_url", "sections", "redirect_from", "redirect_to",
    "third_nav_title", "order", "contacts", "odd",
]  # fmt: skip


@pytest.mark.parametrize("zone", ["Asia/Singapore", "America/New_York"])
def test_values_that_json_or_a_calendar_cannot_hold(make_site: SiteMaker, zone: str) -> None:
    files: dict[str, str | bytes] = {}
    for number, value in enumerate(SCALARS):
        for key in KEYS:
            for folder in ("p/", "_c/", "_posts/2020-01-02-"):
                files[f"{folder}{key}-{number}.md"] = f"---\n{key}: {value}\n---\n"
    document = exported(make_site(files, config=f"timezone: {zone}\ncollections: {{c: {{output: true}}}}\n"))
    assert len(document["pages"]) == len(files)


@pytest.mark.parametrize("value", ["0001-01-01 00:00:00 +14:00", "9999-12-31 23:59:59 -12:00"])
def test_times_at_the_ends_of_the_calendar_are_listed(make_site: SiteMaker, value: str) -> None:
    assert orderly("inspect", str(make_site({"a.md": f"---\nodd: {value}\n---\n"})), "--format", "jsonl").code == 0


def test_numbers_are_not_lost(make_site: SiteMaker) -> None:
    front = "---\na: .nan\nb: [-.inf, 99999999999999999999999]\n---\n"
    page = exported(make_site({"a.md": front}, config=UTC))["pages"][0]
    assert page["meta"] == {"a": "NaN", "b": ["-Infinity", 99999999999999999999999]}


ODD_NAMES = [
    "new\nline.md", "esc\x1b[31mred.md", "tab\tq\"uo'te`.md", "\x7f\x01.md", "-rf.md", "--out=x.md", " .md",
    "a%2f..%2fb.md", "a\\b.md", "x?y#z.md", "\u202egpj.md", "*[a].md", "\ufeff.md", "\U0001f600.md", "<script>.md",
]  # fmt: skip


@pytest.fixture
def odd_names(make_site: SiteMaker) -> Path:
    files: dict[str, str | bytes] = {f"{folder}{name}": PAGE for name in ODD_NAMES for folder in ("n/", "_c/")}
    files |= {f"images/{name}": b"x" for name in ODD_NAMES} | {f"n/{'a' * 252}.md": PAGE}
    order = json.dumps({"c": {"output": True, "order": ["\x1b[32m.md", "a\nb.md"]}, "../x": {}, "\x1b[33m": {}})
    site = make_site(files, config=f"{UTC}collections: {order}\n")
    for name in (b"bad\xff.md", b"_c/\xff\x1b.md", b"images/\xff.png", b"_posts/2020-01-01-\xff.md"):
        path = os.path.join(os.fsencode(site), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as stream:
            stream.write(PAGE)
    return site


def test_odd_names_are_exported_whole(odd_names: Path) -> None:
    document = exported(odd_names)
    pages = [page["id"] for page in document["pages"]]
    assert pages == sorted([*(f"{at}{name}" for name in ODD_NAMES for at in ("n/", "_c/")), f"n/{'a' * 252}.md"])
    unnamed = [one["file"] for one in document["findings"] if one["code"] == "source.name"]
    assert unnamed == ["_c/\\xff\x1b.md", "_posts/2020-01-01-\\xff.md", "bad\\xff.md", "images/\\xff.png"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--to", "json", "--verbose", "--out"),
        ("check", "--verbose"),
        ("inspect",),
    ],
)
def test_odd_names_never_reach_the_terminal_raw(odd_names: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    out = (str(tmp_path / "out\x1b[31m.json"),) if arguments[-1] == "--out" else ()
    done = orderly(*arguments, *out, str(odd_names))
    assert not set(done.out) & {"\x1b", "\x01", "\x7f", "\u202e", "\r"}
    assert "\\x1b[31m" in done.out + done.err


def test_odd_names_in_a_report_stay_on_their_lines(odd_names: Path, tmp_path: Path) -> None:
    report = tmp_path / "r.md"
    orderly("export", str(odd_names), "--to", "json", "--out", str(tmp_path / "o.json"), "--report", str(report))
    text = report.read_text()
    assert "\x1b" not in text
    assert "- `_c/new\\nline.md`: " in text


def test_odd_names_as_json_lines_are_json(odd_names: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "o.json")
    done = orderly("export", str(odd_names), "--to", "json", "--log-format", "json", "--out", out)
    *findings, last = (json.loads(line) for line in done.err.splitlines())
    assert last.keys() == {"summary"}
    files = {finding["file"] for finding in findings}
    assert {f"_c/{name}" for name in ODD_NAMES} <= files


def test_a_page_that_breaks_is_told_and_the_rest_goes_on(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = kramdown.convert

    def breaks(text: str, options: kramdown.Options) -> object:
        if "boom" in text:
            raise RecursionError("too deep\x1b")
        return whole(text, options)

    monkeypatch.setattr(kramdown, "convert", breaks)
    site = make_site({"a.md": PAGE, "b.md": "---\ntitle: B\n---\nboom\n", "c.md": PAGE}, config=UTC)
    document = exported(site)
    assert [page["body"] is None for page in document["pages"]] == [False, True, False]
    assert told(document) == ["b.md page.failed"]
    assert orderly("check", str(site)).code == 1


@pytest.mark.parametrize(("change", "message"), [("removed", "No such file"), ("fifo", "no regular file")])
def test_a_page_that_goes_between_index_and_body(open_site: Opener, change: str, message: str) -> None:
    source = open_site({"a.md": PAGE, "b.md": PAGE})
    path = Path(source._root) / "a.md"
    path.unlink()
    if change == "fifo":
        os.mkfifo(path)
    gone, other = (source.body(page) for page in source.site.pages)
    assert gone.body is None
    assert [(one.code, one.file) for one in gone.findings] == [("page.failed", "a.md")]
    assert message in gone.findings[0].message
    assert other.body is not None


def test_a_page_that_lost_its_front_matter_meanwhile(open_site: Opener) -> None:
    source = open_site({"a.md": PAGE})
    (Path(source._root) / "a.md").write_bytes(b"\xff\0")
    found = source.body(source.site.pages[0])
    assert found.body is not None
    assert [one.code for one in found.findings] == ["encoding.invalid-utf8", "encoding.nul"]


def test_many_tiny_pages(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes] = {f"{number % 50}/{number}.md": "---\n---\n" for number in range(2100)}
    site = make_site(files, config=UTC)
    assert len(exported(site)["pages"]) == 2100
