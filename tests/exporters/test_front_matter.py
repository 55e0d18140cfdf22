"""Front matter that every reader takes for what was written: PyYAML, Ruby's Psych, tomllib, json."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migrate.exporters import front_matter
from migrate.exporters.front_matter import fenced

ODD = (
    "", " ", "~", "-", "=", "<<", "yes", "No", "ON", "y", "null", "NULL", "true", "None", ".inf", ".NaN",
    "Infinity", "inf", "1", "007", "0o17", "0x1F", "0b1", "1_000", "1,000", "1,000.5", "+1", "-1", "1e3",
    "1.5e+3", ".5", "5.", "12:30", "12:30:45", "190:20:30", "2020-01-01", "2020-1-1", "2020-01-01 10:00:00",
    "2020-01-01T10:00:00Z", "01/02/2020", ":symbol", "name:", "key: value", "a #b", "#b", "@at", "`tick`",
    "!tag", "&anchor", "*alias", "%percent", "|", ">", "?", "- item", "[a]", "{a}", "a, b", "'quoted'",
    '"double"', "it's", 'say "x"', "back\\slash", " lead", "trail ", "tab\tin", "two\nlines", "two\nlines\n",
    "more\n\n", "\nfirst", "  deep\nline", "a\n  b\n", "trail \nline", "cr\r\nlf", "cr\ralone", "nul\0in",
    "bell\a", "del\x7f", "c1\x85\x9f", "nbsp\xa0x", "x\xa0", "ls\u2028ps\u2029", "bom\ufeff", "\ufffe", "é è ß",
    "漢字", "emoji 😀", "😀", "---", "...", "a\n---\nb", "x" * 5000, "word " * 500 + "end", "/path/to",
    "https://x.example/a", "/a:b", "/ b", "a: b\nc", "# no comment\n# at all",
)  # fmt: skip


def silent(code: str, message: str) -> None:
    raise AssertionError(f"{code}: {message}")


def metadata(text: str, fence: str = "---") -> str:
    """What stands between the fences of a file with the body `BODY`."""
    assert text.startswith(f"{fence}\n")
    assert text.endswith(f"\n{fence}\nBODY")
    return text[4 : -len(f"{fence}\nBODY")]


def psych(documents: list[str]) -> list[object]:
    """Each document as Ruby reads it."""
    program = (
        "require 'yaml'; require 'json'; require 'date';"
        "puts JSON.generate(JSON.parse(STDIN.read).map { |text| YAML.unsafe_load(text) })"
    )
    done = subprocess.run(
        ["ruby", "-e", program], input=json.dumps(documents), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    out: list[object] = json.loads(done.stdout)
    return out


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:30])
def test_odd_text_is_read_back(text: str) -> None:
    value = {"title": text, "list": [text], "map": {"inner": text}}
    assert yaml.safe_load(metadata(fenced(value, "BODY", "yaml", silent))) == value
    assert tomllib.loads(metadata(fenced(value, "BODY", "toml", silent), "+++")) == value
    assert json.loads(fenced(value, "BODY", "json", silent).removesuffix("\nBODY")) == value


@given(
    st.dictionaries(st.text(), st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.none() | st.integers())
)
def test_any_text_is_read_back(value: dict[str, object]) -> None:
    if value:
        assert yaml.safe_load(metadata(fenced(value, "BODY", "yaml", silent))) == value


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("ruby") is None, reason="Ruby is not there")
def test_ruby_reads_odd_text_back() -> None:
    values = [{"title": text, "list": [text], text: 1} for text in ODD]
    assert psych([metadata(fenced(value, "BODY", "yaml", silent)) for value in values]) == values


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("ruby") is None, reason="Ruby is not there")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))  # each example starts Ruby
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=30))
def test_ruby_reads_any_text_back(texts: list[str]) -> None:
    assert psych([metadata(fenced({"t": text}, "BODY", "yaml", silent)) for text in texts]) == [{"t": t} for t in texts]


def test_what_yaml_looks_like() -> None:
    value = {
        "title": "Harbour Lights",
        "url": "/about us/",
        "word": "yes",
        "number": "1,000",
        "emoji": "Ahoy 😀",
        "text": "One.\nTwo.\n",
        "date": datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=8))),
        "naive": datetime(2026, 1, 2),
        "day": date(2026, 1, 2),
        "tags": ["a", "b"],
        "none": None,
        "empty": [],
        "draft": False,
        "size": 1.0,
        "long": "word " * 40 + "end",
    }
    assert fenced(value, "  Body \n\n", "yaml", silent) == (
        "---\n"
        "title: Harbour Lights\n"
        "url: /about us/\n"
        "word: 'yes'\n"
        "number: '1,000'\n"
        "emoji: Ahoy 😀\n"
        "text: |\n  One.\n  Two.\n"
        "date: 2026-01-02T03:04:05+08:00\n"
        "naive: 2026-01-02T00:00:00+00:00\n"
        "day: 2026-01-02\n"
        "tags:\n- a\n- b\n"
        "none: null\n"
        "empty: []\n"
        "draft: false\n"
        "size: 1.0\n"
        f"long: {'word ' * 40}end\n"
        "---\n"
        "  Body \n\n"
    )


def test_keys_that_python_frontmatter_has_words_for() -> None:
    value = {"content": "a", "handler": "b", "metadata": "c"}
    assert fenced(value, "x", "yaml", silent) == "---\ncontent: a\nhandler: b\nmetadata: c\n---\nx"


def test_without_front_matter_there_are_no_fences() -> None:
    assert [fenced({}, "x", kind, silent) for kind in ("yaml", "toml", "json")] == ["x", "x", "x"]


def test_what_a_format_cannot_hold_is_told() -> None:
    told: list[tuple[str, str]] = []
    text = fenced(
        {"none": None, "list": [1, None], "big": 2**64, "at": datetime(2026, 1, 2, tzinfo=UTC), "half": "a\ud800b"},
        "BODY",
        "toml",
        lambda *one: told.append(one),
    )
    assert tomllib.loads(metadata(text, "+++")) == {
        "list": [1],
        "big": "18446744073709551616",
        "at": datetime(2026, 1, 2, tzinfo=UTC),
        "half": "a\ufffdb",
    }
    assert told == [
        ("record.value", "TOML has no null; it was left out of a list"),
        ("record.value", "TOML has no whole number of more than 64 bits; it became text"),
        ("record.value", "half a character is no text; it became U+FFFD"),
    ]


def test_deep_values() -> None:
    value: object = "x"
    for _ in range(90):
        value = {"in": [value]}
    text = fenced({"deep": value}, "BODY", "yaml", silent)
    assert yaml.safe_load(metadata(text)) == {"deep": value}


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.text()
    | st.from_regex(r"[a-z' #:-]{0,9}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


@given(st.dictionaries(st.text(max_size=120) | st.from_regex(r"[a-z]{1,5}", fullmatch=True), PLAIN, max_size=4))
def test_what_is_plain_is_written_as_pyyaml_writes_it(metadata: dict[str, object]) -> None:
    assert front_matter._PLAIN.dumped(metadata) == front_matter._dumped(metadata)
