"""`mapping init`: the shipped mapping with comments that fit the site, each of them a right rule without its sign."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from migrate import pipeline
from migrate.interfaces import ReadOptions
from migrate.mapping import load_mapping, shipped
from migrate.mapping.drafts import Survey, drafted
from migrate.mapping.drafts.scalars import example, reading, scalar
from migrate.mapping.drafts.survey import MAX_KEY, MOST_KEYS, MOST_TRAITS
from migrate.mapping.examples import failures, page_of
from migrate.mapping.files import compose
from migrate.mapping.lint import Lint
from migrate.mapping.shelf import names
from migrate.mapping.types import Mapping
from tests.conftest import NOW, ORACLES, PROJECT, SiteMaker, corpus_sites
from tests.run import run

FIXTURES = sorted(path for path in (PROJECT / "fixtures").iterdir() if path.is_dir())
HEAD = "mapping: 1\nname: t\nexporter: jsonl\n"
_NAME = r"(?:[\w.-]+|'(?:[^']|'')*')"
_RULE = re.compile(rf"^( +)# ((?:  )?{_NAME}: \{{(?:from|expr): .*|fields:)$", re.M)

TARGETS = names()


def in_force(draft: str) -> str:
    """The draft with every rule in a comment in force."""
    return _RULE.sub(r"\1\2", draft)


def added(draft: str, to: str) -> list[str]:
    """The lines that the shipped mapping has not, in their order."""
    old = shipped(to).read_text("utf-8").split("\n")
    found = []
    for line in draft.split("\n"):
        if old and line == old[0]:
            old.pop(0)
        else:
            found.append(line)
    assert old == []
    return found


def draft_of(site: Path, to: str = "json") -> str:
    done = run("mapping", "init", str(site), "--to", to, "--out", "-")
    assert (done.code, done.err) == (0, "")
    return done.out


def written(folder: Path, text: str) -> Path:
    path = folder / "mapping.yml"
    path.write_text(text, "utf-8")
    return path


def doubts(mapping: Mapping, site: Path) -> list[str]:
    source = pipeline.open_source(site, "auto", ReadOptions(now=NOW))
    rules = pipeline.for_site(mapping, source.site)
    lint = Lint(rules)
    for kind, fields in pipeline.things_of(source, rules):
        lint.take(fields, kind)
    return [doubt.message for doubt in lint.doubts() if not doubt.is_note]


def codes(site: Path, mapping: Path) -> set[str]:
    """The codes that an export tells of fields that no rule reads."""
    done = run(
        *("export", str(site), "--mapping", str(mapping), "--dry-run", "--fail-on", "never", "--log-format", "json"),
        *("--out", str(mapping.with_name("out"))),
    )
    assert done.code == 0, done.err
    told = [json.loads(line) for line in done.err.splitlines()]
    return {one["code"] for one in told if one.get("code") in ("mapping.unread", "mapping.step")}


# --- What it says ---


SITE: dict[str, str | bytes] = {
    "index.md": "---\ntitle: Home\nlayout: homepage\nsections:\n- hero: {title: Hi}\n---\n",
    "a.md": "---\ntitle: A\npermalink: /a/\nauthor: Ada\nodd key: {a: 1, b: 2}\n---\n",
    "b.md": "---\ntitle: B\npermalink: /b/\nauthor: Bo\nnothing: ''\na.dot: 7\nlist: [x, y]\npublished: false\n---\n",
}


def test_what_a_draft_says(make_site: SiteMaker) -> None:
    assert added(draft_of(make_site(SITE, config='timezone: UTC\ntitle: "It\'s\\nme"\n')), "json") == [
        "# yaml-language-server: $schema=./mapping.schema.json",
        "# (for completion in editors; `ssi-migrate schema mapping > mapping.schema.json` writes that file)",
        "#",
        "# A mapping for the site 'It's me', drafted by `ssi-migrate mapping init --to json`",
        "# from 3 pages. As it stands it does what the shipped mapping `json` does.",
        "#",
        "# Below the fields of a type stand rules in comments, one for each key that its pages have. Decide on each:",
        "# - take the `# ` before it away, and records have that field; name it as your target does",
        "# - or write the key under `discard` of its type, with the reason: `key: why nobody needs it`",
        "# - or leave it: what a rule takes with all of `meta` is handed on there, other keys are told after each",
        "#   export; `unmapped: keep` in the type puts them into `meta` of the record",
        "# Then `ssi-migrate mapping check`, `test` and `lint` say whether all is right. Now the mapping itself:",
        "#",
        "# What this site has, as conditions that types could have:",
        "#   when: {kind: page} # 2 of 3 pages",
        "#   when: {kind: home} # 1 of 3 pages",
        "#   when: {layout: homepage} # 1 of 3 pages",
        "#   when: {published: false} # 1 of 3 pages",
        "#   of: section, when: {name: hero} # 1 of 1 sections",
        "  # this site: 3 of its 3 pages",
        "      # no rule reads these by themselves, all are in `meta`:",
        "      # author: {from: meta.author} # 2 of 3 pages, such as 'Ada'",
        "      # a_dot: {expr: 'meta.\"a.dot\"'} # 1 of 3 pages, such as 7 (a dot: no path leads there)",
        "      # list: {from: meta.list} # 1 of 3 pages, such as a list of 2, first 'x'",
        "      # odd_key: {from: 'meta.odd key'} # 1 of 3 pages, such as a map of a, b",
        "      # nothing: {from: meta.nothing} # 0 of 3 pages",
    ]


def test_what_a_draft_says_of_a_mapping_that_decides_by_itself(make_site: SiteMaker, tmp_path: Path) -> None:
    text = f"""{HEAD}# kept
