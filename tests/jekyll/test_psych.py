"""psych.load against a table of plain cases, its own laws, and real Psych."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.jekyll import psych
from migrate.jekyll.psych import Duplicate, YamlError, load
from migrate.jekyll.rubytext import ruby_inspect, ruby_to_s

SINGAPORE = ZoneInfo("Asia/Singapore")
ORACLES = Path(os.environ.get("SSI_ORACLES", Path(__file__).parents[2] / ".." / "shared"))

DOCUMENTS = [
    ("", None),
    ("# nothing", None),
    ("--- a\n--- [", "a"),
    ("'12'", "12"),
    ("! '12'", 12),
    ("!!str 12", "12"),
    ("!!float 12", 12.0),
    ("!!int 12x", "12x"),
    ("!binary aGk=", "hi"),
    ("!binary E=-1", "\x13"),
    ("!ruby/object:Foo bar", "bar"),
    ("!ruby/object:Hash {a: 1}", {"a": 1}),
    ("!!omap [a: 1, b: 2]", {"a": 1, "b": 2}),
    (
        "{1: a, 1.0: b, ~: c, true: d, 2020-01-01: e}",
        {"1": "a", "1.0": "b", "": "c", "true": "d", "2020-01-01": "e"},
    ),
    ("? [x, 1, ~]\n: y", {'["x", 1, nil]': "y"}),
    ("2020-01-01 10:10:10: y", {"2020-01-01 18:10:10 +0800": "y"}),
    ("a: &x {k: 1}\nb: {k: 2, <<: *x}", {"a": {"k": 1}, "b": {"k": 1}}),
    ("a: &x {k: 1}\nb: {<<: *x, k: 2}", {"a": {"k": 1}, "b": {"k": 2}}),
    ("<<: [{a: 1, b: 1}, {b: 2, c: 2}]", {"b": 1, "c": 2, "a": 1}),
    ("'<<': {a: 1}", {"a": 1}),
    ("!!str <<: {a: 1}", {"<<": {"a": 1}}),
    ("a: &x [{k: 1}]\n<<: *x", {"a": [{"k": 1}], "<<": [{"k": 1}]}),
    ("<<: [{a: 1}, b]", {"<<": [{"a": 1}, "b"]}),
    ("<<: text", {"<<": "text"}),
    ("<<: !!omap [a: 1]", {"<<": {"a": 1}}),
    ("a: &x 1\na2: &x 2\nb: *x", {"a": 1, "a2": 2, "b": 2}),
    ("a: >\n  one\n  two\n\nb: |\n  12\n", {"a": "one two\n", "b": "12\n"}),
    ("a: 1\r\nb: two\r\n", {"a": 1, "b": "two"}),
]


@pytest.mark.parametrize(("text", "value"), DOCUMENTS)
def test_a_document_is_what_psych_makes_of_it(text: str, value: object) -> None:
    result = load(text, zone=SINGAPORE).value
    assert (result, ruby_inspect(result)) == (value, ruby_inspect(value))


REFUSED = [
    ("a: b: c", 1, 5),
    ("a: 1\nb: [", 3, 1),
    ("a: :sym", 1, 4),
    ("a:\n  - :'x'", 2, 5),
    ("!ruby/object:Foo {}", 1, 1),
    ("!ruby/regexp /a/", 1, 1),
    ("!!set {a, b}", 1, 1),
    ("!seq:Foo []", 1, 1),
    ("!!omap [1]", 1, 10),
    ("!!float abc", 1, 1),
    ("a: 0b,", 1, 4),
    ("a: .e+5", 1, 4),
    ("a: 2020-01-01\t10:10:10", 1, 4),
    ("a: " + "9" * 1001, 1, 4),
    ("a: " + "9" * 1001 + ":30", 1, 4),
    ("a: *b", 1, 4),
    ("a: &a [*a]", 1, 8),
    ("a: 1\nb: \x00", 2, 4),
    ("\ud800", 1, 1),
    ("a: x\ty: \x07", 1, 9),
    ("[" * 100_000, 1, 101),
    ("{a: " * 100_000, 1, 401),
    ("- " * 100_000, 1, 201),
    ("? " * 100_000, 1, 201),
]


@pytest.mark.parametrize(("text", "line", "column"), REFUSED, ids=[text[:20] for text, _, _ in REFUSED])
def test_what_jekyll_would_not_read_has_a_place(text: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value) == f"{line}:{column}: {caught.value.message}"


def test_a_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(YamlError, match="longer than 10 characters"):
        load("a: " + "b" * 8, max_chars=10)


def test_aliases_may_not_multiply() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(YamlError, match="aliases make"):
        load("\n".join(rows))
    with pytest.raises(YamlError, match="100 times"):
        load("\n".join(rows[:5]))
    assert load("\n".join(rows[:3])).value


def test_aliases_may_not_deepen_without_end() -> None:
    rows = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 200)]
    with pytest.raises(YamlError, match="levels deep"):
        load("\n".join(rows), max_values=10**9)


def test_a_long_anchored_text_counts_for_more() -> None:
    with pytest.raises(YamlError, match="aliases make"):
        load(f"a: &a {'x' * 10_000}\nb: [{', '.join(['*a'] * 2000)}]")


def test_duplicates_are_told_with_lines_and_keep_the_first_place() -> None:
    loaded = load("a: 1\nb:\n  - {x: 1, y: 2, x: 3}\n# c\na: 2\n")
    assert list((loaded.value or {}).items()) == [("a", 2), ("b", [{"x": 3, "y": 2}])]  # type: ignore[union-attr]
    assert loaded.duplicates == (Duplicate("b.0.x", 3, 3, 1), Duplicate("a", 1, 5, 1))
    assert loaded.lines == {"a": 5, "b": 2}


def test_a_merge_that_overrides_what_stands_above_is_a_loss() -> None:
    loaded = load("x: &x {k: 1, l: 1}\ny:\n  k: 2\n  l: 1\n  <<: *x\n  k: 3\n")
    assert loaded.value == {"x": {"k": 1, "l": 1}, "y": {"k": 3, "l": 1}}
    assert loaded.duplicates == (Duplicate("y.k", 3, 5, 2), Duplicate("y.k", 5, 6, 1))


BITS = st.sampled_from(
    [
        *"abk019 \t\n\r:-,[]{}#&*!|>'\"%@`?~<=./+_\\\x00\x07\x85\u2028\ufeffé\ud800",
        *("a: ", "\n  ", "- ", "&x ", "*x", "<<: ", "---\n", "...\n", "!!str ", "!!binary ", "!ruby/sym ", "12:30"),
        *("2020-01-01", " 10:10:10", ".inf", "0x", "yes", "'a'", '"b"', "key: value\n", "key:\n", " # c", ":sym"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(BITS, max_size=25).map("".join))


@settings(max_examples=1500, deadline=None)
@given(TEXTS)
def test_nothing_but_its_own_error_comes_out(text: str) -> None:
    assert place(text) >= (1, 1)


def place(text: str) -> tuple[int, int]:
    try:
        load(text)
    except YamlError as error:
        return error.line, error.column
    return 1, 1


LINE = st.one_of(
    st.sampled_from(
        ["", "---", "# note", "a:", "b: ", "c: 'x y'", 'd: "x: y"  ', "e: 12:30", "no: 1", "a: b ", "--- "]
    ),
    st.builds(
        "{}:{}{}".format,
        st.sampled_from(["a", "b-c", "title", "on"]),
        st.sampled_from([" ", "  ", ""]),
        TEXTS,
    ),
    TEXTS,
)


@settings(max_examples=2000, deadline=None)
@given(st.lists(LINE, max_size=6).map("\n".join))
def test_the_short_way_of_flat_texts_is_the_long_way(text: str) -> None:
    short = psych._flat(text)
    if short is not None:
        assert repr(short) == repr(long_way(text))


def long_way(text: str) -> psych.Loaded:
    return psych._composed(text, psych._Composer(psych._Limits(depth=100, values=200_000), UTC))


def test_the_short_way_is_taken() -> None:
    text = "---\ntitle: About us\r\npermalink: /about/\n# note\nname: 'a b'\ncount: 12\nempty:\n"
    assert psych._flat(text) == long_way(text)


# the two are known to differ in these characters, and where a comment follows `|` or `>` without a blank
DIFFERENT = re.compile(r"[\x85\u2028\ufeff\t!%]|[|>][-+0-9]*#")


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(lambda text: not DIFFERENT.search(text)))
def test_a_pyyaml_without_libyaml_reads_the_same(text: str) -> None:
    assert outcome(text, psych._PythonParser) == outcome(text, psych._Parser)


def outcome(text: str, parser: Any) -> str:
    composer = psych._Composer(psych._Limits(depth=100, values=1000), UTC)
    try:
        return repr(composer.run(parser(text).get_event).value)
    except (YamlError, yaml.YAMLError, UnicodeError):
        return "refused"


RUBY = """
require "psych"; require "date"; require "json"
def text(s) = s.dup.force_encoding("UTF-8").scrub("\\uFFFD")
def show(v)
  case v
  when nil, true, false then v
  when String then text(v)
  when Array then v.map { |x| show(x) }
  when Hash then {"hash" => v.map { |k, x| [text(k.to_s), show(x)] }}
  when Time then {"Time" => v.to_s, "us" => (v.to_r * 1000000).floor.to_s}
  else {v.class.to_s => v.to_s}
  end
