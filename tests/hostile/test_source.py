"""SOURCE and the options: what is no site, and words that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.hostile.sites import PAGE, UTC, exported, orderly, told

FOLDERS_HELP = "name the folder that holds _config.yml"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing", "there is no such folder; name the checkout of a site"),
        ("file.txt", f"is not a folder; {FOLDERS_HELP} and the pages"),
        (
            "empty",
            f"no site is recognised in it; {FOLDERS_HELP} or Markdown files, or the whole export of a Plone site",
        ),
        ("configured", f"there is no page in it; {FOLDERS_HELP} and the pages"),
        (
            "plain",
            (
                "none of its 1 Markdown or HTML files has front matter, so Jekyll makes no page of them; "
                "begin those that are pages with two lines of ---"
            ),
        ),
        ("x" * 5000, "there is no such folder; name the checkout of a site"),
        ("/dev/zero", f"is not a folder; {FOLDERS_HELP} and the pages"),
    ],
)
@pytest.mark.parametrize("command", [("export", "--to", "json", "--out", "-"), ("inspect",), ("check",)])
def test_no_site(
    source: str, message: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "configured").mkdir()
    (tmp_path / "configured/_config.yml").write_text(UTC)
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a.md").write_text("no front matter")
    done = orderly(*command, source)
    assert (done.code, done.out, done.err) == (4, "", f"ssi-migrate: {source}: {message}\n")


def test_a_folder_of_markdown_is_read_and_told(make_site: SiteMaker) -> None:
    document = exported(make_site({"a.md": PAGE}, config=None))
    assert [page["id"] for page in document["pages"]] == ["a.md"]
    assert told(document) == ["config.no-timezone", "config.none"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "jsn"), "ssi-migrate: --to jsn: there is no such name; did you mean `json`?\n"),
        (
            ("--to", "json", "--from", "isomr"),
            "ssi-migrate: --from isomr: there is no such name; did you mean isomer?\n",
        ),
        (
            ("--to", "json", "--only", "zz*"),
            "ssi-migrate: --only zz*: no page's path or address matches; `ssi-migrate inspect` lists them\n",
        ),
        (
            ("--to", "json", "--only", "../a.md"),
            "ssi-migrate: --only ../a.md: no page's path or address matches; did you mean a.md?\n",
        ),
        (
            ("--to", "json", "--only", "\x1b[31m"),
            "ssi-migrate: --only \\x1b[31m: no page's path or address matches; `ssi-migrate inspect` lists them\n",
        ),
        (
            ("--to", "json", "--timezone", "../../etc/passwd"),
            "ssi-migrate: --timezone ../../etc/passwd: no such time zone; use an IANA name such as Asia/Singapore\n",
        ),
        (
            ("--to", "json", "--report", "r.txt"),
            "ssi-migrate: --report r.txt: the name should end in .json, .md, .sarif, .sarif.json or .xml\n",
        ),
    ],
)
def test_words_that_mean_nothing(make_site: SiteMaker, arguments: tuple[str, ...], message: str) -> None:
    done = orderly("export", str(make_site({"a.md": PAGE}, config="")), "--out", "-", *arguments)
    assert (done.code, done.out, done.err) == (2, "", message)


@pytest.mark.parametrize(
    "arguments", [("--limit", "0"), ("--jobs", "0"), ("--limit", "x"), ("--fail-on", "errr"), ("--too", "json"), ()]
)
def test_options_out_of_range_are_usage(make_site: SiteMaker, arguments: tuple[str, ...]) -> None:
    to = ("--to", "json") if arguments else ()
    done = orderly("export", str(make_site({"a.md": PAGE})), *to, *arguments)
    assert done.code == 2
    assert (arguments or ("--to",))[0] in done.err


@pytest.mark.parametrize("epoch", ["x", "1e9", "NaN", "9" * 40, "-99999999999", "253402300799", "\x1b[31m"])
def test_a_present_that_is_no_time(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = orderly("export", str(make_site({"a.md": PAGE})), "--to", "json", "--out", "-")
    shown = epoch.replace("\x1b", "\\x1b")
    assert (done.code, done.err) == (
        2,
        f"ssi-migrate: SOURCE_DATE_EPOCH={shown}: should be the seconds since 1970 as a whole number\n",
    )


def test_a_broken_pattern_of_many_stars_is_quick(make_site: SiteMaker) -> None:
    done = orderly("export", str(make_site({"a" * 200 + ".md": PAGE})), "--to", "json", "--only", "*a" * 60 + "b")
    assert done.code == 2
