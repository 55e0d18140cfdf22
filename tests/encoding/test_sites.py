"""What is mended in a site, with place and evidence, and what Jekyll's own reading keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from migrate.encoding import repaired
from migrate.importers.isomer import IsomerImporter
from migrate.importers.isomer.source import IsomerSource
from migrate.interfaces import ReadOptions
from tests.conftest import NOW, PROJECT, Opener, SiteMaker, corpus_sites

PAGE = """---
title: The clientsâ€™ needs
permalink: /clientâ€™s/
blocks:
  - text: a cafÃ©
    url: /cafÃ©/
    link: https://x.example/cafÃ©
---
# Whatâ€™s new

{{ page.title }}

[here]({{ page.url }})
"""


GUESSED = "mojibake-guessed read in the wrong encoding: 'â–º Read on' is '► Read on'"


def told(source: IsomerSource) -> list[str]:
    found = [finding for finding in source.findings if finding.code.startswith("encoding.")]
    return [f"{one.file}:{one.line} {one.code.removeprefix('encoding.')} {one.message}" for one in found]


def html(source: IsomerSource, at: int = 0) -> str | None:
    body = source.body(source.site.pages[at]).body
    return None if body is None else body.html


def test_values_and_bodies_are_mended_and_addresses_kept(open_site: Opener) -> None:
    source = open_site({"a.md": PAGE})
    (page,) = source.site.pages
    assert (page.title, page.url) == ("The clients’ needs", "/clientâ€™s/")
    assert page.meta["blocks"] == [{"text": "a café", "url": "/cafÃ©/", "link": "https://x.example/cafÃ©"}]
    assert html(source) == (
        '<h1 id="whats-new">What’s new</h1>\n\n<p>The clients’ needs</p>\n\n<p><a href="/clientâ€™s/">here</a></p>\n'
    )
    assert told(source) == [
        "a.md:2 mojibake read in the wrong encoding: ' The clientsâ€™ needs' is ' The clients’ needs'",
        "a.md:5 mojibake read in the wrong encoding: ' text: a cafÃ©' is ' text: a café'",
        "a.md:9 mojibake read in the wrong encoding: '# Whatâ€™s new' is '# What’s new'",
    ]


def test_inspection_shows_what_jekyll_sees(make_site: SiteMaker) -> None:
    root = make_site({"a.md": PAGE})
    inspection = IsomerImporter().inspect(root, ReadOptions(now=NOW), render=True)
    (row,) = inspection.rows
    assert (row["url"], dict(row["data"])["title"]) == ("/clientâ€™s/", "The clientsâ€™ needs")  # type: ignore[call-overload]
    assert "Whatâ€™s new" in str(row["html"])
    assert [one for one in inspection.findings if "mojibake" in one.code] == []


def test_a_file_is_evidence_for_its_doubtful_runs(open_site: Opener) -> None:
    source = open_site({"a.md": "---\ntitle: the clientsâ€™ page\n---\nâ–º Read on\n"})
    assert html(source) == "<p>► Read on</p>\n"
    assert told(source)[1:] == [
        f"a.md:4 {GUESSED}, since there is sure damage elsewhere in this file",
    ]


def test_several_files_are_evidence_for_the_site(open_site: Opener) -> None:
    files: dict[str, str | bytes] = {f"{name}.md": "---\n---\nitâ€™s\n\nweâ€™re\n" for name in "bc"}
    source = open_site({"a.md": "---\n---\nâ–º Read on\n", **files})
    assert html(source) == "<p>► Read on</p>\n"
    assert [line for line in told(source) if line.startswith("a.md")] == [
        f"a.md:3 {GUESSED}, since there is sure damage in several files of the site",
    ]


def test_one_file_is_no_evidence_for_the_site(open_site: Opener) -> None:
    source = open_site({"a.md": "---\n---\nâ–º Read on\n", "b.md": "---\n---\nitâ€™s\n\nweâ€™re\n\nyouâ€™re\n"})
    assert html(source) == "<p>â–º Read on</p>\n"


def test_data_and_configuration_are_mended(open_site: Opener) -> None:
    source = open_site(
        {"a.md": "---\n---\n", "_data/x.yml": "- name: JosÃ©\n  url: /josÃ©/\n", "_data/y.csv": "a,b\ncafÃ©,é\n"},
        config="timezone: UTC\ntitle: The clientsâ€™ site\n",
    )
    assert source.site.title == "The clients’ site"
    assert source.site.meta["data"] == {"x": [{"name": "José", "url": "/josÃ©/"}], "y": [{"a": "café", "b": "é"}]}
    assert [line.split(" ")[0] for line in told(source)] == ["_data/x.yml:1", "_data/y.csv:2", "_config.yml:2"]


def test_what_else_is_met_is_told(open_site: Opener) -> None:
    source = open_site(
        {
            "_posts/2024-01-01-a.md": "---\ntitle: été\n---\nété\n".encode("utf-16"),
            "_data/x.yml": "a: été\n".encode("utf-32"),
            "b.md": b"---\n---\nproblem\x02solving\nx\x0by\n",
            "c.md": b"---\n---\na\xed\xa0\xbd\xed\xb8\x80b\xed\xa0\xbdc\n",
        }
    )
    assert told(source) == [
        "_posts/2024-01-01-a.md:1 other the file is UTF-16",
        "b.md:3 control control character U+0002 (and 1 more in this file)",
        "_data/x.yml:1 other the file is UTF-32",
    ]
    assert source.site.meta["data"] == {"x": {"a": "été"}}
    by_file = {page.id: at for at, page in enumerate(source.site.pages)}
    assert html(source, by_file["_posts/2024-01-01-a.md"]) == "<p>été</p>\n"
    assert html(source, by_file["b.md"]) == "<p>problem\x02solving\nx\x0by</p>\n"
    assert html(source, by_file["c.md"]) == "<p>a😀b\ufffdc</p>\n"


def test_a_clean_export_does_not_import_ftfy(tmp_path: Path) -> None:
    site = PROJECT / "fixtures" / "isomer-mini"
    out = str(tmp_path / "x.json")
    arguments = ["export", str(site), "--to", "json", "--out", out, "--quiet", "--fail-on", "never"]
    code = f"import sys\nfrom migrate.cli import main\nsys.argv[1:] = {arguments!r}\ntry:\n    main()\n"
    code += "finally:\n    assert 'ftfy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.corpus
def test_the_corpus_holds_two_damaged_lines() -> None:
    changed = []
    for site in corpus_sites():
        for path in sorted(path for ending in ("md", "html", "yml") for path in site.rglob(f"*.{ending}")):
            text = path.read_bytes().decode("utf-8", "replace")
            changed += [(path.name, repair.after) for repair in repaired(text)[1]]
    if not corpus_sites():
        pytest.skip("no corpus")
    assert [name for name, _ in changed] == ["nrm-partners.md"] * 2


def test_front_matter_and_data_that_only_damage_makes_unreadable_are_read(open_site: Opener) -> None:
    """Latin-1 leaves control characters, which no YAML may hold."""
    head = "---\ntitle: It’s here\npermalink: /here/\n---\nx\n".encode().decode("latin-1")
    source = open_site({"a.md": head, "_data/d.yml": "a: It’s\n".encode().decode("latin-1")})
    page = source.site.pages[0]
    assert (page.title, page.url) == ("It’s here", "/here/")
    assert source.site.meta["data"] == {"d": {"a": "It’s"}}
    assert [line.split(" ")[:2] for line in told(source)] == [
        ["a.md:2", "mojibake"],
        ["_data/d.yml:1", "mojibake"],
    ]
