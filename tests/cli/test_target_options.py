"""Options of `export` that stand for options of a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.run import Done, run

PNG = b"\x89PNG\r\n\x1a\n0000"


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    pages: dict[str, str | bytes] = {
        f"p{n}.md": f"---\ntitle: P{n}\npermalink: /p{n}/\n---\n![x](/images/lamp.png)\n{'long ' * 900}\n"
        for n in range(6)
    }
    return make_site({**pages, "images/lamp.png": PNG}, config="url: https://x.example\ntimezone: UTC\n")


def exported(site: Path, tmp_path: Path, *more: str, to: str = "wxr") -> Done:
    return run("export", str(site), "--to", to, "--out", str(tmp_path / "out"), "--quiet", *more)


def test_the_address_of_the_files(site: Path, tmp_path: Path) -> None:
    assert exported(site, tmp_path, "--asset-base", "https://old.example:8080/a/") == Done(0, "", "")
    text = (tmp_path / "out" / "site.wxr.xml").read_text("utf-8")
    assert text.count("<wp:attachment_url>https://old.example:8080/a/images/lamp.png</wp:attachment_url>") == 1
    assert text.count('src="https://old.example:8080/a/images/lamp.png"') == 6


@pytest.mark.parametrize(("size", "count"), [("12KB", 3), ("12 kb", 3), ("12000", 3), ("1MB", 1), ("0", 1)])
def test_the_size_of_a_part(site: Path, tmp_path: Path, size: str, count: int) -> None:
    assert exported(site, tmp_path, "--split", size) == Done(0, "", "")
    assert len(list((tmp_path / "out").glob("*.wxr.xml"))) == count


def test_what_is_given_comes_before_the_mapping(site: Path, tmp_path: Path) -> None:
    rules = run("mapping", "show", "wxr").out.replace("  author: editor", "  author: editor\n  split: 12 KB")
    (tmp_path / "own.yml").write_text(rules, "utf-8")
    command = ("export", str(site), "--mapping", str(tmp_path / "own.yml"), "--quiet", "--out", str(tmp_path / "out"))
    for more, count in (((), 3), (("--split", "0", "--force"), 1)):
        assert run(*command, *more).code == 0
        assert len(list((tmp_path / "out").glob("*.wxr.xml"))) == count


@pytest.mark.parametrize(
    ("to", "arguments", "told"),
    [
        ("wxr", ("--split", "9KB"), "--split: `split` is '9KB'; write a size of 10 KB or more, such as 10 MB"),
        ("wxr", ("--split", "-1"), "--split: `split` is '-1'; write a size of 10 KB or more, such as 10 MB"),
        ("wxr", ("--split", "much"), "--split: `split` is 'much'; write a size of 10 KB or more, such as 10 MB"),
        *(
            (
                "wxr",
                ("--asset-base", base),
                f"--asset-base: `asset_base` is '{base}'; write an address such as https://www.example.org",
            )
            for base in (
                "ftp://old.example",
                "old.example",
                "https://old.example?a",
                "https://old.example:81",
                "https://",
            )
        ),
        ("json", ("--split", "10MB"), "--split: the exporter json has no `split`; there are: document, links"),
        (
            "hugo",
            ("--asset-base", "https://old.example"),
            "--asset-base: the exporter tree has no `asset_base`; did you mean `assets_folder`?",
        ),
    ],
)
def test_what_cannot_be(site: Path, tmp_path: Path, to: str, arguments: tuple[str, ...], told: str) -> None:
    assert exported(site, tmp_path, *arguments, to=to) == Done(2, "", f"ssi-migrate: {told}\n")
    assert not (tmp_path / "out").exists()


def test_a_fault_of_the_mapping_itself_has_its_place(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    path.write_text(
        run("mapping", "show", "wxr").out.replace("  author: editor", "  author: editor\n  splt: 1"), "utf-8"
    )
    done = run("export", str(site), "--mapping", str(path), "--out", str(tmp_path / "out"), "--split", "1MB")
    assert (done.code, "own.yml:" in done.err, "did you mean `split`" in done.err) == (3, True, True)
