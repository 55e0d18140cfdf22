"""The accounting through a mapping: every leaf of the source mapped, kept, discarded with a reason, or reported."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from migrate import pipeline
from migrate.mapping.shelf import names
from tests.conftest import PROJECT, SiteMaker, corpus_sites
from tests.mapping.test_kinds import CONFIG, SITE
from tests.run import run

HEAD = "mapping: 1\nname: t\nexporter: jsonl\ntypes:\n"
PAGES: dict[str, str | bytes] = {
    "a.md": (
        "---\ntitle: A\npermalink: /a/\nredirect_from: [/o/, /p/]\ntags: x\nodd: {deep: 1, other: {x: 2, y: 3}}\n---\n"
    ),
    "b.md": "---\ntitle: B\ntitle: C\nlayout: page\nsections:\n- hero: {title: T, url: /a/}\n---\n",
    "_posts/2024-01-01-c.md": "---\ntitle: C\nimage: /i.png\ncategory: y\nvariant: markdown\n---\n",
}
FRONT = "front matter"
NO_NEWS = "- {name: b, when: {kind: post}, skip: no news}\n"
GONE = "{odd: not needed, meta.variant: old, tags: none}"
PARTS = """- {name: a, otherwise: true, fields: {x: {value: 1}}}
- {name: s, of: section, otherwise: true, fields: {x: {from: values}}}
- {name: t, of: tagging, otherwise: true, fields: {x: {from: slug}}}
- {name: r, of: redirect, otherwise: true, fields: {x: {from: from}}}
"""


def accounting(site: Path, folder: Path, types: str, *more: str) -> dict[tuple[str, str], str]:
    mapping, report = folder / "m.yml", folder / "r.json"
    mapping.write_text(HEAD + types)
    out = ("--out", str(folder / "o.jsonl"), "--report", str(report), "--force", "--fail-on", "never")
    done = run("export", str(site), "--mapping", str(mapping), "--quiet", *out, *more)
    assert done.code == 0, done.err
    found = json.loads(report.read_bytes())["accounting"]
    assert found["leaves"] == sum(found[fate] for fate in ("mapped", "kept", "discarded", "reported"))
    keys: dict[tuple[str, str], str] = {}
    for tally in found["keys"]:
        said = f"{tally['leaves']} {tally['fate']}" + (f": {tally['why']}" if tally["why"] else "")
        place = (tally["source"], tally["key"])
        keys[place] = f"{keys[place]}, {said}" if place in keys else said
    return keys


def of_pages(make_site: SiteMaker, folder: Path, types: str, *more: str) -> dict[str, str]:
    found = accounting(make_site(PAGES, config="timezone: UTC\n"), folder, types, *more)
    return {key: said for (source, key), said in found.items() if source == FRONT}


NONE = {
    "category": "1 reported", "image": "1 reported", "layout": "1 reported", "odd.deep": "1 reported",
    "odd.other.x": "1 reported", "odd.other.y": "1 reported", "permalink": "1 reported",
    "redirect_from[]": "2 reported", "sections[].hero.title": "1 reported", "sections[].hero.url": "1 reported",
    "tags": "1 reported", "title": "4 reported", "variant": "1 reported",
}  # fmt: skip


@pytest.mark.parametrize(
    ("types", "others"),
    [
        ("- {name: a, otherwise: true, fields: {x: {value: 1}}}\n", {}),
        ("- {name: a, otherwise: true, fields: {x: {from: title}}}\n", {"title": "3 mapped, 1 reported"}),
        ("- {name: a, when: {kind: page}, fields: {x: {from: title}}}\n", {"title": "2 mapped, 2 reported"}),
        ("- {name: a, otherwise: true, fields: {x: {from: meta.odd.other.x}}}\n", {"odd.other.x": "1 mapped"}),
        (
            "- {name: a, otherwise: true, fields: {x: {expr: 'meta.odd.other'}}}\n",
            {"odd.other.x": "1 mapped", "odd.other.y": "1 mapped"},
        ),
        (
            "- {name: a, otherwise: true, fields: {x: {from: sections.0.hero.url}}}\n",
            {"sections[].hero.url": "1 mapped"},
        ),
        (
            "- {name: a, otherwise: true, fields: {x: {from: meta}}}\n",
            {
                "odd.deep": "1 kept",
                "odd.other.x": "1 kept",
                "odd.other.y": "1 kept",
                "variant": "1 kept",
                "redirect_from[]": "2 kept",
                "category": "1 kept",
            },
        ),
        (
            "- {name: a, otherwise: true, fields: {x: {from: url}}, unmapped: keep}\n",
            {
                **{key: said.replace("reported", "kept") for key, said in NONE.items()},
                "title": "3 kept, 1 reported",
                "permalink": "1 mapped",
            },
        ),
        (
            f"- {{name: a, otherwise: true, fields: {{x: {{from: url}}}}, discard: {GONE}}}\n",
            {
                "permalink": "1 mapped",
                "odd.deep": "1 discarded: not needed",
                "odd.other.x": "1 discarded: not needed",
                "odd.other.y": "1 discarded: not needed",
                "variant": "1 discarded: old",
                "tags": "1 discarded: none",
            },
        ),
        (
            NO_NEWS + "- {name: a, otherwise: true, fields: {x: {from: aliases}}}\n",
            {
                "redirect_from[]": "2 mapped",
                "title": "1 discarded: no news, 3 reported",
                "image": "1 discarded: no news",
                "category": "1 discarded: no news",
                "variant": "1 discarded: no news",
            },
        ),
        (
            "- {name: l, also: true, when: {image: {exists: true}}, fields: {x: {from: title}}}\n" + NO_NEWS,
            {
                "title": "1 mapped, 3 reported",
                "image": "1 mapped",
                "category": "1 discarded: no news",
                "variant": "1 discarded: no news",
            },
        ),
        (
            PARTS,
            {
                "sections[].hero.title": "1 mapped",
                "sections[].hero.url": "1 mapped",
                "tags": "1 mapped",
                "category": "1 mapped",
                "redirect_from[]": "2 mapped",
            },
        ),
    ],
)
def test_front_matter(make_site: SiteMaker, tmp_path: Path, types: str, others: dict[str, str]) -> None:
    assert of_pages(make_site, tmp_path, types) == {**NONE, **others}


def test_pages_that_were_not_chosen(make_site: SiteMaker, tmp_path: Path) -> None:
    types = "- {name: a, otherwise: true, fields: {x: {from: title}}}\n"
    found = of_pages(make_site, tmp_path, types, "--only", "a.md")
    why = "--only and --limit left out the page"
    assert (found["title"], found["variant"], found["odd.deep"]) == (
        f"1 mapped, 2 discarded: {why}, 1 reported",
        f"1 discarded: {why}",
        "1 reported",
    )


def of_files(make_site: SiteMaker, folder: Path, types: str) -> dict[str, str]:
    found = accounting(make_site(SITE, config=CONFIG), folder, types)
    return {f"{source}: {key}": said for (source, key), said in found.items() if source != FRONT}


FILES = {
    "_config.yml: timezone": "1 reported", "_config.yml: title": "1 reported", "_config.yml: url": "1 reported",
    "_data/footer.yml: show_reach": "1 reported",
    "_data/navigation.yml: links[].sublinks[].title": "2 reported",
    "_data/navigation.yml: links[].sublinks[].url": "2 reported",
    "_data/navigation.yml: links[].title": "2 reported", "_data/navigation.yml: links[].url": "1 reported",
}  # fmt: skip


@pytest.mark.parametrize(
    ("types", "others"),
    [
        ("", {}),
        ("- {name: s, of: site, otherwise: true, fields: {x: {from: title}}}\n", {"_config.yml: title": "1 mapped"}),
        (
            "- {name: f, of: footer, otherwise: true, fields: {x: {from: values.show_reach}}}\n",
            {"_data/footer.yml: show_reach": "1 mapped"},
        ),
        (
            "- {name: s, of: site, otherwise: true, fields: {x: {from: footer.show_reach}}}\n",
            {"_data/footer.yml: show_reach": "1 mapped"},
        ),
        (
            "- {name: n, of: navigation, otherwise: true, fields: {x: {from: title}}, discard: {url: not needed}}\n",
            {
                "_data/navigation.yml: links[].sublinks[].title": "2 mapped",
                "_data/navigation.yml: links[].title": "2 mapped",
                "_data/navigation.yml: links[].sublinks[].url": "2 discarded: not needed",
                "_data/navigation.yml: links[].url": "1 discarded: not needed",
            },
        ),
        (
            "- {name: s, of: site, otherwise: true, fields: {x: {from: navigation}, z: {from: url}}}\n",
            {
                key: said.replace("reported", "mapped")
                for key, said in FILES.items()
                if "navigation" in key or "url" in key
            },
        ),
        (
            "- {name: s, of: site, otherwise: true, skip: it stays}\n",
            {key: "1 discarded: it stays" for key in FILES if "config" in key},
        ),
    ],
)
def test_files(make_site: SiteMaker, tmp_path: Path, types: str, others: dict[str, str]) -> None:
    pages = "- {name: a, otherwise: true, fields: {x: {value: 1}}}\n"
    assert of_files(make_site, tmp_path, types + pages) == {**FILES, **others}


def test_what_the_mapping_has_no_place_for_is_told(make_site: SiteMaker, tmp_path: Path) -> None:
    site, mapping, report = make_site(SITE, config=CONFIG), tmp_path / "m.yml", tmp_path / "r.json"
    told: list[list[str]] = []
    for exporter, more in (
        ("jsonl", ""),
        ("json", ""),
        ("jsonl", "- {name: n, of: navigation, otherwise: true, skip: x}\n"),
    ):
        page = "- {name: a, otherwise: true, fields: {x: {from: id}}}\n"
        mapping.write_text(f"mapping: 1\nname: t\nexporter: {exporter}\ntypes:\n{page}{more}")
        out = ("--out", str(tmp_path / f"o.{exporter}"), "--report", str(report), "--force", "--quiet")
        assert run("export", str(site), "--mapping", str(mapping), *out).code == 0
        findings = json.loads(report.read_bytes())["findings"]
        told.append([one["message"] for one in findings if one["code"] == "mapping.left-out"])
    said = "no type of the mapping t is of the kind `{}`, and the site has {}"
    footer, redirects = said.format("footer", 1), said.format("redirect", 3)
    assert told == [[footer, said.format("navigation", 4), redirects], [], [footer, redirects]]


SITES = [PROJECT / "fixtures" / name for name in ("isomer-mini", "isomer-odd", "jekyll-odd")]


def sums(site: Path, name: str, folder: Path) -> None:
    """Exports by a shipped mapping; each source has as many leaves as when it was read, whatever became of them."""
    report = folder / "r.json"
    out = folder / ("o" if pipeline.mapping_for(name, None).exporter == "tree" else "o.json")
    lists = ("--assets-list", str(site / "files.txt")) if (site / "files.txt").is_file() else ()
    done = run(
        "export",
        str(site),
        "--to",
        name,
        "--out",
        str(out),
        "--report",
        str(report),
        "--quiet",
        "--fail-on",
        "never",
        *lists,
    )
    assert done.code == 0, done.err
    run(
        "export",
        str(site),
        "--to",
        "json",
        "--out",
        str(folder / "whole.json"),
        "--quiet",
        "--fail-on",
        "never",
        *lists,
    )
    whole = json.loads((folder / "whole.json").read_bytes())["accounting"]
    through = json.loads(report.read_bytes())["accounting"]
    assert by_source(through) == by_source(whole)
    assert through["leaves"] == whole["leaves"] == sum(by_source(through).values())
    assert through["leaves"] == sum(through[fate] for fate in ("mapped", "kept", "discarded", "reported"))
    assert all(key["why"] for key in through["keys"] if key["fate"] == "discarded")


def by_source(found: dict[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for key in found["keys"]:
        counts[key["source"]] += key["leaves"]
    return counts


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_shipped_mappings(site: Path, name: str, tmp_path: Path) -> None:
    sums(site, name, tmp_path)


@pytest.mark.corpus
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("site", corpus_sites(), ids=lambda site: site.name)
def test_shipped_mappings_on_real_sites(site: Path, name: str, tmp_path: Path) -> None:
    sums(site, name, tmp_path)


NOTHING = "- {name: a, otherwise: true, fields: {x: {value: 1}}}\n"
SKIPS = """- {name: s, of: section, when: {values.title: T}, skip: no heroes}
- {name: t, of: tagging, otherwise: true, skip: no tags}
"""

TRUE: list[tuple[str, dict[str, str]]] = [
    (  # what only a condition looks at as a whole is handed on by nobody
        "- {name: a, when: {meta: {exists: true}}, fields: {x: {from: url}}}\n",
        {"permalink": "1 mapped"},
    ),
    (  # but a single value that decides the type is told by the type
        "- {name: a, when: {layout: page}, fields: {x: {from: url}}}\n",
        {"layout": "1 mapped"},
    ),
    (  # what is skipped is in no record
        SKIPS + NOTHING,
        {},
    ),
    (  # of a section that is read in part, the rest is nowhere
        "- {name: s, of: section, otherwise: true, fields: {x: {from: values.title}}}\n" + NOTHING,
        {"sections[].hero.title": "1 mapped"},
    ),
    (  # `keep` hands on whole values: what a rule takes in part is not among them
        "- {name: a, otherwise: true, fields: {u: {from: url}, x: {from: meta.odd.deep}}, unmapped: keep}\n",
        {
            **{key: said.replace("reported", "kept") for key, said in NONE.items()},
            "title": "3 kept, 1 reported",
            "permalink": "1 mapped",
            "odd.deep": "1 mapped",
            "odd.other.x": "1 reported",
            "odd.other.y": "1 reported",
        },
    ),
    (  # a bare name that a field of pages has is that field alone
        "- {name: a, otherwise: true, fields: {x: {value: 1}}, discard: {image: not needed}}\n",
        {"image": "1 discarded: not needed"},
    ),
]


@pytest.mark.parametrize(("types", "others"), TRUE)
def test_what_is_in_no_record_is_not_mapped(
    make_site: SiteMaker, tmp_path: Path, types: str, others: dict[str, str]
) -> None:
    assert of_pages(make_site, tmp_path, types) == {**NONE, **others}


def test_a_record_that_was_refused_maps_nothing(make_site: SiteMaker, tmp_path: Path) -> None:
    mapping, report = tmp_path / "m.yml", tmp_path / "r.json"
    rules = "{path: {from: meta.gone}, title: {from: title}}"
    mapping.write_text(f"mapping: 1\nexporter: tree\ntypes: [{{name: a, otherwise: true, fields: {rules}}}]\n")
    site = make_site({"a.md": "---\ntitle: A\n---\n"}, config="timezone: UTC\n")
    out = ("--out", str(tmp_path / "o"), "--report", str(report), "--quiet", "--fail-on", "never")
    assert run("export", str(site), "--mapping", str(mapping), *out).code == 0
    found = json.loads(report.read_bytes())["accounting"]
    assert (found["mapped"], found["reported"]) == (0, 2)


@pytest.mark.parametrize(
    ("types", "told"),
    [
        (
            "{name: a, otherwise: true, unmapped: error, fields: {x: {from: meta.odd.one}, u: {from: url}}}",
            "meta.odd.two",
        ),
        (
            "{name: a, also: true, otherwise: true, unmapped: error, fields: {x: {from: meta.odd}, u: {from: url}}}",
            "title",
        ),
    ],
)
def test_what_is_reported_is_an_error_where_that_is_asked_for(
    make_site: SiteMaker, tmp_path: Path, types: str, told: str
) -> None:
    mapping = tmp_path / "m.yml"
    head = "title: A\n" if told == "title" else ""
    site = make_site({"a.md": f"---\n{head}odd: {{one: 1, two: 2}}\n---\n"}, config="timezone: UTC\n")
    mapping.write_text(f"mapping: 1\nexporter: jsonl\ntypes: [{types}]\n")
    done = run("export", str(site), "--mapping", str(mapping), "--out", "-", "--quiet")
    assert (done.code, done.out) == (3, "")
    said = f"`{told}` has a value on 1 page of the type `a`, and no rule reads it"
    assert said in done.err