types:
- name: none
  when: {{kind: file}}
  skip: they are old
  # kept
- name: post
  when: {{kind: post}}
  extends: page
  unmapped: keep
- name: page
  otherwise: true
  fields:
    author: {{from: description}}
    text: {{from: body}}
    title: {{from: title}}
    note:
      value: |
        # no comment

    # kept
  discard: {{gone: nobody reads it}}
"""
    pages = [
        page_of(
            {"title": "A", "kind": "page", "meta.gone": 1, "meta.author": "Ada", "layout": "x", "image": "asset:i"}
        ),
        page_of({"title": "B", "kind": "post", "meta.author": "Bo"}),
    ]
    path = written(tmp_path, text)
    survey = Survey(rules := load_mapping(path))
    for page in pages:
        survey.take(page)
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert draft.partition("# kept\n")[2].split("\n") == [
        "# What this site has, as conditions that types could have:",
        "#   when: {kind: page} # 1 of 2 pages",
        "#   when: {kind: post} # 1 of 2 pages",
        "#   when: {layout: x} # 1 of 2 pages",
        "types:",
        "# this site: none of its 2 pages is of this type; it can stay for what comes later",
        "- name: none",
        "  when: {kind: file}",
        "  skip: they are old",
        "  # kept",
        "# this site: 1 of its 2 pages",
        "- name: post",
        "  when: {kind: post}",
        "  extends: page",
        "  unmapped: keep",
        "  # no rule reads these by themselves, all are in `meta`:",
        "  # fields:",
        "  #   meta_author: {from: meta.author} # 1 of 1 pages, such as 'Bo'",
        "# this site: 1 of its 2 pages",
        "- name: page",
        "  otherwise: true",
        "  fields:",
        "    author: {from: description}",
        "    text: {from: body}",
        "    title: {from: title}",
        "    note:",
        "      value: |",
        "        # no comment",
        "    # `gone`, 1 of 1 pages, such as 1: it is discarded",
        "    # no rule reads these:",
        "    # image: {from: image} # 1 of 1 pages, such as 'asset:i'",
        "    # layout: {from: layout} # 1 of 1 pages, such as 'x'",
        "    # meta_author: {from: meta.author} # 1 of 1 pages, such as 'Ada'",
        "",
        "    # kept",
        "  discard: {gone: nobody reads it}",
        "",
    ]
    assert load_mapping(written(tmp_path, draft)).types[2].rules[3][1].value is not None
    forced = load_mapping(written(tmp_path, in_force(draft)))
    assert [[*taken.values] for page in pages for taken in forced.taken(page).records] == [
        ["author", "text", "title", "note", "image", "layout", "meta_author"],
        ["author", "text", "title", "note", "image", "layout", "meta_author"],
    ]


IN_BRACES = """
types:
- {name: site, of: site, otherwise: true, fields: {t: {from: title}}}
-
  name: p
  otherwise: true
  fields: {t: {from: title}}
