"""`_config.yml` of every wrong kind: a clear error, or a finding and Jekyll's default."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SiteMaker
from tests.hostile.sites import PAGE, UTC, exported, orderly, told

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join([f'*{before}'] * 10)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("title: [a\nb: c\n", "_config.yml:2:2: did not find expected ',' or ']'; mend the YAML"),
        ("title: a\0b\n", "_config.yml:1:9: U+0000 is not allowed in YAML; mend the YAML"),
        ("x: " + "[" * 100_000, "_config.yml:1:103: nested more than 100 levels deep; mend the YAML"),
        (BOMB, "_config.yml:6:8: aliases make more than 200000 values of this text; mend the YAML"),
        ("a: &a [*a]\n", "_config.yml:1:8: the alias a stands inside what it stands for; mend the YAML"),
        (
            "a: !ruby/object:Gem::Installer {}\n",
            "_config.yml:1:4: the tag !ruby/object:Gem::Installer is not allowed; mend the YAML",
        ),
        ("#" * (4 * 1024 * 1024 + 1), "_config.yml: is larger than 4,194,304 bytes; this is no configuration file"),
    ],
    ids=["syntax", "nul", "deep", "bomb", "self", "ruby", "huge"],
)
@pytest.mark.parametrize("command", [("export", "--to", "json"), ("inspect",), ("check",)])
def test_a_configuration_that_stops(
    make_site: SiteMaker, config: str, message: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    done = orderly(*command, str(make_site({"a.md": PAGE}, config=config)))
    assert (done.code, done.out, done.err) == (4, "", f"ssi-migrate: {message}\n")


def test_a_configuration_that_is_not_utf8(make_site: SiteMaker) -> None:
    done = orderly("check", str(make_site({"a.md": PAGE, "_config.yml": b"a: b\nc: caf\xe9\n"}, config=None)))
    assert (done.code, done.err) == (4, "ssi-migrate: _config.yml:2: is not UTF-8; save the file as UTF-8\n")


@pytest.mark.parametrize("config", ["- a\n- b\n", "just text\n", "12\n"])
def test_a_configuration_that_is_no_map(make_site: SiteMaker, config: str) -> None:
    document = exported(make_site({"a.md": PAGE}, config=config))
    assert told(document) == ["_config.yml config.no-timezone", "_config.yml:1 config.not-a-map"]


KEYS = [
    "source", "destination", "collections_dir", "data_dir", "layouts_dir", "includes_dir", "collections", "include",
    "exclude", "keep_files", "encoding", "markdown_ext", "show_drafts", "limit_posts", "future", "plugins",
    "markdown", "excerpt_separator", "incremental", "baseurl", "permalink", "paginate_path", "timezone", "defaults",
    "liquid", "kramdown", "title", "url", "description", "lang", "language", "locale", "resources_name", "order",
]  # fmt: skip
VALUES = [
    "~", "[1, [2], {a: b}]", "{a: {b: [c]}, 1: 2}", "12", "9" * 400, ".nan", "-.inf", "yes", "2020-01-01",
    "2020-01-01 10:00:00", '"../../etc/passwd"', '"a\\0b"', '"\\e[31m"', '""', "/", "..", "[~, ~]", f'"{"x" * 5000}"',
    "[{scope: 3, values: 3}, {scope: {path: [1], type: {a: b}}, values: {permalink: 3, date: x}}]",
]  # fmt: skip
FILES: dict[str, str | bytes] = {
    "a.md": PAGE,
    "_posts/2020-01-02-p.md": PAGE,
    "_c/x.md": PAGE,
    "_data/navigation.yml": "links:\n- title: A\n  url: /a\n",
}


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_wrong_values_of_every_key(make_site: SiteMaker, value: str) -> None:
    """All keys at once, then every third: one wrong value must not hide another."""
    for keys in (KEYS, KEYS[::3], KEYS[1::3], KEYS[2::3]):
        config = "".join(f"{key}: {value}\n" for key in keys)
        document = exported(make_site(FILES, config=config))
        assert {"a.md"} <= {page["id"] for page in document["pages"]}


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/localtime", "Moon/Sea", "x" * 5000, "a\\0b", "\\e[31m"])
def test_a_zone_that_is_none(make_site: SiteMaker, zone: str) -> None:
    document = exported(make_site({"a.md": PAGE}, config=f'timezone: "{zone}"\n'))
    assert told(document) == ["_config.yml config.timezone"]
    assert document["site"]["timezone"] == "UTC"


def test_globs_that_would_backtrack_are_quick(make_site: SiteMaker) -> None:
    globs = ["*a" * 500 + "b", "[" * 2000, "{a,b}" * 50, "**/" * 200 + "x", "\\", "[a-"]
    document = exported(make_site({"a" * 200 + ".md": PAGE}, config=f"{UTC}exclude: {json.dumps(globs)}\n"))
    assert len(document["pages"]) == 1