end
$stderr.reopen("/dev/null")
while line = $stdin.gets
  answer = begin
    {"value" => show(Psych.safe_load(JSON.parse(line), permitted_classes: [Date, Time], aliases: true))}
  rescue StandardError, SystemStackError
    "refused"
  end
  puts JSON.generate(answer)
end
"""
needs_ruby = pytest.mark.skipif(not shutil.which("ruby"), reason="ruby is not installed")


def asked(texts: list[str]) -> list[Any]:
    result = subprocess.run(
        ["ruby", "-e", RUBY],
        input="".join(json.dumps(text) + "\n" for text in texts),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Singapore"},
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(texts)
    return answers


def ours(text: str) -> Any:
    try:
        return {"value": shown(load(text, zone=SINGAPORE).value)}
    except YamlError:
        return "refused"


def shown(value: Any) -> Any:
    if isinstance(value, list):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {"hash": [[key, shown(item)] for key, item in value.items()]}
    if isinstance(value, datetime):
        since = value - datetime(1970, 1, 1, tzinfo=UTC)
        return {"Time": ruby_to_s(value, SINGAPORE), "us": str(since // timedelta(microseconds=1))}
    if value is None or isinstance(value, bool | str):
        return value
    return {{int: "Integer", float: "Float", date: "Date"}[type(value)]: ruby_to_s(value)}


def differing(texts: list[str]) -> list[tuple[str, Any, Any]]:
    pairs = zip(texts, asked(texts), strict=True)
    return [(text, theirs, mine) for text, theirs in pairs if theirs != (mine := ours(text))]


ATOMS = re.split(
    r"\s+",
    """0 1 7 9 12 014 0x 0b _ , . .. : - + e E e+5 E-3 inf nan .inf .NaN 2020 -01 -1 -31 -02-30 2020-01-01
    2021-12-3 T t 10:10 10:10:10 24:00:00 23:59:60 Z +08 +0800 -05:30 +8 .5 .123456789 ~ null Null yes Yes y n no
    on ON off true TRUE false tRue a x1F ab_c é ﬀ ſ ! $ %x ( / = < ; 1582-10-10 1_000 1,234 1,234.5 0o17
    99999999999999999999 1e5 1.5e3 12:30:45 12:99 190:20:30.15""",
)
ATOMS += [" ", "\t"]
TAGS = ["!!str", "!!int", "!!float", "!!binary", "!!bool", "!!null", "!!timestamp", "!str", "!foo", "!str:X", "!"]
TAGS += ["!ruby/object:Foo", "!ruby/sym"]
FLOW = ["a", "1", "1.0", "~", "yes", "2020-01-01", "2020-01-01T10:10:10Z", "'q'", '"d"', '"x\\ty"', "12:30", ".inf"]
FLOW += ["*a", "*b", "<<", "&a x", "&b [1, 2]", "&a {k: v}", "!!str 12", "!foo [1]", "", ":sym", "long text"]
FLOW += ["2020-01-01 10:10:10 -05:30"]


def scalar_texts(rng: random.Random, count: int) -> list[str]:
    forms = ["{}", "{}", "{}", "k: {}\n", "{}: 1\n", *(f"{tag} {{}}" for tag in TAGS)]
    return [
        rng.choice(forms).format("".join(rng.choices(ATOMS, k=rng.choice([1, 1, 2, 2, 3, 4])))) for _ in range(count)
    ]


def flow_text(rng: random.Random, depth: int) -> str:
    kind = rng.random()
    if depth <= 0 or kind < 0.5:
        return rng.choice(FLOW)
    inner = [flow_text(rng, depth - 1) for _ in range(rng.randint(0, 3))]
    if kind < 0.75:
        return f"[{', '.join(inner)}]"
    return "{" + ", ".join(f"{rng.choice(['<<', '<<', 'k', 'a', 'yes', '2'])} : {item}" for item in inner) + "}"


def block_text(rng: random.Random, depth: int, indent: str = "") -> str:
    rows = []
    for _ in range(rng.randint(1, 5)):
        head = indent + rng.choice(["a:", "b:", "<<:", "1:", "on:", "title:"])
        if depth and rng.random() < 0.3:
            rows.append(f"{head}{rng.choice(['', ' &a', ' &b'])}\n{block_text(rng, depth - 1, indent + '  ')}")
        elif rng.random() < 0.1:
            rows.append(f"{head} {rng.choice(['|', '>', '|-', '>+'])}\n{indent}  text one\n\n{indent}  two\n")
        else:
            rows.append(f"{head} {flow_text(rng, 2)}{rng.choice(['', ' # c', ' '])}\n")
    return "".join(rows)


@pytest.mark.oracle
@needs_ruby
def test_scalars_against_psych() -> None:
    texts = scalar_texts(random.Random(1), 6000)
    assert differing(texts) == []


@pytest.mark.oracle
@needs_ruby
def test_documents_against_psych() -> None:
    rng = random.Random(1)
    texts = [rng.choice(["", "---\n", "%YAML 1.1\n---\n"]) + block_text(rng, 2) for _ in range(4000)]
    holds_itself = [text for text in texts if "stands inside" in message(text)]
    assert [case for case in differing(texts) if case[0] not in holds_itself] == []
    assert len(holds_itself) < len(texts) / 10


def message(text: str) -> str:
    try:
        load(text)
    except YamlError as error:
        return error.message
    return ""


@pytest.mark.oracle
@pytest.mark.corpus
@needs_ruby
def test_the_corpus_against_psych() -> None:
    texts = corpus_texts()
    if not texts:
        pytest.skip(f"no corpus in {ORACLES}")
    assert differing(texts) == []


def corpus_texts() -> list[str]:
    texts: list[str] = []
    for path in sorted((ORACLES / "corpus").rglob("*")):
        if path.suffix in {".yml", ".yaml", ".md", ".html"} and path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            fence = re.match(r"(---[ \t\r]*\n.*?\n?)^(?:---|\.\.\.)\s*$", text, re.S | re.M)
            texts += [text] if path.suffix in {".yml", ".yaml"} else [fence[1]] if fence else []
    return texts