"""
BY_ALIAS = """
types:
- name: post
  when: {kind: post}
  fields: &fields
    t: {from: title}
- name: p
  otherwise: true
  fields: *fields"""


@pytest.mark.parametrize(
    "types", ["types: [{name: p, otherwise: true, fields: {t: {from: title}}}]\n", IN_BRACES, BY_ALIAS]
)
def test_mappings_into_which_no_rule_can_be_put(tmp_path: Path, types: str) -> None:
    path = written(tmp_path, f"{HEAD}{types}")
    survey = Survey(rules := load_mapping(path))
    survey.take(page_of({"title": "A", "meta.odd": 1}))
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert in_force(draft) == draft
    assert re.search(r"[^\n]\n\Z", draft)
    assert yaml.safe_load(draft) == yaml.safe_load(path.read_text())


# --- Keys of every kind ---


ODD = {
    "a b": 1, "a.b": 2, "it's": 3, 'q"u.o\'te': 4, "ünï": 5, "a: b": 6, "a #b": 7, "404": 8, "x" * 200: 9, "a\nb": 10,
    "a\nb.c": 11, "yes": 12, "{brace}": 13, "- dash": 14, "😀.😀": 15, "\u202eback": 16, "a_b": 17, " pad ": 18,
    "*star": 19, "path": 20, "😀\u202e": 21, "back\\slash.\\": 22, "tab\t": 23, ".": 24,
}  # fmt: skip


@pytest.mark.parametrize("to", TARGETS)
def test_odd_keys(make_site: SiteMaker, tmp_path: Path, to: str) -> None:
    """Whatever a key is called, its rule reads it."""
    front = "".join(f"{json.dumps(key)}: {value}\n" for key, value in ODD.items() if "😀" not in key)
    front += "".join(f'"{key}": {value}\n' for key, value in ODD.items() if "😀" in key).replace("\u202e", "\\u202e")
    site = make_site({"a.md": f"---\ntitle: A\n{front}---\n"}, config="timezone: UTC\n")
    draft = draft_of(site, to)
    load_mapping(written(tmp_path, draft))
    forced = written(tmp_path, in_force(draft))
    old = {type.name: {name for name, _ in type.rules} for type in load_mapping(shipped(to)).types}
    for record in load_mapping(forced).taken(page_of({"title": "A", "url": "/a/"}) | {"meta": ODD}).records:
        found = [value for name, value in record.values.items() if name not in old[record.type.name]]
        assert sorted(value for value in found if isinstance(value, int)) == list(range(1, 25))
    assert codes(site, forced) == set()


def test_keys_that_no_rule_can_read_by_itself(tmp_path: Path) -> None:
    """A rule for all keys is there for them."""
    path = written(tmp_path, f"{HEAD}types:\n- name: p\n  otherwise: true\n  fields:\n    meta: {{from: title}}\n")
    meta = {"": 1, "x" * (MAX_KEY + 1): 2, "(" * 40 + ".": 3}
    survey = Survey(rules := load_mapping(path))
    survey.take(page_of({"title": "A"}) | {"meta": meta})
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert draft.rstrip().split("\n")[-2:] == [
        "    # no rule reads these:",
        "    # meta_meta: {from: meta} # all keys: there are some that cannot stand here",
    ]
    (record,) = load_mapping(written(tmp_path, in_force(draft))).taken(page_of({}) | {"meta": meta}).records
    assert (record.values["meta_meta"], record.unread) == (meta, [])


def test_keys_that_no_rule_can_read_are_handed_on_with_all(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}types:\n- name: p\n  otherwise: true\n  fields:\n    all: {{from: meta}}\n")
    survey = Survey(rules := load_mapping(path))
    survey.take(page_of({}) | {"meta": {"": 1, "meta": 2}})
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert draft.rstrip().split("\n")[-2:] == [
        "    # no rule reads these by themselves, all are in `meta`:",
        "    # meta_meta: {from: meta.meta} # 1 of 1 pages, such as 2",
    ]


def test_a_key_that_another_type_reads_on_some_pages(tmp_path: Path) -> None:
    """It is for the reader to decide all the same."""
    types = "- {name: more, also: true, when: {kind: post}, fields: {a: {from: meta.a}}}\n"
    types += "- name: p\n  otherwise: true\n  fields:\n    t: {from: title}\n"
    path = written(tmp_path, f"{HEAD}types:\n{types}")
    survey = Survey(rules := load_mapping(path))
    survey.take(page_of({"kind": "post", "meta.a": 1}))
    assert survey.keys["p"]["meta.a"].state == "read"
    survey.take(page_of({"kind": "page", "meta.a": 2}))
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert draft.rstrip().split("\n")[-2:] == [
        "    # no rule reads these:",
        "    # a: {from: meta.a} # 2 of 2 pages, such as 1",
    ]


def test_keys_that_mean_something_to_a_folder(tmp_path: Path) -> None:
    head = HEAD.replace("jsonl", "tree")
    path = written(tmp_path, f"{head}types:\n- name: p\n  otherwise: true\n  fields:\n    path: {{from: id}}\n")
    survey = Survey(rules := load_mapping(path))
    survey.take(page_of({"meta.format": "toml", "meta.path": "x"}))
    draft = drafted(rules, compose(path), survey, to="t", title=None)
    assert draft.rstrip().split("\n")[-2:] == [
        "    # meta_format: {from: meta.format} # 1 of 1 pages, such as 'toml'",
        "    # meta_path: {from: meta.path} # 1 of 1 pages, such as 'x'",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n b\x07", "'a b\\u0007'"),
        ("x" * 70, f"'{'x' * 59}…'"),
        (" " * 1000, "'…'"),
        ("", "''"),
        (True, "true"),
        (1.5, "1.5"),
        (datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02 00:00:00+00:00"),
        ([], "a list of 0"),
        ([[1], "a"], "a list of 2"),
        (("a", "b"), "a list of 2, first 'a'"),
        ({"a": 1, "b\n": {}}, "a map of a, b"),
        ({f"key{number}": 1 for number in range(100)}, f"a map of {', '.join(f'key{n}' for n in range(10))},…"),
    ],
)
def test_examples(value: object, shown: str) -> None:
    assert example(value) == shown


def test_more_keys_than_anybody_reads(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}types:\n- name: p\n  otherwise: true\n  fields:\n    t: {{from: title}}\n")
    survey = Survey(rules := load_mapping(path))
    for number in range(MOST_KEYS + 10):
        survey.take(
            page_of({"title": "A", "layout": f"{number:01000d}"}) | {"meta": {f"\x01{number:0400d}": "\x02" * 1000}}
        )
    draft = drafted(rules, compose(path), survey, to="t", title="\x03" * 1000)
    assert (len(survey.keys["p"]), len(survey.traits)) == (MOST_KEYS, MOST_TRAITS)
    assert max(len(line) for line in draft.split("\n") if "when:" in line) < 300
    assert draft.count("cannot stand here") == 1
    assert load_mapping(written(tmp_path, draft)).types[0].rules[1:] == ()
    load_mapping(written(tmp_path, in_force(draft)))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
PAGES = st.lists(
    st.tuples(st.dictionaries(TEXTS, VALUES, max_size=6), TEXTS, TEXTS, st.sampled_from(["page", "post", "link"])),
    max_size=4,
)


@given(PAGES, TEXTS, st.sampled_from(TARGETS))
def test_any_front_matter(tmp_path_factory: pytest.TempPathFactory, given: list[Any], title: str, to: str) -> None:
    """The draft is a right mapping, and one that reads everything when all of its rules are in force."""
    pages = [
        page_of({"kind": kind, "layout": layout, "collection": collection, "url": "/a/"}) | {"meta": meta}
        for meta, layout, collection, kind in given
    ]
    survey = Survey(load_mapping(shipped(to)))
    for page in pages:
        survey.take(page)
        survey.take({"page": "a", "url": "/a/", "position": 1, "name": page["layout"], "values": {}}, "section")
    draft = drafted(load_mapping(shipped(to)), compose(shipped(to)), survey, to=to, title=title)
    folder = tmp_path_factory.getbasetemp()
    load_mapping(written(folder, draft))
    mapping = load_mapping(written(folder, in_force(draft)))
    assert [record.unread for page in pages for record in mapping.taken(page).records if record.unread] == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_as_yaml(text: str) -> None:
    assert yaml.safe_load(f"{{a: {scalar(text)}}}") == {"a": text}
    assert yaml.safe_load(f"a: {scalar(text)} # b") == {"a": text}


def test_half_a_character_is_read_by_no_rule() -> None:
    assert (reading("meta.\ud83d"), reading("meta.a\ud83d.b"), reading("meta.")) == (None, None, None)


# --- On whole sites ---


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("site", FIXTURES, ids=lambda site: site.name)
def test_a_site(site: Path, to: str, tmp_path: Path) -> None:
    draft = draft_of(site, to)
    check_draft(draft, site, to, tmp_path)
    assert draft_of(site, to) == draft


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("to", ["json", "ghost"])  # one hands on all keys, the other names what it reads
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_a_real_site(site: Path, to: str, tmp_path: Path) -> None:
    check_draft(draft_of(site, to), site, to, tmp_path)


def check_draft(draft: str, site: Path, to: str, folder: Path) -> None:
    """It does what the shipped mapping does, no more is doubtful about it, and its rules read everything."""
    old = shipped(to).read_text("utf-8")
    assert all(re.fullmatch(r" *#.*|", line) for line in added(draft, to))
    assert _values(draft) == _values(old)
    path = written(folder, draft)
    mapping = load_mapping(path)
    assert list(failures(mapping)) == []
    assert doubts(mapping, site) == doubts(load_mapping(shipped(to)), site)
    if to == "json":
        assert doubts(mapping, site) == []
    forced = written(folder, in_force(draft))
    assert list(failures(load_mapping(forced))) == []
    assert "mapping.unread" not in codes(site, forced)


def _values(text: str) -> list[tuple[object, ...]]:
    events = list(yaml.parse(text, yaml.SafeLoader))
    return [(type(event), getattr(event, "value", None), getattr(event, "anchor", None)) for event in events]


def test_a_corpus_is_there() -> None:
    """Says so when no real site was read."""
    if not corpus_sites():
        pytest.skip(f"no corpus at {ORACLES / 'corpus'}: no mapping was drafted for a real site")


# --- The command ---


def test_the_same_records(tmp_path: Path) -> None:
    site = PROJECT / "fixtures" / "isomer-mini"
    path = written(tmp_path, draft_of(site))
    outs = [
        run("export", str(site), *how, "--out", "-", "--quiet") for how in (["--to", "json"], ["--mapping", str(path)])
    ]
    assert outs[0].out == outs[1].out != ""


def test_where_it_is_written(make_site: SiteMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = str(make_site(SITE))
    monkeypatch.chdir(tmp_path)
    done = run("mapping", "init", site)
    text = Path("mapping.yml").read_bytes()
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"wrote mapping.yml ({len(text):,} bytes)",
        f"next: read it and decide, then `ssi-migrate export {site} --mapping mapping.yml`",
    ]
    assert text.decode() == draft_of(Path(site))
    Path("mapping.yml").write_text("mine")
    done = run("mapping", "init", site)
    assert (done.code, done.err) == (
        5,
        "ssi-migrate: mapping.yml: is there already; name another file with --out, or pass --force\n",
    )
    assert Path("mapping.yml").read_text() == "mine"
    assert run("mapping", "init", site, "--force", "--quiet").out == ""
    assert Path("mapping.yml").read_bytes() == text


def test_written_into_its_site_it_is_the_same(make_site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(SITE)
    monkeypatch.chdir(site)
    before = draft_of(site, "ghost")
    run("mapping", "init", ".", "--to", "ghost")
    first = Path("mapping.yml").read_text("utf-8")
    run("mapping", "init", ".", "--to", "ghost", "--force")
    assert [before, first] == [Path("mapping.yml").read_text("utf-8")] * 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("{site}", "--to", "jsno"), 2, "--to jsno: no mapping of that name is shipped; did you mean `json`?"),
        (("{site}", "--out", "none/m.yml"), 5, "none: there is no such folder; make it or name another with --out"),
        (("{site}/none",), 4, "{site}/none: there is no such folder; name the checkout of a site"),
    ],
)
def test_errors(make_site: SiteMaker, arguments: tuple[str, ...], code: int, message: str) -> None:
    site = str(make_site(SITE))
    done = run("mapping", "init", *(one.format(site=site) for one in arguments))
    assert (done.code, done.out, done.err) == (code, "", f"ssi-migrate: {message.format(site=site)}\n")
